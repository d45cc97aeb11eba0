import { copyFile, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { routes } from '../../bin/parts.ts'
import { accessRules } from '../../src/access/matrix.ts'
import { backUp } from '../../src/platform/backup/backup.ts'
import { SettingWrong } from '../../src/platform/config/config.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { goRounds } from '../../src/platform/jobs/rounds.ts'
import { keyringRound } from '../../src/platform/keyring/keyring-round.ts'
import { KeyDestroyed, openVault } from '../../src/platform/vault/vault.ts'
import { begin as markAndRemove, destroyKeys, goOn } from '../../src/support/leaving/leaving.ts'
import { listTaken, openName } from '../../src/support/leaving/opened.ts'
import { leavingWords } from '../../src/support/leaving/leaving.words.ts'
import { supportPaths } from '../../src/support/paths.ts'
import { makeQuiet, readQuiet } from '../../src/support/ways/quiet.ts'
import { openTestHouse, type TestHouse } from '../database.ts'
import { begin, enterCoach, findSpace, letIn, readSending } from '../own-space.ts'
import { liveIn } from '../lived-space.ts'
import { findInTables, holds, withRestored } from '../searched-places.ts'
import { takeBundle } from '../taken-bundle.ts'
import { openApp, Visitor } from '../visitor.ts'

/** Promise 11: everything in one go, readable and printable; then gone, everywhere, whatever is cut short. */
const letter = 'Remember the heron at the weir, & that you <walked> all the way.'
const words = leavingWords['en-GB']

let house: TestHouse
let parent: string
let copy: string
let app: Hono
let coach: Visitor
let person: Visitor
let phrase: string
let name: string
let spaceId: string
let number = 0

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'ownterms-leaving-'))
  copy = join(parent, 'copy')
  await mkdir(copy)
  // A server of its own: its files are looked through at the end.
  const shared = process.env['OWNTERMS_TEST_DATABASE']
  delete process.env['OWNTERMS_TEST_DATABASE']
  house = await openTestHouse({ OWNTERMS_KEYRING_COPIES: copy })
  if (shared !== undefined) process.env['OWNTERMS_TEST_DATABASE'] = shared
  await house.vault.followCopies()
  app = openApp(house, routes)
  coach = await enterCoach(house, app)
}, 120_000)

afterAll(async () => {
  await rm(parent, { recursive: true, force: true })
}, 60_000)

beforeEach(async () => {
  number += 1
  name = `Heron ${'abcdefghij'[number]}`
  ;({ person, phrase } = await begin(app, name))
  await letIn(person, coach)
  spaceId = await findSpace(coach, name)
  await coach.get(supportPaths.guest(spaceId))
  const form = await person.get(supportPaths.letter)
  await person.send(supportPaths.letter, { words: letter, sending: readSending(form.text) })
})

const letGo = () => person.send(supportPaths.letGoNow)
const comeAgain = async () => {
  const again = new Visitor(app)
  return { again, answer: await again.send(supportPaths.enter, { name, phrase }) }
}
const isMarked = async () =>
  (await house.asOwner('select 1 from space_leaving where space_id = $1', [spaceId])).length > 0
/** That nothing of the space is left: no row that names it, and no key. */
async function expectGone(id: string): Promise<void> {
  expect(await findInTables(house.asOwner, id)).toEqual([])
  expect(() => house.vault.forTenant(id)).toThrow(KeyDestroyed)
  for (const folder of [house.config.keyringFolder, copy]) {
    expect((await readFile(join(folder, 'keys.sqlite'))).includes(id), folder).toBe(false)
  }
}

test('one tap brings everything: to read, to print, and for computers', async () => {
  const taken = await takeBundle(app, person)
  expect(taken.names).toEqual([words.files.html, words.files.json, words.files.fhir, words.files.pdf])
  expect(taken.json.space).toBe(spaceId)
  expect(taken.json.tables['later_letter']!.map((row) => row['words'])).toEqual([letter])
  expect(taken.json.tables['space']![0]!['name']).toBe(name)
  expect(taken.html).toContain('Remember the heron at the weir, &amp; that you &lt;walked> all the way.')
  expect(taken.pdf).toContain('Remember the heron at the weir, & that you <walked> all the way.')
  for (const paper of [taken.html, taken.pdf]) {
    expect(paper).toContain(name)
    expect(paper).toContain('Dele, The Lighthouse')
    expect(paper).toContain('Dele from The Lighthouse opened the first page.')
  }
  // Neither the words to come back with nor another space: whoever finds the file would have them.
  const all = JSON.stringify(taken)
  expect(all).not.toContain(phrase)
})

/** Sealed, a person's, and written by no room in `liveIn`: each with where it is looked at. */
const elsewhere = [
  // How codes and two named people are kept is tested with the ways in.
  'way_back.address_sealed',
  'way_back.named_sealed',
]

test('what every room has sealed opens, on paper too', async () => {
  const written = await liveIn(house, spaceId)
  const { html, json, pdf } = await takeBundle(app, person)
  const opened = listTaken().flatMap(({ table, names }) =>
    names
      .filter((column) => column.endsWith('_sealed'))
      .filter((column) => {
        const values = json.tables[table]!.map((row) => row[openName(table, column)])
        return values.some((value) => value !== null) && !values.includes(words.notOpened)
      })
      .map((column) => `${table}.${column}`),
  )
  const sealed = listTaken().flatMap(({ table, names }) =>
    names.filter((column) => column.endsWith('_sealed')).map((column) => `${table}.${column}`),
  )
  expect(opened.toSorted()).toEqual(sealed.filter((name) => !elsewhere.includes(name)).toSorted())
  const all = JSON.stringify(json)
  expect(written.length).toBeGreaterThan(15)
  for (const sentence of written) {
    expect(all).toContain(sentence)
    expect(html).toContain(sentence)
    expect(pdf).toContain(sentence)
  }
})

test('what they want is once more in a file for other programs, the same as the one of that room', async () => {
  await liveIn(house, spaceId)
  const alone = JSON.parse((await person.get(supportPaths.goalsFile)).text) as typeof fhir
  const { fhir, html } = await takeBundle(app, person)
  const byId = ({ entry }: typeof fhir) =>
    new Map(entry.map(({ resource }) => [String(resource['id']), resource] as const))
  expect(byId(fhir)).toEqual(byId(alone))
  expect(fhir.entry.length).toBeGreaterThan(2)
  expect(JSON.stringify(fhir)).toContain('I want to see the sea again')
  expect(html).toContain(words.files.fhir)
})

describe('let go, it is gone', () => {
  test('from every table, key, copy of the keys, backup and file', async () => {
    await liveIn(house, spaceId)
    const [before, after] = [join(parent, 'before.backup'), join(parent, 'after.backup')]
    await backUp(house, before, { force: false })
    const [old] = await house.asOwner('select words_sealed from later_letter where tenant_id = $1', [spaceId])
    const open = () =>
      house.vault.forTenant(spaceId).openTeam('later_letter.words', letterId, old!['words_sealed'] as Buffer)
    const letterId = String(
      (await house.asOwner('select id from later_letter where tenant_id = $1', [spaceId]))[0]!['id'],
    )
    expect(open()).toBe(letter)
    const oldRing = join(parent, 'old-ring')
    await mkdir(oldRing)
    for (const file of ['keys.sqlite', 'deployment.key']) {
      await copyFile(join(house.config.keyringFolder, file), join(oldRing, file))
    }

    expect((await letGo()).location).toBe(`${supportPaths.gone}?done=gone`)
    await backUp(house, after, { force: false })
    await expectGone(spaceId)
    expect(open).toThrow(KeyDestroyed)
    expect((await comeAgain()).answer.status).toBe(422)
    expect((await coach.get(supportPaths.guest(spaceId))).status).toBe(404)

    for (const file of [before, after]) {
      await withRestored(house, file, async (asOwner) => {
        expect(await findInTables(asOwner, spaceId), file).toEqual([])
        // Others are still there.
        expect((await asOwner('select 1 from space')).length).toBeGreaterThan(0)
      })
    }

    // The keys of before are refused with this database.
    await goRounds({ ...house.services, origin: house.config.origin }, [
      { ...keyringRound, name: 'keyring.mark-now' },
    ])
    const oldVault = openVault({ ...house.config, keyringFolder: oldRing, keyringCopies: [] })
    await expect(migrate(house.ownerUrl, accessRules(), oldVault)).rejects.toThrow(SettingWrong)
    await oldVault.close()
  }, 120_000)

  test('with the quiet space behind it', async () => {
    const { sending } = await house.db.within(spaceId, { id: spaceId, roles: ['person'] }, (ctx) =>
      readQuiet(ctx, house.vault),
    )
    await makeQuiet(house.db, spaceId, { name: 'Nobody', sending })
    const [quiet] = await house.asOwner(
      `select tenant_id from space where tenant_id not in (select tenant_id from invitation)`,
    )
    expect(quiet).toBeDefined()
    await letGo()
    await expectGone(spaceId)
    await expectGone(String(quiet!['tenant_id']))
  })

  test.each([
    ['its rows were removed', () => markAndRemove(house.db, spaceId, false)],
    [
      'its keys were destroyed',
      async () => {
        await markAndRemove(house.db, spaceId, false)
        await destroyKeys(house.db, spaceId)
      },
    ],
  ])('also when it was cut short after %s', async (_, untilThere) => {
    await untilThere()
    expect(await isMarked()).toBe(true)
    expect((await person.get(supportPaths.space)).location).toBe(supportPaths.enter)
    expect((await comeAgain()).answer.status).toBe(422)
    expect((await coach.get(supportPaths.guest(spaceId))).status).toBe(404)
    await goOn(house.db)
    await expectGone(spaceId)
    await goOn(house.db)
  })

  test('when a copy of the keys is away: said, shut at once, and finished by itself', async () => {
    await rename(copy, `${copy}-away`)
    const end = await letGo()
    expect(end.location).toBe(`${supportPaths.gone}?done=going`)
    expect((await person.get(end.location!)).text).toContain(words.goingStill)
    expect((await comeAgain()).answer.status).toBe(422)
    await goOn(house.db)
    expect(await isMarked()).toBe(true)
    await rename(`${copy}-away`, copy)
    await goOn(house.db)
    await expectGone(spaceId)
  }, 60_000)
})

test('a day that was chosen before a backup does not come unseen when that is put back', async () => {
  await person.send(supportPaths.whenItGoes)
  await house.asOwner(`update moving_on set goes_at = now() - interval '1 day' where tenant_id = $1`, [
    spaceId,
  ])
  const file = join(parent, 'planned.backup')
  await backUp(house, file, { force: false })
  await withRestored(house, file, async (asOwner) => {
    const [plan] = await asOwner('select goes_at > now() as later from moving_on where tenant_id = $1', [
      spaceId,
    ])
    expect(plan).toEqual({ later: true })
  })
  await goOn(house.db)
  await expectGone(spaceId)
})

test('no file of the server holds a word of what was let go', async () => {
  const written = await liveIn(house, spaceId)
  await letGo()
  await house.asOwner('vacuum full')
  await house.close(async (server) => {
    const all = [letter, name, phrase, ...written]
    expect(await holds(server, all)).toEqual([])
    expect(await holds(parent, all)).toEqual([])
    // What is public is found there, so that the search can find.
    expect(await holds(server, 'The Lighthouse')).not.toEqual([])
  })
}, 120_000)

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rememberFolder, writeRemembered } from '../../src/listening/publications/folders.ts'
import { publishSeries } from '../../src/listening/publications/publications.ts'
import { findPublishedFile } from '../../src/listening/publications/published.ts'
import { afterWithdrawalTask } from '../../src/listening/publications/rebuild.jobs.ts'
import { setSigned } from '../../src/listening/wisdoms/parts.ts'
import { withdraw, withdrawalTask } from '../../src/listening/withdrawals/withdrawals.ts'
import { backUp } from '../../src/platform/backup/backup.ts'
import { columns, type Column } from '../../src/platform/db/columns.ts'
import { runWaitingTasks } from '../../src/platform/jobs/tasks.ts'
import { KeyDestroyed, type TenantVault } from '../../src/platform/vault/vault.ts'
import { insertOf, oneOfEach, tenantOf, type Row } from '../contract/one-of-each.ts'
import { openTestHouse, type TestHouse } from '../database.ts'
import { findInTables, holds, withRestored } from '../searched-places.ts'
import { chooseBeside, readBesideTwice, tellSeries, type ToldSeries } from '../told-series.ts'

/**
 * Promise 2, everywhere: a sentence is put into every column the register says is under a key of its own, whatever
 * table it is in, and into a published series; after the withdrawal it is looked for in every place we know of. A new
 * column is seeded by itself; one that lies under the organisation's key, which no withdrawal destroys, has to be
 * thought about and named here.
 */
const sentence = 'A wren built in the pocket of my only winter coat.'
const quoted = 'two bags and a cat'
/** What the voice of that quote, and the one of another, chose to stand beside it in a signed piece. */
const beside = ['a mender of wet umbrellas', 'Umbrella Sam']

/** Words and labels under the organisation's key, and why a withdrawal may leave them: they are the team's own. */
const ofTheTeam = [
  'membership.name_sealed',
  'payment.name_sealed',
  'picture.bytes_sealed',
  'publication.content_sealed',
  'published_folder.path_sealed',
  'series.how_heard_sealed',
  'series.introduction_sealed',
  'series.title_sealed',
  'theme.name_sealed',
  'wisdom.picture_alt_sealed',
  'wisdom.reflection_sealed',
  'wisdom.title_sealed',
  'wisdom_part.narration_sealed',
  // How a mailbox is reached.
  'mailbox.settings_sealed',
  'mailbox.password_sealed',
]
/** Emptied with the file by `forgetSources`, and gone from a file within hours of its arrival. */
const ofFiles = [
  'source.file_name_sealed',
  'source.how_agreed_sealed',
  'source_line.text_sealed',
  'source.upload_key_sealed',
]

const roots: Record<string, string> = {
  passage: 'passage',
  label: 'voice_label',
  kept: 'kept_passage',
  clearance: 'clearance',
  voice: 'voice',
  source: 'source',
  attachment: 'attachment',
}

type Place = { table: string; column: string; key: string }
const register = Object.entries<Record<string, Column>>(columns).flatMap(([table, held]) =>
  Object.entries(held).map(([column, what]) => ({ table, column, what })),
)
const ownPlaces: Place[] = register.flatMap(({ table, column, what }) =>
  what.key && what.key in roots ? [{ table, column, key: what.key }] : [],
)

let house: TestHouse
let parent: string
let rows: Row[]
let told: ToldSeries
const logged: string[] = []
const write = process.stderr.write.bind(process.stderr)

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'ownterms-travels-'))
  // A server of its own: its files are looked through at the end.
  const shared = process.env['OWNTERMS_TEST_DATABASE']
  delete process.env['OWNTERMS_TEST_DATABASE']
  house = await openTestHouse()
  if (shared !== undefined) process.env['OWNTERMS_TEST_DATABASE'] = shared
  process.stderr.write = (chunk: string | Uint8Array) => logged.push(String(chunk)) > 0
  rows = await seedEverything()
  told = await tellSeries(house, 'Travels')
  await chooseBeside(told, 0, 'describe', beside[0]!)
  await chooseBeside(told, 0, 'sign', beside[1]!)
  await chooseBeside(told, 1, 'sign', 'Will')
  await readBesideTwice(told, 0, 'description')
  await readBesideTwice(told, 0, 'name')
  await readBesideTwice(told, 1, 'name')
  await told.as(told.people.ada, (ctx) => setSigned(ctx, told.wisdomId, true))
}, 120_000)

afterAll(async () => {
  process.stderr.write = write
  await rm(parent, { recursive: true, force: true })
}, 60_000)

const keyOf = (key: string) => String(rows.find((row) => row.table === roots[key])!.values['id'])
const rowIdOf = (row: Row) => String(row.values['id'] ?? row.values['passage_id'])

test('whatever lies under the organisation’s key is the team’s own', () => {
  const under = register
    .filter(({ what }) => what.key === 'organisation')
    .map(({ table, column }) => `${table}.${column}`)
  const keys = register.flatMap(({ what }) => (what.key === null ? [] : [what.key]))
  // A new kind of key is told here whose it is; seeded and looked for it is then by itself.
  // What is a person's own, in their space, goes with the space (promise 11); a record is kept by law.
  const known = ['organisation', 'deployment', 'space', 'record', ...Object.keys(roots)]
  expect(keys.filter((key) => !known.includes(key))).toEqual([])
  expect(under.filter((name) => ![...ofTheTeam, ...ofFiles].includes(name))).toEqual([])
})

test('after a withdrawal a sentence is in no table, file, backup, log or key', async () => {
  const all = [sentence, quoted, ...beside]
  const tenantId = tenantOf(rows)
  const vault = house.vault.forTenant(tenantId)
  // All of it opens before, so that finding nothing afterwards means something.
  const openable = await listOpenable(house.asOwner, vault)
  expect(openable.toSorted()).toEqual(ownPlaces.map(({ table, column }) => `${table}.${column}`).toSorted())
  expect(await house.asOwner('select 1 from reading where text = $1', [sentence])).toHaveLength(1)

  const published = await told.as(told.people.ada, (ctx) => publishSeries(ctx, told.seriesId))
  if (!published.ok) throw new Error('There is something in the way.')
  const folder = join(parent, 'out')
  const folderId = await told.as(told.people.ada, (ctx) => rememberFolder(ctx, told.seriesId, folder))
  await writeRemembered(house.db, told.tenantId, folderId, true)
  const read = async () =>
    (await findPublishedFile(house.db, published.address, '1.html'))?.bytes.toString() ?? ''
  for (const words of [quoted, ...beside]) {
    expect(await read()).toContain(words)
    expect(await holds(folder, words)).not.toEqual([])
  }
  const [before, after] = [join(parent, 'before.backup'), join(parent, 'after.backup')]
  await backUp(house, before, { force: false })

  const voice = { id: 'voice', roles: ['voice'] }
  const voiceId = keyOf('voice')
  expect(
    await house.db.within(tenantId, voice, (ctx) => withdraw(ctx, { voiceId, when: 'now' })),
  ).not.toBeNull()
  await told.as(voice, (ctx) => withdraw(ctx, { voiceId: told.voiceIds[0]!, when: 'now' }))
  const { db, store, config } = house.services
  await runWaitingTasks({ db, store }, [withdrawalTask, afterWithdrawalTask])
  const left = await house.asOwner('select key_ids, source_ids from withdrawal where completed_at is null')
  // The one that one-of-each brought is nobody's, and pending.
  expect(left.length).toBeLessThanOrEqual(1)
  await backUp(house, after, { force: false })

  for (const { key } of ownPlaces) expect(vault.isKept(keyOf(key)), key).toBe(false)
  expect(await listOpenable(house.asOwner, vault)).toEqual([])
  for (const words of all) expect(await findInTables(house.asOwner, words)).toEqual([])
  for (const words of [quoted, ...beside]) {
    expect(await read()).not.toContain(words)
    expect(await holds(folder, words)).toEqual([])
  }
  expect(await listDetailsLeft(house.asOwner)).toBe(0)
  for (const id of new Set(ownPlaces.map(({ key }) => keyOf(key)))) {
    expect((await readFile(join(config.keyringFolder, 'keys.sqlite'))).includes(id)).toBe(false)
  }

  for (const file of [before, after]) {
    await withRestored(house, file, async (asOwner) => {
      expect(await listOpenable(asOwner, vault), file).toEqual([])
      for (const words of all) expect(await findInTables(asOwner, words), file).toEqual([])
      expect(await listDetailsLeft(asOwner), file).toBe(0)
      const [state] = await asOwner('select count(*)::int as voices from voice where id = any($1::uuid[])', [
        [voiceId, told.voiceIds[0]],
      ])
      expect(state).toEqual({ voices: 0 })
      // Others are still there, and open.
      const other = await asOwner('select verbatim_sealed from passage where id = $1', [told.passageIds[1]])
      expect(other).toHaveLength(1)
    })
  }

  expect(logged.join('')).toContain('withdrawal.complete')
  for (const words of all) expect(logged.join('')).not.toContain(words)
  await house.asOwner('vacuum full')
  await house.close(async (server) => {
    for (const words of all) {
      expect(await holds(server, words)).toEqual([])
      expect(await holds(parent, words)).toEqual([])
    }
    // What is public is found there, so that the search can find.
    expect(await holds(server, 'What made it feel like home?')).not.toEqual([])
  })
}, 180_000)

/** How many rows still hold what the voice of the quote said of itself, or who read that. */
async function listDetailsLeft(asOwner: TestHouse['asOwner']): Promise<number> {
  const left = await asOwner(
    `select 1 from voice_detail where voice_id = $1
     union all select 1 from beside_reading where tenant_id = $2 and detail_id not in (select id from voice_detail)`,
    [told.voiceIds[0], told.tenantId],
  )
  return left.length
}

/** One row in every table, with the sentence in every column that lies under a key of its own, and as a reading. */
async function seedEverything(): Promise<Row[]> {
  const made = oneOfEach()
  rows = made
  const vault = house.vault.makeTenant(tenantOf(made))
  vault.keepKeys(Object.keys(roots).map(keyOf))
  for (const { table, column, key } of ownPlaces) {
    const row = made.find((one) => one.table === table)
    if (!row) throw new Error(`There is no row of ${table} in one-of-each.ts.`)
    const name = `${table}.${column.replace(/_sealed$/, '')}`
    row.values[column] = vault.sealUnder(keyOf(key), name, rowIdOf(row), sentence)
  }
  made.find((row) => row.table === 'reading')!.values['text'] = sentence
  // A file, not the public page: it may name whoever is in it.
  Object.assign(made.find((row) => row.table === 'source')!.values, { door: 'whatsapp', format: 'whatsapp' })
  for (const row of made) await house.asOwner(...insertOf(row))
  return made
}

/** Every column in which something still opens to the sentence, with whatever keys there are now. */
async function listOpenable(asOwner: TestHouse['asOwner'], vault: TenantVault): Promise<string[]> {
  const found: string[] = []
  for (const { table, column, key } of ownPlaces) {
    const standing = await asOwner(`select * from ${table} where tenant_id = $1 and ${column} is not null`, [
      tenantOf(rows),
    ])
    for (const values of standing) {
      const name = `${table}.${column.replace(/_sealed$/, '')}`
      try {
        const text = vault.open(keyOf(key), name, rowIdOf({ table, values }), values[column] as Buffer)
        if (text === sentence) found.push(`${table}.${column}`)
      } catch (error) {
        if (!(error instanceof KeyDestroyed)) throw error
      }
    }
  }
  return found
}

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/database.ts'
import { bringWords } from '../../../test/test-exercise.ts'
import {
  besideIdOf,
  chooseBeside,
  press,
  readBesideTwice,
  tellSeries,
  texts,
  type ToldSeries,
} from '../../../test/told-series.ts'
import { openApp, signIn, Visitor } from '../../../test/visitor.ts'
import { signInRoutes } from '../../access/sign-in/sign-in.routes.tsx'
import type { Actor } from '../../platform/db/database.ts'
import { recordConsent } from '../consent/consent.ts'
import { keepDetail, listDetails } from '../consent/details.ts'
import { recordSpoken } from '../consent/spoken.ts'
import { getExercise } from '../exercises/exercises.ts'
import { rememberFolder, rewriteFolders, writeRemembered } from '../publications/folders.ts'
import { checkGates } from '../publications/gates.ts'
import { publishSeries } from '../publications/publications.ts'
import { findPublishedFile } from '../publications/published.ts'
import { rebuildDue } from '../publications/rebuild.ts'
import { quotesRoutes } from '../quotes/quotes.routes.tsx'
import { changeSeries } from '../series/series.ts'
import { seriesRoutes } from '../series/series.routes.tsx'
import { joinVoices, undoJoin } from '../voices/joins.ts'
import { movePassages } from '../voices/splits.ts'
import { setSigned } from '../wisdoms/parts.ts'
import { wisdomsRoutes } from '../wisdoms/wisdoms.routes.tsx'
import { keepToDates } from '../withdrawals/retention.ts'
import { withdraw } from '../withdrawals/withdrawals.ts'
import { changeWorkplace } from '../workplace/workplace.ts'
import { besideRoutes } from './beside.routes.tsx'
import { listPrintable, sayBeside } from './beside.ts'

let house: TestHouse
let parent: string
let serial = 0

beforeAll(async () => {
  house = await openTestHouse()
  parent = await mkdtemp(join(tmpdir(), 'ownterms-beside-'))
}, 60_000)
afterAll(async () => {
  await house?.close()
  await rm(parent, { recursive: true, force: true })
}, 60_000)

type Told = ToldSeries & { address: string; organisation: string }

/** A series of four people; Will's words are its lead, Sam's are in its body. Not published yet. */
async function told(): Promise<Told> {
  serial += 1
  const organisation = `Beside${serial}`
  const series = await tellSeries(house, organisation)
  const address = `beside-${serial}`
  await series.as(series.people.ada, (ctx) => changeSeries(ctx, series.seriesId, { ...texts, address }))
  return { ...series, address, organisation }
}

const [sam, will] = [0, 1]
const voice = { id: 'voice', roles: ['voice'] }
const said = 'a dad of two who draws boats'

/** The words came in a file, not through the public page: a listener may say whose they are. */
async function bringByFile(series: Told): Promise<void> {
  await house.asOwner(`update source set door = 'group-call', format = 'webvtt' where exercise_id = $1`, [
    series.exerciseId,
  ])
}

async function publish(series: Told) {
  const published = await series.as(series.people.ada, (ctx) => publishSeries(ctx, series.seriesId))
  if (!published.ok) throw new Error(published.problems.map((problem) => problem.sentence).join('\n'))
  return published
}

async function read(series: Told, name = '1.html'): Promise<string> {
  return (await findPublishedFile(house.db, series.address, name))?.bytes.toString() ?? ''
}

async function problems(series: Told, who: Actor = series.people.ada) {
  return (await series.as(who, (ctx) => checkGates(ctx, series.seriesId))).map(
    ({ kind, sentence }) => `${kind}: ${sentence}`,
  )
}

const say = (series: Told, who: Actor, id: string, mayPrint: boolean | null) =>
  series.as(who, (ctx) => sayBeside(ctx, series.seriesId, id, mayPrint))

/** Sam's description is read by two and in print. */
async function printed(): Promise<Told> {
  const series = await told()
  await chooseBeside(series, sam, 'describe', said)
  await readBesideTwice(series, sam)
  await publish(series)
  expect(await read(series)).toContain(`<figcaption><span class="own">${said}</span></figcaption>`)
  return series
}

describe('a description a voice chose', () => {
  test('is printed beside its own quotes only, once two people have read it', async () => {
    const series = await told()
    await chooseBeside(series, sam, 'describe', said)
    const id = await besideIdOf(series, sam)
    const waits = [
      'beside: Two people have to read what voice 1 chose to stand beside their quotes, and say whether it may be printed.',
    ]
    expect(await problems(series)).toEqual(waits)
    await say(series, series.people.ada, id, true)
    await say(series, series.people.ada, id, true)
    expect(await problems(series)).toEqual(waits)
    expect(await problems(series, series.people.lea)).toEqual(waits)
    await say(series, series.people.cleo, id, true)
    expect(await problems(series)).toEqual([])

    await publish(series)
    const page = await read(series)
    expect(page.split(said)).toHaveLength(2)
    expect(page.indexOf(said)).toBeGreaterThan(page.indexOf('two bags and a cat'))
    expect(await read(series, 'index.html')).toContain('What stands beside a quote is what the person chose')
    // Which words they are is kept with the edition; what they say is not.
    const [row] = await house.asOwner('select id, content_sealed from publication where series_id = $1', [
      series.seriesId,
    ])
    const content = series.as(series.worker, async (ctx) =>
      ctx.vault.openTeam('publication.content', String(row!['id']), row!['content_sealed'] as Buffer),
    )
    expect(await content).toContain(id)
    expect(await content).not.toContain(said)
  })

  test('the database takes no second answer of one person, and no answer stays with other words', async () => {
    const series = await printed()
    const id = await besideIdOf(series, sam)
    await expect(
      house.asOwner(
        'insert into beside_reading (tenant_id, detail_id, read_by, may_print) values ($1, $2, $3, true)',
        [series.tenantId, id, series.people.ada.id],
      ),
    ).rejects.toThrow(/duplicate key/)
    await house.asOwner('update voice_detail set id = gen_random_uuid() where id = $1', [id])
    expect(
      await house.asOwner('select 1 from beside_reading where tenant_id = $1', [series.tenantId]),
    ).toEqual([])
    expect(await read(series)).not.toContain('<figcaption>')
  })

  const ways: Record<string, (series: Told) => Promise<unknown>> = {
    'its voice says no': (series) => chooseBeside(series, sam, 'describe', null),
    'its voice chooses other words': (series) => chooseBeside(series, sam, 'describe', 'somebody with a cat'),
    'a reader takes the yes back': async (series) =>
      say(series, series.people.cleo, await besideIdOf(series, sam), null),
    'a third person leaves it out': async (series) =>
      say(series, series.people.ben, await besideIdOf(series, sam), false),
    'the voices turn out to work for the host': (series) =>
      series.as(series.people.ada, (ctx) =>
        changeWorkplace(ctx, series.exerciseId, { isOn: true, advice: '' }),
      ),
    'another voice is joined to it': (series) =>
      series.as(series.people.ada, (ctx) => joinVoices(ctx, series.voiceIds[sam]!, series.voiceIds[3]!)),
    'it is joined to another voice': (series) =>
      series.as(series.people.ada, (ctx) => joinVoices(ctx, series.voiceIds[3]!, series.voiceIds[sam]!)),
    'the words turn out to be somebody else’s': (series) =>
      series.as(series.people.ada, (ctx) =>
        movePassages(ctx, {
          voiceId: series.voiceIds[sam]!,
          passageIds: [series.passageIds[0]!],
          toNumber: 4,
        }),
      ),
  }
  test.each(Object.keys(ways))(
    '%s: it is off the page at the next request, and the quote stays',
    async (way) => {
      const series = await printed()
      await bringByFile(series)
      if (way.startsWith('the words turn out')) {
        // Voice 4 may be quoted, and says other things of itself.
        await chooseBeside(series, 3, 'describe', 'a chair maker')
        await readBesideTwice(series, 3)
      }
      await ways[way]!(series)
      const page = await read(series)
      expect(page).toContain('two bags and a cat')
      expect(page).not.toContain('<figcaption>')
    },
  )

  test('other words come into print by a new edition only, after two people have read those', async () => {
    const series = await printed()
    await chooseBeside(series, sam, 'describe', 'somebody with a cat')
    expect(await problems(series)).toHaveLength(1)
    await readBesideTwice(series, sam)
    expect(await read(series)).not.toContain('<figcaption>')
    const again = await publish(series)
    expect([again.isNew, again.edition.edition]).toEqual([true, 2])
    expect(await read(series)).toContain('somebody with a cat')
    expect((await publish(series)).isNew).toBe(false)
  })

  test('two people who are one are read again, also after they are two again', async () => {
    const series = await printed()
    await series.as(series.people.ada, (ctx) => joinVoices(ctx, series.voiceIds[sam]!, series.voiceIds[3]!))
    expect(await problems(series)).toHaveLength(1)
    await readBesideTwice(series, sam)
    expect(await problems(series)).toEqual([])
    expect(await read(series)).toContain(said)
    // A no of the other one stands for both.
    const [join] = await house.asOwner('select id from voice_join where voice_id = $1', [
      series.voiceIds[sam],
    ])
    await series.as(series.people.ada, (ctx) => undoJoin(ctx, String(join!['id'])))
    expect(await read(series)).toContain(said)
    await chooseBeside(series, 3, 'describe', null)
    await series.as(series.people.ada, (ctx) => joinVoices(ctx, series.voiceIds[sam]!, series.voiceIds[3]!))
    expect(await problems(series)).toEqual([])
    expect(await read(series)).not.toContain('<figcaption>')
  })

  test('what a phrase chose stands beside its own words; what a listener was told stands beside all of that person', async () => {
    const series = await told()
    // Will's words are joined to Sam's.
    await series.as(series.people.ada, (ctx) =>
      joinVoices(ctx, series.voiceIds[sam]!, series.voiceIds[will]!),
    )
    await chooseBeside(series, sam, 'describe', said)
    await readBesideTwice(series, sam)
    await publish(series)
    expect((await read(series)).split(said)).toHaveLength(2)
    await series.as(series.people.ada, (ctx) =>
      recordSpoken(ctx, series.voiceIds[sam]!, {
        answers: [{ use: 'describe', answer: true, text: 'told to Ada' }],
        hats: '',
        hearers: 'one',
        way: 'spoken',
        how: '',
      }),
    )
    await readBesideTwice(series, sam)
    await publish(series)
    expect((await read(series)).split('told to Ada')).toHaveLength(3)
    // In a signed piece each quote has its name: what came as somebody else has none.
    await series.as(series.people.ada, (ctx) => setSigned(ctx, series.wisdomId, true))
    await chooseBeside(series, sam, 'sign', 'Sam')
    await readBesideTwice(series, sam, 'name')
    expect(await problems(series)).toEqual([expect.stringMatching(/voice 1 has not said yes to be named/)])
  })

  test('the one whose words changed meanwhile cannot be said yes to, nor one of another exercise', async () => {
    const [series, other] = [await told(), await told()]
    await chooseBeside(series, sam, 'describe', said)
    const id = await besideIdOf(series, sam)
    const elsewhere = other.as(other.people.ada, (ctx) => sayBeside(ctx, other.seriesId, id, true))
    await expect(elsewhere).rejects.toMatchObject({ kind: 'not-found' })
    await chooseBeside(series, sam, 'describe', 'somebody else')
    await expect(say(series, series.people.ada, id, true)).rejects.toMatchObject({ kind: 'not-found' })
  })
})

describe('what tells who somebody is', () => {
  test.each([
    'Sam, a dad of two',
    'who lived with Grace Bello',
    'a dad, 07700 900123',
    'a dad, dad@boats.example',
    'a dad, AB 12 34 56 C',
  ])('%s: nobody can say yes to it, and the series waits until it is left out', async (text) => {
    const series = await told()
    await chooseBeside(series, sam, 'describe', text)
    const id = await besideIdOf(series, sam)
    for (const who of [series.people.ada, series.people.cleo]) {
      await expect(say(series, who, id, true)).rejects.toMatchObject({ kind: 'invalid-state' })
    }
    const [found] = await problems(series)
    expect(found).toMatch(/^beside: What voice 1 chose .* holds a name, number, address or handle/)
    expect(found).not.toContain(text)
    // Two yeses from elsewhere do not open the gate either.
    for (const { id: account } of [series.people.ada, series.people.cleo]) {
      await house.asOwner(
        'insert into beside_reading (tenant_id, detail_id, read_by, may_print) values ($1, $2, $3, true)',
        [series.tenantId, id, account],
      )
    }
    expect(await problems(series)).toHaveLength(1)
    await say(series, series.people.ada, id, false)
    expect(await problems(series)).toEqual([])
    await publish(series)
    expect(await read(series)).not.toContain('<figcaption>')
  })

  test('a name that became known after two people read it is held back at the next edition', async () => {
    const series = await printed()
    await series.as(series.people.ada, (ctx) =>
      bringWords(ctx, series.exerciseId, [{ label: 'Boats McKay', text: 'Hello.' }]),
    )
    await chooseBeside(series, sam, 'describe', 'who draws Boats')
    expect((await problems(series))[0]).toMatch(/holds a name/)
  })
})

describe('a signed piece', () => {
  const sign = (series: Told, isSigned = true) =>
    series.as(series.people.ada, (ctx) => setSigned(ctx, series.wisdomId, isSigned))

  test('waits until everybody in it has said yes to be named, and says who has not', async () => {
    const series = await told()
    await sign(series)
    expect(await problems(series)).toEqual([
      'not-signed: Wisdom 1 is signed, and voices 1 and 2 have not said yes to be named. Ask them, take their quotes out, or print no names in it.',
    ])
    await chooseBeside(series, sam, 'sign', 'Sam Okafor')
    await readBesideTwice(series, sam, 'name')
    expect(await problems(series)).toEqual([
      'not-signed: Wisdom 1 is signed, and voice 2 has not said yes to be named. Ask them, take their quote out, or print no names in it.',
    ])
    await chooseBeside(series, will, 'sign', 'Will')
    expect(await problems(series)).toEqual([
      expect.stringMatching(/^beside: Two people have to read what voice 2/),
    ])
    await readBesideTwice(series, will, 'name')
    await chooseBeside(series, sam, 'describe', said)
    await readBesideTwice(series, sam)
    await publish(series)
    const page = await read(series)
    expect(page).toContain(
      `<figcaption><span class="own">Sam Okafor</span>, <span class="own">${said}</span></figcaption>`,
    )
    expect(page).toContain('<figcaption><span class="own">Will</span></figcaption>')

    // A no leaves the quote and the other name.
    await chooseBeside(series, sam, 'sign', null)
    const after = await read(series)
    expect(after).not.toContain('Okafor')
    expect(after).toContain('two bags and a cat')
    expect(after).toContain('<span class="own">Will</span>')
    // Somebody of the team may leave a name out; then the piece is not one of names.
    await chooseBeside(series, sam, 'sign', 'Sam')
    await say(series, series.people.ben, await besideIdOf(series, sam, 'name'), false)
    expect(await problems(series)).toEqual([expect.stringMatching(/left out the name voice 1 chose/)])
  })

  test('no other piece prints a name, and one that is signed no longer prints none', async () => {
    const series = await told()
    for (const [index, name] of [
      [sam, 'Sam'],
      [will, 'Will'],
    ] as const) {
      await chooseBeside(series, index, 'sign', name)
      await readBesideTwice(series, index, 'name')
    }
    await publish(series)
    expect(await read(series)).not.toContain('<figcaption>')
    await sign(series)
    expect((await publish(series)).isNew).toBe(true)
    expect(await read(series)).toContain('<span class="own">Sam</span>')
    await sign(series, false)
    await publish(series)
    expect(await read(series)).not.toContain('<figcaption>')
  })

  test('a name is not the whole name of somebody else, nor a number', async () => {
    const series = await told()
    await sign(series)
    for (const text of ['Grace Bello', 'Sam 07700 900123']) {
      await chooseBeside(series, sam, 'sign', text)
      const id = await besideIdOf(series, sam, 'name')
      await expect(say(series, series.people.ada, id, true)).rejects.toMatchObject({ kind: 'invalid-state' })
    }
    // Two people may be called the same.
    await chooseBeside(series, sam, 'sign', 'Grace')
    await readBesideTwice(series, sam, 'name')
  })

  test('where people work for whoever asks nobody is asked, and nothing is printed', async () => {
    const series = await told()
    await chooseBeside(series, sam, 'describe', said)
    await readBesideTwice(series, sam)
    await sign(series)
    await series.as(series.people.ada, (ctx) =>
      changeWorkplace(ctx, series.exerciseId, { isOn: true, advice: '' }),
    )
    const { asks } = await series.as(series.people.ada, (ctx) => getExercise(ctx, series.exerciseId))
    expect(asks).toBe('recording later preview told')
    expect(await problems(series)).toEqual([expect.stringMatching(/^not-signed: .* work for whoever asks/)])
    await sign(series, false)
    await publish(series)
    expect(await read(series)).not.toContain('<figcaption>')
  })
})

describe('when its voice goes', () => {
  test('now: it goes with the quote', async () => {
    const series = await printed()
    await series.as(voice, (ctx) => withdraw(ctx, { voiceId: series.voiceIds[sam]!, when: 'now' }))
    expect(await read(series)).not.toContain(said)
  })

  test('quietly: it stays as long as the quote does, and nobody of the team sees it', async () => {
    const series = await printed()
    const id = await besideIdOf(series, sam)
    const before = await read(series)
    await series.as(voice, (ctx) => withdraw(ctx, { voiceId: series.voiceIds[sam]!, when: 'at-rebuild' }))
    expect(await read(series)).toBe(before)
    for (const who of [series.people.ada, series.worker]) {
      expect(await series.as(who, (ctx) => listPrintable(ctx, [id]))).toEqual([])
    }
    expect(await house.asOwner('select 1 from voice_detail where id = $1', [id])).toEqual([])
    await house.asOwner(
      `update rebuild set month = month - interval '1 month', checked_on = checked_on - 31 where series_id = $1`,
      [series.seriesId],
    )
    await series.as(series.worker, (ctx) => rebuildDue(ctx))
    const after = await read(series)
    expect(after).not.toContain(said)
    expect(after).not.toContain('two bags and a cat')
  })

  test('some of its words, quietly: a no still takes it off the page at once', async () => {
    const series = await told()
    await bringByFile(series)
    await series.as(series.people.ada, (ctx) =>
      movePassages(ctx, { voiceId: series.voiceIds[3]!, passageIds: [series.passageIds[3]!], toNumber: 1 }),
    )
    await chooseBeside(series, sam, 'describe', said)
    await readBesideTwice(series, sam)
    await publish(series)
    const passageIds = [series.passageIds[0]!]
    await series.as(voice, (ctx) =>
      withdraw(ctx, { voiceId: series.voiceIds[sam]!, passageIds, when: 'at-rebuild' }),
    )
    expect(await house.asOwner('select 1 from passage where id = $1', passageIds)).toEqual([])
    expect(await read(series)).toContain(said)
    await chooseBeside(series, sam, 'describe', null)
    const page = await read(series)
    expect(page).toContain('two bags and a cat')
    expect(page).not.toContain(said)
  })

  test('raw words that went on their date: its own answer goes on counting', async () => {
    const series = await printed()
    await house.asOwner('update exercise set raw_until = current_date - 1 where id = $1', [series.exerciseId])
    await keepToDates(house.db, { send: async () => {} } as never, series.tenantId, 'https://x.example')
    expect(await house.asOwner('select 1 from passage where exercise_id = $1', [series.exerciseId])).toEqual(
      [],
    )
    expect(await read(series)).toContain(said)
    await chooseBeside(series, sam, 'describe', null)
    const page = await read(series)
    expect(page).toContain('two bags and a cat')
    expect(page).not.toContain(said)
  })
})

describe('folders', () => {
  test('are written again when an answer takes something off the page', async () => {
    const series = await printed()
    const folder = join(parent, series.organisation)
    const folderId = await series.as(series.people.ada, (ctx) => rememberFolder(ctx, series.seriesId, folder))
    await writeRemembered(house.db, series.tenantId, folderId, true)
    const holds = async (text: string) => {
      await rewriteFolders(house.db, series.tenantId)
      const files = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name))))
      return files.some((bytes) => bytes.includes(text))
    }
    expect(await holds(said)).toBe(true)
    await chooseBeside(series, sam, 'describe', null)
    expect(await holds(said)).toBe(false)
    expect(await holds('two bags and a cat')).toBe(true)
    // The quote itself goes the same way.
    await series.as(voice, (ctx) =>
      recordConsent(ctx, {
        exerciseId: series.exerciseId,
        voiceIds: [series.voiceIds[sam]!],
        answers: { quote: false },
        how: null,
        wordsVersion: 'test-1',
      }),
    )
    expect(await holds('two bags and a cat')).toBe(false)
  })

  test('are written again when somebody of the team leaves words out', async () => {
    const series = await printed()
    const folder = join(parent, series.organisation)
    const folderId = await series.as(series.people.ada, (ctx) => rememberFolder(ctx, series.seriesId, folder))
    await writeRemembered(house.db, series.tenantId, folderId, true)
    await say(series, series.people.ben, await besideIdOf(series, sam), false)
    await rewriteFolders(house.db, series.tenantId)
    expect(await readFile(join(folder, '1.html'), 'utf8')).not.toContain(said)
  })
})

describe('who sees it', () => {
  test('a lead and a reader see what is to be printed, never how to reach somebody; in a workplace nothing', async () => {
    const series = await told()
    await chooseBeside(series, sam, 'describe', said)
    const voiceId = series.voiceIds[sam]!
    await series.as(voice, (ctx) =>
      keepDetail(ctx, { exerciseId: series.exerciseId, voiceId, kind: 'reach', text: '07700 900123' }),
    )
    const kinds = async (who: Actor) =>
      Object.keys(await series.as(who, (ctx) => listDetails(ctx, voiceId))).toSorted()
    expect(await kinds(series.people.ada)).toEqual(['description', 'reach'])
    expect(await kinds(series.people.cleo)).toEqual(['description'])
    expect(await kinds(series.people.lea)).toEqual(['description'])
    await series.as(series.people.ada, (ctx) =>
      changeWorkplace(ctx, series.exerciseId, { isOn: true, advice: '' }),
    )
    expect(await kinds(series.people.cleo)).toEqual([])
    expect(await kinds(series.people.lea)).toEqual([])
  })
})

describe('by pages', () => {
  test('a reader says yes, a second person too; the quote’s page says what is printed; a lead may not', async () => {
    const series = await told()
    await chooseBeside(series, sam, 'describe', said)
    const app = openApp(house, [
      ...signInRoutes,
      ...besideRoutes,
      ...quotesRoutes,
      ...wisdomsRoutes,
      ...seriesRoutes,
    ])
    const [ada, cleo, lea] = [new Visitor(app), new Visitor(app), new Visitor(app)]
    for (const [who, visitor] of [
      ['ada', ada],
      ['cleo', cleo],
      ['lea', lea],
    ] as const) {
      await signIn(house, visitor, `${who}@${series.organisation.toLowerCase()}.example`)
    }
    const path = `/series/${series.seriesId}/beside`
    expect((await lea.get(path)).status).toBe(403)
    const id = await besideIdOf(series, sam)
    const cuts = `/quotes/${series.quoteId}/cuts`
    expect((await ada.get(cuts)).text).toContain('two people have to read it first')
    expect((await ada.get(`/wisdoms/${series.wisdomId}`)).text).toContain(said)
    expect((await ada.get(`/series/${series.seriesId}`)).text).toContain(path)

    const first = await cleo.get(path)
    expect(first.text).toContain(`<p class="own">${said}</p>`)
    expect(first.text).toContain('Nobody has read it yet')
    // What is quoted stands beside it, to be judged together.
    expect(first.text).toContain('two bags and a cat')
    expect((await cleo.send(path, { words: id, then: 'yes' })).location).toBe(`${path}?done=yes`)
    expect((await ada.get(path)).text).toMatch(/Cleo said on .* that it may be printed/)
    await ada.send(path, { words: id, then: 'yes' })
    expect((await ada.get(cuts)).text).toContain('Printed beside it.')
    await ada.send(path, { words: id, then: 'no' })
    expect((await ada.get(cuts)).text).toContain('somebody of the team said to leave it out')
    await ada.send(path, { words: id, then: 'back' })
    expect((await ada.get(path)).text).toContain('One person has read it')
    expect((await ada.send(path, { words: id, then: 'perhaps' })).status).toBe(404)
  })

  test('a piece is signed by a button of its page, which says which names stand in it', async () => {
    const series = await told()
    await chooseBeside(series, sam, 'sign', 'Sam')
    const app = openApp(house, [...signInRoutes, ...besideRoutes, ...wisdomsRoutes])
    const ada = new Visitor(app)
    await signIn(house, ada, `ada@${series.organisation.toLowerCase()}.example`)
    const page = `/wisdoms/${series.wisdomId}`
    expect((await ada.get(page)).text).toContain('this piece is not signed')
    // Names are read where they would be printed.
    expect((await ada.get(`/series/${series.seriesId}/beside`)).text).not.toContain('class="own">Sam<')
    const fields = (text: string) =>
      Object.fromEntries(
        [...text.matchAll(/<input type="hidden" name="(from-[^"]+)" value="([^"]*)"/g)].map(
          ([, name, value]) => [name!, value!],
        ),
      )
    const sent = { ...fields((await ada.get(page)).text), title: texts.wisdom, reflection: texts.reflection }
    const pressed = await ada.send(
      page,
      press('sign', { ...sent, [`narration-${series.narrationId}`]: texts.narration }),
    )
    expect(pressed.location).toBe(`${page}?done=sign#names`)
    expect((await ada.get(page)).text).toContain('This piece is signed')
    expect((await ada.get(`/series/${series.seriesId}/beside`)).text).toContain('class="own">Sam<')
  })
})

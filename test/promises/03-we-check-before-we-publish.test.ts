import { beforeAll, describe, expect, test } from 'vitest'
import { signInRoutes } from '../../src/access/sign-in/sign-in.routes.tsx'
import { sayBeside } from '../../src/listening/beside/beside.ts'
import { recordConsent } from '../../src/listening/consent/consent.ts'
import { buildSeries } from '../../src/listening/publications/build.ts'
import {
  agreeClearance,
  listClearances,
  proposeClearance,
  removeClearance,
} from '../../src/listening/publications/clearances.ts'
import { contentOf, loadDraft } from '../../src/listening/publications/draft.ts'
import { checkGates, type GateProblem } from '../../src/listening/publications/gates.ts'
import { publicationsRoutes } from '../../src/listening/publications/publications.routes.tsx'
import { publishSeries } from '../../src/listening/publications/publications.ts'
import { quotesRoutes } from '../../src/listening/quotes/quotes.routes.tsx'
import { bringWords, openPlainExercise, propose } from '../test-exercise.ts'
import { openSecondReading, passSecond } from '../../src/listening/review/review.ts'
import { getExercise } from '../../src/listening/exercises/exercises.ts'
import { makeSeries } from '../../src/listening/series/series.ts'
import { makeWisdom } from '../../src/listening/wisdoms/wisdoms.ts'
import { placeQuote, setSigned } from '../../src/listening/wisdoms/parts.ts'
import { changeWorkplace } from '../../src/listening/workplace/workplace.ts'
import { answerAll } from '../passage-to-review.ts'
import { useTestHouse } from '../test-house.ts'
import {
  besideIdOf,
  chooseBeside,
  codeStretch,
  listProblemKinds,
  publish,
  readBesideTwice,
  readPublic,
  sayNobodyCouldTell,
  stretchOf,
  tellSeries,
  texts,
  type ToldSeries,
} from '../told-series.ts'
import { enter, openApp } from '../visitor.ts'
import { around, narrate, places } from '../written-places.ts'

// Promise 3: no name, number, handle or address known to the exercise, and no passage two people have not read, can be
// in any public output; except a name its owner chose for a signed piece, or an ordinary word two people cleared, with a dated reason.

const house = useTestHouse()

const told = () => tellSeries(house, 'Three')
const read = (series: ToldSeries) => readPublic(house, series)

async function problems(series: ToldSeries): Promise<GateProblem[]> {
  return series.as(series.people.ada, (ctx) => checkGates(ctx, series.seriesId))
}

async function expectRefused(series: ToldSeries): Promise<void> {
  const published = await series.as(series.people.ada, (ctx) => publishSeries(ctx, series.seriesId))
  expect(published.ok).toBe(false)
  const rows = await house.asOwner('select 1 from publication where series_id = $1', [series.seriesId])
  expect(rows).toEqual([])
}

const everyPlace: typeof places = {
  ...places,
  'the question of the exercise': async (series, text) => {
    await house.asOwner('update exercise set question = $2 where id = $1', [series.exerciseId, text])
  },
}

describe('a name, number, handle or code stops publication', () => {
  const told_ = [
    ['Then Sam Okafor came in.', 'label'],
    ['Then Sam came in.', 'label'],
    ['It was okafor’s idea.', 'label'],
    ['We thank SAM for this.', 'label'],
    ['Later Will came in.', 'label'],
    ['Ring 07700 900123 for more.', 'contact'],
    ['Ring +44 (0)7700 900 123 for more.', 'contact'],
    ['Ring 020 7946 0018 for more.', 'contact'],
    ['Write to somebody@example.org for more.', 'contact'],
    ['Their number is AB 12 34 56 C for the office.', 'code'],
  ] as const
  // One series for all places: each is left with words that stop nothing.
  let series: ToldSeries
  beforeAll(async () => {
    series = await told()
  })

  test.each(Object.keys(everyPlace))('in %s', async (place) => {
    expect(await listProblemKinds(series)).toEqual([])
    for (const [text, kind] of told_) {
      await everyPlace[place]!(series, text)
      const found = await listProblemKinds(series)
      expect([text, found.length > 0, new Set(found)]).toEqual([text, true, new Set([kind])])
    }
    await expectRefused(series)
    await everyPlace[place]!(series, 'We will say the same about everybody.')
    expect(await listProblemKinds(series)).toEqual([])
  })

  test('in the web address', async () => {
    const series = await told()
    await around(series, {}, 'what-okafor-said')
    expect(await listProblemKinds(series)).toEqual(['label'])
    await expectRefused(series)
  })

  test('hidden inside an address of a street', async () => {
    const series = await told()
    await narrate(series, 'It was at 14 Okafor Street all along.')
    expect(await listProblemKinds(series)).toContain('label')
  })

  test('in a quote, when the name became known after its review; the words are not repeated', async () => {
    const series = await told()
    await series.as(series.people.ada, (ctx) =>
      bringWords(ctx, series.exerciseId, [{ label: 'Bo Bags', text: 'Hello.' }]),
    )
    const found = await problems(series)
    expect(found.map((problem) => problem.kind)).toEqual(['label'])
    expect(found[0]!.href).toBe(`/passages/${series.passageIds[0]!}/review`)
    expect(found[0]!.sentence).not.toMatch(/bags/i)
    await expectRefused(series)
  })

  test('in a quote, when both readers let a number stand', async () => {
    const series = await told()
    const passageId = series.passageIds[2]!
    await series.as(series.people.ada, (ctx) =>
      answerAll(ctx, passageId, { answer: 'leave', replacement: '', note: 'a public number' }),
    )
    await series.as(series.people.cleo, async (ctx) =>
      passSecond(ctx, passageId, (await openSecondReading(ctx, passageId)).seal),
    )
    await series.as(series.people.ada, async (ctx) => {
      const from = await stretchOf(ctx, passageId, 'Ring me on', 'day or night.')
      await placeQuote(ctx, { wisdomId: series.wisdomId, place: 'last', from })
    })
    await sayNobodyCouldTell(series)
    const found = await problems(series)
    expect(found.map((problem) => problem.kind)).toEqual(['contact'])
    expect(found[0]!.sentence).not.toContain('900123')
    await expectRefused(series)
  })
})

describe('a passage two people have not read, or whose voice did not agree', () => {
  const ways: Record<string, (series: ToldSeries) => Promise<void>> = {
    'lost its second reader': async (series) => {
      await house.asOwner(
        'update passage_review set second_by = null, second_at = null where passage_id = $1',
        [series.passageIds[0]],
      )
    },
    'has an open proposal': async (series) => {
      await series.as(series.people.ada, (ctx) =>
        bringWords(ctx, series.exerciseId, [{ label: 'Bo Bags', text: 'Hello.' }]),
      )
      await propose(series, [series.passageIds[0]!])
    },
    'may not be quoted': (series) => answer(series, { quote: false }),
    'may not be read': (series) => answer(series, { read: false }),
    'is a facilitator’s': async (series) => {
      await house.asOwner(`update voice set part = 'facilitator' where id = $1`, [series.voiceIds[0]])
    },
    'came in a file that waits to be checked': async (series) => {
      await house.asOwner(`update source set state = 'to-check' where id = $1`, [series.exerciseId])
    },
    'is held back': async (series) => {
      await house.asOwner(
        `update contribution set is_held = true, held_why = 'links' from passage
         where passage.contribution_id = contribution.id and passage.id = $1`,
        [series.passageIds[0]],
      )
    },
  }

  test.each(Object.keys(ways))('%s: nothing is published with it, and it is on no page', async (way) => {
    const series = await told()
    const open = await publish(series)
    expect(await read(series)).toContain('two bags')
    await ways[way]!(series)
    expect(await read(series)).not.toContain('two bags')
    const kept = await problems(series)
    expect(kept.some((problem) => problem.kind === 'not-reviewed' || problem.kind === 'not-quotable')).toBe(
      true,
    )
    const again = await series.as(series.people.ada, (ctx) => publishSeries(ctx, series.seriesId))
    expect(again.ok).toBe(false)
    const files = await series.as(series.worker, async (ctx) => {
      const content = contentOf(await loadDraft(ctx, series.seriesId))
      return buildSeries(ctx, { ...open.edition, content })
    })
    expect([...files.values()].map(String).join('')).not.toContain('two bags')
  })

  test.each(Object.keys(ways))('%s: it cannot be chosen as a quote, by function or by form', async (way) => {
    const series = await told()
    const from = await series.as(series.people.ada, (ctx) =>
      stretchOf(ctx, series.passageIds[0]!, 'I came with', 'a cat.'),
    )
    const coding = await codeStretch(house, series, from)
    const app = openApp(house, [...signInRoutes, ...quotesRoutes, ...publicationsRoutes])
    const listener = await enter(house, app, series.mailOf('ada'))
    const pick = `/wisdoms/${series.wisdomId}/quotes`
    expect((await listener.get(pick)).text).toContain('two bags')
    await ways[way]!(series)
    expect((await listener.get(pick)).text).not.toContain('two bags')
    expect((await listener.send(pick, { place: 'lead', coding })).status).toBe(404)
    const made = series.as(series.people.ada, (ctx) =>
      placeQuote(ctx, { wisdomId: series.wisdomId, place: 'lead', from }),
    )
    await expect(made).rejects.toMatchObject({ kind: 'not-found' })
    expect((await listener.get(`/quotes/${series.quoteId}/cuts`)).status).toBe(404)
  })

  test('a passage of another exercise, ours or somebody else’s, is no quote of this one', async () => {
    const series = await told()
    const other = await told()
    const from = await other.as(other.people.ada, (ctx) =>
      stretchOf(ctx, other.passageIds[0]!, 'I came with', 'a cat.'),
    )
    const place = (wisdomId: string, what: typeof from) =>
      series.as(series.people.ada, (ctx) => placeQuote(ctx, { wisdomId, place: 'last', from: what }))
    await expect(place(series.wisdomId, from)).rejects.toMatchObject({ kind: 'not-found' })
    const elsewhere = await series.as(series.people.ada, async (ctx) => {
      const { question } = await getExercise(ctx, series.exerciseId)
      const exerciseId = await openPlainExercise(ctx, question)
      return makeWisdom(ctx, { seriesId: await makeSeries(ctx, exerciseId, texts), title: 'Other' })
    })
    const own = { ...from, passageId: series.passageIds[0]! }
    await expect(place(elsewhere, own)).rejects.toMatchObject({ kind: 'not-found' })
    expect(await place(series.wisdomId, own)).toMatch(/^[0-9a-f-]{36}$/)
  })
})

test('whoever asked to see their words first is waited for', async () => {
  const series = await told()
  expect(await listProblemKinds(series)).not.toContain('not-shown')
  await answer(series, { preview: true })
  expect(await listProblemKinds(series)).toContain('not-shown')
})

describe('what stands beside a quote', () => {
  test('waits for two different people, and for two again when its words change', async () => {
    const series = await told()
    await chooseBeside(series, 0, 'describe', 'a dad of two')
    expect(await listProblemKinds(series)).toEqual(['beside'])
    await expectRefused(series)
    const id = await besideIdOf(series, 0)
    for (const _ of [1, 2])
      await series.as(series.people.ada, (ctx) => sayBeside(ctx, series.seriesId, id, true))
    expect(await listProblemKinds(series)).toEqual(['beside'])
    await readBesideTwice(series, 0)
    expect(await listProblemKinds(series)).toEqual([])
    await publish(series)
    expect(await read(series)).toContain('a dad of two')
    await chooseBeside(series, 0, 'describe', 'a dad of three')
    expect(await listProblemKinds(series)).toEqual(['beside'])
    expect(await read(series)).not.toContain('a dad of')
  })

  test.each(['brother of Will', 'Okafor, a dad', '07700 900123', 'dad@boats.example', 'AB 12 34 56 C'])(
    '%s: is on no page, whoever has read it',
    async (text) => {
      const series = await told()
      await chooseBeside(series, 0, 'describe', text)
      const id = await besideIdOf(series, 0)
      const yes = series.as(series.people.cleo, (ctx) => sayBeside(ctx, series.seriesId, id, true))
      await expect(yes).rejects.toMatchObject({ kind: 'invalid-state' })
      expect(await listProblemKinds(series)).toEqual(['beside'])
      await expectRefused(series)
      await series.as(series.people.ada, (ctx) => sayBeside(ctx, series.seriesId, id, false))
      expect(await listProblemKinds(series)).toEqual([])
      await publish(series)
      expect(await read(series)).toContain('two bags')
      expect(await read(series)).not.toContain('<figcaption>')
    },
  )

  test('a name stands only where its owner chose it, beside that owner’s words, in a signed piece', async () => {
    const series = await told()
    await chooseBeside(series, 0, 'sign', 'Sam Okafor')
    await readBesideTwice(series, 0, 'name')
    await publish(series)
    expect(await read(series)).toContain('two bags')
    expect(await read(series)).not.toContain('Okafor')
    await series.as(series.people.ada, (ctx) => setSigned(ctx, series.wisdomId, true))
    expect(await listProblemKinds(series)).toEqual(['not-signed'])
    await chooseBeside(series, 1, 'sign', 'Will')
    await readBesideTwice(series, 1, 'name')
    await publish(series)
    const page = await read(series)
    expect(page.split('Okafor')).toHaveLength(2)
    expect(page).toContain('<figcaption><span class="own">Sam Okafor</span></figcaption>')
    // Chosen for the piece, it stands nowhere else in it.
    await narrate(series, 'Then Sam Okafor came in.')
    expect(await listProblemKinds(series)).toContain('label')
    await narrate(series, 'Then somebody came in.')
    await series.as(series.people.ada, (ctx) =>
      changeWorkplace(ctx, series.exerciseId, { isOn: true, advice: '' }),
    )
    expect(await read(series)).not.toContain('Okafor')
  })
})

describe('an ordinary word that is a name', () => {
  const reason = 'It stands for what is to come, and for nobody called that.'

  test('counts with a capital only, and is cleared by two different people, never by one', async () => {
    const series = await told()
    await narrate(series, 'This will do.')
    expect(await listProblemKinds(series)).toEqual([])
    await narrate(series, 'Will this do?')
    const [found] = await problems(series)
    expect([found!.kind, found!.clearHref]).toEqual(['label', `/series/${series.seriesId}/clearances`])
    const id = await series.as(series.people.ada, (ctx) =>
      proposeClearance(ctx, series.seriesId, { word: 'Will', reason }),
    )
    expect(await listProblemKinds(series)).toEqual(['label'])
    const own = series.as(series.people.ada, (ctx) => agreeClearance(ctx, series.seriesId, id))
    await expect(own).rejects.toMatchObject({ kind: 'forbidden' })
    expect(await listProblemKinds(series)).toEqual(['label'])
    await expect(
      house.asOwner('update clearance set second_by = first_by, second_at = now() where id = $1', [id]),
    ).rejects.toThrow(/check constraint/)
    await series.as(series.people.cleo, (ctx) => agreeClearance(ctx, series.seriesId, id))
    const [clearance] = await series.as(series.people.ada, (ctx) => listClearances(ctx, series.seriesId))
    expect(clearance).toMatchObject({ word: 'Will', reason })
    expect(clearance!.firstAt).toBeInstanceOf(Date)
    expect(clearance!.secondAt).toBeInstanceOf(Date)
    expect(await listProblemKinds(series)).toEqual([])
    await series.as(series.people.lea, (ctx) => removeClearance(ctx, series.seriesId, id))
    expect(await listProblemKinds(series)).toEqual(['label'])
  })

  test('a word that is only a name stays, whoever clears it', async () => {
    const series = await told()
    await narrate(series, 'Then Okafor came in.')
    const id = await series.as(series.people.ada, (ctx) =>
      proposeClearance(ctx, series.seriesId, { word: 'Okafor', reason }),
    )
    await series.as(series.people.cleo, (ctx) => agreeClearance(ctx, series.seriesId, id))
    const [found] = await problems(series)
    expect([found!.kind, found!.clearHref]).toEqual(['label', undefined])
    await expectRefused(series)
  })

  test('a clearance holds for its own series only', async () => {
    const one = await told()
    const other = await told()
    const id = await one.as(one.people.ada, (ctx) =>
      proposeClearance(ctx, one.seriesId, { word: 'Will', reason }),
    )
    await one.as(one.people.cleo, (ctx) => agreeClearance(ctx, one.seriesId, id))
    await narrate(other, 'Will this do?')
    expect(await listProblemKinds(other)).toEqual(['label'])
  })
})

describe('by forms', () => {
  test('a reader who may not publish cannot, and a listener is told every place with a link', async () => {
    const series = await told()
    await narrate(series, 'Sam said “hello” to us.')
    const app = openApp(house, [...signInRoutes, ...publicationsRoutes])
    const listener = await enter(house, app, series.mailOf('ada'))
    const answer = await listener.send(`/series/${series.seriesId}/publish`)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(`/wisdoms/${series.wisdomId}#field-narration-${series.narrationId}`)
    expect(answer.text).toMatch(/Take the name Sam out/)
    expect(answer.text).toMatch(/Take the quotation marks out/)
    const reader = await enter(house, app, series.mailOf('cleo'))
    expect((await reader.send(`/series/${series.seriesId}/publish`)).status).toBe(403)
    await expectRefused(series)
  })
})

async function answer(
  series: ToldSeries,
  answers: { quote?: boolean; read?: boolean; preview?: boolean },
): Promise<void> {
  await series.as(series.people.ada, (ctx) =>
    recordConsent(ctx, {
      exerciseId: series.exerciseId,
      voiceIds: [series.voiceIds[0]!],
      answers,
      how: null,
      wordsVersion: 'test-1',
    }),
  )
}

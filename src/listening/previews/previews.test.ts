import type { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import {
  chooseBeside,
  listProblems,
  readBesideTwice,
  sam,
  sayNobodyCouldTell,
  tellSeries,
  texts,
  type ToldSeries,
  will,
  writeText,
} from '../../../test/told-series.ts'
import { openApp, Visitor } from '../../../test/visitor.ts'
import { readingAgeOf } from '../../text/language/reading-age.ts'
import { recordConsent } from '../consent/consent.ts'
import { getExercise } from '../exercises/exercises.ts'
import { listeningPaths } from '../paths.ts'
import { publishSeries } from '../publications/publications.ts'
import { changeCuts, openForCuts } from '../quotes/quotes.ts'
import { giveFirstPhrase } from '../requests/phrases-given.ts'
import { joinVoices } from '../voices/joins.ts'
import { webRoutes } from '../web/web.routes.tsx'
import { listPreviews } from './previews.ts'
import { previewsWords } from './previews.words.ts'

/** Whoever wants to see it first: what they see, what they say of it, and what waits for that. */
const words = previewsWords['en-GB']

const house = useTestHouse()
let app: Hono

beforeAll(async () => {
  app = openApp(house, webRoutes)
}, 60_000)

type ToldFirst = ToldSeries & { door: string; phrase: string }

/** Sam was heard in a file, has words to come back, and wants to see first what is printed. */
async function told(): Promise<ToldFirst> {
  const series = await tellSeries(house, 'First')
  await wants(series, sam, true)
  const vault = house.vault.forTenant(series.tenantId)
  const within = <T>(fn: Parameters<typeof series.as<T>>[1]) => series.as(series.people.ada, fn)
  const phrase = await giveFirstPhrase({ vault, within }, series.voiceIds[sam]!)
  const { address } = await series.as(series.people.ada, (ctx) => getExercise(ctx, series.exerciseId))
  return { ...series, door: address, phrase: phrase!.join(' ') }
}

async function wants(series: ToldSeries, index: number, answer: boolean): Promise<void> {
  await series.as(series.people.ada, (ctx) =>
    recordConsent(ctx, {
      exerciseId: series.exerciseId,
      voiceIds: [series.voiceIds[index]!],
      answers: { preview: answer },
      how: 'said so',
      wordsVersion: 'test-1',
    }),
  )
}

async function open(series: ToldFirst) {
  const visitor = new Visitor(app)
  const own = await visitor.send(listeningPaths.comeBack(series.door), { phrase: series.phrase })
  const ticket = ticketIn(own.text)
  return { visitor, ticket, own: own.text }
}

const ticketIn = (text: string) => /name="ticket" value="([^"]+)"/.exec(text)![1]!
const hidden = (text: string, name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(text)?.[1]

test('sees its own quote as it would stand, and the series waits for its yes', async () => {
  const series = await told()
  expect(await listProblems(series)).toEqual([expect.stringMatching(/^not-shown: Voice 1 wants to see/)])
  const { visitor, ticket, own } = await open(series)
  expect(own).toContain(words.link)
  const page = (await visitor.send(listeningPaths.comeBackFirst(series.door), { ticket })).text
  expect(page).toContain(
    `“I came with two bags and a cat. Nobody asked me anything, she just said the kettle was on, and I sat down.”`,
  )
  expect(page).toContain(words.inPiece(texts.wisdom))
  // Nothing of anybody else, and nothing of the team's but the title.
  for (const other of ['gave me the key', texts.narration, texts.reflection, 'Will'])
    expect(page).not.toContain(other)

  const said = { quote: hidden(page, 'quote')!, seen: hidden(page, 'seen')! }
  const yes = await visitor.send(listeningPaths.comeBackFirstSaid(series.door), {
    ...said,
    ticket: ticketIn(page),
    say: 'yes',
  })
  expect(yes.text).toContain(words.kept)
  expect(yes.text).toContain(words.said.yes)
  expect(await listProblems(series)).toEqual([])
  const no = await visitor.send(listeningPaths.comeBackFirstSaid(series.door), {
    ...said,
    ticket: ticketIn(yes.text),
    say: 'no',
  })
  expect(no.text).toContain(words.said.no)
  expect(await listProblems(series)).toEqual([
    expect.stringMatching(
      /^not-shown: Voice 1 saw the quote in part 2 of Wisdom 1 and does not want it printed/,
    ),
  ])
  const back = await visitor.send(listeningPaths.comeBackFirstSaid(series.door), {
    ...said,
    ticket: ticketIn(no.text),
    say: 'back',
  })
  expect(back.text).toContain(words.takenBack)
  expect(await listProblems(series)).toEqual([expect.stringMatching(/^not-shown: Voice 1 wants to see/)])
  const published = await series.as(series.people.ada, (ctx) => publishSeries(ctx, series.seriesId))
  expect(published.ok).toBe(false)
})

const changes: Record<string, (series: ToldSeries) => Promise<unknown>> = {
  'its cuts': (series) =>
    series.as(series.people.ada, async (ctx) => {
      const { words: all } = await openForCuts(ctx, series.quoteId)
      await changeCuts(ctx, series.quoteId, [all.at(-1)!.value])
    }),
  'the title above it': (series) =>
    series.as(series.people.ada, (ctx) =>
      writeText(ctx, series.wisdomId, { title: 'What they never asked' }),
    ),
  'what stands beside it': async (series) => {
    await chooseBeside(series, sam, 'describe', 'a dad of two')
    await readBesideTwice(series, sam)
  },
}
test.each(Object.keys(changes))(
  'a yes is void when %s changed, and so is a page that shows it as it was',
  async (what) => {
    const series = await told()
    const { visitor, ticket } = await open(series)
    const page = (await visitor.send(listeningPaths.comeBackFirst(series.door), { ticket })).text
    const said = { quote: hidden(page, 'quote')!, seen: hidden(page, 'seen')!, say: 'yes' }
    await visitor.send(listeningPaths.comeBackFirstSaid(series.door), { ...said, ticket })
    expect(await listProblems(series)).toEqual([])
    await changes[what]!(series)
    await sayNobodyCouldTell(series)
    expect(await listProblems(series)).toEqual([expect.stringMatching(/^not-shown: Voice 1 wants to see/)])
    const late = await visitor.send(listeningPaths.comeBackFirstSaid(series.door), { ...said, ticket })
    expect(late.text).toContain(words.changed)
    expect(await listProblems(series)).toHaveLength(1)
    const again = await visitor.send(listeningPaths.comeBackFirstSaid(series.door), {
      ...said,
      seen: hidden(late.text, 'seen')!,
      ticket,
    })
    expect(again.text).toContain(words.said.yes)
    expect(await listProblems(series)).toEqual([])
  },
)

test('a phrase shows and answers nothing that came as somebody else, and nothing where nobody asked', async () => {
  const series = await told()
  const { visitor, ticket } = await open(series)
  const first = listeningPaths.comeBackFirst(series.door)
  const page = (await visitor.send(first, { ticket })).text
  const seen = hidden(page, 'seen')!
  // A quote of Will's, by its id.
  const strange = await visitor.send(listeningPaths.comeBackFirstSaid(series.door), {
    ticket,
    quote: series.leadQuoteId,
    seen,
    say: 'no',
  })
  expect(strange.text).toContain(words.changed)
  await series.as(series.people.ada, (ctx) => joinVoices(ctx, series.voiceIds[sam]!, series.voiceIds[will]!))
  const joined = (await visitor.send(first, { ticket })).text
  expect(joined).toContain('two bags and a cat')
  expect(joined).not.toContain('gave me the key')
  expect(await house.asOwner('select 1 from preview_answer')).toHaveLength(
    (await house.asOwner('select 1 from preview_answer where quote_id <> $1', [series.leadQuoteId])).length,
  )
  await wants(series, sam, false)
  const none = (await visitor.send(first, { ticket })).text
  expect(none).toContain(words.none)
  expect(none).not.toContain('two bags')
  expect((await open(series)).own).not.toContain(words.link)
  expect(await listProblems(series)).toEqual([])
})

test('staff read no list of it; the database gives it to nobody else', async () => {
  const series = await told()
  for (const who of [series.people.ada, series.people.lea, series.worker]) {
    const asked = series.as(who, (ctx) => listPreviews(ctx, series.voiceIds[sam]!, [series.voiceIds[sam]!]))
    expect(await asked).toEqual([])
  }
})

test('every sentence is read at nine or so', () => {
  const sentences = Object.values(words).flatMap((one) =>
    typeof one === 'string' ? [one] : typeof one === 'object' ? Object.values(one) : [],
  )
  for (const text of sentences.filter((one) => one.split(' ').length > 6)) {
    expect(readingAgeOf(text), text).toBeLessThanOrEqual(9)
  }
})

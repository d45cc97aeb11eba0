import { beforeAll, describe, expect, test } from 'vitest'
import { addEdit } from '../../src/listening/review/additions.ts'
import { openForReview } from '../../src/listening/review/review.ts'
import { buildSeries } from '../../src/listening/publications/build.ts'
import { contentOf, loadDraft } from '../../src/listening/publications/draft.ts'
import { publicationsRoutes } from '../../src/listening/publications/publications.routes.tsx'
import { publishSeries } from '../../src/listening/publications/publications.ts'
import { quotesRoutes } from '../../src/listening/quotes/quotes.routes.tsx'
import { openQuotes } from '../../src/listening/quotes/quotes.ts'
import { seriesRoutes } from '../../src/listening/series/series.routes.tsx'
import { placeQuote } from '../../src/listening/wisdoms/parts.ts'
import { wisdomsRoutes } from '../../src/listening/wisdoms/wisdoms.routes.tsx'
import { signInRoutes } from '../../src/access/sign-in/sign-in.routes.tsx'
import { Failure } from '../../src/platform/errors.ts'
import { quoteOf } from '../../src/text/edits/quote.ts'
import { assertWithin, type Edit, type Stretch } from '../../src/text/edits/reading.ts'
import { makeRandom } from '../chance.ts'
import { useTestHouse } from '../test-house.ts'
import { codeStretch, listProblemKinds, stretchOf, tellSeries, type ToldSeries } from '../told-series.ts'
import { enter, openApp } from '../visitor.ts'
import { places } from '../written-places.ts'

// Promise 1: everything published in quotation marks is computed from stored verbatim, reviewed edits and visible cuts.

const house = useTestHouse()

const told = () => tellSeries(house, 'One')

describe('typed quotation marks stop publication', () => {
  const typed = [
    'Somebody said "I was home" and sat down.',
    'Somebody said “I was home” and sat down.',
    'Somebody said ‘I was home’ and sat down.',
    'Somebody said «I was home» and sat down.',
    "Somebody said ''I was home'' and sat down.",
    '> I was home',
    'Somebody said <q>I was home</q>.',
  ]
  // One series for all places: each is left with words that stop nothing.
  let series: ToldSeries
  beforeAll(async () => {
    series = await told()
  })

  test.each(Object.keys(places))('in %s', async (place) => {
    expect(await listProblemKinds(series)).toEqual([])
    for (const text of typed) {
      await places[place]!(series, text)
      expect([text, await listProblemKinds(series)]).toEqual([text, ['typed-quote']])
    }
    const published = await series.as(series.people.ada, (ctx) => publishSeries(ctx, series.seriesId))
    expect(published.ok).toBe(false)
    expect(await house.asOwner('select 1 from publication where series_id = $1', [series.seriesId])).toEqual(
      [],
    )
    await places[place]!(series, 'The dogs’ bowls, the ’90s and don’t stop nothing.')
    expect(await listProblemKinds(series)).toEqual([])
  })
})

describe('eight words in a row of a reading stop publication', () => {
  let series: ToldSeries
  beforeAll(async () => {
    series = await told()
  })

  test.each(Object.keys(places))('in %s', async (place) => {
    await places[place]!(series, 'We think that wanted to know everything before they gave is much.')
    expect(await listProblemKinds(series)).toEqual([])
    await places[place]!(series, 'Yes: WANTED, to know — everything before they gave us. That was it.')
    expect(await listProblemKinds(series)).toEqual(['same-words'])
    const published = await series.as(series.people.ada, (ctx) => publishSeries(ctx, series.seriesId))
    expect(published.ok).toBe(false)
    await places[place]!(series, 'They asked a great deal.')
    expect(await listProblemKinds(series)).toEqual([])
  })

  test('of any passage of the exercise, quoted or not, as its reading has it', async () => {
    await places['narration']!(series, 'On a phone number she said, day or night. So I rang her.')
    expect(await listProblemKinds(series)).toEqual(['same-words'])
  })
})

describe('there is nowhere to type a quote', () => {
  test('no column of the database takes the words of a quote', async () => {
    const columns = await house.asOwner(
      `select column_name, data_type from information_schema.columns where table_name = 'quote' order by 1`,
    )
    expect(
      columns.map((column) => `${String(column['column_name'])} ${String(column['data_type'])}`),
    ).toEqual([
      'cuts jsonb',
      'end_at integer',
      'id uuid',
      'passage_id uuid',
      'start_at integer',
      'tenant_id uuid',
    ])
    const series = await told()
    await expect(
      house.asOwner(`update wisdom_part set narration_sealed = 'x' where quote_id = $1`, [series.quoteId]),
    ).rejects.toThrow(/check constraint/)
  })

  test('no field of a page takes them, and a form that sends them anyway changes no word', async () => {
    const series = await told()
    const app = openApp(house, [
      ...signInRoutes,
      ...seriesRoutes,
      ...wisdomsRoutes,
      ...quotesRoutes,
      ...publicationsRoutes,
    ])
    const listener = await enter(house, app, series.mailOf('ada'))
    const forged = 'Words nobody ever said to us.'
    const part = await partOf(series.quoteId)
    const stretch = await series.as(series.people.ada, (ctx) =>
      stretchOf(ctx, series.passageIds[3]!, 'They wanted', 'sit on.'),
    )
    const coding = await codeStretch(house, series, stretch)
    const before = await textOf(series, series.quoteId)
    const wisdom = `/wisdoms/${series.wisdomId}`
    for (const path of [wisdom, `${wisdom}/quotes?place=lead`, `/quotes/${series.quoteId}/cuts`]) {
      const page = await listener.get(path)
      expect(page.status).toBe(200)
      for (const [, name] of page.text.matchAll(
        /<(?:textarea|input(?![^>]*type="(?:hidden|checkbox)"))[^>]*name="([^"]*)"/g,
      )) {
        expect(name).toMatch(/^(?:title|reflection|narration-[0-9a-f-]+)$/)
      }
    }
    const words = { text: forged, words: forged, quote: forged, verbatim: forged, reading: forged }
    await listener.send(wisdom, { ...words, [`narration-${part}`]: forged, [`from-narration-${part}`]: '' })
    await listener.send(`${wisdom}/quotes`, { ...words, place: 'last', coding })
    await listener.send(`${wisdom}/quotes`, { ...words, place: 'last', coding: series.quoteId })
    await listener.send(`/quotes/${series.quoteId}/cuts`, { ...words, cut: ['0-99999', '3-4', forged] })
    expect(await textOf(series, series.quoteId)).toBe(before)
    const everything = await series.as(series.people.ada, async (ctx) => {
      const content = contentOf(await loadDraft(ctx, series.seriesId))
      const files = await buildSeries(ctx, editionOf(series, content))
      return `${JSON.stringify(content)}${[...files.values()].map(String).join('')}`
    })
    expect(everything).toContain('They wanted to know everything')
    expect(everything).not.toContain(forged)
  })

  test('a stretch outside its passage, of nothing, or of half a character makes no quote', async () => {
    const series = await told()
    const passageId = series.passageIds[0]!
    for (const stretch of [
      { start: 0, end: 10_000 },
      { start: -1, end: 5 },
      { start: 5, end: 5 },
      { start: 1, end: 2 },
      { start: 0.5, end: 4 },
    ]) {
      const made = series.as(series.people.ada, (ctx) =>
        placeQuote(ctx, {
          wisdomId: series.wisdomId,
          place: 'last',
          from: { passageId, ...stretch, cuts: [] },
        }),
      )
      await expect(made).rejects.toBeInstanceOf(Failure)
    }
  })
})

describe('a correction of a mis-hearing', () => {
  test('changes at most three words', async () => {
    const series = await told()
    const passageId = series.passageIds[3]!
    const correct = (from: string, to: string, replacement: string) =>
      series.as(series.people.ada, async (ctx) => {
        const { start, end } = await stretchOf(ctx, passageId, from, to)
        await openForReview(ctx, passageId)
        return addEdit(ctx, passageId, { start, end, kind: 'correct', replacement, ...rest })
      })
    const rest = { note: 'Heard wrongly; checked against the recording.', hasReadAll: true }
    expect((await correct('know everything', 'before they', 'show us something else now')).ok).toBe(false)
    expect((await correct('know', 'everything', 'show everything')).ok).toBe(true)
  })
})

describe('every string in quotation marks', () => {
  const seeds = Array.from({ length: Number(process.env['OWNTERMS_SEEDS'] ?? 12) }, (_, at) => at + 1)
  test('of a built series is the quote computed from the stored rows', async () => {
    const series = await told()
    for (const seed of seeds) {
      const next = makeRandom(seed)
      await series.as(series.people.ada, async (ctx) => {
        const from = await randomPlace(next, series)
        const place = next() < 0.3 ? 'lead' : 'last'
        await placeQuote(ctx, { wisdomId: series.wisdomId, place, from }).catch((error: unknown) => {
          // A stretch of white space or signs only makes no quote, which is right.
          if (!(error instanceof Failure)) throw error
        })
      })
    }
    const { files, content } = await series.as(series.people.ada, async (ctx) => {
      const drafted = contentOf(await loadDraft(ctx, series.seriesId))
      return { content: drafted, files: await buildSeries(ctx, editionOf(series, drafted)) }
    })
    const wisdom = content.wisdoms[0]!
    const stored = [wisdom.lead!, ...wisdom.parts.flatMap((part) => ('quote' in part ? [part.quote] : []))]
    expect(stored.length).toBeGreaterThan(5)
    const expected: string[] = []
    for (const place of stored) expected.push(await computeFromRows(series, place))
    expect(quotedIn(files.get('1.html')!.toString())).toEqual(expected)
    expect(quotedIn(files.get('index.html')!.toString())).toEqual(expected.slice(0, 1))
  })

  test('has what two people put in the place of words, and a mark for each cut', async () => {
    const series = await told()
    const passageId = series.passageIds[2]!
    const files = await series.as(series.people.ada, async (ctx) => {
      const { end } = await stretchOf(ctx, passageId, 'Ring', 'picked up.')
      const cut = await stretchOf(ctx, passageId, 'So I', 'four in the morning')
      const from = { passageId, start: 0, end, cuts: [cut] }
      await placeQuote(ctx, { wisdomId: series.wisdomId, place: 'last', from })
      return buildSeries(ctx, editionOf(series, contentOf(await loadDraft(ctx, series.seriesId))))
    })
    expect(quotedIn(files.get('1.html')!.toString()).at(-1)).toBe(
      'Ring me on [phone number] she said, day or night. … and she picked up.',
    )
  })

  async function randomPlace(next: () => number, series: ToldSeries) {
    const passageId = series.passageIds[Math.floor(next() * series.passageIds.length)]!
    const { verbatim } = await rowsOf(series, passageId)
    const point = () => Math.floor(next() * (verbatim.length + 1))
    const stretch = (): Stretch => {
      const [a, b] = [point(), point()].sort((x, y) => x - y) as [number, number]
      return { start: a, end: b }
    }
    const whole = stretch()
    const cuts = Array.from({ length: Math.floor(next() * 4) }, stretch)
    for (const one of [whole, ...cuts]) assertWithin(verbatim, one)
    return { passageId, ...whole, cuts }
  }
})

/** Verbatim and accepted edits straight from the tables, opened with the vault; none of the code under test. */
async function rowsOf(series: ToldSeries, passageId: string): Promise<{ verbatim: string; edits: Edit[] }> {
  const vault = house.vault.forTenant(series.tenantId)
  const [passage] = await house.asOwner('select verbatim_sealed from passage where id = $1', [passageId])
  const edits = await house.asOwner(
    `select id, start_at, end_at, kind, replacement_sealed from edit where passage_id = $1 and state = 'accepted'`,
    [passageId],
  )
  return {
    verbatim: vault.open(passageId, 'passage.verbatim', passageId, passage!['verbatim_sealed'] as Buffer),
    edits: edits.map((edit) => ({
      start: edit['start_at'] as number,
      end: edit['end_at'] as number,
      kind: edit['kind'] as Edit['kind'],
      replacement: vault.open(
        passageId,
        'edit.replacement',
        String(edit['id']),
        edit['replacement_sealed'] as Buffer,
      ),
    })),
  }
}

async function computeFromRows(
  series: ToldSeries,
  place: { passageId: string; start: number; end: number; cuts: readonly Stretch[] },
): Promise<string> {
  const { verbatim, edits } = await rowsOf(series, place.passageId)
  return quoteOf(verbatim, edits, place)
}

/** What stands between quotation marks on a page, as a reader's browser has it. */
function quotedIn(html: string): string[] {
  return [...html.matchAll(/<p[^>]*>“([\s\S]*?)”<\/p>/g)].map((match) =>
    match[1]!
      .replace(/<[^>]*>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&'),
  )
}

function editionOf(series: ToldSeries, content: ReturnType<typeof contentOf>) {
  return {
    id: series.seriesId,
    seriesId: series.seriesId,
    edition: 1,
    printedOn: '2026-11-21',
    countedOn: '2026-11-21',
    voices: 4,
    content,
  }
}

async function textOf(series: ToldSeries, quoteId: string): Promise<string | null> {
  const open = await series.as(series.people.ada, (ctx) => openQuotes(ctx, [quoteId]))
  return open.get(quoteId)?.text ?? null
}

async function partOf(quoteId: string): Promise<string> {
  const [row] = await house.asOwner('select id from wisdom_part where quote_id = $1', [quoteId])
  return String(row!['id'])
}

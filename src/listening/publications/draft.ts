import type { Ctx } from '../../platform/db/database.ts'
import { getExercise, type Exercise } from '../exercises/exercises.ts'
import { openQuotes, type OpenQuote, type QuotePlace } from '../quotes/quotes.ts'
import { getSeries, type Series } from '../series/series.ts'
import { listWisdoms, quoteIdsOf, type GoesWith, type Wisdom } from '../wisdoms/wisdoms.ts'

/** A series as the team has it now, with the words of its quotes computed. */
export type Draft = {
  series: Series
  exercise: Exercise
  wisdoms: Wisdom[]
  quotes: ReadonlyMap<string, OpenQuote>
}

/**
 * What an edition says: the team's words, and for each quote where it is taken from. No word of a quote is in it; they
 * are computed whenever the edition is shown.
 */
export type EditionContent = {
  question: string
  title: string
  introduction: string
  howHeard: string
  wisdoms: EditionWisdom[]
}

export type EditionWisdom = {
  number: number
  title: string
  reflection: string
  pictureId: string | null
  pictureAlt: string
  lead: QuotePlace | null
  /** `goesWith` is left out where it is `next`. */
  parts: ({ narration: string; goesWith?: GoesWith } | { quote: QuotePlace })[]
}

/** Throws not-found. */
export async function loadDraft(ctx: Ctx, seriesId: string): Promise<Draft> {
  const series = await getSeries(ctx, seriesId)
  const wisdoms = await listWisdoms(ctx, seriesId)
  return {
    series,
    exercise: await getExercise(ctx, series.exerciseId),
    wisdoms,
    quotes: await openQuotes(ctx, wisdoms.flatMap(quoteIdsOf)),
  }
}

/** The same draft always gives the same content. A quote that cannot be opened is left out. */
export function contentOf(draft: Draft): EditionContent {
  const { series, exercise, wisdoms, quotes } = draft
  const placeOf = (quoteId: string | null): QuotePlace | null => {
    const quote = quoteId ? quotes.get(quoteId) : undefined
    if (!quote) return null
    const { passageId, start, end, cuts } = quote
    return { passageId, start, end, cuts: cuts.map((cut) => ({ start: cut.start, end: cut.end })) }
  }
  return {
    question: exercise.question,
    title: series.title,
    introduction: series.introduction,
    howHeard: series.howHeard,
    wisdoms: wisdoms.map((wisdom) => ({
      number: wisdom.number,
      title: wisdom.title,
      reflection: wisdom.reflection,
      pictureId: wisdom.pictureId,
      pictureAlt: wisdom.pictureAlt,
      lead: placeOf(wisdom.leadQuoteId),
      parts: wisdom.parts.flatMap((part): EditionWisdom['parts'] => {
        if (part.kind === 'narration') {
          const { text, goesWith } = part
          return text ? [{ narration: text, ...(goesWith !== 'next' && { goesWith }) }] : []
        }
        const quote = placeOf(part.quoteId)
        return quote ? [{ quote }] : []
      }),
    })),
  }
}

/** The quote a narration goes with, when it stands right beside it; null when it stands by itself. */
export function boundTo(parts: EditionWisdom['parts'], index: number): QuotePlace | null {
  const part = parts[index]
  if (!part || 'quote' in part || part.goesWith === 'nothing') return null
  const beside = parts[part.goesWith === 'previous' ? index - 1 : index + 1]
  return beside && 'quote' in beside ? beside.quote : null
}

/** The passages an edition quotes from, each once. */
export function passagesOf(content: EditionContent): string[] {
  const places = content.wisdoms.flatMap((wisdom) => [
    ...(wisdom.lead ? [wisdom.lead] : []),
    ...wisdom.parts.flatMap((part) => ('quote' in part ? [part.quote] : [])),
  ])
  return [...new Set(places.map((place) => place.passageId))]
}

import type { Ctx } from '../../platform/db/database.ts'
import { besideIn, listChosen, type ChosenOf } from '../beside/beside.ts'
import { getExercise, type Exercise } from '../exercises/exercises.ts'
import { openQuotes, type OpenQuote, type QuotePlace } from '../quotes/quotes.ts'
import { getSeries, type Series } from '../series/series.ts'
import { listWisdoms, quoteIdsOf, type GoesWith, type Wisdom } from '../wisdoms/wisdoms.ts'

/** A series as the team has it now, with the words of its quotes computed, and what their voices chose beside them. */
export type Draft = {
  series: Series
  exercise: Exercise
  wisdoms: Wisdom[]
  quotes: ReadonlyMap<string, OpenQuote>
  /** By passage. */
  beside: ReadonlyMap<string, ChosenOf>
}

/**
 * What an edition says: the team's words, and for each quote where it is taken from. No word of a quote is in it; they
 * are computed whenever the edition is shown. So is what stands beside it, of which only the ids are kept.
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
  lead: EditionQuote | null
  /** `goesWith` is left out where it is `next`. */
  parts: ({ narration: string; goesWith?: GoesWith } | { quote: EditionQuote })[]
}

/** `beside` is left out where nothing stands beside the quote. */
export type EditionQuote = QuotePlace & { beside?: string[] }

/** Throws not-found. */
export async function loadDraft(ctx: Ctx, seriesId: string): Promise<Draft> {
  const series = await getSeries(ctx, seriesId)
  const wisdoms = await listWisdoms(ctx, seriesId)
  const quotes = await openQuotes(ctx, wisdoms.flatMap(quoteIdsOf))
  return {
    series,
    exercise: await getExercise(ctx, series.exerciseId),
    wisdoms,
    quotes,
    beside: await listChosen(ctx, [...quotes.values()]),
  }
}

/** The same draft always gives the same content. A quote that cannot be opened is left out. */
export function contentOf(draft: Draft): EditionContent {
  const { series, exercise, wisdoms, quotes } = draft
  const placeOf = (quoteId: string | null, { isSigned }: Wisdom): EditionQuote | null => {
    const quote = quoteId ? quotes.get(quoteId) : undefined
    if (!quote) return null
    const { passageId, start, end, cuts } = quote
    const beside = besideIn(draft.beside.get(quote.passageId), isSigned).filter((one) => one.mayPrint)
    return {
      passageId,
      start,
      end,
      cuts: cuts.map((cut) => ({ start: cut.start, end: cut.end })),
      ...(beside.length > 0 && { beside: beside.map((one) => one.id) }),
    }
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
      lead: placeOf(wisdom.leadQuoteId, wisdom),
      parts: wisdom.parts.flatMap((part): EditionWisdom['parts'] => {
        if (part.kind === 'narration') {
          const { text, goesWith } = part
          return text ? [{ narration: text, ...(goesWith !== 'next' && { goesWith }) }] : []
        }
        const quote = placeOf(part.quoteId, wisdom)
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
  return [...new Set(content.wisdoms.flatMap(quotesOf).map((place) => place.passageId))]
}

/** What stands beside the quotes of an edition, by id, each once. */
export function besideOf(content: EditionContent): string[] {
  return [...new Set(content.wisdoms.flatMap(quotesOf).flatMap((place) => place.beside ?? []))]
}

/** Every quote of a Wisdom, the lead first. */
export function quotesOf(wisdom: EditionWisdom): EditionQuote[] {
  const own = wisdom.parts.flatMap((part) => ('quote' in part ? [part.quote] : []))
  return wisdom.lead ? [wisdom.lead, ...own] : own
}

import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { quotePiecesOf, type Quote, type QuotePiece } from '../../text/edits/quote.ts'
import { assertWithin, EditOutOfRange, type Stretch } from '../../text/edits/reading.ts'
import { accepted, listPassageStates, openPassages, type OpenPassage } from '../passages/passages.ts'
import {
  insertQuote,
  selectCodedStretch,
  selectCodedStretches,
  selectQuotes,
  updateCuts,
} from './quotes.queries.ts'
import { quotesWords } from './quotes.words.ts'

export { deleteQuotes } from './quotes.queries.ts'

const words = quotesWords['en-GB']

/** Where a quote is taken from: offsets in the verbatim of a passage, and what is left out. */
export type QuotePlace = Quote & { passageId: string }

/** A quote with its words, computed now. `isFit`: its passage is reviewed and its voice may be quoted. */
export type OpenQuote = QuotePlace & {
  id: string
  text: string
  pieces: QuotePiece[]
  voiceId: string
  voiceNumber: number
  isReviewed: boolean
  mayQuote: boolean
  isFit: boolean
}

/** A stretch to choose a quote from, shown as its reading. `usedIn`: Wisdoms that quote some of it, by number. */
export type Pick = {
  codingId: string
  passageId: string
  text: string
  voiceNumber: number
  usedIn: number[]
}
export type ThemeOfPicks = { themeId: string; name: string; picks: Pick[] }

/**
 * Quotes with their words (verbatim, accepted edits and cuts, and nothing else), by id. One whose passage is gone or may
 * not be read any more is left out.
 */
export async function openQuotes(ctx: Ctx, ids: readonly string[]): Promise<Map<string, OpenQuote>> {
  const rows = await selectQuotes(ctx, ids)
  const open = await openPlaces(ctx, rows)
  return new Map(
    rows.flatMap((row, index) => (open[index] ? [[row.id, { ...open[index], id: row.id }]] : [])),
  )
}

/** The words at these places, in the same order; null where the passage is gone or may not be read any more. */
export async function openPlaces(
  ctx: Ctx,
  places: readonly QuotePlace[],
): Promise<(Omit<OpenQuote, 'id'> | null)[]> {
  const kept = [...new Set(places.map((place) => place.passageId))].filter((id) => ctx.vault.isKept(id))
  if (kept.length === 0) return places.map(() => null)
  const states = await listPassageStates(ctx, { passageIds: kept, limit: kept.length })
  const passages = new Map(
    (await openPassages(ctx, states)).map((passage) => [passage.passageId, passage] as const),
  )
  return places.map((place) => {
    const passage = passages.get(place.passageId)
    return passage ? computeQuote(passage, place) : null
  })
}

/**
 * Makes a quote of a stretch of a reviewed passage of this exercise whose voice may be quoted; gives its id. Throws
 * not-found for any other passage, invalid-state for a stretch outside it or of nothing.
 */
export async function makeQuote(ctx: Ctx, exerciseId: string, place: QuotePlace): Promise<string> {
  const open = await openFit(ctx, exerciseId, place.passageId)
  assertQuotable(open, place)
  const id = newId()
  await insertQuote(ctx, {
    id,
    passageId: place.passageId,
    start: place.start,
    end: place.end,
    cuts: [...place.cuts],
  })
  await recordAct(ctx, 'quote.made', 'quote', id)
  return id
}

/** Where a coding stands. Throws not-found. */
export async function getCodedPlace(ctx: Ctx, codingId: string): Promise<QuotePlace> {
  const stretch = await selectCodedStretch(ctx, codingId)
  if (!stretch) throw new Failure('not-found', '')
  return { ...stretch, cuts: [] }
}

/**
 * What can be chosen in an exercise, by theme. A stretch two people coded alike stands once in a theme. `used` are the
 * quotes a series has already.
 */
export async function listPicks(
  ctx: Ctx,
  exerciseId: string,
  used: readonly { quoteId: string; wisdomNumber: number }[] = [],
): Promise<ThemeOfPicks[]> {
  const wisdomOf = new Map(used.map(({ quoteId, wisdomNumber }) => [quoteId, wisdomNumber]))
  const quotes = await selectQuotes(ctx, [...wisdomOf.keys()])
  const usedIn = (row: Stretch & { passageId: string }) =>
    quotes
      .filter((quote) => quote.passageId === row.passageId && quote.start < row.end && row.start < quote.end)
      .map((quote) => wisdomOf.get(quote.id)!)
  const coded = await selectCodedStretches(ctx, exerciseId)
  const open = await openPlaces(
    ctx,
    coded.map((row) => ({ passageId: row.passageId, start: row.start, end: row.end, cuts: [] })),
  )
  const themes = new Map<string, ThemeOfPicks>()
  const seen = new Set<string>()
  coded.forEach((row, index) => {
    const quote = open[index]
    const place = `${row.themeId}/${row.passageId}/${row.start}/${row.end}`
    if (!quote?.isFit || seen.has(place)) return
    seen.add(place)
    let theme = themes.get(row.themeId)
    if (!theme) {
      theme = {
        themeId: row.themeId,
        name: ctx.vault.openTeam('theme.name', row.themeId, row.themeNameSealed),
        picks: [],
      }
      themes.set(row.themeId, theme)
    }
    theme.picks.push({
      codingId: row.codingId,
      passageId: row.passageId,
      text: quote.text,
      voiceNumber: quote.voiceNumber,
      usedIn: [...new Set(usedIn(row))].toSorted((a, b) => a - b),
    })
  })
  return [...themes.values()]
}

/** One word of a quote, as a box to tick: `stretch` in the verbatim, `text` as the reading shows it. */
export type WordOfQuote = { value: string; stretch: Stretch; text: string; isCut: boolean }

/** A quote taken apart into its words. Throws not-found, also while its passage may not be quoted. */
export async function openForCuts(
  ctx: Ctx,
  quoteId: string,
): Promise<{ quote: OpenQuote; words: WordOfQuote[] }> {
  const quote = (await openQuotes(ctx, [quoteId])).get(quoteId)
  if (!quote?.isFit) throw new Failure('not-found', '')
  const [whole] = await openPlaces(ctx, [{ ...quote, cuts: [] }])
  return { quote, words: wordsOfPieces(whole!.pieces, quote.cuts) }
}

/**
 * Leaves the ticked words out of a quote and keeps all others. `values` are those of `openForCuts`; what is no word of
 * this quote is passed over. With `isTrial` nothing is stored. Gives the quote's words, or what to put right.
 */
export async function changeCuts(
  ctx: Ctx,
  quoteId: string,
  values: readonly string[],
  isTrial = false,
): Promise<{ ok: true; text: string; words: WordOfQuote[] } | { ok: false; sentence: string }> {
  const { quote, words: all } = await openForCuts(ctx, quoteId)
  const ticked = new Set(values)
  const chosen = all.map((word) => ({ ...word, isCut: ticked.has(word.value) }))
  if (chosen.every((word) => word.isCut)) return { ok: false, sentence: words.nothingLeft }
  const cuts = cutsOf(chosen)
  const [after] = await openPlaces(ctx, [{ ...quote, cuts }])
  if (!isTrial) {
    await updateCuts(ctx, quoteId, cuts)
    await recordAct(ctx, 'quote.cut', 'quote', quoteId)
  }
  return { ok: true, text: after!.text, words: chosen }
}

function computeQuote(passage: OpenPassage, place: QuotePlace): Omit<OpenQuote, 'id'> {
  const pieces = quotePiecesOf(passage.verbatim, accepted(passage.edits), place)
  return {
    passageId: place.passageId,
    start: place.start,
    end: place.end,
    cuts: place.cuts,
    text: pieces.map((piece) => piece.text).join(''),
    pieces,
    voiceId: passage.voiceId,
    voiceNumber: passage.voiceNumber,
    isReviewed: passage.isReviewed,
    mayQuote: passage.mayQuote,
    isFit: passage.isReviewed && passage.mayQuote,
  }
}

async function openFit(ctx: Ctx, exerciseId: string, passageId: string): Promise<OpenPassage> {
  const states = await listPassageStates(ctx, { passageIds: [passageId], exerciseId })
  const [open] = await openPassages(ctx, states)
  if (!open?.isReviewed || !open.mayQuote) throw new Failure('not-found', words.notQuotable)
  return open
}

function assertQuotable(passage: OpenPassage, place: QuotePlace): void {
  try {
    for (const stretch of [place, ...place.cuts]) assertWithin(passage.verbatim, stretch)
  } catch (error) {
    if (error instanceof EditOutOfRange) throw new Failure('invalid-state', words.outside)
    throw error
  }
  const { text } = computeQuote(passage, place)
  if (!/[\p{L}\p{N}]/u.test(text)) throw new Failure('invalid-state', words.nothingLeft)
}

/** The words between white space. What an edit put in is one word; signs that touch it belong to it. */
function wordsOfPieces(pieces: readonly QuotePiece[], cuts: readonly Stretch[]): WordOfQuote[] {
  const units: { start: number; end: number; text: string }[] = []
  let isOpen = false
  for (const piece of pieces) {
    const parts =
      piece.kind === 'verbatim'
        ? [...piece.text.matchAll(/\S+/gu)].map((match) => ({
            start: piece.start + match.index,
            end: piece.start + match.index + match[0].length,
            text: match[0],
          }))
        : [{ start: piece.start, end: piece.end, text: piece.text.trim() }]
    const startsClose = piece.kind === 'verbatim' ? !/^\s/u.test(piece.text) : true
    parts.forEach((part, index) => {
      const last = units.at(-1)
      if (index === 0 && startsClose && isOpen && last && last.end === part.start) {
        last.end = part.end
        last.text += part.text
      } else units.push(part)
    })
    isOpen = piece.kind === 'verbatim' ? !/\s$/u.test(piece.text) : true
  }
  return units.map(({ start, end, text }) => ({
    value: `${start}-${end}`,
    stretch: { start, end },
    text,
    isCut: cuts.some((cut) => cut.start <= start && end <= cut.end),
  }))
}

/** Ticked words that stand beside each other become one cut. */
function cutsOf(chosen: readonly WordOfQuote[]): Stretch[] {
  const cuts: Stretch[] = []
  chosen.forEach((word, index) => {
    if (!word.isCut) return
    if (index > 0 && chosen[index - 1]!.isCut) cuts.at(-1)!.end = word.stretch.end
    else cuts.push({ ...word.stretch })
  })
  return cuts
}

import { assertWithin, cutMark, shownAs, sortEdits } from './reading.ts'
import type { Edit, EditKind, Stretch } from './reading.ts'

/** A stretch of a passage with the stretches left out of it. All offsets are in the verbatim. */
export type Quote = Stretch & { cuts: readonly Stretch[] }

/**
 * A piece of a quote as it is shown. For 'verbatim', `text` is exactly the verbatim from `start` to `end`;
 * for 'left-out' it is a cut's mark with the spaces around it; for the others it is the edit's words.
 * `start` and `end` are in the verbatim; white space tidied away around a cut belongs to no piece.
 */
export type QuotePiece = Stretch & { text: string; kind: 'verbatim' | 'left-out' | EditKind }

/**
 * The words of a quote: computed from verbatim, edits and cuts, and from nothing else.
 * No character that an edit covers can appear in it; all other characters are verbatim, in order.
 * A cut shows as "…" with tidy spaces. Cuts that touch, or have only white space between them, show once,
 * also where one of them is a cut edit ("[…]"). A cut of nothing, or of white space only, is not shown.
 * An edit half inside the quote, or half inside a cut, is taken whole: half of it would tell the rest.
 * White space at both ends of the quote is left out.
 * @throws EditsOverlap, EditOutOfRange (also for a quote or a cut that is out of range or splits a character)
 */
export function quoteOf(verbatim: string, edits: readonly Edit[], quote: Quote): string {
  return quotePiecesOf(verbatim, edits, quote)
    .map((piece) => piece.text)
    .join('')
}

/** The same quote piece by piece, for a page that marks what is not verbatim. Joined, the texts are `quoteOf`. */
export function quotePiecesOf(verbatim: string, edits: readonly Edit[], quote: Quote): QuotePiece[] {
  const sorted = sortEdits(verbatim, edits)
  assertWithin(verbatim, quote)
  const whole = growToEdits(quote, sorted)
  const cuts = leftOutStretches(verbatim, sorted, whole, quote.cuts)
  const pieces = joinNeighbours(verbatim, cutIntoPieces(verbatim, sorted, whole, cuts))
  return tidySpaces(verbatim, pieces)
}

function growToEdits({ start, end }: Stretch, edits: readonly Edit[]): Stretch {
  if (start === end) return { start, end }
  const touched = edits.filter((edit) => edit.start < end && edit.end > start)
  return {
    start: Math.min(start, ...touched.map((edit) => edit.start)),
    end: Math.max(end, ...touched.map((edit) => edit.end)),
  }
}

/** The cuts that leave something out, inside the quote, grown to whole edits, sorted and joined. */
function leftOutStretches(
  verbatim: string,
  edits: readonly Edit[],
  whole: Stretch,
  cuts: readonly Stretch[],
): Stretch[] {
  const found: Stretch[] = []
  for (const cut of cuts) {
    assertWithin(verbatim, cut)
    const inside = { start: Math.max(cut.start, whole.start), end: Math.min(cut.end, whole.end) }
    if (inside.end <= inside.start) continue
    const grown = growToEdits(inside, edits)
    if (verbatim.slice(grown.start, grown.end).trim() !== '' || !sameStretch(grown, inside)) found.push(grown)
  }
  found.sort((a, b) => a.start - b.start || a.end - b.end)
  const joined: Stretch[] = []
  for (const cut of found) {
    const last = joined.at(-1)
    if (last && cut.start <= last.end) last.end = Math.max(last.end, cut.end)
    else joined.push({ ...cut })
  }
  return joined
}

function sameStretch(a: Stretch, b: Stretch): boolean {
  return a.start === b.start && a.end === b.end
}

function cutIntoPieces(
  verbatim: string,
  edits: readonly Edit[],
  whole: Stretch,
  cuts: readonly Stretch[],
): QuotePiece[] {
  const isLeftOut = (edit: Edit) => cuts.some((cut) => cut.start <= edit.start && edit.end <= cut.end)
  const marked: QuotePiece[] = cuts.map((cut) => ({ ...cut, text: '…', kind: 'left-out' }))
  for (const edit of edits) {
    if (edit.start < whole.start || edit.end > whole.end || isLeftOut(edit)) continue
    const text = shownAs(edit)
    // A mark that stands for words taken away is handled like a cut, so that neighbours can join it.
    const kind = text === cutMark ? 'left-out' : edit.kind
    marked.push({ start: edit.start, end: edit.end, text, kind })
  }
  marked.sort((a, b) => a.start - b.start)
  const pieces: QuotePiece[] = []
  let at = whole.start
  for (const piece of marked) {
    if (piece.start > at) pieces.push(verbatimPiece(verbatim, at, piece.start))
    pieces.push(piece)
    at = piece.end
  }
  if (at < whole.end) pieces.push(verbatimPiece(verbatim, at, whole.end))
  return pieces
}

function verbatimPiece(verbatim: string, start: number, end: number): QuotePiece {
  return { text: verbatim.slice(start, end), start, end, kind: 'verbatim' }
}

/** Left-out pieces with nothing but white space between them become one. */
function joinNeighbours(verbatim: string, pieces: readonly QuotePiece[]): QuotePiece[] {
  const joined: QuotePiece[] = []
  for (const piece of pieces) {
    const last = joined.at(-1)
    const beforeLast = joined.at(-2)
    const isBlankBetween = last?.kind === 'verbatim' && last.text.trim() === ''
    if (piece.kind === 'left-out' && last?.kind === 'left-out') {
      joined[joined.length - 1] = joinLeftOut(last, piece)
    } else if (piece.kind === 'left-out' && isBlankBetween && beforeLast?.kind === 'left-out') {
      joined.splice(-2, 2, joinLeftOut(beforeLast, piece))
    } else {
      joined.push(piece)
    }
  }
  return joined.map((piece) =>
    piece.kind === 'verbatim' ? verbatimPiece(verbatim, piece.start, piece.end) : piece,
  )
}

function joinLeftOut(a: QuotePiece, b: QuotePiece): QuotePiece {
  return { start: a.start, end: b.end, text: a.text === b.text ? a.text : '…', kind: 'left-out' }
}

function tidySpaces(verbatim: string, pieces: readonly QuotePiece[]): QuotePiece[] {
  const trimmed: QuotePiece[] = []
  pieces.forEach((piece, index) => {
    if (piece.kind !== 'verbatim') {
      trimmed.push(piece)
      return
    }
    const beforeIsOpen = index === 0 || pieces[index - 1]?.kind === 'left-out'
    const afterIsOpen = index === pieces.length - 1 || pieces[index + 1]?.kind === 'left-out'
    let { start, end } = piece
    if (beforeIsOpen) start = end - verbatim.slice(start, end).trimStart().length
    if (afterIsOpen) end = start + verbatim.slice(start, end).trimEnd().length
    if (end > start) trimmed.push(verbatimPiece(verbatim, start, end))
  })
  return trimmed.map((piece, index) => {
    if (piece.kind !== 'left-out') return piece
    const before = trimmed[index - 1]
    const after = trimmed[index + 1]
    const left = before ? spaceBetween(verbatim.slice(before.end, piece.start), opens(before.text)) : ''
    const right = after ? spaceBetween(verbatim.slice(piece.end, after.start), closes(after.text)) : ''
    return { ...piece, text: left + piece.text + right }
  })
}

function spaceBetween(tidiedAway: string, isTight: boolean): string {
  if (/[\n\r\u2028\u2029]/u.test(tidiedAway)) return '\n'
  return isTight ? '' : ' '
}

/** Ends with a mark that the next word stands close to. */
function opens(text: string): boolean {
  return /[\p{Ps}\p{Pi}]$/u.test(text) && !text.endsWith(']')
}

/** Begins with a mark that stands close to the word before it. */
function closes(text: string): boolean {
  return /^[\p{Pe}\p{Pf},.;:!?،؛؟]/u.test(text)
}

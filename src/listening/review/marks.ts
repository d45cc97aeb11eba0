import type { Stretch } from '../../text/edits/reading.ts'
import { sentencesOf } from '../../text/language/sentences.ts'
import type { OpenEdit, OpenPassage } from '../passages/passages.ts'

/** A piece of a verbatim: `number` is that of the edit on it, from 1, or null. */
export type MarkedPiece = { text: string; number: number | null }

/** One edit with the words around it, to be decided on without looking up. */
export type Mention = Said & { number: number; edit: OpenEdit }

/** A piece of a reading. `was` is what a correction stands for; it is shown to the second reader only. */
export type ReadingPiece = { text: string; isEdited: boolean; was: string | null }

/** The verbatim in pieces, each edit numbered in order. `edits` are sorted and do not overlap. */
export function markedPieces(verbatim: string, edits: readonly OpenEdit[]): MarkedPiece[] {
  const pieces: MarkedPiece[] = []
  let at = 0
  for (const [index, edit] of edits.entries()) {
    if (edit.start > at) pieces.push({ text: verbatim.slice(at, edit.start), number: null })
    pieces.push({ text: verbatim.slice(edit.start, edit.end), number: index + 1 })
    at = edit.end
  }
  if (at < verbatim.length) pieces.push({ text: verbatim.slice(at), number: null })
  return pieces
}

/** Each edit in its sentence; a long sentence is shortened at a space on either side. */
export function mentionsOf(verbatim: string, edits: readonly OpenEdit[]): Mention[] {
  const sentences = sentencesOf(verbatim)
  return edits.map((edit, index) => ({ number: index + 1, edit, ...showIn(verbatim, sentences, edit) }))
}

/** A stretch in its sentence, shortened in the same way. */
export function inSentence(verbatim: string, stretch: Stretch): Said {
  return showIn(verbatim, sentencesOf(verbatim), stretch)
}

/** A stretch with the words around it. */
export type Said = { before: string; words: string; after: string }

function showIn(verbatim: string, sentences: readonly Stretch[], { start, end }: Stretch): Said {
  const from = sentences.findLast((one) => one.start <= start)?.start ?? 0
  const to = sentences.find((one) => one.end >= end)?.end ?? verbatim.length
  return {
    before: shortenBefore(verbatim.slice(Math.min(from, start), start)),
    words: verbatim.slice(start, end),
    after: shortenAfter(verbatim.slice(end, Math.max(to, end))),
  }
}

export function readingPieces(passage: OpenPassage): ReadingPiece[] {
  return passage.reading.segments.map((segment) => ({
    text: segment.text,
    isEdited: segment.edit !== null,
    was: segment.edit === 'correct' ? passage.verbatim.slice(segment.start, segment.end) : null,
  }))
}

const longestContext = 120

function shortenBefore(text: string): string {
  if (text.length <= longestContext) return text
  const kept = text.slice(-longestContext)
  return `… ${kept.slice(kept.indexOf(' ') + 1)}`
}

function shortenAfter(text: string): string {
  if (text.length <= longestContext) return text
  const kept = text.slice(0, longestContext)
  return `${kept.slice(0, Math.max(kept.lastIndexOf(' '), 0) || longestContext - 1)} …`
}

/** Whether two stretches share a character. */
export function overlaps(a: Stretch, b: Stretch): boolean {
  return a.start < b.end && b.start < a.end
}

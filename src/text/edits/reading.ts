/** Offsets are UTF-16 code units; `end` is exclusive. */
export type Stretch = { start: number; end: number }

export type EditKind = 'generalise' | 'cut' | 'correct' | 'translate'

/** What stands in place of a stretch of verbatim. `replacement` is '' for a cut. */
export type Edit = Stretch & { kind: EditKind; replacement: string }

/** A piece of the reading. `start` and `end` are in the verbatim; `edit` is null where the verbatim stands. */
export type ReadingSegment = { text: string; start: number; end: number; edit: EditKind | null }

/** `text` is the segments' texts in a row; the segments' stretches cover the whole verbatim without gaps. */
export type Reading = { text: string; segments: ReadingSegment[] }

/** What a cut edit, and any edit that would otherwise leave nothing to see, shows as. */
export const cutMark = '[…]'

/** Two edits cover the same character. The message holds offsets only, never words. */
export class EditsOverlap extends RangeError {
  override readonly name = 'EditsOverlap'
}

/** An edit or a stretch is empty where it may not be, lies outside the text, or splits a character in two. */
export class EditOutOfRange extends RangeError {
  override readonly name = 'EditOutOfRange'
}

/**
 * The verbatim seen through its edits.
 * A generalise stands in square brackets (added when missing), a cut shows as "[…]", a correction and a
 * translation show as their words. An edit whose replacement is blank shows as "[…]", so that nothing is
 * ever left out invisibly. The order of `edits` does not matter.
 * @throws EditsOverlap, EditOutOfRange
 */
export function readingOf(verbatim: string, edits: readonly Edit[]): Reading {
  const segments: ReadingSegment[] = []
  let at = 0
  for (const edit of sortEdits(verbatim, edits)) {
    if (edit.start > at) segments.push(verbatimSegment(verbatim, at, edit.start))
    segments.push({ text: shownAs(edit), start: edit.start, end: edit.end, edit: edit.kind })
    at = edit.end
  }
  if (at < verbatim.length) segments.push(verbatimSegment(verbatim, at, verbatim.length))
  return { text: segments.map((segment) => segment.text).join(''), segments }
}

/** Whether any two edits cover the same character. Edits that only touch do not overlap. */
export function editsOverlap(edits: readonly Stretch[]): boolean {
  return overlapsWhenSorted([...edits].sort(byStart))
}

/**
 * The verbatim behind a stretch of the reading, grown outward to whole edited segments: half of
 * "[a town]" is all of what it covers. An empty stretch stays empty unless it is inside an edited segment.
 * @throws EditOutOfRange when the stretch is not within `reading.text`
 */
export function toVerbatim(reading: Reading, stretch: Stretch): Stretch {
  return translateStretch(reading, stretch, 'reading')
}

/**
 * Where a stretch of the verbatim stands in the reading, grown outward to whole edited segments.
 * @throws EditOutOfRange when the stretch is not within the verbatim
 */
export function toReading(reading: Reading, stretch: Stretch): Stretch {
  return translateStretch(reading, stretch, 'verbatim')
}

/** What an edit shows in a reading or a quote. */
export function shownAs(edit: Edit): string {
  const words = edit.replacement.trim()
  if (edit.kind === 'cut' || words === '') return cutMark
  if (edit.kind !== 'generalise') return edit.replacement
  return words.startsWith('[') && words.endsWith(']') ? words : `[${words}]`
}

/**
 * The edits in the order of the text, each checked against it.
 * @throws EditsOverlap, EditOutOfRange
 */
export function sortEdits<T extends Stretch>(verbatim: string, edits: readonly T[]): T[] {
  for (const edit of edits) {
    assertWithin(verbatim, edit)
    if (edit.start === edit.end) {
      throw new EditOutOfRange(`The edit at ${edit.start} covers nothing. Choose at least one character.`)
    }
  }
  const sorted = [...edits].sort(byStart)
  if (overlapsWhenSorted(sorted)) {
    throw new EditsOverlap('Two edits cover the same words. Remove one of them, or join them into one.')
  }
  return sorted
}

/** @throws EditOutOfRange when the stretch leaves the text, runs backwards, or splits a surrogate pair */
export function assertWithin(text: string, { start, end }: Stretch): void {
  const isWhole = Number.isInteger(start) && Number.isInteger(end)
  if (!isWhole || start < 0 || end < start || end > text.length) {
    throw new EditOutOfRange(
      `${start} to ${end} is not within a text of ${text.length} code units. Choose a stretch inside it.`,
    )
  }
  if (splitsPair(text, start) || splitsPair(text, end)) {
    throw new EditOutOfRange(`${start} to ${end} splits a character in two. Choose whole characters.`)
  }
}

function splitsPair(text: string, at: number): boolean {
  return isBetween(text.charCodeAt(at - 1), 0xd800, 0xdbff) && isBetween(text.charCodeAt(at), 0xdc00, 0xdfff)
}

function isBetween(code: number, low: number, high: number): boolean {
  return code >= low && code <= high
}

function byStart(a: Stretch, b: Stretch): number {
  return a.start - b.start || a.end - b.end
}

function overlapsWhenSorted(sorted: readonly Stretch[]): boolean {
  let reached = 0
  for (const { start, end } of sorted) {
    if (start < reached) return true
    reached = Math.max(reached, end)
  }
  return false
}

function verbatimSegment(verbatim: string, start: number, end: number): ReadingSegment {
  return { text: verbatim.slice(start, end), start, end, edit: null }
}

type Placed = { from: Stretch; to: Stretch; isEdited: boolean }

function translateStretch(reading: Reading, stretch: Stretch, from: 'reading' | 'verbatim'): Stretch {
  const pieces = placePieces(reading, from)
  const last = pieces.at(-1)
  const length = last ? last.from.end : 0
  const isWhole = Number.isInteger(stretch.start) && Number.isInteger(stretch.end)
  if (!isWhole || stretch.start < 0 || stretch.end < stretch.start || stretch.end > length) {
    throw new EditOutOfRange(
      `${stretch.start} to ${stretch.end} is not within a ${from} of ${length} code units. Choose a stretch inside it.`,
    )
  }
  if (!last) return { start: 0, end: 0 }
  if (stretch.start === stretch.end) return translatePoint(pieces, stretch.start)
  const first = pieces.find((piece) => piece.from.end > stretch.start) ?? last
  const final = pieces.findLast((piece) => piece.from.start < stretch.end) ?? first
  return {
    start: first.isEdited ? first.to.start : first.to.start + stretch.start - first.from.start,
    end: final.isEdited ? final.to.end : final.to.start + stretch.end - final.from.start,
  }
}

function translatePoint(pieces: readonly Placed[], at: number): Stretch {
  const piece = pieces.find(({ from }) => from.start <= at && at <= from.end)
  if (!piece) return { start: 0, end: 0 }
  if (at === piece.from.start) return { start: piece.to.start, end: piece.to.start }
  if (at === piece.from.end) return { start: piece.to.end, end: piece.to.end }
  if (piece.isEdited) return piece.to
  const point = piece.to.start + at - piece.from.start
  return { start: point, end: point }
}

function placePieces(reading: Reading, from: 'reading' | 'verbatim'): Placed[] {
  let at = 0
  return reading.segments.map((segment) => {
    const inReading = { start: at, end: at + segment.text.length }
    at = inReading.end
    const inVerbatim = { start: segment.start, end: segment.end }
    const isEdited = segment.edit !== null
    return from === 'reading'
      ? { from: inReading, to: inVerbatim, isEdited }
      : { from: inVerbatim, to: inReading, isEdited }
  })
}

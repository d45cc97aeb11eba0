import type { Stretch } from '../edits/reading.ts'

export type WordOptions = {
  /** A stretch in square brackets, such as "[a town in the North West]", is one word. Default: false. */
  bracketsAsOne?: boolean
}

/**
 * The sentences of a text, in order. Between them, before and after there is only white space; a new line
 * always ends one, and so does a full stop before a small letter ("it was bad. i left"). An abbreviation
 * ("Mr.", "e.g."), an initial ("J. Smith"), dots of hesitation ("so... yes") and a full stop inside square
 * brackets do not.
 */
export function sentencesOf(text: string): Stretch[] {
  const sentences: Stretch[] = []
  let start = 0
  let depth = 0
  for (const { segment, end } of listPieces(text)) {
    const endsLine = /[\n\r\u0085\u2028\u2029]\s*$/u.test(segment)
    depth = endsLine ? 0 : depthAfter(segment, depth)
    const goesOn = !endsLine && end < text.length && (depth > 0 || endsInAbbreviation(text, start, end))
    if (goesOn) continue
    const trimmed = trimStretch(text, start, end)
    if (trimmed) sentences.push(trimmed)
    start = end
  }
  return sentences
}

/**
 * The words of a text, in order: what a reader would call a word, a number, or a picture character (emoji).
 * Punctuation belongs to no word, except the brackets of a bracketed stretch when `bracketsAsOne` is set.
 */
export function wordsOf(text: string, { bracketsAsOne = false }: WordOptions = {}): Stretch[] {
  const brackets = bracketsAsOne ? [...text.matchAll(/\[[^[\]\n]*\]/gu)] : []
  const words: Stretch[] = []
  let at = 0
  for (const bracket of brackets) {
    addWords(words, text, at, bracket.index)
    at = bracket.index + bracket[0].length
    words.push({ start: bracket.index, end: at })
  }
  addWords(words, text, at, text.length)
  return words
}

const sentenceSegmenter = new Intl.Segmenter('en-GB', { granularity: 'sentence' })
const wordSegmenter = new Intl.Segmenter('en-GB', { granularity: 'word' })

const abbreviations = new Set(
  (
    'mr mrs ms mx dr prof rev revd fr sr jr st hon capt cllr col gen lt maj sgt insp supt cpl pte sir ' +
    'messrs mmes e.g eg i.e ie viz cf c.f vs v approx appt apt dept est ext esp inc incl tel ph.d mt rd ave'
  ).split(' '),
)
/** These end a sentence as often as not: they go on only before a number. */
const beforeNumbers = new Set('no nos p pp pg fig vol art sec para ch c ca'.split(' '))

/** Abbreviations that may well end a sentence, but not before a small letter. */
const beforeSmallLetters = new Set('etc al ltd co hrs hr min mins sec secs no nos'.split(' '))

/** The segmenter never ends a sentence before a small letter; people who type on a phone do. */
function* listPieces(text: string): Generator<{ segment: string; end: number }> {
  for (const { segment, index } of sentenceSegmenter.segment(text)) {
    let from = 0
    for (const match of segment.matchAll(
      /(?<![.\s])(?<=([\p{L}\p{M}\p{N}'’.]{2,12}))\.["”’)]*[^\S\n]+(?=\p{Ll})/gu,
    )) {
      const word = /[\p{L}.]*$/u.exec(match[1] ?? '')?.[0].toLowerCase() ?? ''
      if (word.includes('.') || abbreviations.has(word) || beforeSmallLetters.has(word)) continue
      const end = match.index + match[0].length
      yield { segment: segment.slice(from, end), end: index + end }
      from = end
    }
    yield { segment: segment.slice(from), end: index + segment.length }
  }
}

function endsInAbbreviation(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(start, end - 60), end)
  const last = /(?<=^|[\s([{“"‘'—–-])(?<word>[\p{L}.]{1,12})\.\s+$/u.exec(before)?.groups?.['word']
  if (last === undefined) return false
  const word = last.toLowerCase()
  if (abbreviations.has(word)) return true
  const next = text.slice(end, end + 2)
  if (beforeNumbers.has(word) && /^\p{N}/u.test(next)) return true
  // An initial. "So it was me and I." ends a sentence; "J. Smith" and "R. K. Rao" do not.
  return /^(?:\p{Lu}\.)*\p{Lu}$/u.test(last) && last !== 'I' && /^\p{Lu}/u.test(next) && last.length < 6
}

function depthAfter(segment: string, depth: number): number {
  let open = depth
  for (const { 0: bracket } of segment.matchAll(/[[\]]/gu)) {
    open = bracket === '[' ? open + 1 : Math.max(0, open - 1)
  }
  return open
}

function trimStretch(text: string, start: number, end: number): Stretch | null {
  const piece = text.slice(start, end)
  const from = end - piece.trimStart().length
  const to = start + piece.trimEnd().length
  return to > from ? { start: from, end: to } : null
}

function addWords(words: Stretch[], text: string, start: number, end: number): void {
  if (end <= start) return
  for (const { segment, index, isWordLike } of wordSegmenter.segment(text.slice(start, end))) {
    if (!isWordLike && !/\p{Extended_Pictographic}|\p{RI}/u.test(segment)) continue
    words.push({ start: start + index, end: start + index + segment.length })
  }
}

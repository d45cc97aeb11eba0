import type { Stretch } from '../edits/reading.ts'

/** Stands in for every unit of what the person said: no phrase has it, and none goes across it. */
const covered = '\uE000'

/**
 * A text of the same length in which the person's own words are covered, marks included, and every apostrophe is straight.
 * Own words are what stands in quotation marks of any style, to the end of the line where none closes them; a line that
 * begins with ">"; and what follows "he said:" or "she said I", as people write who have no time for marks.
 */
export function coverOwnWords(text: string): string {
  const parts: string[] = []
  let at = 0
  for (const { start, end } of ownWordsOf(text)) {
    if (start < at) continue
    parts.push(text.slice(at, start), covered.repeat(end - start))
    at = end
  }
  parts.push(text.slice(at))
  return parts.join('').replace(/[‘’‛ʼ＇`´′]/gu, "'")
}

function ownWordsOf(text: string): Stretch[] {
  const lines = [...text.matchAll(/[^\n\r\u2028\u2029]+/gu)]
  return lines.flatMap(({ 0: line, index }) =>
    (/^[ \t]{0,3}[>＞]/u.test(line) ? [{ start: 0, end: line.length }] : ownWordsOfLine(line)).map(
      ({ start, end }) => ({ start: start + index, end: end + index }),
    ),
  )
}

const closedBy = new Map<string, string>([
  ['“', '”"“'],
  ['„', '“”"'],
  ['‟', '”"'],
  ['❝', '❞'],
  ['〝', '〞〟'],
  ['«', '»'],
  ['»', '«'],
  ['‹', '›'],
  ['›', '‹'],
  ['「', '」'],
  ['『', '』'],
  ['《', '》'],
  ['〈', '〉'],
  ['"', '"”“'],
  ['＂', '＂'],
  ['″', '″'],
  ['ʺ', 'ʺ'],
  ['”', '”"'],
])

const marks = new RegExp(
  '["“”„‟❝〝«»‹›「『《〈＂″ʺ]' +
    "|(?<pair>['‘’‛`´]{2})|(?<single>['‘’‚‛`´])" +
    '|(?<verb>\\b(?:said|says|say|saying|goes|told me|tells me|words|wrote|put it|asked|answered|replied))' +
    "(?:\\s?:|[,–—-]?\\s(?:that\\s)?(?=(?:I['’\\s]|my\\s)))",
  'gu',
)

function ownWordsOfLine(line: string): Stretch[] {
  const found: Stretch[] = []
  const walk = new RegExp(marks)
  for (let match = walk.exec(line); match; match = walk.exec(line)) {
    const stretch = stretchOf(line, match)
    if (!stretch) continue
    found.push(stretch)
    walk.lastIndex = Math.max(stretch.end, walk.lastIndex)
  }
  return found
}

function stretchOf(line: string, match: RegExpExecArray): Stretch | null {
  const { pair, single, verb } = match.groups ?? {}
  const start = match.index + (verb?.length ?? 0)
  if (verb !== undefined) return { start, end: endOfSentence(line, start) }
  if (single !== undefined) return singleFrom(line, start)
  const mark = match[0]
  if (/["″ʺ']/u.test(mark) && /\d\s?$/u.test(line.slice(Math.max(0, start - 2), start))) return null
  const closing = pair === undefined ? `[${closedBy.get(mark) ?? '"'}]` : "['‘’‛`´]{2}"
  return { start, end: endAfter(line, new RegExp(closing, 'gu'), start + mark.length) }
}

function endAfter(line: string, closing: RegExp, from: number): number {
  closing.lastIndex = from
  return closing.test(line) ? closing.lastIndex : line.length
}

/** Words that begin with an apostrophe: what stands before them opens nothing. */
const elided = /^(?:\d\ds?\b|(?:tis|twas|til|till|em|cause|cos|coz|bout|round|n|im|er|appen|spose)\b)/iu

/** From an opening single mark to where it closes: the last mark before the next opens that may be no apostrophe. */
function singleFrom(line: string, start: number): Stretch | null {
  if (!opensAt(line, start)) return null
  let doubtful: number | null = null
  for (let at = start + 1; at < line.length; at += 1) {
    if (!/['‘’‛`´]/u.test(line.charAt(at))) continue
    const isSpaced = /[\s([{]/u.test(line.charAt(at - 1))
    if (isSpaced && opensAt(line, at)) break
    if (isSpaced || !/^(?:$|[\s)\]}—–:;,.!?…-])/u.test(line.charAt(at + 1))) continue
    if (!/(?:s|in|x|z)$/u.test(line.slice(at - 2, at))) return { start, end: at + 1 }
    doubtful = at + 1
  }
  if (doubtful !== null) return { start, end: doubtful }
  return line[start] === '‘' || line[start] === '‚' ? { start, end: line.length } : null
}

function opensAt(line: string, at: number): boolean {
  const after = line.slice(at + 1, at + 12)
  return (
    /(?:^|[\s([{—–:;,…-])$/u.test(line.slice(Math.max(0, at - 1), at)) &&
    /^[\p{L}\p{N}[(…¿¡£]/u.test(after) &&
    !elided.test(after)
  )
}

function endOfSentence(line: string, from: number): number {
  return endAfter(line, /[.!?…](?=\s|$)/gu, from)
}

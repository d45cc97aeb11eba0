/**
 * Telling `Sam Jones: I think so` from `So the thing is: no`. Nothing in the file says which colon ends a
 * label, so we look at the shape of what stands before it, and at whether it comes back.
 */

/** Longest label taken, in UTF-16 code units: the longest names of the platforms we read are 64. */
const longestLabel = 64

/**
 * Where the colon stands when a line begins with something that could be a label, else -1: at most 64
 * characters, a colon followed by a space or the end, and none of the marks that end or quote a sentence.
 */
export function findLabelEnd(line: string): number {
  const latest = Math.min(line.length, longestLabel + 1)
  for (let i = 0; i < latest; i += 1) {
    const code = line.charCodeAt(i)
    if (code === 58) {
      if (i === 0) return -1
      const next = line.charCodeAt(i + 1)
      if (i + 1 < line.length && next !== 32 && next !== 0xa0 && next !== 9) {
        // `https://…`, `10:30`, `Re:plan`: a colon inside something longer.
        return -1
      }
      return i
    }
    // ? ! ; " < > “ ” … and the dash of an aside
    if (
      code === 63 ||
      code === 33 ||
      code === 59 ||
      code === 34 ||
      code === 60 ||
      code === 62 ||
      code === 0x201c ||
      code === 0x201d ||
      code === 0x2026 ||
      code === 0x2014
    ) {
      return -1
    }
    // A full stop then a space ends a sentence, unless it follows an initial or a title (`Z. Zhou`, `Dr. Sam`).
    if (code === 46 && line.charCodeAt(i + 1) === 32 && !isShortBeforeStop(line, i)) return -1
  }
  return -1
}

function isShortBeforeStop(line: string, stop: number): boolean {
  const word = line.slice(line.lastIndexOf(' ', stop) + 1, stop)
  return word.length <= 3 && /^\p{Lu}/u.test(word)
}

const namePart = /^[\p{Lu}\p{Lt}\p{Lo}\p{N}(|/&+@#\p{Extended_Pictographic}~•·-]/u
const particle = new Set(
  'van von der den de del della di da do dos du la le el al bin bint ibn ap ab ferch y e and und et the of'.split(
    ' ',
  ),
)
/** First words of sentences that often run into a colon. */
const opener = new Set(
  (
    'so and but or the a an i we you he she it they this that these those yes no yeah okay ok well because now then ' +
    'first second third next finally also plus example note question answer remember basically like there here ' +
    'what why how when where who which one two three my our your his her their its in on at for to from with if'
  ).split(' '),
)

/** True for the shape of a name: few words, each with a capital, a digit or a bracket, or a `van`, `de`, `ap`. */
export function hasNameShape(label: string): boolean {
  const words = label.split(' ')
  if (words.length > 8) return false
  const first = words[0] ?? ''
  if (words.length > 1 && opener.has(first.toLowerCase().replace(',', ''))) return false
  if (!namePart.test(first)) return false
  let inBrackets = false
  return words.every((word) => {
    if (word.startsWith('(')) inBrackets = true
    const isPart = inBrackets || namePart.test(word) || particle.has(word)
    if (word.endsWith(')')) inBrackets = false
    return isPart
  })
}

/** True for words that open a sentence and so never stand alone as a label. */
export function isSentenceOpener(label: string): boolean {
  const space = label.indexOf(' ')
  return opener.has((space === -1 ? label : label.slice(0, space)).toLowerCase().replace(',', ''))
}

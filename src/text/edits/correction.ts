/** The most words a correction of a mis-hearing may change, on either side. */
const mostWordsCorrected = 3

/**
 * Whether a correction changes at most three words: at most three of the verbatim's words go and at most
 * three come, counted on the longest run of words both share in order. Case counts, punctuation does not;
 * a letter-less character that says something (an emoji, a sign) counts as a word.
 */
export function correctionIsSmall(verbatimStretch: string, replacement: string): boolean {
  const before = listWords(verbatimStretch)
  const after = listWords(replacement)
  while (before.length > 0 && after.length > 0 && before[0] === after[0]) {
    before.shift()
    after.shift()
  }
  while (before.length > 0 && after.length > 0 && before.at(-1) === after.at(-1)) {
    before.pop()
    after.pop()
  }
  return canMatch(before, after)
}

const segmenter = new Intl.Segmenter('en-GB', { granularity: 'word' })

function listWords(text: string): string[] {
  const words: string[] = []
  for (const { segment, isWordLike } of segmenter.segment(text.normalize('NFC'))) {
    // The segmenter keeps "the.system.failed" and "the_system_failed" as one; here they are three.
    if (isWordLike) words.push(...segment.split(/[^\p{L}\p{M}\p{N}'’]+/u).filter((word) => word !== ''))
    else if (/\S/u.test(segment) && !/^\p{P}+$/u.test(segment)) words.push(segment)
  }
  return words
}

/**
 * Walks both lists with at most three words skipped on each side; only positions at most three apart can
 * be reached, so the work grows with the length and not with its square.
 */
function canMatch(before: readonly string[], after: readonly string[]): boolean {
  if (Math.abs(before.length - after.length) > mostWordsCorrected) return false
  const seen = new Set<string>()
  const open: [at: number, gone: number, come: number][] = [[0, 0, 0]]
  for (let state = open.pop(); state; state = open.pop()) {
    let [at, gone, come] = state
    while (at < before.length && before[at] === after[at - gone + come]) at++
    const inAfter = at - gone + come
    if (at === before.length && inAfter === after.length) return true
    const key = `${at} ${gone} ${come}`
    if (seen.has(key)) continue
    seen.add(key)
    if (gone < mostWordsCorrected && at < before.length) open.push([at + 1, gone + 1, come])
    if (come < mostWordsCorrected && inAfter < after.length) open.push([at, gone, come + 1])
  }
  return false
}

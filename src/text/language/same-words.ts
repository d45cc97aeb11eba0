/** A reading to compare with, and an id to tell which one it was. */
export type IdentifiedReading = { id: string; text: string }

/**
 * A run of words the text shares with a reading, as long as it goes. `start` and `end` are where it stands in
 * the text (UTF-16 code units); `words` is the text there; `id` is the reading's.
 */
export type SharedRun = { id: string; words: string; start: number; end: number }

/**
 * Looks in one reading after the other for a run of `length` or more words that the text has too; null where there is none.
 * Words are compared without case, accents, punctuation, apostrophes and formatting: "Don’t—stop" is
 * "dont stop". In scripts written without spaces each character is a word.
 * The text is indexed once and each reading is walked once, so the work is the readings' length.
 */
export function prepareSharedRun(text: string, length = 8): (reading: IdentifiedReading) => SharedRun | null {
  if (!Number.isInteger(length) || length < 1) throw new RangeError('Give a length of at least one word.')
  const words = [...listTokens(text)]
  const numbers = new Map<string, number>()
  const sequence = words.map(({ token }) => {
    const known = numbers.get(token)
    if (known !== undefined) return known
    numbers.set(token, numbers.size)
    return numbers.size - 1
  })
  const places = new Map<string, number[]>()
  for (let at = 0; at + length <= sequence.length; at++) {
    const key = sequence.slice(at, at + length).join(' ')
    const known = places.get(key)
    if (known) known.push(at)
    else places.set(key, [at])
  }
  if (places.size === 0) return () => null

  return (reading) => {
    let run: number[] = []
    let best: Found | null = null
    for (const { token } of listTokens(reading.text)) {
      const number = numbers.get(token)
      if (number !== undefined) {
        run.push(number)
        continue
      }
      if (run.length >= length) best = longestIn(sequence, places, run, length, best)
      run = []
    }
    if (run.length >= length) best = longestIn(sequence, places, run, length, best)
    return best === null ? null : describeRun(text, words, reading.id, best)
  }
}

type Found = { from: number; count: number }

/** `run` is words of a reading that all occur in the text; find where the longest of it stands in a row. */
function longestIn(
  sequence: readonly number[],
  places: ReadonlyMap<string, readonly number[]>,
  run: readonly number[],
  length: number,
  before: Found | null,
): Found | null {
  let best = before
  // A run this long repeated many times in both texts would be walked once for each pair: enough is enough.
  let steps = 0
  for (let at = 0; at + length <= run.length; at++) {
    for (const from of places.get(run.slice(at, at + length).join(' ')) ?? []) {
      let count = length
      while (
        steps < 1_000_000 &&
        at + count < run.length &&
        from + count < sequence.length &&
        run[at + count] === sequence[from + count]
      ) {
        count++
        steps++
      }
      if (!best || count > best.count) best = { from, count }
    }
    if (steps >= 1_000_000 && best) break
  }
  return best
}

function describeRun(text: string, words: readonly Token[], id: string, { from, count }: Found): SharedRun {
  const start = words[from]?.start ?? 0
  const end = words[from + count - 1]?.end ?? start
  return { id, words: text.slice(start, end), start, end }
}

type Token = { token: string; start: number; end: number }

const unspaced =
  '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}'
const apostrophes = "'’‘ʼ＇`´\\u00ad\\u200b-\\u200d\\u2060\\ufeff"
const tokenPattern = new RegExp(
  `[${unspaced}]\\p{M}*|(?:(?![${unspaced}])[\\p{L}\\p{N}\\p{M}])+(?:[${apostrophes}]+(?:(?![${unspaced}])[\\p{L}\\p{N}\\p{M}])+)*`,
  'gu',
)
const plainPattern = /[a-z0-9]+(?:['’][a-z0-9]+)*/g
const notLetters = new RegExp(`[${apostrophes}\\p{M}]`, 'gu')
const ascii = /^[\0-_a-\x7f’“”…–—]*$/

function* listTokens(text: string): Generator<Token> {
  // Almost all readings are plain English; the simpler pattern is several times faster.
  if (ascii.test(text)) {
    for (const match of text.toLowerCase().matchAll(plainPattern)) {
      const word = match[0]
      const token = word.includes("'") || word.includes('’') ? word.replace(/['’]/g, '') : word
      yield { token, start: match.index, end: match.index + word.length }
    }
    return
  }
  for (const match of text.matchAll(tokenPattern)) {
    const token = match[0].normalize('NFKD').replace(notLetters, '').toLowerCase()
    if (token !== '') yield { token, start: match.index, end: match.index + match[0].length }
  }
}

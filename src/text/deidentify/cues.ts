/**
 * Where the words of a text begin, what each begins with, and where the next digit stands. It is read once, and a rule
 * that says what it can begin with is then tried only there: dozens of rules cost hardly more than one.
 */
export type Cues = {
  /** Places where a word of ASCII letters, digits and _ begins, and where digits begin inside one. */
  starts: Int32Array
  /** Its first three letters, in small letters, as one number (`keyOf`). */
  keys: Uint16Array
  /** The first digit from there on; far away when there is none. */
  digits: Int32Array
  count: number
  /** Which finders may find something at each word: a bit for each of the first 31. */
  wanted: Int32Array
  /** Those of all words. */
  wantedAnywhere: number
}

/** A pattern with the flag y, and the words it can begin with. Both together find what the flag g would. */
export type CuedRule = {
  pattern: RegExp
  /** Words with spaces between; three letters count. "#" is any digit, "*" any word. */
  first: string
  /** A digit stands at most so many characters after the beginning. */
  digitWithin?: number
}

export type CuedMatch<R> = { rule: R; match: RegExpExecArray }

const far = 0x3fffffff
const digitKey = 27 * 27 * 27
const keysInAll = digitKey + 1

/** 0 for other signs, 1 to 26 for letters, 27 for _, 28 for digits. */
const kindOfSign = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code >= 48 && code <= 57) return 28
  if (code === 95) return 27
  const small = code | 32
  return code > 64 && small >= 97 && small <= 122 ? small - 96 : 0
})

/** Most texts are short, and making arrays for each would cost more than reading it. */
const room = {
  starts: new Int32Array(1 << 14),
  digits: new Int32Array(1 << 14),
  keys: new Uint16Array(1 << 14),
  wanted: new Int32Array(1 << 14),
}

/** What it gives holds until it is called again. */
export function readCues(text: string): Cues {
  // Two of every three signs at most: "A1 A1 A1".
  const most = text.length - Math.floor(text.length / 3) + 1
  const isShort = most <= room.keys.length
  const { starts, digits, keys, wanted } = isShort
    ? room
    : {
        starts: new Int32Array(most),
        digits: new Int32Array(most),
        keys: new Uint16Array(most),
        wanted: new Int32Array(most),
      }
  let count = 0
  let last = 0
  let letters = 0
  let key = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const kind = code < 128 ? kindOfSign[code]! : 0
    if (kind === 0) {
      if (last !== 0) keys[count - 1] = key
    } else if (kind === 28) {
      if (last !== 28) {
        if (last !== 0) keys[count - 1] = key
        starts[count] = at
        digits[count] = at
        key = digitKey
        letters = 3
        count += 1
      }
    } else {
      if (last === 0) {
        starts[count] = at
        digits[count] = far
        key = 0
        letters = 0
        count += 1
      }
      if (letters < 3) {
        key += kind === 27 ? 0 : kind * (letters === 0 ? 729 : letters === 1 ? 27 : 1)
        letters = kind === 27 ? 3 : letters + 1
      }
    }
    last = kind
  }
  if (last !== 0) keys[count - 1] = key
  let wantedAnywhere = 0
  for (let at = count - 1, next = far; at >= 0; at--) {
    if (digits[at] === far) digits[at] = next
    else next = digits[at]!
    const here = wantedBy[keys[at]!]!
    wanted[at] = here
    wantedAnywhere |= here
  }
  return { starts, keys, digits, count, wanted, wantedAnywhere }
}

/** Most finders find nothing in most texts, and nothing at most words of the others: one number tells of all of them. */
const wantedBy = new Int32Array(keysInAll).fill(1 << 31)
let finders = 0

function keyOf(word: string): number {
  if (word === '#') return digitKey
  return [729, 27, 1].reduce((key, worth, at) => key + worth * (kindOfSign[word.charCodeAt(at)] ?? 0), 0)
}

/**
 * All matches of all rules, the first rule's first; of one rule they come in order and do not overlap.
 */
export function makeFinder<R extends CuedRule>(
  rules: readonly R[],
): (text: string, cues: Cues) => CuedMatch<R>[] {
  // Beside each first three letters the number of a list of rules: small enough to stay at hand.
  const lists: number[][] = [rules.flatMap(({ first }, index) => (first === '*' ? [index] : []))]
  const table = new Uint16Array(keysInAll)
  rules.forEach(({ first, pattern }, index) => {
    if (!pattern.sticky) throw new TypeError(`This rule lacks the flag y: ${pattern.source}`)
    if (first === '*') return
    for (const key of new Set(first.split(' ').map(keyOf))) {
      if (table[key] === 0) table[key] = lists.push([...lists[0]!]) - 1
      const list = lists[table[key]!]!
      list.push(index)
      list.sort((a, b) => a - b)
    }
  })
  // Beyond 31 finders the last bit, which is always on, stands for all others.
  const bit = 1 << Math.min(finders++, 31)
  table.forEach((number, key) => {
    if (number > 0 || lists[0]!.length > 0) wantedBy[key]! |= bit
  })
  const patterns = rules.map(({ pattern }) => pattern)
  const within = rules.map(({ digitWithin = far * 2 }) => digitWithin)
  const reached = rules.map(() => 0)
  const farthest = Math.max(-1, ...lists[0]!.map((index) => within[index]!))
  return (text, { starts, keys, digits, count, wanted, wantedAnywhere }) => {
    if ((wantedAnywhere & bit) === 0) return []
    const found: { index: number; rule: R; match: RegExpExecArray }[] = []
    reached.fill(0)
    for (let at = 0; at < count; at++) {
      if ((wanted[at]! & bit) === 0) continue
      const number = table[keys[at]!]!
      const start = starts[at]!
      const distance = digits[at]! - start
      if (number === 0 && distance > farthest) continue
      for (const index of lists[number]!) {
        if (distance > within[index]! || start < reached[index]!) continue
        const pattern = patterns[index]!
        pattern.lastIndex = start
        const match = pattern.exec(text)
        if (!match) continue
        reached[index] = pattern.lastIndex
        found.push({ index, rule: rules[index]!, match })
      }
    }
    return found.length > 1 ? found.sort((a, b) => a.index - b.index) : found
  }
}

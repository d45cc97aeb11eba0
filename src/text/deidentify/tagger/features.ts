import type { Tokens } from './tokens.ts'
import { foldWord, hashWord, type WordList } from './word-list.ts'

/** Rows of the model: features are hashed into so many. */
export const rows = 1 << 18

/** Features of one token, always as many. */
export const featuresOfToken = 39

/**
 * What is looked at of every token: its word, its shape and its neighbours', its beginning and end, what the list of
 * words says, whether it begins a sentence, and how the same word is written elsewhere in the text. After the features
 * that Lample et al. (2016, section 4) name as usual for such taggers, hashed as Weinberger et al. (2009) propose.
 * Row numbers, `featuresOfToken` a token.
 */
export function findFeatures(text: string, tokens: Tokens, list: WordList): Int32Array {
  const { count } = tokens
  // Two places before the first and two after the last stand for the edges.
  const side = () => new Int32Array(count + 4)
  const [word, shape, known, kind, seen] = [side(), side(), side(), side(), side()]
  const begins = [new Int32Array(count), new Int32Array(count), new Int32Array(count)]
  const ends = [new Int32Array(count), new Int32Array(count), new Int32Array(count)]
  for (const [column, before, after] of [
    [word, 1, 2],
    [shape, 1, 2],
    [known, 257, 258],
    [kind, 9, 10],
  ] as const) {
    column.fill(before, 0, 2)
    column.fill(after, count + 2)
  }
  const written = new Map<number, number>()
  let previous = '\n'
  for (let at = 0; at < count; at += 1) {
    const here = at + 2
    const raw = text.slice(tokens.starts[at], tokens.ends[at])
    const first = raw[0]!
    const isDigits = first >= '0' && first <= '9'
    const lower = isDigits ? '000000'.slice(0, Math.min(raw.length, 6)) : raw.toLowerCase()
    const hash = hashWord(lower)
    word[here] = hash
    shape[here] = shapeOf(raw)
    known[here] = list.look(isPlain(lower) ? hash : hashWord(foldWord(lower)))
    for (let size = 2; size < 5; size += 1) {
      if (lower.length <= size) continue
      begins[size - 2]![at] = hashWord(lower, 0, size)
      ends[size - 2]![at] = hashWord(lower, lower.length - size)
    }
    const isUpper = first !== first.toLowerCase()
    const isAllUpper = isUpper && raw.length > 1 && raw === raw.toUpperCase()
    const isBegin = sentenceEnds.has(previous)
    kind[here] = (isUpper ? 1 : 0) | (isAllUpper ? 2 : 0) | (isBegin ? 4 : 0)
    if (isUpper || first !== first.toUpperCase()) {
      written.set(hash, (written.get(hash) ?? 0) | (isUpper ? (isBegin ? 1 : 2) : 4))
    }
    previous = first
  }
  for (let at = 0; at < count; at += 1) seen[at + 2] = written.get(word[at + 2]! >>> 0) ?? 0

  const found = new Int32Array(count * featuresOfToken)
  let to = 0
  for (let at = 0; at < count; at += 1) {
    const here = at + 2
    const w = word[here]!
    const s = shape[here]!
    const x = known[here]!
    const k = kind[here]!
    const [w1, w2] = [word[here - 1]!, word[here + 1]!]
    const [s1, s2] = [shape[here - 1]!, shape[here + 1]!]
    const [x1, x2] = [known[here - 1]!, known[here + 1]!]
    const [k1, k2] = [kind[here - 1]!, kind[here + 1]!]
    const sk = pair(s, k)
    const name = pair(x & 15, k)
    const from = to
    found[to++] = row(1, 0)
    found[to++] = row(2, w)
    found[to++] = row(3, w1)
    found[to++] = row(4, w2)
    found[to++] = row(5, word[here - 2]!)
    found[to++] = row(6, word[here + 2]!)
    found[to++] = row(7, pair(w1, w))
    found[to++] = row(8, pair(w, w2))
    found[to++] = row(9, s)
    found[to++] = row(10, pair(s1, s))
    found[to++] = row(11, pair(s, s2))
    found[to++] = row(12, pair(pair(s1, s), s2))
    for (let size = 0; size < 3; size += 1) {
      found[to++] = row(13 + size, begins[size]![at]!)
      found[to++] = row(16 + size, ends[size]![at]!)
    }
    found[to++] = row(19, x)
    found[to++] = row(20, pair(x, k))
    found[to++] = row(21, pair(x1, x))
    found[to++] = row(22, pair(x, x2))
    found[to++] = row(23, pair(pair(x1, x), pair(x2, k)))
    found[to++] = row(24, pair(w1, x))
    found[to++] = row(25, pair(w2, x))
    found[to++] = row(26, pair(w1, sk))
    found[to++] = row(27, pair(w2, sk))
    found[to++] = row(28, pair(word[here - 2]!, w1))
    found[to++] = row(29, pair(w2, word[here + 2]!))
    found[to++] = row(30, pair(pair(k1, k), k2))
    found[to++] = row(31, pair(pair(x1 & 63, x & 63), pair(k1, k)))
    found[to++] = row(32, pair(seen[here]!, k))
    found[to++] = row(33, pair(seen[here]!, pair(x, k)))
    found[to++] = row(34, pair(known[here - 2]!, x))
    found[to++] = row(35, pair(x, known[here + 2]!))
    found[to++] = row(36, pair(w1, name))
    found[to++] = row(37, pair(word[here - 2]!, name))
    found[to++] = row(38, pair(at > 0 ? ends[1]![at - 1]! : 3, name))
    found[to++] = row(39, pair(pair(w1, w2), k))
    if (to - from !== featuresOfToken) throw new RangeError('The number of features is wrong.')
  }
  return found
}

const sentenceEnds = new Set(['\n', '.', '!', '?', '"', '“', ':'])

/** Runs of capitals, small letters, digits and signs; a run of more than two counts as two. */
function shapeOf(raw: string): number {
  let hash = 7
  let last = -1
  let run = 0
  for (let at = 0; at < raw.length; at += 1) {
    const code = raw.charCodeAt(at)
    const kind = kindOf(code)
    run = kind === last ? run + 1 : 0
    if (run > 1 || (run > 0 && kind < 3)) continue
    last = kind
    hash = Math.imul(hash, 31) + kind
  }
  return hash
}

function kindOf(code: number): number {
  if (code >= 97 && code <= 122) return 1
  if (code >= 65 && code <= 90) return 2
  if (code >= 48 && code <= 57) return 3
  if (code < 128) return 8 + code
  const letter = String.fromCharCode(code)
  if (letter !== letter.toLowerCase()) return 2
  return letter !== letter.toUpperCase() || /\p{L}/u.test(letter) ? 1 : 5
}

function isPlain(word: string): boolean {
  for (let at = 0; at < word.length; at += 1) if (word.charCodeAt(at) > 127) return false
  return true
}

function pair(one: number, other: number): number {
  return Math.imul(one, 0x2c1b3c6d) ^ (other + 0x9e37 + (one << 6))
}

function row(feature: number, value: number): number {
  let hash = Math.imul(value ^ Math.imul(feature, 0x9e3779b1), 0x85ebca6b)
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0xc2b2ae35)
  return (hash ^ (hash >>> 13)) & (rows - 1)
}

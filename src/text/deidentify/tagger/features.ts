import { cueOf } from './cues.ts'
import type { Tokens } from './tokens.ts'
import { beginsName, foldWord, hashName, hashWord, longestName, type WordList } from './word-list.ts'

/** Rows of the model: features are hashed into so many. */
export const rows = 1 << 18

/** Features of one token, always as many. */
export const featuresOfToken = 56

/**
 * What is looked at of every token: its word, its shape and its neighbours', its beginning and end, what the list of
 * words says, whether it lies in a listed name, what kind of cue stands beside it, whether it begins a sentence, where it lies
 * in its line, how all of the text is written, and how the same word is written and what stands beside it elsewhere in the text. After the features
 * that Lample et al. (2016, section 4) name as usual for such taggers, hashed as Weinberger et al. (2009) propose.
 * Row numbers, `featuresOfToken` a token.
 */
export function findFeatures(text: string, tokens: Tokens, list: WordList): Int32Array {
  const { count } = tokens
  // Two places before the first and two after the last stand for the edges.
  const side = () => new Int32Array(count + 4)
  const [word, shape, known, kind, cue] = [side(), side(), side(), side(), side()]
  const [seen, around, listed, line, label] = [side(), side(), side(), side(), side()]
  const begins = [new Int32Array(count), new Int32Array(count), new Int32Array(count)]
  const ends = [new Int32Array(count), new Int32Array(count), new Int32Array(count)]
  for (const [column, before, after] of [
    [word, 1, 2],
    [shape, 1, 2],
    [known, 257, 258],
    [kind, 9, 10],
    [cue, 30, 31],
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
    cue[here] = isDigits ? 29 : cueOf(hash)
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
  const writing = writingOf(count, word, kind)
  const beside = new Map<number, number>()
  for (let at = 0; at < count; at += 1) {
    const here = at + 2
    const hash = word[here]! >>> 0
    seen[here] = written.get(hash) ?? 0
    const sides = (besideBefore[cue[here - 1]!] ?? 0) | (besideAfter[cue[here + 1]!] ?? 0)
    const before = beside.get(hash)
    beside.set(hash, before === undefined ? sides : before | sides | 64)
    if ((known[here]! & beginsName) !== 0) markListed(text, tokens, list, at, listed)
  }
  for (let at = 0; at < count; at += 1) around[at + 2] = beside.get(word[at + 2]! >>> 0)!
  markLines(text, tokens, line)
  markLabels(text, tokens, word, label)

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
    const [c, c1, c2] = [cue[here]!, cue[here - 1]!, cue[here + 1]!]
    const sk = pair(s, k)
    const name = pair(x & 15, k)
    const full = pair(x, pair(k, writing))
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
    found[to++] = row(40, full)
    found[to++] = row(41, pair(w, pair(k, writing)))
    found[to++] = row(42, pair(c1, full))
    found[to++] = row(43, pair(c2, full))
    found[to++] = row(44, pair(pair(c1, c2), name))
    found[to++] = row(45, pair(pair(cue[here - 2]!, c1), name))
    found[to++] = row(46, pair(pair(c2, cue[here + 2]!), name))
    found[to++] = row(47, pair(pair(c1, c2), pair(x & 0x3f0, k)))
    found[to++] = row(48, pair(around[here]!, pair(name, writing)))
    found[to++] = row(49, pair(around[here]!, x))
    found[to++] = row(50, pair(line[here]!, pair(name, c)))
    found[to++] = row(51, pair(listed[here]!, pair(k, writing)))
    found[to++] = row(52, pair(listed[here]!, pair(x, k1)))
    found[to++] = row(53, pair(pair(c, c1), x1))
    found[to++] = row(54, pair(pair(c, c2), x2))
    found[to++] = row(55, pair(label[here]!, name))
    found[to++] = row(56, pair(label[here]!, pair(c, k)))
    if (to - from !== featuresOfToken) throw new RangeError('The number of features is wrong.')
  }
  return found
}

/** What a word beside another says of that other, wherever it stands again: bits for the memory of a text. */
const besideBefore: readonly number[] = [0, 1, 2, 1, 4, 8, 0, 16]
const besideAfter: readonly number[] = [0, 0, 0, 0, 0, 0, 32]

/** How a text is written: 0 with capitals as usual, 1 without most of them, 2 mostly in capitals. */
function writingOf(count: number, word: Int32Array, kind: Int32Array): number {
  let [begins, beginsUpper, me, allUpper] = [0, 0, 0, 0]
  for (let at = 2; at < count + 2; at += 1) {
    const k = kind[at]!
    begins += (k >> 2) & 1
    if ((k & 5) === 5) beginsUpper += 1
    allUpper += (k >> 1) & 1
    // A small i for oneself is as good a sign as a sentence that begins small.
    if (word[at] === smallI && (k & 1) === 0) me += 1
  }
  if (allUpper > 3 && allUpper * 2 > count) return 2
  return (begins - beginsUpper + me) * 2 > begins ? 1 : 0
}

const smallI = hashWord('i') | 0

/** Marks the words of the longest listed name that begins here, with what it is. */
function markListed(text: string, tokens: Tokens, list: WordList, at: number, listed: Int32Array): void {
  const words: string[] = []
  let [length, flags] = [0, 0]
  for (let next = at; next < tokens.count && words.length < longestName; next += 1) {
    words.push(foldWord(text.slice(tokens.starts[next], tokens.ends[next])))
    const known = words.length > 1 ? list.look(hashName(words)) : 0
    if (known !== 0) [length, flags] = [words.length, known]
  }
  for (let next = 0; next < length; next += 1) {
    listed[at + 2 + next] ||= 1 + (flags >> 4) * 4 + (next === 0 ? 0 : next === length - 1 ? 1 : 2)
  }
}

/** How long a token's line is, and whether it stands at its beginning or end. */
function markLines(text: string, tokens: Tokens, line: Int32Array): void {
  let from = 0
  for (let at = 0; at <= tokens.count; at += 1) {
    if (at < tokens.count && text[tokens.starts[at]!] !== '\n') continue
    const size = at - from
    const long = size < 4 ? size : size < 7 ? 4 : size < 16 ? 5 : 6
    for (let place = from; place < at; place += 1) {
      const ahead = Math.min(place - from, 2)
      const behind = Math.min(at - 1 - place, 3)
      line[place + 2] = 1 + long * 16 + ahead * 4 + behind
    }
    from = at + 1
  }
}

/** Whether a token stands before a colon at the beginning of its line, and how often lines of the text begin so. */
function markLabels(text: string, tokens: Tokens, word: Int32Array, label: Int32Array): void {
  const heads: [number, number][] = []
  const times = new Map<number, number>()
  let from = 0
  for (let at = 0; at < tokens.count; at += 1) {
    const sign = text[tokens.starts[at]!]
    if (sign === '\n') from = at + 1
    if (sign !== ':' || at === from || at - from > 3) continue
    heads.push([from, at])
    times.set(word[from + 2]!, (times.get(word[from + 2]!) ?? 0) + 1)
    from = -9
  }
  for (const [first, colon] of heads) {
    const kind = (heads.length > 1 ? 2 : 1) + (times.get(word[first + 2]!)! > 1 ? 2 : 0)
    for (let at = first; at < colon; at += 1) label[at + 2] = kind
  }
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

import type { Tokens } from './tokens.ts'
import { beginsName, flagShifts, hashName, hashWord, longestName } from './word-list.ts'
import {
  edgeAfter,
  edgeBefore,
  hasCase,
  numberOf,
  sight,
  upperAll,
  upperFirst,
  type WordMemory,
} from './word-memory.ts'

const rowBits = 18

/** Rows of the model: features are hashed into so many. */
export const rows = 1 << rowBits

/** Features of one token, always as many: its own, those of the words beside it, and those of all of these together. */
export const featuresOfToken = 36
export const ownFeatures = 13
export const besideFeatures = 4
export const aroundFeatures = featuresOfToken - ownFeatures - besideFeatures

/**
 * What is looked at of every token. Its own features depend on the word, on whether it begins a sentence and on how all of the
 * text is written, and are the same wherever all three are: `own` numbers them, `rowsOfOwn` gives their rows. `words` are the numbers
 * of the words, two edges before the first and two after the last: `rowOfBeside` gives the row of what a word
 * means to those beside it. `around` are the rows of all others.
 */
export type Features = { own: Int32Array; words: Int32Array; around: Int32Array }

/**
 * What is looked at: a token's word, its shape and its neighbours', its beginning and end, what the list of
 * words says, whether it lies in a listed name, what kind of cue stands beside it, whether it begins a sentence, where it lies
 * in its line, how all of the text is written, and how the same word is written and what stands beside it elsewhere in the text. After the features
 * that Lample et al. (2016, section 4) name as usual for such taggers, hashed as Weinberger et al. (2009) propose.
 * What it gives holds until it is called again or the memory forgets the text.
 */
export function findFeatures(text: string, tokens: Tokens, memory: WordMemory): Features {
  const { count } = tokens
  if (count > room.tokens) room = makeRoom(count * 2)
  numberWords(text, tokens, memory)
  const writing = fillColumns(text, tokens, memory.sights)
  markAgain(count, memory)
  markLines(text, tokens, room.line)
  markLabels(text, tokens, room.word, room.label)
  const { numbers, kind, own, found } = room
  for (let at = 0; at < count; at += 1) {
    own[at] = numbers[at + 2]! * slotsOfWord + (kind[at + 2]! >> 2) * 4 + writing
  }
  fillAround(count, writing)
  return { own, words: numbers, around: found }
}

function numberWords(text: string, { starts, ends, count }: Tokens, memory: WordMemory): void {
  const { numbers } = room
  markEdges(numbers, count, edgeBefore, edgeAfter)
  for (let at = 0; at < count; at += 1) {
    numbers[at + 2] = numberOf(memory, text.slice(starts[at], ends[at]))
  }
  if (memory.folded.length <= room.written.length) return
  room.written = new Uint8Array(memory.folded.length * 2)
  room.beside = new Uint8Array(memory.folded.length * 2)
}

/** What there is to see of each word by itself, and how it is written in this text; gives how all of the text is (`writingOf`). */
function fillColumns(text: string, { starts, count }: Tokens, sights: Int32Array): number {
  const { numbers, word, shape, known, kind, cue, listed, line, label, written } = room
  markEdges(shape, count, 1, 2)
  markEdges(known, count, 257, 258)
  markEdges(kind, count, 9, 10)
  markEdges(cue, count, 30, 31)
  for (const column of [listed, line, label]) column.fill(0, 0, count + 4)
  let previous = newLine
  let [small, ordinary] = [0, 0]
  for (let at = 0; at < count; at += 1) {
    const here = at + 2
    const from = numbers[here]! * sight.size
    word[here] = sights[from + sight.word]!
    shape[here] = sights[from + sight.shape]!
    known[here] = sights[from + sight.known]!
    cue[here] = sights[from + sight.cue]!
    const first = sights[from + sight.kind]!
    const isBegin = isSentenceEnd(previous)
    kind[here] = (first & (upperFirst | upperAll)) | (isBegin ? 4 : 0)
    if ((first & hasCase) !== 0) {
      written[sights[from + sight.lower]!]! |= (first & upperFirst) === 0 ? 4 : isBegin ? 1 : 2
    }
    if ((first & (upperFirst | hasCase)) === hasCase) {
      small += 1
      if (((known[here]! >> flagShifts.ordinary) & 3) !== 0) ordinary += 1
    }
    previous = text.charCodeAt(starts[at]!)
  }
  return isForeign(small, ordinary) ? 3 : writingOf(count, word, kind)
}

/** How the same word is written elsewhere in the text, what stands beside it there, and whether it lies in a listed name. */
function markAgain(count: number, memory: WordMemory): void {
  const { numbers, known, cue, seen, around, listed, written, beside } = room
  const { sights } = memory
  for (let at = 0; at < count; at += 1) {
    const here = at + 2
    const lower = sights[numbers[here]! * sight.size + sight.lower]!
    seen[here] = written[lower]!
    const sides = (besideBefore[cue[here - 1]!] ?? 0) | (besideAfter[cue[here + 1]!] ?? 0)
    beside[lower]! |= (beside[lower]! === 0 ? isMet : isMetAgain) | sides
    if ((known[here]! & beginsName) !== 0) markListed(memory, numbers, count, at, listed)
  }
  for (let here = 2; here < count + 2; here += 1) {
    around[here] = beside[sights[numbers[here]! * sight.size + sight.lower]!]! & ~isMet
  }
  for (let here = 2; here < count + 2; here += 1) {
    const lower = sights[numbers[here]! * sight.size + sight.lower]!
    written[lower] = beside[lower] = 0
  }
}

/** A feature keeps its number when others go: it is a part of the hash. */
function fillAround(count: number, writing: number): void {
  const { shape, known, kind, cue, seen, around, listed, line, label, found } = room
  let to = 0
  for (let at = 0; at < count; at += 1) {
    const here = at + 2
    const s = shape[here]!
    const x = known[here]!
    const k = kind[here]!
    const c = cue[here]!
    const s1 = shape[here - 1]!
    const s2 = shape[here + 1]!
    const x1 = known[here - 1]!
    const x2 = known[here + 1]!
    const k1 = kind[here - 1]!
    const k2 = kind[here + 1]!
    const c1 = cue[here - 1]!
    const c2 = cue[here + 1]!
    const name = pair(x & 15, k)
    const full = pair(x, pair(k, writing))
    const from = to
    found[to++] = row(10, pair(s1, s))
    found[to++] = row(11, pair(s, s2))
    found[to++] = row(21, pair(x1, x))
    found[to++] = row(30, pair(pair(k1, k), k2))
    found[to++] = row(31, pair(pair(x1 & 63, x & 63), pair(k1, k)))
    found[to++] = row(33, pair(seen[here]!, pair(x, k)))
    found[to++] = row(42, pair(c1, full))
    found[to++] = row(43, pair(c2, full))
    found[to++] = row(44, pair(pair(c1, c2), name))
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
    if (to - from !== aroundFeatures) throw new RangeError('The number of features is wrong.')
  }
}

const waysOfWord = 8

/**
 * What can be kept of a word: one slot for each way it can stand, at the beginning of a sentence or not in a text of each of four
 * ways of writing, then one for each place where it can be the neighbour of another.
 */
export const slotsOfWord = waysOfWord + besideFeatures

/** The rows of a token's own features into `into`; `own` is what `findFeatures` numbered them. */
export function rowsOfOwn({ sights }: WordMemory, own: number, into: Int32Array, to = 0): void {
  const from = Math.floor(own / slotsOfWord) * sight.size
  const way = own % slotsOfWord
  const writing = way % 4
  const w = sights[from + sight.word]!
  const x = sights[from + sight.known]!
  const k = (sights[from + sight.kind]! & (upperFirst | upperAll)) | (way > 3 ? 4 : 0)
  into[to] = row(1, 0)
  into[to + 1] = row(2, w)
  into[to + 2] = row(9, sights[from + sight.shape]!)
  for (let size = 0; size < 3; size += 1) {
    into[to + 3 + size] = row(13 + size, sights[from + sight.begins + size]!)
    into[to + 6 + size] = row(16 + size, sights[from + sight.ends + size]!)
  }
  into[to + 9] = row(19, x)
  into[to + 10] = row(20, pair(x, k))
  into[to + 11] = row(40, pair(x, pair(k, writing)))
  into[to + 12] = row(41, pair(w, pair(k, writing)))
}

/** From a token to its neighbours: the words before and after it, then those one further. */
const steps = [-1, 1, -2, 2] as const

/** The slot of a token's neighbour on a side. */
export function besideSlot(words: Int32Array, at: number, side: number): number {
  return words[at + 2 + steps[side]!]! * slotsOfWord + waysOfWord + side
}

/** The row of what a word means to its neighbour; `slot` is one of `besideSlot`. */
export function rowOfBeside({ sights }: WordMemory, slot: number): number {
  const side = (slot % slotsOfWord) - waysOfWord
  return row(3 + side, sights[Math.floor(slot / slotsOfWord) * sight.size + sight.word]!)
}

/** The rows of all features, `featuresOfToken` a token. */
export function allFeatures({ own, words, around }: Features, count: number, memory: WordMemory): Int32Array {
  const all = new Int32Array(count * featuresOfToken)
  for (let at = 0; at < count; at += 1) {
    rowsOfOwn(memory, own[at]!, all, at * featuresOfToken)
    for (let side = 0; side < besideFeatures; side += 1) {
      all[at * featuresOfToken + ownFeatures + side] = rowOfBeside(memory, besideSlot(words, at, side))
    }
    const rest = around.subarray(at * aroundFeatures, (at + 1) * aroundFeatures)
    all.set(rest, at * featuresOfToken + ownFeatures + besideFeatures)
  }
  return all
}

/** Most texts are short, and making columns for each would cost more than filling them. Two places before and after stand for the edges. */
function makeRoom(tokens: number) {
  const column = () => new Int32Array(tokens + 4)
  return {
    tokens,
    numbers: column(),
    word: column(),
    shape: column(),
    known: column(),
    kind: column(),
    cue: column(),
    seen: column(),
    around: column(),
    listed: column(),
    line: column(),
    label: column(),
    own: column(),
    found: new Int32Array(tokens * aroundFeatures),
    /** By a word's number: how it is written in this text, and what stands beside it. Nothing between two texts. */
    written: new Uint8Array(0),
    beside: new Uint8Array(0),
  }
}

let room = makeRoom(1 << 10)

function markEdges(column: Int32Array, count: number, before: number, after: number): void {
  column[0] = column[1] = before
  column[count + 2] = column[count + 3] = after
}

/** Bits of what is remembered of a word in a text: that it came, and that it came before. */
const isMet = 128
const isMetAgain = 64

/** What a word beside another says of that other, wherever it stands again: bits for the memory of a text. */
const besideBefore: readonly number[] = [0, 1, 2, 1, 4, 8, 0, 16]
const besideAfter: readonly number[] = [0, 0, 0, 0, 0, 0, 32]

/** Whether most words of a text that begin small are none of the list's words of every day. */
function isForeign(small: number, ordinary: number): boolean {
  return small > 3 && ordinary < small * 0.6
}

/** How a text is written: 0 with capitals as usual, 1 without most of them, 2 mostly in capitals; a text in another language is 3. */
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
function markListed(
  memory: WordMemory,
  numbers: Int32Array,
  count: number,
  at: number,
  listed: Int32Array,
): void {
  const words: string[] = []
  let [length, flags] = [0, 0]
  for (let next = at; next < count && words.length < longestName; next += 1) {
    words.push(memory.folded[numbers[next + 2]!]!)
    const known = words.length > 1 ? memory.list.look(hashName(words)) : 0
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

const newLine = 10

function isSentenceEnd(code: number): boolean {
  return (
    code === newLine ||
    code === 46 ||
    code === 33 ||
    code === 63 ||
    code === 34 ||
    code === 0x201c ||
    code === 58
  )
}

function pair(one: number, other: number): number {
  return Math.imul(one, 0x2c1b3c6d) ^ (other + 0x9e37 + (one << 6))
}

/** The upper bits of a product are the well mixed ones (Knuth, volume 3, section 6.4). */
function row(feature: number, value: number): number {
  return Math.imul(value ^ Math.imul(feature, 0x9e3779b1), 0x85ebca6b) >>> (32 - rowBits)
}

/**
 * A list of words with what each may be, in little room: 32 bits of a hash a word, in order, as differences, and two bytes
 * of what it may be. A word that is not in it is taken for one that is about once in ten thousand.
 */
export type WordList = {
  /** What a word, or a name of several words, may be: `flagShifts`, and `beginsName`. */
  look: (hash: number) => number
  size: number
}

/** Where the two bits of each kind begin: 0 is not at all, 3 very often. */
export const flagShifts = { given: 0, family: 2, place: 4, ordinary: 6, organisation: 8 } as const

/** The bit of words that begin a listed name of several words (`hashName`). */
export const beginsName = 1 << 10

/** Words of the longest name in the list. */
export const longestName = 5

/** FNV-1a over UTF-16 code units, stirred. `from` and `to` cut the word. */
export function hashWord(word: string, from = 0, to = word.length): number {
  return stir(mix(0x811c9dc5, word, from, to))
}

/** The hash of a name of several words, each of them folded. */
export function hashName(words: readonly string[]): number {
  let hash = 0x811c9dc5
  for (const [at, word] of words.entries()) {
    if (at > 0) hash = mix(hash, ' ', 0, 1)
    hash = mix(hash, word, 0, word.length)
  }
  return stir(hash)
}

function mix(hash: number, word: string, from: number, to: number): number {
  let mixed = hash
  for (let at = from; at < to; at += 1) mixed = Math.imul(mixed ^ word.charCodeAt(at), 0x01000193)
  return mixed
}

function stir(hash: number): number {
  return (hash ^ (hash >>> 15)) >>> 0
}

/** Lower case, without accents, with a plain apostrophe: as words stand in the list. */
export function foldWord(word: string): string {
  const lower = word.toLowerCase()
  if (isPlain(lower)) return lower
  return lower.normalize('NFD').replace(/\p{M}/gu, '').replace(/’/g, "'")
}

function isPlain(word: string): boolean {
  for (let at = 0; at < word.length; at += 1) if (word.charCodeAt(at) > 127) return false
  return true
}

/** Packs words, and names of several words with spaces between, and what they may be. The same words give the same bytes. */
export function packWords(words: ReadonlyMap<string, number>): Uint8Array {
  const flags = new Map<number, number>()
  for (const [word, flag] of words) {
    const hash = hashWord(word)
    flags.set(hash, (flags.get(hash) ?? 0) | flag)
  }
  const sorted = [...flags.keys()].sort((a, b) => a - b)
  const bytes: number[] = []
  let last = 0
  for (const hash of sorted) {
    let step = hash - last
    for (; step > 127; step = Math.floor(step / 128)) bytes.push((step % 128) | 128)
    bytes.push(step)
    last = hash
  }
  const head = new Uint8Array(4)
  new DataView(head.buffer).setUint32(0, sorted.length, true)
  // Few words need the second byte: all first ones, then all second ones, is half the size when it travels.
  return Uint8Array.from([
    ...head,
    ...sorted.map((hash) => flags.get(hash)! & 255),
    ...sorted.map((hash) => flags.get(hash)! >> 8),
    ...bytes,
  ])
}

/** Opens what `packWords` made. Throws a RangeError for anything else. */
export function openWordList(bytes: Uint8Array): WordList {
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
  const bits = Math.ceil(Math.log2(Math.max(2, size))) + 1
  const mask = (1 << bits) - 1
  const keys = new Uint32Array(1 << bits)
  const flags = new Uint16Array(1 << bits)
  let at = 4 + 2 * size
  let hash = 0
  for (let index = 0; index < size; index += 1) {
    let step = 0
    let scale = 1
    for (;;) {
      const byte = bytes[at++]
      if (byte === undefined) throw new RangeError('This list of words is cut short.')
      step += (byte & 127) * scale
      if (byte < 128) break
      scale *= 128
    }
    hash += step
    let place = Math.imul(hash, 0x9e3779b1) & mask
    while (flags[place] !== 0) place = (place + 1) & mask
    keys[place] = hash
    flags[place] = bytes[4 + index]! | (bytes[4 + size + index]! << 8)
  }
  const look = (wanted: number): number => {
    let place = Math.imul(wanted, 0x9e3779b1) & mask
    for (; flags[place] !== 0; place = (place + 1) & mask) if (keys[place] === wanted) return flags[place]!
    return 0
  }
  return { look, size }
}

/**
 * A list of words with what each may be, in little room: 32 bits of a hash a word, in order, as differences, and one byte
 * of what it may be. A word that is not in it is taken for one that is about once in ten thousand.
 */
export type WordList = {
  /** What a word may be: two bits each (0 not at all, 3 very often) for given name, family name, place and ordinary word. */
  look: (hash: number) => number
  size: number
}

/** FNV-1a over UTF-16 code units, stirred. `from` and `to` cut the word. */
export function hashWord(word: string, from = 0, to = word.length): number {
  let hash = 0x811c9dc5
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
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

/** Packs words and what they may be. The same words give the same bytes. */
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
  return Uint8Array.from([...head, ...sorted.map((hash) => flags.get(hash)!), ...bytes])
}

/** Opens what `packWords` made. Throws a RangeError for anything else. */
export function openWordList(bytes: Uint8Array): WordList {
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
  const bits = Math.ceil(Math.log2(Math.max(2, size))) + 1
  const mask = (1 << bits) - 1
  const keys = new Uint32Array(1 << bits)
  const flags = new Uint8Array(1 << bits)
  let at = 4 + size
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
    flags[place] = bytes[4 + index]!
  }
  const look = (wanted: number): number => {
    let place = Math.imul(wanted, 0x9e3779b1) & mask
    for (; flags[place] !== 0; place = (place + 1) & mask) if (keys[place] === wanted) return flags[place]!
    return 0
  }
  return { look, size }
}

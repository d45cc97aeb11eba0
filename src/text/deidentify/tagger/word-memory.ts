import { cueOf } from './cues.ts'
import { flagShifts, foldWord, hashWord, type WordList } from './word-list.ts'

/**
 * What there is to see of a word by itself, worked out once a word: most words of a text have been read before, in it or in
 * another. Words are numbered as they come. From one text to the next only words that anybody may know are kept, those of the
 * list, single signs and numbers of two digits: a longer number, a handle or a rare name is forgotten with its text (`forgetText`), numbers from `kept` on.
 */
export type WordMemory = {
  list: WordList
  numbers: Map<string, number>
  /** The words of one text that are not kept. */
  ofText: Map<string, number>
  /** How many are kept. */
  count: number
  /** Folded, to look for names of several words. */
  folded: string[]
  /** `sight.size` whole numbers a word. */
  sights: Int32Array
}

/** Where in a word's sight what stands. `lower` is the number of the same word in small letters. */
export const sight = {
  word: 0,
  shape: 1,
  known: 2,
  cue: 3,
  kind: 4,
  lower: 5,
  begins: 6,
  ends: 9,
  size: 12,
} as const

/** Bits of `kind`: how a word begins, and whether it is written in capitals. */
export const upperFirst = 1
export const upperAll = 2
/** Letters that could be capitals, or are. */
export const hasCase = 8

/** Numbers of what stands for the edges of a text: before its first word and after its last. */
export const edgeBefore = 0
export const edgeAfter = 1

export function makeWordMemory(list: WordList): WordMemory {
  const sights = new Int32Array(2 * kept * sight.size)
  sights[edgeBefore * sight.size + sight.word] = 1
  sights[edgeAfter * sight.size + sight.word] = 2
  const folded = Array.from<string>({ length: kept }).fill('')
  return { list, numbers: new Map(), ofText: new Map(), count: 2, folded, sights }
}

/** So many words at most are kept from one text to the next. */
export const kept = 1 << 14

/** To be called when a text has been read. */
export function forgetText(memory: WordMemory): void {
  memory.ofText.clear()
  memory.folded.length = kept
}

/** The number of a word, as it is written. */
export function numberOf(memory: WordMemory, raw: string): number {
  return memory.numbers.get(raw) ?? memory.ofText.get(raw) ?? see(memory, raw)
}

/** A piece of thirteen signs or more would hold on to the whole text it was cut from. */
function mayBeKept({ count }: WordMemory, raw: string, known: number): boolean {
  return count < kept && raw.length < 13 && (known !== 0 || raw.length === 1 || tellsNothing.test(raw))
}

/** An hour or a day, what stands for numbers of a length, and what is hung on other words: "'ve". */
const tellsNothing = /^(?:\d{1,2}|0+|['’]\p{L}{1,2})$/u

function see(memory: WordMemory, raw: string): number {
  const first = raw[0]!
  const isDigits = first >= '0' && first <= '9'
  // Of a number only its length tells anything of what it is.
  const lower = isDigits ? '000000'.slice(0, Math.min(raw.length, 6)) : raw.toLowerCase()
  const inSmall = lower === raw ? -1 : numberOf(memory, lower)
  const folded = foldWord(lower)
  const hash = hashWord(lower)
  const known = memory.list.look(folded === lower ? hash : hashWord(folded))
  const isKept = mayBeKept(memory, raw, known)
  const number = isKept ? memory.count++ : memory.folded.length
  ;(isKept ? memory.numbers : memory.ofText).set(raw, number)
  memory.folded[number] = isDigits ? raw : folded
  if ((number + 1) * sight.size > memory.sights.length) {
    const larger = new Int32Array(memory.sights.length * 2)
    larger.set(memory.sights)
    memory.sights = larger
  }
  const isUpper = first !== first.toLowerCase()
  const isAllUpper = isUpper && raw.length > 1 && raw === raw.toUpperCase()
  const isCased = isUpper || first !== first.toUpperCase()
  const { sights } = memory
  const at = number * sight.size
  sights[at + sight.word] = hash
  sights[at + sight.shape] = shapeOf(raw)
  sights[at + sight.known] = known | (known === 0 && !isDigits ? joinedName(memory.list, raw, folded) : 0)
  sights[at + sight.cue] = isDigits ? digitsCue : cueOf(hash)
  sights[at + sight.kind] = (isUpper ? upperFirst : 0) | (isAllUpper ? upperAll : 0) | (isCased ? hasCase : 0)
  sights[at + sight.lower] = inSmall < 0 ? number : inSmall
  for (let size = 2; size < 5; size += 1) {
    const isLong = lower.length > size
    sights[at + sight.begins + size - 2] = isLong ? hashWord(lower, 0, size) : 0
    sights[at + sight.ends + size - 2] = isLong ? hashWord(lower, lower.length - size) : 0
  }
  return number
}

/** Bits of `known` for what no list has: "SamOkafor", and "samokafor", of which neither part is left to chance. */
const joinedWithCapitals = 1 << 11
const joinedInSmall = 1 << 12

/** Whether a word is a given and a family name written as one, as names of accounts and tags are. */
function joinedName(list: WordList, raw: string, folded: string): number {
  if (folded.length < 6 || folded.length > 30) return 0
  const parts = raw.split(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u)
  const [given = '', family = ''] = [parts[0], parts.at(-1)]
  if (parts.length > 1 && parts.length < 4) {
    const isName = often(list, given, flagShifts.given) > 1 && often(list, family, flagShifts.family) > 0
    return isName ? joinedWithCapitals : 0
  }
  for (let at = 3; at <= folded.length - 4; at += 1) {
    const first = often(list, folded.slice(0, at), flagShifts.given)
    if (first > 1 && often(list, folded.slice(at), flagShifts.family) > 1) return joinedInSmall
  }
  return 0
}

/** 0 for a word that is never this, 3 for one that very often is. */
function often(list: WordList, word: string, shift: number): number {
  return (list.look(hashWord(foldWord(word))) >> shift) & 3
}

/** Digits are a kind of cue of their own, after those of words. */
const digitsCue = 29

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

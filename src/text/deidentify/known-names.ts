import { foldWord, textBefore } from './folding.ts'
import { readLabel } from './labels.ts'
import { calendarWords, functionWords, ordinaryWords } from './ordinary-words.ts'
import type { Proposal, ReasonCode } from './proposal.ts'

/** Labels made ready for looking up; build once and use for any number of passages. */
export type PreparedNames = {
  /** Ways to write a name, by their first folded word, longest first. */
  writings: ReadonlyMap<string, readonly Writing[]>
  /** Names of six letters or more with one letter left out, and the name. */
  nearly: ReadonlyMap<string, readonly string[]>
  /** Names in scripts that part no words. */
  unparted: readonly string[]
  phones: ReadonlySet<string>
  emails: ReadonlySet<string>
}

type Writing = {
  words: readonly string[]
  entity: string
  kind: 'whole' | 'part' | 'initials'
  initials: string
}

/** Reads labels as they came (see `readLabel`). Unreadable ones and those of devices are passed over. */
export function prepareKnownNames(labels: readonly string[]): PreparedNames {
  const phones = new Set<string>()
  const emails = new Set<string>()
  const names = new Set<string>()
  for (const label of labels) {
    const parts = readLabel(label)
    parts.phones.filter((phone) => phone.length >= 7).forEach((phone) => phones.add(phone))
    parts.emails.forEach((email) => emails.add(email))
    parts.names.forEach((name) => names.add(name))
  }
  const writings = new Map<string, Writing[]>()
  const nearly = new Map<string, string[]>()
  const unparted: string[] = []
  for (const name of names) {
    if (unpartedScript.test(name)) unparted.push(...name.split(/[\s・·]+/u).filter((part) => part.length > 1))
    else addWritings(writings, nearly, name)
  }
  for (const list of writings.values()) list.sort((a, b) => b.words.length - a.words.length)
  return { writings, nearly, unparted: [...new Set(unparted)], phones, emails }
}

/** Every known name in a text, in any case, possessive, whole or in part. `text` is folded. */
export function findKnownNames(text: string, names: PreparedNames): Proposal[] {
  const found: Proposal[] = []
  for (const name of names.unparted) {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
      found.push(person(at, at + name.length, 'known-name', 0.9, name))
    }
  }
  if (names.writings.size === 0) return found
  const words = listWords(text)
  for (let at = 0; at < words.length; at++) {
    const hit = matchAt(text, words, at, names)
    if (!hit) continue
    found.push(hit.proposal)
    at += hit.count - 1
  }
  return found
}

const unpartedScript =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

function splitWords(name: string): string[] {
  return (name.match(/[\p{L}\p{M}]+/gu) ?? []).map(foldWord).filter((word) => word !== '')
}

function addWritings(writings: Map<string, Writing[]>, nearly: Map<string, string[]>, name: string): void {
  const parted = name.replace(/(?<=\p{Ll})(?=\p{Lu}\p{Ll})/gu, ' ')
  const pieces = parted
    .split(/[\s_,.]+/u)
    .map(splitWords)
    .filter((piece) => piece.length > 0)
  const whole = pieces.flat()
  const entity = whole.join(' ')
  const initials = pieces.map((piece) => piece[0]?.[0] ?? '').join('')
  const add = (words: readonly string[], kind: Writing['kind']) => {
    const [first] = words
    if (first === undefined || words.join('').length < 2) return
    const list = writings.get(first) ?? []
    if (!list.some((known) => known.words.join(' ') === words.join(' ')))
      list.push({ words, entity, kind, initials })
    writings.set(first, list)
  }
  if (/^(?:\p{Lu}\.?\s?){2,4}$/u.test(name.trim())) {
    add([whole.join('')], 'initials')
    if (whole.length > 1) add(whole, 'initials')
    return
  }
  if (whole.length > 1) {
    add(whole, 'whole')
    add([whole.join('')], 'whole')
    if (pieces.length > 1) add([...pieces.slice(-1).flat(), ...pieces.slice(0, -1).flat()], 'whole')
  }
  const hasOne = pieces.length === 1
  for (const piece of pieces) {
    if (piece.length > 1) add(piece, hasOne ? 'whole' : 'part')
  }
  // "O’Brien-Smith" is also two names, "O’Brien" and "Smith"; of "O’Brien", "Brien" still tells.
  for (const part of parted.split(/[\s_,.\p{Pd}]+/u).map(splitWords)) {
    if (part.length > 1) {
      add(part, 'part')
      add([part.join('')], 'part')
    }
    for (const word of part) {
      if (functionWords.has(word) || (part.length > 1 && word.length < 3)) continue
      add([word], hasOne && whole.length === 1 ? 'whole' : 'part')
      if (word.length >= 6) addNearly(nearly, word)
    }
  }
}

function addNearly(nearly: Map<string, string[]>, word: string): void {
  for (const short of [word, ...listShortened(word)]) {
    const list = nearly.get(short) ?? []
    if (!list.includes(word)) list.push(word)
    nearly.set(short, list)
  }
}

/** The word with each letter but the first left out once. */
function listShortened(word: string): string[] {
  return Array.from({ length: word.length - 1 }, (_, at) => word.slice(0, at + 1) + word.slice(at + 2))
}

type Word = { start: number; end: number; folded: string }

const wordPattern = /[\p{L}\p{M}]+/gu
const plainPattern = /[A-Za-z]+/g

function listWords(text: string): Word[] {
  const isPlain = /^[\0-\x7f]*$/.test(text)
  const words: Word[] = []
  const pattern = isPlain ? plainPattern : wordPattern
  for (const match of text.matchAll(pattern)) {
    const word = match[0]
    words.push({
      start: match.index,
      end: match.index + word.length,
      folded: isPlain ? word.toLowerCase() : foldWord(word),
    })
  }
  return words
}

type Hit = { proposal: Proposal; count: number }

function matchAt(text: string, words: readonly Word[], at: number, names: PreparedNames): Hit | null {
  const word = words[at]
  if (!word) return null
  const { folded } = word
  for (const writing of names.writings.get(folded) ?? []) {
    if (!continues(text, words, at, writing.words)) continue
    const hit = describe(text, words, at, writing)
    if (hit) return hit
  }
  return matchInflected(text, word, names) ?? matchNearly(text, word, names)
}

function continues(text: string, words: readonly Word[], at: number, wanted: readonly string[]): boolean {
  for (let step = 1; step < wanted.length; step++) {
    const before = words[at + step - 1]
    const word = words[at + step]
    if (!before || !word || word.folded !== wanted[step] || word.start - before.end > 3) return false
    if (!/^[\s'.,_-]*$/.test(text.slice(before.end, word.start))) return false
  }
  return true
}

function describe(text: string, words: readonly Word[], at: number, writing: Writing): Hit | null {
  const count = writing.words.length
  const start = words[at]?.start ?? 0
  const end = words[at + count - 1]?.end ?? start
  const written = text.slice(start, end)
  const isCapital = /^\p{Lu}/u.test(written)
  if (writing.kind === 'initials') {
    if (!/^(?:\p{Lu}[.\s]{0,2}){2,}$/u.test(written)) return null
    return { proposal: person(start, end, 'known-initials', 0.7, writing.entity), count }
  }
  const isOrdinary = writing.words.every((word) => ordinaryWords.has(word) || functionWords.has(word))
  if (!isOrdinary) {
    const confidence = (isCapital ? 0.97 : 0.9) - (writing.kind === 'part' ? 0.04 : 0)
    const reason = writing.kind === 'part' ? 'known-name-part' : 'known-name'
    const grown = growToInitials(text, start, end, writing)
    return { proposal: person(grown.start, grown.end, reason, confidence, writing.entity), count }
  }
  const confidence = weighOrdinary(text, start, end, isCapital, count, writing.words[0] ?? '')
  if (confidence === 0) return null
  const reason = count > 1 ? 'known-name' : 'known-name-or-word'
  return { proposal: person(start, end, reason, confidence, writing.entity), count }
}

const didSomething =
  /^(?:'s\b|,? (?:said|says|told|asked|rang|texted|called|came|went|helped|gave|knew|knows|thinks|thought|wanted|wants|took|got|left|stayed|met|was|is|has|had|and I|and me)\b)/
const saidSomething = /^ (?:said|says|told|asked|rang|texted)\b/

/** How sure an ordinary word is a name where it stands; 0 for surely not. */
function weighOrdinary(
  text: string,
  start: number,
  end: number,
  isCapital: boolean,
  count: number,
  word: string,
): number {
  const after = text.slice(end, end + 12)
  if (!isCapital) {
    if (count > 1) return 0
    return saidSomething.test(after) &&
      /(?:^|[.,;!?\n]|\b(?:and|but|then|when|because|cos)) ?$/.test(textBefore(text, start, 12))
      ? 0.4
      : 0
  }
  const isAction = didSomething.test(after)
  if (count > 1) return 0.9
  if (isSentenceStart(text, start)) return isAction ? 0.6 : 0.35
  const before = textBefore(text, start, 16).toLowerCase()
  const isDate =
    calendarWords.has(word) &&
    (/\b(?:in|of|since|until|till|by|last|next|this|every|early|late|mid|from|\d(?:st|nd|rd|th)?)[ -]$/.test(
      before,
    ) ||
      /^ \d/.test(after))
  if (isDate) return 0.3
  return isAction ? 0.9 : 0.75
}

function isSentenceStart(text: string, start: number): boolean {
  const before = textBefore(text, start, 8)
  return before.trim() === ''
    ? start <= 8 || /\n/.test(before)
    : /(?:[.!?…:]["')\]]?\s+|\n\s*)["'([-]?\s*$/.test(before)
}

/** "J. Bello" and "Sam O." are wider than the part that was found. */
function growToInitials(
  text: string,
  start: number,
  end: number,
  { kind, initials }: Writing,
): { start: number; end: number } {
  if (kind !== 'part' || initials.length < 2) return { start, end }
  const before = /(?<![\p{L}\p{M}'])(\p{Lu})\.?[ \t]$/u.exec(textBefore(text, start, 4))
  if (before && before[1]?.toLowerCase() === initials[0]) return { start: start - before[0].length, end }
  const after = /^[ \t](\p{Lu})(?:\.|(?![\p{L}\p{M}'.]))/u.exec(text.slice(end, end + 5))
  if (after && after[1]?.toLowerCase() === initials.at(-1) && after[1] !== 'I')
    return { start, end: end + after[0].length }
  return { start, end }
}

/** "Sams" for "Sam’s", and Arabic words with "and", "to", "with", "for" or "the" written onto them. */
function matchInflected(text: string, word: Word, names: PreparedNames): Hit | null {
  const { folded, start, end } = word
  if (folded.length >= 4 && folded.endsWith('s')) {
    const name = findSingle(names, folded.slice(0, -1))
    const isOrdinary = name && (ordinaryWords.has(folded.slice(0, -1)) || ordinaryWords.has(folded))
    if (name && (!isOrdinary || (/^\p{Lu}/u.test(text.slice(start)) && !isSentenceStart(text, start)))) {
      return {
        proposal: person(start, end, 'known-name-part', isOrdinary ? 0.5 : 0.75, name.entity),
        count: 1,
      }
    }
  }
  const arabic = /^(?:[وفبلك]?ال|[وفبلك])(?=\p{sc=Arabic}{2})/u.exec(folded)
  if (arabic) {
    const name = findSingle(names, folded.slice(arabic[0].length))
    if (name) return { proposal: person(start, end, 'known-name-part', 0.75, name.entity), count: 1 }
  }
  return null
}

function findSingle(names: PreparedNames, folded: string): Writing | undefined {
  return names.writings.get(folded)?.find(({ words, kind }) => words.length === 1 && kind !== 'initials')
}

function matchNearly(text: string, word: Word, names: PreparedNames): Hit | null {
  const { folded, start, end } = word
  if (names.nearly.size === 0 || folded.length < 5 || folded.length > 30) return null
  const code = text.charCodeAt(start)
  if (code >= 97 && code <= 122) return null
  if (!/^\p{Lu}/u.test(text.slice(start, start + 2)) || ordinaryWords.has(folded)) return null
  for (const short of [folded, ...listShortened(folded)]) {
    const name = names.nearly.get(short)?.find((known) => differsByOne(known, folded))
    if (name === undefined || ordinaryWords.has(name)) continue
    const entity = findSingle(names, name)?.entity ?? name
    return { proposal: person(start, end, 'known-name-misspelt', 0.55, entity), count: 1 }
  }
  return null
}

function differsByOne(a: string, b: string): boolean {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a]
  if (long.length - short.length > 1 || a === b) return false
  let at = 0
  while (at < short.length && long[at] === short[at]) at++
  if (long.length > short.length) return long.slice(at + 1) === short.slice(at)
  const isSwapped =
    long[at] === short[at + 1] && long[at + 1] === short[at] && long.slice(at + 2) === short.slice(at + 2)
  return isSwapped || long.slice(at + 1) === short.slice(at + 1)
}

function person(
  start: number,
  end: number,
  reason: ReasonCode,
  confidence: number,
  entity: string,
): Proposal {
  return { start, end, type: 'PERSON', confidence, reason, entity }
}

import { foldWord, textBefore } from './folding.ts'
import { readLabel } from './labels.ts'
import {
  buildNameBook,
  type Dictionary,
  type NameBook,
  type NameToFind,
  type Origin,
  type Writing,
} from './name-book.ts'
import { functionWords, ordinaryWords } from './ordinary-words.ts'
import type { Proposal, ReasonCode } from './proposal.ts'
import { dictionaryOf } from './sure-names.ts'
import type { Tagger } from './tagger/tagger.ts'
import { isSentenceStart, weighOrdinary } from './weigh-ordinary.ts'

/** Labels made ready for looking up; build once and use for any number of passages. */
export type PreparedNames = {
  book: NameBook
  /** Names that stand in other passages of the exercise; a label is stronger. */
  elsewhere: NameBook | null
  phones: ReadonlySet<string>
  emails: ReadonlySet<string>
}

/**
 * Reads labels as they came (see `readLabel`). Unreadable ones and those of devices are passed over. `elsewhere` are names that
 * `gatherNames` found in other passages; a tagger's list of words tells which of them are words of every day.
 */
export function prepareKnownNames(
  labels: readonly string[],
  elsewhere: readonly NameToFind[] = [],
  tagger?: Tagger,
): PreparedNames {
  const phones = new Set<string>()
  const emails = new Set<string>()
  const names = new Set<string>()
  for (const label of labels) {
    const parts = readLabel(label)
    parts.phones.filter((phone) => phone.length >= 7).forEach((phone) => phones.add(phone))
    parts.emails.forEach((email) => emails.add(email))
    parts.names.forEach((name) => names.add(name))
  }
  const people = [...names].map((name) => ({ name, type: 'PERSON' as const, weight: 1 }))
  const book = buildNameBook('label', people, null)
  const others =
    elsewhere.length > 0 ? buildNameBook('elsewhere', elsewhere, tagger ? dictionaryOf(tagger) : null) : null
  return { book, elsewhere: others, phones, emails }
}

/** Whether `after` knows names of other passages, or of whom they are, that `before` does not. */
export function hasNewNames(before: PreparedNames, after: PreparedNames): boolean {
  const tell = ({ elsewhere }: PreparedNames) =>
    [...(elsewhere?.writings.values() ?? [])].flatMap((list) =>
      list.map(({ words, entity }) => `${words.join(' ')}/${entity}`),
    )
  const known = new Set(tell(before))
  return tell(after).some((one) => !known.has(one))
}

/**
 * Every name of these books in a text, in any case, possessive, whole or in part. Where two books know a name, the first
 * tells why it is proposed. `dictionary` says which words are of every day; without it only our own list does. `text` is folded.
 */
export function findKnownNames(
  text: string,
  books: readonly NameBook[],
  dictionary: Dictionary | null = null,
): Proposal[] {
  const found: Proposal[] = []
  for (const { unparted, origin } of books) {
    for (const name of unparted) {
      for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
        const reason = origin === 'label' ? 'known-name' : reasonOf[origin]
        found.push({
          start: at,
          end: at + name.length,
          type: 'PERSON',
          confidence: 0.9,
          reason,
          entity: name,
        })
      }
    }
  }
  const filled = books.filter(({ writings }) => writings.size > 0)
  if (filled.length === 0) return found
  const words = new Words(text, filled)
  for (let at = 0; at < words.count; at += 1) {
    if (!words.mayMatch(at)) continue
    const hit = matchAt(text, words, at, filled, dictionary)
    if (!hit) continue
    found.push(hit.proposal)
    at += hit.count - 1
  }
  return found
}

const reasonOf = { elsewhere: 'named-elsewhere', here: 'named-here' } as const

/** The words of a text; each is folded only when it is asked for. */
class Words {
  readonly starts: number[] = []
  readonly ends: number[] = []
  readonly #text: string
  readonly #isPlain: boolean
  /** Letters that some name begins with, in small and in capitals. */
  readonly #first = new Uint8Array(128)

  constructor(text: string, books: readonly NameBook[]) {
    this.#text = text
    this.#isPlain = /^[\0-\x7f]*$/.test(text)
    for (const { writings } of books) {
      for (const first of writings.keys()) {
        const code = first.charCodeAt(0)
        if (code < 128) this.#first[code] = this.#first[code - 32] = 1
      }
    }
    let start = -1
    for (let at = 0; at <= text.length; at += 1) {
      const isLetter = at < text.length && isLetterAt(text, at)
      if (isLetter === start >= 0) continue
      if (isLetter) start = at
      else {
        this.starts.push(start)
        this.ends.push(at)
        start = -1
      }
    }
  }

  get count(): number {
    return this.starts.length
  }

  folded(at: number): string {
    const word = this.#text.slice(this.starts[at], this.ends[at])
    return this.#isPlain ? word.toLowerCase() : foldWord(word)
  }

  /** False for a word that begins as no name does. */
  mayMatch(at: number): boolean {
    const code = this.#text.charCodeAt(this.starts[at]!)
    return code > 127 || this.#first[code] === 1
  }
}

function isLetterAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code < 128) return (code | 32) >= 97 && (code | 32) <= 122
  // Both halves of a letter beyond the first 65,536 are letters.
  if (code >= 0xdc00 && code <= 0xdfff)
    return at > 0 && letter.test(String.fromCodePoint(text.codePointAt(at - 1)!))
  if (code >= 0xd800 && code <= 0xdbff) return letter.test(String.fromCodePoint(text.codePointAt(at)!))
  letters[code] ||= letter.test(text[at]!) ? 1 : 2
  return letters[code] === 1
}

const letter = /[\p{L}\p{M}]/u
/** What was found out of each character: 1 a letter, 2 none. */
const letters = new Uint8Array(65_536)

type Word = { start: number; end: number; folded: string }

type Hit = { proposal: Proposal; count: number }

function matchAt(
  text: string,
  words: Words,
  at: number,
  books: readonly NameBook[],
  dictionary: Dictionary | null,
): Hit | null {
  const folded = words.folded(at)
  let best: Hit | null = null
  let isTold = false
  for (const { writings, origin } of books) {
    // What the text itself tells is not doubted for what others say.
    if (isTold && origin === 'elsewhere') break
    const list = writings.get(folded)
    if (!list) continue
    for (const writing of list) {
      if (best && writing.words.length < best.count) break
      if (!continues(text, words, at, writing.words)) continue
      const hit = describe(text, words, at, writing, origin)
      if (!hit) continue
      best = best && best.count >= hit.count ? withNearer(best, hit, writing, origin) : hit
      isTold ||= origin === 'here' && hit.proposal.entity.includes(' ')
      break
    }
  }
  if (best) return best
  for (const book of books) {
    const word = { start: words.starts[at]!, end: words.ends[at]!, folded }
    const hit = matchInflected(text, word, book) ?? matchNearly(text, word, book, dictionary)
    if (hit) return hit
  }
  return null
}

/**
 * "Sam" of the labels is Sam Okafor, but in a text about Sam Bello it is he; and where other passages know Sam Bello, it could be
 * either.
 */
function withNearer(known: Hit, hit: Hit, { form, words }: Writing, origin: Origin): Hit {
  const { entity } = hit.proposal
  const isOther = form === 'part' && known.count === 1 && entity !== known.proposal.entity
  if (!isOther || !entity.includes(' ')) return known
  const isOpen = origin === 'here' || !known.proposal.entity.includes(' ')
  return { ...known, proposal: { ...known.proposal, entity: isOpen ? entity : words.join(' ') } }
}

function continues(text: string, words: Words, at: number, wanted: readonly string[]): boolean {
  for (let step = 1; step < wanted.length; step += 1) {
    if (at + step >= words.count) return false
    const [before, next] = [words.ends[at + step - 1]!, words.starts[at + step]!]
    if (next - before > 3 || words.folded(at + step) !== wanted[step]) return false
    if (!/^[\s'.,_-]*$/.test(text.slice(before, next))) return false
  }
  return true
}

function describe(text: string, words: Words, at: number, writing: Writing, origin: Origin): Hit | null {
  const { form, type, entity } = writing
  const count = writing.words.length
  const start = words.starts[at]!
  const end = words.ends[at + count - 1]!
  const written = text.slice(start, end)
  const isCapital = /^\p{Lu}/u.test(written)
  const at1 = { start, end, type, entity }
  if (form === 'initials') {
    if (!/^(?:\p{Lu}[.\s]{0,2}){2,}$/u.test(written)) return null
    if (origin !== 'label' && written.length < 3) return null
    return { proposal: { ...at1, ...sureness(origin, 'initials', isCapital) }, count }
  }
  if (!writing.isOrdinary) {
    const grown = growToInitials(text, start, end, writing)
    return { proposal: { ...at1, ...grown, ...sureness(origin, form, isCapital) }, count }
  }
  const grown = growToInitials(text, start, end, writing)
  const isGrown = grown.end - grown.start > end - start
  const weight = isGrown
    ? 0.9
    : // "riverside house": several words that are a name once are rarely anything else.
      type !== 'PERSON' && !isCapital && count > 1
      ? 0.4
      : weighOrdinary(text, start, end, isCapital, count, writing.words[0] ?? '')
  if (weight === 0) return null
  const ofLabel = form === 'nickname' ? 'known-nickname' : count > 1 ? 'known-name' : 'known-name-or-word'
  const reason = origin === 'label' ? ofLabel : reasonOf[origin]
  const confidence = weight * (form === 'nickname' ? 0.6 : origin === 'label' ? 1 : 0.85)
  return { proposal: { ...at1, ...grown, reason, confidence }, count }
}

type Sureness = { reason: ReasonCode; confidence: number }

const labelReasons = {
  whole: 'known-name',
  part: 'known-name-part',
  joined: 'known-name-part',
  nickname: 'known-nickname',
  initials: 'known-initials',
} as const
const sure = { whole: 0.97, part: 0.93, joined: 0.7, nickname: 0.6, initials: 0.7 } as const
const sureInSmall = { whole: 0.9, part: 0.86, joined: 0.7, nickname: 0.45, initials: 0.7 } as const
const found = { whole: 0.9, part: 0.85, joined: 0.6, nickname: 0.55, initials: 0.5 } as const
const foundInSmall = { whole: 0.75, part: 0.65, joined: 0.6, nickname: 0.35, initials: 0.5 } as const

function sureness(origin: Origin, form: Writing['form'], isCapital: boolean): Sureness {
  if (origin === 'label') {
    return { reason: labelReasons[form], confidence: (isCapital ? sure : sureInSmall)[form] }
  }
  return { reason: reasonOf[origin], confidence: (isCapital ? found : foundInSmall)[form] }
}

/** "J. Bello" and "Sam O." are wider than the part that was found. */
function growToInitials(
  text: string,
  start: number,
  end: number,
  { form, initials }: Writing,
): { start: number; end: number } {
  if (form !== 'part' || initials.length < 2) return { start, end }
  const before = /(?<![\p{L}\p{M}'])(\p{Lu})\.?[ \t]$/u.exec(textBefore(text, start, 4))
  if (before && before[1]?.toLowerCase() === initials[0]) return { start: start - before[0].length, end }
  const after = /^[ \t](\p{Lu})(?:\.|(?![\p{L}\p{M}'.]))/u.exec(text.slice(end, end + 5))
  if (after && after[1]?.toLowerCase() === initials.at(-1) && after[1] !== 'I')
    return { start, end: end + after[0].length }
  return { start, end }
}

/** "Sams" for "Sam’s", and Arabic words with "and", "to", "with", "for" or "the" written onto them. */
function matchInflected(text: string, word: Word, book: NameBook): Hit | null {
  const { folded, start, end } = word
  if (folded.length >= 4 && folded.endsWith('s')) {
    const stem = folded.slice(0, -1)
    const name = findSingle(book, stem)
    const isOrdinary = name && (name.isOrdinary || ordinaryWords.has(folded) || functionWords.has(folded))
    if (name && (!isOrdinary || (/^\p{Lu}/u.test(text.slice(start)) && !isSentenceStart(text, start)))) {
      return inflected(book.origin, start, end, isOrdinary ? 0.5 : 0.75, name)
    }
  }
  const code = folded.charCodeAt(0)
  const arabic =
    code < 0x600 || code > 0x6ff ? null : /^(?:[وفبلك]?ال|[وفبلك])(?=\p{sc=Arabic}{2})/u.exec(folded)
  const name = arabic && findSingle(book, folded.slice(arabic[0].length))
  return name ? inflected(book.origin, start, end, 0.75, name) : null
}

function inflected(origin: Origin, start: number, end: number, confidence: number, name: Writing): Hit {
  const { type, entity } = name
  const reason = origin === 'label' ? 'known-name-part' : reasonOf[origin]
  return { proposal: { start, end, type, confidence, reason, entity }, count: 1 }
}

function findSingle(book: NameBook, folded: string): Writing | undefined {
  return book.writings.get(folded)?.find(({ words, form }) => words.length === 1 && form !== 'initials')
}

function matchNearly(text: string, word: Word, book: NameBook, dictionary: Dictionary | null): Hit | null {
  const { folded, start, end } = word
  if (book.nearly.size === 0 || folded.length < 5 || folded.length > 30) return null
  const code = text.charCodeAt(start)
  const isSmall = code >= 97 && code <= 122
  if (isSmall && !dictionary) return null
  if (ordinaryWords.has(folded)) return null
  if (!isSmall && !/^\p{Lu}/u.test(text.slice(start, start + 2))) return null
  for (let length = folded.length - 1; length <= folded.length + 1; length += 1) {
    const name = book.nearly.get(`${folded[0]}${length}`)?.find((known) => differsByOne(known, folded))
    if (name === undefined) continue
    // A short name is one letter from many words.
    if (name.length < 6 && !dictionary) continue
    if (dictionary?.isOrdinary(folded, 'PERSON')) return null
    const writing = findSingle(book, name)
    const reason = book.origin === 'label' ? 'known-name-misspelt' : reasonOf[book.origin]
    const confidence = (book.origin === 'label' ? 0.55 : 0.45) * (isSmall ? 0.6 : 1)
    const entity = writing?.entity ?? name
    return { proposal: { start, end, type: 'PERSON', confidence, reason, entity }, count: 1 }
  }
  return null
}

function differsByOne(a: string, b: string): boolean {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a]
  if (long.length - short.length > 1 || a === b) return false
  let at = 0
  while (at < short.length && long[at] === short[at]) at += 1
  if (long.length > short.length) return long.slice(at + 1) === short.slice(at)
  const isSwapped =
    long[at] === short[at + 1] && long[at + 1] === short[at] && long.slice(at + 2) === short.slice(at + 2)
  return isSwapped || long.slice(at + 1) === short.slice(at + 1)
}

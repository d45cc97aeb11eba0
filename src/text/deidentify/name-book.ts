import { foldWord } from './folding.ts'
import { areOneName, nicknamesOf } from './nicknames.ts'
import { functionWords, ordinaryWords } from './ordinary-words.ts'

/** A name to be found again, as it is written, and how often it was seen. */
export type NameToFind = { name: string; type: NamedType; weight: number }

export type NamedType = 'PERSON' | 'PLACE' | 'ORGANISATION'

/** Where names come from: a label, other passages of an exercise, or the text they are looked for in. */
export type Origin = 'label' | 'elsewhere' | 'here'

/** Names made ready for looking up: every way each may be written. */
export type NameBook = {
  origin: Origin
  /** By their first folded word, longest first. */
  writings: ReadonlyMap<string, readonly Writing[]>
  /** Names that are also looked for with one letter wrong, by their first letter and length. */
  nearly: ReadonlyMap<string, readonly string[]>
  /** Names in scripts that part no words. */
  unparted: readonly string[]
}

export type Writing = {
  words: readonly string[]
  type: NamedType
  /** Who or what it is; of a writing that could be two people's, the writing itself. */
  entity: string
  form: Form
  initials: string
  /** A word of every day, or several: only its place tells that it is a name. */
  isOrdinary: boolean
}

/** `initials` stand in capitals only; `joined` is how handles write a name. */
export type Form = 'whole' | 'part' | 'nickname' | 'joined' | 'initials'

/** What is known of folded words: whether one that may be a name of this type is a word of every day, or a place. */
export type Dictionary = {
  isOrdinary: (word: string, type: NamedType) => boolean
  isPlace: (word: string) => boolean
  isName: (word: string) => boolean
}

function isOrdinary(word: string, type: NamedType, dictionary: Dictionary | null): boolean {
  return ordinaryWords.has(word) || functionWords.has(word) || dictionary?.isOrdinary(word, type) === true
}

type Draft = Omit<Writing, 'entity'> & { entities: Set<string>; weight: number }

type Parsed = NameToFind & { whole: string[]; pieces: string[][]; parted: string; entity: string }

/** Shortest name that is also looked for with one letter wrong. */
const leastNearly = 5

export function buildNameBook(
  origin: Origin,
  names: readonly NameToFind[],
  dictionary: Dictionary | null,
): NameBook {
  const drafts = new Map<string, Map<string, Draft>>()
  const nearly = new Map<string, string[]>()
  const unparted = new Set<string>()
  const parsed: Parsed[] = []
  for (const one of names) {
    if (!unpartedScript.test(one.name)) parsed.push(parseName(one))
    else for (const part of one.name.split(/[\s・·]+/u)) if (part.length > 1) unparted.add(part)
  }
  joinWritingsOfOne(parsed)

  const put = (words: readonly string[], form: Form, { type, entity, weight, whole, pieces }: Parsed) => {
    const [first] = words
    const key = `${type} ${words.join(' ')}`
    if (first === undefined || key.length < type.length + 3) return
    const list = drafts.get(first) ?? new Map<string, Draft>()
    drafts.set(first, list)
    // A single word alone is anybody's who has it in a longer name.
    const tells = form !== 'whole' || whole.length > 1
    const known = list.get(key)
    if (known) {
      if (tells) known.entities.add(entity)
      known.weight += weight
      if (rank[form] < rank[known.form]) known.form = form
      return
    }
    const initials = type === 'PERSON' ? pieces.map((piece) => piece[0]?.[0] ?? '').join('') : ''
    list.set(key, {
      words,
      type,
      form,
      initials,
      isOrdinary: words.every((word) => isOrdinary(word, type, dictionary)),
      entities: new Set(tells ? [entity] : []),
      weight,
    })
  }
  for (const one of parsed) {
    if (one.type === 'PERSON') addPerson(one, put, origin, nearly, dictionary)
    else addPlaceOrOrganisation(one, put, dictionary)
  }
  return { origin, writings: settleEntities(drafts), nearly, unparted: [...unparted] }
}

type Put = (words: readonly string[], form: Form, of: Parsed) => void

const rank: Record<Form, number> = { whole: 0, part: 1, joined: 2, nickname: 3, initials: 4 }

const unpartedScript =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

/** Most names that are found again: nothing in them has to be taken apart. */
const oneWord = /^[A-Za-z][a-z]*$/

function parseName(one: NameToFind): Parsed {
  if (oneWord.test(one.name)) {
    const whole = [one.name.toLowerCase()]
    return { ...one, whole, pieces: [whole], parted: one.name, entity: whole[0]! }
  }
  const parted = one.type === 'PERSON' ? one.name.replace(/(?<=\p{Ll})(?=\p{Lu}\p{Ll})/gu, ' ') : one.name
  const pieces = parted
    .split(/[\s_,.]+/u)
    .map(splitWords)
    .filter((piece) => piece.length > 0)
  const whole = pieces.flat()
  return { ...one, whole, pieces, parted, entity: whole.join(' ') }
}

export function splitWords(name: string): string[] {
  return (name.match(/[\p{L}\p{M}]+/gu) ?? []).map(foldWord).filter((word) => word !== '')
}

/** "Liz Okafor", "Elizabeth Okafor" and "E. Okafor" get one entity, when no second person fits. */
function joinWritingsOfOne(parsed: readonly Parsed[]): void {
  const people = parsed.filter(({ type, whole }) => type === 'PERSON' && whole.length > 1)
  for (const family of Map.groupBy(people, ({ whole }) => whole.at(-1) ?? '').values()) {
    const longest = [...new Set(family.map(({ entity }) => entity))].sort((a, b) => b.length - a.length)
    if (longest.length === 1 || longest.length > 40) continue
    const heads: string[] = []
    const headOf = new Map<string, string>()
    for (const entity of longest) {
      const fits = heads.filter((head) => mayBeOne(head.split(' ')[0] ?? '', entity.split(' ')[0] ?? ''))
      const [only] = fits
      if (fits.length !== 1 || only === undefined) heads.push(entity)
      headOf.set(entity, fits.length === 1 && only !== undefined ? only : entity)
    }
    for (const one of family) one.entity = headOf.get(one.entity) ?? one.entity
  }
}

function mayBeOne(a: string, b: string): boolean {
  return areOneName(a, b) || (b.length === 1 && a.startsWith(b))
}

function addPerson(
  one: Parsed,
  put: Put,
  origin: Origin,
  nearly: Map<string, string[]>,
  dictionary: Dictionary | null,
): void {
  const { whole, pieces, parted } = one
  if (/^(?:\p{Lu}\.?\s?){2,4}$/u.test(one.name.trim())) {
    put([whole.join('')], 'initials', one)
    if (whole.length > 1) put(whole, 'initials', one)
    return
  }
  if (whole.length > 1) {
    put(whole, 'whole', one)
    put([whole.join('')], 'whole', one)
    if (pieces.length > 1) put([...pieces.slice(-1).flat(), ...pieces.slice(0, -1).flat()], 'whole', one)
  }
  const hasOne = pieces.length === 1
  for (const piece of pieces) {
    if (piece.length > 1) put(piece, hasOne ? 'whole' : 'part', one)
  }
  // "O’Brien-Smith" is also two names, "O’Brien" and "Smith"; of "O’Brien", "Brien" still tells.
  const parts = oneWord.test(parted) ? pieces : parted.split(/[\s_,.\p{Pd}]+/u).map(splitWords)
  for (const part of parts) {
    if (part.length > 1) {
      put(part, 'part', one)
      put([part.join('')], 'part', one)
    }
    for (const word of part) {
      if (functionWords.has(word) || (part.length > 1 && word.length < 3)) continue
      put([word], hasOne && whole.length === 1 ? 'whole' : 'part', one)
      const isNearly = origin !== 'elsewhere' && word.length >= leastNearly
      if (isNearly && !isOrdinary(word, 'PERSON', dictionary)) addNearly(nearly, word)
    }
  }
  // In other people's words a Liz is not the Elizabeth of somebody else.
  if (origin === 'elsewhere') return
  const [first = ''] = whole
  if (first.length > 1) for (const short of nicknamesOf(first)) put([short], 'nickname', one)
  const last = whole.at(-1) ?? ''
  if (pieces.length < 2 || last.length < 4 || first.length < 2) return
  put([`${first[0]}${last}`], 'joined', one)
  // "Okafors" are several of them, or something of theirs.
  if (first[0] !== 's') put([`${last}${first[0]}`], 'joined', one)
  if (origin !== 'label') put([pieces.map((piece) => piece[0]?.[0] ?? '').join('')], 'initials', one)
}

function addNearly(nearly: Map<string, string[]>, word: string): void {
  const key = `${word[0]}${word.length}`
  const list = nearly.get(key)
  if (!list) nearly.set(key, [word])
  else if (!list.includes(word)) list.push(word)
}

/** Words that only say of what kind a place or an organisation is: "Riverside House" is also called "Riverside". */
const kindWords = new Set(
  (
    'house hostel hospital school centre center council prison project trust court lodge surgery church mosque temple ' +
    'gurdwara college academy library station park estate road street university association homes housing group ' +
    'charity foundation society club service services nhs borough city county ltd limited cic plc clinic practice ' +
    'shelter refuge hotel inn hall unit ward team health care'
  ).split(' '),
)
const houseWords = new Set('house hostel lodge hall centre project hotel shelter refuge'.split(' '))
const smallWords = new Set('of and the for in on at de la y o'.split(' '))

function addPlaceOrOrganisation(one: Parsed, put: Put, dictionary: Dictionary | null): void {
  const { type } = one
  const words = smallWords.has(one.whole[0] ?? '') ? one.whole.slice(1) : one.whole
  put(words, 'whole', one)
  if (words.length < 2) return
  let end = words.length
  while (end > 1 && kindWords.has(words[end - 1]!)) end -= 1
  const short = words[0] === 'hmp' || words[0] === 'hmyoi' ? words.slice(1) : words.slice(0, end)
  const isTold = short.join('').length > 3 && !short.every((word) => kindWords.has(word))
  // "Salford Council" leaves a town, which is not that council.
  const isOther = type === 'ORGANISATION' && short.length === 1 && dictionary?.isPlace(short[0]!)
  // "Criminal Court" is not called "Criminal", and "Riverside House" is called "Riverside".
  const isSaid = houseWords.has(words.at(-1)!) || !short.every((word) => isOrdinary(word, type, dictionary))
  if (short.length < words.length && isTold && isSaid && !isOther) put(short, 'part', one)
  for (let length = end; length <= words.length; length += 1) {
    const initials = words
      .slice(0, length)
      .filter((word) => !smallWords.has(word))
      .map((word) => word[0])
    if (initials.length > 2) put([initials.join('')], 'initials', one)
  }
}

function settleEntities(drafts: ReadonlyMap<string, ReadonlyMap<string, Draft>>): Map<string, Writing[]> {
  const writings = new Map<string, Writing[]>()
  for (const [first, list] of drafts) {
    const sorted = [...list.values()].sort((a, b) => b.words.length - a.words.length || b.weight - a.weight)
    const settled = sorted.map(({ words, type, form, initials, isOrdinary, entities }): Writing => {
      const own = words.join(' ')
      const [only = own] = entities
      return { words, type, form, initials, isOrdinary, entity: entities.size > 1 ? own : only }
    })
    writings.set(first, settled)
  }
  return writings
}

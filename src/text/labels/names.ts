import { describeLabel, type LabelDescription } from '../sources/speaker-label.ts'
import { foldGerman, foldName } from './folding.ts'

/**
 * Where in a label a name stood: the name itself, beside it in brackets or after a bar, before the @ of an address,
 * the owner of a device, one of several people.
 */
export type Bearing = 'name' | 'aside' | 'address' | 'owner' | 'several'

/** A name found in a label. `words`: folded, given name first, initials among them; `spelled`: the German writing. */
export type FoundName = { bearing: Bearing; words: readonly string[]; spelled: readonly string[] }

/** A label as comparing needs it. Of labels that mean somebody in one file only, nothing is found. */
export type ReadLabel = {
  /** As it came. */
  label: string
  description: LabelDescription
  number: string | null
  address: string | null
  names: readonly FoundName[]
  /** The letters, when the whole label is somebody's initials (`SJ`, `R.K.`); else null. */
  initials: string | null
}

const title =
  /^(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|rev|revd|fr|sr|jr|mme|mlle|herr|frau|sra|señor|señora)$/i
const generalMailbox =
  /^(?:info|admin|hello|contact|office|support|enquir(?:y|ies)|mail|email|team|no-?reply|help|service|staff|me|post|reception)$/i

/** Reads the names, the number and the address out of a label. Never throws. */
export function readLabel(label: string): ReadLabel {
  const description = describeLabel(label)
  const read: ReadLabel = {
    label,
    description,
    number: description.number === null ? null : label,
    address: description.address?.whole ?? null,
    names: [],
    initials: null,
  }
  const local = description.address === null ? [] : nameOfLocal(description.address.local)
  if (description.isOnlyHere) return { ...read, names: local }
  const { kind, name, asides, people } = description
  const initials = kind === 'person' ? initialsOf(name) : null
  const own = kind === 'person' && initials === null ? nameOf('name', name) : []
  const others = [
    ...(kind === 'device' ? people.flatMap((owner) => nameOf('owner', owner)) : []),
    ...(kind === 'several' ? people.flatMap((one) => nameOf('several', one)) : []),
    ...(kind === 'person' ? asides.flatMap((aside) => nameOf('aside', aside)) : []),
  ]
  return { ...read, initials, names: [...own, ...local, ...others] }
}

/** The given name of a found name, or null when only an initial is told. */
export function givenOf(name: FoundName): string | null {
  const [first = ''] = name.words
  return first.length > 1 ? first : null
}

/** The family name of a name of two words or more; null when only an initial of it is told. */
export function familyOf(name: FoundName): string | null {
  const last = name.words.length > 1 ? name.words.at(-1)! : ''
  return last.length > 1 ? last : null
}

/** Whether a name has a given and a family name, both written out. */
export function isWhole(name: FoundName): boolean {
  return givenOf(name) !== null && familyOf(name) !== null
}

function nameOf(bearing: Bearing, text: string): FoundName[] {
  const [family = '', given = '', ...more] = text.split(/\s*,\s*/)
  const ordered = given !== '' && more.length === 0 ? `${given} ${family}` : text
  const words = splitWords(ordered, foldName)
  if (words.length === 0 || words.length > 6 || words.every((word) => word.length < 2)) return []
  return [{ bearing, words, spelled: splitWords(ordered, foldGerman) }]
}

function splitWords(text: string, fold: (word: string) => string): string[] {
  return text
    .split(/[\s_.\p{Pd}/]+/u)
    .filter((word) => !title.test(word))
    .map((word) => fold(word).replace(/[^\p{L}\p{N}]/gu, ''))
    .map((word) => (/\p{L}/u.test(word) ? word.replace(/^\d+|\d+$/g, '') : ''))
    .filter((word) => word !== '')
}

function nameOfLocal(local: string): FoundName[] {
  const words = splitWords(local.replace(/\+.*$/, ''), foldName).filter((word) => !generalMailbox.test(word))
  if (words.length === 0 || words.length > 4 || words.join('').length < 2) return []
  return [{ bearing: 'address', words, spelled: words }]
}

function initialsOf(name: string): string | null {
  if (!/^(?:\p{Lu}\.?[\s-]?){2,4}$/u.test(name)) return null
  return foldName(name).replace(/[^\p{L}]/gu, '')
}

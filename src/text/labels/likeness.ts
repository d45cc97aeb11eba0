import { soundOf } from './folding.ts'
import { sorted, withoutInitials } from './keys.ts'
import { familyOf, givenOf, isWhole, type FoundName, type ReadLabel } from './names.ts'
import { rootsOf } from './nicknames.ts'
import { compareNumbers } from './number.ts'

/** Why two labels may be one person, the strongest first. */
export type Reason =
  | 'number'
  | 'address'
  | 'number-country'
  | 'name'
  | 'name-address'
  | 'name-script'
  | 'device-name'
  | 'short-form'
  | 'initial'
  | 'first-name'
  | 'user-name'
  | 'several-name'
  | 'aside'
  | 'first-name-address'
  | 'spelling'
  | 'device-first-name'
  | 'part-of-name'
  | 'several-first-name'
  | 'initials'

/** What two labels have in common. */
export type Likeness = {
  reason: Reason
  /** 0 to 100: orders proposals, and says no probability. */
  strength: number
  /** What one label has and the other has not, as written: `she/her`, `Frontline`. */
  butFor: string[]
  /** Names are equal once accents are left out. */
  hasOtherAccents: boolean
  isOtherWayRound: boolean
}

const strengths: Readonly<Record<Reason, number>> = {
  number: 100,
  address: 100,
  'number-country': 95,
  name: 90,
  'name-address': 85,
  'name-script': 75,
  'device-name': 70,
  'short-form': 66,
  initial: 64,
  'first-name': 60,
  'user-name': 58,
  'several-name': 55,
  aside: 55,
  'first-name-address': 52,
  spelling: 46,
  'device-first-name': 45,
  'part-of-name': 42,
  'several-first-name': 40,
  initials: 34,
}

/** Reasons that a second person of that name breaks: they count for less the more people share them. */
export const commonReasons: ReadonlySet<Reason> = new Set<Reason>([
  'first-name',
  'first-name-address',
  'device-first-name',
  'several-first-name',
  'part-of-name',
  'initials',
  'aside',
  'initial',
])

/** The strongest reason why two labels may be one person, or null. */
export function compareRead(a: ReadLabel, b: ReadLabel): Likeness | null {
  const found: Likeness[] = []
  const add = (reason: Reason, more: Partial<Likeness> = {}) =>
    void found.push({
      reason,
      strength: strengths[reason],
      butFor: butFor(a, b),
      hasOtherAccents: false,
      isOtherWayRound: false,
      ...more,
    })
  if (a.number !== null && b.number !== null) {
    const match = compareNumbers(a.number, b.number)
    if (match !== null) add(match === 'same' ? 'number' : 'number-country')
  }
  if (a.address !== null && a.address === b.address) add('address')
  for (const one of a.names) {
    for (const other of b.names) {
      const reason = compareNames(one, other)
      if (reason === null) continue
      add(reason, {
        hasOtherAccents: !sameAccents(a, b),
        isOtherWayRound: one.words.length > 1 && one.words.join(' ') !== other.words.join(' '),
      })
    }
  }
  if (isInitialsOf(a, b) || isInitialsOf(b, a)) add('initials')
  return found.reduce<Likeness | null>(
    (best, next) => (best && best.strength >= next.strength ? best : next),
    null,
  )
}

/** Whether two labels give whole names with different family names: they are two people, whatever else is alike. */
export function haveOtherFamilyNames(a: ReadLabel, b: ReadLabel): boolean {
  const families = (read: ReadLabel) =>
    read.names.filter((name) => name.bearing === 'name' && isWhole(name)).map((name) => familyOf(name)!)
  const [ours, theirs] = [families(a), families(b)]
  return ours.length > 0 && theirs.length > 0 && !ours.some((family) => theirs.includes(family))
}

function compareNames(a: FoundName, b: FoundName): Reason | null {
  const bearings = new Set([a.bearing, b.bearing])
  // Two people of one team, two devices: what stands beside a name says nothing beside another's.
  if (a.bearing === b.bearing && a.bearing !== 'name' && a.bearing !== 'address') return null
  const isSame = sameWords(a, b)
  if (bearings.has('aside')) return isSame || sameWritten(a, b) ? 'aside' : null
  const isLong = a.words.length > 1 && b.words.length > 1
  if (isSame && isLong) return longReason(bearings)
  if (isSame) return shortReason(bearings)
  if (isLong) return compareLong(a, b, bearings)
  if (bearings.has('address') && sameWritten(a, b)) return 'user-name'
  const [short, long] = a.words.length === 1 ? [a, b] : [b, a]
  if (isWhole(long) && writtenForms(long).includes(short.words[0]!)) return 'user-name'
  if (long.words.length === 1 || !isWhole(long)) return null
  const isPart = [givenOf(long), familyOf(long)].includes(short.words[0]!)
  if (!isPart) return null
  if (bearings.has('owner')) return 'device-first-name'
  return bearings.has('several') ? 'several-first-name' : 'part-of-name'
}

function longReason(bearings: ReadonlySet<string>): Reason {
  if (bearings.has('several')) return 'several-name'
  if (bearings.has('owner')) return 'device-name'
  return bearings.has('address') ? 'name-address' : 'name'
}

function shortReason(bearings: ReadonlySet<string>): Reason {
  if (bearings.has('several')) return 'several-first-name'
  if (bearings.has('owner')) return 'device-first-name'
  return bearings.has('address') ? 'first-name-address' : 'first-name'
}

/** Names of two words or more that are not the same words. */
function compareLong(a: FoundName, b: FoundName, bearings: ReadonlySet<string>): Reason | null {
  if (sameWritten(a, b)) return longReason(bearings)
  if (isWhole(a) && isWhole(b)) {
    const sounds = (name: FoundName) => sorted(withoutInitials(name.words).map(soundOf))
    if (sounds(a) === sounds(b)) return scriptOf(a) === scriptOf(b) ? 'spelling' : 'name-script'
    if (familyOf(a) !== familyOf(b)) return null
    const roots = rootsOf(givenOf(a)!)
    return rootsOf(givenOf(b)!).some((root) => roots.includes(root)) ? 'short-form' : null
  }
  const [given, otherGiven] = [a.words[0]!, b.words[0]!]
  const [family, otherFamily] = [a.words.at(-1)!, b.words.at(-1)!]
  return fits(given, otherGiven) && fits(family, otherFamily) ? 'initial' : null
}

/** The same word, or one is the other's first letter; two initials say too little. */
function fits(word: string, other: string): boolean {
  if (word === other) return true
  return (word.length === 1 || other.length === 1) && word[0] === other[0]
}

function sameWords(a: FoundName, b: FoundName): boolean {
  const forms = (name: FoundName) => [name.words, withoutInitials(name.words), withoutInitials(name.spelled)]
  const others = forms(b).map(sorted)
  return forms(a).some((form) => others.includes(sorted(form)))
}

function sameWritten(a: FoundName, b: FoundName): boolean {
  const written = a.words.join('')
  return written.length >= 4 && written === b.words.join('')
}

/** How a whole name is run together before an @ or in a user name. */
function writtenForms(name: FoundName): string[] {
  const [first, last] = [name.words[0]!, name.words.at(-1)!]
  return [name.words.join(''), `${last}${first}`, `${first[0]}${last}`, `${first}${last[0]}`]
}

function isInitialsOf(a: ReadLabel, b: ReadLabel): boolean {
  if (a.initials === null) return false
  if (a.initials === b.initials) return true
  return b.names.some(
    (name) =>
      isWhole(name) && name.bearing === 'name' && name.words.map((word) => word[0]).join('') === a.initials,
  )
}

function scriptOf(name: FoundName): string {
  return /\p{sc=Latin}/u.test(name.words.join('')) ? 'latin' : 'other'
}

function sameAccents(a: ReadLabel, b: ReadLabel): boolean {
  const marks = (read: ReadLabel) => /[^\p{ASCII}]/u.test(read.description.name.replace(/[’‘\s]/gu, ''))
  return marks(a) === marks(b)
}

function butFor(a: ReadLabel, b: ReadLabel): string[] {
  const extras = (read: ReadLabel) => [
    ...(read.description.pronouns === null ? [] : [read.description.pronouns]),
    ...read.description.asides,
  ]
  const [ours, theirs] = [extras(a), extras(b)]
  return [
    ...ours.filter((extra) => !theirs.includes(extra)),
    ...theirs.filter((extra) => !ours.includes(extra)),
  ].map((extra) => extra.slice(0, 60))
}

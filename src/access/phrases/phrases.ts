import { randomInt } from 'node:crypto'
import { wordlist } from '@scure/bip39/wordlists/english.js'

/** How many words open something without an account: a little under 11 bits each, 54 together. */
export const phraseLength = 5

/** Words of the list that nobody who has been hurt should be given to write down and keep. */
const unkindWords = new Set(
  (
    'abandon abuse accident accuse alcohol anger angry armed army arrest assault attack battle bitter blame blast ' +
    'bleak blood bomb broken bullet cage cannon coffin crash crazy crime criminal cruel cry damage danger death debt ' +
    'deny despair destroy die disease disorder dispute divorce drug drunk dumb enemy evil exclude exile ' +
    'fatal fault fear fever fight foster fragile frozen ghost grief guilt gun harm hate hazard hospital hunt hurt idle ' +
    'ill illegal illness inmate insane kidnap kill knife knock lonely lose mad monster nasty negative neglect obey ' +
    'obscure orphan pain panic patient pill pistol police poverty prison problem punch razor reject rifle riot risk ' +
    'ruin sad sadness scare scream shock shoot shove sick slave slap smoke steal struggle suffer ' +
    'surrender suspect swear sword target tattoo thief threat tobacco tragic trap trash trial trigger trouble ' +
    'ugly unhappy useless victim virus war warfare waste weapon weird whip worry wreck wrestle wrong'
  ).split(' '),
)

/** What a phrase is made of. Any word of the list is still understood when it is typed. */
const givenWords = wordlist.filter((word) => !unkindWords.has(word))

/** Words by chance: a phrase, or fewer where they soon go out of date. */
export function makePhrase(length = phraseLength): string[] {
  return Array.from({ length }, () => wordAt(randomInt(givenWords.length)))
}

/** Words that follow from bytes nobody can foresee, six of them a word: at most five words from a fingerprint. */
export function phraseFrom(bytes: Buffer, length = phraseLength): string[] {
  return Array.from({ length }, (_, place) => wordAt(bytes.readUIntBE(place * 6, 6)))
}

/** The word at a number. Of 48 bits all come as often as each other, but for one time in a hundred thousand million. */
export function wordAt(bits: number): string {
  return givenWords[bits % givenWords.length]!
}

/**
 * The words somebody typed, forgiving case, spaces, hyphens, commas, and anything after a word's first four letters,
 * which no two words of the list share. Words that are not of the list stay as they were typed.
 */
export function readPhrase(typed: string): { words: string[]; unknown: string[] } {
  const parts = typed
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean)
  const words = parts.map((part) => findWord(part) ?? part)
  return { words, unknown: words.filter((word) => findWord(word) === null) }
}

function findWord(typed: string): string | null {
  if (wordlist.includes(typed)) return typed
  return typed.length < 4 ? null : (wordlist.find((word) => word.startsWith(typed.slice(0, 4))) ?? null)
}

import { randomInt, scrypt } from 'node:crypto'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import type { TenantVault } from '../../platform/vault/vault.ts'

/** How many words a come-back phrase has: a little under 11 bits each, 54 together. */
export const phraseLength = 5

/** Phrases of before have four words, and open what they always opened. */
export const olderPhraseLength = 4

/** How a phrase was hashed: of four words without, of five with the exercise's pepper. */
export type Made = 'four-words' | 'peppered'

export function madeOf(phrase: readonly string[]): Made {
  return phrase.length === olderPhraseLength ? 'four-words' : 'peppered'
}

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

/**
 * The phrase of one sending of these words: always the same for the same two, and nobody without the vault can tell
 * it from the form. The words count too, so that a form sent again with other words is a contribution of its own.
 */
export function phraseOf(vault: TenantVault, sending: string, words: string): string[] {
  const bits = vault.fingerprint('web-phrase', `${sending}\n${words}`)
  return Array.from({ length: phraseLength }, (_, place) => wordAt(bits.readUIntBE(place * 6, 6)))
}

/** A phrase that no sending leads to again. */
export function makePhrase(): string[] {
  return Array.from({ length: phraseLength }, () => wordAt(randomInt(givenWords.length)))
}

/** Of 48 bits all words come as often as each other, but for one time in a hundred thousand million. */
function wordAt(bits: number): string {
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

/**
 * The slow hash a phrase is found by: scrypt (N = 2^15, r = 8, p = 1: 32 MB and about a tenth of a second), salted by
 * a fingerprint of the exercise, of the phrase peppered with a key that lies in the keyring under the exercise's own id
 * and nowhere else: a stolen table cannot be searched. Phrases of before have the salt alone.
 */
export async function hashPhrase(
  vault: TenantVault,
  exerciseId: string,
  phrase: readonly string[],
): Promise<Buffer> {
  const salt = vault.fingerprint('come-back', exerciseId)
  const secret = madeOf(phrase) === 'peppered' ? await pepper(vault, exerciseId, phrase) : phrase.join(' ')
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, 32, { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })
}

async function pepper(vault: TenantVault, exerciseId: string, phrase: readonly string[]): Promise<Buffer> {
  if (!vault.isKept(exerciseId)) {
    vault.keepKeys([exerciseId])
    // On the disk before any phrase is given out that needs it.
    await vault.settle()
  }
  return vault.fingerprintUnder(exerciseId, 'come-back-pepper', phrase.join(' '))
}

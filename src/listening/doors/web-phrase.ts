import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { newBlindId } from '../../platform/ids.ts'
import type { TenantVault } from '../../platform/vault/vault.ts'

/** How many words a come-back phrase has: a little under 11 bits each, 43 together. */
export const phraseLength = 4

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

/** How old a form may be to be told from another sending of it, in milliseconds. Words are taken from any. */
const longestSending = 24 * 60 * 60 * 1000

/**
 * One sending of the public page's form: an id, the time the form was made, and a seal only this server can make.
 * Sent twice (a second press, a slow network), it is recognised without a cookie and without knowing who sends.
 */
export function makeSending(vault: TenantVault, exerciseId: string, now = Date.now()): string {
  const bare = `${newBlindId()}.${now.toString(36)}`
  return `${bare}.${sealOf(vault, exerciseId, bare)}`
}

/** Whether a sending is ours, of this exercise, and not older than a day. */
export function isSending(
  vault: TenantVault,
  exerciseId: string,
  sending: string,
  now = Date.now(),
): boolean {
  const [id = '', time = '', seal = ''] = sending.split('.')
  const expected = Buffer.from(sealOf(vault, exerciseId, `${id}.${time}`))
  const given = Buffer.from(seal)
  const age = now - Number.parseInt(time, 36)
  return given.length === expected.length && timingSafeEqual(given, expected) && age <= longestSending
}

/**
 * The phrase of one sending of these words: always the same for the same two, and nobody without the vault can tell
 * it from the form. The words count too, so that a form sent again with other words is a contribution of its own.
 */
export function phraseOf(vault: TenantVault, sending: string, words: string): string[] {
  const bits = vault.fingerprint('web-phrase', `${sending}\n${words}`).readUIntBE(0, 6)
  return wordsOfBits(bits)
}

/** A phrase that no sending leads to again. */
export function makePhrase(): string[] {
  return wordsOfBits(randomBytes(6).readUIntBE(0, 6))
}

/** The lower 43 of 48 bits as four words. */
function wordsOfBits(bits: number): string[] {
  return Array.from(
    { length: phraseLength },
    (_, place) => givenWords[Math.floor(bits / givenWords.length ** place) % givenWords.length]!,
  )
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
 * a fingerprint of the exercise that only the vault can make, so that a stolen table cannot be searched.
 */
export async function hashPhrase(
  vault: TenantVault,
  exerciseId: string,
  phrase: readonly string[],
): Promise<Buffer> {
  const salt = vault.fingerprint('come-back', exerciseId)
  return new Promise((resolve, reject) => {
    scrypt(phrase.join(' '), salt, 32, { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })
}

function sealOf(vault: TenantVault, exerciseId: string, bare: string): string {
  return vault.fingerprint('web-sending', `${exerciseId}/${bare}`).toString('base64url')
}

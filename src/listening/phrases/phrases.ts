import { scrypt } from 'node:crypto'
import { phraseFrom } from '../../access/phrases/phrases.ts'
import type { TenantVault } from '../../platform/vault/vault.ts'

/** Phrases of before have four words, and open what they always opened. */
export const olderPhraseLength = 4

/** How a phrase was hashed: of four words without, of five with the exercise's pepper. */
export type Made = 'four-words' | 'peppered'

export function madeOf(phrase: readonly string[]): Made {
  return phrase.length === olderPhraseLength ? 'four-words' : 'peppered'
}

/**
 * The phrase of one sending of these words: always the same for the same two, and nobody without the vault can tell
 * it from the form. The words count too, so that a form sent again with other words is a contribution of its own.
 */
export function phraseOf(vault: TenantVault, sending: string, words: string): string[] {
  const bits = vault.fingerprint('web-phrase', `${sending}\n${words}`)
  return phraseFrom(bits)
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

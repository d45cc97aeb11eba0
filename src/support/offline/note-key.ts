import { createECDH } from 'node:crypto'
import type { Vault } from '../../platform/vault/vault.ts'
import type { Bytes, Reader } from './hpke.ts'

const readers = new WeakMap<Vault, Promise<Reader>>()

/**
 * The key that notes are sealed to on phones. It follows from a key of the keyring, so a changed deployment key opens what
 * still waits somewhere; it is written down nowhere.
 */
export function findReader(vault: Vault): Promise<Reader> {
  const known = readers.get(vault) ?? makeReader(vault)
  readers.set(vault, known)
  return known
}

/** Who writes, as a phone remembers it: tells one writer from another, and nothing else. */
export async function markWriter(vault: Vault, accountId: string): Promise<string> {
  return (await vault.lastingFingerprint('offline-writer', accountId)).toString('base64url').slice(0, 22)
}

async function makeReader(vault: Vault): Promise<Reader> {
  const pair = createECDH('prime256v1')
  for (let tries = 0; ; tries += 1) {
    const number = await vault.lastingFingerprint('offline-note', `key/${tries}`)
    try {
      pair.setPrivateKey(number)
      break
    } catch (error) {
      // One number in four thousand million is none of the curve's; the next one is.
      if (tries === 8) throw error
    }
  }
  const point = pair.getPublicKey()
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
    d: pair.getPrivateKey('base64url'),
  }
  const curve = { name: 'ECDH', namedCurve: 'P-256' }
  const privateKey = await globalThis.crypto.subtle.importKey('jwk', jwk, curve, false, ['deriveBits'])
  return { publicKey: Uint8Array.from(point) satisfies Bytes, privateKey }
}

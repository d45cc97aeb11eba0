import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Tx } from '../../platform/db/tx.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import { takeChallenge } from './passkeys.queries.ts'

/** How long a page may stand open before its button is pressed. */
const minutes = 15
const [timeLength, randomLength, sealLength] = [6, 20, 16]

/**
 * What a passkey is asked to sign, base64url: when it ends, chance, and our seal over both and over what it is for.
 * Nothing is written to make one, so a page can show it.
 */
export function makeChallenge(vault: Vault, purpose: string, now = Date.now()): string {
  const time = Buffer.alloc(timeLength)
  time.writeUIntBE(now + minutes * 60_000, 0, timeLength)
  const bare = Buffer.concat([time, randomBytes(randomLength)])
  return Buffer.concat([bare, sealOf(vault, purpose, bare)]).toString('base64url')
}

/** Whether a challenge is one of ours for this purpose, in time, and answered for the first time. */
export async function answerChallenge(
  tx: Tx,
  vault: Vault,
  purpose: string,
  challenge: string,
  now = Date.now(),
): Promise<boolean> {
  const bytes = Buffer.from(challenge, 'base64url')
  if (bytes.length !== timeLength + randomLength + sealLength) return false
  const bare = bytes.subarray(0, timeLength + randomLength)
  const ends = bare.readUIntBE(0, timeLength)
  if (!timingSafeEqual(bytes.subarray(bare.length), sealOf(vault, purpose, bare)) || ends < now) return false
  return takeChallenge(tx, vault.fingerprint('passkey-answered', challenge), new Date(ends + 60_000))
}

function sealOf(vault: Vault, purpose: string, bare: Buffer): Buffer {
  return vault.fingerprint('passkey-challenge', `${purpose} ${bare.toString('hex')}`).subarray(0, sealLength)
}

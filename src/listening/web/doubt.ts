import type { Limits } from '../../platform/http/limits.ts'
import type { TenantVault } from '../../platform/vault/vault.ts'
import { timeOfSending } from './sending.ts'

/**
 * Why a contribution waits for a listener's look before it counts: the form came back faster than anybody writes, it
 * is mostly links, the same words came again and again, or one network or one page sent very many.
 */
export type Doubt = 'fast' | 'links' | 'same' | 'many'

/** Nobody opens a page, reads it and writes a sentence in less, in milliseconds. */
const shortestWriting = 2000

/**
 * Whether what was sent looks like a machine's or a flood's. Nothing is lost by it: it is kept and its sender gets
 * their phrase; a listener lets it in or throws it away. Counts in memory only. The first hold in ten minutes of one
 * network comes after ten, so that a workshop on one line is heard.
 */
export function findDoubt(
  limits: Limits,
  vault: TenantVault,
  sent: { exerciseId: string; network: string; words: string; sending: string },
  now = Date.now(),
): Doubt | null {
  const text = sent.words.trim()
  const isMany =
    !limits.take('web-many', sent.network, 10, 600) || !limits.take('web-many-at', sent.exerciseId, 200, 600)
  const folded = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')
  const print = vault.fingerprint('web-same', `${sent.exerciseId}/${folded}`).toString('base64url')
  const isSame = text.length > 40 && !limits.take('web-same', print, 2, 3600)
  const links = text.match(/\bhttps?:\/\/|\bwww\.|<a\s|\[url/gi)?.length ?? 0
  const wordCount = folded.split(' ').length
  if (links > 2 || (links > 0 && wordCount < links * 12)) return 'links'
  const madeAt = timeOfSending(sent.sending)
  if (text.length > 20 && madeAt !== null && now - madeAt < shortestWriting) return 'fast'
  if (isSame) return 'same'
  return isMany ? 'many' : null
}

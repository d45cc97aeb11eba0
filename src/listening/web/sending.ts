import { timingSafeEqual } from 'node:crypto'
import { newBlindId } from '../../platform/ids.ts'
import type { TenantVault } from '../../platform/vault/vault.ts'

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

function sealOf(vault: TenantVault, exerciseId: string, bare: string): string {
  return vault.fingerprint('web-sending', `${exerciseId}/${bare}`).toString('base64url')
}

/** When the form of a sending was made, in milliseconds; null when the sending says no time. */
export function timeOfSending(sending: string): number | null {
  const time = Number.parseInt(sending.split('.')[1] ?? '', 36)
  return Number.isNaN(time) ? null : time
}

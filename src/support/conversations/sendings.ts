import { timingSafeEqual } from 'node:crypto'
import type { Ctx } from '../../platform/db/database.ts'
import { isId, newBlindId } from '../../platform/ids.ts'

/**
 * Names one form, so that sending it twice saves once, and binds it to this space and to who was given it: a draft that
 * somebody else left open in the same browser is refused.
 */
export function makeBoundSending(ctx: Ctx): string {
  const id = newBlindId()
  return `${id}.${sealOf(ctx, id)}`
}

/** The id in a sending that was given to who acts, for this space; null for any other. */
export function readBoundSending(ctx: Ctx, sending: string): string | null {
  const [id = '', seal = ''] = sending.split('.')
  const expected = Buffer.from(sealOf(ctx, id))
  const given = Buffer.from(seal)
  return isId(id) && given.length === expected.length && timingSafeEqual(given, expected) ? id : null
}

/** Whether a form was given to who acts, for this space. */
export function isBoundSending(ctx: Ctx, sending: string): boolean {
  return readBoundSending(ctx, sending) !== null
}

function sealOf(ctx: Ctx, id: string): string {
  return ctx.vault.fingerprint('note-sending', `${ctx.actor.id}/${id}`).toString('base64url')
}

import { timingSafeEqual } from 'node:crypto'
import type { Ctx } from '../../platform/db/database.ts'
import type { Fields } from '../../platform/http/fields.ts'
import { idFrom, isId, newBlindId } from '../../platform/ids.ts'

/** Who is given a form, or sends one, in which space. */
type Sender = Pick<Ctx, 'actor' | 'vault'>

/** A form that was given to whoever sends it. `id` names it: the same for two sendings, so that they save once. */
export type SentForm = { id: string; fields: Fields }

/**
 * Names one form, so that sending it twice saves once, and binds it to this space and to who was given it: a draft that
 * somebody else left open in the same browser is refused.
 */
export function makeBoundSending(sender: Sender): string {
  const id = newBlindId()
  return `${id}.${sealOf(sender, id)}`
}

/** The id in a sending that was given to who acts, for this space; null for any other. */
export function readBoundSending(sender: Sender, sending: string): string | null {
  const [id = '', seal = ''] = sending.split('.')
  const expected = Buffer.from(sealOf(sender, id))
  const given = Buffer.from(seal)
  return isId(id) && given.length === expected.length && timingSafeEqual(given, expected) ? id : null
}

/** What is saved of a form: the same for two sendings, another when other words are sent from it (after going back). */
export function idOfSent(sender: Sender, id: string, sent: unknown): string {
  return idFrom(sender.vault.fingerprint('sent-words', JSON.stringify([sender.actor.id, id, sent])))
}

function sealOf({ actor, vault }: Sender, id: string): string {
  return vault.fingerprint('note-sending', `${actor.id}/${id}`).toString('base64url')
}

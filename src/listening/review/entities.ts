import type { Ctx } from '../../platform/db/database.ts'
import { newBlindId } from '../../platform/ids.ts'
import type { ProposalType } from '../../text/deidentify/deidentify.ts'

/**
 * Which person, place or thing a proposal is about: equal for all mentions of one in an exercise, and telling nothing of
 * its words. What the engine takes once for a person and once for a place is one all the same when the words are.
 */
export function indexOfEntity(ctx: Ctx, exerciseId: string, what: { type: string; entity: string }): Buffer {
  const kind = (named as readonly string[]).includes(what.type) ? 'name' : what.type
  return ctx.vault.fingerprint('entity', `${exerciseId}/${kind}/${what.entity}`)
}

/** A new one, for mentions that turned out to be somebody or something else. */
export function newEntityIndex(ctx: Ctx): Buffer {
  return ctx.vault.fingerprint('entity', newBlindId())
}

const named = ['PERSON', 'PLACE', 'ORGANISATION'] as const satisfies readonly ProposalType[]

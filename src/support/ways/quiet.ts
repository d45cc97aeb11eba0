import type { Ctx, Database } from '../../platform/db/database.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import { letGo } from '../leaving/leaving.ts'
import { makeSending, makeSpace, personIn, planSpace } from '../spaces/spaces.ts'
import { openQuiet } from '../spaces/second.ts'
import { updateQuiet } from './quiet.queries.ts'

/** What the page of the quiet phrase shows. `sending` names what there is now: an older form changes nothing. */
export type QuietPhrase = { isThere: boolean; sending: string }

export async function readQuiet(ctx: Ctx, vault: Vault): Promise<QuietPhrase> {
  const quietId = await openQuiet(ctx)
  const sending = `${nameState(vault, ctx.tenantId, quietId)}.${makeSending()}`
  return { isThere: quietId !== null, sending }
}

/**
 * Makes a second, empty space, opened by a name and words of its own; one there was before goes for good. It knows
 * nothing of this one. Gives its words; null when the form is older than what there is. Sent twice, it gives the same.
 */
export async function makeQuiet(
  db: Database,
  spaceId: string,
  input: { name: string; sending: string },
): Promise<readonly string[] | null> {
  const plan = await planSpace(db.vault, input.name, `${spaceId}\n${input.sending}`)
  const known = await db.within(spaceId, personIn(spaceId), openQuiet)
  if (known !== plan.spaceId) {
    if (input.sending.split('.')[0] !== nameState(db.vault, spaceId, known)) return null
    if (known) await letGo(db, known)
    const isOurs = await db.within(spaceId, personIn(spaceId), (ctx) => setQuiet(ctx, known, plan.spaceId))
    if (!isOurs) return null
  }
  await makeSpace(db, { ...plan, name: input.name, showsPhrase: false })
  return plan.phrase
}

/** Takes the quiet space away for good; nothing happens when there is none. */
export async function removeQuiet(db: Database, spaceId: string): Promise<void> {
  const known = await db.within(spaceId, personIn(spaceId), openQuiet)
  if (!known) return
  await letGo(db, known)
  await db.within(spaceId, personIn(spaceId), (ctx) => setQuiet(ctx, known, null))
}

/** False when another window put another space there meanwhile. */
async function setQuiet(ctx: Ctx, known: string | null, next: string | null): Promise<boolean> {
  const now = await openQuiet(ctx)
  if (now !== known && now !== next) return false
  await updateQuiet(ctx, ctx.vault.sealTeam('space.quiet', ctx.tenantId, next ?? ctx.tenantId))
  return true
}

function nameState(vault: Vault, spaceId: string, quietId: string | null): string {
  return vault.fingerprint('space-quiet-state', `${spaceId} ${quietId}`).subarray(0, 24).toString('base64url')
}

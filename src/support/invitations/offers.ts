import { makePhrase } from '../../access/phrases/phrases.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { newId } from '../../platform/ids.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import { codeLength, indexCode } from './invitations.ts'
import { deleteOffer, insertOffer, selectOffers } from './offers.queries.ts'

/** How long the words on a card work, in days. */
export const offerDays = 14

/** A card whose time is not over, used or not. Its words were shown once. */
export type OpenOffer = { id: string; madeAt: Date; expiresAt: Date }

/** Makes a card: three words that let this coach in, once, wherever they are typed. They are shown once. */
export async function makeOffer(ctx: Ctx, vault: Vault): Promise<string[]> {
  const code = makePhrase(codeLength)
  await insertOffer(ctx, { id: newId(), codeIndex: await indexCode(vault, 'offer', code), days: offerDays })
  return code
}

export async function listOffers(ctx: Ctx): Promise<OpenOffer[]> {
  return selectOffers(ctx)
}

/** A card that was lost opens nothing any more. Nothing happens when it was used. */
export async function removeOffer(ctx: Ctx, id: string): Promise<void> {
  await deleteOffer(ctx, id)
}

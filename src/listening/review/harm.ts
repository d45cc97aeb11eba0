import type { Ctx } from '../../platform/db/database.ts'
import { harm } from '../../text/deidentify/deidentify.ts'
import { selectThings, updateHarm } from './harm.queries.ts'

/** Weighs these cards anew: called by whoever added, parted or joined mentions of them, in the same transaction. */
export async function weighCards(ctx: Ctx, exerciseId: string, cards: readonly Buffer[]): Promise<void> {
  if (cards.length > 0) await updateHarm(ctx, exerciseId, { cards, harm, least: 1 })
}

/** Brings those forward that are twice as heavy by now: all mentions of a card are written for that, so not for each that comes. */
export async function weighGrown(ctx: Ctx, exerciseId: string, cards: readonly Buffer[]): Promise<void> {
  if (cards.length > 0) await updateHarm(ctx, exerciseId, { cards, harm, least: 8 })
}

/** Weighs some cards of an exercise, in the order of their fingerprints; gives the last of them, or null when there are no more. */
export async function weighSome(ctx: Ctx, exerciseId: string, after: Buffer | null): Promise<Buffer | null> {
  // Whoever answers a card waits meanwhile, and a card may have thousands of mentions.
  const limit = 25
  const cards = await selectThings(ctx, exerciseId, { after, limit })
  await weighCards(ctx, exerciseId, cards)
  return cards.length === limit ? cards.at(-1)! : null
}

import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { deleteQuotes, makeQuote, type QuotePlace } from '../quotes/quotes.ts'
import { getSeries } from '../series/series.ts'
import { getWisdom, sealNarration, swapped, type GoesWith, type Wisdom } from './wisdoms.ts'
import {
  deletePart,
  insertPart,
  takeWisdomTurn,
  updateBinding,
  updatePlace,
  updateWisdom,
} from './wisdoms.queries.ts'

/** Where something goes in a Wisdom's body: before everything, after everything, or after the part with this id. */
export type Place = 'first' | 'last' | (string & {})

/** Adds a paragraph of narration; gives the id of its part. */
export async function addNarration(
  ctx: Ctx,
  input: { wisdomId: string; place: Place; text?: string },
): Promise<string> {
  const wisdom = await takeTurn(ctx, input.wisdomId)
  const id = newId()
  await insertPart(ctx, {
    id,
    wisdomId: wisdom.id,
    place: beyond(wisdom),
    narrationSealed: sealNarration(ctx, id, input.text ?? ''),
    quoteId: null,
  })
  await settle(ctx, wisdom, id, input.place)
  await recordAct(ctx, 'wisdom.narration-added', 'wisdom', wisdom.id)
  return id
}

/**
 * Makes a quote of a stretch and puts it into a Wisdom, as its lead (what was the lead goes) or among its parts.
 * Gives the quote's id. Throws not-found unless the passage is of this exercise, reviewed, and may be quoted.
 */
export async function placeQuote(
  ctx: Ctx,
  input: { wisdomId: string; place: 'lead' | Place; from: QuotePlace },
): Promise<string> {
  const wisdom = await takeTurn(ctx, input.wisdomId)
  const { exerciseId } = await getSeries(ctx, wisdom.seriesId)
  const quoteId = await makeQuote(ctx, exerciseId, input.from)
  if (input.place === 'lead') {
    await updateWisdom(ctx, wisdom.id, { leadQuoteId: quoteId })
    if (wisdom.leadQuoteId) await deleteQuotes(ctx, [wisdom.leadQuoteId])
  } else {
    const id = newId()
    await insertPart(ctx, { id, wisdomId: wisdom.id, place: beyond(wisdom), narrationSealed: null, quoteId })
    await settle(ctx, wisdom, id, input.place)
  }
  await recordAct(ctx, 'wisdom.quote-placed', 'wisdom', wisdom.id)
  return quoteId
}

/** Takes a part out; a quote goes with it. One that is already gone is no fault. */
export async function removePart(ctx: Ctx, input: { wisdomId: string; partId: string }): Promise<void> {
  const wisdom = await takeTurn(ctx, input.wisdomId)
  const part = wisdom.parts.find((other) => other.id === input.partId)
  if (!part) return
  if (part.kind === 'quote') await deleteQuotes(ctx, [part.quoteId])
  else await deletePart(ctx, part.id)
  await recordAct(ctx, 'wisdom.part-removed', 'wisdom', wisdom.id)
}

/** Takes the lead quote out. */
export async function removeLead(ctx: Ctx, wisdomId: string): Promise<void> {
  const wisdom = await takeTurn(ctx, wisdomId)
  if (!wisdom.leadQuoteId) return
  await deleteQuotes(ctx, [wisdom.leadQuoteId])
  await recordAct(ctx, 'wisdom.part-removed', 'wisdom', wisdom.id)
}

/** Moves a part one place up (-1) or down (1). At either end nothing happens. */
export async function movePart(
  ctx: Ctx,
  input: { wisdomId: string; partId: string; by: -1 | 1 },
): Promise<void> {
  const wisdom = await takeTurn(ctx, input.wisdomId)
  const at = wisdom.parts.findIndex((part) => part.id === input.partId)
  if (at < 0) throw new Failure('not-found', '')
  const order = swapped(wisdom.parts, at, at + input.by)
  await writeOrder(
    ctx,
    order.map((part) => part.id),
  )
  await recordAct(ctx, 'wisdom.part-moved', 'wisdom', wisdom.id)
}

/** Says which quote beside it a narration goes with. A part that is gone, or is no narration, is no fault. */
export async function bindNarration(
  ctx: Ctx,
  input: { wisdomId: string; partId: string; to: GoesWith },
): Promise<void> {
  const wisdom = await takeTurn(ctx, input.wisdomId)
  const part = wisdom.parts.find((other) => other.id === input.partId)
  if (part?.kind !== 'narration') return
  await updateBinding(ctx, part.id, input.to)
  await recordAct(ctx, 'wisdom.narration-bound', 'wisdom', wisdom.id)
}

/** Says whether this piece is signed. Whether everybody in it may be named is for the gates. */
export async function setSigned(ctx: Ctx, wisdomId: string, isSigned: boolean): Promise<void> {
  const wisdom = await takeTurn(ctx, wisdomId)
  if (wisdom.isSigned === isSigned) return
  await updateWisdom(ctx, wisdom.id, { isSigned })
  await recordAct(ctx, isSigned ? 'wisdom.signed' : 'wisdom.unsigned', 'wisdom', wisdom.id)
}

async function takeTurn(ctx: Ctx, wisdomId: string): Promise<Wisdom> {
  await takeWisdomTurn(ctx, wisdomId)
  return getWisdom(ctx, wisdomId)
}

/** A place no part can have yet: the order is written anew right after. */
function beyond(wisdom: Wisdom): number {
  return wisdom.parts.length + 1_000_000
}

/** A place after a part that is gone by now is the end. */
async function settle(ctx: Ctx, wisdom: Wisdom, partId: string, place: Place): Promise<void> {
  const order = wisdom.parts.map((part) => part.id)
  const after = order.indexOf(place)
  const at = place === 'first' ? 0 : after < 0 ? order.length : after + 1
  await writeOrder(ctx, order.toSpliced(at, 0, partId))
}

async function writeOrder(ctx: Ctx, ids: readonly string[]): Promise<void> {
  for (const [place, id] of ids.entries()) await updatePlace(ctx, id, place)
}

import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { getSeries } from '../series/series.ts'
import {
  agreeToClearance,
  deleteClearance,
  insertClearance,
  selectClearances,
  type ClearanceRow,
} from './clearances.queries.ts'
import { clearancesWords } from './clearances.words.ts'

/** An ordinary word that is also somebody's name, and why it may stand in this series. */
export type Clearance = {
  id: string
  word: string
  reason: string
  firstAt: Date
  /** Null while the second person has not agreed: until then it clears nothing. */
  secondAt: Date | null
  /** Whether the person asking proposed it: then somebody else has to agree. */
  isOwn: boolean
}

const words = clearancesWords['en-GB']

/** Proposes to clear a word of a series; it clears nothing until a second person agrees. Gives its id. */
export async function proposeClearance(
  ctx: Ctx,
  seriesId: string,
  input: { word: string; reason: string },
): Promise<string> {
  const standing = await listClearances(ctx, seriesId)
  if (standing.some((other) => foldForClearing(other.word) === foldForClearing(input.word))) {
    throw new Failure('conflict', words.already)
  }
  const id = newId()
  await insertClearance(ctx, {
    id,
    seriesId,
    wordSealed: ctx.vault.sealTeam('clearance.word', id, input.word),
    reasonSealed: ctx.vault.sealTeam('clearance.reason', id, input.reason),
  })
  await recordAct(ctx, 'clearance.proposed', 'clearance', id)
  return id
}

/** The second person agrees. Throws forbidden for whoever proposed it. */
export async function agreeClearance(ctx: Ctx, seriesId: string, id: string): Promise<void> {
  const clearance = await getClearance(ctx, seriesId, id)
  if (clearance.secondAt) return
  if (clearance.isOwn) throw new Failure('forbidden', words.own)
  if (!(await agreeToClearance(ctx, id))) throw new Failure('conflict', words.changed)
  await recordAct(ctx, 'clearance.agreed', 'clearance', id)
}

export async function removeClearance(ctx: Ctx, seriesId: string, id: string): Promise<void> {
  await getClearance(ctx, seriesId, id)
  await deleteClearance(ctx, id)
  await recordAct(ctx, 'clearance.removed', 'clearance', id)
}

export async function listClearances(ctx: Ctx, seriesId: string): Promise<Clearance[]> {
  await getSeries(ctx, seriesId)
  return (await selectClearances(ctx, seriesId)).map((row) => open(ctx, row))
}

/** A word without case and accents: "MAY" and "May" are cleared together. */
export function foldForClearing(word: string): string {
  return word.normalize('NFKD').replace(/\p{M}/gu, '').trim().toLowerCase()
}

async function getClearance(ctx: Ctx, seriesId: string, id: string): Promise<Clearance> {
  const clearance = (await listClearances(ctx, seriesId)).find((other) => other.id === id)
  if (!clearance) throw new Failure('not-found', '')
  return clearance
}

function open(ctx: Ctx, row: ClearanceRow): Clearance {
  return {
    id: row.id,
    word: ctx.vault.openTeam('clearance.word', row.id, row.wordSealed),
    reason: ctx.vault.openTeam('clearance.reason', row.id, row.reasonSealed),
    firstAt: row.firstAt,
    secondAt: row.secondAt,
    isOwn: row.firstBy === ctx.actor.id,
  }
}

import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { findNamesIn } from '../../text/deidentify/deidentify.ts'
import { fold } from '../review/giveaways.ts'
import { listKnownNames } from '../review/proposals.ts'
import { getSeries } from '../series/series.ts'
import {
  agreeToClearance,
  deleteClearance,
  insertClearance,
  selectClearances,
  selectClearancesOf,
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
  if (standing.some((other) => fold(other.word) === fold(input.word))) {
    throw new Failure('conflict', words.already)
  }
  const id = newId()
  await insertClearance(ctx, {
    id,
    seriesId,
    // The word is somebody's name: it goes with that name, so it has a key of its own.
    wordSealed: ctx.vault.sealEach('clearance.word', [{ id, text: input.word }])[0]!,
    reasonSealed: ctx.vault.sealUnder(id, 'clearance.reason', id, input.reason),
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
  ctx.afterCommit(() => ctx.vault.destroy([id]))
  await recordAct(ctx, 'clearance.removed', 'clearance', id)
}

export async function listClearances(ctx: Ctx, seriesId: string): Promise<Clearance[]> {
  await getSeries(ctx, seriesId)
  return (await selectClearances(ctx, seriesId)).flatMap((row) => (canOpen(ctx, row) ? [open(ctx, row)] : []))
}

async function getClearance(ctx: Ctx, seriesId: string, id: string): Promise<Clearance> {
  const clearance = (await listClearances(ctx, seriesId)).find((other) => other.id === id)
  if (!clearance) throw new Failure('not-found', '')
  return clearance
}

/** One whose key has gone, or that was cleared before each had a key of its own, clears nothing. */
function canOpen(ctx: Ctx, row: ClearanceRow): boolean {
  return ctx.vault.isKept(row.id)
}

/**
 * A word that is part of nobody's label any more needs no clearing, and may have been the name of somebody who took
 * their words back: it goes, with its reason and their key. For the worker.
 */
export async function dropNeedlessClearances(ctx: Ctx, exerciseId: string): Promise<void> {
  const rows = await selectClearancesOf(ctx, exerciseId)
  if (rows.length === 0) return
  const known = await listKnownNames(ctx, exerciseId)
  const needless = rows.filter((row) => {
    if (!canOpen(ctx, row)) return true
    const { word } = open(ctx, row)
    return !findNamesIn(word, known).some((name) => name.start === 0 && name.end === word.length)
  })
  for (const { id } of needless) await deleteClearance(ctx, id)
  const ids = needless.map((row) => row.id)
  ctx.afterCommit(() => ctx.vault.destroy(ids))
}

function open(ctx: Ctx, row: ClearanceRow): Clearance {
  return {
    id: row.id,
    word: ctx.vault.open(row.id, 'clearance.word', row.id, row.wordSealed),
    reason: ctx.vault.open(row.id, 'clearance.reason', row.id, row.reasonSealed),
    firstAt: row.firstAt,
    secondAt: row.secondAt,
    isOwn: row.firstBy === ctx.actor.id,
  }
}

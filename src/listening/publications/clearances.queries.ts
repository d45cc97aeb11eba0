import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

export type ClearanceRow = {
  id: string
  seriesId: string
  wordSealed: Buffer
  reasonSealed: Buffer
  firstBy: string
  firstAt: Date
  secondBy: string | null
  secondAt: Date | null
}

export async function insertClearance(
  ctx: Ctx,
  row: Pick<ClearanceRow, 'id' | 'seriesId' | 'wordSealed' | 'reasonSealed'>,
): Promise<void> {
  await query(ctx.tx)
    .insertInto('clearance')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      series_id: row.seriesId,
      word_sealed: row.wordSealed,
      reason_sealed: row.reasonSealed,
      first_by: ctx.actor.id,
    })
    .execute()
}

export async function selectClearances(ctx: Ctx, seriesId: string): Promise<ClearanceRow[]> {
  const rows = await query(ctx.tx)
    .selectFrom('clearance')
    .selectAll()
    .where('series_id', '=', seriesId)
    .orderBy('first_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    seriesId: row.series_id,
    wordSealed: row.word_sealed,
    reasonSealed: row.reason_sealed,
    firstBy: row.first_by,
    firstAt: row.first_at,
    secondBy: row.second_by,
    secondAt: row.second_at,
  }))
}

/** Every cleared word in the series of an exercise. */
export async function selectClearancesOf(ctx: Ctx, exerciseId: string): Promise<ClearanceRow[]> {
  const series = await query(ctx.tx)
    .selectFrom('series')
    .select('id')
    .where('exercise_id', '=', exerciseId)
    .execute()
  const rows: ClearanceRow[] = []
  for (const { id } of series) rows.push(...(await selectClearances(ctx, id)))
  return rows
}

/** The second person's agreement; only somebody else than the first can give it. Gives whether it was given. */
export async function agreeToClearance(ctx: Ctx, id: string): Promise<boolean> {
  const answer = await query(ctx.tx)
    .updateTable('clearance')
    .set({ second_by: ctx.actor.id, second_at: ctx.now })
    .where('id', '=', id)
    .where('second_by', 'is', null)
    .where('first_by', '<>', ctx.actor.id)
    .executeTakeFirst()
  return Number(answer.numUpdatedRows) === 1
}

export async function deleteClearance(ctx: Ctx, id: string): Promise<void> {
  await query(ctx.tx).deleteFrom('clearance').where('id', '=', id).execute()
}

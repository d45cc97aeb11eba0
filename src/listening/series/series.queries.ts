import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

export type SeriesRow = {
  id: string
  exerciseId: string
  address: string
  titleSealed: Buffer
  introductionSealed: Buffer
  howHeardSealed: Buffer
}

export async function insertSeries(ctx: Ctx, row: SeriesRow): Promise<void> {
  await query(ctx.tx)
    .insertInto('series')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      exercise_id: row.exerciseId,
      address: row.address,
      title_sealed: row.titleSealed,
      introduction_sealed: row.introductionSealed,
      how_heard_sealed: row.howHeardSealed,
    })
    .execute()
}

export async function selectSeries(
  ctx: Ctx,
  filter: { id?: string; exerciseId?: string },
): Promise<SeriesRow[]> {
  let select = query(ctx.tx).selectFrom('series').where('tenant_id', '=', ctx.tenantId)
  if (filter.id) select = select.where('id', '=', filter.id)
  if (filter.exerciseId) select = select.where('exercise_id', '=', filter.exerciseId)
  const rows = await select.selectAll().orderBy('created_at').orderBy('id').limit(200).execute()
  return rows.map((row) => ({
    id: row.id,
    exerciseId: row.exercise_id,
    address: row.address,
    titleSealed: row.title_sealed,
    introductionSealed: row.introduction_sealed,
    howHeardSealed: row.how_heard_sealed,
  }))
}

export async function updateSeries(ctx: Ctx, row: Omit<SeriesRow, 'exerciseId'>): Promise<void> {
  await query(ctx.tx)
    .updateTable('series')
    .set({
      address: row.address,
      title_sealed: row.titleSealed,
      introduction_sealed: row.introductionSealed,
      how_heard_sealed: row.howHeardSealed,
    })
    .where('id', '=', row.id)
    .execute()
}

/** The public address of a series, or null while it has never been published. */
export async function selectPublishedAddress(ctx: Ctx, seriesId: string): Promise<string | null> {
  const row = await query(ctx.tx)
    .selectFrom('published_address')
    .select('address')
    .where('series_id', '=', seriesId)
    .executeTakeFirst()
  return row?.address ?? null
}

/** One change at a time to the order of a series or to its editions; the others wait here. */
export async function takeSeriesTurn(ctx: Ctx, seriesId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.tenantId}/series/${seriesId}`}, 0))`.execute(
    query(ctx.tx),
  )
}

import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

export type FolderRow = {
  id: string
  seriesId: string
  number: number
  pathSealed: Buffer
  writtenAt: Date
  staleAt: Date | null
  missedAt: Date | null
}

/** Remembers a folder as one to be written, also one that was said to be gone. Gives its id. */
export async function upsertFolder(
  ctx: Ctx,
  row: { id: string; seriesId: string; pathSealed: Buffer; pathIndex: Buffer },
): Promise<string> {
  const known = await query(ctx.tx)
    .updateTable('published_folder')
    .set({ stale_at: sql<Date>`clock_timestamp()`, missed_at: null, gone_at: null })
    .where('series_id', '=', row.seriesId)
    .where('path_index', '=', row.pathIndex)
    .returning('id')
    .executeTakeFirst()
  if (known) return known.id
  await query(ctx.tx)
    .insertInto('published_folder')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      series_id: row.seriesId,
      number: sql<number>`(select coalesce(max(number), 0) + 1 from published_folder where series_id = ${row.seriesId})`,
      path_sealed: row.pathSealed,
      path_index: row.pathIndex,
      stale_at: sql<Date>`clock_timestamp()`,
    })
    .execute()
  return row.id
}

/** Folders that are not gone, in order of number. `id`, `exerciseId`, `isStale` narrow it. */
export async function selectFolders(
  ctx: Ctx,
  filter: { seriesId?: string; id?: string; exerciseId?: string; isStale?: boolean },
): Promise<FolderRow[]> {
  let select = query(ctx.tx)
    .selectFrom('published_folder')
    .selectAll()
    .where('tenant_id', '=', ctx.tenantId)
    .where('gone_at', 'is', null)
  if (filter.seriesId) select = select.where('series_id', '=', filter.seriesId)
  if (filter.id) select = select.where('id', '=', filter.id)
  if (filter.isStale) select = select.where('stale_at', 'is not', null)
  if (filter.exerciseId) {
    const { exerciseId } = filter
    select = select.where('series_id', 'in', (series) =>
      series.selectFrom('series').select('series.id').where('series.exercise_id', '=', exerciseId),
    )
  }
  const rows = await select.orderBy('series_id').orderBy('number').execute()
  return rows.map((row) => ({
    id: row.id,
    seriesId: row.series_id,
    number: row.number,
    pathSealed: row.path_sealed,
    writtenAt: row.written_at,
    staleAt: row.stale_at,
    missedAt: row.missed_at,
  }))
}

/** Holds a folder until the transaction ends; false while somebody else has it, or when it is gone. */
export async function holdFolder(ctx: Ctx, id: string): Promise<boolean> {
  const row = await query(ctx.tx)
    .selectFrom('published_folder')
    .select('id')
    .where('id', '=', id)
    .where('gone_at', 'is', null)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row !== undefined
}

export async function markWritten(ctx: Ctx, id: string): Promise<void> {
  await query(ctx.tx)
    .updateTable('published_folder')
    .set({ written_at: sql<Date>`clock_timestamp()`, stale_at: null, missed_at: null })
    .where('id', '=', id)
    .execute()
}

/** Notes that a folder could not be reached. Gives whether that is news: not noted within the hour. */
export async function markMissed(ctx: Ctx, id: string): Promise<boolean> {
  const row = await query(ctx.tx)
    .updateTable('published_folder')
    .set({ missed_at: sql<Date>`clock_timestamp()` })
    .where('id', '=', id)
    .where((where) =>
      where.or([
        where('missed_at', 'is', null),
        where('missed_at', '<', sql<Date>`clock_timestamp() - interval '1 hour'`),
      ]),
    )
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function markGone(ctx: Ctx, seriesId: string, id: string): Promise<boolean> {
  const row = await query(ctx.tx)
    .updateTable('published_folder')
    .set({ gone_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('series_id', '=', seriesId)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Folders of these series are to be written again. */
export async function callFolders(ctx: Ctx, seriesIds: readonly string[]): Promise<void> {
  if (seriesIds.length === 0) return
  await query(ctx.tx)
    .updateTable('published_folder')
    .set({ stale_at: sql<Date>`clock_timestamp()` })
    .where('series_id', 'in', [...seriesIds])
    .where('gone_at', 'is', null)
    .execute()
}

import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

export type VersionRow = { id: string; place: number; contentSealed: Buffer; writtenAt: Date }

/** One saving at a time in this space, until the transaction ends. */
export async function holdKeepingSafe(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.tenantId}/keeping-safe`}, 0))`.execute(
    query(ctx.tx),
  )
}

/** The version that stands; null when nothing was ever written. */
export async function findNewest(ctx: Ctx): Promise<VersionRow | null> {
  const row = await selectVersion(ctx).orderBy('place', 'desc').limit(1).executeTakeFirst()
  return row ?? null
}

export async function findVersion(ctx: Ctx, id: string): Promise<VersionRow | null> {
  const row = await selectVersion(ctx).where('id', '=', id).executeTakeFirst()
  return row ?? null
}

/** Versions before the one that stands, newest first. */
export async function selectEarlier(
  ctx: Ctx,
  before: number | null,
  limit: number,
): Promise<{ id: string; place: number; writtenAt: Date }[]> {
  return query(ctx.tx)
    .selectFrom('keeping_safe_version')
    .select(['id', 'place', 'written_at as writtenAt'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('place', '<', before ?? newestPlace(ctx))
    .orderBy('place', 'desc')
    .limit(limit)
    .execute()
}

/** Adds a version after the newest. The caller holds the page. */
export async function insertVersion(ctx: Ctx, row: { id: string; contentSealed: Buffer }): Promise<void> {
  await query(ctx.tx)
    .insertInto('keeping_safe_version')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      place: sql<number>`coalesce(${newestPlace(ctx)}, 0) + 1`,
      content_sealed: row.contentSealed,
    })
    .execute()
}

/** Takes one version away, unless it is the one that stands. Gives whether there was such a one. */
export async function deleteEarlier(ctx: Ctx, id: string): Promise<boolean> {
  const gone = await query(ctx.tx)
    .deleteFrom('keeping_safe_version')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', id)
    .where('place', '<', newestPlace(ctx))
    .executeTakeFirst()
  return gone.numDeletedRows === 1n
}

export async function deleteAllEarlier(ctx: Ctx): Promise<void> {
  await query(ctx.tx)
    .deleteFrom('keeping_safe_version')
    .where('tenant_id', '=', ctx.tenantId)
    .where('place', '<', newestPlace(ctx))
    .execute()
}

function selectVersion(ctx: Ctx) {
  return query(ctx.tx)
    .selectFrom('keeping_safe_version')
    .select(['id', 'place', 'content_sealed as contentSealed', 'written_at as writtenAt'])
    .where('tenant_id', '=', ctx.tenantId)
}

function newestPlace(ctx: Ctx) {
  return sql<number>`(select max(place) from keeping_safe_version where tenant_id = ${ctx.tenantId})`
}

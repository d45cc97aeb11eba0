import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

export type ChanceRow = {
  id: string
  chanceId: string
  isDown: boolean
  contentSealed: Buffer
  writtenAt: Date
}

/** One saving at a time among the chances of this space, until the transaction ends. */
export async function holdChances(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.tenantId}/chance`}, 0))`.execute(
    query(ctx.tx),
  )
}

/** The newest version of each chance, the one written last first. A coach is shown those that stand. */
export async function selectChances(ctx: Ctx): Promise<ChanceRow[]> {
  return selectVersions(ctx)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('chance_version as later')
            .select('later.id')
            .whereRef('later.tenant_id', '=', 'v.tenant_id')
            .whereRef('later.chance_id', '=', 'v.chance_id')
            .whereRef('later.place', '>', 'v.place'),
        ),
      ),
    )
    .orderBy('v.written_at', 'desc')
    .orderBy('v.id')
    .execute()
}

/** The newest version of one chance; null when there is no such chance, or none that who acts may see. */
export async function findChance(ctx: Ctx, chanceId: string): Promise<ChanceRow | null> {
  const row = await selectVersions(ctx)
    .where('v.chance_id', '=', chanceId)
    .orderBy('v.place', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** Versions of one chance before the one that stands, newest first. */
export async function selectEarlierOfChance(
  ctx: Ctx,
  chanceId: string,
  before: number | null,
  limit: number,
): Promise<{ id: string; place: number; isDown: boolean; writtenAt: Date }[]> {
  return query(ctx.tx)
    .selectFrom('chance_version')
    .select(['id', 'place', 'is_down as isDown', 'written_at as writtenAt'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('chance_id', '=', chanceId)
    .where('place', '<', before ?? newestPlace(ctx, chanceId))
    .orderBy('place', 'desc')
    .limit(limit)
    .execute()
}

export async function findChanceVersion(ctx: Ctx, id: string): Promise<ChanceRow | null> {
  const row = await selectVersions(ctx).where('v.id', '=', id).executeTakeFirst()
  return row ?? null
}

/** Takes one version of a chance away; the database keeps the one that stands. */
export async function deleteEarlierOfChance(ctx: Ctx, chanceId: string, id: string): Promise<void> {
  await query(ctx.tx)
    .deleteFrom('chance_version')
    .where('tenant_id', '=', ctx.tenantId)
    .where('chance_id', '=', chanceId)
    .where('id', '=', id)
    .execute()
}

export async function insertChance(ctx: Ctx, id: string): Promise<void> {
  await query(ctx.tx).insertInto('chance').values({ tenant_id: ctx.tenantId, id }).execute()
}

/** Adds a version after the newest. The caller holds the chances. */
export async function insertChanceVersion(
  ctx: Ctx,
  row: { id: string; chanceId: string; isDown: boolean; contentSealed: Buffer },
): Promise<void> {
  await query(ctx.tx)
    .insertInto('chance_version')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      chance_id: row.chanceId,
      place: sql<number>`coalesce(${newestPlace(ctx, row.chanceId)}, 0) + 1`,
      is_down: row.isDown,
      content_sealed: row.contentSealed,
    })
    .execute()
}

/** Takes a chance away, with all its versions and what was said about it. */
export async function deleteChance(ctx: Ctx, id: string): Promise<void> {
  await query(ctx.tx)
    .deleteFrom('chance')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', id)
    .execute()
}

export type LineRow = { id: string; chanceId: string; contentSealed: Buffer; writtenAt: Date }

/** What coaches said about chances, in the order of saying; of one chance, or of all. A coach is shown their own. */
export async function selectLines(ctx: Ctx, chanceId?: string): Promise<LineRow[]> {
  return query(ctx.tx)
    .selectFrom('chance_line')
    .select(['id', 'chance_id as chanceId', 'content_sealed as contentSealed', 'written_at as writtenAt'])
    .where('tenant_id', '=', ctx.tenantId)
    .$if(chanceId !== undefined, (select) => select.where('chance_id', '=', chanceId!))
    .orderBy('written_at')
    .orderBy('id')
    .execute()
}

/** Adds a line of the coach who acts. Nothing happens when it is there already. */
export async function insertLine(
  ctx: Ctx,
  row: { id: string; chanceId: string; contentSealed: Buffer },
): Promise<void> {
  await query(ctx.tx)
    .insertInto('chance_line')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      chance_id: row.chanceId,
      account_id: ctx.actor.id,
      content_sealed: row.contentSealed,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

function selectVersions(ctx: Ctx) {
  return query(ctx.tx)
    .selectFrom('chance_version as v')
    .select([
      'v.id',
      'v.chance_id as chanceId',
      'v.is_down as isDown',
      'v.content_sealed as contentSealed',
      'v.written_at as writtenAt',
    ])
    .where('v.tenant_id', '=', ctx.tenantId)
}

function newestPlace(ctx: Ctx, chanceId: string) {
  return sql<number>`(select max(place) from chance_version
    where tenant_id = ${ctx.tenantId} and chance_id = ${chanceId})`
}

import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

/** Notes that its person has moved on, or chosen the day on which all goes. What stood before is replaced. */
export async function putMovingOn(ctx: Ctx, days: number | null): Promise<void> {
  const goesAt = days === null ? null : sql<Date>`now() + make_interval(days => ${days}::int)`
  await query(ctx.tx)
    .insertInto('moving_on')
    .values({ tenant_id: ctx.tenantId, goes_at: goesAt })
    .onConflict((conflict) =>
      conflict
        .column('tenant_id')
        .doUpdateSet({ goes_at: goesAt })
        // A day that was chosen before stays: the same tap twice puts nothing off.
        .where('moving_on.goes_at', 'is', null),
    )
    .execute()
}

/** Takes back that its person has moved on. What has begun to go is past that. */
export async function deleteMovingOn(ctx: Ctx): Promise<void> {
  await query(ctx.tx)
    .deleteFrom('moving_on')
    .where('tenant_id', '=', ctx.tenantId)
    .where((where) =>
      where.or([where('goes_at', 'is', null), where('goes_at', '>', sql<Date>`statement_timestamp()`)]),
    )
    .execute()
}

export async function selectMovingOn(ctx: Ctx): Promise<{ movedOnAt: Date; goesAt: Date | null } | null> {
  const row = await query(ctx.tx)
    .selectFrom('moving_on')
    .select(['moved_on_at as movedOnAt', 'goes_at as goesAt'])
    .where('tenant_id', '=', ctx.tenantId)
    .executeTakeFirst()
  return row ?? null
}

/** Nothing happens when it is there: its form was sent twice. */
export async function insertLetter(ctx: Ctx, row: { id: string; wordsSealed: Buffer }): Promise<void> {
  await query(ctx.tx)
    .insertInto('later_letter')
    .values({ tenant_id: ctx.tenantId, id: row.id, words_sealed: row.wordsSealed })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function deleteLetter(ctx: Ctx, id: string): Promise<void> {
  await query(ctx.tx)
    .deleteFrom('later_letter')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', id)
    .execute()
}

/** The newest first. */
export async function selectLetters(
  ctx: Ctx,
): Promise<{ id: string; wordsSealed: Buffer; writtenAt: Date }[]> {
  return query(ctx.tx)
    .selectFrom('later_letter')
    .select(['id', 'words_sealed as wordsSealed', 'written_at as writtenAt'])
    .where('tenant_id', '=', ctx.tenantId)
    .orderBy('written_at', 'desc')
    .orderBy('id')
    .execute()
}

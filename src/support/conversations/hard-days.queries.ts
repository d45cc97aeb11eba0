import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

/** Nothing happens when it is said already. Who says so, the database writes. */
export async function insertMark(
  ctx: Ctx,
  row: { id: string; byAccount: string | null; bySealed: Buffer | null },
): Promise<void> {
  await query(ctx.tx)
    .insertInto('keeping_safe_conversation')
    .values({ tenant_id: ctx.tenantId, id: row.id, by_account: row.byAccount, by_sealed: row.bySealed })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Of a coach's only what they said themself: so says the database. */
export async function deleteMark(ctx: Ctx, id: string): Promise<void> {
  await query(ctx.tx)
    .deleteFrom('keeping_safe_conversation')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', id)
    .execute()
}

export async function findMark(
  ctx: Ctx,
  id: string,
): Promise<{ byAccount: string | null; bySealed: Buffer | null } | null> {
  const row = await query(ctx.tx)
    .selectFrom('keeping_safe_conversation')
    .select(['by_account as byAccount', 'by_sealed as bySealed'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** The newest first. */
export async function selectMarked(ctx: Ctx): Promise<{ id: string; happenedOn: string }[]> {
  const answer = await sql<{ id: string; happened_on: string }>`
    select * from scope.conversations_about_hard_days()`.execute(query(ctx.tx))
  return answer.rows.map((row) => ({ id: row.id, happenedOn: row.happened_on }))
}

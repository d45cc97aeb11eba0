import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

/** Adds a card of the coach who acts. Those out of date go. */
export async function insertOffer(
  ctx: Ctx,
  row: { id: string; codeIndex: Buffer; days: number },
): Promise<void> {
  await query(ctx.tx)
    .deleteFrom('offer')
    .where('tenant_id', '=', ctx.tenantId)
    .where('expires_at', '<', sql<Date>`now()`)
    .execute()
  await query(ctx.tx)
    .insertInto('offer')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      account_id: ctx.actor.id,
      code_index: row.codeIndex,
      expires_at: sql<Date>`now() + make_interval(days => ${row.days}::int)`,
    })
    .execute()
}

/** Cards of the coach who acts whose time is not over. */
export async function selectOffers(ctx: Ctx): Promise<{ id: string; madeAt: Date; expiresAt: Date }[]> {
  return query(ctx.tx)
    .selectFrom('offer')
    .select(['id', 'made_at as madeAt', 'expires_at as expiresAt'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('expires_at', '>', sql<Date>`now()`)
    .orderBy('made_at')
    .execute()
}

export async function deleteOffer(ctx: Ctx, id: string): Promise<void> {
  await query(ctx.tx).deleteFrom('offer').where('tenant_id', '=', ctx.tenantId).where('id', '=', id).execute()
}

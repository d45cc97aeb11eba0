import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

export async function insertLetters(
  ctx: Ctx,
  rows: readonly { id: string; accountId: string; isAgain: boolean }[],
): Promise<void> {
  await query(ctx.tx)
    .insertInto('safeguarding_letter')
    .values(
      rows.map((row) => ({
        tenant_id: ctx.tenantId,
        id: row.id,
        account_id: row.accountId,
        is_again: row.isAgain,
      })),
    )
    .execute()
}

/** Letters that have not left. */
export async function selectUnsent(ctx: Ctx): Promise<{ id: string; accountId: string; isAgain: boolean }[]> {
  return query(ctx.tx)
    .selectFrom('safeguarding_letter')
    .select(['id', 'account_id as accountId', 'is_again as isAgain'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('sent_at', 'is', null)
    .orderBy('wanted_at')
    .execute()
}

export async function setSent(ctx: Ctx, ids: readonly string[]): Promise<void> {
  await query(ctx.tx)
    .updateTable('safeguarding_letter')
    .set({ sent_at: sql<Date>`now()` })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', 'in', ids)
    .execute()
}

import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

export type ExceptionRow = { accountId: string; askedBy: string; until: Date | null }

/** Asked within a day and not agreed to, or in force. */
export async function listExceptionRows(ctx: Ctx): Promise<ExceptionRow[]> {
  const rows = await query(ctx.tx)
    .selectFrom('passkey_exception')
    .select(['account_id', 'asked_by', 'until'])
    .where((where) =>
      where.or([
        where('until', '>', sql<Date>`now()`),
        where.and([where('until', 'is', null), where('asked_at', '>', sql<Date>`now() - interval '1 day'`)]),
      ]),
    )
    .orderBy('asked_at')
    .execute()
  return rows.map((row) => ({ accountId: row.account_id, askedBy: row.asked_by, until: row.until }))
}

/** In place of an older one for the same person. */
export async function insertException(ctx: Ctx, accountId: string): Promise<void> {
  await query(ctx.tx).deleteFrom('passkey_exception').where('account_id', '=', accountId).execute()
  await query(ctx.tx)
    .insertInto('passkey_exception')
    .values({ tenant_id: ctx.tenantId, account_id: accountId, asked_by: ctx.actor.id })
    .execute()
}

/** Who asked for it, when it waits for a second person; the row is held until the transaction ends. */
export async function findAsker(ctx: Ctx, accountId: string): Promise<string | null> {
  const row = await query(ctx.tx)
    .selectFrom('passkey_exception')
    .select('asked_by')
    .where('account_id', '=', accountId)
    .where('until', 'is', null)
    .where('asked_at', '>', sql<Date>`now() - interval '1 day'`)
    .forUpdate()
    .executeTakeFirst()
  return row?.asked_by ?? null
}

export async function agreeToException(ctx: Ctx, accountId: string, hours: number): Promise<void> {
  await query(ctx.tx)
    .updateTable('passkey_exception')
    .set({ agreed_by: ctx.actor.id, until: sql<Date>`now() + make_interval(hours => ${hours}::int)` })
    .where('account_id', '=', accountId)
    .execute()
}

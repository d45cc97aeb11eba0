import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

export async function insertLook(
  ctx: Ctx,
  row: {
    id: string
    accountId: string | null
    whoSealed: Buffer
    room: string
    why: string
    aboutId: string | null
  },
): Promise<void> {
  await query(ctx.tx)
    .insertInto('look')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      account_id: row.accountId,
      who_sealed: row.whoSealed,
      room: row.room,
      why: row.why,
      about_id: row.aboutId,
    })
    .execute()
}

export type LookRow = {
  id: string
  at: Date
  whoSealed: Buffer
  room: string
  why: string
}

/** What can be told, newest first, or what came before one of them: several may be of the same moment. */
export async function selectLooks(ctx: Ctx, before: string | null, limit: number): Promise<LookRow[]> {
  return query(ctx.tx)
    .selectFrom('look')
    .select(['id', 'at', 'who_sealed as whoSealed', 'room', 'why'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('told_from', '<=', sql<Date>`now()`)
    .$if(before !== null, (select) =>
      select.where(
        sql<boolean>`(at, id) < (select b.at, b.id from look b where b.tenant_id = ${ctx.tenantId} and b.id = ${before})`,
      ),
    )
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** Whether a room is open to the guest who acts, and their look at it is written down. */
export async function isLetIn(ctx: Ctx, room: string): Promise<boolean> {
  const answer = await sql<{ is_open: boolean }>`select scope.is_let_in(${room}) as is_open`.execute(
    query(ctx.tx),
  )
  return answer.rows[0]!.is_open
}

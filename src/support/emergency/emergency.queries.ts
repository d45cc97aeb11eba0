import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

/** Whether an emergency could open more of this space to the coach who acts. */
export async function couldOpen(ctx: Ctx, spaceId: string): Promise<boolean> {
  const answer = await sql<{ could: boolean }>`select scope.could_open(${spaceId}) as could`.execute(
    query(ctx.tx),
  )
  return answer.rows[0]!.could
}

/** Whether a second person shut what the coach who acts opened of this space, a day ago at most. */
export async function wasShut(ctx: Ctx, spaceId: string): Promise<boolean> {
  const answer = await sql<{ was: boolean }>`select scope.was_shut(${spaceId}) as was`.execute(query(ctx.tx))
  return answer.rows[0]!.was
}

/** False when it is not theirs to shut, or nothing of it is open. */
export async function shutOpened(ctx: Ctx, recordId: string): Promise<boolean> {
  const answer = await sql<{ shut: boolean }>`select scope.shut_emergency(${recordId}) as shut`.execute(
    query(ctx.tx),
  )
  return answer.rows[0]!.shut
}

/** Opens rooms for the emergency written down in this transaction. False when that cannot be. */
export async function insertEmergency(
  ctx: Ctx,
  recordId: string,
  rooms: readonly string[],
): Promise<boolean> {
  const answer = await sql<{ until: Date | null }>`
    select scope.open_emergency(${recordId}, ${sql.val([...rooms])}::text[]) as until`.execute(query(ctx.tx))
  return answer.rows[0]!.until !== null
}

/** What an emergency opens to the coach who acts, in this space, at this moment; the one that lasts longest last. */
export async function selectLive(ctx: Ctx): Promise<{ rooms: string[]; until: Date }[]> {
  return query(ctx.tx)
    .selectFrom('emergency')
    .select(['rooms', 'until'])
    .where('tenant_id', '=', ctx.tenantId)
    .where(sql<boolean>`scope.is_emergency('space')`)
    .orderBy('until')
    .execute()
}

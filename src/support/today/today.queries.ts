import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query, type Tx } from '../../platform/db/tx.ts'

export type AskedRow = {
  saidBy: string
  wish: string
  wordsSealed: Buffer | null
  coachSealed: Buffer | null
}

/** What was asked of today in this space, by the database's clock: what was said on another day is not there. */
export async function selectAsked(ctx: Ctx): Promise<AskedRow[]> {
  return query(ctx.tx)
    .selectFrom('today')
    .select(['said_by as saidBy', 'wish', 'words_sealed as wordsSealed', 'coach_sealed as coachSealed'])
    .where('tenant_id', '=', ctx.tenantId)
    .where(sql<boolean>`scope.london_day(said_at) = scope.london_day(statement_timestamp())`)
    .orderBy('said_by', 'desc')
    .execute()
}

/** Who says it, the database knows. What was said at the same moment from another tab stays. */
export async function insertAsked(
  ctx: Ctx,
  row: { wish: string; wordsSealed: Buffer | null; coachSealed: Buffer | null },
): Promise<void> {
  await query(ctx.tx)
    .insertInto('today')
    .values({
      tenant_id: ctx.tenantId,
      wish: row.wish,
      words_sealed: row.wordsSealed,
      coach_sealed: row.coachSealed,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Takes away what was asked: all of it for the person, for a coach what coaches wrote down. */
export async function deleteAsked(ctx: Ctx): Promise<void> {
  await query(ctx.tx).deleteFrom('today').where('tenant_id', '=', ctx.tenantId).execute()
}

/** Takes away what was asked on days that are over, in every space. */
export async function forgetDays(tx: Tx): Promise<void> {
  await sql`select scope.forget_days()`.execute(query(tx))
}

export type TodayRow = {
  spaceId: string
  nameSealed: Buffer
  rooms: string[] | null
  until: Date | null
  isTryout: boolean
  asked: Pick<AskedRow, 'saidBy' | 'wish' | 'wordsSealed'> | null
}

/**
 * The spaces that are open to a coach at this moment, each as often as something was asked of today in it, or once: one
 * statement, however many there are.
 */
export async function selectToday(tx: Tx, accountId: string, organisationId: string): Promise<TodayRow[]> {
  const answer = await sql<
    Omit<TodayRow, 'asked'> & { saidBy: string | null; wish: string | null; wordsSealed: Buffer | null }
  >`
    select o.space_id as "spaceId", o.name_sealed as "nameSealed", o.rooms, o.until, o.is_tryout as "isTryout",
           a.said_by as "saidBy", a.wish, a.words_sealed as "wordsSealed"
    from scope.spaces_open_to(${accountId}) o
    left join scope.asked_today(${accountId}) a on a.space_id = o.space_id
    where o.organisation_id = ${organisationId}
    order by o.space_id, a.said_by desc`.execute(query(tx))
  return answer.rows.map(({ saidBy, wish, wordsSealed, ...row }) => ({
    ...row,
    asked: saidBy && wish ? { saidBy, wish, wordsSealed } : null,
  }))
}

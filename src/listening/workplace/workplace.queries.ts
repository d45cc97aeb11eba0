import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { anyOf, query } from '../../platform/db/tx.ts'

export type WorkplaceRow = { advice: string; since: Date }

export async function selectWorkplace(ctx: Ctx, exerciseId: string): Promise<WorkplaceRow | null> {
  const row = await query(ctx.tx)
    .selectFrom('workplace')
    .select(['advice', 'since'])
    .where('exercise_id', '=', exerciseId)
    .executeTakeFirst()
  return row ?? null
}

export async function upsertWorkplace(ctx: Ctx, exerciseId: string, advice: string): Promise<void> {
  await query(ctx.tx)
    .insertInto('workplace')
    .values({ tenant_id: ctx.tenantId, exercise_id: exerciseId, advice })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'exercise_id']).doUpdateSet({ advice }))
    .execute()
}

export async function deleteWorkplace(ctx: Ctx, exerciseId: string): Promise<void> {
  await query(ctx.tx).deleteFrom('workplace').where('exercise_id', '=', exerciseId).execute()
}

export type LateJoinerRow = { accountId: string; upTo: number; joinedAt: Date }

export async function selectLateJoiners(ctx: Ctx, exerciseId: string): Promise<LateJoinerRow[]> {
  const rows = await query(ctx.tx)
    .selectFrom('late_joiner')
    .selectAll()
    .where('exercise_id', '=', exerciseId)
    .orderBy('joined_at')
    .execute()
  return rows.map((row) => ({ accountId: row.account_id, upTo: row.up_to, joinedAt: row.joined_at }))
}

/** Whether anything was heard in an exercise, in a file that waits too. */
export async function hasWords(ctx: Ctx, exerciseId: string): Promise<boolean> {
  const row = await query(ctx.tx)
    .selectFrom('contribution')
    .select('id')
    .where('exercise_id', '=', exerciseId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Labels of an exercise, sealed; at most 5,000. */
export async function selectLabels(
  ctx: Ctx,
  exerciseId: string,
): Promise<{ id: string; labelSealed: Buffer }[]> {
  return query(ctx.tx)
    .selectFrom('voice_label')
    .select(['id', 'label_sealed as labelSealed'])
    .where('exercise_id', '=', exerciseId)
    .orderBy('id')
    .limit(5000)
    .execute()
}

/** Whether this actor is kept from words of an exercise. */
export async function isShutOut(ctx: Ctx, exerciseId: string): Promise<boolean> {
  const answer = await sql<{ shut: boolean }>`
    select exists (select from scope.shut_words() s where s.exercise_id = ${exerciseId}) as shut`.execute(
    query(ctx.tx),
  )
  return answer.rows[0]!.shut
}

/** Whether one of these voices said something this actor is kept from. */
export async function hasShutWords(ctx: Ctx, voiceIds: readonly string[]): Promise<boolean> {
  const answer = await sql<{ shut: boolean }>`
    select exists (
      select from contribution c
      join passage p on p.tenant_id = c.tenant_id and p.contribution_id = c.id
      join scope.shut_words() s on s.exercise_id = p.exercise_id and p.number <= s.up_to
      where c.tenant_id = ${ctx.tenantId} and c.voice_id = ${anyOf(voiceIds)}) as shut`.execute(query(ctx.tx))
  return answer.rows[0]!.shut
}

/** When this actor joined the team of a workplace after others; null for everybody else. */
export async function selectJoinedLater(ctx: Ctx, exerciseId: string): Promise<Date | null> {
  const answer = await sql<{ at: Date }>`
    select j.joined_at as at from late_joiner j
    join workplace w on w.tenant_id = j.tenant_id and w.exercise_id = j.exercise_id
    where j.tenant_id = ${ctx.tenantId} and j.exercise_id = ${exerciseId}
      and j.account_id::text = ${ctx.actor.id}`.execute(query(ctx.tx))
  return answer.rows[0]?.at ?? null
}

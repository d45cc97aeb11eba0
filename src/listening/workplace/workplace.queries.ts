import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

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

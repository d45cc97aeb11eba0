import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

/** An exercise whose raw words go on a day (`YYYY-MM-DD`). `told`: its leads know of that day. */
export type Ending = { exerciseId: string; on: string; told: boolean }

/** Exercises whose raw words go within a week or have been due, that somebody is to be told of or that hold some. */
export async function selectEndings(ctx: Ctx): Promise<(Ending & { isDue: boolean })[]> {
  const answer = await sql<{ id: string; day: string; told: boolean; due: boolean }>`
    select e.id, e.raw_until::text as day, r.told_for is not distinct from e.raw_until as told,
      e.raw_until <= current_date as due
    from exercise e
    left join retention r on r.tenant_id = e.tenant_id and r.exercise_id = e.id
    where e.tenant_id = ${ctx.tenantId} and e.raw_until <= current_date + 7
      and (r.told_for is distinct from e.raw_until or r.gone_at is null or exists (
        select from passage p where p.tenant_id = e.tenant_id and p.exercise_id = e.id))
    order by e.raw_until, e.id`.execute(query(ctx.tx))
  return answer.rows.map((row) => ({
    exerciseId: row.id,
    on: row.day,
    told: row.told,
    isDue: row.due,
  }))
}

/** What stands with the raw words of one exercise; null while no day is set. */
export async function selectEnding(
  ctx: Ctx,
  exerciseId: string,
): Promise<{ on: string; goneAt: Date | null; isNear: boolean } | null> {
  const answer = await sql<{ day: string; gone_at: Date | null; near: boolean }>`
    select e.raw_until::text as day, r.gone_at, e.raw_until <= current_date + 7 as near
    from exercise e
    left join retention r on r.tenant_id = e.tenant_id and r.exercise_id = e.id
    where e.id = ${exerciseId} and e.raw_until is not null`.execute(query(ctx.tx))
  const row = answer.rows[0]
  return row ? { on: row.day, goneAt: row.gone_at, isNear: row.near } : null
}

export async function upsertRetention(
  ctx: Ctx,
  exerciseId: string,
  change: { toldFor: string } | { isGone: true },
): Promise<void> {
  const set = 'toldFor' in change ? { told_for: change.toldFor } : { gone_at: ctx.now }
  await query(ctx.tx)
    .insertInto('retention')
    .values({ tenant_id: ctx.tenantId, exercise_id: exerciseId, ...set })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'exercise_id']).doUpdateSet(set))
    .execute()
}

/** Some voices that still have raw words, labels or nothing at all, held until the transaction ends. */
export async function selectRawVoices(
  ctx: Ctx,
  exerciseId: string,
  limit: number,
): Promise<{ id: string; isHeard: boolean }[]> {
  const answer = await sql<{ id: string; is_heard: boolean }>`
    select v.id, v.part = 'contributor' and coalesce(asked.answer, false) as is_heard
    from voice v
    left join lateral (
      select e.answer from consent_event e
      where e.tenant_id = v.tenant_id and e.voice_id = v.id and e.use = 'read'
      order by e.at desc, e.id desc limit 1) asked on true
    where v.tenant_id = ${ctx.tenantId} and v.exercise_id = ${exerciseId} and v.joined_to is null
      and v.rest is distinct from 'waiting'
      and (v.rest is null or exists (
        select from contribution c where c.tenant_id = v.tenant_id and c.voice_id = v.id))
    order by v.id limit ${limit} for update of v`.execute(query(ctx.tx))
  return answer.rows.map((row) => ({ id: row.id, isHeard: row.is_heard }))
}

/** Takes what a voice brought and was called, and leaves its number, its answers and its phrase: it was heard. */
export async function emptyVoice(ctx: Ctx, voiceId: string): Promise<void> {
  await query(ctx.tx).deleteFrom('contribution').where('voice_id', '=', voiceId).execute()
  await query(ctx.tx).deleteFrom('voice_label').where('voice_id', '=', voiceId).execute()
  await query(ctx.tx).updateTable('voice').set({ rest: 'heard' }).where('id', '=', voiceId).execute()
}

export async function selectFiles(ctx: Ctx, exerciseId: string): Promise<string[]> {
  const rows = await query(ctx.tx)
    .selectFrom('source')
    .select('id')
    .where('exercise_id', '=', exerciseId)
    .where('format', '<>', 'web')
    .execute()
  return rows.map((row) => row.id)
}

import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { anyOf, query } from '../../platform/db/tx.ts'

export type KeptRow = {
  id: string
  exerciseId: string
  voiceId: string
  passageId: string
  why: 'withdrawal' | 'retention'
  contentSealed: Buffer
}

export async function insertKept(ctx: Ctx, rows: readonly KeptRow[]): Promise<void> {
  if (rows.length === 0) return
  await query(ctx.tx)
    .insertInto('kept_passage')
    .values(
      rows.map((row) => ({
        tenant_id: ctx.tenantId,
        id: row.id,
        exercise_id: row.exerciseId,
        voice_id: row.voiceId,
        passage_id: row.passageId,
        why: row.why,
        content_sealed: row.contentSealed,
      })),
    )
    .execute()
}

/**
 * What is kept of these passages. A voice that is still with us and whose raw words went on their date may say no to
 * being quoted at any time; one that took its words back chose until when.
 */
export async function selectKept(
  ctx: Ctx,
  passageIds: readonly string[],
): Promise<{ id: string; voiceId: string; passageId: string; contentSealed: Buffer }[]> {
  if (passageIds.length === 0) return []
  const answer = await sql<{ id: string; voice_id: string; passage_id: string; content_sealed: Buffer }>`
    select k.id, k.voice_id, k.passage_id, k.content_sealed from kept_passage k
    left join lateral (
      select e.answer from consent_event e
      where e.tenant_id = k.tenant_id and e.voice_id = k.voice_id and e.use = 'quote'
      order by e.at desc, e.id desc limit 1) may_quote on true
    left join lateral (
      select e.answer from consent_event e
      where e.tenant_id = k.tenant_id and e.voice_id = k.voice_id and e.use = 'read'
      order by e.at desc, e.id desc limit 1) may_read on true
    where k.passage_id = ${anyOf(passageIds)}
      and (k.why = 'withdrawal' or (may_quote.answer and may_read.answer))`.execute(query(ctx.tx))
  return answer.rows.map((row) => ({
    id: row.id,
    voiceId: row.voice_id,
    passageId: row.passage_id,
    contentSealed: row.content_sealed,
  }))
}

/** Keys of what is kept of a voice, and the passages it was. */
export async function selectKeptOfVoice(
  ctx: Ctx,
  voiceId: string,
): Promise<{ id: string; passageId: string }[]> {
  const answer = await sql<{ id: string; passage_id: string }>`
    select id, passage_id from scope.kept_keys(${voiceId})`.execute(query(ctx.tx))
  return answer.rows.map((row) => ({ id: row.id, passageId: row.passage_id }))
}

export async function selectPublishedAmong(ctx: Ctx, passageIds: readonly string[]): Promise<string[]> {
  if (passageIds.length === 0) return []
  const rows = await query(ctx.tx)
    .selectFrom('published_passage')
    .select('passage_id')
    .distinct()
    .where('passage_id', '=', anyOf(passageIds))
    .execute()
  return rows.map((row) => row.passage_id)
}

/** What waits for the rebuild of an exercise: keys, the passages they were, and the voices that wait with them. */
export async function selectWaiting(
  ctx: Ctx,
  exerciseId: string,
): Promise<{ kept: { id: string; passageId: string }[]; voiceIds: string[] }> {
  const kept = await query(ctx.tx)
    .selectFrom('kept_passage')
    .select(['id', 'passage_id as passageId'])
    .where('exercise_id', '=', exerciseId)
    .where('why', '=', 'withdrawal')
    .execute()
  const voices = await query(ctx.tx)
    .selectFrom('voice')
    .select('id')
    .where('exercise_id', '=', exerciseId)
    .where('rest', '=', 'waiting')
    .forUpdate()
    .execute()
  return { kept, voiceIds: voices.map((row) => row.id) }
}

export async function deleteWaiting(
  ctx: Ctx,
  waiting: { kept: readonly { id: string }[]; voiceIds: readonly string[] },
): Promise<void> {
  await query(ctx.tx)
    .deleteFrom('kept_passage')
    .where('id', '=', anyOf(waiting.kept.map((one) => one.id)))
    .execute()
  await query(ctx.tx).deleteFrom('voice').where('id', '=', anyOf(waiting.voiceIds)).execute()
}

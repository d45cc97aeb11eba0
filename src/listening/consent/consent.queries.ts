import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

export type Use = 'read' | 'quote'

export type ConsentRow = {
  id: string
  exerciseId: string
  voiceId: string
  use: Use
  answer: boolean
  howSealed: Buffer | null
  wordsVersion: string
}

export async function insertConsent(ctx: Ctx, rows: readonly ConsentRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += 1000) {
    await query(ctx.tx)
      .insertInto('consent_event')
      .values(
        rows.slice(start, start + 1000).map((row) => ({
          tenant_id: ctx.tenantId,
          id: row.id,
          exercise_id: row.exerciseId,
          voice_id: row.voiceId,
          use: row.use,
          answer: row.answer,
          how_sealed: row.howSealed,
          words_version: row.wordsVersion,
          recorded_by: ctx.actor.id,
        })),
      )
      .execute()
  }
}

export async function selectConsent(
  ctx: Ctx,
  voiceIds: readonly string[],
): Promise<{ voiceId: string; use: Use; answer: boolean; at: Date }[]> {
  if (voiceIds.length === 0) return []
  const rows = await query(ctx.tx)
    .selectFrom('consent_event')
    .distinctOn(['voice_id', 'use'])
    .select(['voice_id', 'use', 'answer', 'at'])
    .where('voice_id', 'in', [...voiceIds])
    .orderBy('voice_id')
    .orderBy('use')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({ voiceId: row.voice_id, use: row.use as Use, answer: row.answer, at: row.at }))
}

export type ConsentHistoryRow = ConsentRow & { recordedBy: string; at: Date }

/** Every answer a voice ever gave, the oldest first. */
export async function selectHistory(ctx: Ctx, voiceId: string): Promise<ConsentHistoryRow[]> {
  const rows = await query(ctx.tx)
    .selectFrom('consent_event')
    .selectAll()
    .where('voice_id', '=', voiceId)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    exerciseId: row.exercise_id,
    voiceId: row.voice_id,
    use: row.use as Use,
    answer: row.answer,
    howSealed: row.how_sealed,
    wordsVersion: row.words_version,
    recordedBy: row.recorded_by,
    at: row.at,
  }))
}

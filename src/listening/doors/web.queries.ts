import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

export async function insertComeBack(
  ctx: Ctx,
  row: { id: string; exerciseId: string; voiceId: string; phraseHash: Buffer },
): Promise<void> {
  await query(ctx.tx)
    .insertInto('come_back')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      exercise_id: row.exerciseId,
      voice_id: row.voiceId,
      phrase_hash: row.phraseHash,
    })
    .execute()
}

/** Whether an error says that this phrase already leads to a voice. */
export function isPhraseTaken(error: unknown): boolean {
  const { code, constraint } = error as { code?: unknown; constraint?: unknown }
  return code === '23505' && constraint === 'come_back_tenant_id_exercise_id_phrase_hash_key'
}

export async function selectComeBack(
  ctx: Ctx,
  exerciseId: string,
  phraseHash: Buffer,
): Promise<{ voiceId: string; createdAt: Date } | null> {
  const row = await query(ctx.tx)
    .selectFrom('come_back')
    .select(['voice_id', 'created_at'])
    .where('exercise_id', '=', exerciseId)
    .where('phrase_hash', '=', phraseHash)
    .executeTakeFirst()
  return row ? { voiceId: row.voice_id, createdAt: row.created_at } : null
}

/** The verbatims of one voice, oldest first, whatever it agreed to: for itself only. */
export async function selectOwnPassages(
  ctx: Ctx,
  voiceId: string,
): Promise<{ passageId: string; receivedAt: Date; verbatimSealed: Buffer }[]> {
  const rows = await query(ctx.tx)
    .selectFrom('passage')
    .innerJoin('contribution', (join) =>
      join
        .onRef('contribution.tenant_id', '=', 'passage.tenant_id')
        .onRef('contribution.id', '=', 'passage.contribution_id'),
    )
    .select(['passage.id', 'contribution.received_at', 'passage.verbatim_sealed'])
    .where('contribution.voice_id', '=', voiceId)
    .orderBy('passage.number')
    .limit(1000)
    .execute()
  return rows.map((row) => ({
    passageId: row.id,
    receivedAt: row.received_at,
    verbatimSealed: row.verbatim_sealed,
  }))
}

/** The exercise a voice belongs to, or null when there is no such voice (any more). */
export async function selectExerciseOfVoice(ctx: Ctx, voiceId: string): Promise<string | null> {
  const row = await query(ctx.tx)
    .selectFrom('voice')
    .select('exercise_id')
    .where('id', '=', voiceId)
    .executeTakeFirst()
  return row?.exercise_id ?? null
}

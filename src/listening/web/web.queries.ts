import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

export async function insertComeBack(
  ctx: Ctx,
  row: { id: string; exerciseId: string; voiceId: string; phraseHash: Buffer; made: string },
): Promise<void> {
  await query(ctx.tx)
    .insertInto('come_back')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      exercise_id: row.exerciseId,
      voice_id: row.voiceId,
      phrase_hash: row.phraseHash,
      made: row.made,
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

export type OwnPassageRow = {
  passageId: string
  number: number
  receivedAt: Date
  isHeld: boolean
  verbatimSealed: Buffer
  contextSealed: Buffer | null
}

/** The verbatims of one voice, oldest first, whatever it agreed to: for itself only. */
export async function selectOwnPassages(
  ctx: Ctx,
  voiceId: string,
  part: { only?: string | undefined } = {},
): Promise<OwnPassageRow[]> {
  const rows = await query(ctx.tx)
    .selectFrom('passage')
    .innerJoin('contribution', (join) =>
      join
        .onRef('contribution.tenant_id', '=', 'passage.tenant_id')
        .onRef('contribution.id', '=', 'passage.contribution_id'),
    )
    .select([
      'passage.id',
      'passage.number',
      'contribution.received_at',
      'contribution.is_held',
      'passage.verbatim_sealed',
      'passage.context_sealed',
    ])
    .where('contribution.voice_id', '=', voiceId)
    .$if(part.only !== undefined, (select) => select.where('passage.id', '=', part.only!))
    .orderBy('passage.number')
    .limit(10_000)
    .execute()
  return rows.map((row) => ({
    passageId: row.id,
    number: row.number,
    receivedAt: row.received_at,
    isHeld: row.is_held,
    verbatimSealed: row.verbatim_sealed,
    contextSealed: row.context_sealed,
  }))
}

/** The doors a voice came by, files that nobody has checked yet included: they are its own words too. */
export async function selectOwnDoors(ctx: Ctx, voiceId: string): Promise<string[]> {
  const rows = await query(ctx.tx)
    .selectFrom('contribution')
    .innerJoin('source', (join) =>
      join
        .onRef('source.tenant_id', '=', 'contribution.tenant_id')
        .onRef('source.id', '=', 'contribution.source_id'),
    )
    .select('source.door')
    .distinct()
    .where('contribution.voice_id', '=', voiceId)
    .execute()
  return rows.map((row) => row.door)
}

/** Why what this voice sent last waits for a listener's look; null when it does not. */
export async function selectHeldWhy(ctx: Ctx, voiceId: string): Promise<string | null> {
  const row = await query(ctx.tx)
    .selectFrom('contribution')
    .select('held_why')
    .where('voice_id', '=', voiceId)
    .where('is_held', '=', true)
    .orderBy('received_at', 'desc')
    .executeTakeFirst()
  return row?.held_why ?? null
}

/**
 * A contribution through the come-back page, in the public page's own source; false when the same sending is kept
 * already.
 */
export async function insertOwnContribution(
  ctx: Ctx,
  row: { id: string; exerciseId: string; voiceId: string; sendingIndex: Buffer; heldWhy: string | null },
): Promise<boolean> {
  const kept = await query(ctx.tx)
    .insertInto('contribution')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      exercise_id: row.exerciseId,
      voice_id: row.voiceId,
      source_id: row.exerciseId,
      sending_index: row.sendingIndex,
      is_held: row.heldWhy !== null,
      held_why: row.heldWhy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return kept.length > 0
}

/** Holds a voice until the transaction ends: nobody takes it back or changes it meanwhile. False when it is gone. */
export async function holdVoice(ctx: Ctx, voiceId: string, exerciseId: string): Promise<boolean> {
  const row = await query(ctx.tx)
    .selectFrom('voice')
    .select('id')
    .where('id', '=', voiceId)
    .where('exercise_id', '=', exerciseId)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

/** The exercise a voice belongs to, or null when there is no such voice (any more). */
export async function selectExerciseOfVoice(ctx: Ctx, voiceId: string): Promise<string | null> {
  const row = await query(ctx.tx)
    .selectFrom('voice')
    .select('exercise_id')
    .where('id', '=', voiceId)
    // One that took its words back and waits for the rebuild holds nothing and takes nothing any more.
    .where('rest', 'is distinct from', 'waiting')
    .executeTakeFirst()
  return row?.exercise_id ?? null
}

import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { anyOf, query } from '../../platform/db/tx.ts'

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
      opens: `{${row.voiceId}}`,
    })
    .execute()
}

/**
 * Words to come back: the voice they lead to, and what they open of it. Where voices were joined that is what came as
 * one of `opens`, its own first.
 */
export type ComeBack = {
  id: string
  voiceId: string
  opens: string[]
  createdAt: Date
  /** It took everything back, and only what is printed is left until the rebuild. */
  isWaiting: boolean
}

/** Whether an error says that this phrase already leads to a voice. */
export function isPhraseTaken(error: unknown): boolean {
  const { code, constraint } = error as { code?: unknown; constraint?: unknown }
  return code === '23505' && constraint === 'come_back_tenant_id_exercise_id_phrase_hash_key'
}

export async function selectComeBack(
  ctx: Ctx,
  exerciseId: string,
  by: { phraseHash: Buffer } | { id: string },
): Promise<ComeBack | null> {
  const row = await query(ctx.tx)
    .selectFrom('come_back')
    .innerJoin('voice', (join) =>
      join.onRef('voice.tenant_id', '=', 'come_back.tenant_id').onRef('voice.id', '=', 'come_back.voice_id'),
    )
    .select(['come_back.id', 'come_back.voice_id', 'come_back.created_at', 'voice.rest'])
    .select(sql<string[]>`come_back.opens::text[]`.as('opens'))
    .where('come_back.exercise_id', '=', exerciseId)
    .where((where) =>
      'id' in by ? where('come_back.id', '=', by.id) : where('phrase_hash', '=', by.phraseHash),
    )
    .executeTakeFirst()
  return row
    ? {
        id: row.id,
        voiceId: row.voice_id,
        opens: row.opens,
        createdAt: row.created_at,
        isWaiting: row.rest === 'waiting',
      }
    : null
}

/**
 * Where a phrase leads, held until the transaction ends: nobody takes that voice back, changes it or joins it to another
 * meanwhile. Null when there is nothing (any more). One that waits for the rebuild is held too.
 */
export async function holdBack(
  ctx: Ctx,
  door: { exerciseId: string },
  came: { backId: string },
): Promise<ComeBack | null> {
  for (;;) {
    const seen = await selectComeBack(ctx, door.exerciseId, { id: came.backId })
    if (!seen) return null
    await query(ctx.tx).selectFrom('voice').select('id').where('id', '=', seen.voiceId).forUpdate().execute()
    const held = await selectComeBack(ctx, door.exerciseId, { id: came.backId })
    if (held?.voiceId === seen.voiceId) return held
  }
}

/** Whether there is such a voice. */
export async function isKnownVoice(ctx: Ctx, voiceId: string): Promise<boolean> {
  const row = await query(ctx.tx)
    .selectFrom('voice')
    .select('id')
    .where('id', '=', voiceId)
    .executeTakeFirst()
  return row !== undefined
}

export type OwnPassageRow = {
  passageId: string
  number: number
  receivedAt: Date
  isHeld: boolean
  verbatimSealed: Buffer
  contextSealed: Buffer | null
}

/** The verbatims a phrase opens, oldest first, whatever their voice agreed to: for itself only. */
export async function selectOwnPassages(
  ctx: Ctx,
  back: ComeBack,
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
    .where('contribution.voice_id', '=', back.voiceId)
    .where('contribution.came_as', '=', anyOf(back.opens))
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

/** How many passages of the same voice a phrase does not open: they came as another one that was joined to it. */
export async function countElsewhere(ctx: Ctx, back: ComeBack): Promise<number> {
  const answer = await sql<{ count: number }>`
    select count(*) as count from passage p
    join contribution c on c.tenant_id = p.tenant_id and c.id = p.contribution_id
    where p.tenant_id = ${ctx.tenantId} and c.voice_id = ${back.voiceId}
      and c.came_as <> all(${back.opens}::uuid[])`.execute(query(ctx.tx))
  return Number(answer.rows[0]!.count)
}

/** The doors a voice came by, files that nobody has checked yet included: they are its own words too. */
export async function selectOwnDoors(ctx: Ctx, back: ComeBack): Promise<string[]> {
  const rows = await query(ctx.tx)
    .selectFrom('contribution')
    .innerJoin('source', (join) =>
      join
        .onRef('source.tenant_id', '=', 'contribution.tenant_id')
        .onRef('source.id', '=', 'contribution.source_id'),
    )
    .select('source.door')
    .distinct()
    .where('contribution.voice_id', '=', back.voiceId)
    .where('contribution.came_as', '=', anyOf(back.opens))
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
  row: {
    id: string
    exerciseId: string
    voiceId: string
    cameAs: string
    sendingIndex: Buffer
    heldWhy: string | null
  },
): Promise<boolean> {
  const kept = await query(ctx.tx)
    .insertInto('contribution')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      exercise_id: row.exerciseId,
      voice_id: row.voiceId,
      source_id: row.exerciseId,
      came_as: row.cameAs,
      sending_index: row.sendingIndex,
      is_held: row.heldWhy !== null,
      held_why: row.heldWhy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return kept.length > 0
}

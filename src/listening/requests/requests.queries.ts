import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { anyOf, query } from '../../platform/db/tx.ts'

export type RequestKind = 'phrase' | 'print'

export type RequestRow = {
  id: string
  exerciseId: string
  voiceId: string
  voiceNumber: number
  kind: RequestKind
  /** What the person was given to come back with. */
  number: number
  howKnownSealed: Buffer
  askedBy: string
  askedAt: Date
  readyAt: Date
  isReady: boolean
  secondBy: string | null
  secondAt: Date | null
  stoppedBy: string | null
  doneAt: Date | null
  /** Two weeks have passed since it was ready; or its voice was found to be another's, where it is asked anew. */
  isOver: boolean
}

function select(ctx: Ctx) {
  return query(ctx.tx)
    .selectFrom('request')
    .innerJoin('voice', (join) =>
      join.onRef('voice.tenant_id', '=', 'request.tenant_id').onRef('voice.id', '=', 'request.voice_id'),
    )
    .select([
      'request.id',
      'request.exercise_id as exerciseId',
      'request.voice_id as voiceId',
      'voice.number as voiceNumber',
      'request.kind',
      'request.number',
      'request.how_known_sealed as howKnownSealed',
      'request.asked_by as askedBy',
      'request.asked_at as askedAt',
      'request.ready_at as readyAt',
      'request.second_by as secondBy',
      'request.second_at as secondAt',
      'request.stopped_by as stoppedBy',
      'request.done_at as doneAt',
      sql<boolean>`request.ready_at <= now()`.as('isReady'),
      sql<boolean>`request.ready_at + interval '14 days' < now() or voice.joined_to is not null`.as('isOver'),
    ])
}

/** One request, or null. `hold` keeps anybody else from it until the transaction ends. */
export async function selectRequest(ctx: Ctx, id: string, hold = false): Promise<RequestRow | null> {
  const row = await select(ctx)
    .where('request.id', '=', id)
    .$if(hold, (one) => one.forUpdate('request'))
    .executeTakeFirst()
  return row ? { ...row, kind: row.kind as RequestKind } : null
}

/** Requests of an exercise that still wait, or of one voice; the newest first. */
export async function selectOpenRequests(
  ctx: Ctx,
  which: { exerciseId: string } | { voiceId: string },
): Promise<RequestRow[]> {
  const asked =
    'voiceId' in which
      ? select(ctx).where('request.voice_id', '=', which.voiceId)
      : select(ctx).where('request.exercise_id', '=', which.exerciseId)
  const rows = await asked
    .where('request.done_at', 'is', null)
    .where('request.stopped_at', 'is', null)
    .where('voice.joined_to', 'is', null)
    .where(sql<boolean>`request.ready_at + interval '14 days' >= now()`)
    .orderBy('request.asked_at', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind as RequestKind }))
}

export async function insertRequest(
  ctx: Ctx,
  row: {
    id: string
    exerciseId: string
    voiceId: string
    kind: RequestKind
    number: number
    howKnownSealed: Buffer
  },
): Promise<boolean> {
  const kept = await query(ctx.tx)
    .insertInto('request')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      exercise_id: row.exerciseId,
      voice_id: row.voiceId,
      kind: row.kind,
      number: row.number,
      how_known_sealed: row.howKnownSealed,
      asked_by: ctx.actor.id,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'exercise_id', 'number']).doNothing())
    .returning('id')
    .execute()
  return kept.length > 0
}

export async function setSecond(ctx: Ctx, id: string): Promise<void> {
  await query(ctx.tx)
    .updateTable('request')
    .set({ second_by: ctx.actor.id, second_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
}

export async function setStopped(ctx: Ctx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await query(ctx.tx)
    .updateTable('request')
    .set({ stopped_by: ctx.actor.id, stopped_at: sql<Date>`now()` })
    .where('id', 'in', [...ids])
    .where('done_at', 'is', null)
    .where('stopped_at', 'is', null)
    .execute()
}

export async function setDone(ctx: Ctx, id: string): Promise<void> {
  await query(ctx.tx)
    .updateTable('request')
    .set({ done_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
}

/** A voice, or null. `hold` keeps anybody else from asking for it until the transaction ends. */
export async function selectVoiceOf(
  ctx: Ctx,
  voiceId: string,
  hold = false,
): Promise<{ exerciseId: string; number: number } | null> {
  const row = await query(ctx.tx)
    .selectFrom('voice')
    .select(['exercise_id as exerciseId', 'number'])
    .where('id', '=', voiceId)
    .where('joined_to', 'is', null)
    .$if(hold, (select) => select.forUpdate())
    .executeTakeFirst()
  return row ?? null
}

/** How many phrases lead to a voice. */
export async function countComeBacks(ctx: Ctx, voiceId: string): Promise<number> {
  const answer = await sql<{ count: number }>`select scope.count_come_backs(${voiceId}) as count`.execute(
    query(ctx.tx),
  )
  return Number(answer.rows[0]!.count)
}

/** Whether some words of a voice came as another one. */
export async function isPutTogether(ctx: Ctx, voiceId: string): Promise<boolean> {
  const answer = await sql<{ is: boolean }>`select scope.is_put_together(${voiceId}) as is`.execute(
    query(ctx.tx),
  )
  return answer.rows[0]!.is
}

/** As which voices words came that belonged to a voice at a moment, itself first. */
export async function selectBelonged(ctx: Ctx, voiceId: string, at: Date): Promise<string[]> {
  const answer = await sql<{ belonged: string[] }>`
    select scope.belonged(${voiceId}, ${at})::text[] as belonged`.execute(query(ctx.tx))
  return answer.rows[0]!.belonged
}

/** The first phrase of a voice that never had one; false when it has, or wrote on the public page itself. */
export async function giveComeBack(ctx: Ctx, voiceId: string, id: string, hash: Buffer): Promise<boolean> {
  const answer = await sql<{ given: boolean }>`
    select scope.give_come_back(${voiceId}, ${id}, ${hash}) as given`.execute(query(ctx.tx))
  return answer.rows[0]!.given
}

/** A new phrase in place of all old ones; false unless the request is agreed by two, has waited, and is not done. */
export async function replaceComeBacks(
  ctx: Ctx,
  requestId: string,
  id: string,
  hash: Buffer,
): Promise<boolean> {
  const answer = await sql<{ replaced: boolean }>`
    select scope.replace_come_backs(${requestId}, ${id}, ${hash}) as replaced`.execute(query(ctx.tx))
  return answer.rows[0]!.replaced
}

/** All passages of a voice, in files nobody has checked yet too. */
export async function selectPassagesOf(
  ctx: Ctx,
  voiceId: string,
  cameAs: readonly string[],
): Promise<{ id: string; number: number; door: string; receivedAt: Date }[]> {
  return query(ctx.tx)
    .selectFrom('passage')
    .innerJoin('contribution', (join) =>
      join
        .onRef('contribution.tenant_id', '=', 'passage.tenant_id')
        .onRef('contribution.id', '=', 'passage.contribution_id'),
    )
    .innerJoin('source', (join) =>
      join
        .onRef('source.tenant_id', '=', 'contribution.tenant_id')
        .onRef('source.id', '=', 'contribution.source_id'),
    )
    .select(['passage.id', 'passage.number', 'source.door', 'contribution.received_at as receivedAt'])
    .where('contribution.voice_id', '=', voiceId)
    .where('contribution.came_as', '=', anyOf(cameAs))
    .orderBy('passage.number')
    .execute()
}

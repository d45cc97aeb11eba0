import { sql } from 'kysely'
import { inBatches } from '../../platform/db/batches.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'
import type { EditRow } from '../passages/passages.ts'

/**
 * One change at a time to what stands with a passage. Deciders of one exercise share its lock, so that they wait
 * only for a batch of proposals and for somebody on the same passage.
 */
export async function takeReviewTurn(ctx: Ctx, exerciseId: string, passageId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended(${`${ctx.tenantId}/propose/${exerciseId}`}, 0))`.execute(
    query(ctx.tx),
  )
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.tenantId}/review/${passageId}`}, 0))`.execute(
    query(ctx.tx),
  )
}

/** One batch of proposals at a time in an exercise, and nobody deciding meanwhile. */
export async function takeProposeTurn(ctx: Ctx, exerciseId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.tenantId}/propose/${exerciseId}`}, 0))`.execute(
    query(ctx.tx),
  )
}

export type NewEdit = EditRow & {
  confidence: number
  proposedBy: string
  decidedBy: string | null
  /** The order of its card; of what is decided already, none. */
  harm?: number
}

export async function insertEdits(ctx: Ctx, rows: readonly NewEdit[]): Promise<void> {
  for (const some of inBatches(rows, 1000)) {
    await query(ctx.tx)
      .insertInto('edit')
      .values(
        some.map((row) => ({
          tenant_id: ctx.tenantId,
          id: row.id,
          passage_id: row.passageId,
          start_at: row.start,
          end_at: row.end,
          kind: row.kind,
          type: row.type,
          confidence: row.confidence,
          reason: row.reason,
          replacement_sealed: row.replacementSealed,
          reason_sealed: row.reasonSealed,
          state: row.state,
          proposed_by: row.proposedBy,
          decided_by: row.decidedBy,
          decided_at: row.decidedBy ? ctx.now : null,
          entity_index: row.entityIndex,
          harm: row.harm ?? 0,
        })),
      )
      .execute()
  }
}

export type EditChange = {
  state: EditRow['state']
  kind?: EditRow['kind']
  reason?: string
  proposedBy?: string
  replacementSealed?: Buffer
  reasonSealed?: Buffer | null
}

/** Changes what was decided about an edit; the actor and the time are written with it. */
export async function updateEdit(ctx: Ctx, id: string, change: EditChange): Promise<void> {
  const isDecided = change.state !== 'proposed'
  await query(ctx.tx)
    .updateTable('edit')
    .set({
      state: change.state,
      decided_by: isDecided ? ctx.actor.id : null,
      decided_at: isDecided ? ctx.now : null,
      // Asked again, it stands on its card where the card's other mentions do.
      ...(isDecided ? {} : { harm: sql<number>`coalesce(${harmOfCard(ctx, id)}, harm)` }),
      ...(change.kind ? { kind: change.kind } : {}),
      ...(change.reason ? { reason: change.reason } : {}),
      ...(change.proposedBy ? { proposed_by: change.proposedBy } : {}),
      ...(change.replacementSealed ? { replacement_sealed: change.replacementSealed } : {}),
      ...(change.reasonSealed !== undefined ? { reason_sealed: change.reasonSealed } : {}),
    })
    .where('id', '=', id)
    .execute()
}

function harmOfCard(ctx: Ctx, id: string) {
  return sql`(
    select other.harm from edit one
    join edit other on other.tenant_id = one.tenant_id and other.exercise_id = one.exercise_id and other.card_index = one.card_index
      and other.kind = 'generalise' and other.state = 'proposed'
    where one.tenant_id = ${ctx.tenantId} and one.id = ${id}::uuid limit 1)`
}

/** Says anew whom or what edits are about, and where that stands among the cards when it does already. */
export async function updateEntities(
  ctx: Ctx,
  rows: readonly { id: string; entityIndex: Buffer; harm?: number | undefined }[],
): Promise<void> {
  for (const some of inBatches(rows, 5000)) {
    await sql`
      update edit set entity_index = decode(made.entity, 'hex'), harm = coalesce(made.harm, edit.harm)
      from unnest(${some.map((row) => row.id)}::uuid[], ${some.map((row) => row.entityIndex.toString('hex'))}::text[],
        ${some.map((row) => row.harm ?? null)}::integer[])
        as made (id, entity, harm)
      where edit.tenant_id = ${ctx.tenantId} and edit.id = made.id`.execute(query(ctx.tx))
  }
}

export async function insertReview(ctx: Ctx, passageId: string, readingIndex: Buffer): Promise<void> {
  await query(ctx.tx)
    .insertInto('passage_review')
    .values({
      tenant_id: ctx.tenantId,
      passage_id: passageId,
      first_by: ctx.actor.id,
      first_at: ctx.now,
      reading_index: readingIndex,
    })
    .execute()
}

export async function updateSecond(ctx: Ctx, passageId: string): Promise<void> {
  await query(ctx.tx)
    .updateTable('passage_review')
    .set({ second_by: ctx.actor.id, second_at: ctx.now })
    .where('passage_id', '=', passageId)
    .where('second_by', 'is', null)
    .execute()
}

/** Both signatures go. */
export async function deleteReview(ctx: Ctx, passageId: string): Promise<void> {
  await query(ctx.tx).deleteFrom('passage_review').where('passage_id', '=', passageId).execute()
}

/** Every label of an exercise, also where whoever set the engine going may be shown none. */
export async function selectLabels(
  ctx: Ctx,
  exerciseId: string,
): Promise<{ id: string; labelSealed: Buffer }[]> {
  const answer = await sql<{ id: string; labelSealed: Buffer }>`
    select id, label_sealed as "labelSealed" from scope.labels_to_reckon_with(${exerciseId}, null, 2147483647)
    order by id`.execute(query(ctx.tx))
  return answer.rows
}

/** Tasks of a kind that nobody has begun, each about a contribution to this exercise, the oldest first. */
export async function selectTasksOfContributions(
  ctx: Ctx,
  exerciseId: string,
  input: { kind: string; limit: number },
): Promise<{ id: string; contributionId: string }[]> {
  const answer = await sql<{ id: string; contributionId: string }>`
    select t.id, t.about_id as "contributionId"
    from task t join contribution c on c.tenant_id = t.tenant_id and c.id = t.about_id
    where t.tenant_id = ${ctx.tenantId} and t.kind = ${input.kind} and t.state in ('waiting', 'sent')
      and c.exercise_id = ${exerciseId}::uuid
    order by t.created_at limit ${input.limit}`.execute(query(ctx.tx))
  return answer.rows
}

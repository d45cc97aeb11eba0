import { sql } from 'kysely'
import { inBatches } from '../../platform/db/batches.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

/** How far the first reading of an exercise has come, in passages that wait for it. */
export type Progress = {
  /** The words nobody proposed were not looked at yet. */
  toSweep: number
  /** Every card is answered and the other words were looked at. */
  ready: number
  /** A second reader sent them back: they are read whole. */
  forWhole: number
}

const waits = sql<boolean>`s.part = 'contributor' and s.may_read and s.first_by is null`

export async function selectProgress(ctx: Ctx, exerciseId: string): Promise<Progress> {
  const answer = await sql<Progress>`
    select (count(*) filter (where w.swept_at is null and not coalesce(w.is_for_whole, false)))::integer as "toSweep",
      (count(*) filter (where w.swept_at is not null and not w.is_for_whole and not s.has_open_proposals))::integer as ready,
      (count(*) filter (where w.is_for_whole))::integer as "forWhole"
    from passage_state s
    left join passage_sweep w on w.tenant_id = s.tenant_id and w.passage_id = s.passage_id
    where s.tenant_id = ${ctx.tenantId} and s.exercise_id = ${exerciseId} and ${waits}`.execute(query(ctx.tx))
  return answer.rows[0]!
}

/** Passages whose other words wait for a look, in their order. */
export async function selectToSweep(ctx: Ctx, exerciseId: string, limit: number): Promise<string[]> {
  const answer = await sql<{ id: string }>`
    select s.passage_id as id from passage_state s
    left join passage_sweep w on w.tenant_id = s.tenant_id and w.passage_id = s.passage_id
    where s.tenant_id = ${ctx.tenantId} and s.exercise_id = ${exerciseId} and ${waits}
      and w.swept_at is null and not coalesce(w.is_for_whole, false)
    order by s.number limit ${limit}`.execute(query(ctx.tx))
  return answer.rows.map((row) => row.id)
}

/** Passages a first reader has been through by cards and by this list, in their order. */
export async function selectReady(ctx: Ctx, exerciseId: string, limit: number): Promise<string[]> {
  const answer = await sql<{ id: string }>`
    select s.passage_id as id from passage_state s
    join passage_sweep w on w.tenant_id = s.tenant_id and w.passage_id = s.passage_id
    where s.tenant_id = ${ctx.tenantId} and s.exercise_id = ${exerciseId} and ${waits}
      and w.swept_at is not null and not w.is_for_whole and not s.has_open_proposals
    order by s.number limit ${limit}`.execute(query(ctx.tx))
  return answer.rows.map((row) => row.id)
}

export async function upsertSwept(ctx: Ctx, passageIds: readonly string[]): Promise<void> {
  for (const some of inBatches(passageIds, 5000)) {
    await query(ctx.tx)
      .insertInto('passage_sweep')
      .values(
        some.map((id) => ({
          tenant_id: ctx.tenantId,
          passage_id: id,
          swept_by: ctx.actor.id,
          swept_at: ctx.now,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['tenant_id', 'passage_id']).doUpdateSet((set) => ({
          swept_by: set.ref('excluded.swept_by'),
          swept_at: set.ref('excluded.swept_at'),
        })),
      )
      .execute()
  }
}

/** A list is not enough for this passage any more. */
export async function upsertForWhole(ctx: Ctx, passageId: string): Promise<void> {
  await query(ctx.tx)
    .insertInto('passage_sweep')
    .values({ tenant_id: ctx.tenantId, passage_id: passageId, is_for_whole: true })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'passage_id']).doUpdateSet({ is_for_whole: true }),
    )
    .execute()
}

/** First signatures on many passages, each on its own reading. */
export async function insertReviews(
  ctx: Ctx,
  rows: readonly { passageId: string; readingIndex: Buffer }[],
): Promise<void> {
  for (const some of inBatches(rows, 2000)) {
    await query(ctx.tx)
      .insertInto('passage_review')
      .values(
        some.map((row) => ({
          tenant_id: ctx.tenantId,
          passage_id: row.passageId,
          first_by: ctx.actor.id,
          first_at: ctx.now,
          reading_index: row.readingIndex,
        })),
      )
      .execute()
  }
}

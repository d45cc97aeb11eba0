import { sql } from 'kysely'
import { inBatches } from '../../platform/db/batches.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

/** Which of these things (fingerprints in hex) somebody ticked in a list of other words, and nobody left since. */
export async function selectTicked(
  ctx: Ctx,
  exerciseId: string,
  cards: readonly string[],
): Promise<string[]> {
  if (cards.length === 0) return []
  const answer = await sql<{ card: string }>`
    select asked.hex as card from unnest(${[...cards]}::text[]) as asked (hex)
    cross join lateral (
      select from edit e
      where e.tenant_id = ${ctx.tenantId} and e.exercise_id = ${exerciseId}::uuid and e.card_index = decode(asked.hex, 'hex')
        and e.kind = 'generalise' and e.reason = 'swept' and e.state <> 'rejected'
      limit 1) ticked`.execute(query(ctx.tx))
  return answer.rows.map((row) => row.card)
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

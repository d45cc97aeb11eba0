import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

/**
 * Of different things of which the tagger was as sure as one step says: on how many was decided, and of how many a mention
 * was changed. What somebody changed by hand on the same words, or a wider change covers, counts as changed. In order, each
 * step up to the next.
 */
export async function selectDecidedBands(
  ctx: Ctx,
  exerciseId: string,
  steps: readonly number[],
): Promise<{ upTo: number; decided: number; accepted: number }[]> {
  const answer = await sql<{ upTo: number; decided: number; accepted: number }>`
    select step.up_to as "upTo", count(distinct e.entity_index)::integer as decided,
      (count(distinct e.entity_index) filter (where e.state = 'accepted' or exists (
        select from edit o where o.tenant_id = e.tenant_id and o.passage_id = e.passage_id and o.id <> e.id
          and o.state = 'accepted' and o.start_at < e.end_at and e.start_at < o.end_at)))::integer as accepted
    from unnest(${steps.slice(0, -1)}::real[], ${steps.slice(1)}::real[]) as step (from_here, up_to)
    left join (edit e join passage p on p.tenant_id = e.tenant_id and p.id = e.passage_id)
      on e.tenant_id = ${ctx.tenantId} and p.exercise_id = ${exerciseId} and e.state <> 'proposed'
        and e.confidence >= step.from_here and e.confidence < step.up_to
        and (e.reason like 'likely-%' or e.reason = 'added-by-team')
    group by step.up_to order by step.up_to`.execute(query(ctx.tx))
  return answer.rows
}

/** How many different things were found by looking and changed, of which the tagger was this unsure. */
export async function selectFaintNames(
  ctx: Ctx,
  exerciseId: string,
  chance: { from: number; to: number },
): Promise<number> {
  const answer = await sql<{ count: number }>`
    select count(distinct e.entity_index)::integer as count
    from edit e join passage p on p.tenant_id = e.tenant_id and p.id = e.passage_id
    where e.tenant_id = ${ctx.tenantId} and p.exercise_id = ${exerciseId} and e.state = 'accepted' and e.reason = 'swept'
      and e.confidence >= ${chance.from}::real and e.confidence < ${chance.to}::real`.execute(query(ctx.tx))
  return answer.rows[0]!.count
}

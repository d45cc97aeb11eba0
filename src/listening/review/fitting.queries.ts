import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

/**
 * Of the different things of which the tagger was as sure as this: whether a mention of any was changed, and when not, on how many
 * was decided. What somebody changed by hand on the same words, or a wider change covers, counts as changed.
 */
export async function selectDecidedBand(
  ctx: Ctx,
  exerciseId: string,
  chance: { from: number; to: number },
): Promise<{ isAccepted: boolean; decided: number }> {
  const inBand = sql<boolean>`e.tenant_id = ${ctx.tenantId} and e.exercise_id = ${exerciseId}::uuid and e.state <> 'proposed'
    and e.confidence < 0.3 and e.confidence >= ${chance.from}::real and e.confidence < ${chance.to}::real
    and (e.reason like 'likely-%' or e.reason = 'added-by-team')`
  const answer = await sql<{ isAccepted: boolean; decided: number }>`
    select band."isAccepted", case when band."isAccepted" then 0 else (
      select count(distinct e.entity_index)::integer from edit e where ${inBand}) end as decided
    from (select exists (select from edit e where ${inBand} and e.state = 'accepted')
      or exists (select from edit e where ${inBand} and exists (
        select from edit o where o.tenant_id = e.tenant_id and o.passage_id = e.passage_id and o.id <> e.id
          and o.state = 'accepted' and o.start_at < e.end_at and e.start_at < o.end_at)) as "isAccepted") band`.execute(
    query(ctx.tx),
  )
  return answer.rows[0]!
}

/** How many different things were found by looking and changed, of which the tagger was this unsure. */
export async function selectFaintNames(
  ctx: Ctx,
  exerciseId: string,
  chance: { from: number; to: number },
): Promise<number> {
  const answer = await sql<{ count: number }>`
    select count(distinct e.entity_index)::integer as count
    from edit e
    where e.tenant_id = ${ctx.tenantId} and e.exercise_id = ${exerciseId}::uuid and e.state = 'accepted'
      and e.state <> 'proposed' and e.reason = 'swept' and e.confidence < 0.3
      and e.confidence >= ${chance.from}::real and e.confidence < ${chance.to}::real`.execute(query(ctx.tx))
  return answer.rows[0]!.count
}

import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'
import type { EditRow } from '../passages/passages.ts'

/** Where a name stands that other passages bear out, and in how many of them. */
export type NamedPlace = Pick<EditRow, 'passageId' | 'start' | 'end' | 'type' | 'reason'> & { weight: number }

/**
 * Of each person, place or organisation the engine was sure of in two passages, or a person accepted, and nobody left, the
 * longest mention; those in most passages first, at most `limit`. What a label tells is not among them.
 */
export async function selectNamedPlaces(ctx: Ctx, exerciseId: string, limit: number): Promise<NamedPlace[]> {
  const answer = await sql<NamedPlace>`
    with named as (
      select e.entity_index, e.passage_id, e.start_at, e.end_at, e.type, e.reason, e.state, e.confidence
      from edit e
      where e.tenant_id = ${ctx.tenantId} and e.exercise_id = ${exerciseId}::uuid and e.entity_index is not null
        and e.type in ('PERSON', 'PLACE', 'ORGANISATION')
        and e.reason not like 'known-%' and e.reason not in ('named-here', 'named-elsewhere', 'spelt-name')
    ), borne as (
      select entity_index, count(distinct passage_id) filter (where confidence >= 0.8)::integer as passages
      from named group by entity_index
      having not bool_or(state = 'rejected')
        and (bool_or(state = 'accepted') or count(distinct passage_id) filter (where confidence >= 0.8) > 1)
      order by 2 desc, 1 limit ${limit}
    )
    select distinct on (entity_index) passage_id as "passageId", start_at as start, end_at as "end", type, reason,
      greatest(passages, 1) as weight
    from named join borne using (entity_index)
    order by entity_index, end_at - start_at desc, passage_id, start_at`.execute(query(ctx.tx))
  return answer.rows
}

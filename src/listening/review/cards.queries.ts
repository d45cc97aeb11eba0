import { sql } from 'kysely'
import { inBatches } from '../../platform/db/batches.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'
import type { EditRow } from '../passages/passages.ts'

/** Something with open mentions. `entity`: its fingerprint in hex; of a proposal that has none, the proposal's own id. */
export type CardRow = { entity: string; mentions: number }

/** One mention of an entity in words that may be read. */
export type MentionRow = {
  id: string
  passageId: string
  number: number
  start: number
  end: number
  type: string
  state: EditRow['state']
  reason: string
  decidedAt: Date | null
}

const entity = sql<string>`coalesce(encode(e.entity_index, 'hex'), replace(e.id::text, '-', ''))`

/**
 * Everything with open mentions in words this account may read, what does most harm when it stays first: the harm of its
 * kind, times how sure the engine is, summed over its mentions. What a person marked counts as sure.
 */
export async function selectCards(
  ctx: Ctx,
  exerciseId: string,
  input: { sourceId: string | null; harm: Readonly<Record<string, number>>; limit: number },
): Promise<{ cards: CardRow[]; total: number }> {
  const answer = await sql<CardRow & { total: number }>`
    select ${entity} as entity, count(*)::integer as mentions, (count(*) over ())::integer as total
    from edit e
    join passage_state s on s.tenant_id = e.tenant_id and s.passage_id = e.passage_id
    where e.tenant_id = ${ctx.tenantId} and e.state = 'proposed' and e.kind = 'generalise'
      and s.exercise_id = ${exerciseId} and s.part = 'contributor' and s.may_read
      and (${input.sourceId}::uuid is null or s.source_id = ${input.sourceId}::uuid)
    group by 1
    order by sum(coalesce((${JSON.stringify(input.harm)}::jsonb ->> e.type)::real, 1)
      * case when e.proposed_by = 'engine' then e.confidence else 1 end) desc, 1
    limit ${input.limit}`.execute(query(ctx.tx))
  return {
    cards: answer.rows.map((row) => ({ entity: row.entity, mentions: row.mentions })),
    total: answer.rows[0]?.total ?? 0,
  }
}

/**
 * Every mention of something in words this account may read, in their order. A mention that was left is not among them
 * where another change covers its words.
 */
export async function selectMentions(
  ctx: Ctx,
  exerciseId: string,
  input: { entity: string; sourceId: string | null },
): Promise<MentionRow[]> {
  const isOwnId = input.entity.length === 32
  const answer = await sql<MentionRow>`
    select e.id, e.passage_id as "passageId", s.number, e.start_at as start, e.end_at as "end", e.type, e.state,
      e.reason, e.decided_at as "decidedAt"
    from edit e
    join passage_state s on s.tenant_id = e.tenant_id and s.passage_id = e.passage_id
    where e.tenant_id = ${ctx.tenantId} and e.kind = 'generalise'
      and ${
        isOwnId
          ? sql<boolean>`e.id = ${input.entity}::uuid and e.entity_index is null`
          : sql<boolean>`e.entity_index = decode(${input.entity}, 'hex')`
      }
      and s.exercise_id = ${exerciseId} and s.part = 'contributor' and s.may_read
      and (${input.sourceId}::uuid is null or s.source_id = ${input.sourceId}::uuid)
      and (e.state <> 'rejected' or not exists (
        select from edit o where o.tenant_id = e.tenant_id and o.passage_id = e.passage_id and o.id <> e.id
          and o.state <> 'rejected' and o.start_at < e.end_at and e.start_at < o.end_at))
    order by s.number, e.start_at`.execute(query(ctx.tx))
  return answer.rows
}

/** Of each of these things one open mention: where its words can be found. */
export async function selectExamples(
  ctx: Ctx,
  entities: readonly string[],
): Promise<{ entity: string; passageId: string; start: number; end: number }[]> {
  const answer = await sql<{ entity: string; passageId: string; start: number; end: number }>`
    select one.entity, found."passageId", found.start, found."end"
    from unnest(${[...entities]}::text[]) as one (entity)
    join lateral (
      select e.passage_id as "passageId", e.start_at as start, e.end_at as "end"
      from edit e
      join passage_state s on s.tenant_id = e.tenant_id and s.passage_id = e.passage_id
      where e.tenant_id = ${ctx.tenantId} and e.entity_index = decode(one.entity, 'hex') and e.state = 'proposed'
        and s.part = 'contributor' and s.may_read
      limit 1) found on true`.execute(query(ctx.tx))
  return answer.rows
}

export type Decided = { id: string; replacementSealed: Buffer | null; reasonSealed: Buffer | null }

/** Decides edits, all the same way. What is null of the replacement stays as it is; of the reason it goes. */
export async function updateDecided(
  ctx: Ctx,
  state: 'accepted' | 'rejected',
  rows: readonly Decided[],
): Promise<void> {
  for (const some of inBatches(rows, 2000)) {
    await sql`
      update edit set state = ${state}, decided_by = ${ctx.actor.id}::uuid, decided_at = ${ctx.now},
        replacement_sealed = coalesce(decode(made.put, 'hex'), edit.replacement_sealed),
        reason_sealed = decode(made.reason, 'hex')
      from unnest(${some.map((row) => row.id)}::uuid[],
        ${some.map((row) => row.replacementSealed?.toString('hex') ?? null)}::text[],
        ${some.map((row) => row.reasonSealed?.toString('hex') ?? null)}::text[]) as made (id, put, reason)
      where edit.tenant_id = ${ctx.tenantId} and edit.id = made.id`.execute(query(ctx.tx))
  }
}

/** Takes both signatures off these passages; gives those that had one. */
export async function deleteReviews(ctx: Ctx, passageIds: readonly string[]): Promise<string[]> {
  const gone: string[] = []
  for (const some of inBatches(passageIds, 5000)) {
    const rows = await query(ctx.tx)
      .deleteFrom('passage_review')
      .where('passage_id', 'in', some)
      .returning('passage_id as id')
      .execute()
    gone.push(...rows.map((row) => row.id))
  }
  return gone
}

import { sql } from 'kysely'
import { inBatches } from '../../platform/db/batches.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { anyOf, query } from '../../platform/db/tx.ts'
import type { EditRow } from '../passages/passages.ts'
import { readable } from './readable.queries.ts'

/** Something with open mentions, and where one of them stands. `entity`: its fingerprint in hex; of a proposal that has none, its own id. */
export type CardRow = { entity: string; passageId: string; start: number; end: number }

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

const isOpen = sql<boolean>`e.state = 'proposed' and e.kind = 'generalise'`
const columns = sql`e.harm, e.card_index, e.passage_id, e.start_at, e.end_at`

/** The open mentions of an exercise or of one of its sources. */
function openIn(ctx: Ctx, exerciseId: string, sourceId: string | null) {
  const among = sourceId
    ? sql<boolean>`e.source_id = ${sourceId}::uuid and e.exercise_id = ${exerciseId}::uuid`
    : sql<boolean>`e.exercise_id = ${exerciseId}::uuid`
  return sql<boolean>`e.tenant_id = ${ctx.tenantId} and ${among} and ${isOpen}`
}

/**
 * What has open mentions in words this account may read, what may do most harm when it stays first; at most so many, after one or
 * before it. Each is one step in an index.
 */
export async function selectCards(
  ctx: Ctx,
  exerciseId: string,
  input: {
    sourceId: string | null
    limit: number
    from?: { entity: string; towards: 'next' | 'previous' } | undefined
  },
): Promise<CardRow[]> {
  const { from } = input
  const isBack = from?.towards === 'previous'
  const words = readable('e', exerciseId)
  const open = openIn(ctx, exerciseId, input.sourceId)
  const order = isBack ? sql`e.harm, e.card_index` : sql`e.harm desc, e.card_index desc`
  const begin = from
    ? sql`select e.harm, e.card_index as card from edit e where ${openIn(ctx, exerciseId, null)}
        and e.card_index = decode(${from.entity}, 'hex') limit 1`
    : sql`select 2147483647::integer as harm, ''::bytea as card`
  const answer = await sql<CardRow>`
    with recursive step as (
      select 0 as place, b.harm, b.card, null::uuid as passage_id, 0 as start_at, 0 as end_at from (${begin}) b
      union all
      select last.place + 1, next.*
      from step last
      cross join lateral (
        select ${columns} from edit e ${words.join}
        where ${open} and ${words.number}
          and (e.harm, e.card_index) ${isBack ? sql`>` : sql`<`} (last.harm, last.card)
        order by ${order} limit 1) next
      where last.place < ${input.limit})
    select encode(card, 'hex') as entity, passage_id as "passageId", start_at as start, end_at as "end"
    from step where place > 0 order by place`.execute(query(ctx.tx))
  return answer.rows
}

/** Whether something has an open mention in words this account may read. */
export async function selectIsOpen(
  ctx: Ctx,
  exerciseId: string,
  input: { entity: string; sourceId: string | null },
): Promise<boolean> {
  const words = readable('e', exerciseId)
  const answer = await sql`
    select from edit e ${words.join}
    where ${openIn(ctx, exerciseId, input.sourceId)} and ${words.number} and e.card_index = decode(${input.entity}, 'hex')
    limit 1`.execute(query(ctx.tx))
  return answer.rows.length > 0
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
  const words = readable('e', exerciseId)
  const answer = await sql<MentionRow>`
    select e.id, e.passage_id as "passageId", e.number, e.start_at as start, e.end_at as "end", e.type, e.state,
      e.reason, e.decided_at as "decidedAt"
    from edit e ${words.join}
    where e.tenant_id = ${ctx.tenantId} and e.exercise_id = ${exerciseId}::uuid and e.kind = 'generalise'
      and e.card_index = decode(${input.entity}, 'hex') and ${words.number}
      and (${input.sourceId}::uuid is null or e.source_id = ${input.sourceId}::uuid)
      and (e.state <> 'rejected' or not exists (
        select from edit o where o.tenant_id = e.tenant_id and o.passage_id = e.passage_id and o.id <> e.id
          and o.state <> 'rejected' and o.start_at < e.end_at and e.start_at < o.end_at))
    order by e.number, e.start_at`.execute(query(ctx.tx))
  return answer.rows
}

/** What stands sealed in these edits. */
export async function selectSealedEdits(
  ctx: Ctx,
  ids: readonly string[],
): Promise<Map<string, Pick<EditRow, 'replacementSealed' | 'reasonSealed'>>> {
  const rows = await query(ctx.tx)
    .selectFrom('edit')
    .select(['id', 'replacement_sealed as replacementSealed', 'reason_sealed as reasonSealed'])
    .where('id', '=', anyOf(ids))
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
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

import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'
import { inBatches } from '../../platform/db/batches.ts'

/** Mentions of one thing that are weighed: more of them do not bring it further forward. */
const weighed = 2000

/** How much harm something may do, in steps of a ninth more; what does none comes last. */
const stepOf = sql`case when sum(mention.harm) > 0 then floor(8 * log(2, sum(mention.harm)::numeric))::integer else -400 end`

/**
 * Brings the order of these cards in line with their open mentions: the harm of each one's kind, times how sure the engine is,
 * summed up. What a person marked counts as sure. Those that would move by fewer than `least` steps stay.
 */
export async function updateHarm(
  ctx: Ctx,
  exerciseId: string,
  input: { cards: readonly Buffer[]; harm: Readonly<Record<string, number>>; least: number },
): Promise<void> {
  for (const some of inBatches(input.cards, 500)) {
    const open = sql<boolean>`e.tenant_id = ${ctx.tenantId} and e.exercise_id = ${exerciseId}::uuid and e.card_index = one.card
      and e.state = 'proposed' and e.kind = 'generalise'`
    // One card after the other, each by its index: nothing tells the planner how few mentions most have.
    const moved = await sql<{ id: string; harm: number }>`
      select mention.id, now_at.harm
      from unnest(${some.map((card) => card.toString('hex'))}::text[]) as asked (hex)
      cross join lateral (select decode(asked.hex, 'hex') as card) one
      cross join lateral (
        select ${stepOf} as harm from (
          select coalesce((${JSON.stringify(input.harm)}::jsonb ->> e.type)::real, 1)
            * case when e.proposed_by = 'engine' then e.confidence else 1 end as harm
          from edit e where ${open} limit ${weighed}) mention) now_at
      cross join lateral (select e.id, e.harm from edit e where ${open} offset 0) mention
      where abs(mention.harm - now_at.harm) >= ${input.least}::integer`.execute(query(ctx.tx))
    if (moved.rows.length === 0) continue
    await sql`
      update edit set harm = made.harm
      from unnest(${moved.rows.map((row) => row.id)}::uuid[], ${moved.rows.map((row) => row.harm)}::integer[])
        as made (id, harm)
      where edit.tenant_id = ${ctx.tenantId} and edit.id = made.id`.execute(query(ctx.tx))
  }
}

/** What something's open mentions are ordered by, of those of these things that have any. */
export async function selectHarm(
  ctx: Ctx,
  exerciseId: string,
  cards: readonly Buffer[],
): Promise<Map<string, number>> {
  if (cards.length === 0) return new Map()
  const answer = await sql<{ card: string; harm: number }>`
    select asked.hex as card, found.harm
    from unnest(${cards.map((card) => card.toString('hex'))}::text[]) as asked (hex)
    cross join lateral (
      select e.harm from edit e
      where e.tenant_id = ${ctx.tenantId} and e.exercise_id = ${exerciseId}::uuid and e.card_index = decode(asked.hex, 'hex')
        and e.state = 'proposed' and e.kind = 'generalise'
      limit 1) found`.execute(query(ctx.tx))
  return new Map(answer.rows.map((row) => [row.card, row.harm]))
}

/** Things with open mentions, in order of their fingerprints, after one. */
export async function selectThings(
  ctx: Ctx,
  exerciseId: string,
  input: { after: Buffer | null; limit: number },
): Promise<Buffer[]> {
  const answer = await sql<{ card: Buffer }>`
    with recursive thing as (
      select ${input.after ?? Buffer.alloc(0)}::bytea as card, 0 as place
      union all
      select next.card_index, last.place + 1
      from thing last
      cross join lateral (
        select e.card_index from edit e
        where e.tenant_id = ${ctx.tenantId} and e.exercise_id = ${exerciseId}::uuid and e.kind = 'generalise'
          and e.state = 'proposed' and e.card_index > last.card
        order by e.card_index limit 1) next
      where last.place < ${input.limit})
    select card from thing where place > 0 order by place`.execute(query(ctx.tx))
  return answer.rows.map((row) => row.card)
}

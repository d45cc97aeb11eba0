import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'
import { readable } from './readable.queries.ts'

/** What a passage waits for, as the database keeps it. */
export type Stage = 'look' | 'cards' | 'ready' | 'whole' | 'again' | 'second'

/** Passages at some stages whose words this account may read. `firstBy`: only those it read first, or only those somebody else did. */
export type Waiting = { stages: readonly Stage[]; firstBy?: 'me' | 'others' }

/** Passages that wait, in order of number, after a number; each is found by an index. */
export async function selectWaiting(
  ctx: Ctx,
  exerciseId: string,
  input: Waiting & { afterNumber: number; limit: number },
): Promise<{ passageId: string; number: number }[]> {
  const words = readable('p', exerciseId)
  const answer = await sql<{ passageId: string; number: number }>`
    select found.id as "passageId", found.number
    from unnest(${[...input.stages]}::text[]) as one (stage)
    cross join lateral (
      select p.id, p.number from passage p ${words.join}
      where p.tenant_id = ${ctx.tenantId} and p.exercise_id = ${exerciseId}::uuid and p.stage = one.stage and p.stage <> 'done'
        and p.number > ${input.afterNumber} and ${words.number} and ${readFirst(ctx, input)}
      order by p.number limit ${input.limit}) found
    order by found.number limit ${input.limit}`.execute(query(ctx.tx))
  return answer.rows
}

/** How many wait, counted no further than `limit`. */
export async function selectWaitingCount(
  ctx: Ctx,
  exerciseId: string,
  input: Waiting & { limit: number },
): Promise<number> {
  const words = readable('p', exerciseId)
  const answer = await sql<{ count: number }>`
    select count(*)::integer as count from (
      select from unnest(${[...input.stages]}::text[]) as one (stage)
      cross join lateral (
        select from passage p ${words.join}
        where p.tenant_id = ${ctx.tenantId} and p.exercise_id = ${exerciseId}::uuid and p.stage = one.stage
          and p.stage <> 'done' and ${words.number} and ${readFirst(ctx, input)}
        limit ${input.limit}) found
      limit ${input.limit}) waiting`.execute(query(ctx.tx))
  return answer.rows[0]!.count
}

function readFirst(ctx: Ctx, { firstBy }: Waiting) {
  if (!firstBy) return sql<boolean>`true`
  return sql<boolean>`exists (
    select from passage_review r
    where r.tenant_id = p.tenant_id and r.passage_id = p.id
      and r.first_by ${firstBy === 'me' ? sql`=` : sql`<>`} ${ctx.actor.id}::uuid)`
}

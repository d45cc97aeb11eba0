import { sql } from 'kysely'
import { inBatches } from '../../platform/db/batches.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { anyOf, query } from '../../platform/db/tx.ts'

/** Pairs of voices of an exercise that somebody said are two people, as they stand after all joinings. */
export async function selectApart(ctx: Ctx, exerciseId: string): Promise<{ one: string; other: string }[]> {
  const answer = await sql<{ one: string; other: string }>`
    with recursive upward as (
      select v.tenant_id, v.id as member, v.id, v.joined_to from voice v
      where v.tenant_id = ${ctx.tenantId} and v.exercise_id = ${exerciseId}
        and (v.joined_to is not null
          or exists (select from voice_apart a where a.tenant_id = v.tenant_id and v.id in (a.one_id, a.other_id)
                     and a.exercise_id = v.exercise_id))
      union
      select v.tenant_id, u.member, v.id, v.joined_to from upward u
      join voice v on v.tenant_id = u.tenant_id and v.id = u.joined_to)
    select one.id as one, other.id as other from voice_apart a
    join upward one on one.tenant_id = a.tenant_id and one.member = a.one_id and one.joined_to is null
    join upward other on other.tenant_id = a.tenant_id and other.member = a.other_id and other.joined_to is null
    where a.tenant_id = ${ctx.tenantId} and a.exercise_id = ${exerciseId}`.execute(query(ctx.tx))
  return answer.rows
}

/** Where a voice spoke in a source: the numbers of its first and last passage there, in the order of the file. */
export type Stay = { voiceId: string; sourceId: string; door: string; first: number; last: number }

/** The stays of voices that may be proposed: contributors and facilitators with words in a shown source. */
export async function selectStays(ctx: Ctx, voiceIds: readonly string[]): Promise<Stay[]> {
  const stays: Stay[] = []
  for (const some of inBatches(voiceIds, 2000)) {
    const answer = await sql<Stay>`
      select v.id as "voiceId", s.id as "sourceId", s.door, min(p.number) as first, max(p.number) as last
      from voice v
      join contribution c on c.tenant_id = v.tenant_id and c.voice_id = v.id and not c.is_held
      join source s on s.tenant_id = c.tenant_id and s.id = c.source_id and s.state = 'shown'
      join passage p on p.tenant_id = c.tenant_id and p.contribution_id = c.id
      where v.tenant_id = ${ctx.tenantId} and v.part <> 'not-a-contributor'
        and v.id = ${anyOf(some)}
      group by v.id, c.id, s.id, s.door`.execute(query(ctx.tx))
    stays.push(...answer.rows)
  }
  return stays
}

import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { anyOf, query } from '../../platform/db/tx.ts'

/** Other files of one format that are here; `passages`: how many of their passages still stand (0 or 1). */
export async function selectEarlier(
  ctx: Ctx,
  input: { exerciseId: string; sourceId: string; format: string },
): Promise<{ id: string; withdrawn: number; passages: number }[]> {
  const answer = await sql<{ id: string; withdrawn: number; passages: number }>`
    select s.id, s.withdrawn, (exists (
      select from contribution c join passage p on p.tenant_id = c.tenant_id and p.contribution_id = c.id
      where c.tenant_id = s.tenant_id and c.source_id = s.id))::integer as passages
    from source s
    where s.tenant_id = ${ctx.tenantId} and s.exercise_id = ${input.exerciseId} and s.format = ${input.format}
      and s.id <> ${input.sourceId} and s.state in ('to-check', 'shown')
    order by s.brought_at desc limit 1000`.execute(query(ctx.tx))
  return answer.rows
}

/**
 * Passages of some sources that were said at one of these times, with the fingerprints (hex) of their labels. `minutes`:
 * at any second of these (`2024-11-12T09:16`).
 */
export async function selectSaidAt(
  ctx: Ctx,
  input: { exerciseId: string; sourceIds: readonly string[] } & (
    { times: readonly string[] } | { minutes: readonly string[] }
  ),
): Promise<{ passageId: string; sourceId: string; saidAt: string; length: number; blinds: string[] }[]> {
  const isAt =
    'times' in input
      ? sql`p.said_at = any(${sql.val([...input.times])}::text[])`
      : // Between the first and the last, because the index knows whole times.
        sql`p.said_at between ${input.minutes.toSorted()[0]} and ${`${input.minutes.toSorted().at(-1)}:99`}
          and left(p.said_at, 16) = any(${sql.val([...input.minutes])}::text[])`
  const answer = await sql<{
    passageId: string
    sourceId: string
    saidAt: string
    length: number
    blinds: string[]
  }>`
    select p.id as "passageId", c.source_id as "sourceId", p.said_at as "saidAt", p.length,
      array(select encode(i.blind, 'hex') from voice_label l
            join label_index i on i.tenant_id = l.tenant_id and i.voice_label_id = l.id and i.kind = 'label'
            where l.tenant_id = c.tenant_id and l.source_id = c.source_id and l.voice_id = c.voice_id) as blinds
    from passage p
    join contribution c on c.tenant_id = p.tenant_id and c.id = p.contribution_id
    where p.tenant_id = ${ctx.tenantId} and p.exercise_id = ${input.exerciseId}
      and ${isAt}
      and c.source_id = ${anyOf(input.sourceIds)}
    order by p.number`.execute(query(ctx.tx))
  return answer.rows
}

/** Fingerprints (hex) of every label of some sources. */
export async function selectBlinds(ctx: Ctx, sourceIds: readonly string[]): Promise<Set<string>> {
  const rows = await query(ctx.tx)
    .selectFrom('voice_label')
    .innerJoin('label_index', (join) =>
      join
        .onRef('label_index.tenant_id', '=', 'voice_label.tenant_id')
        .onRef('label_index.voice_label_id', '=', 'voice_label.id'),
    )
    .select('label_index.blind')
    .where('voice_label.source_id', 'in', [...sourceIds])
    .where('label_index.kind', '=', 'label')
    .execute()
  return new Set(rows.map((row) => row.blind.toString('hex')))
}

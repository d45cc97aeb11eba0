import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

/** Words of a voice without a yes to be read; `passageIds` null: everything the voice ever said. */
export type Unread = { voiceId: string; since: Date; passageIds: string[] | null }

/** How many voices of a source have no yes to be read. */
export async function countUnread(ctx: Ctx, sourceId: string): Promise<number> {
  const answer = await sql<{ voices: number }>`
    select count(distinct c.voice_id) as voices from contribution c
    where c.tenant_id = ${ctx.tenantId} and c.source_id = ${sourceId} and (
      select e.answer from consent_event e
      where e.tenant_id = c.tenant_id and e.voice_id = c.voice_id and e.use = 'read'
      order by e.at desc, e.id desc limit 1) is not true`.execute(query(ctx.tx))
  return answer.rows[0]!.voices
}

/**
 * Who came in a file and has no yes to be read: since they came, or, where a yes was taken back, since then. Words
 * from the public page are not among them: they came with a yes. `of`: only these voices in one source, without the
 * ids of their passages, for a page.
 */
export async function selectUnread(
  ctx: Ctx,
  filter: { of?: { sourceId: string; voiceIds: readonly string[] }; olderThan: Date },
): Promise<Unread[]> {
  const [sourceId, voiceIds] = [
    filter.of?.sourceId ?? null,
    sql.val(filter.of ? [...filter.of.voiceIds] : null),
  ]
  const answer = await sql<{ voiceId: string; since: Date; whole: boolean; ids: string[] }>`
    with answered as (
      select v.id,
        (select e.answer from consent_event e
         where e.tenant_id = v.tenant_id and e.voice_id = v.id and e.use = 'read'
         order by e.at desc, e.id desc limit 1) as may_read,
        (select max(e.at) from consent_event e
         where e.tenant_id = v.tenant_id and e.voice_id = v.id and e.use = 'read'
           and exists (select from consent_event y where y.tenant_id = v.tenant_id and y.voice_id = v.id
                       and y.use = 'read' and y.answer)) as taken_back
      from voice v where v.tenant_id = ${ctx.tenantId}
        and (${voiceIds}::uuid[] is null or v.id = any(${voiceIds}::uuid[])))
    select c.voice_id as "voiceId", min(greatest(c.received_at, a.taken_back)) as since,
      count(*) = (select count(*) from contribution o
                  where o.tenant_id = ${ctx.tenantId} and o.voice_id = c.voice_id) as whole,
      case when ${filter.of === undefined} then array(
        select p.id from passage p
        join contribution m on m.tenant_id = p.tenant_id and m.id = p.contribution_id
        where p.tenant_id = ${ctx.tenantId} and m.id = any(array_agg(c.id)))::text[] else '{}' end as ids
    from contribution c
    join answered a on a.id = c.voice_id and a.may_read is not true
    join source s on s.tenant_id = c.tenant_id and s.id = c.source_id and s.format <> 'web'
      and s.state in ('to-check', 'shown')
    where c.tenant_id = ${ctx.tenantId} and greatest(c.received_at, a.taken_back) <= ${filter.olderThan}
      and (${sourceId}::uuid is null or s.id = ${sourceId})
    group by c.voice_id
    order by c.voice_id`.execute(query(ctx.tx))
  return answer.rows.map(({ voiceId, since, whole, ids }) => ({
    voiceId,
    since,
    passageIds: whole ? null : ids,
  }))
}

/** Files that came before then and that nobody has said are right. */
export async function selectUnchecked(ctx: Ctx, olderThan: Date): Promise<string[]> {
  const rows = await query(ctx.tx)
    .selectFrom('source')
    .select('id')
    .where('state', 'in', ['to-check', 'asking'])
    .where('brought_at', '<=', olderThan)
    .execute()
  return rows.map((row) => row.id)
}

import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

export type SpeakerRow = {
  voiceId: string
  voiceNumber: number
  part: 'contributor' | 'facilitator' | 'not-a-contributor'
  passages: number
  length: number
  recordings: number
}

/**
 * Who spoke in a source and how much: passages, UTF-16 units of verbatim, recordings nobody has typed yet. Most first;
 * somebody of whom nothing is left is not among them.
 */
export async function selectSpeakers(
  ctx: Ctx,
  sourceId: string,
  skip: number,
  limit: number,
): Promise<SpeakerRow[]> {
  const answer = await sql<SpeakerRow>`
    select v.id as "voiceId", v.number as "voiceNumber", v.part, heard.passages, heard.length, heard.recordings
    from ${heardIn(ctx, sourceId)} heard
    join voice v on v.tenant_id = ${ctx.tenantId} and v.id = heard.voice_id
    order by heard.passages desc, v.number limit ${limit} offset ${skip}`.execute(query(ctx.tx))
  return answer.rows
}

export async function countSpeakers(ctx: Ctx, sourceId: string): Promise<number> {
  const answer = await sql<{ voices: number }>`
    select count(*) as voices from ${heardIn(ctx, sourceId)} heard`.execute(query(ctx.tx))
  return answer.rows[0]!.voices
}

function heardIn(ctx: Ctx, sourceId: string) {
  return sql`(
    select c.voice_id, count(p.id) as passages, coalesce(sum(p.length), 0) as length,
      (select count(*) from attachment a
       join contribution r on r.tenant_id = a.tenant_id and r.id = a.contribution_id
       where a.tenant_id = ${ctx.tenantId} and r.source_id = ${sourceId} and r.voice_id = c.voice_id
         and not a.is_typed and a.media_type not like 'image/%') as recordings
    from contribution c
    left join passage p on p.tenant_id = c.tenant_id and p.contribution_id = c.id
    where c.tenant_id = ${ctx.tenantId} and c.source_id = ${sourceId}
    group by c.voice_id
    having count(p.id) > 0 or exists (
      select from attachment a join contribution r on r.tenant_id = a.tenant_id and r.id = a.contribution_id
      where a.tenant_id = ${ctx.tenantId} and r.source_id = ${sourceId} and r.voice_id = c.voice_id))`
}

export async function selectVoicesOfSource(ctx: Ctx, sourceId: string): Promise<string[]> {
  const rows = await query(ctx.tx)
    .selectFrom('contribution')
    .select('voice_id')
    .distinct()
    .where('source_id', '=', sourceId)
    .execute()
  return rows.map((row) => row.voice_id)
}

export async function countAttachments(ctx: Ctx, sourceId: string): Promise<number> {
  const row = await query(ctx.tx)
    .selectFrom('attachment')
    .innerJoin('contribution', (join) =>
      join
        .onRef('contribution.tenant_id', '=', 'attachment.tenant_id')
        .onRef('contribution.id', '=', 'attachment.contribution_id'),
    )
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('contribution.source_id', '=', sourceId)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

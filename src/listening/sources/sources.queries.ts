import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

type Said = { voiceId: string; passageIds: readonly string[] | null }

/** The sources somebody spoke in: all of them, or those of some passages. The public page is none of them. */
export async function selectSourceIds(ctx: Ctx, { voiceId, passageIds }: Said): Promise<string[]> {
  const ids = sql.val(passageIds === null ? null : [...passageIds])
  const answer = await sql<{ id: string }>`
    select s.id from source s
    where s.tenant_id = ${ctx.tenantId} and s.format <> 'web' and exists (
      select from contribution c
      where c.tenant_id = s.tenant_id and c.source_id = s.id and c.voice_id = ${voiceId}
        and (${ids}::uuid[] is null or exists (
          select from passage p
          where p.tenant_id = c.tenant_id and p.contribution_id = c.id and p.id = any(${ids}::uuid[]))))`.execute(
    query(ctx.tx),
  )
  return answer.rows.map((row) => row.id)
}

/** What came with a voice's words; of some passages also what is left alone when they are gone. */
export async function selectAttachmentIds(ctx: Ctx, { voiceId, passageIds }: Said): Promise<string[]> {
  const ids = sql.val(passageIds === null ? null : [...passageIds])
  const answer = await sql<{ id: string }>`
    select a.id from attachment a
    join contribution c on c.tenant_id = a.tenant_id and c.id = a.contribution_id
    where a.tenant_id = ${ctx.tenantId} and c.voice_id = ${voiceId}
      and (${ids}::uuid[] is null or a.passage_id = any(${ids}::uuid[]) or not exists (
        select from passage p
        where p.tenant_id = c.tenant_id and p.contribution_id = c.id and p.id <> all(${ids}::uuid[])))`.execute(
    query(ctx.tx),
  )
  return answer.rows.map((row) => row.id)
}

export async function deleteLines(ctx: Ctx, sourceIds: readonly string[]): Promise<void> {
  if (sourceIds.length === 0) return
  await query(ctx.tx)
    .deleteFrom('source_line')
    .where('source_id', 'in', [...sourceIds])
    .execute()
}

/** Those of these sources that came as a file or a sitting, held until the transaction ends. */
export async function holdFiles(ctx: Ctx, sourceIds: readonly string[]): Promise<string[]> {
  if (sourceIds.length === 0) return []
  const rows = await query(ctx.tx)
    .selectFrom('source')
    .select('id')
    .where('id', 'in', [...sourceIds])
    .where('format', '<>', 'web')
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map((row) => row.id)
}

/** Nothing stays of a source but its counts, the passages counted anew. */
export async function emptySources(ctx: Ctx, sourceIds: readonly string[]): Promise<void> {
  if (sourceIds.length === 0) return
  await query(ctx.tx)
    .updateTable('source')
    .set({
      file_name_sealed: null,
      how_agreed_sealed: null,
      asked_sealed: null,
      left_out_sealed: null,
      upload_id: null,
      upload_key_sealed: null,
      passages: sql<number>`(
        select count(*) from contribution c
        join passage p on p.tenant_id = c.tenant_id and p.contribution_id = c.id
        where c.tenant_id = source.tenant_id and c.source_id = source.id)`,
    })
    .where('id', 'in', [...sourceIds])
    .execute()
}

/** Marks that somebody in these withdrew. */
export async function markWithdrawn(ctx: Ctx, sourceIds: readonly string[]): Promise<void> {
  if (sourceIds.length === 0) return
  await query(ctx.tx)
    .updateTable('source')
    .set((set) => ({ withdrawn: set('withdrawn', '+', 1) }))
    .where('id', 'in', [...sourceIds])
    .execute()
}

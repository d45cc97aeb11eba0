import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

export type NewAttachment = {
  id: string
  exerciseId: string
  contributionId: string
  passageId: string | null
  isTyped: boolean
  line: number | null
  saidAt: string | null
  mediaType: string
  size: number
  fileKeySealed: Buffer
}

/** What came with the words of somebody who agreed to be read. */
export type AttachmentRow = NewAttachment & {
  sourceId: string
  voiceId: string
  voiceNumber: number
  sourceState: 'to-check' | 'shown'
  receivedAt: Date
}

export async function insertAttachments(ctx: Ctx, rows: readonly NewAttachment[]): Promise<void> {
  await query(ctx.tx)
    .insertInto('attachment')
    .values(
      rows.map((row) => ({
        tenant_id: ctx.tenantId,
        id: row.id,
        exercise_id: row.exerciseId,
        contribution_id: row.contributionId,
        passage_id: row.passageId,
        is_typed: row.isTyped,
        line: row.line,
        said_at: row.saidAt,
        media_type: row.mediaType,
        size: row.size,
        file_key_sealed: row.fileKeySealed,
      })),
    )
    .execute()
}

/** In the order of the file; only of voices that agreed to be read, once it is known how the file's people agreed. */
export async function selectAttachments(
  ctx: Ctx,
  filter: { sourceId: string; id?: string; skip?: number; limit?: number },
): Promise<AttachmentRow[]> {
  const answer = await sql<AttachmentRow>`
    select a.id, a.exercise_id as "exerciseId", a.contribution_id as "contributionId", a.passage_id as "passageId",
      a.line, a.said_at as "saidAt", a.media_type as "mediaType", a.size, a.file_key_sealed as "fileKeySealed",
      a.is_typed as "isTyped", s.id as "sourceId", v.id as "voiceId", v.number as "voiceNumber",
      s.state as "sourceState", c.received_at as "receivedAt"
    from attachment a
    join contribution c on c.tenant_id = a.tenant_id and c.id = a.contribution_id and not c.is_held
    join voice v on v.tenant_id = c.tenant_id and v.id = c.voice_id
    join source s on s.tenant_id = c.tenant_id and s.id = c.source_id and s.state in ('to-check', 'shown')
      and s.agreed_at is not null
    where a.tenant_id = ${ctx.tenantId} and s.id = ${filter.sourceId}
      and (${filter.id ?? null}::uuid is null or a.id = ${filter.id ?? null})
      and coalesce((select e.answer from consent_event e
        where e.tenant_id = v.tenant_id and e.voice_id = v.id and e.use = 'read'
        order by e.at desc, e.id desc limit 1), false)
    order by a.line nulls last, a.id
    limit ${filter.limit ?? 1} offset ${filter.skip ?? 0}`.execute(query(ctx.tx))
  return answer.rows
}

/** One attachment, held until the transaction ends. */
export async function holdAttachment(ctx: Ctx, id: string): Promise<void> {
  await query(ctx.tx).selectFrom('attachment').select('id').where('id', '=', id).forUpdate().execute()
}

export async function setTyped(ctx: Ctx, id: string, passageId: string): Promise<void> {
  await query(ctx.tx)
    .updateTable('attachment')
    .set({ passage_id: passageId, is_typed: true })
    .where('id', '=', id)
    .execute()
}

export async function deleteAttachment(ctx: Ctx, id: string): Promise<void> {
  await query(ctx.tx).deleteFrom('attachment').where('id', '=', id).execute()
}

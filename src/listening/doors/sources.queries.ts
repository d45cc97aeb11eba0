import { sql } from 'kysely'
import { inBatches } from '../../platform/db/batches.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { anyOf, query, type Tx } from '../../platform/db/tx.ts'
import { deleteSourceLines } from './lines.queries.ts'

export type SourceRow = {
  id: string
  exerciseId: string
  door: string
  format: string
  contentIndex: Buffer
  fileNameSealed: Buffer | null
  state: 'arriving' | 'asking' | 'to-check' | 'shown' | 'failed'
  failure: string | null
  howAgreedSealed: Buffer | null
  dayMonth: string | null
  passages: number
  notices: number
  notUnderstood: number
  seconds: number | null
  broughtBy: string | null
  broughtAt: Date
  touchedAt: Date
  uploadId: string | null
  uploadKeySealed: Buffer | null
  /** When somebody first recorded who in it agreed, and how. */
  agreedAt: Date | null
  repeated: number
  leftOut: number
  withdrawn: number
  askedSealed: Buffer | null
  leftOutSealed: Buffer | null
}

/** Whether an error says that this file is in its exercise already. */
export function isSourceKnown(error: unknown): boolean {
  const { code, constraint } = error as { code?: unknown; constraint?: unknown }
  return code === '23505' && constraint === 'source_once'
}

export async function insertSource(
  ctx: Ctx,
  row: {
    id: string
    exerciseId: string
    door: string
    format: string
    fileNameSealed: Buffer
    contentIndex: Buffer
    broughtBy: string | null
    uploadId: string | null
    uploadKeySealed: Buffer | null
  },
): Promise<void> {
  await query(ctx.tx)
    .insertInto('source')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      exercise_id: row.exerciseId,
      door: row.door,
      format: row.format,
      file_name_sealed: row.fileNameSealed,
      content_index: row.contentIndex,
      brought_by: row.broughtBy,
      upload_id: row.uploadId,
      upload_key_sealed: row.uploadKeySealed,
    })
    .execute()
}

export async function selectSources(
  ctx: Ctx,
  filter: { id?: string; exerciseId?: string; contentIndex?: Buffer },
): Promise<SourceRow[]> {
  let select = query(ctx.tx).selectFrom('source').selectAll()
  if (filter.id) select = select.where('id', '=', filter.id)
  if (filter.exerciseId) select = select.where('exercise_id', '=', filter.exerciseId)
  if (filter.contentIndex)
    select = select.where('content_index', '=', filter.contentIndex).where('state', '<>', 'failed')
  const rows = await select.orderBy('brought_at').orderBy('id').limit(1000).execute()
  return rows.map((row) => ({
    id: row.id,
    exerciseId: row.exercise_id,
    door: row.door,
    format: row.format,
    contentIndex: row.content_index,
    fileNameSealed: row.file_name_sealed,
    state: row.state as SourceRow['state'],
    failure: row.failure,
    howAgreedSealed: row.how_agreed_sealed,
    dayMonth: row.day_month,
    passages: row.passages,
    notices: row.notices,
    notUnderstood: row.not_understood,
    seconds: row.seconds,
    broughtBy: row.brought_by,
    broughtAt: row.brought_at,
    touchedAt: row.touched_at,
    uploadId: row.upload_id,
    uploadKeySealed: row.upload_key_sealed,
    agreedAt: row.agreed_at,
    repeated: row.repeated,
    leftOut: row.left_out,
    withdrawn: row.withdrawn,
    askedSealed: row.asked_sealed,
    leftOutSealed: row.left_out_sealed,
  }))
}

/** One source, held until the transaction ends. */
export async function holdSource(ctx: Ctx, id: string): Promise<SourceRow | null> {
  await query(ctx.tx).selectFrom('source').select('id').where('id', '=', id).forUpdate().execute()
  return (await selectSources(ctx, { id }))[0] ?? null
}

export async function touchSource(ctx: Ctx, id: string): Promise<void> {
  await query(ctx.tx)
    .updateTable('source')
    .set({ touched_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
}

/** More words came to a source that is shown already. */
export async function addPassages(ctx: Ctx, id: string, count: number): Promise<void> {
  await query(ctx.tx)
    .updateTable('source')
    .set((set) => ({ passages: set('passages', '+', count), touched_at: sql<Date>`now()` }))
    .where('id', '=', id)
    .execute()
}

/** It is on its way from the beginning. */
export async function startAgain(ctx: Ctx, id: string): Promise<void> {
  await query(ctx.tx)
    .updateTable('source')
    .set({
      state: 'arriving',
      passages: 0,
      notices: 0,
      not_understood: 0,
      how_agreed_sealed: null,
      agreed_at: null,
      touched_at: sql<Date>`now()`,
    })
    .where('id', '=', id)
    .execute()
}

export async function setDayMonth(ctx: Ctx, id: string, dayMonth: string): Promise<void> {
  await query(ctx.tx).updateTable('source').set({ day_month: dayMonth }).where('id', '=', id).execute()
}

/** All of it has arrived: it waits to be checked. */
export async function settleSource(
  ctx: Ctx,
  id: string,
  is: {
    door: string
    format: string
    dayMonth: string | null
    passages: number
    notices: number
    notUnderstood: number
    repeated: number
    leftOut: number
    seconds: number
  },
): Promise<void> {
  await query(ctx.tx)
    .updateTable('source')
    .set({
      state: 'to-check',
      door: is.door,
      format: is.format,
      day_month: is.dayMonth,
      passages: is.passages,
      notices: is.notices,
      not_understood: is.notUnderstood,
      repeated: is.repeated,
      left_out: is.leftOut,
      left_out_sealed: null,
      seconds: is.seconds,
      // A file with words of somebody who withdrew is not kept.
      ...(is.leftOut > 0 ? { upload_id: null, upload_key_sealed: null } : {}),
    })
    .where('id', '=', id)
    .execute()
}

/** Shows a source whole, in one step; the file it came from is not spoken of any more. */
export async function showSource(ctx: Ctx, id: string): Promise<void> {
  await query(ctx.tx)
    .updateTable('source')
    .set({ state: 'shown', upload_id: null, upload_key_sealed: null })
    .where('id', '=', id)
    .execute()
}

export async function setFailure(ctx: Ctx, id: string, failure: string): Promise<void> {
  await query(ctx.tx)
    .updateTable('source')
    .set({ state: 'failed', failure, upload_id: null, upload_key_sealed: null, left_out_sealed: null })
    .where('id', '=', id)
    .execute()
}

export async function setHowAgreed(ctx: Ctx, id: string, sealed: Buffer | null): Promise<void> {
  await query(ctx.tx)
    .updateTable('source')
    .set({ how_agreed_sealed: sealed, agreed_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
}

/** It waits for somebody to say which of these labels withdrew. */
export async function setAsked(ctx: Ctx, id: string, asked: Buffer): Promise<void> {
  await query(ctx.tx)
    .updateTable('source')
    .set({ state: 'asking', asked_sealed: asked })
    .where('id', '=', id)
    .execute()
}

export async function setLeftOut(ctx: Ctx, id: string, leftOut: Buffer): Promise<void> {
  await query(ctx.tx)
    .updateTable('source')
    .set({ asked_sealed: null, left_out_sealed: leftOut })
    .where('id', '=', id)
    .execute()
}

/**
 * What goes when a source is emptied and has a key of its own: words, labels, voice notes and pictures, and voices that
 * brought nothing else.
 */
export async function selectKeysInSource(
  ctx: Ctx,
  sourceId: string,
): Promise<{ passageIds: string[]; labelIds: string[]; otherIds: string[] }> {
  const passages = await query(ctx.tx)
    .selectFrom('passage')
    .innerJoin('contribution', (join) =>
      join
        .onRef('contribution.tenant_id', '=', 'passage.tenant_id')
        .onRef('contribution.id', '=', 'passage.contribution_id'),
    )
    .select('passage.id')
    .where('contribution.source_id', '=', sourceId)
    .execute()
  const labels = await query(ctx.tx)
    .selectFrom('voice_label')
    .select('id')
    .where('source_id', '=', sourceId)
    .execute()
  const voices = await query(ctx.tx)
    .selectFrom('contribution')
    .select('voice_id as id')
    .groupBy('voice_id')
    .having((having) => having.fn.max(having.cast<string>('source_id', 'text')), '=', sourceId)
    .having((having) => having.fn.min(having.cast<string>('source_id', 'text')), '=', sourceId)
    .where('voice_id', 'in', (select) =>
      select.selectFrom('contribution').select('voice_id').where('source_id', '=', sourceId),
    )
    .execute()
  // Voices that were found to be one of these go with it.
  const joined = await sql<{ id: string }>`
    with recursive family as (
      select v.tenant_id, v.id from voice v where v.tenant_id = ${ctx.tenantId}
        and v.joined_to = ${anyOf(voices.map((row) => row.id))}
      union
      select v.tenant_id, v.id from voice v join family f on v.tenant_id = f.tenant_id and v.joined_to = f.id)
    select id from family`.execute(query(ctx.tx))
  const attachments = await query(ctx.tx)
    .selectFrom('attachment')
    .innerJoin('contribution', (join) =>
      join
        .onRef('contribution.tenant_id', '=', 'attachment.tenant_id')
        .onRef('contribution.id', '=', 'attachment.contribution_id'),
    )
    .select('attachment.id')
    .where('contribution.source_id', '=', sourceId)
    .execute()
  return {
    passageIds: passages.map((row) => row.id),
    labelIds: labels.map((row) => row.id),
    otherIds: [...voices, ...joined.rows, ...attachments].map((row) => row.id),
  }
}

/** Deletes a source that was emptied. */
export async function deleteSource(ctx: Ctx, sourceId: string): Promise<void> {
  await query(ctx.tx).deleteFrom('source').where('id', '=', sourceId).execute()
}

/** Deletes all that came with a source, and voices that brought nothing else; what is derived of it goes before, by hand. */
export async function emptySource(ctx: Ctx, sourceId: string): Promise<void> {
  const voices = await query(ctx.tx)
    .selectFrom('contribution')
    .select('voice_id')
    .distinct()
    .where('source_id', '=', sourceId)
    .execute()
  await deleteSourceLines(ctx, sourceId)
  for (const table of ['voice_label', 'contribution'] as const) {
    await query(ctx.tx).deleteFrom(table).where('source_id', '=', sourceId).execute()
  }
  const ids = voices.map((row) => row.voice_id)
  for (const some of inBatches(ids, 5000)) {
    await query(ctx.tx)
      .deleteFrom('voice')
      .where('id', 'in', some)
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom('contribution')
              .select('contribution.id')
              .whereRef('contribution.tenant_id', '=', 'voice.tenant_id')
              .whereRef('contribution.voice_id', '=', 'voice.id'),
          ),
        ),
      )
      .execute()
  }
}

export async function selectUploadsWanted(tx: Tx): Promise<Set<string>> {
  const answer = await sql<{ upload_id: string }>`select * from scope.uploads_wanted()`.execute(query(tx))
  return new Set(answer.rows.map((row) => row.upload_id))
}

export async function selectStranded(tx: Tx, untouched: string): Promise<{ tenantId: string; id: string }[]> {
  const answer = await sql<{ tenant_id: string; id: string }>`
    select * from scope.stranded_sources(${untouched}::interval)`.execute(query(tx))
  return answer.rows.map((row) => ({ tenantId: row.tenant_id, id: row.id }))
}

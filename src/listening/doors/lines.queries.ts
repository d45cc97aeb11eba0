import { sql } from 'kysely'
import { inBatches } from '../../platform/db/batches.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { anyOf, query } from '../../platform/db/tx.ts'

export type SourceLine = {
  id: string
  line: number
  kind: 'notice' | 'not-understood'
  reason: string | null
  textSealed: Buffer
  saidSealed: Buffer | null
}

export async function insertSourceLines(
  ctx: Ctx,
  sourceId: string,
  rows: readonly SourceLine[],
): Promise<void> {
  for (const some of inBatches(rows, 2000)) {
    await query(ctx.tx)
      .insertInto('source_line')
      .values(
        some.map((row) => ({
          tenant_id: ctx.tenantId,
          id: row.id,
          source_id: sourceId,
          line: row.line,
          kind: row.kind,
          reason: row.reason,
          text_sealed: row.textSealed,
          said_sealed: row.saidSealed,
        })),
      )
      .execute()
  }
}

const lineColumns = ['id', 'line', 'kind', 'reason', 'text_sealed', 'said_sealed'] as const

type LineRow = {
  id: string
  line: number
  kind: string
  reason: string | null
  text_sealed: Buffer
  said_sealed: Buffer | null
}

/** Lines of one kind in the order of the file, from the one after `afterLine`; without the file's own headings. */
export async function selectSourceLines(
  ctx: Ctx,
  sourceId: string,
  filter: { kind: SourceLine['kind']; skip: number; limit: number; withHeadings: boolean },
): Promise<SourceLine[]> {
  let select = query(ctx.tx)
    .selectFrom('source_line')
    .select(lineColumns)
    .where('source_id', '=', sourceId)
    .where('kind', '=', filter.kind)
  if (!filter.withHeadings) select = select.where('reason', 'is distinct from', 'header')
  const rows = await select.orderBy('line').orderBy('id').offset(filter.skip).limit(filter.limit).execute()
  return rows.map(readLine)
}

export async function selectSourceLine(
  ctx: Ctx,
  sourceId: string,
  id: string,
): Promise<SourceLine | undefined> {
  const row = await query(ctx.tx)
    .selectFrom('source_line')
    .select(lineColumns)
    .where('source_id', '=', sourceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && readLine(row)
}

export async function deleteSourceLine(ctx: Ctx, id: string): Promise<void> {
  await query(ctx.tx).deleteFrom('source_line').where('id', '=', id).execute()
}

export async function deleteSourceLines(ctx: Ctx, sourceId: string): Promise<void> {
  await query(ctx.tx).deleteFrom('source_line').where('source_id', '=', sourceId).execute()
}

export type CheckPassage = {
  id: string
  voiceNumber: number
  line: number | null
  saidAt: string | null
  label: { id: string; labelSealed: Buffer } | null
}

/** Passages of a source in the order of its lines, of voices that agreed to be read. */
export async function selectPassagesToCheck(
  ctx: Ctx,
  sourceId: string,
  filter: { skip: number; limit: number } | { id: string },
): Promise<CheckPassage[]> {
  const answer = await sql<{
    id: string
    voiceNumber: number
    line: number | null
    saidAt: string | null
    labelId: string | null
    labelSealed: Buffer | null
  }>`
    select p.id, v.number as "voiceNumber", p.line,
      p.said_at as "saidAt", l.id as "labelId", l.label_sealed as "labelSealed"
    from passage p
    join contribution c on c.tenant_id = p.tenant_id and c.id = p.contribution_id
    join voice v on v.tenant_id = c.tenant_id and v.id = c.voice_id
    left join lateral (
      select l.id, l.label_sealed from voice_label l
      where l.tenant_id = c.tenant_id and l.voice_id = v.id and l.source_id = c.source_id
      order by l.id limit 1) l on true
    where p.tenant_id = ${ctx.tenantId} and c.source_id = ${sourceId}
      and ${'id' in filter ? sql`p.id = ${filter.id}` : sql`true`}
      and coalesce((select e.answer from consent_event e
        where e.tenant_id = v.tenant_id and e.voice_id = v.id and e.use = 'read'
        order by e.at desc, e.id desc limit 1), false)
    order by p.line nulls last, p.number
    limit ${'id' in filter ? 1 : filter.limit} offset ${'id' in filter ? 0 : filter.skip}`.execute(
    query(ctx.tx),
  )
  return answer.rows.map(({ labelId, labelSealed, ...row }) => ({
    ...row,
    label: labelId && labelSealed ? { id: labelId, labelSealed } : null,
  }))
}

/** Of these fingerprints of labels (hex) those of voices of a source that have not agreed to be read. */
export async function selectUnreadBlinds(
  ctx: Ctx,
  sourceId: string,
  blinds: readonly Buffer[],
): Promise<Set<string>> {
  const answer = await sql<{ blind: string }>`
    select distinct encode(i.blind, 'hex') as blind
    from label_index i
    join voice_label l on l.tenant_id = i.tenant_id and l.id = i.voice_label_id
    where i.tenant_id = ${ctx.tenantId} and l.source_id = ${sourceId} and i.kind = 'label'
      and encode(i.blind, 'hex') = any(${blinds.map((blind) => blind.toString('hex'))}::text[])
      and (select e.answer from consent_event e
        where e.tenant_id = l.tenant_id and e.voice_id = l.voice_id and e.use = 'read'
        order by e.at desc, e.id desc limit 1) is not true`.execute(query(ctx.tx))
  return new Set(answer.rows.map((row) => row.blind))
}

/** The contribution of whoever has this label (its fingerprint) in a source. */
export async function selectContributionByLabel(
  ctx: Ctx,
  sourceId: string,
  blind: Buffer,
): Promise<string | null> {
  const row = await query(ctx.tx)
    .selectFrom('contribution')
    .innerJoin('voice_label', (join) =>
      join
        .onRef('voice_label.tenant_id', '=', 'contribution.tenant_id')
        .onRef('voice_label.voice_id', '=', 'contribution.voice_id')
        .onRef('voice_label.source_id', '=', 'contribution.source_id'),
    )
    .innerJoin('label_index', (join) =>
      join
        .onRef('label_index.tenant_id', '=', 'voice_label.tenant_id')
        .onRef('label_index.voice_label_id', '=', 'voice_label.id'),
    )
    .select('contribution.id')
    .where('contribution.source_id', '=', sourceId)
    .where('label_index.blind', '=', blind)
    .orderBy('contribution.id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** A voice's contribution in a source; the nameless one's (no label in this source) when `voiceId` is null. */
export async function selectContributionOf(
  ctx: Ctx,
  sourceId: string,
  voiceId: string | null,
): Promise<string | null> {
  let select = query(ctx.tx).selectFrom('contribution').select('id').where('source_id', '=', sourceId)
  if (voiceId !== null) select = select.where('voice_id', '=', voiceId)
  else {
    select = select.where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('voice_label')
            .select('voice_label.id')
            .whereRef('voice_label.tenant_id', '=', 'contribution.tenant_id')
            .whereRef('voice_label.voice_id', '=', 'contribution.voice_id')
            .whereRef('voice_label.source_id', '=', 'contribution.source_id'),
        ),
      ),
    )
  }
  return (await select.orderBy('id').executeTakeFirst())?.id ?? null
}

export async function deletePassageRow(ctx: Ctx, id: string): Promise<void> {
  // What came with the words stays with whoever sent it.
  await query(ctx.tx)
    .updateTable('attachment')
    .set({ passage_id: null, is_typed: false })
    .where('passage_id', '=', id)
    .execute()
  await query(ctx.tx).deleteFrom('passage').where('id', '=', id).execute()
}

const counted = { passage: 'passages', notice: 'notices', 'not-understood': 'not_understood' } as const
export type Counted = keyof typeof counted

/** One more here and one less there in what a source says of itself. */
export async function countMoved(ctx: Ctx, sourceId: string, from: Counted, to: Counted): Promise<void> {
  await query(ctx.tx)
    .updateTable('source')
    .set((set) => ({
      [counted[from]]: set(counted[from], '-', 1),
      [counted[to]]: set(counted[to], '+', 1),
    }))
    .where('id', '=', sourceId)
    .execute()
}

/** Deals the numbers of a source's passages out again in the order of its lines. */
export async function putInOrder(ctx: Ctx, sourceId: string): Promise<void> {
  await sql`select scope.put_in_order(${sourceId})`.execute(query(ctx.tx))
}

/** Takes away whoever has nothing left in a source; gives the ids of the voices and labels that went. */
export async function deleteEmptySpeakers(
  ctx: Ctx,
  sourceId: string,
): Promise<{ voiceIds: string[]; labelIds: string[] }> {
  const gone = await sql<{ voice_id: string }>`
    delete from contribution c
    where c.tenant_id = ${ctx.tenantId} and c.source_id = ${sourceId}
      and not exists (select from passage p where p.tenant_id = c.tenant_id and p.contribution_id = c.id)
      and not exists (select from attachment a where a.tenant_id = c.tenant_id and a.contribution_id = c.id)
    returning c.voice_id`.execute(query(ctx.tx))
  const ids = gone.rows.map((row) => row.voice_id)
  if (ids.length === 0) return { voiceIds: [], labelIds: [] }
  const labels = await sql<{ id: string }>`
    delete from voice_label l
    where l.tenant_id = ${ctx.tenantId} and l.source_id = ${sourceId} and l.voice_id = ${anyOf(ids)}
      and not exists (select from contribution c where c.tenant_id = l.tenant_id and c.source_id = l.source_id
                      and c.voice_id = l.voice_id)
    returning l.id`.execute(query(ctx.tx))
  const voices = await sql<{ id: string }>`
    delete from voice v
    where v.tenant_id = ${ctx.tenantId} and v.id = ${anyOf(ids)}
      and not exists (select from contribution c where c.tenant_id = v.tenant_id and c.voice_id = v.id)
    returning v.id`.execute(query(ctx.tx))
  return { voiceIds: voices.rows.map((row) => row.id), labelIds: labels.rows.map((row) => row.id) }
}

function readLine(row: LineRow): SourceLine {
  return {
    id: row.id,
    line: row.line,
    kind: row.kind as SourceLine['kind'],
    reason: row.reason,
    textSealed: row.text_sealed,
    saidSealed: row.said_sealed,
  }
}

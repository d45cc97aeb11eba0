import { sql } from 'kysely'
import { inBatches } from '../../platform/db/batches.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { anyOf, query } from '../../platform/db/tx.ts'

/** A keyed fingerprint of a label, or of something in it that another label of the same person could share. */
export type Fingerprint = { kind: string; blind: Buffer }

export async function insertFingerprints(
  ctx: Ctx,
  labels: readonly { id: string; exerciseId: string; fingerprints: readonly Fingerprint[] }[],
): Promise<void> {
  const rows = labels.flatMap((label) =>
    label.fingerprints.map((fingerprint) => ({
      ...fingerprint,
      label: label.id,
      exercise: label.exerciseId,
    })),
  )
  for (const some of inBatches(rows, 5000)) {
    await sql`
      insert into label_index (tenant_id, exercise_id, kind, blind, voice_label_id)
      select ${ctx.tenantId}, exercise, kind, decode(blind, 'hex'), label
      from unnest(${some.map((row) => row.exercise)}::uuid[], ${some.map((row) => row.kind)}::text[],
        ${some.map((row) => row.blind.toString('hex'))}::text[], ${some.map((row) => row.label)}::uuid[])
        as made (exercise, kind, blind, label)
      on conflict do nothing`.execute(query(ctx.tx))
  }
}

/** Whether there are labels, and whether any has its fingerprint. */
export async function lookAtLabelIndex(ctx: Ctx): Promise<{ hasLabels: boolean; hasFingerprints: boolean }> {
  const answer = await sql<{ labels: boolean; fingerprints: boolean }>`
    select exists (select from scope.labels_to_reckon_with(null, null, 1)) as labels,
      exists (select from label_index where tenant_id = ${ctx.tenantId}) as fingerprints`.execute(
    query(ctx.tx),
  )
  const row = answer.rows[0]!
  return { hasLabels: row.labels, hasFingerprints: row.fingerprints }
}

/** Labels of all exercises in order of id, after one. */
export async function selectLabelsAfter(
  ctx: Ctx,
  afterId: string | null,
  limit: number,
): Promise<{ id: string; exerciseId: string; labelSealed: Buffer }[]> {
  const answer = await sql<{ id: string; exerciseId: string; labelSealed: Buffer }>`
    select id, exercise_id as "exerciseId", label_sealed as "labelSealed"
    from scope.labels_to_reckon_with(null, ${afterId}, ${limit}) order by id`.execute(query(ctx.tx))
  return answer.rows
}

/** The same as `selectVoicesByBlind` for words that arrive, whoever brings them: it is shown to nobody. */
export async function selectVoicesOfLabels(
  ctx: Ctx,
  exerciseId: string,
  blinds: readonly Buffer[],
): Promise<{ blind: string; voiceId: string; cameAs: string | null }[]> {
  if (blinds.length === 0) return []
  const answer = await sql<{ blind: string; voiceId: string; cameAs: string | null }>`
    select encode(blind, 'hex') as blind, voice_id as "voiceId", came_as as "cameAs" from scope.voices_of_labels(${exerciseId},
      (select array_agg(decode(b, 'hex')) from unnest(${blinds.map((one) => one.toString('hex'))}::text[]) b))`.execute(
    query(ctx.tx),
  )
  return answer.rows
}

/** Voices of an exercise that came with one of these labels in a source that is shown: fingerprint in hex, voice. */
export async function selectVoicesByBlind(
  ctx: Ctx,
  exerciseId: string,
  blinds: readonly Buffer[],
): Promise<{ blind: string; voiceId: string }[]> {
  if (blinds.length === 0) return []
  const rows = await query(ctx.tx)
    .selectFrom('label_index')
    .innerJoin('voice_label', (join) =>
      join
        .onRef('voice_label.tenant_id', '=', 'label_index.tenant_id')
        .onRef('voice_label.id', '=', 'label_index.voice_label_id'),
    )
    .innerJoin('source', (join) =>
      join
        .onRef('source.tenant_id', '=', 'voice_label.tenant_id')
        .onRef('source.id', '=', 'voice_label.source_id'),
    )
    .select(['label_index.blind', 'voice_label.voice_id'])
    .distinct()
    .where('label_index.exercise_id', '=', exerciseId)
    .where('source.state', '=', 'shown')
    .where('label_index.blind', 'in', [...blinds])
    .execute()
  return rows.map((row) => ({ blind: row.blind.toString('hex'), voiceId: row.voice_id }))
}

export type BlockRow = { kind: string; labelIds: string[]; voiceIds: string[] }

/**
 * Fingerprints that labels of several voices share, with those labels and whose they are. `widest`: how many voices
 * of a kind may share one; where more do, it says nothing and is left out.
 */
export async function selectBlocks(
  ctx: Ctx,
  exerciseId: string,
  widest: Readonly<Record<string, number>>,
  limit: number,
): Promise<BlockRow[]> {
  const answer = await sql<BlockRow>`
    select i.kind, array_agg(l.id::text order by l.id) as "labelIds",
      array_agg(l.voice_id::text order by l.id) as "voiceIds"
    from label_index i
    join voice_label l on l.tenant_id = i.tenant_id and l.id = i.voice_label_id
    join source s on s.tenant_id = l.tenant_id and s.id = l.source_id and s.state = 'shown'
    where i.tenant_id = ${ctx.tenantId} and i.exercise_id = ${exerciseId} and i.kind <> 'label'
    group by i.kind, i.blind
    having count(distinct l.voice_id)
      between 2 and (${JSON.stringify(widest)}::jsonb ->> i.kind)::integer
    order by array_position(${sql.val(Object.keys(widest))}::text[], i.kind), min(l.id::text)
    limit ${limit}`.execute(query(ctx.tx))
  return answer.rows
}

export async function selectLabels(
  ctx: Ctx,
  ids: readonly string[],
): Promise<{ id: string; labelSealed: Buffer }[]> {
  const found: { id: string; labelSealed: Buffer }[] = []
  for (const some of inBatches(ids, 5000)) {
    found.push(
      ...(await query(ctx.tx)
        .selectFrom('voice_label')
        .select(['id', 'label_sealed as labelSealed'])
        .where('id', 'in', some)
        .execute()),
    )
  }
  return found
}

/** Which labels of a voice: of one source; of words that came as one of these voices. */
export type LabelPart = { sourceId?: string | undefined; cameAs?: readonly string[] | undefined }

/** Labels of voices, all or a part of them. */
export async function selectLabelsOf(
  ctx: Ctx,
  voiceIds: readonly string[],
  part: LabelPart,
): Promise<{ id: string; voiceId: string; labelSealed: Buffer }[]> {
  if (voiceIds.length === 0) return []
  const { sourceId, cameAs } = part
  return query(ctx.tx)
    .selectFrom('voice_label as l')
    .select(['l.id', 'l.voice_id as voiceId', 'l.label_sealed as labelSealed'])
    .where('l.voice_id', 'in', [...voiceIds])
    .$if(sourceId !== undefined, (select) => select.where('l.source_id', '=', sourceId!))
    .$if(cameAs !== undefined, (select) =>
      select
        .innerJoin('contribution as c', (join) =>
          join.onRef('c.tenant_id', '=', 'l.tenant_id').onRef('c.id', '=', 'l.contribution_id'),
        )
        .where('c.came_as', '=', anyOf(cameAs!)),
    )
    .execute()
}

/** Fingerprints hang on nothing (they may be gone at any time), so they go by hand. */
export async function deleteFingerprints(ctx: Ctx, labelIds: readonly string[]): Promise<void> {
  for (const some of inBatches(labelIds, 5000)) {
    await query(ctx.tx).deleteFrom('label_index').where('voice_label_id', 'in', some).execute()
  }
}

/** Every label of an exercise's shown sources, with whose it is. */
export async function selectLabelsOfExercise(
  ctx: Ctx,
  exerciseId: string,
  limit: number,
): Promise<{ id: string; voiceId: string; labelSealed: Buffer }[]> {
  return query(ctx.tx)
    .selectFrom('voice_label')
    .innerJoin('source', (join) =>
      join
        .onRef('source.tenant_id', '=', 'voice_label.tenant_id')
        .onRef('source.id', '=', 'voice_label.source_id'),
    )
    .select(['voice_label.id', 'voice_label.voice_id as voiceId', 'voice_label.label_sealed as labelSealed'])
    .where('voice_label.exercise_id', '=', exerciseId)
    .where('source.state', '=', 'shown')
    .orderBy('voice_label.id')
    .limit(limit)
    .execute()
}

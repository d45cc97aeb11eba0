import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

export async function insertVoices(
  ctx: Ctx,
  exerciseId: string,
  rows: readonly { id: string; number: number }[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += 5000) {
    await query(ctx.tx)
      .insertInto('voice')
      .values(
        rows.slice(start, start + 5000).map((row) => ({
          tenant_id: ctx.tenantId,
          id: row.id,
          exercise_id: exerciseId,
          number: row.number,
        })),
      )
      .execute()
  }
}

export async function insertContributions(
  ctx: Ctx,
  rows: readonly { id: string; exerciseId: string; voiceId: string; sourceId: string }[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += 5000) {
    await query(ctx.tx)
      .insertInto('contribution')
      .values(
        rows.slice(start, start + 5000).map((row) => ({
          tenant_id: ctx.tenantId,
          id: row.id,
          exercise_id: row.exerciseId,
          voice_id: row.voiceId,
          source_id: row.sourceId,
        })),
      )
      .execute()
  }
}

export async function insertLabels(
  ctx: Ctx,
  rows: readonly {
    id: string
    exerciseId: string
    voiceId: string
    sourceId: string
    labelSealed: Buffer
    blind: Buffer
  }[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += 5000) {
    const some = rows.slice(start, start + 5000)
    await query(ctx.tx)
      .insertInto('voice_label')
      .values(
        some.map((row) => ({
          tenant_id: ctx.tenantId,
          id: row.id,
          exercise_id: row.exerciseId,
          voice_id: row.voiceId,
          source_id: row.sourceId,
          label_sealed: row.labelSealed,
        })),
      )
      .execute()
    await query(ctx.tx)
      .insertInto('label_index')
      .values(
        some.map((row) => ({
          tenant_id: ctx.tenantId,
          exercise_id: row.exerciseId,
          blind: row.blind,
          voice_label_id: row.id,
        })),
      )
      .execute()
  }
}

/** Voices of an exercise that came with one of these labels in a source that is shown, by fingerprint in hex. */
export async function selectVoicesByLabel(
  ctx: Ctx,
  exerciseId: string,
  blinds: readonly Buffer[],
): Promise<Map<string, string>> {
  if (blinds.length === 0) return new Map()
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
    .where('label_index.exercise_id', '=', exerciseId)
    .where('source.state', '=', 'shown')
    .where('label_index.blind', 'in', [...blinds])
    .orderBy('voice_label.id', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.blind.toString('hex'), row.voice_id]))
}

/** Who was heard: numbers and doors of a voice, never words. `letters` counts those of its passages. */
export type VoiceRow = {
  id: string
  exerciseId: string
  number: number
  part: 'contributor' | 'facilitator'
  doors: string[]
  passages: number
  letters: number
}

export type VoiceFilter = {
  exerciseId?: string
  ids?: readonly string[]
  exceptId?: string
  afterNumber?: number
  limit?: number
}

/** Voices with words in a source that is shown, in order of number. */
export async function selectVoices(ctx: Ctx, filter: VoiceFilter): Promise<VoiceRow[]> {
  if (filter.ids?.length === 0) return []
  const conditions = [sql`v.tenant_id = ${ctx.tenantId}`]
  if (filter.exerciseId) conditions.push(sql`v.exercise_id = ${filter.exerciseId}`)
  if (filter.ids) conditions.push(sql`v.id in (${sql.join([...filter.ids])})`)
  if (filter.exceptId) conditions.push(sql`v.id <> ${filter.exceptId}`)
  if (filter.afterNumber !== undefined) conditions.push(sql`v.number > ${filter.afterNumber}`)
  const answer = await sql<VoiceRow>`
    select v.id, v.exercise_id as "exerciseId", v.number, v.part, heard.doors, heard.passages, heard.letters
    from voice v
    join lateral (
      select array_agg(distinct s.door order by s.door) as doors, count(p.id) as passages,
        coalesce(sum(p.length), 0) as letters
      from contribution c
      join source s on s.tenant_id = c.tenant_id and s.id = c.source_id and s.state = 'shown'
      join passage p on p.tenant_id = c.tenant_id and p.contribution_id = c.id
      where c.tenant_id = v.tenant_id and c.voice_id = v.id and not c.is_held) heard on heard.passages > 0
    where ${sql.join(conditions, sql` and `)}
    order by v.number limit ${filter.limit ?? 100}`.execute(query(ctx.tx))
  return answer.rows
}

/** How many voices with words in a shown source have each part. */
export async function countVoicesByPart(ctx: Ctx, exerciseId: string): Promise<Map<string, number>> {
  const answer = await sql<{ part: string; voices: number }>`
    select v.part, count(*) as voices from voice v
    where v.tenant_id = ${ctx.tenantId} and v.exercise_id = ${exerciseId} and exists (
      select from contribution c
      join source s on s.tenant_id = c.tenant_id and s.id = c.source_id and s.state = 'shown'
      join passage p on p.tenant_id = c.tenant_id and p.contribution_id = c.id
      where c.tenant_id = v.tenant_id and c.voice_id = v.id and not c.is_held)
    group by v.part`.execute(query(ctx.tx))
  return new Map(answer.rows.map((row) => [row.part, row.voices]))
}

export async function selectLabelsOfVoices(
  ctx: Ctx,
  voiceIds: readonly string[],
): Promise<{ id: string; voiceId: string; labelSealed: Buffer }[]> {
  if (voiceIds.length === 0) return []
  return query(ctx.tx)
    .selectFrom('voice_label')
    .select(['id', 'voice_id as voiceId', 'label_sealed as labelSealed'])
    .where('voice_id', 'in', [...voiceIds])
    .orderBy('id')
    .execute()
}

export async function selectPassageIdsOfVoices(ctx: Ctx, voiceIds: readonly string[]): Promise<string[]> {
  if (voiceIds.length === 0) return []
  const rows = await query(ctx.tx)
    .selectFrom('passage')
    .innerJoin('contribution', (join) =>
      join
        .onRef('contribution.tenant_id', '=', 'passage.tenant_id')
        .onRef('contribution.id', '=', 'passage.contribution_id'),
    )
    .select('passage.id')
    .where('contribution.voice_id', 'in', [...voiceIds])
    .orderBy('passage.number')
    .execute()
  return rows.map((row) => row.id)
}

/**
 * Nobody proposes or passes a passage of this exercise until the transaction ends: whoever changes what a voice
 * agreed to or who it is rewrites readings, and must not miss one that is passed meanwhile.
 */
export async function holdReviews(ctx: Ctx, exerciseId: string): Promise<void> {
  await takeTurn(ctx, `propose/${exerciseId}`)
}

/** One at a time rebuilds the fingerprints of an organisation's labels; the others wait here. */
export async function holdLabels(ctx: Ctx): Promise<void> {
  await takeTurn(ctx, 'labels')
}

async function takeTurn(ctx: Ctx, what: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.tenantId}/${what}`}, 0))`.execute(
    query(ctx.tx),
  )
}

export async function updatePart(ctx: Ctx, id: string, part: VoiceRow['part']): Promise<void> {
  await query(ctx.tx).updateTable('voice').set({ part }).where('id', '=', id).execute()
}

/** Everything one voice brought belongs to another from now on. */
export async function moveToVoice(ctx: Ctx, fromId: string, toId: string): Promise<void> {
  await query(ctx.tx)
    .updateTable('contribution')
    .set({ voice_id: toId })
    .where('voice_id', '=', fromId)
    .execute()
  await query(ctx.tx)
    .updateTable('voice_label')
    .set({ voice_id: toId })
    .where('voice_id', '=', fromId)
    .execute()
}

/** Both come-back phrases lead to the kept voice from now on. */
export async function moveComeBacks(ctx: Ctx, keptId: string, emptiedId: string): Promise<void> {
  await sql`select scope.move_come_backs(${keptId}, ${emptiedId})`.execute(query(ctx.tx))
}

export async function deleteVoice(ctx: Ctx, id: string): Promise<void> {
  await query(ctx.tx).deleteFrom('voice').where('id', '=', id).execute()
}

/** Whether there are labels, and whether any has its fingerprint. */
export async function lookAtLabelIndex(ctx: Ctx): Promise<{ hasLabels: boolean; hasFingerprints: boolean }> {
  const answer = await sql<{ labels: boolean; fingerprints: boolean }>`
    select exists (select from voice_label where tenant_id = ${ctx.tenantId}) as labels,
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
  let select = query(ctx.tx)
    .selectFrom('voice_label')
    .select(['id', 'exercise_id as exerciseId', 'label_sealed as labelSealed'])
  if (afterId) select = select.where('id', '>', afterId)
  return select.orderBy('id').limit(limit).execute()
}

export async function insertFingerprints(
  ctx: Ctx,
  rows: readonly { id: string; exerciseId: string; blind: Buffer }[],
): Promise<void> {
  if (rows.length === 0) return
  await query(ctx.tx)
    .insertInto('label_index')
    .values(
      rows.map((row) => ({
        tenant_id: ctx.tenantId,
        exercise_id: row.exerciseId,
        blind: row.blind,
        voice_label_id: row.id,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

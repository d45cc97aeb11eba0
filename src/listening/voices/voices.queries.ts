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
      join.onRef('source.tenant_id', '=', 'voice_label.tenant_id').onRef('source.id', '=', 'voice_label.source_id'),
    )
    .select(['label_index.blind', 'voice_label.voice_id'])
    .where('label_index.exercise_id', '=', exerciseId)
    .where('source.state', '=', 'shown')
    .where('label_index.blind', 'in', [...blinds])
    .orderBy('voice_label.id', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.blind.toString('hex'), row.voice_id]))
}

import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

export type SpeakerRow = {
  voiceId: string
  voiceNumber: number
  part: 'contributor' | 'facilitator' | 'not-a-contributor'
  passages: number
  length: number
}

/** Who spoke in a source and how much: passages and UTF-16 units of verbatim, most first. */
export async function selectSpeakers(ctx: Ctx, sourceId: string, limit: number): Promise<SpeakerRow[]> {
  const rows = await query(ctx.tx)
    .selectFrom('contribution')
    .innerJoin('voice', (join) =>
      join
        .onRef('voice.tenant_id', '=', 'contribution.tenant_id')
        .onRef('voice.id', '=', 'contribution.voice_id'),
    )
    .innerJoin('passage', (join) =>
      join
        .onRef('passage.tenant_id', '=', 'contribution.tenant_id')
        .onRef('passage.contribution_id', '=', 'contribution.id'),
    )
    .select((select) => [
      'voice.id',
      'voice.number',
      'voice.part',
      select.fn.count<number>('passage.id').as('passages'),
      select.fn.sum<number>('passage.length').as('length'),
    ])
    .where('contribution.source_id', '=', sourceId)
    .groupBy(['voice.id', 'voice.number', 'voice.part'])
    .orderBy('passages', 'desc')
    .orderBy('voice.number')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    voiceId: row.id,
    voiceNumber: row.number,
    part: row.part as SpeakerRow['part'],
    passages: Number(row.passages),
    length: Number(row.length),
  }))
}

export async function selectLabelsOfSource(
  ctx: Ctx,
  sourceId: string,
): Promise<{ id: string; voiceId: string; labelSealed: Buffer }[]> {
  const rows = await query(ctx.tx)
    .selectFrom('voice_label')
    .select(['id', 'voice_id', 'label_sealed'])
    .where('source_id', '=', sourceId)
    .limit(5000)
    .execute()
  return rows.map((row) => ({ id: row.id, voiceId: row.voice_id, labelSealed: row.label_sealed }))
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

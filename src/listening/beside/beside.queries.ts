import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { anyOf, query } from '../../platform/db/tx.ts'

export type BesideRow = {
  id: string
  exerciseId: string
  voiceId: string
  voiceNumber: number
  givenAs: string | null
  kind: 'description' | 'name'
  textSealed: Buffer
  isChosen: boolean
  mayPrint: boolean
  isLeftOut: boolean
}

/** What voices chose to stand beside their quotes, by voice or by id; the description of a voice before its name. */
export async function selectBeside(
  ctx: Ctx,
  filter: { voiceIds: readonly string[] } | { ids: readonly string[] },
): Promise<BesideRow[]> {
  const [column, among] =
    'ids' in filter ? (['detail_id', filter.ids] as const) : (['voice_id', filter.voiceIds] as const)
  if (among.length === 0) return []
  const rows = await query(ctx.tx)
    .selectFrom('beside_state')
    .selectAll()
    .where('tenant_id', '=', ctx.tenantId)
    .where(column, '=', anyOf(among))
    .orderBy('voice_number')
    .orderBy('kind')
    .execute()
  return rows.map((row) => ({
    id: row.detail_id,
    exerciseId: row.exercise_id,
    voiceId: row.voice_id,
    voiceNumber: row.voice_number,
    givenAs: row.given_as,
    kind: row.kind as BesideRow['kind'],
    textSealed: row.text_sealed,
    isChosen: row.is_chosen,
    mayPrint: row.may_print,
    isLeftOut: row.is_left_out,
  }))
}

/** As which voice the words of these passages came to us. */
export async function selectCameAs(ctx: Ctx, passageIds: readonly string[]): Promise<Map<string, string>> {
  if (passageIds.length === 0) return new Map()
  const rows = await query(ctx.tx)
    .selectFrom('passage')
    .innerJoin('contribution', (join) =>
      join
        .onRef('contribution.tenant_id', '=', 'passage.tenant_id')
        .onRef('contribution.id', '=', 'passage.contribution_id'),
    )
    .select(['passage.id', 'contribution.came_as as cameAs'])
    .where('passage.id', 'in', [...passageIds])
    .execute()
  return new Map(rows.map((row) => [row.id, row.cameAs]))
}

export type ReadingRow = { detailId: string; readBy: string; mayPrint: boolean; readAt: Date }

/** Who read what voices chose, the first one first. */
export async function selectReadings(ctx: Ctx, detailIds: readonly string[]): Promise<ReadingRow[]> {
  if (detailIds.length === 0) return []
  return query(ctx.tx)
    .selectFrom('beside_reading')
    .select(['detail_id as detailId', 'read_by as readBy', 'may_print as mayPrint', 'read_at as readAt'])
    .where('detail_id', 'in', [...detailIds])
    .orderBy('read_at')
    .orderBy('read_by')
    .execute()
}

/** Keeps what somebody says of words they read, in place of what they said before; null takes it back. */
export async function replaceReading(ctx: Ctx, detailId: string, mayPrint: boolean | null): Promise<void> {
  await query(ctx.tx)
    .deleteFrom('beside_reading')
    .where('detail_id', '=', detailId)
    .where('read_by', '=', ctx.actor.id)
    .execute()
  if (mayPrint === null) return
  await query(ctx.tx)
    .insertInto('beside_reading')
    .values({ tenant_id: ctx.tenantId, detail_id: detailId, read_by: ctx.actor.id, may_print: mayPrint })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Folders that quote this voice are to be written again. */
export async function callFoldersOf(ctx: Ctx, voiceId: string): Promise<void> {
  await sql`select scope.call_folders_of(array[${voiceId}]::uuid[])`.execute(query(ctx.tx))
}

export async function selectLabels(
  ctx: Ctx,
  exerciseId: string,
): Promise<{ id: string; voiceId: string; labelSealed: Buffer }[]> {
  const answer = await sql<{ id: string; voiceId: string; labelSealed: Buffer }>`
    select id, voice_id as "voiceId", label_sealed as "labelSealed" from scope.labels_beside(${exerciseId})
    order by id`.execute(query(ctx.tx))
  return answer.rows
}

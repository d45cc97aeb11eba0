import { sql } from 'kysely'
import { inBatches } from '../../platform/db/batches.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'
import { insertFingerprints, type Fingerprint } from './label-index.queries.ts'

export async function insertVoices(
  ctx: Ctx,
  exerciseId: string,
  rows: readonly { id: string; number: number }[],
): Promise<void> {
  for (const some of inBatches(rows, 5000)) {
    await query(ctx.tx)
      .insertInto('voice')
      .values(
        some.map((row) => ({
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
  rows: readonly {
    id: string
    exerciseId: string
    voiceId: string
    sourceId: string
    /** As which voice they came; see `contribution.came_as`. */
    cameAs: string
    heldWhy?: string | null
  }[],
): Promise<void> {
  for (const some of inBatches(rows, 5000)) {
    await query(ctx.tx)
      .insertInto('contribution')
      .values(
        some.map((row) => ({
          tenant_id: ctx.tenantId,
          id: row.id,
          exercise_id: row.exerciseId,
          voice_id: row.voiceId,
          source_id: row.sourceId,
          came_as: row.cameAs,
          is_held: Boolean(row.heldWhy),
          held_why: row.heldWhy ?? null,
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
    contributionId: string
    labelSealed: Buffer
    fingerprints: readonly Fingerprint[]
  }[],
): Promise<void> {
  for (const some of inBatches(rows, 5000)) {
    await query(ctx.tx)
      .insertInto('voice_label')
      .values(
        some.map((row) => ({
          tenant_id: ctx.tenantId,
          id: row.id,
          exercise_id: row.exerciseId,
          voice_id: row.voiceId,
          source_id: row.sourceId,
          contribution_id: row.contributionId,
          label_sealed: row.labelSealed,
        })),
      )
      .execute()
  }
  await insertFingerprints(ctx, rows)
}

/** Who is counted: contributors. The others ran the conversation, or are no person (a bot, a room, a device). */
export type Part = 'contributor' | 'facilitator' | 'not-a-contributor'

/** Who was heard: numbers and doors of a voice, never words. `letters` counts those of its passages. */
export type VoiceRow = {
  id: string
  exerciseId: string
  number: number
  part: Part
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

/** Voices whose words are gone, and of whom something is printed until the monthly rebuild. */
export async function selectWaitingVoices(
  ctx: Ctx,
  exerciseId: string,
): Promise<{ id: string; number: number }[]> {
  return query(ctx.tx)
    .selectFrom('voice')
    .select(['id', 'number'])
    .where('exercise_id', '=', exerciseId)
    .where('rest', '=', 'waiting')
    .orderBy('number')
    .execute()
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

/**
 * Nobody proposes or passes a passage of this exercise until the transaction ends: whoever changes what a voice
 * agreed to or who it is rewrites readings, and must not miss one that is passed meanwhile.
 */
export async function holdReviews(ctx: Ctx, exerciseId: string): Promise<void> {
  await takeTurn(ctx, `propose/${exerciseId}`)
}

/** Nobody adds to these voices, takes them back or joins them until the transaction ends. */
export async function holdVoices(ctx: Ctx, ids: readonly string[]): Promise<void> {
  await query(ctx.tx)
    .selectFrom('voice')
    .select('id')
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** Waits until nobody else of this organisation does this; it is free again when the transaction ends. */
export async function takeTurn(ctx: Ctx, what: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.tenantId}/${what}`}, 0))`.execute(
    query(ctx.tx),
  )
}

export async function updatePart(ctx: Ctx, id: string, part: VoiceRow['part']): Promise<void> {
  await query(ctx.tx).updateTable('voice').set({ part }).where('id', '=', id).execute()
}

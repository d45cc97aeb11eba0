import { sql } from 'kysely'
import { inBatches } from '../../platform/db/batches.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

/** What stands with a passage: numbers, consent and review, never words. */
export type PassageState = {
  passageId: string
  exerciseId: string
  number: number
  saidAt: string | null
  sourceId: string
  door: string
  voiceId: string
  voiceNumber: number
  part: 'contributor' | 'facilitator' | 'not-a-contributor'
  mayRead: boolean
  mayQuote: boolean
  hasOpenProposals: boolean
  firstBy: string | null
  secondBy: string | null
  readingIndex: Buffer | null
  /** Two people passed it, nothing is open, its voice agreed to be read and is a contributor. */
  isReviewed: boolean
}

export type PassageFilter = {
  exerciseId?: string
  passageIds?: readonly string[]
  sourceId?: string
  contributionId?: string
  voiceId?: string
  part?: 'contributor' | 'facilitator' | 'not-a-contributor'
  mayRead?: boolean
  isReviewed?: boolean
  /** Leaves out what came by this door. */
  exceptDoor?: string
  afterNumber?: number
  /** Goes backwards: the last before this number first. */
  beforeNumber?: number
  limit?: number
}

export async function selectPassageStates(ctx: Ctx, filter: PassageFilter): Promise<PassageState[]> {
  const rows = await filtered(ctx, filter)
    .selectAll()
    .orderBy('number', filter.beforeNumber === undefined ? 'asc' : 'desc')
    .limit(filter.limit ?? 200)
    .execute()
  return rows.map((row) => ({
    passageId: row.passage_id,
    exerciseId: row.exercise_id,
    number: row.number,
    saidAt: row.said_at,
    sourceId: row.source_id,
    door: row.door,
    voiceId: row.voice_id,
    voiceNumber: row.voice_number,
    part: row.part,
    mayRead: row.may_read,
    mayQuote: row.may_quote,
    hasOpenProposals: row.has_open_proposals,
    firstBy: row.first_by,
    secondBy: row.second_by,
    readingIndex: row.reading_index,
    isReviewed: row.is_reviewed,
  }))
}

export async function countPassages(ctx: Ctx, filter: PassageFilter): Promise<number> {
  const row = await filtered(ctx, filter)
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

function filtered(ctx: Ctx, filter: PassageFilter) {
  let select = query(ctx.tx).selectFrom('passage_state').where('tenant_id', '=', ctx.tenantId)
  if (filter.exerciseId) select = select.where('exercise_id', '=', filter.exerciseId)
  if (filter.passageIds) select = select.where('passage_id', 'in', [...filter.passageIds])
  if (filter.sourceId) select = select.where('source_id', '=', filter.sourceId)
  if (filter.contributionId) select = select.where('contribution_id', '=', filter.contributionId)
  if (filter.voiceId) select = select.where('voice_id', '=', filter.voiceId)
  if (filter.exceptDoor) select = select.where('door', '<>', filter.exceptDoor)
  if (filter.part) select = select.where('part', '=', filter.part)
  if (filter.mayRead !== undefined) select = select.where('may_read', '=', filter.mayRead)
  if (filter.isReviewed !== undefined) select = select.where('is_reviewed', '=', filter.isReviewed)
  if (filter.afterNumber !== undefined) select = select.where('number', '>', filter.afterNumber)
  if (filter.beforeNumber !== undefined) select = select.where('number', '<', filter.beforeNumber)
  return select
}

/** Where a contribution belongs; null when there is none (any more). */
export async function selectContribution(ctx: Ctx, id: string): Promise<{ exerciseId: string } | null> {
  const row = await query(ctx.tx)
    .selectFrom('contribution')
    .select('exercise_id as exerciseId')
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

export type NewPassage = {
  id: string
  exerciseId: string
  contributionId: string
  number: number
  line: number | null
  saidAt: string | null
  verbatimSealed: Buffer
  contextSealed: Buffer | null
  length: number
}

export async function insertPassages(ctx: Ctx, rows: readonly NewPassage[]): Promise<void> {
  for (const some of inBatches(rows, 2000)) {
    await query(ctx.tx)
      .insertInto('passage')
      .values(
        some.map((row) => ({
          tenant_id: ctx.tenantId,
          id: row.id,
          exercise_id: row.exerciseId,
          contribution_id: row.contributionId,
          number: row.number,
          line: row.line,
          said_at: row.saidAt,
          verbatim_sealed: row.verbatimSealed,
          context_sealed: row.contextSealed,
          length: row.length,
        })),
      )
      .execute()
  }
}

export type SealedPassage = { verbatimSealed: Buffer; contextSealed: Buffer | null }

export async function selectSealedPassages(
  ctx: Ctx,
  ids: readonly string[],
): Promise<Map<string, SealedPassage>> {
  if (ids.length === 0) return new Map()
  const rows = await query(ctx.tx)
    .selectFrom('passage')
    .select(['id', 'verbatim_sealed', 'context_sealed'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(
    rows.map((row) => [row.id, { verbatimSealed: row.verbatim_sealed, contextSealed: row.context_sealed }]),
  )
}

export type EditRow = {
  id: string
  passageId: string
  start: number
  end: number
  kind: 'generalise' | 'cut' | 'correct'
  type: string
  reason: string
  replacementSealed: Buffer
  reasonSealed: Buffer | null
  state: 'proposed' | 'accepted' | 'rejected'
  entityIndex: Buffer | null
}

export async function selectEdits(ctx: Ctx, passageIds: readonly string[]): Promise<EditRow[]> {
  if (passageIds.length === 0) return []
  const rows = await query(ctx.tx)
    .selectFrom('edit')
    .selectAll()
    .where('passage_id', 'in', [...passageIds])
    .orderBy('passage_id')
    .orderBy('start_at')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    passageId: row.passage_id,
    start: row.start_at,
    end: row.end_at,
    kind: row.kind as EditRow['kind'],
    type: row.type,
    reason: row.reason,
    replacementSealed: row.replacement_sealed,
    reasonSealed: row.reason_sealed,
    state: row.state as EditRow['state'],
    entityIndex: row.entity_index,
  }))
}

export async function upsertReadings(
  ctx: Ctx,
  rows: readonly { passageId: string; exerciseId: string; text: string }[],
): Promise<void> {
  for (const some of inBatches(rows, 500)) {
    await query(ctx.tx)
      .insertInto('reading')
      .values(
        some.map((row) => ({
          tenant_id: ctx.tenantId,
          passage_id: row.passageId,
          exercise_id: row.exerciseId,
          text: row.text,
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['tenant_id', 'passage_id'])
          .doUpdateSet((set) => ({ text: set.ref('excluded.text') })),
      )
      .execute()
  }
}

/** Readings hang on nothing (they may be gone at any time), so they go by hand. */
export async function deleteReadings(ctx: Ctx, passageIds: readonly string[]): Promise<void> {
  for (const some of inBatches(passageIds, 5000)) {
    await query(ctx.tx).deleteFrom('reading').where('passage_id', 'in', some).execute()
  }
}

/** Derived readings of reviewed passages, in order of number, after a number. */
export async function selectReadings(
  ctx: Ctx,
  exerciseId: string,
  afterNumber: number,
  limit: number,
): Promise<{ passageId: string; number: number; text: string }[]> {
  return query(ctx.tx)
    .selectFrom('reading')
    .innerJoin('passage', (join) =>
      join
        .onRef('passage.tenant_id', '=', 'reading.tenant_id')
        .onRef('passage.id', '=', 'reading.passage_id'),
    )
    .select(['reading.passage_id as passageId', 'passage.number', 'reading.text'])
    .where('reading.exercise_id', '=', exerciseId)
    .where('passage.number', '>', afterNumber)
    .orderBy('passage.number')
    .limit(limit)
    .execute()
}

export async function hasDerivedMark(ctx: Ctx): Promise<boolean> {
  return (await query(ctx.tx).selectFrom('derived_mark').select('made_at').executeTakeFirst()) !== undefined
}

export async function insertDerivedMark(ctx: Ctx): Promise<void> {
  await query(ctx.tx)
    .insertInto('derived_mark')
    .values({ tenant_id: ctx.tenantId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** One at a time rebuilds a tenant's derived rows; the others wait here until it has. */
export async function waitForTurn(ctx: Ctx, what: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.tenantId}/${what}`}, 0))`.execute(
    query(ctx.tx),
  )
}

export async function selectExerciseIds(ctx: Ctx): Promise<string[]> {
  const rows = await query(ctx.tx).selectFrom('exercise').select('id').orderBy('id').execute()
  return rows.map((row) => row.id)
}

/** All passages of these voices, whatever they agreed to, in order of number. */
export async function selectIdsOfVoices(ctx: Ctx, voiceIds: readonly string[]): Promise<string[]> {
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

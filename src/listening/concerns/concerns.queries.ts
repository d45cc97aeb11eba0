import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { anyOf, query } from '../../platform/db/tx.ts'

export type Outcome = 'safe' | 'acted' | 'passed-on' | 'not-so'
export type Ground = 'voice-said-yes' | 'serious-harm' | 'law'

export type ConcernRow = {
  id: string
  exerciseId: string
  /** Null when the words were taken back since. */
  passageId: string | null
  start: number
  end: number
  noteSealed: Buffer | null
  markedBy: string
  markedAt: Date
  toldTo: string
  toldAt: Date | null
  seenAt: Date | null
  outcome: Outcome | null
  answerSealed: Buffer | null
  answeredBy: string | null
  answeredAt: Date | null
}

export async function insertConcern(
  ctx: Ctx,
  row: {
    id: string
    exerciseId: string
    passageId: string
    start: number
    end: number
    noteSealed: Buffer | null
    toldTo: string
  },
): Promise<void> {
  await query(ctx.tx)
    .insertInto('concern')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      exercise_id: row.exerciseId,
      passage_id: row.passageId,
      start_at: row.start,
      end_at: row.end,
      note_sealed: row.noteSealed,
      marked_by: ctx.actor.id,
      told_to: row.toldTo,
    })
    .execute()
}

export async function selectConcerns(
  ctx: Ctx,
  filter: { id?: string; exerciseId?: string; passageId?: string },
): Promise<ConcernRow[]> {
  let select = query(ctx.tx).selectFrom('concern').selectAll()
  if (filter.id) select = select.where('id', '=', filter.id)
  if (filter.exerciseId) select = select.where('exercise_id', '=', filter.exerciseId)
  if (filter.passageId) select = select.where('passage_id', '=', filter.passageId)
  const rows = await select
    .orderBy('answered_at', (order) => order.desc().nullsFirst())
    .orderBy('marked_at', 'desc')
    .limit(500)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    exerciseId: row.exercise_id,
    passageId: row.passage_id,
    start: row.start_at,
    end: row.end_at,
    noteSealed: row.note_sealed,
    markedBy: row.marked_by,
    markedAt: row.marked_at,
    toldTo: row.told_to,
    toldAt: row.told_at,
    seenAt: row.seen_at,
    outcome: row.outcome as Outcome | null,
    answerSealed: row.answer_sealed,
    answeredBy: row.answered_by,
    answeredAt: row.answered_at,
  }))
}

/** Concerns nobody was told of yet, and those nobody has looked at within the hour: as long as they are open. */
export async function selectToTell(ctx: Ctx): Promise<{ id: string; toldTo: string; isAgain: boolean }[]> {
  const rows = await query(ctx.tx)
    .selectFrom('concern')
    .select(['id', 'told_to', 'told_at'])
    .where('outcome', 'is', null)
    .where((where) =>
      where.or([
        where('told_at', 'is', null),
        where.and([
          where('seen_at', 'is', null),
          where('told_at', '<', sql<Date>`now() - interval '1 hour'`),
        ]),
      ]),
    )
    .execute()
  return rows.map((row) => ({ id: row.id, toldTo: row.told_to, isAgain: row.told_at !== null }))
}

export async function setTold(ctx: Ctx, id: string): Promise<void> {
  await query(ctx.tx)
    .updateTable('concern')
    .set({ told_at: sql<Date>`clock_timestamp()` })
    .where('id', '=', id)
    .execute()
}

export async function setSeen(ctx: Ctx, id: string): Promise<void> {
  await query(ctx.tx)
    .updateTable('concern')
    .set({ seen_at: sql<Date>`clock_timestamp()` })
    .where('id', '=', id)
    .where('seen_at', 'is', null)
    .execute()
}

/** False when it was answered before. */
export async function setAnswer(
  ctx: Ctx,
  id: string,
  answer: { outcome: Outcome; answerSealed: Buffer | null },
): Promise<boolean> {
  const done = await query(ctx.tx)
    .updateTable('concern')
    .set({
      outcome: answer.outcome,
      answer_sealed: answer.answerSealed,
      answered_by: ctx.actor.id,
      answered_at: sql<Date>`clock_timestamp()`,
    })
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .executeTakeFirst()
  return Number(done.numUpdatedRows) === 1
}

export async function insertOpening(
  ctx: Ctx,
  row: { id: string; concernId: string; ground: Ground; reasonSealed: Buffer },
): Promise<void> {
  await query(ctx.tx)
    .insertInto('concern_opening')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      concern_id: row.concernId,
      ground: row.ground,
      reason_sealed: row.reasonSealed,
      opened_by: ctx.actor.id,
    })
    .execute()
}

export type OpeningRow = {
  id: string
  ground: Ground
  reasonSealed: Buffer
  openedBy: string
  openedAt: Date
}

export async function selectOpenings(ctx: Ctx, concernId: string): Promise<OpeningRow[]> {
  const rows = await query(ctx.tx)
    .selectFrom('concern_opening')
    .selectAll()
    .where('concern_id', '=', concernId)
    .orderBy('opened_at')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    ground: row.ground as Ground,
    reasonSealed: row.reason_sealed,
    openedBy: row.opened_by,
    openedAt: row.opened_at,
  }))
}

export async function insertTelling(
  ctx: Ctx,
  row: { id: string; concernId: string; wordsSealed: Buffer },
): Promise<void> {
  await query(ctx.tx)
    .insertInto('concern_telling')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      concern_id: row.concernId,
      words_sealed: row.wordsSealed,
      told_by: ctx.actor.id,
    })
    .execute()
}

export type TellingRow = { id: string; passageId: string; wordsSealed: Buffer; toldAt: Date }

/** What was told about one concern, or to one voice; not about words taken back since. */
export async function selectTellings(
  ctx: Ctx,
  filter: { concernId: string } | { passageIds: readonly string[] },
): Promise<TellingRow[]> {
  let select = query(ctx.tx)
    .selectFrom('concern_telling as t')
    .innerJoin('concern as c', (join) =>
      join.onRef('c.tenant_id', '=', 't.tenant_id').onRef('c.id', '=', 't.concern_id'),
    )
    .innerJoin('passage as p', (join) =>
      join.onRef('p.tenant_id', '=', 'c.tenant_id').onRef('p.id', '=', 'c.passage_id'),
    )
    .select(['t.id', 'p.id as passageId', 't.words_sealed as wordsSealed', 't.told_at as toldAt'])
  if ('concernId' in filter) select = select.where('t.concern_id', '=', filter.concernId)
  else select = select.where('p.id', '=', anyOf(filter.passageIds))
  return select.orderBy('t.told_at').execute()
}

/** Who is told in an exercise, when somebody was chosen. */
export async function selectPerson(ctx: Ctx, exerciseId: string): Promise<string | null> {
  const row = await query(ctx.tx)
    .selectFrom('concern_person')
    .select('account_id')
    .where('exercise_id', '=', exerciseId)
    .executeTakeFirst()
  return row?.account_id ?? null
}

export async function upsertPerson(ctx: Ctx, exerciseId: string, accountId: string): Promise<void> {
  await query(ctx.tx)
    .insertInto('concern_person')
    .values({ tenant_id: ctx.tenantId, exercise_id: exerciseId, account_id: accountId })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'exercise_id']).doUpdateSet({ account_id: accountId }),
    )
    .execute()
}

/** The verbatim a concern stands on, sealed, whose it is, and whether this actor is kept from it. */
export async function selectMarked(
  ctx: Ctx,
  passageId: string,
): Promise<{ verbatimSealed: Buffer; voiceId: string; voiceNumber: number; isShut: boolean } | null> {
  const row = await query(ctx.tx)
    .selectFrom('passage as p')
    .innerJoin('contribution as b', (join) =>
      join.onRef('b.tenant_id', '=', 'p.tenant_id').onRef('b.id', '=', 'p.contribution_id'),
    )
    .innerJoin('voice as v', (join) =>
      join.onRef('v.tenant_id', '=', 'b.tenant_id').onRef('v.id', '=', 'b.voice_id'),
    )
    .select([
      'p.verbatim_sealed as verbatimSealed',
      'v.id as voiceId',
      'v.number as voiceNumber',
      sql<boolean>`exists (select from scope.shut_words() s
        where s.exercise_id = p.exercise_id and p.number <= s.up_to)`.as('isShut'),
    ])
    .where('p.id', '=', passageId)
    .executeTakeFirst()
  return row ?? null
}

import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query, type Tx } from '../../platform/db/tx.ts'

export type Exercise = {
  id: string
  /** Of the public page: /door/<address>. */
  address: string
  title: string
  question: string
  asked: string
  /** `YYYY-MM-DD`, or null: until the team closes it. */
  openUntil: string | null
  whatHappens: string
  whoReads: string
  readBy: string
  /** Why the law lets us use the words, and the text shown for it; '' for ours. */
  basis: 'consent' | 'legitimate-interests' | 'public-task' | 'other'
  basisText: string
  /** When the team might have to act, in one sentence; '' for ours. */
  mightAct: string
  /** `YYYY-MM-DD`: until then everything can be removed; null: until the first piece is printed. */
  removeUntil: string | null
  /** `YYYY-MM-DD`: the raw words go that day; null: no day was set. */
  rawUntil: string | null
  /** What is given to those who take part; '' for nothing. */
  payment: string
  /** Whether the voices work for whoever asks. */
  isWorkplace: boolean
  /** The further uses that are asked, joined by spaces. */
  asks: string
  /** Whether the doors take words now, by the database's clock. */
  isOpen: boolean
  /** Whether the team closed it; it can also be over because its last day has passed. */
  isClosed: boolean
}

export type ExerciseFields = Pick<
  Exercise,
  'title' | 'question' | 'asked' | 'openUntil' | 'whatHappens' | 'whoReads' | 'readBy'
>

/** What people are promised beside that. */
export type ToldFields = Pick<
  Exercise,
  'basis' | 'basisText' | 'mightAct' | 'removeUntil' | 'rawUntil' | 'payment' | 'asks'
>

const columns = [
  'id',
  'address',
  'title',
  'question',
  'asked',
  'open_until',
  'what_happens',
  'who_reads',
  'read_by',
  'basis',
  'basis_text',
  'might_act',
  'remove_until',
  'raw_until',
  'payment',
  'asks',
] as const

export async function insertExercise(
  ctx: Ctx,
  id: string,
  address: string,
  fields: ExerciseFields,
): Promise<void> {
  await query(ctx.tx)
    .insertInto('exercise')
    .values({
      tenant_id: ctx.tenantId,
      id,
      address,
      title: fields.title,
      question: fields.question,
      asked: fields.asked,
      open_until: fields.openUntil,
      what_happens: fields.whatHappens,
      who_reads: fields.whoReads,
      read_by: fields.readBy,
    })
    .execute()
  await query(ctx.tx)
    .insertInto('exercise_counter')
    .values({ tenant_id: ctx.tenantId, exercise_id: id })
    .execute()
}

/**
 * The public page's source of an exercise. It carries the exercise's own id, so that a visitor, who may read
 * nothing, still knows where a contribution belongs.
 */
export async function insertWebSource(ctx: Ctx, exerciseId: string): Promise<void> {
  await query(ctx.tx)
    .insertInto('source')
    .values({
      tenant_id: ctx.tenantId,
      id: exerciseId,
      exercise_id: exerciseId,
      door: 'web',
      format: 'web',
      content_index: ctx.vault.fingerprint('source', `web/${exerciseId}`),
      state: 'shown',
    })
    .execute()
}

export async function selectExercises(ctx: Ctx, id?: string): Promise<Exercise[]> {
  const rows = await query(ctx.tx)
    .selectFrom('exercise')
    .select([...columns])
    .select([
      sql<boolean>`closed_at is null and (open_until is null or open_until >= current_date)`.as('is_open'),
      sql<boolean>`closed_at is not null`.as('is_closed'),
      sql<boolean>`exists (select from workplace w
        where w.tenant_id = exercise.tenant_id and w.exercise_id = exercise.id)`.as('is_workplace'),
    ])
    .$if(id !== undefined, (select) => select.where('id', '=', id!))
    .orderBy('opened_at', 'desc')
    .limit(500)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    address: row.address,
    title: row.title,
    question: row.question,
    asked: row.asked,
    openUntil: row.open_until,
    whatHappens: row.what_happens,
    whoReads: row.who_reads,
    readBy: row.read_by,
    basis: row.basis as Exercise['basis'],
    basisText: row.basis_text,
    mightAct: row.might_act,
    removeUntil: row.remove_until,
    rawUntil: row.raw_until,
    payment: row.payment,
    isWorkplace: row.is_workplace,
    // Nobody is named or described where they work for whoever asks.
    asks: row.is_workplace ? row.asks.replace(/\b(?:describe|sign) ?/g, '').trim() : row.asks,
    isOpen: row.is_open,
    isClosed: row.is_closed,
  }))
}

export async function updateExercise(ctx: Ctx, id: string, fields: ExerciseFields): Promise<void> {
  await query(ctx.tx)
    .updateTable('exercise')
    .set({
      title: fields.title,
      question: fields.question,
      asked: fields.asked,
      open_until: fields.openUntil,
      what_happens: fields.whatHappens,
      who_reads: fields.whoReads,
      read_by: fields.readBy,
    })
    .where('id', '=', id)
    .execute()
}

export async function updateTold(ctx: Ctx, id: string, fields: ToldFields): Promise<void> {
  await query(ctx.tx)
    .updateTable('exercise')
    .set({
      basis: fields.basis,
      basis_text: fields.basisText,
      might_act: fields.mightAct,
      remove_until: fields.removeUntil,
      raw_until: fields.rawUntil,
      payment: fields.payment,
      asks: fields.asks,
    })
    .where('id', '=', id)
    .execute()
}

export async function setClosed(ctx: Ctx, id: string, closed: boolean): Promise<void> {
  await query(ctx.tx)
    .updateTable('exercise')
    .set({ closed_at: closed ? sql<Date>`now()` : null })
    .where('id', '=', id)
    .execute()
}

/** Where a public page's address leads, before a tenant is known. */
export async function selectExerciseAt(
  tx: Tx,
  address: string,
): Promise<{ tenantId: string; id: string } | null> {
  const answer = await sql<{ tenant_id: string; id: string }>`
    select * from scope.exercise_at(${address})`.execute(query(tx))
  const row = answer.rows[0]
  return row ? { tenantId: row.tenant_id, id: row.id } : null
}

/** Reserves numbers of an exercise; gives the first voice number and the first passage number. */
export async function takeNumbers(
  ctx: Ctx,
  exerciseId: string,
  voices: number,
  passages: number,
): Promise<{ firstVoice: number; firstPassage: number }> {
  const answer = await sql<{ first_voice: number; first_passage: number }>`
    select * from scope.take_numbers(${exerciseId}, ${voices}::integer, ${passages}::integer)`.execute(
    query(ctx.tx),
  )
  const row = answer.rows[0]
  if (!row) throw new RangeError('No such exercise in this tenant.')
  return { firstVoice: row.first_voice, firstPassage: row.first_passage }
}

/** `toCheck` came in and wait for a listener; `concerns` have no answer yet, counted for whoever may see them. */
export type ExerciseCounts = {
  sources: number
  toCheck: number
  concerns: number
  themes: number
  series: number
}

/** How much an exercise holds beside its voices and passages. Sources are files and sittings, not the public page. */
export async function selectExerciseCounts(ctx: Ctx, exerciseId: string): Promise<ExerciseCounts> {
  const row = await query(ctx.tx)
    .selectNoFrom((select) => [
      select
        .selectFrom('source')
        .select((count) => count.fn.countAll<number>().as('count'))
        .where('exercise_id', '=', exerciseId)
        .where('state', '=', 'shown')
        .where('format', '<>', 'web')
        .as('sources'),
      select
        .selectFrom('source')
        .select((count) => count.fn.countAll<number>().as('count'))
        .where('exercise_id', '=', exerciseId)
        .where('state', 'in', ['to-check', 'asking'])
        .as('to_check'),
      select
        .selectFrom('concern')
        .select((count) => count.fn.countAll<number>().as('count'))
        .where('exercise_id', '=', exerciseId)
        .where('outcome', 'is', null)
        .as('concerns'),
      select
        .selectFrom('theme')
        .select((count) => count.fn.countAll<number>().as('count'))
        .where('exercise_id', '=', exerciseId)
        .as('themes'),
      select
        .selectFrom('series')
        .select((count) => count.fn.countAll<number>().as('count'))
        .where('exercise_id', '=', exerciseId)
        .as('series'),
    ])
    .executeTakeFirstOrThrow()
  return {
    sources: Number(row.sources),
    toCheck: Number(row.to_check),
    concerns: Number(row.concerns),
    themes: Number(row.themes),
    series: Number(row.series),
  }
}

/**
 * Passages of an exercise by where they are. `unasked` may not be read yet, `first` and `second` wait for that reader,
 * `reviewed` two people passed. What facilitators said counts in none of them.
 */
export type PassageCounts = { unasked: number; first: number; second: number; reviewed: number }

export async function selectPassageCounts(ctx: Ctx, exerciseId: string): Promise<PassageCounts> {
  const answer = await sql<PassageCounts>`
    select count(*) filter (where not may_read) as unasked,
      count(*) filter (where may_read and not is_reviewed
        and (first_by is null or has_open_proposals)) as first,
      count(*) filter (where may_read and not is_reviewed
        and first_by is not null and not has_open_proposals) as second,
      count(*) filter (where is_reviewed) as reviewed
    from passage_state
    where tenant_id = ${ctx.tenantId} and exercise_id = ${exerciseId} and part = 'contributor'`.execute(
    query(ctx.tx),
  )
  return answer.rows[0]!
}

/** How many passages of each exercise wait for a reader; exercises where none waits are left out. */
export async function selectWaiting(ctx: Ctx): Promise<Map<string, number>> {
  const rows = await query(ctx.tx)
    .selectFrom('passage_state')
    .select((select) => ['exercise_id', select.fn.countAll<number>().as('count')])
    .where('tenant_id', '=', ctx.tenantId)
    .where('part', '=', 'contributor')
    .where('may_read', '=', true)
    .where('is_reviewed', '=', false)
    .groupBy('exercise_id')
    .execute()
  return new Map(rows.map((row) => [row.exercise_id, Number(row.count)]))
}

/** Whether anybody has been heard in an exercise, also in a file that is still arriving. */
export async function hasVoices(ctx: Ctx, id: string): Promise<boolean> {
  const row = await query(ctx.tx)
    .selectFrom('voice')
    .select('id')
    .where('exercise_id', '=', id)
    .executeTakeFirst()
  return row !== undefined
}

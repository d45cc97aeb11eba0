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
  openedAt: Date
  /** Whether the doors take words now, by the database's clock. */
  isOpen: boolean
}

export type ExerciseFields = Pick<
  Exercise,
  'title' | 'question' | 'asked' | 'openUntil' | 'whatHappens' | 'whoReads' | 'readBy'
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
  'opened_at',
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
  await query(ctx.tx).insertInto('exercise_counter').values({ tenant_id: ctx.tenantId, exercise_id: id }).execute()
}

export async function selectExercises(ctx: Ctx, id?: string): Promise<Exercise[]> {
  const rows = await query(ctx.tx)
    .selectFrom('exercise')
    .select([...columns])
    .select(
      sql<boolean>`closed_at is null and (open_until is null or open_until >= current_date)`.as('is_open'),
    )
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
    openedAt: row.opened_at,
    isOpen: row.is_open,
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

export async function setClosed(ctx: Ctx, id: string, closed: boolean): Promise<void> {
  await query(ctx.tx)
    .updateTable('exercise')
    .set({ closed_at: closed ? sql<Date>`now()` : null })
    .where('id', '=', id)
    .execute()
}

/** Where a public page's address leads, before a tenant is known. */
export async function selectExerciseAt(tx: Tx, address: string): Promise<{ tenantId: string; id: string } | null> {
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
    select * from scope.take_numbers(${exerciseId}, ${voices}::integer, ${passages}::integer)`.execute(query(ctx.tx))
  const row = answer.rows[0]
  if (!row) throw new RangeError('No such exercise in this tenant.')
  return { firstVoice: row.first_voice, firstPassage: row.first_passage }
}

import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx, Database } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newAddress, newId } from '../../platform/ids.ts'
import { countVoices } from './people.ts'
import {
  hasVoices,
  insertExercise,
  insertWebSource,
  selectExerciseAt,
  selectExerciseCounts,
  selectExercises,
  selectPassageCounts,
  selectWaiting,
  setClosed,
  updateExercise,
  updateTold,
  type Exercise,
  type ExerciseCounts,
  type ExerciseFields,
  type PassageCounts,
  type ToldFields,
} from './exercises.queries.ts'

export type { Exercise, ExerciseFields, ToldFields } from './exercises.queries.ts'
export { takeNumbers } from './exercises.queries.ts'

/** Opens an exercise: one question, a public page of its own, counters at nought. Gives its id. */
export async function openExercise(ctx: Ctx, fields: ExerciseFields): Promise<string> {
  const id = newId()
  await insertExercise(ctx, id, newAddress(), fields)
  await insertWebSource(ctx, id)
  await recordAct(ctx, 'exercise.opened', 'exercise', id)
  return id
}

/** One exercise of this organisation. Throws not-found, also for somebody else's. */
export async function getExercise(ctx: Ctx, id: string): Promise<Exercise> {
  const [exercise] = await selectExercises(ctx, id)
  if (!exercise) throw new Failure('not-found', '')
  return exercise
}

/** An exercise and how many of its passages wait for a reader. */
export type WaitingExercise = Exercise & { waiting: number }

/** Every exercise, newest first, with how many passages wait. */
export async function listWaitingExercises(ctx: Ctx): Promise<WaitingExercise[]> {
  const waiting = await selectWaiting(ctx)
  return (await selectExercises(ctx)).map((exercise) => ({
    ...exercise,
    waiting: waiting.get(exercise.id) ?? 0,
  }))
}

/** An exercise with how much is where in it. */
export type ExerciseView = {
  exercise: Exercise
  counts: ExerciseCounts & PassageCounts & { voices: number }
}

/** The hub of an exercise. Throws not-found. */
export async function viewExercise(ctx: Ctx, id: string): Promise<ExerciseView> {
  const exercise = await getExercise(ctx, id)
  const counts = {
    ...(await selectExerciseCounts(ctx, id)),
    ...(await selectPassageCounts(ctx, id)),
    voices: (await countVoices(ctx, id)).people,
  }
  return { exercise, counts }
}

/**
 * Changes what an exercise says of itself. Its question stays once somebody has answered it: their words answer that
 * question and no other (and the gates would tell whoever may change it which names are known here). `question-stays`
 * when it would have changed, and nothing is; null when done.
 */
export async function changeExercise(
  ctx: Ctx,
  id: string,
  fields: ExerciseFields,
): Promise<'question-stays' | null> {
  const exercise = await getExercise(ctx, id)
  if (fields.question !== exercise.question && (await hasVoices(ctx, id))) return 'question-stays'
  await updateExercise(ctx, id, fields)
  await recordAct(ctx, 'exercise.changed', 'exercise', id)
  return null
}

/**
 * Changes what people are promised. Who came before keeps the sentences they read (they are kept with their answers);
 * so the day until which everything can be removed, once it stands, is only ever moved later: `sooner` when it would be
 * earlier, or when the raw words would stay longer than people were told, and nothing is changed.
 */
export async function changeTold(
  ctx: Ctx,
  id: string,
  fields: ToldFields,
): Promise<'remove-sooner' | 'raw-later' | null> {
  const exercise = await getExercise(ctx, id)
  if (await hasVoices(ctx, id)) {
    const { removeUntil, rawUntil } = exercise
    if (removeUntil && (!fields.removeUntil || fields.removeUntil < removeUntil)) return 'remove-sooner'
    if (rawUntil && (!fields.rawUntil || fields.rawUntil > rawUntil)) return 'raw-later'
  }
  await updateTold(ctx, id, fields)
  await recordAct(ctx, 'exercise.told-changed', 'exercise', id)
  return null
}

/** Today as YYYY-MM-DD in UTC, by the database's clock. */
export function getToday(ctx: Ctx): string {
  return ctx.now.toISOString().slice(0, 10)
}

/** Closes the doors, or opens them again. What was heard stays. */
export async function closeExercise(ctx: Ctx, id: string, closed: boolean): Promise<void> {
  await getExercise(ctx, id)
  await setClosed(ctx, id, closed)
  await recordAct(ctx, closed ? 'exercise.closed' : 'exercise.reopened', 'exercise', id)
}

/** Where a public address leads: tenant and exercise, or null. */
export async function findExerciseAt(
  db: Database,
  address: string,
): Promise<{ tenantId: string; id: string } | null> {
  if (!/^[a-z0-9]{6,40}$/.test(address)) return null
  return db.outside((tx) => selectExerciseAt(tx, address))
}

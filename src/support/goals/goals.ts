import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import {
  deleteThing,
  insertGoal,
  selectGoals,
  updatePlaces,
  updateState,
  type GoalRow,
} from './goals.queries.ts'
import { listMarks, type Mark } from './marks.ts'
import { moveTo, type State } from './states.ts'
import { listSteps, type Step } from './steps.ts'
import {
  addWording,
  changeWording,
  listGoalWordings,
  listWordings,
  openWording,
  removeWording,
  takeWording,
  type Clash,
  type Hand,
  type Said,
  type Wording,
} from './wordings.ts'

/** What a person wants, as it stands. */
export type Goal = {
  id: string
  state: State
  begunAt: Date
  /** When it was finished, put down or taken up again. */
  changedAt: Date
  said: Wording
  steps: Step[]
}

/** A goal with what only its person sees. */
export type WholeGoal = Goal & { wordings: Wording[]; marks: Mark[] }

/** All goals that whoever acts may see, with their steps, in the order the person chose. */
export async function listGoals(ctx: Ctx): Promise<Goal[]> {
  const rows = await selectGoals(ctx)
  const steps = await listSteps(ctx)
  return rows.map((row) => openGoal(ctx, row, steps))
}

/** The first goals that are open, without their steps. */
export async function listFirstGoals(ctx: Ctx, most: number): Promise<Goal[]> {
  return (await selectGoals(ctx, { state: 'open', most })).map((row) => openGoal(ctx, row, []))
}

/** Throws not-found. */
export async function getGoal(ctx: Ctx, id: string): Promise<WholeGoal> {
  const [row] = await selectGoals(ctx, { id })
  if (!row) throw new Failure('not-found', '')
  const goal = openGoal(ctx, row, await listSteps(ctx, id))
  return {
    ...goal,
    wordings: await listWordings(ctx, { goalId: id, stepId: null }),
    marks: (await listMarks(ctx, id)).get(id) ?? [],
  }
}

/** All goals with everything only their person sees, in a few queries however many there are. */
export async function listWholeGoals(ctx: Ctx): Promise<WholeGoal[]> {
  const wordings = await listGoalWordings(ctx)
  const marks = await listMarks(ctx)
  return (await listGoals(ctx)).map((goal) => ({
    ...goal,
    wordings: wordings.get(goal.id) ?? [],
    marks: marks.get(goal.id) ?? [],
  }))
}

/** Whether whoever acts may see this goal. */
export async function hasGoal(ctx: Ctx, id: string): Promise<boolean> {
  return (await selectGoals(ctx, { id })).length > 0
}

/** Adds what somebody wants, as they say it. The same `id` again adds nothing. */
export async function addGoal(ctx: Ctx, id: string, said: Said, hand: Hand | null = null): Promise<void> {
  await insertGoal(ctx, { id, byAccount: hand?.hand === 'together' ? hand.by.accountId : null })
  await addWording(ctx, { goalId: id, stepId: null }, said, { id, number: 1, hand })
}

/** Says it anew; the older words stay. Throws not-found. */
export function changeGoal(
  ctx: Ctx,
  goalId: string,
  input: { id: string; seen: number; said: Said },
): Promise<Clash | null> {
  return changeWording(ctx, { goalId, stepId: null }, input)
}

/** Lets words of before stand again. Throws not-found. */
export function takeGoalWording(ctx: Ctx, goalId: string, number: number): Promise<void> {
  return takeWording(ctx, { goalId, stepId: null }, number)
}

/** Lets one older wording go for good. Throws not-found for no such goal. */
export function letGoalWordingGo(ctx: Ctx, goalId: string, wordingId: string): Promise<void> {
  return removeWording(ctx, { goalId, stepId: null }, wordingId)
}

/** Finished, put down, or taken up again. Throws not-found. */
export async function setGoalState(ctx: Ctx, id: string, state: State): Promise<void> {
  if (!(await updateState(ctx, 'goal', id, state))) throw new Failure('not-found', '')
}

/** Puts a goal at a place among those that are open, counted from 0. Throws not-found. */
export async function moveGoal(ctx: Ctx, id: string, to: number): Promise<void> {
  const open = (await selectGoals(ctx, { state: 'open' })).map((row) => row.id)
  if (!open.includes(id)) throw new Failure('not-found', '')
  await updatePlaces(ctx, 'goal', moveTo(open, id, to))
}

/** Takes a goal away for good, with everything said about it. What has gone already stays gone. */
export async function removeGoal(ctx: Ctx, id: string): Promise<void> {
  await deleteThing(ctx, 'goal', id)
}

function openGoal(ctx: Ctx, row: GoalRow, steps: readonly Step[]): Goal {
  return {
    id: row.id,
    state: row.state,
    begunAt: row.begunAt,
    changedAt: row.changedAt,
    said: openWording(ctx, { ...row, id: row.wordingId }),
    steps: steps.filter((step) => step.goalId === row.id),
  }
}

import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { deleteThing, selectGoals, updatePlaces, updateState } from './goals.queries.ts'
import { moveTo, type State } from './states.ts'
import { insertStep, selectSteps } from './steps.queries.ts'
import {
  addWording,
  changeWording,
  listWordings,
  openWording,
  removeWording,
  takeWording,
  type Clash,
  type Hand,
  type Said,
  type Wording,
} from './wordings.ts'

/** A step towards what somebody wants. */
export type Step = { id: string; goalId: string; state: State; said: Wording }

/** The steps of one goal, or of all, in the order the person chose. */
export async function listSteps(ctx: Ctx, goalId?: string): Promise<Step[]> {
  return openSteps(ctx, goalId === undefined ? {} : { goalId })
}

/** Throws not-found. */
export async function getStep(ctx: Ctx, id: string): Promise<Step & { wordings: Wording[] }> {
  const [step] = await openSteps(ctx, { id })
  if (!step) throw new Failure('not-found', '')
  return { ...step, wordings: await listWordings(ctx, { goalId: step.goalId, stepId: id }) }
}

/** Whether whoever acts may see this step. */
export async function hasStep(ctx: Ctx, id: string): Promise<boolean> {
  return (await selectSteps(ctx, { id })).length > 0
}

/** Adds a step to a goal. The same `id` again adds nothing. Throws not-found for no goal of this space. */
export async function addStep(
  ctx: Ctx,
  goalId: string,
  id: string,
  said: Said,
  hand: Hand | null = null,
): Promise<void> {
  if ((await selectGoals(ctx, { id: goalId })).length === 0) throw new Failure('not-found', '')
  await insertStep(ctx, { id, goalId, byAccount: hand?.hand === 'together' ? hand.by.accountId : null })
  await addWording(ctx, { goalId, stepId: id }, said, { id, number: 1, hand })
}

/** Says a step anew; the older words stay. Gives its goal too. Throws not-found. */
export async function changeStep(
  ctx: Ctx,
  stepId: string,
  input: { id: string; seen: number; said: Said },
): Promise<{ goalId: string; clash: Clash | null }> {
  const goalId = await getGoalOf(ctx, stepId)
  return { goalId, clash: await changeWording(ctx, { goalId, stepId }, input) }
}

/** Lets words of before stand again. Gives its goal. Throws not-found. */
export async function takeStepWording(ctx: Ctx, stepId: string, number: number): Promise<string> {
  const goalId = await getGoalOf(ctx, stepId)
  await takeWording(ctx, { goalId, stepId }, number)
  return goalId
}

/** Lets one older wording go for good. Throws not-found for no such step. */
export async function letStepWordingGo(ctx: Ctx, stepId: string, wordingId: string): Promise<void> {
  const { goalId } = await getStep(ctx, stepId)
  await removeWording(ctx, { goalId, stepId }, wordingId)
}

/** Done, put down, or taken up again. Gives its goal. Throws not-found. */
export async function setStepState(ctx: Ctx, id: string, state: State): Promise<string> {
  const goalId = await getGoalOf(ctx, id)
  await updateState(ctx, 'step', id, state)
  return goalId
}

/** Puts a step at a place among the open ones of its goal, counted from 0. Gives its goal. Throws not-found. */
export async function moveStep(ctx: Ctx, id: string, to: number): Promise<string> {
  const goalId = await getGoalOf(ctx, id)
  const open = (await selectSteps(ctx, { goalId })).filter((row) => row.state === 'open').map((row) => row.id)
  if (!open.includes(id)) throw new Failure('not-found', '')
  await updatePlaces(ctx, 'step', moveTo(open, id, to))
  return goalId
}

/** Takes a step away for good. Gives its goal; null when it had gone already. */
export async function removeStep(ctx: Ctx, id: string): Promise<string | null> {
  const [step] = await selectSteps(ctx, { id })
  if (step) await deleteThing(ctx, 'step', id)
  return step?.goalId ?? null
}

async function getGoalOf(ctx: Ctx, stepId: string): Promise<string> {
  const [step] = await selectSteps(ctx, { id: stepId })
  if (!step) throw new Failure('not-found', '')
  return step.goalId
}

async function openSteps(ctx: Ctx, only: { id?: string; goalId?: string }): Promise<Step[]> {
  const rows = await selectSteps(ctx, only)
  return rows.map((row) => ({
    id: row.id,
    goalId: row.goalId,
    state: row.state,
    said: openWording(ctx, { ...row, id: row.wordingId }),
  }))
}

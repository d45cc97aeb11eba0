import type { Ctx } from '../../platform/db/database.ts'
import type { Looker } from '../looks/looks.ts'
import { addGoal, hasGoal } from './goals.ts'
import { addStep } from './steps.ts'
import type { BroughtIn } from './suggestions.ts'

/**
 * A coach types what the person says beside them: a new goal, or a new step. It stands under the coach's name, and what
 * stands already they cannot change. The same `id` again adds nothing. False for a step of no goal they see.
 */
export async function writeTogether(
  ctx: Ctx,
  who: Pick<Looker, 'accountId' | 'name'>,
  { id, goalId, said }: BroughtIn,
): Promise<boolean> {
  const hand = { hand: 'together', by: who } as const
  if (goalId && !(await hasGoal(ctx, goalId))) return false
  if (goalId) await addStep(ctx, goalId, id, said, hand)
  else await addGoal(ctx, id, said, hand)
  return true
}

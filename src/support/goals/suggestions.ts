import type { Ctx } from '../../platform/db/database.ts'
import type { Looker } from '../looks/looks.ts'
import { addGoal, hasGoal } from './goals.ts'
import { addStep, hasStep } from './steps.ts'
import {
  deleteSuggestion,
  insertSuggestion,
  selectSuggestions,
  type SuggestionRow,
} from './suggestions.queries.ts'
import type { Said } from './wordings.ts'

/** What a coach suggests: a goal, or a step of one. It stands until the person answers, and changes nothing. */
export type Suggestion = { id: string; goalId: string | null; words: string; by: string }

/** What a coach brings: a goal, or a step of the one that is named. `id` names its form. */
export type BroughtIn = { id: string; goalId: string | null; said: Said }

/** Those that wait for an answer, the oldest first; a coach sees their own. */
export async function listSuggestions(ctx: Ctx): Promise<Suggestion[]> {
  return (await selectSuggestions(ctx)).map((row) => openSuggestion(ctx, row))
}

/** A coach suggests something in words, and nothing beside them. The same `id` again adds nothing. False for a step of no goal they see. */
export async function suggest(
  ctx: Ctx,
  who: Pick<Looker, 'accountId' | 'name'>,
  { id, goalId, said }: BroughtIn,
): Promise<boolean> {
  if (goalId && !(await hasGoal(ctx, goalId))) return false
  await insertSuggestion(ctx, {
    id,
    goalId,
    wordsSealed: ctx.vault.sealTeam('goal_suggestion.words', id, said.words),
    byAccount: who.accountId,
    bySealed: ctx.vault.sealTeam('goal_suggestion.by', id, who.name),
  })
  return true
}

/**
 * The person's answer. A yes makes it theirs, with whose words it is; a no leaves nothing behind. What was answered
 * already, or taken back, stays so. Gives whether it is theirs.
 */
export async function answerSuggestion(ctx: Ctx, id: string, isYes: boolean): Promise<boolean> {
  const [row] = await selectSuggestions(ctx, id)
  if (!row) return (await hasGoal(ctx, id)) || (await hasStep(ctx, id))
  if (isYes) await accept(ctx, row)
  await deleteSuggestion(ctx, id)
  return isYes
}

/** A coach takes their own suggestion back. What was answered already stays as it was answered. */
export async function takeBackSuggestion(ctx: Ctx, id: string): Promise<void> {
  await deleteSuggestion(ctx, id)
}

async function accept(ctx: Ctx, row: SuggestionRow): Promise<void> {
  const { id, goalId, words, by } = openSuggestion(ctx, row)
  const said = { words, idea: null, ideaWords: '', who: null, withWhom: '' }
  const hand = { hand: 'suggested', by: { accountId: row.byAccount, name: by } } as const
  if (goalId) await addStep(ctx, goalId, id, said, hand)
  else await addGoal(ctx, id, said, hand)
}

function openSuggestion(ctx: Ctx, row: SuggestionRow): Suggestion {
  return {
    id: row.id,
    goalId: row.goalId,
    words: ctx.vault.openTeam('goal_suggestion.words', row.id, row.wordsSealed),
    by: ctx.vault.openTeam('goal_suggestion.by', row.id, row.bySealed),
  }
}

import type { Generated } from 'kysely'

/** What a person wants, and their steps. */
export type GoalsTables = {
  goal: GoalTable
  step: StepTable
  goal_wording: GoalWordingTable
  goal_mark: GoalMarkTable
  goal_suggestion: GoalSuggestionTable
}

type GoalTable = {
  tenant_id: string
  id: string
  state: Generated<'open' | 'done' | 'put-down'>
  wording: Generated<number>
  place: Generated<number>
  begun_at: Generated<Date>
  changed_at: Generated<Date>
  by_account: string | null
}

type StepTable = {
  tenant_id: string
  id: string
  goal_id: string
  state: Generated<'open' | 'done' | 'put-down'>
  wording: Generated<number>
  place: Generated<number>
  begun_at: Generated<Date>
  changed_at: Generated<Date>
  by_account: string | null
}

type GoalWordingTable = {
  tenant_id: string
  id: string
  goal_id: string
  step_id: string | null
  number: number
  words_sealed: Buffer
  idea: 'mine' | 'theirs' | 'ours' | null
  idea_sealed: Buffer | null
  who: 'me' | 'together' | 'somebody' | null
  with_sealed: Buffer | null
  hand: 'mine' | 'together' | 'suggested'
  by_account: string | null
  by_sealed: Buffer | null
  written_at: Generated<Date>
}

type GoalMarkTable = {
  tenant_id: string
  id: string
  goal_id: string
  mark: number
  said_at: Generated<Date>
}

type GoalSuggestionTable = {
  tenant_id: string
  id: string
  goal_id: string | null
  words_sealed: Buffer
  by_account: string
  by_sealed: Buffer
  brought_at: Generated<Date>
}

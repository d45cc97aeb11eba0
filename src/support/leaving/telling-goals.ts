import { ours, type Block } from '../../platform/papers/paper.ts'
import type { OpenedRow } from './opened.ts'
import { inOrderOf, dateOf, lineOf, own, ownLine, textOf, under, type Tables } from './telling-blocks.ts'
import { tellingWords } from './telling.words.ts'

const words = tellingWords['en-GB']

/** What a person wants: each goal as it stands, its steps, what was said before, the numbers they gave it. */
export function tellGoals(tables: Tables): Block[] {
  const goals = (tables['goal'] ?? []).flatMap((goal) => tellGoal(goal, tables))
  const waiting = (tables['goal_suggestion'] ?? []).toSorted(inOrderOf('brought_at')).flatMap(tellSuggestion)
  const suggested = waiting.length === 0 ? [] : [heading(words.suggestions), ...waiting]
  return under(words.goals, [...goals, ...suggested])
}

function tellGoal(goal: OpenedRow, tables: Tables): Block[] {
  const steps = (tables['step'] ?? []).filter((step) => step['goal_id'] === goal['id'])
  const marks = (tables['goal_mark'] ?? [])
    .filter((mark) => mark['goal_id'] === goal['id'])
    .toSorted(inOrderOf('said_at'))
    .map((mark) => ours(words.mark(mark['said_at'] as Date, textOf(mark['mark']))))
  return [
    ...tellThing(goal, wordingsOf(tables, goal, null)),
    ...(steps.length === 0 ? [] : [heading(words.steps)]),
    ...steps.flatMap((step) => tellThing(step, wordingsOf(tables, goal, step))),
    ...(marks.length === 0 ? [] : [heading(words.marks), { kind: 'list', items: marks } as const]),
    { kind: 'rule' },
  ]
}

/** A goal or a step: the words that stand, then those of before. */
function tellThing(thing: OpenedRow, wordings: readonly OpenedRow[]): Block[] {
  const before = wordings.filter((one) => one['number'] !== thing['wording'])
  const standing = wordings.filter((one) => one['number'] === thing['wording'])
  return [
    dateOf(thing['begun_at']),
    ...standing.flatMap((one) =>
      tellWording(one, lineOf(words.state, words.goalStates[textOf(thing['state'])] ?? null)),
    ),
    ...(before.length === 0 ? [] : [{ kind: 'paragraph', ...ours(words.before) } as const]),
    ...before.flatMap((one) => [dateOf(one['written_at']), ...tellWording(one, [])]),
  ]
}

function tellWording(row: OpenedRow, first: ReturnType<typeof lineOf>): Block[] {
  const lines = [
    ...first,
    ...lineOf(words.idea, words.ideas[textOf(row['idea'])] ?? null),
    ...ownLine(words.ideaWords, row['idea_words']),
    ...lineOf(words.who, words.whos[textOf(row['who'])] ?? null),
    ...ownLine(words.withWhom, row['with']),
    ...lineOf(words.hands[textOf(row['hand'])] ?? words.suggested, textOf(row['by'])),
  ]
  return [
    { kind: 'paragraph', ...own(row['words']) },
    ...(lines.length === 0 ? [] : [{ kind: 'definitions', lines } as const]),
  ]
}

function tellSuggestion(row: OpenedRow): Block[] {
  return [
    { kind: 'paragraph', ...ours(textOf(row['words'])) },
    { kind: 'definitions', lines: lineOf(words.suggested, textOf(row['by'])) },
  ]
}

function wordingsOf(tables: Tables, goal: OpenedRow, step: OpenedRow | null): OpenedRow[] {
  return (tables['goal_wording'] ?? [])
    .filter((one) => one['goal_id'] === goal['id'] && one['step_id'] === (step?.['id'] ?? null))
    .toSorted((a, b) => Number(a['number']) - Number(b['number']))
}

function heading(said: string): Block {
  return { kind: 'heading', level: 3, words: said }
}

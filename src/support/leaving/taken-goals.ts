import { makeBundle, type FhirBundle } from '../goals/fhir-goals.ts'
import type { WholeGoal } from '../goals/goals.ts'
import type { Step } from '../goals/steps.ts'
import type { Wording } from '../goals/wordings.ts'
import type { OpenedRow, OpenedSpace } from './opened.ts'
import { inOrderOf, textOf, type Tables } from './telling-blocks.ts'

/**
 * The goals of what was taken out, for other programs. Made from rows that are opened already: one that no key opens
 * keeps none of the others out.
 */
export function writeFhirGoals({ spaceId, takenAt, tables }: OpenedSpace): string {
  return JSON.stringify(readFhirGoals(spaceId, takenAt, tables), null, 2)
}

function readFhirGoals(personId: string, at: Date, tables: Tables): FhirBundle {
  const goals = (tables['goal'] ?? []).toSorted(inOrderOf('place')).flatMap((row) => readGoal(row, tables))
  return makeBundle({ personId, name: textOf(tables['space']?.[0]?.['name']), goals, at })
}

function readGoal(row: OpenedRow, tables: Tables): WholeGoal[] {
  const [id, of] = [textOf(row['id']), (table: string) => rowsOf(tables, table, row)]
  const wordings = readWordings(of('goal_wording').filter((one) => one['step_id'] === null))
  const said = wordings.find((one) => one.number === row['wording'])
  if (!said) return []
  return [
    {
      id,
      said,
      wordings,
      state: row['state'] as WholeGoal['state'],
      begunAt: row['begun_at'] as Date,
      changedAt: row['changed_at'] as Date,
      steps: of('step')
        .toSorted(inOrderOf('place'))
        .flatMap((step) => readStep(id, step, of('goal_wording'))),
      marks: of('goal_mark')
        .toSorted(inOrderOf('said_at'))
        .toReversed()
        .map((mark) => ({
          id: textOf(mark['id']),
          mark: Number(mark['mark']),
          saidAt: mark['said_at'] as Date,
        })),
    },
  ]
}

function readStep(goalId: string, row: OpenedRow, wordings: readonly OpenedRow[]): Step[] {
  const all = readWordings(wordings.filter((one) => one['step_id'] === row['id']))
  const said = all.find((one) => one.number === row['wording'])
  return said ? [{ id: textOf(row['id']), goalId, state: row['state'] as Step['state'], said }] : []
}

/** The newest first. */
function readWordings(rows: readonly OpenedRow[]): Wording[] {
  return rows
    .toSorted(inOrderOf('number'))
    .toReversed()
    .map((row) => ({
      id: textOf(row['id']),
      number: Number(row['number']),
      words: textOf(row['words']),
      idea: row['idea'] as Wording['idea'],
      ideaWords: textOf(row['idea_words']),
      who: row['who'] as Wording['who'],
      withWhom: textOf(row['with']),
      hand: row['hand'] as Wording['hand'],
      by: row['by'] === null ? null : textOf(row['by']),
      writtenAt: row['written_at'] as Date,
    }))
}

function rowsOf(tables: Tables, table: string, goal: OpenedRow): OpenedRow[] {
  return (tables[table] ?? []).filter((row) => row['goal_id'] === goal['id'])
}

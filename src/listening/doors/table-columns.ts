import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { surveyTable, type TableSurvey } from '../../text/sources/table.ts'
import { filesWords } from '../files/files.words.ts'
import { doorsWords } from './doors.words.ts'
import { keepTableChoice, selectTableChoice } from './table-choice.queries.ts'

const words = { ...filesWords['en-GB'].failures, ...doorsWords['en-GB'].failures }

/** What the columns of a table are for; counted from 0. */
export type ColumnChoice = {
  words: number[]
  voice: number | null
  date: number | null
  /** Whether the first row names the columns */
  hasHeader: boolean
}

/** Wider tables are refused: no question has so many answers. */
const mostColumns = 1000

/** What is taken for what when nobody chose. Throws Failure when no column holds a word. */
export function guessChoice(survey: TableSurvey): ColumnChoice {
  const column = (guess: string): number | null => {
    const at = survey.columns.findIndex((one) => one.guess === guess)
    return at < 0 ? null : at
  }
  const found = column('words')
  if (found === null) throw new Failure('invalid-state', words.noWords)
  return { words: [found], voice: column('voice'), date: column('date'), hasHeader: survey.hasHeader }
}

/** Throws Failure for a table that is wider than we take. */
export function surveyOrRefuse(head: string): TableSurvey {
  const survey = surveyTable(head)
  if (survey.columns.length > mostColumns) throw new Failure('invalid-state', words.tooManyColumns)
  return survey
}

/** What somebody of this organisation chose for tables of this shape; null when nobody did, or it does not fit. */
export async function recallChoice(
  ctx: Ctx,
  survey: TableSurvey,
  contentIndex: Buffer,
): Promise<ColumnChoice | null> {
  const kept = await selectTableChoice(ctx, shapeOf(ctx, survey, contentIndex))
  return readChoice(kept, survey.columns.length)
}

/** The shape of a table is its headings, in order. One without headings is like no other: its choice is its own. */
function shapeOf(ctx: Ctx, survey: TableSurvey, contentIndex: Buffer): Buffer {
  const names = survey.columns.map((column) => column.name.normalize('NFC').toLowerCase())
  return ctx.vault.fingerprint(
    'table-shape',
    survey.hasHeader ? Buffer.from(JSON.stringify(names)) : contentIndex,
  )
}

/** Keeps what was chosen, for this table and the next of its shape. */
export async function keepChoice(
  ctx: Ctx,
  survey: TableSurvey,
  contentIndex: Buffer,
  choice: ColumnChoice,
): Promise<void> {
  await keepTableChoice(ctx, shapeOf(ctx, survey, contentIndex), choice)
}

/** A choice as it was sent or kept, for a table of so many columns; null when it does not fit. */
export function readChoice(kept: unknown, width: number): ColumnChoice | null {
  if (typeof kept !== 'object' || kept === null) return null
  const { words: taken, voice, date, hasHeader } = kept as Record<string, unknown>
  const isPlace = (one: unknown): one is number =>
    typeof one === 'number' && Number.isInteger(one) && one >= 0 && one < width
  const orNull = (one: unknown): number | null => (isPlace(one) ? one : null)
  if (!Array.isArray(taken) || taken.length === 0 || !taken.every(isPlace)) return null
  return { words: taken, voice: orNull(voice), date: orNull(date), hasHeader: hasHeader === true }
}

import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import type { Store } from '../../platform/files/store.ts'
import { splitRows } from '../../text/sources/table-rows.ts'
import type { TableSurvey } from '../../text/sources/table.ts'
import { getExercise, type Exercise } from '../exercises/exercises.ts'
import { cameBefore } from '../workplace/workplace.ts'
import type { Within } from './arrival.ts'
import { doorsWords } from './doors.words.ts'
import { peekFileText, type FileText } from '../files/file-text.ts'
import { openOfSource, readAgain } from './import.ts'
import { selectSources, type SourceRow } from './sources.queries.ts'
import {
  guessChoice,
  keepChoice,
  readChoice,
  recallChoice,
  surveyOrRefuse,
  type ColumnChoice,
} from './table-columns.ts'
import { countUnread } from './unread.queries.ts'

const words = doorsWords['en-GB'].failures

/** A table as the page shows it where a listener chooses its columns. */
export type TableView = {
  exercise: Exercise
  source: { id: string; fileName: string }
  sheets: FileText['sheets']
  columns: {
    name: string
    use: 'words' | 'voice' | 'date' | null
    /** The first cells; null until everybody in the file agreed to be read, and for who joined a workplace later. */
    cells: string[] | null
  }[]
  hasHeader: boolean
  /** Whether this was chosen before, for this file or another with the same headings. */
  isRemembered: boolean
}

const shownRows = 3

/**
 * The columns of a table that waits to be checked, and what they are taken for. Cells are shown only when all the
 * people in the file agreed to be read. Throws not-found for anything else, also for what is shown already.
 */
export async function getTable(within: Within, store: Store, sourceId: string): Promise<TableView> {
  const { row, exercise, file } = await within((ctx) => findUpload(ctx, sourceId))
  const size = await store.size(file.id)
  if (size === null) throw new Failure('invalid-state', words.lost)
  const { head, sheets } = await peekFileText(store, { ...file, size })
  const survey = surveyOrRefuse(head)
  const chosen = await within((ctx) => recallChoice(ctx, survey, row.contentIndex))
  const choice = chosen ?? guessChoice(survey)
  const mayShow = row.agreedAt !== null && (await within((ctx) => isReadWhole(ctx, row)))
  const cells = mayShow ? firstCells(head, survey, choice) : null
  return {
    exercise,
    source: { id: sourceId, fileName: file.name },
    sheets,
    columns: survey.columns.map(({ name }, at) => ({
      // A very long heading may be somebody's words that we took for one.
      name: choice.hasHeader && (cells !== null || name.length <= 150) ? name : `${words.column} ${at + 1}`,
      use: choice.words.includes(at)
        ? 'words'
        : at === choice.voice
          ? 'voice'
          : at === choice.date
            ? 'date'
            : null,
      cells: cells && cells.map((one) => one[at] ?? '').filter((cell) => cell.trim() !== ''),
    })),
    hasHeader: choice.hasHeader,
    isRemembered: chosen !== null,
  }
}

/**
 * Takes other columns, for this table and the next with the same headings, and reads the file again in the background.
 * Throws as `readAgain` does, and invalid-state for columns that the table does not have.
 */
export async function chooseColumns(
  within: Within,
  store: Store,
  sourceId: string,
  choice: ColumnChoice,
): Promise<void> {
  const { row, file } = await within((ctx) => findUpload(ctx, sourceId))
  const size = await store.size(file.id)
  if (size === null) throw new Failure('invalid-state', words.lost)
  const { head } = await peekFileText(store, { ...file, size })
  const survey = surveyOrRefuse(head)
  const fits = readChoice(choice, survey.columns.length)
  if (!fits || fits.voice !== choice.voice || fits.date !== choice.date) {
    throw new Failure('invalid-state', words.noSuchColumn)
  }
  await readAgain(within, store, sourceId, async (ctx) => {
    await keepChoice(ctx, survey, row.contentIndex, fits)
    await recordAct(ctx, 'source.columns-chosen', 'source', sourceId)
  })
}

/** A cell does not say whose it is before the columns are right. */
async function isReadWhole(ctx: Ctx, row: SourceRow): Promise<boolean> {
  if (await cameBefore(ctx, row.exerciseId, row.broughtAt)) return false
  return (await countUnread(ctx, row.id)) === 0
}

async function findUpload(ctx: Ctx, sourceId: string) {
  const [row] = await selectSources(ctx, { id: sourceId })
  if (row?.format !== 'table') throw new Failure('not-found', '')
  if (row.state === 'arriving') throw new Failure('conflict', words.arriving)
  if (row.state !== 'to-check' || !row.uploadId || !row.uploadKeySealed) {
    throw new Failure('invalid-state', words.checked)
  }
  return {
    row,
    exercise: await getExercise(ctx, row.exerciseId),
    file: {
      id: row.uploadId,
      key: Buffer.from(ctx.vault.openTeam('source.upload_key', row.id, row.uploadKeySealed), 'base64'),
      name: openOfSource(ctx, row.id, 'file_name', row.fileNameSealed) ?? '',
    },
  }
}

function firstCells(head: string, survey: TableSurvey, choice: ColumnChoice): string[][] {
  const rows: string[][] = []
  const above = choice.hasHeader ? survey.above + 1 : 0
  const reader = splitRows(survey.separator, (row) => {
    if (!row.isBroken && rows.length < above + shownRows) rows.push(row.cells)
  })
  reader.push(head.slice(0, 500_000))
  reader.end()
  return rows.slice(above).map((cells) => cells.map((cell) => cell.slice(0, 200)))
}

import { cleanLabel, keepString, trimMarks } from './lines.ts'
import type { SourceItem, TextParser } from './source.ts'
import { splitRows } from './table-rows.ts'
import type { Separator, TableRow } from './table-rows.ts'
import { decideOrder, readWhen } from './when.ts'
import type { DayMonthOrder } from './when.ts'

/** What the head of a table looks like; a listener chooses the columns, starting from the guesses. */
export interface TableSurvey {
  separator: Separator
  columns: { name: string; guess: 'words' | 'voice' | 'date' | null }[]
  hasHeader: boolean
  /** Rows above the heading: the title of a report, when it was made */
  above: number
  /** How the date column's 12/11/2024 must be read */
  dayMonth: DayMonthOrder
}

export interface TableChoice {
  separator: Separator
  /** Columns are counted from 0. Several of words: several questions that one person answered. */
  wordsColumns: readonly number[]
  voiceColumn: number | null
  dateColumn: number | null
  hasHeader: boolean
  /** Rows above the heading; none when left out */
  above?: number
  /** The cells are known apart for sure (a workbook), so one beyond the heading was not cut off the words */
  isExact?: boolean
  /** British day-month when left out */
  dayMonth?: DayMonthOrder
}

const separators: Separator[] = [',', ';', '\t', '|']
const mostSurveyRows = 200
/** A head shorter than this is the whole file, so its last row is complete. */
const shortestFullHead = 60_000

/**
 * Looks at the first ~64,000 characters of a table: its separator, whether the first row is a header, and
 * which columns look like words, voice and date. Every column is named (by its header or `Column 1`…).
 */
export function surveyTable(head: string): TableSurvey {
  const readings = separators.map((separator) => ({ separator, rows: readHead(head, separator) }))
  const best = readings.reduce((a, b) => (rateRows(b.rows) > rateRows(a.rows) ? b : a))
  const { separator } = best
  const title = countTitleRows(best.rows)
  const [heading = [], ...below] = best.rows.slice(title)
  const above = isHeaderRow(heading, below) ? title : 0
  const rows = best.rows.slice(above)
  const [first = [], ...others] = rows
  const hasHeader = above > 0 || isHeaderRow(first, others)
  const values = hasHeader ? others : rows
  const width = first.length
  const columns = Array.from({ length: width }, (_, i) => ({
    name: (hasHeader ? trimMarks(first[i] ?? '') : '') || `Column ${i + 1}`,
    cells: values.map((row) => row[i] ?? '').filter((cell) => cell.trim() !== ''),
  }))
  const words = bestColumn(columns, (column) => rateWords(column, values.length), 0.05)
  const voice = bestColumn(columns, (column, i) => (i === words ? 0 : rateVoice(column, hasHeader)), 1)
  const date = bestColumn(columns, (column, i) => (i === words || i === voice ? 0 : rateDate(column)), 0.5)
  return {
    separator,
    columns: columns.map(({ name }, i) => ({
      name,
      guess: i === words ? 'words' : i === voice ? 'voice' : i === date ? 'date' : null,
    })),
    hasHeader,
    above,
    dayMonth: decideOrder(date === null ? [] : (columns[date]?.cells ?? [])),
  }
}

/**
 * A row with words is a passage, or one for each chosen column that holds some, with the column's heading as what it
 * answers; the header and what stands above it are notices (`header`); a row where nobody wrote anything in the
 * columns of words is a notice (`system`), its text the row as it stands; a
 * row we cannot trust is not understood: a quotation mark that never closes, too few cells to reach the
 * words, or more filled cells than the first row has (an unquoted separator inside the words would cut them).
 * A gigabyte line or cell throws `SourceTooLong`.
 */
export function parseTable(choice: TableChoice): TextParser {
  let items: SourceItem[] = []
  let width = -1
  let above = choice.hasHeader ? (choice.above ?? 0) : 0
  let questions: string[] = []
  const order = choice.dayMonth ?? 'day-month'
  const last = Math.max(...choice.wordsColumns)

  const takeRow = (row: TableRow): void => {
    const { cells, raw, line } = row
    if (row.isBroken) {
      items.push({ kind: 'not-understood', text: trimMarks(raw), line })
      return
    }
    if (above > 0) {
      above -= 1
      items.push({ kind: 'notice', text: trimMarks(raw), reason: 'header', line })
      return
    }
    if (width === -1) {
      width = cells.length
      if (choice.hasHeader) {
        questions = cells.map((cell) => keepString(trimMarks(cell)))
        items.push({ kind: 'notice', text: trimMarks(raw), reason: 'header', line })
        return
      }
    }
    const isFilledBeyond =
      !choice.isExact && cells.length > width && cells.slice(width).some((cell) => cell.trim() !== '')
    if (isFilledBeyond || (!choice.isExact && cells[last] === undefined)) {
      items.push({ kind: 'not-understood', text: trimMarks(raw), line })
      return
    }
    const label = choice.voiceColumn === null ? '' : cleanLabel(cells[choice.voiceColumn] ?? '')
    const at = choice.dateColumn === null ? null : readWhen(cells[choice.dateColumn] ?? '', order)
    let isAnswered = false
    for (const column of choice.wordsColumns) {
      const cell = cells[column] ?? ''
      const text = trimMarks(cell.indexOf('\r') === -1 ? cell : cell.replace(/\r\n?/g, '\n'))
      if (text === '') continue
      isAnswered = true
      const question = choice.wordsColumns.length > 1 ? questions[column] : ''
      items.push({
        kind: 'passage',
        label: label === '' ? null : label,
        text,
        at,
        line,
        ...(question ? { context: question } : {}),
      })
    }
    if (!isAnswered) items.push({ kind: 'notice', text: trimMarks(raw), reason: 'system', line })
  }

  const rows = splitRows(choice.separator, takeRow)
  const handOver = (): SourceItem[] => {
    const found = items
    items = []
    return found
  }
  return {
    push(chunk) {
      rows.push(chunk)
      return handOver()
    },
    end() {
      rows.end()
      return handOver()
    },
  }
}

/** Rows of a head; the last one is left out when the head may end inside it. */
function readHead(head: string, separator: Separator): string[][] {
  const rows: string[][] = []
  const reader = splitRows(separator, (row) => {
    if (rows.length < mostSurveyRows && !row.isBroken) rows.push(row.cells)
  })
  reader.push(head.slice(0, 500_000))
  if (head.length < shortestFullHead || rows.length < 2) reader.end()
  return rows
}

/** Rows of one filled cell or none above a row that fills at least half of what the fullest does. */
function countTitleRows(rows: string[][]): number {
  const filled = rows.slice(0, 30).map((row) => row.filter((cell) => cell.trim() !== '').length)
  const most = Math.max(0, ...filled)
  if (most < 2) return 0
  const heading = filled.findIndex((count) => count >= 2 && count >= most / 2)
  return heading > 0 && heading <= 9 && filled.slice(0, heading).every((count) => count <= 1) ? heading : 0
}

/** How well rows hang together: share with the commonest width, more for wider, nothing for one column. */
function rateRows(rows: string[][]): number {
  const width = rows[countTitleRows(rows)]?.length ?? 0
  if (width < 2) return 0
  const same = rows.filter((row) => row.length === width).length / rows.length
  return same + Math.min(width, 20) / 100
}

/** True when the rows of one of the separators hang together well enough to be called a table. */
export function isTable(head: string): boolean {
  return separators.some((separator) => {
    const rows = readHead(head, separator)
    const width = rows[0]?.length ?? 0
    // Sentences with one comma each also make two columns: a comma must prove more.
    if (rows.length < 3 || width < (separator === ',' ? 3 : 2)) return false
    const first = rows[0] ?? []
    const isHeader = first.every((cell) => cell.length <= 120) && new Set(first).size === first.length
    return isHeader && rows.filter((row) => row.length === width).length / rows.length >= 0.9
  })
}

/** Tables without a header are rare: the first row is one unless a cell of it could only be somebody's data. */
function isHeaderRow(first: string[], others: string[][]): boolean {
  const filled = first.filter((cell) => cell.trim() !== '')
  if (filled.length === 0 || new Set(filled).size < filled.length) return false
  if (filled.some((cell) => isNumber(cell) || readWhen(cell, 'day-month') !== null)) return false
  if (filled.some(namesColumn)) return true
  if (others.length === 0) return false
  return filled.every((cell) => cell.length <= 40 && !/[.!,;]\s|[.!]$/.test(cell))
}

const wordsName =
  /comment|body|text|response|answer|feedback|message|words|said|verbatim|quote|opinion|story|tell us|what |how |why /i
const voiceName =
  /author|name|respondent|participant|voice|user|person id|who|speaker|sender|from\b|e-?mail|contributor/i
const dateName = /date|time|when|submitted|created|timestamp/i

/** A heading is a question, or a few words that say what stands below; a sentence with such a word in it is neither. */
function namesColumn(cell: string): boolean {
  const plain = cell.trim()
  if (plain.endsWith('?')) return plain.length <= 400
  return (
    plain.length <= 60 &&
    plain.split(/\s+/).length <= 6 &&
    !/[.!,;]\s|[.!]$/.test(plain) &&
    (wordsName.test(plain) || voiceName.test(plain) || dateName.test(plain) || /\bid\b/i.test(plain))
  )
}

interface Column {
  name: string
  cells: string[]
}

function bestColumn(
  columns: Column[],
  rate: (column: Column, i: number) => number,
  least: number,
): number | null {
  let best: number | null = null
  let most = 0
  columns.forEach((column, i) => {
    const rating = rate(column, i)
    if (rating >= least && rating > most) {
      best = i
      most = rating
    }
  })
  return best
}

/** Words a row, counting rows where nobody wrote anything; half as much again where the name says so. */
function rateWords({ name, cells }: Column, rows: number): number {
  if (/\bid\b/i.test(name)) return 0
  if (cells.length === 0) return wordsName.test(name) && !dateName.test(name) ? 1 : 0
  const mean =
    cells.reduce((sum, cell) => sum + (isNumber(cell) ? 0 : cell.trim().split(/\s+/).length), 0) / rows
  const distinct = new Set(cells).size / cells.length
  return mean * (0.2 + 0.8 * distinct) * (wordsName.test(name) ? 1.5 : 1)
}

function rateVoice({ name, cells }: Column, hasHeader: boolean): number {
  if (!hasHeader || !voiceName.test(name)) return 0
  const isShort = cells.every((cell) => cell.length <= 100)
  // "author-id" before "moderated by", "name" before "user agent": the plainest name wins.
  return isShort ? 1 + 1 / name.length : 0
}

function rateDate({ name, cells }: Column): number {
  if (cells.length === 0) return 0
  // Ten digits are a time only under a name that says so; else they may be somebody's telephone.
  if (!dateName.test(name) && cells.some(isNumber)) return 0
  const read = cells.filter((cell) => readWhen(cell, 'day-month') ?? readWhen(cell, 'month-day')).length
  const share = read / cells.length
  return share >= 0.5 ? share + (dateName.test(name) ? 0.5 : 0) : 0
}

function isNumber(cell: string): boolean {
  return /^\s*[-+]?[\d.,]+%?\s*$/.test(cell)
}

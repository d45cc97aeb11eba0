import { LONGEST_ITEM, SourceTooLong } from './source.ts'

/** A sheet of a workbook is wider than any program writes (16,384 columns). */
export class TooManyColumns extends Error {
  constructor() {
    super('More columns than a sheet has')
    this.name = 'TooManyColumns'
  }
}

/** The widest sheet of the spreadsheet programs. */
const mostColumns = 16_384

/** The cells of one row as they come. */
export interface RowWriter {
  /** Puts text at a column, counted from 0. An empty cell costs nothing. Throws `TooManyColumns`. */
  put(column: number, text: string): void
  /** The row as one line of a comma separated table, or '' when nothing stands in it. `width`: at least so many cells. */
  line(width: number): string
  /** How many cells the row has, up to the last that is filled. */
  width(): number
}

export function makeRow(lineNumber: () => number): RowWriter {
  let cells: string[] = []
  let length = 0
  return {
    put(column, text) {
      if (text === '') return
      if (column >= mostColumns || column < 0) throw new TooManyColumns()
      length += text.length
      if (length > LONGEST_ITEM) throw new SourceTooLong(lineNumber())
      while (cells.length < column) cells.push('')
      cells[column] = text
    },
    line(width) {
      if (cells.length === 0) return ''
      while (cells.length < Math.min(width, mostColumns)) cells.push('')
      const line = `${cells.map(quoteCell).join(',')}\n`
      cells = []
      length = 0
      return line
    },
    width: () => cells.length,
  }
}

/** A cell as RFC 4180 has it; always quoted where anything could be taken for something else. */
function quoteCell(text: string): string {
  if (text === '' || /^[\p{L}\p{N}][\p{L}\p{N} .:-]*$/u.test(text)) return text
  return `"${text.replaceAll('"', '""')}"`
}

/** `2026-01-02T09:16:00`, or only the day where no time stands, of milliseconds since 1970 without a zone. */
export function writeDay(milliseconds: number): string {
  const date = new Date(Math.round(milliseconds / 1000) * 1000)
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 || date.getUTCFullYear() < 1) return ''
  const text = date.toISOString().slice(0, 19)
  return text.endsWith('T00:00:00') ? text.slice(0, 10) : text
}

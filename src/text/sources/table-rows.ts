import { LONGEST_ITEM, SourceTooLong } from './source.ts'

/** Character between the cells of a row. */
export type Separator = ',' | ';' | '\t' | '|'

/** One row: its cells without their quotation marks, and what stood in the file. */
export interface TableRow {
  cells: string[]
  raw: string
  line: number
  /** A quotation mark opened and the file ended: the rows after it may have been swallowed */
  isBroken: boolean
}

/**
 * Calls `take` with every row that is not blank. Cells may be quoted (RFC 4180: `""` inside for one mark)
 * and then hold separators and line breaks; a mark inside an unquoted cell is an ordinary character; what
 * follows a closed quotation is kept. Rows end with LF, CRLF or a lone CR. A cell whose quotation never
 * ends gives its first line as a broken row, and reading goes on from the line below.
 * Throws `SourceTooLong` when a row grows past `LONGEST_ITEM`.
 */
export function splitRows(
  separator: Separator,
  take: (row: TableRow) => void,
): { push(chunk: string): void; end(): void } {
  let pending = ''
  let line = 1
  let isFirst = true

  /** Reads one row at `from`; null when it is not complete. */
  const readRow = (text: string, from: number, isEnd: boolean, mayBreakLines: boolean): Read | null => {
    const cells: string[] = []
    let i = from
    for (;;) {
      let cell = ''
      if (text.charCodeAt(i) === 34) {
        let start = i + 1
        for (;;) {
          const close = text.indexOf('"', start)
          if (close === -1) return isEnd ? 'unclosed' : null
          if (close + 1 === text.length && !isEnd) return null
          if (text.charCodeAt(close + 1) === 34) {
            cell += text.slice(start, close + 1)
            start = close + 2
            continue
          }
          cell += text.slice(start, close)
          i = close + 1
          break
        }
        if (!mayBreakLines && /[\r\n]/.test(cell)) return 'unclosed'
      }
      const start = i
      i = findCellEnd(text, i, separator)
      if (i === text.length && !isEnd) return null
      cells.push(start === i ? cell : cell + text.slice(start, i))
      const code = text.charCodeAt(i)
      if (i < text.length && code !== 10 && code !== 13) {
        i += 1
        continue
      }
      const end = i
      if (code === 13) {
        if (i + 1 === text.length && !isEnd) return null
        i += text.charCodeAt(i + 1) === 10 ? 2 : 1
      } else if (code === 10) {
        i += 1
      }
      return { cells, end, next: i }
    }
  }

  const readAll = (isEnd: boolean): void => {
    if (isFirst && pending !== '') {
      isFirst = false
      if (pending.charCodeAt(0) === 0xfeff) pending = pending.slice(1)
    }
    let from = 0
    let mayBreakLines = true
    while (from < pending.length) {
      const read = readRow(pending, from, isEnd, mayBreakLines)
      if (read === null) break
      if (read === 'unclosed') {
        // From here on no quotation runs over lines: one stray mark must not cost the rest of the file, and
        // trying again from every line would cost its square.
        mayBreakLines = false
        const end = findLineEnd(pending, from)
        const raw = pending.slice(from, end)
        if (raw.trim() !== '') take({ cells: [raw], raw, line, isBroken: true })
        from = end + (pending.charCodeAt(end) === 13 && pending.charCodeAt(end + 1) === 10 ? 2 : 1)
        line += 1
        continue
      }
      const raw = pending.slice(from, read.end)
      if (raw.length > LONGEST_ITEM) throw new SourceTooLong(line)
      if (raw.trim() !== '') take({ cells: read.cells, raw, line, isBroken: false })
      line += countBreaks(pending, from, read.next)
      from = read.next
    }
    if (from > 0) pending = pending.slice(from)
    if (pending.length > LONGEST_ITEM) throw new SourceTooLong(line)
  }

  return {
    push(chunk) {
      pending += chunk
      readAll(false)
    },
    end() {
      readAll(true)
      pending = ''
    },
  }
}

type Read = { cells: string[]; end: number; next: number } | 'unclosed'

function findCellEnd(text: string, from: number, separator: Separator): number {
  const separatorCode = separator.charCodeAt(0)
  let i = from
  for (; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    if (code === separatorCode || code === 10 || code === 13) break
  }
  return i
}

function findLineEnd(text: string, from: number): number {
  let i = from
  while (i < text.length && text.charCodeAt(i) !== 10 && text.charCodeAt(i) !== 13) i += 1
  return i
}

/** Line breaks in a stretch: LF, CRLF or a lone CR each count once. */
function countBreaks(text: string, from: number, to: number): number {
  let breaks = 0
  for (let i = from; i < to; i += 1) {
    const code = text.charCodeAt(i)
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) breaks += 1
  }
  return breaks
}

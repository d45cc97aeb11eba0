import { makeRow, writeDay } from './sheet-rows.ts'
import { attributeOf, readXml, XmlBroken } from './xml-events.ts'

/** Most text that one row may stand for by being repeated: programs repeat empty rows without end, filled ones a little. */
const mostRepeated = 1_000_000

/**
 * Reads the `content.xml` of an OpenDocument spreadsheet: `take` gets every row that holds something, as a line of a
 * comma separated table, with the name of its sheet and the sheet's place counted from 0. Shown values, never
 * formulas; days are ISO. Throws `SourceTooLong`, `TooManyColumns`, `XmlBroken`.
 */
export function readOpenSheets(take: (sheet: number, name: string, line: string) => void): {
  push(xml: string): void
  end(): void
} {
  let sheet = -1
  let name = ''
  let lines = 0
  let width = 0
  let row = makeRow(() => lines + 1)
  let rowRepeats = 1
  let column = 0
  let repeats = 1
  let shown = ''
  let value = ''
  let isParagraph = false
  let isCell = false
  let unseen = 0
  let depth = 0

  return readXml({
    open(tag, attributes) {
      if (unseen > 0 || tag === 'annotation' || tag === 'shapes' || tag === 'tracked-changes') {
        unseen += 1
      } else if (tag === 'table') {
        depth += 1
        if (depth > 1) return
        sheet += 1
        name = (attributeOf(attributes, 'name') ?? '').slice(0, 100)
        lines = 0
        width = 0
      } else if (tag === 'table-row') {
        row = makeRow(() => lines + 1)
        rowRepeats = countOf(attributeOf(attributes, 'number-rows-repeated'))
        column = 0
      } else if (tag === 'table-cell' || tag === 'covered-table-cell') {
        repeats = countOf(attributeOf(attributes, 'number-columns-repeated'))
        value = valueOf(attributes)
        shown = ''
        isCell = true
      } else if (!isCell) {
        return
      } else if (tag === 'p') {
        if (shown !== '') shown += '\n'
        isParagraph = true
      } else if (tag === 's') {
        shown += ' '
      } else if (tag === 'line-break') {
        shown += '\n'
      }
    },
    text(text) {
      if (!isParagraph || unseen > 0) return
      shown += text
      // Longer than any cell: the row's own limit says so with its line.
      if (shown.length > 2_000_000) row.put(column, shown)
    },
    close(tag) {
      if (unseen > 0) {
        unseen -= 1
      } else if (tag === 'table') {
        depth -= 1
      } else if (tag === 'p') {
        isParagraph = false
      } else if (tag === 'table-cell' || tag === 'covered-table-cell') {
        isCell = false
        const text = value || shown
        // Only what is filled is written so often; thousands of empty cells at the end of a row are usual.
        for (let i = 0; text !== '' && i < repeats; i += 1) row.put(column + i, text)
        column += repeats
      } else if (tag === 'table-row') {
        width = Math.max(width, row.width())
        const line = row.line(width)
        if (line === '') return
        if (rowRepeats > 1 && line.length * rowRepeats > mostRepeated)
          throw new XmlBroken('a row repeated without end')
        for (let i = 0; i < rowRepeats; i += 1) {
          lines += 1
          take(sheet, name, line)
        }
      }
    },
  })
}

/** A day is taken from its value, since what is shown depends on the writer's language; all else as it is shown. */
function valueOf(attributes: Readonly<Record<string, string>>): string {
  if (attributeOf(attributes, 'value-type') !== 'date') return ''
  const date = attributeOf(attributes, 'date-value') ?? ''
  const read = Date.parse(/T/.test(date) ? `${date.replace(/Z$/, '')}Z` : `${date}T00:00:00Z`)
  return Number.isNaN(read) ? '' : writeDay(read)
}

function countOf(repeated: string | undefined): number {
  const count = Number(repeated ?? 1)
  return Number.isInteger(count) && count > 0 ? count : 1
}

import type { PaperReader } from './paper-text.ts'
import { makeRow, writeDay } from './sheet-rows.ts'
import { attributeOf, readXml, type XmlReader } from './xml-events.ts'

/** A sheet as the workbook names it; `relation` leads to its file. */
export interface SheetName {
  name: string
  relation: string
  isHidden: boolean
}

/** Reads `xl/workbook.xml`: its sheets in order, and whether days are counted from 1904 (old Macs). */
export function readWorkbook(): XmlReader & { sheets: SheetName[]; is1904(): boolean } {
  const sheets: SheetName[] = []
  let is1904 = false
  const xml = readXml({
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = isTrue(attributeOf(attributes, 'date1904'))
      if (name !== 'sheet') return
      const state = attributes['state']
      sheets.push({
        name: (attributes['name'] ?? '').slice(0, 100),
        // `r:id` beside `sheetId`: the relation's, whatever its prefix is.
        relation: Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '',
        isHidden: state === 'hidden' || state === 'veryHidden',
      })
    },
  })
  return { ...xml, sheets, is1904: () => is1904 }
}

/** Reads a `.rels` file: relation → target as it stands there. */
export function readRelations(): XmlReader & { targets: Map<string, { target: string; type: string }> } {
  const targets = new Map<string, { target: string; type: string }>()
  const xml = readXml({
    open(name, attributes) {
      if (name !== 'Relationship' || attributes['TargetMode'] === 'External') return
      targets.set(attributes['Id'] ?? '', {
        target: attributes['Target'] ?? '',
        type: attributes['Type'] ?? '',
      })
    },
  })
  return { ...xml, targets }
}

/** The cells of a workbook share more text than can be held while its sheets are read. */
export class TooMuchShared extends Error {
  constructor() {
    super('More shared text than can be held')
    this.name = 'TooMuchShared'
  }
}

/** Most text that the cells of one workbook share, in UTF-16 code units; it is held while its sheets are read. */
const mostSharedText = 50_000_000

/** Reads `xl/sharedStrings.xml`. Throws `TooMuchShared` past 50 million characters. */
export function readSharedStrings(): XmlReader & { strings: string[] } {
  const strings: string[] = []
  let current = ''
  let length = 0
  let isText = false
  let unseen = 0
  const xml = readXml({
    open(name) {
      if (name === 'rPh') unseen += 1
      else if (name === 'si') current = ''
      else if (name === 't') isText = true
    },
    text(text) {
      if (!isText || unseen > 0) return
      length += text.length
      if (length > mostSharedText) throw new TooMuchShared()
      current += text
    },
    close(name) {
      if (name === 'rPh') unseen -= 1
      else if (name === 't') isText = false
      else if (name === 'si') {
        strings.push(undoEscapes(current))
        length += 16
      }
    },
  })
  return { ...xml, strings }
}

/** Reads `xl/styles.xml`: which cell styles show a number as a day or a time. */
export function readDateStyles(): XmlReader & { dateStyles: Set<number> } {
  const dateStyles = new Set<number>()
  const formats = new Map<number, string>()
  let inCellStyles = false
  let style = 0
  const xml = readXml({
    open(name, attributes) {
      if (name === 'numFmt')
        formats.set(Number(attributes['numFmtId']), (attributes['formatCode'] ?? '').slice(0, 300))
      else if (name === 'cellXfs') inCellStyles = true
      else if (name === 'xf' && inCellStyles) {
        const id = Number(attributes['numFmtId'] ?? 0)
        if (isDateFormat(id, formats.get(id))) dateStyles.add(style)
        style += 1
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellStyles = false
    },
  })
  return { ...xml, dateStyles }
}

/** ECMA-376 part 1, 18.8.30: numbers 14-22 and 45-47 are days and times, 27-36 and 50-58 those of East Asia. */
function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined)
    return (
      (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
    )
  // What stands in quotation marks, brackets (colours) or behind a stroke is shown as it is.
  const plain = code.replace(/"[^"]*"|\[(?!h+\]|m+\]|s+\])[^\]]*\]|\\./gi, '')
  return /[dmyhs]/i.test(plain) && !/general/i.test(plain)
}

/** What the cells of a workbook's sheets lean on. */
export interface WorkbookParts {
  strings: readonly string[]
  dateStyles: ReadonlySet<number>
  is1904: boolean
}

/**
 * Turns one sheet of a workbook (`xl/worksheets/sheet1.xml`) into lines of a comma separated table. A formula gives
 * the value the file shows for it and is never computed; a text that begins with `=` stays that text. Days are ISO.
 * Throws `SourceTooLong`, `TooManyColumns`, `XmlBroken`.
 */
export function readSheet(parts: WorkbookParts): PaperReader {
  let out = ''
  let lines = 0
  let width = 0
  const row = makeRow(() => lines + 1)
  let column = 0
  let type = ''
  let style = -1
  let value = ''
  let inValue = false
  let unseen = 0
  let isCell = false
  const xml = readXml({
    open(name, attributes) {
      if (name === 'c') {
        column = columnOf(attributes['r']) ?? column
        type = attributes['t'] ?? 'n'
        style = Number(attributes['s'] ?? -1)
        value = ''
        isCell = true
      } else if (name === 'rPh') unseen += 1
      else if ((name === 'v' || name === 't') && isCell) inValue = true
      else if (name === 'row') column = 0
    },
    text(text) {
      if (!inValue || unseen > 0) return
      value += text
      // Longer than any cell: the row's own limit says so with its line.
      if (value.length > 2_000_000) row.put(column, value)
    },
    close(name) {
      if (name === 'v' || name === 't') inValue = false
      else if (name === 'rPh') unseen -= 1
      else if (name === 'c') {
        isCell = false
        row.put(column, readCell(type, value, parts.dateStyles.has(style), parts))
        column += 1
      } else if (name === 'row') {
        width = Math.max(width, row.width())
        const line = row.line(width)
        if (line !== '') lines += 1
        out += line
      }
    },
  })
  const handOver = (): string => {
    const text = out
    out = ''
    return text
  }
  return {
    push(chunk) {
      xml.push(chunk)
      return handOver()
    },
    end() {
      xml.end()
      return handOver()
    },
  }
}

function readCell(type: string, value: string, isDate: boolean, parts: WorkbookParts): string {
  switch (type) {
    case 's':
      return parts.strings[Number(value)] ?? ''
    case 'b':
      return value === '1' ? 'TRUE' : value === '0' ? 'FALSE' : value
    case 'inlineStr':
    case 'str':
      return undoEscapes(value)
    case 'd':
      return value.replace(/\.\d+|Z$/g, '')
    case 'e':
      return value
    default: {
      const number = Number(value)
      if (value.trim() === '' || !Number.isFinite(number)) return value
      return isDate ? dayOfSerial(number, parts.is1904) : writeNumber(value, number)
    }
  }
}

/** A day as Excel counts it: from 30 December 1899, or 1904; a time alone has no day. */
function dayOfSerial(serial: number, is1904: boolean): string {
  if (serial >= 0 && serial < 1) return writeDay(serial * 86_400_000).slice(11) || '00:00:00'
  const from = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
  // Excel's calendar has a 29 February 1900 that never was: days before it stand one off.
  const days = !is1904 && serial < 60 ? serial + 1 : serial
  return writeDay(from + days * 86_400_000)
}

/** Fifteen digits, as the program shows it: the file holds 0.30000000000000004 for 0.3. */
function writeNumber(text: string, number: number): string {
  return /^-?\d{1,15}(?:\.\d{1,14})?$/.test(text) ? text : String(Number(number.toPrecision(15)))
}

/** `BC12` → 54; null without letters. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Za-z]{1,4}/.exec(reference ?? '')?.[0]
  if (letters === undefined) return null
  let column = 0
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

/** `_x000D_` stands for a character XML has no room for (ECMA-376, 22.9.2.19); line ends are one kind here. */
function undoEscapes(text: string): string {
  const plain = text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    : text
  return plain.includes('\r') ? plain.replace(/\r\n?/g, '\n') : plain
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}

import { Failure } from '../../platform/errors.ts'
import { readOpenSheets } from '../../text/sources/open-sheets.ts'
import { readOpenDocument, readWord, type PaperReader } from '../../text/sources/paper-text.ts'
import { SourceTooLong } from '../../text/sources/source.ts'
import { TooManyColumns } from '../../text/sources/sheet-rows.ts'
import { surveyTable } from '../../text/sources/table.ts'
import {
  readDateStyles,
  readRelations,
  readSharedStrings,
  readSheet,
  readWorkbook,
  TooMuchShared,
  type WorkbookParts,
} from '../../text/sources/workbook.ts'
import { XmlBroken, type XmlReader } from '../../text/sources/xml-events.ts'
import { filesWords } from './files.words.ts'
import { headLength, headOf } from './head.ts'
import type { ZipPart } from './stored-zip.ts'

const words = filesWords['en-GB'].failures

/** A paper or a workbook as text. `chunks` reads it anew each time. */
export type OfficeText = {
  kind: 'docx' | 'odt' | 'xlsx' | 'ods'
  chunks: () => AsyncIterable<string>
  /** The sheet that is read, and all there are, by name. */
  sheets: { read: string; all: string[] } | null
}

/** Largest XML of one part, in bytes unpacked. The largest novels have a tenth of it. */
const mostXml = 400_000_000
/** Sheets looked at for words. */
const mostSheets = 60

/**
 * What a zip holds when it is a file of a word processor or a spreadsheet program; null for any other zip. Throws
 * Failure with a sentence for a locked or broken one.
 */
export async function openOffice(
  parts: readonly ZipPart[],
  wanted: { sheet: string | null },
): Promise<OfficeText | null> {
  const byName = new Map(parts.toReversed().map((part) => [part.name.replaceAll('\\', '/'), part]))
  const types = byName.get('[Content_Types].xml')
  const content = byName.get('content.xml')
  if (types) {
    const main = await findMainPart(byName)
    if (main?.type.endsWith('/wordprocessingml')) return openWord(byName, main.path)
    if (main?.type.endsWith('/spreadsheetml')) return openWorkbook(byName, main.path, wanted.sheet)
    return null
  }
  if (!content || !byName.has('META-INF/manifest.xml')) return null
  const kind = await readAll(byName.get('mimetype'), 200)
  if (/encryption-data/.test(await readAll(byName.get('META-INF/manifest.xml'), 1_000_000))) {
    throw new Failure('invalid-state', words.officeLocked)
  }
  if (/opendocument\.text/.test(kind)) {
    return { kind: 'odt', chunks: () => convert(content, readOpenDocument()), sheets: null }
  }
  if (/opendocument\.spreadsheet/.test(kind)) return openOpenSheets(content, wanted.sheet)
  return null
}

type Parts = ReadonlyMap<string, ZipPart>

/** The part a package begins with, and by its folder what it is. */
async function findMainPart(parts: Parts): Promise<{ path: string; type: string } | null> {
  const relations = readRelations()
  await feed(parts.get('_rels/.rels'), relations)
  const office = [...relations.targets.values()].find((one) => one.type.endsWith('/officeDocument'))
  const path = office ? resolvePart('', office.target) : null
  for (const [candidate, type] of [
    [path, path],
    ['word/document.xml', 'word/'],
    ['xl/workbook.xml', 'xl/'],
  ] as const) {
    if (!candidate || !type || !parts.has(candidate)) continue
    if (type.startsWith('word/')) return { path: candidate, type: '/wordprocessingml' }
    if (type.startsWith('xl/') && candidate.endsWith('.xml'))
      return { path: candidate, type: '/spreadsheetml' }
  }
  return null
}

function openWord(parts: Parts, path: string): OfficeText {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const wanted = [path, `${folder}footnotes.xml`, `${folder}endnotes.xml`].filter((name) => parts.has(name))
  return {
    kind: 'docx',
    chunks: async function* () {
      for (const name of wanted) yield* convert(parts.get(name)!, readWord())
    },
    sheets: null,
  }
}

async function openWorkbook(parts: Parts, path: string, wanted: string | null): Promise<OfficeText> {
  const workbook = readWorkbook()
  await feed(parts.get(path), workbook)
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const relations = readRelations()
  await feed(parts.get(`${folder}_rels/${path.slice(folder.length)}.rels`), relations)
  const partOf = (type: string): ZipPart | undefined => {
    const found = [...relations.targets.values()].find((one) => one.type.endsWith(type))
    return found && parts.get(resolvePart(folder, found.target))
  }
  const strings = readSharedStrings()
  const styles = readDateStyles()
  const sharedPart = partOf('/sharedStrings')
  if (sharedPart) await feed(sharedPart, strings)
  const stylesPart = partOf('/styles')
  if (stylesPart) await feed(stylesPart, styles)
  const leaning: WorkbookParts = {
    strings: strings.strings,
    dateStyles: styles.dateStyles,
    is1904: workbook.is1904(),
  }
  const sheets = workbook.sheets
    .filter((sheet) => !sheet.isHidden)
    .slice(0, mostSheets)
    .flatMap(({ name, relation }) => {
      const target = relations.targets.get(relation)
      const part = target && parts.get(resolvePart(folder, target.target))
      if (!part) return []
      const chunks = (): AsyncIterable<string> => convert(part, readSheet(leaning))
      return [{ name, chunks, head: () => headOf(chunks()) }]
    })
  const chosen = await chooseSheet(sheets, wanted)
  return {
    kind: 'xlsx',
    chunks: chosen.chunks,
    sheets: { read: chosen.name, all: sheets.map((one) => one.name) },
  }
}

async function openOpenSheets(content: ZipPart, wanted: string | null): Promise<OfficeText> {
  const heads = new Map<number, { name: string; head: string }>()
  for await (const { sheet, name, line } of openRows(content)) {
    const known = heads.get(sheet) ?? { name, head: '' }
    if (known.head.length < headLength) known.head += line
    if (heads.size < mostSheets) heads.set(sheet, known)
  }
  const sheets = [...heads].map(([number, { name, head }]) => ({
    name,
    number,
    head: () => Promise.resolve(head.slice(0, headLength)),
  }))
  const chosen = await chooseSheet(sheets, wanted)
  return {
    kind: 'ods',
    chunks: async function* () {
      for await (const row of openRows(content)) if (row.sheet === chosen.number) yield row.line
    },
    sheets: { read: chosen.name, all: sheets.map((one) => one.name) },
  }
}

async function* openRows(content: ZipPart): AsyncIterable<{ sheet: number; name: string; line: string }> {
  let rows: { sheet: number; name: string; line: string }[] = []
  const reader = readOpenSheets((sheet, name, line) => void rows.push({ sheet, name, line }))
  const handOver = () => rows.splice(0)
  for await (const xml of decodeXml(content)) {
    guard(() => reader.push(xml))
    yield* handOver()
  }
  guard(() => reader.end())
  rows = handOver()
  yield* rows
}

/** The sheet that is asked for; else the first with a column of words; else the first with anything. */
async function chooseSheet<Sheet extends { name: string; head: () => Promise<string> }>(
  sheets: readonly Sheet[],
  wanted: string | null,
): Promise<Sheet> {
  const named = sheets.find((sheet) => sheet.name === wanted)
  if (named) return named
  let filled: Sheet | null = null
  for (const sheet of sheets) {
    const head = await sheet.head()
    if (head.trim() === '') continue
    filled ??= sheet
    const hasWords = surveyTable(head).columns.some((column) => column.guess === 'words')
    if (hasWords && head.split('\n').length > 2) return sheet
  }
  if (filled) return filled
  throw new Failure('invalid-state', words.empty)
}

async function* convert(part: ZipPart, reader: PaperReader): AsyncIterable<string> {
  for await (const xml of decodeXml(part)) {
    const text = guard(() => reader.push(xml))
    if (text !== '') yield text
  }
  yield guard(() => reader.end())
}

async function feed(part: ZipPart | undefined, reader: XmlReader): Promise<void> {
  if (!part) throw new Failure('invalid-state', words.officeBroken)
  for await (const xml of decodeXml(part)) guard(() => reader.push(xml))
  guard(() => reader.end())
}

/** The XML of a part as text: UTF-8, or UTF-16 where its first bytes say so. */
async function* decodeXml(part: ZipPart): AsyncIterable<string> {
  if (part.isLocked) throw new Failure('invalid-state', words.officeLocked)
  if (part.size > mostXml) throw new Failure('invalid-state', words.tooLarge)
  let decoder: TextDecoder | null = null
  for await (const bytes of part.open()) {
    decoder ??= new TextDecoder(encodingOf(bytes))
    yield decoder.decode(bytes, { stream: true })
  }
  if (decoder) yield decoder.decode()
}

function encodingOf(start: Buffer): string {
  if ((start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0x3c && start[1] === 0)) return 'utf-16le'
  if ((start[0] === 0xfe && start[1] === 0xff) || (start[0] === 0 && start[1] === 0x3c)) return 'utf-16be'
  return 'utf-8'
}

async function readAll(part: ZipPart | undefined, most: number): Promise<string> {
  if (!part) return ''
  let text = ''
  for await (const bytes of part.open()) {
    text += bytes.toString('latin1')
    if (text.length > most) break
  }
  return text
}

/** `../worksheets/a.xml` from `xl/`, `/xl/worksheets/a.xml`: the name of a part. Names are looked up, never opened. */
function resolvePart(folder: string, target: string): string {
  const steps = (target.startsWith('/') ? target : folder + target).split('/')
  const path: string[] = []
  for (const step of steps) {
    if (step === '..') path.pop()
    else if (step !== '' && step !== '.') path.push(step)
  }
  return path.join('/')
}

function guard<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof XmlBroken) throw new Failure('invalid-state', words.officeBroken)
    if (error instanceof TooMuchShared) throw new Failure('invalid-state', words.workbookTooLarge)
    if (error instanceof TooManyColumns) throw new Failure('invalid-state', words.tooManyColumns)
    if (error instanceof SourceTooLong) throw new Failure('invalid-state', words.longLine(error.line))
    throw error
  }
}

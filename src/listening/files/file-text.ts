import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { Failure } from '../../platform/errors.ts'
import type { Store } from '../../platform/files/store.ts'
import { filesWords } from './files.words.ts'
import { headLength, headOf } from './head.ts'
import { openOffice } from './office-text.ts'
import { readPdfText } from './pdf-text.ts'
import { listZip, type ZipPart } from './stored-zip.ts'

const words = filesWords['en-GB'].failures

/** A file that lies in the store, with the name it came by. */
export type StoredFile = { id: string; key: Buffer; name: string; size: number }

/** A file made readable as text, as often as wanted. */
export type FileText = {
  /** SHA-256 of the file as it came. */
  hash: Buffer
  /** The name that says most about the text: of a zip, the name inside; of a paper or workbook, what it is. */
  name: string
  head: string
  /** The whole text in pieces cut anywhere. */
  chunks: () => AsyncIterable<string>
  /** The bytes as they came, one character each, in pieces cut anywhere: for formats with encodings of their own. */
  binary: () => AsyncIterable<string>
  /** Of a workbook: the sheet that is read, and all it has. */
  sheets: { read: string; all: string[] } | null
}

/** The most text one file may hold, unpacked. A chat of ten years is a hundredth of it. */
const mostText = 1_000_000_000
/** A PDF may begin with other bytes; readers look so far for its mark. */
const sniffLength = 1024

/**
 * Finds the text in a file by what its bytes are, whatever its name: plain (UTF-8, UTF-16 with a byte order mark, or
 * Windows-1252 when it is not valid UTF-8), the one inside a WhatsApp zip, Word and OpenDocument papers, PDF, workbooks
 * (the first sheet with words, or `sheet` by name, as a comma separated table). Throws `Failure` with a sentence for
 * what cannot be read.
 */
export async function openFileText(
  store: Store,
  file: StoredFile,
  wanted: { sheet: string | null } = { sheet: null },
): Promise<FileText> {
  if (file.size === 0) throw new Failure('invalid-state', words.empty)
  const start = await buffer(store.readRange(file.id, file.key, 0, Math.min(sniffLength, file.size)))
  const read = (): AsyncIterable<Buffer> => store.read(file.id, file.key)
  if (isZip(start)) {
    const parts = await listZip(store, file)
    const office = await openOffice(parts, wanted)
    const inner = office
      ? { name: `file.${office.kind}`, ...(await scanText(office.chunks)), sheets: office.sheets }
      : { ...(await openZippedText(parts)), sheets: null }
    return { hash: await hashOf(read()), ...inner }
  }
  if (isPdf(start)) {
    const text = await readPdfText(() => store.read(file.id, file.key), file.size)
    const found = await scanText(() => inPieces(text))
    return { hash: await hashOf(read()), name: 'file.pdf', ...found, sheets: null }
  }
  if (isOle(start)) {
    throw new Failure('invalid-state', (await isLockedOffice(read())) ? words.officeLocked : words.oldOffice)
  }
  const hash = createHash('sha256')
  const plain = await scanBytes(read, (piece) => void hash.update(piece))
  // A text that calls itself a workbook is a text all the same.
  const name = file.name.replace(/\.(?:docx|odt|pdf|xlsx|ods)$/i, '')
  return { hash: hash.digest(), name, ...plain, sheets: null }
}

/** How a file's text begins, read no further than that: for a look at a file that was read whole before. */
export async function peekFileText(
  store: Store,
  file: StoredFile,
): Promise<Pick<FileText, 'head' | 'sheets'>> {
  const start = await buffer(store.readRange(file.id, file.key, 0, Math.min(sniffLength, file.size)))
  if (isZip(start)) {
    const parts = await listZip(store, file)
    const office = await openOffice(parts, { sheet: null })
    if (office) return { head: await headOf(office.chunks()), sheets: office.sheets }
    return { head: (await openZippedText(parts)).head, sheets: null }
  }
  const first = await buffer(store.readRange(file.id, file.key, 0, Math.min(headLength * 4, file.size)))
  let isUtf8 = true
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(first, { stream: true })
  } catch {
    isUtf8 = false
  }
  const text = new TextDecoder(chooseEncoding(first, isUtf8)).decode(first, { stream: true })
  return { head: text.slice(0, headLength), sheets: null }
}

type Scanned = Pick<FileText, 'head' | 'chunks' | 'binary'>

function isZip(start: Buffer): boolean {
  return start.indexOf('PK\u0003\u0004') === 0 || start.indexOf('PK\u0005\u0006') === 0
}

/** The mark of a PDF may come after other bytes, but not after words. */
function isPdf(start: Buffer): boolean {
  return /^[^A-Za-z]{0,1000}%PDF-\d/.test(start.toString('latin1'))
}

/** The container of Microsoft's programs until 2007, and of their locked files since. */
function isOle(start: Buffer): boolean {
  return start.indexOf(Buffer.from('d0cf11e0a1b11ae1', 'hex')) === 0
}

async function isLockedOffice(bytes: AsyncIterable<Buffer>): Promise<boolean> {
  const mark = Buffer.from('EncryptedPackage', 'utf16le')
  let tail = Buffer.alloc(0)
  for await (const chunk of bytes) {
    const piece = Buffer.concat([tail, chunk])
    if (piece.includes(mark)) return true
    tail = piece.subarray(-mark.length)
  }
  return false
}

async function openZippedText(parts: readonly ZipPart[]): Promise<{ name: string } & Scanned> {
  const texts = parts.filter((part) => /\.txt$/i.test(part.name))
  const [text] = texts
  if (!text) {
    const isLocked = parts.length > 0 && parts.every((part) => part.isLocked)
    throw new Failure('invalid-state', isLocked ? words.zipLocked : words.zipWithoutText)
  }
  if (texts.length > 1) throw new Failure('invalid-state', words.zipWithManyTexts)
  if (text.isLocked) throw new Failure('invalid-state', words.zipLocked)
  if (text.size > mostText) throw new Failure('invalid-state', words.tooLarge)
  return { name: text.name.split('/').pop() ?? text.name, ...(await scanBytes(() => text.open())) }
}

async function hashOf(bytes: AsyncIterable<Buffer>): Promise<Buffer> {
  const hash = createHash('sha256')
  for await (const chunk of bytes) hash.update(chunk)
  return hash.digest()
}

/** Reads text once: whether it is too long, whether it can be read to its end, and how it begins. */
async function scanText(chunks: () => AsyncIterable<string>): Promise<Scanned> {
  let head = ''
  let length = 0
  for await (const chunk of chunks()) {
    length += chunk.length
    if (length > mostText) throw new Failure('invalid-state', words.tooLarge)
    if (head.length < headLength) head += chunk
  }
  return {
    head: head.slice(0, headLength),
    chunks,
    binary: async function* () {
      for await (const chunk of chunks()) yield Buffer.from(chunk).toString('latin1')
    },
  }
}

/** Reads bytes once to learn their encoding. */
async function scanBytes(
  bytes: () => AsyncIterable<Buffer>,
  seen: (piece: Buffer) => void = () => undefined,
): Promise<Scanned> {
  const strict = new TextDecoder('utf-8', { fatal: true })
  let isUtf8 = true
  let size = 0
  let first: Buffer = Buffer.alloc(0)
  for await (const piece of bytes()) {
    size += piece.length
    if (size > mostText) throw new Failure('invalid-state', words.tooLarge)
    seen(piece)
    if (first.length < headLength * 2) first = Buffer.concat([first, piece])
    if (isUtf8) {
      try {
        strict.decode(piece, { stream: true })
      } catch {
        isUtf8 = false
      }
    }
  }
  const encoding = chooseEncoding(first, isUtf8)
  return {
    head: new TextDecoder(encoding)
      .decode(first.subarray(0, headLength * 2), { stream: true })
      .slice(0, headLength),
    chunks: async function* () {
      const decoder = new TextDecoder(encoding)
      for await (const chunk of bytes()) yield decoder.decode(chunk, { stream: true })
      yield decoder.decode()
    },
    binary: async function* () {
      for await (const chunk of bytes()) yield chunk.toString('latin1')
    },
  }
}

function chooseEncoding(head: Buffer, isUtf8: boolean): 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  return isUtf8 ? 'utf-8' : 'windows-1252'
}

/** Text that is already here, in pieces a parser may take without keeping everybody else waiting. */
async function* inPieces(text: string): AsyncIterable<string> {
  for (let at = 0; at < text.length; at += headLength) {
    await Promise.resolve()
    yield text.slice(at, at + headLength)
  }
}

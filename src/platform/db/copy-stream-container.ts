import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { crc32, gunzip, gzip } from 'node:zlib'
import { copyStreamWords } from './copy-stream.words.ts'
import type { BackupDamage } from './copy-stream.words.ts'

/*
 * The file: a first line that names the format and its version, then frames. A frame is a header of 17 bytes (kind,
 * its number in the file, length of the body, checksum of the body, checksum of the header) and a gzipped body.
 * Numbers are big-endian, checksums CRC-32. The order is: meta, for each table (table, chunk…, table-end), end. The end
 * holds the SHA-256 of every byte before it. So any piece is checked before it is handed on, and a file that was
 * cut, joined or shuffled is noticed too.
 */

/** What is written for one table; `chunks` may be pieces of any size. */
export type BackupTable = { name: string; columns: readonly string[]; chunks: AsyncIterable<Buffer> }

/** What is read, in the order of the file. Nothing is complete until `end` has come. */
export type BackupPart =
  | { kind: 'meta'; meta: Record<string, unknown> }
  | { kind: 'table'; name: string; columns: string[] }
  | { kind: 'chunk'; data: Buffer }
  | { kind: 'table-end'; bytes: number }
  | { kind: 'end'; tables: number; bytes: number }

/** A backup that cannot be trusted. The message says what to do. */
export class BackupDamaged extends Error {
  readonly damage: BackupDamage

  constructor(damage: BackupDamage, cause?: unknown) {
    super(copyStreamWords['en-GB'][damage], cause === undefined ? {} : { cause })
    this.name = 'BackupDamaged'
    this.damage = damage
  }
}

const format = 'ownterms backup '
const version = '1\n'
const headerSize = 17
const kinds = { meta: 1, table: 2, chunk: 3, 'table-end': 4, end: 5 } as const

/** Bytes of table text in one frame. Memory is a few times this, whatever the size of the tables. */
const blockSize = 1 << 20

/** A whole block that cannot be compressed, and what gzip adds to it. */
const largestBody = blockSize + 4096

const compress = promisify<Buffer, { level: number }, Buffer>(gzip)
const decompress = promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip)

/**
 * Writes a backup and ends `out`. `meta` is kept as JSON, at most 1 MiB of it. Errors of the tables and of `out` are
 * thrown as they are; what was written until then is not a backup and reads as cut short. Gives sizes in bytes.
 */
export async function writeBackup(
  out: Writable,
  meta: object,
  tables: AsyncIterable<BackupTable> | Iterable<BackupTable>,
): Promise<{ tables: number; bytes: number; written: number }> {
  const sum = { tables: 0, bytes: 0, written: 0 }
  await pipeline(Readable.from(writeFrames(meta, tables, sum)), out)
  return sum
}

/**
 * Reads a backup part by part. Throws BackupDamaged at the first byte that cannot be right, before anything of
 * that frame is given away; a file that is only cut short throws after its last whole frame. So a restore belongs in one
 * transaction, which is committed after `end`.
 */
export async function* readBackup(input: Readable): AsyncGenerator<BackupPart> {
  const reader = openReader(input)
  try {
    await readFormat(reader)
    let expects: (keyof typeof kinds)[] = ['meta']
    let tables = 0
    let bytes = 0
    let tableBytes = 0
    for (let number = 0; ; number += 1) {
      const before = reader.digest()
      const { kind, body } = await readFrame(reader, number)
      if (!expects.includes(kind)) throw new BackupDamaged('changed')
      if (kind === 'meta') {
        yield { kind, meta: parseJson(body) }
        expects = ['table', 'end']
      } else if (kind === 'table') {
        yield { kind, ...parseTable(body) }
        tables += 1
        tableBytes = 0
        expects = ['chunk', 'table-end']
      } else if (kind === 'chunk') {
        tableBytes += body.length
        bytes += body.length
        yield { kind, data: body }
      } else if (kind === 'table-end') {
        if (parseJson(body)['bytes'] !== tableBytes) throw new BackupDamaged('changed')
        yield { kind, bytes: tableBytes }
        expects = ['table', 'end']
      } else {
        const said = parseJson(body)
        if (said['tables'] !== tables || said['bytes'] !== bytes || said['sha256'] !== before) {
          throw new BackupDamaged('changed')
        }
        if (await reader.hasMore()) throw new BackupDamaged('changed')
        yield { kind, tables, bytes }
        return
      }
    }
  } finally {
    await reader.close()
  }
}

/**
 * The same as a list of tables whose `chunks` go straight to `copyTableIn`. The list ends only when the whole file
 * has proved sound; until then it throws BackupDamaged. Chunks a caller left unread are read past.
 */
export async function openBackup(
  input: Readable,
): Promise<{ meta: Record<string, unknown>; tables: AsyncGenerator<BackupTable> }> {
  const parts = readBackup(input)
  const first = await parts.next()
  if (first.done === true || first.value.kind !== 'meta') throw new BackupDamaged('changed')
  return { meta: first.value.meta, tables: listTables(parts) }
}

async function* listTables(parts: AsyncGenerator<BackupPart>): AsyncGenerator<BackupTable> {
  try {
    for (;;) {
      const next = await parts.next()
      if (next.done === true || next.value.kind === 'end') return
      if (next.value.kind !== 'table') continue
      const chunks = listChunks(parts)
      yield { name: next.value.name, columns: next.value.columns, chunks }
      // A caller may have left in the middle; `continue` above then passes over what is left of this table.
    }
  } finally {
    await parts.return(undefined)
  }
}

async function* listChunks(parts: AsyncGenerator<BackupPart>): AsyncGenerator<Buffer> {
  for (;;) {
    const next = await parts.next()
    if (next.done === true || next.value.kind !== 'chunk') return
    yield next.value.data
  }
}

async function* writeFrames(
  meta: object,
  tables: AsyncIterable<BackupTable> | Iterable<BackupTable>,
  sum: { tables: number; bytes: number; written: number },
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  let number = 0
  const note = (piece: Buffer): Buffer => {
    hash.update(piece)
    sum.written += piece.length
    return piece
  }
  const frame = async (kind: keyof typeof kinds, body: Buffer): Promise<Buffer> =>
    note(await packFrame(kind, number++, body))

  yield note(Buffer.from(format + version))
  yield await frame('meta', formatJson(meta))
  for await (const table of tables) {
    yield await frame('table', formatJson({ name: table.name, columns: table.columns }))
    let bytes = 0
    for await (const block of cutBlocks(table.chunks)) {
      bytes += block.length
      yield await frame('chunk', block)
    }
    yield await frame('table-end', formatJson({ bytes }))
    sum.tables += 1
    sum.bytes += bytes
  }
  const sha256 = hash.copy().digest('hex')
  yield await frame('end', formatJson({ tables: sum.tables, bytes: sum.bytes, sha256 }))
}

async function packFrame(kind: keyof typeof kinds, number: number, content: Buffer): Promise<Buffer> {
  const body = await compress(content, { level: 1 })
  const header = Buffer.alloc(headerSize)
  header.writeUInt8(kinds[kind], 0)
  header.writeUInt32BE(number, 1)
  header.writeUInt32BE(body.length, 5)
  header.writeUInt32BE(crc32(body), 9)
  header.writeUInt32BE(crc32(header.subarray(0, 13)), 13)
  return Buffer.concat([header, body])
}

async function readFrame(
  reader: ByteReader,
  number: number,
): Promise<{ kind: keyof typeof kinds; body: Buffer }> {
  const header = await reader.take(headerSize)
  if (header.readUInt32BE(13) !== crc32(header.subarray(0, 13))) throw new BackupDamaged('changed')
  const length = header.readUInt32BE(5)
  const code = header.readUInt8(0)
  const kind = (Object.keys(kinds) as (keyof typeof kinds)[]).find((name) => kinds[name] === code)
  if (kind === undefined || header.readUInt32BE(1) !== number || length > largestBody) {
    throw new BackupDamaged('changed')
  }
  const body = await reader.take(length)
  if (header.readUInt32BE(9) !== crc32(body)) throw new BackupDamaged('changed')
  try {
    return { kind, body: await decompress(body, { maxOutputLength: blockSize }) }
  } catch (error) {
    throw new BackupDamaged('changed', error)
  }
}

async function readFormat(reader: ByteReader): Promise<void> {
  const start = await reader.takeUpTo(format.length)
  if (start.toString('latin1') !== format) {
    const isBeginning = start.length > 0 && format.startsWith(start.toString('latin1'))
    throw new BackupDamaged(isBeginning ? 'cutShort' : 'notABackup')
  }
  const found = (await reader.take(version.length)).toString('latin1')
  if (found !== version) throw new BackupDamaged(/^\d/.test(found) ? 'otherVersion' : 'changed')
}

async function* cutBlocks(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = []
  let size = 0
  for await (const chunk of chunks) {
    let rest = chunk
    while (size + rest.length >= blockSize) {
      const cut = blockSize - size
      yield Buffer.concat([...waiting, rest.subarray(0, cut)])
      rest = rest.subarray(cut)
      waiting = []
      size = 0
    }
    if (rest.length > 0) waiting.push(rest)
    size += rest.length
  }
  if (size > 0) yield Buffer.concat(waiting)
}

type ByteReader = {
  /** Exactly `size` bytes, or BackupDamaged when the file ends before. */
  take(size: number): Promise<Buffer>
  takeUpTo(size: number): Promise<Buffer>
  hasMore(): Promise<boolean>
  /** SHA-256, in hex, of all bytes taken so far. */
  digest(): string
  close(): Promise<void>
}

function openReader(input: Readable): ByteReader {
  const source = input[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  const hash = createHash('sha256')
  let waiting: Buffer[] = []
  let size = 0

  async function fill(wanted: number): Promise<void> {
    while (size < wanted) {
      const next = await source.next()
      if (next.done === true) return
      waiting.push(next.value)
      size += next.value.length
    }
  }

  async function takeUpTo(wanted: number): Promise<Buffer> {
    await fill(wanted)
    const all = waiting.length === 1 ? (waiting[0] ?? Buffer.alloc(0)) : Buffer.concat(waiting)
    const taken = all.subarray(0, wanted)
    const rest = all.subarray(wanted)
    waiting = rest.length > 0 ? [rest] : []
    size = rest.length
    hash.update(taken)
    return taken
  }

  return {
    takeUpTo,
    async take(wanted) {
      const taken = await takeUpTo(wanted)
      if (taken.length < wanted) throw new BackupDamaged('cutShort')
      return taken
    },
    async hasMore() {
      await fill(1)
      return size > 0
    },
    digest: () => hash.copy().digest('hex'),
    async close() {
      await source.return?.()
    },
  }
}

function formatJson(value: object): Buffer {
  const text = Buffer.from(JSON.stringify(value))
  if (text.length > blockSize) throw new RangeError('The description of a backup is larger than 1 MiB.')
  return text
}

function parseTable(body: Buffer): { name: string; columns: string[] } {
  const { name, columns } = parseJson(body)
  if (typeof name !== 'string' || !Array.isArray(columns)) throw new BackupDamaged('changed')
  return { name, columns: columns.map(String) }
}

function parseJson(body: Buffer): Record<string, unknown> {
  try {
    return JSON.parse(body.toString('utf8')) as Record<string, unknown>
  } catch (error) {
    throw new BackupDamaged('changed', error)
  }
}

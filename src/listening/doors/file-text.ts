import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import yauzl from 'yauzl'
import { Failure } from '../../platform/errors.ts'
import type { Store } from '../../platform/files/store.ts'
import { doorsWords } from './doors.words.ts'

const words = doorsWords['en-GB'].failures

/** A file that lies in the store, with the name it came by. */
export type StoredFile = { id: string; key: Buffer; name: string; size: number }

/** A file made readable as text, as often as wanted. */
export type FileText = {
  /** SHA-256 of the file as it came. */
  hash: Buffer
  /** The name that says most about the text: of a zip, the name inside. */
  name: string
  head: string
  /** The whole text in pieces cut anywhere. */
  chunks: () => AsyncIterable<string>
  /** The bytes as they came, one character each, in pieces cut anywhere: for formats with encodings of their own. */
  binary: () => AsyncIterable<string>
}

/** The most text one file may hold, unpacked. A chat of ten years is a hundredth of it. */
const mostText = 1_000_000_000
const headLength = 64_000

/**
 * Finds the text in a file: plain, or the one inside a WhatsApp zip; UTF-8, UTF-16 with a byte order mark, or
 * Windows-1252 when it is not valid UTF-8. Throws `Failure` with a sentence for what cannot be read.
 */
export async function openFileText(store: Store, file: StoredFile): Promise<FileText> {
  if (file.size === 0) throw new Failure('invalid-state', words.empty)
  const start = await buffer(store.readRange(file.id, file.key, 0, Math.min(4, file.size)))
  const isZip =
    start.length === 4 && start[0] === 0x50 && start[1] === 0x4b && start[2] === 3 && start[3] === 4
  const inner = isZip ? await findTextInZip(store, file) : null
  const bytes = inner ? inner.open : async () => store.read(file.id, file.key)

  const hash = createHash('sha256')
  if (inner) for await (const chunk of store.read(file.id, file.key)) hash.update(chunk as Buffer)
  const strict = new TextDecoder('utf-8', { fatal: true })
  let isUtf8 = true
  let size = 0
  let first: Buffer = Buffer.alloc(0)
  for await (const chunk of await bytes()) {
    const piece = chunk as Buffer
    size += piece.length
    if (size > mostText) throw new Failure('invalid-state', words.tooLarge)
    if (!inner) hash.update(piece)
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
    hash: hash.digest(),
    name: inner?.name ?? file.name,
    head: new TextDecoder(encoding)
      .decode(first.subarray(0, headLength * 2), { stream: true })
      .slice(0, headLength),
    chunks: async function* () {
      const decoder = new TextDecoder(encoding)
      for await (const chunk of await bytes()) yield decoder.decode(chunk as Buffer, { stream: true })
      yield decoder.decode()
    },
    binary: async function* () {
      for await (const chunk of await bytes()) yield (chunk as Buffer).toString('latin1')
    },
  }
}

function chooseEncoding(head: Buffer, isUtf8: boolean): 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  return isUtf8 ? 'utf-8' : 'windows-1252'
}

async function findTextInZip(
  store: Store,
  file: StoredFile,
): Promise<{ name: string; open: () => Promise<Readable> }> {
  const zip = await openZip(store, file)
  const texts: yauzl.Entry[] = []
  let count = 0
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: yauzl.Entry) => {
      count += 1
      if (count > 50_000) return reject(new Failure('invalid-state', words.zip))
      if (/\.txt$/i.test(entry.fileName) && !/(^|\/)__MACOSX\//.test(entry.fileName)) texts.push(entry)
      zip.readEntry()
    })
    zip.on('end', resolve)
    zip.on('error', reject)
    zip.readEntry()
  }).catch((error: unknown) => {
    throw error instanceof Failure ? error : new Failure('invalid-state', words.zip)
  })
  const [text] = texts
  if (!text) throw new Failure('invalid-state', words.zipWithoutText)
  if (texts.length > 1) throw new Failure('invalid-state', words.zipWithManyTexts)
  if (text.isEncrypted()) throw new Failure('invalid-state', words.zipLocked)
  if (text.uncompressedSize > mostText) throw new Failure('invalid-state', words.tooLarge)
  return {
    name: text.fileName.split('/').pop() ?? text.fileName,
    open: async () => {
      const again = await openZip(store, file)
      const stream = await new Promise<Readable>((resolve, reject) => {
        again.openReadStream(text, (error, opened) => (error ? reject(error) : resolve(opened)))
      }).catch(() => {
        throw new Failure('invalid-state', words.zip)
      })
      // A damaged archive shows only while it is read; everybody downstream gets the same sentence.
      return Readable.from(
        (async function* () {
          try {
            yield* stream
          } catch {
            throw new Failure('invalid-state', words.zip)
          }
        })(),
      )
    },
  }
}

/** Reads the sealed file at any place, as the zip library asks. */
class StoredZip extends yauzl.RandomAccessReader {
  #store: Store
  #file: StoredFile

  constructor(store: Store, file: StoredFile) {
    super()
    this.#store = store
    this.#file = file
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return this.#store.readRange(this.#file.id, this.#file.key, start, end)
  }
}

function openZip(store: Store, file: StoredFile): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.fromRandomAccessReader(
      new StoredZip(store, file),
      file.size,
      { lazyEntries: true, validateEntrySizes: true, autoClose: false },
      (error, zip) => (error ? reject(new Failure('invalid-state', words.zip)) : resolve(zip)),
    )
  })
}

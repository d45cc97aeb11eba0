import type { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import yauzl from 'yauzl'
import { Failure } from '../../platform/errors.ts'
import type { Store } from '../../platform/files/store.ts'
import { filesWords } from './files.words.ts'

const words = filesWords['en-GB'].failures

/** One file in a zip. `size` is what the zip declares; reading stops where the file turns out larger. */
export type ZipPart = { name: string; size: number; isLocked: boolean; open(): AsyncIterable<Buffer> }

/** More files than any export or document has. */
const mostParts = 50_000

/**
 * What lies in a stored zip, in its order; folders and what Macs add are left out. Nothing is unpacked to the disk, and
 * no name in it becomes a path: a zip whose names lead out of it is refused all the same. Throws Failure with a
 * sentence.
 */
export async function listZip(
  store: Store,
  file: { id: string; key: Buffer; size: number },
): Promise<ZipPart[]> {
  const zip = await openZip(store, file)
  const parts: ZipPart[] = []
  let count = 0
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: yauzl.Entry) => {
      count += 1
      if (count > mostParts) return reject(new Failure('invalid-state', words.zipTooMany))
      if (!/\/$|(^|\/)__MACOSX\//.test(entry.fileName)) parts.push(asPart(zip, entry))
      zip.readEntry()
    })
    zip.on('end', resolve)
    zip.on('error', reject)
    zip.readEntry()
  }).catch((error: unknown) => {
    throw refusalOf(error)
  })
  return parts
}

function asPart(zip: yauzl.ZipFile, entry: yauzl.Entry): ZipPart {
  return {
    name: entry.fileName,
    size: entry.uncompressedSize,
    isLocked: entry.isEncrypted(),
    open: async function* () {
      let sum = 0
      // A damaged archive shows only while it is read; everybody downstream gets the same sentence.
      try {
        const stream = await new Promise<Readable>((resolve, reject) => {
          zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)))
        })
        for await (const chunk of stream) {
          sum = crc32(chunk as Buffer, sum)
          yield chunk as Buffer
        }
      } catch (error) {
        throw refusalOf(error)
      }
      if (sum !== entry.crc32) throw new Failure('invalid-state', words.zip)
    },
  }
}

function refusalOf(error: unknown): Failure {
  if (error instanceof Failure) return error
  const isOutside = /relative path|absolute path|invalid characters in fileName/.test(
    (error as Error).message,
  )
  return new Failure('invalid-state', isOutside ? words.zipOutside : words.zip)
}

/** Reads the sealed file at any place, as the zip library asks. */
class StoredZip extends yauzl.RandomAccessReader {
  #store: Store
  #file: { id: string; key: Buffer }

  constructor(store: Store, file: { id: string; key: Buffer }) {
    super()
    this.#store = store
    this.#file = file
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return this.#store.readRange(this.#file.id, this.#file.key, start, end)
  }
}

function openZip(store: Store, file: { id: string; key: Buffer; size: number }): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.fromRandomAccessReader(
      new StoredZip(store, file),
      file.size,
      { lazyEntries: true, validateEntrySizes: true, autoClose: false },
      (error, zip) => (error ? reject(refusalOf(error)) : resolve(zip)),
    )
  })
}

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { deriveKey } from '../vault/sealing.ts'
import { isId } from '../ids.ts'

/**
 * Files on their way in. Each lies enciphered in `uploads/` under a key that only its caller holds (kept in the row
 * that tells of it), so that a disk read alone gives nothing, and goes when its import is over.
 */
export class Store {
  readonly folder: string

  constructor(dataFolder: string) {
    this.folder = join(dataFolder, 'uploads')
  }

  /** Keeps a stream as a file; gives its key (32 bytes) and size in bytes. */
  async keep(id: string, bytes: Readable): Promise<{ key: Buffer; size: number }> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 })
    const key = randomBytes(32)
    let size = 0
    const cipher = createCipheriv('aes-256-ctr', deriveKey(key, 'upload'), Buffer.alloc(16))
    // Made before anything can break off: a file still being opened then would stay behind whoever removes it.
    const file = await open(this.#path(id), 'wx', 0o600)
    await pipeline(
      bytes,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          size += chunk.length
          yield cipher.update(chunk)
        }
        yield cipher.final()
      },
      file.createWriteStream({ flush: true }),
    )
    return { key, size }
  }

  /** Reads a kept file back. The key is used once, for one file, so the stream cipher starts at zero safely. */
  read(id: string, key: Buffer): Readable {
    const decipher = createDecipheriv('aes-256-ctr', deriveKey(key, 'upload'), Buffer.alloc(16))
    const file = createReadStream(this.#path(id))
    file.on('error', (error) => decipher.destroy(error))
    return file.pipe(decipher)
  }

  /** Reads bytes `start` up to `end` (exclusive): the cipher counts in blocks of 16, so any place can be reached. */
  readRange(id: string, key: Buffer, start: number, end: number): Readable {
    const counter = Buffer.alloc(16)
    counter.writeBigUInt64BE(BigInt(Math.floor(start / 16)), 8)
    const decipher = createDecipheriv('aes-256-ctr', deriveKey(key, 'upload'), counter)
    // The first bytes of the block only bring the cipher to its place.
    decipher.update(Buffer.alloc(start % 16))
    const file = createReadStream(this.#path(id), { start, end: end - 1 })
    file.on('error', (error) => decipher.destroy(error))
    return file.pipe(decipher)
  }

  async remove(id: string): Promise<void> {
    await rm(this.#path(id), { force: true })
  }

  /** Bytes of a kept file; null when it is not here. */
  async size(id: string): Promise<number | null> {
    return stat(this.#path(id)).then(
      (found) => found.size,
      () => null,
    )
  }

  /**
   * Removes files nobody waits for any more: `isWanted` answers for each id. Files of the last ten minutes stay: they
   * may still be arriving. Gives how many went.
   */
  async sweep(isWanted: (id: string) => Promise<boolean>): Promise<number> {
    let gone = 0
    const recently = Date.now() - 10 * 60_000
    for (const name of await readdir(this.folder).catch(() => [])) {
      if (!isId(name)) continue
      const found = await stat(this.#path(name)).catch(() => null)
      if (found && found.mtimeMs < recently && !(await isWanted(name))) {
        await this.remove(name)
        gone += 1
      }
    }
    return gone
  }

  #path(id: string): string {
    if (!isId(id)) throw new TypeError('Not an id.')
    return join(this.folder, id)
  }
}

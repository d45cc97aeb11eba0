import { logEvent } from '../log.ts'
import { KeyFile, packKeys, type KeyFileState, type KeyWrite } from './key-file.ts'
import { KeysNotKept, KeyWriter } from './key-writer.ts'

/** Another process gave this id another key at the same moment: what was sealed under ours must not be kept. */
export class KeyClash extends Error {
  constructor() {
    super('Another key was kept under this id first.')
    this.name = 'KeyClash'
  }
}

/** A copy does not follow (now): what was destroyed may still be in it. */
export class CopyBehind extends Error {
  constructor() {
    super('A copy of the keyring does not follow.')
    this.name = 'CopyBehind'
  }
}

/** A live copy as this process knows it. `trouble`: why it does not follow, or null. */
export type KeyringCopy = { folder: string; trouble: string | null; since: Date | null }

type Copy = {
  folder: string
  writer: KeyWriter
  trouble: string | null
  since: Date | null
  going: Promise<void> | null
  missed: boolean
}
type Waiting = { write: KeyWrite; resolve: () => void; reject: (error: Error) => void }

/** Longer than this a copy's disk is not waited for, in milliseconds. */
const patience = 5_000
/** How often copies are looked after although nothing was written, in milliseconds. */
const watchEvery = 10_000

/**
 * The keyring: wrapped keys, only ever current. What is put or destroyed shows here at once and is written by a thread
 * of its own; the promise tells when the disk, and every copy that follows, has it. Other processes on the same folder
 * see it from then on, and this one sees theirs.
 */
export class Keyring {
  readonly folder: string
  #file: KeyFile
  #writer: KeyWriter
  #copies: Copy[]
  /** What is on its way to the disk: a wrapped key, or null for one that is destroyed. */
  #onTheWay = new Map<string, Buffer | null>()
  #watching: NodeJS.Timeout | null = null
  #waiting: Waiting[] = []
  #writing: Promise<void> | null = null

  constructor(folder: string, copies: readonly string[] = []) {
    this.folder = folder
    this.#file = new KeyFile(folder, { makeFolder: true })
    this.#writer = new KeyWriter({ folder, makeFolder: true })
    this.#copies = copies.map((one) => ({
      folder: one,
      writer: new KeyWriter({ folder: one, makeFolder: false }),
      trouble: 'not-asked-yet',
      since: null,
      going: null,
      missed: false,
    }))
    // Also one that seems to follow: another process may have ended between a write and its copy.
    if (this.#copies.length > 0) {
      this.#watching = setInterval(() => void this.followAll().catch(() => undefined), watchEvery)
      this.#watching.unref()
    }
  }

  /**
   * Keeps wrapped keys, all or none; a key that is here already stays as it is. Resolves when they are durable. Throws
   * `KeyClash` when another process put another key under one of the ids first, or `KeysNotKept`.
   */
  put(tenantId: string, keys: readonly { id: string; wrapped: Buffer }[]): Promise<void> {
    const missing = keys.filter((key) => !this.has(tenantId, key.id))
    const here = keys.filter((key) => !missing.includes(key)).map((key) => key.id)
    const done = here.length > 0 ? [this.#arrived(tenantId, here)] : []
    if (missing.length > 0) {
      for (const key of missing) this.#onTheWay.set(`${tenantId}/${key.id}`, key.wrapped)
      done.push(this.#write({ do: 'put', ...packKeys(tenantId, missing) }))
    }
    return Promise.all(done).then(() => undefined)
  }

  /** Puts other wrappings of the same keys in their place. */
  rewrap(tenantId: string, keys: readonly { id: string; wrapped: Buffer }[]): Promise<void> {
    for (const key of keys) this.#onTheWay.set(`${tenantId}/${key.id}`, key.wrapped)
    return this.#write({ do: 'rewrap', ...packKeys(tenantId, keys) })
  }

  /** Destroys keys; those already gone are no error. Resolves when they are gone from the disk. */
  destroy(tenantId: string, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return Promise.resolve()
    for (const id of ids) this.#onTheWay.set(`${tenantId}/${id}`, null)
    return this.#write({ do: 'destroy', tenantId, ids: [...ids] })
  }

  /** Says that nothing that was destroyed up to a count is in it. */
  raise(destroyed: number): Promise<void> {
    return this.#write({ do: 'raise', destroyed })
  }

  /** A wrapped key, or null when it was destroyed (or never was). */
  find(tenantId: string, id: string): Buffer | null {
    const fresh = this.#onTheWay.get(`${tenantId}/${id}`)
    return fresh === undefined ? this.#file.find(tenantId, id) : fresh
  }

  has(tenantId: string, id: string): boolean {
    const fresh = this.#onTheWay.get(`${tenantId}/${id}`)
    return fresh === undefined ? this.#file.has(tenantId, id) : fresh !== null
  }

  /** Whether no tenant has a key here. */
  isEmpty(): boolean {
    return this.#onTheWay.size === 0 && this.#file.isEmpty()
  }

  tenants(): string[] {
    return this.#file.tenants()
  }

  /** Every key of a tenant on the disk, its own included. */
  idsOf(tenantId: string): string[] {
    return this.#file.idsOf(tenantId)
  }

  state(): KeyFileState {
    return this.#file.state()
  }

  get copies(): KeyringCopy[] {
    return this.#copies.map(({ folder, trouble, since }) => ({ folder, trouble, since }))
  }

  /** Brings every copy to where the keyring is. Throws `CopyBehind` when one cannot be brought there now. */
  async followAll(): Promise<void> {
    await Promise.all(this.#copies.map((copy) => this.#follow(copy)))
    if (this.#copies.some((copy) => copy.trouble !== null)) throw new CopyBehind()
  }

  /** Waits for what is on its way, then lets go of the files. */
  async close(): Promise<void> {
    clearInterval(this.#watching ?? undefined)
    while (this.#writing) await this.#writing
    await this.#writer.close()
    await Promise.all(this.#copies.map((copy) => (copy.going ? copy.writer.abandon() : copy.writer.close())))
    this.#file.close()
  }

  #write(write: KeyWrite): Promise<void> {
    const done = new Promise<void>((resolve, reject) => this.#waiting.push({ write, resolve, reject }))
    // Whoever must know waits for it; nobody else is disturbed.
    done.catch(() => undefined)
    // A tick later, so that what is written together is one write to the disk.
    this.#writing ??= Promise.resolve().then(() => this.#writeAll())
    return done
  }

  /** Keys that were there already may themselves be on their way still, and not arrive. */
  async #arrived(tenantId: string, ids: readonly string[]): Promise<void> {
    const seen = ids.map((id) => this.find(tenantId, id))
    while (ids.some((id) => this.#onTheWay.has(`${tenantId}/${id}`))) await this.#writing
    const isOther = ids.some((id, index) => !seen[index] || !this.find(tenantId, id)?.equals(seen[index]))
    if (isOther) throw new KeyClash()
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0)
      // What shows of these now; something newer may be set while the disk works.
      const shown = new Map(
        batch.flatMap(({ write }) => this.#namesOf(write)).map((name) => [name, this.#onTheWay.get(name)]),
      )
      try {
        const clashes = await this.#writer.write(batch.map((one) => one.write))
        await Promise.all(this.#copies.filter((copy) => !copy.trouble).map((copy) => this.#follow(copy)))
        this.#forget(shown)
        for (const [index, one] of batch.entries()) {
          if (clashes[index]!.length > 0) one.reject(new KeyClash())
          else one.resolve()
        }
      } catch (error) {
        this.#forget(shown)
        for (const one of batch) one.reject(error as Error)
      }
    }
    this.#writing = null
  }

  #namesOf(write: KeyWrite): string[] {
    return write.do === 'raise' ? [] : write.ids.map((id) => `${write.tenantId}/${id}`)
  }

  #forget(shown: ReadonlyMap<string, Buffer | null | undefined>): void {
    for (const [name, value] of shown) if (this.#onTheWay.get(name) === value) this.#onTheWay.delete(name)
  }

  /** Resolves when the copy follows, or has trouble: it never throws. */
  async #follow(copy: Copy): Promise<void> {
    if (copy.going) copy.missed = true
    else copy.going = this.#goAfter(copy).finally(() => (copy.going = null))
    let late: NodeJS.Timeout | undefined
    const tooLong = new Promise<void>((resolve) => {
      late = setTimeout(() => {
        this.#tell(copy, 'no-answer')
        resolve()
      }, patience)
    })
    await Promise.race([copy.going, tooLong])
    clearTimeout(late)
  }

  /** A thread that hangs in a call to its disk cannot be ended; it is left until it answers. */
  async #goAfter(copy: Copy): Promise<void> {
    try {
      do {
        copy.missed = false
        await copy.writer.follow(this.folder)
      } while (copy.missed)
      this.#tell(copy, null)
    } catch (error) {
      this.#tell(copy, error instanceof KeysNotKept ? error.why : 'fault')
    }
  }

  #tell(copy: Copy, trouble: string | null): void {
    if (trouble === copy.trouble) return
    if (trouble) logEvent('keyring.copy-behind', { copy: this.#copies.indexOf(copy) + 1, why: trouble })
    else if (copy.trouble !== 'not-asked-yet')
      logEvent('keyring.copy-follows', { copy: this.#copies.indexOf(copy) + 1 })
    copy.trouble = trouble
    copy.since = trouble ? new Date() : null
  }
}

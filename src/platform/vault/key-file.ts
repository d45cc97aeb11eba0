import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'

/** Wrapped keys of one tenant, packed to travel between threads: `wrapped` holds them one after the other. */
export type PackedKeys = { tenantId: string; ids: string[]; sizes: number[]; wrapped: Uint8Array }

/** One thing to do to a key file. `rewrap` replaces what is there; `put` leaves it. */
export type KeyWrite =
  | ({ do: 'put' } & PackedKeys)
  | ({ do: 'rewrap' } & PackedKeys)
  | { do: 'destroy'; tenantId: string; ids: string[] }
  /** Nothing that was destroyed up to that count is in it (again). */
  | { do: 'raise'; destroyed: number }

/**
 * How far a keyring is. `ring` is the same in a keyring and its copies; `written` counts the times keys were put,
 * `destroyed` the times keys were destroyed. Both only grow: of two files of one ring the one with less is the older.
 */
export type KeyFileState = { ring: string; written: number; destroyed: number }

export type StoredKey = { tenantId: string; id: string; wrapped: Buffer }

export const keyFileName = 'keys.sqlite'
const page = 10_000

/**
 * The file of a keyring or of a copy of one: wrapped keys, only ever current, that no backup of the database holds.
 * `secure_delete` overwrites a destroyed key's bytes in the file at once; `journal_mode=delete` leaves no log. Every
 * call blocks until the disk has answered: what writes lives in a thread of its own (key-thread.ts).
 */
export class KeyFile {
  readonly path: string
  #db: DatabaseSync
  #statements = new Map<string, StatementSync>()

  /** `makeFolder`: a copy's folder must be there, or a disk that is not mounted would be written beside. */
  constructor(folder: string, options: { makeFolder: boolean }) {
    if (options.makeFolder) mkdirSync(folder, { recursive: true, mode: 0o700 })
    this.path = join(folder, keyFileName)
    closeSync(openSync(this.path, 'a', 0o600))
    this.#db = new DatabaseSync(this.path)
    this.#db.exec(`
      pragma busy_timeout = 15000;
      pragma journal_mode = delete;
      pragma secure_delete = on;
      pragma synchronous = full;`)
    if (!this.#isShaped()) this.#atOnce(() => this.#shape())
  }

  /** Whether a folder holds a key file. */
  static isIn(folder: string): boolean {
    return existsSync(join(folder, keyFileName))
  }

  /** Does all of it durably, or nothing. Gives, for each, the ids that had another key already (which stays). */
  write(writes: readonly KeyWrite[]): string[][] {
    return this.#atOnce(() => {
      const { written, destroyed } = this.state()
      let isWritten = false
      let isDestroyed = false
      let least = 0
      const clashes = writes.map((one) => {
        if (one.do === 'destroy') {
          for (const id of one.ids) if (this.#delete(one.tenantId, id)) isDestroyed = true
          return []
        }
        if (one.do === 'raise') {
          least = Math.max(least, one.destroyed)
          return []
        }
        isWritten = true
        return this.#put(one, written + 1)
      })
      this.#prepare('update state set written = ?, destroyed = ?').run(
        written + Number(isWritten),
        Math.max(destroyed + Number(isDestroyed), least),
      )
      return clashes
    })
  }

  /** A wrapped key, or null when it was destroyed (or never was). */
  find(tenantId: string, id: string): Buffer | null {
    const row = this.#prepare('select wrapped from key where tenant_id = ? and id = ?').get(tenantId, id)
    return row ? Buffer.from(row['wrapped'] as Uint8Array) : null
  }

  has(tenantId: string, id: string): boolean {
    return this.#prepare('select 1 from key where tenant_id = ? and id = ?').get(tenantId, id) !== undefined
  }

  /** Tenants that have a key here. */
  tenants(): string[] {
    const rows = this.#prepare('select tenant_id from key where tenant_id = id').all()
    return rows.map((row) => String(row['tenant_id']))
  }

  idsOf(tenantId: string): string[] {
    const rows = this.#prepare('select id from key where tenant_id = ?').all(tenantId)
    return rows.map((row) => String(row['id']))
  }

  isEmpty(): boolean {
    return this.#prepare(`select 1 from key where tenant_id <> 'deployment' limit 1`).get() === undefined
  }

  count(): number {
    return Number(this.#prepare('select count(*) as count from key').get()!['count'])
  }

  /** Every key after another in order, at most `page` of them. */
  list(after: { tenantId: string; id: string } | null): StoredKey[] {
    const rows = this.#prepare(
      'select tenant_id, id, wrapped from key where (tenant_id, id) > (?, ?) order by tenant_id, id limit ?',
    ).all(after?.tenantId ?? '', after?.id ?? '', page)
    return rows.map((row) => ({
      tenantId: String(row['tenant_id']),
      id: String(row['id']),
      wrapped: Buffer.from(row['wrapped'] as Uint8Array),
    }))
  }

  state(): KeyFileState {
    const row = this.#prepare('select ring, written, destroyed from state').get()!
    return {
      ring: String(row['ring']),
      written: Number(row['written']),
      destroyed: Number(row['destroyed']),
    }
  }

  /**
   * Makes this file the same as `from`, whatever it missed: keys written since are added and destroyed ones destroyed.
   * Bears writers and other followers at the same time, and never holds up `from` while this file's disk is slow.
   * Throws `NotACopy` when this file is of another ring or further than `from`.
   */
  follow(from: KeyFile): KeyFileState {
    const now = from.state()
    if (isSameState(now, this.state())) return now
    return this.#atOnce(() => {
      // Read before anything else: what happens after it is for the next time.
      const there = from.state()
      let here = this.state()
      if (here.ring !== there.ring) {
        if (here.written > 0) throw new NotACopy('other')
        here = { ring: there.ring, written: -1, destroyed: there.destroyed }
      }
      if (here.written > there.written || here.destroyed > there.destroyed) throw new NotACopy('newer')
      if (here.written < there.written) this.#addSince(from, here.written)
      if (here.destroyed < there.destroyed) this.#dropWhatIsGone(from)
      this.#prepare('update state set ring = ?, written = ?, destroyed = ?').run(
        there.ring,
        there.written,
        there.destroyed,
      )
      return there
    })
  }

  close(): void {
    this.#statements.clear()
    this.#db.close()
  }

  #addSince(from: KeyFile, written: number): void {
    // Everything of the next number and later; an id is never empty.
    let after = { written: written + 1, tenantId: '', id: '' }
    for (;;) {
      const rows = from
        .#prepare(
          `select tenant_id, id, wrapped, written from key where (written, tenant_id, id) > (?, ?, ?)
           order by written, tenant_id, id limit ?`,
        )
        .all(after.written, after.tenantId, after.id, page)
      for (const row of rows) {
        this.#prepare('insert or replace into key (tenant_id, id, wrapped, written) values (?, ?, ?, ?)').run(
          row['tenant_id']!,
          row['id']!,
          row['wrapped']!,
          row['written']!,
        )
      }
      if (rows.length < page) return
      const last = rows.at(-1)!
      after = {
        written: Number(last['written']),
        tenantId: String(last['tenant_id']),
        id: String(last['id']),
      }
    }
  }

  #dropWhatIsGone(from: KeyFile): void {
    let after: StoredKey | null = null
    for (;;) {
      const ours: StoredKey[] = this.list(after)
      const last = ours.at(-1)
      if (!last) return
      const theirs = from
        .#prepare(
          'select tenant_id, id from key where (tenant_id, id) > (?, ?) and (tenant_id, id) <= (?, ?)',
        )
        .all(after?.tenantId ?? '', after?.id ?? '', last.tenantId, last.id)
      const kept = new Set(theirs.map((row) => `${String(row['tenant_id'])}/${String(row['id'])}`))
      for (const { tenantId, id } of ours) if (!kept.has(`${tenantId}/${id}`)) this.#delete(tenantId, id)
      after = last
    }
  }

  #put(keys: { do: 'put' | 'rewrap' } & PackedKeys, written: number): string[] {
    const clashes: string[] = []
    let start = 0
    for (const [index, id] of keys.ids.entries()) {
      const wrapped = keys.wrapped.subarray(start, (start += keys.sizes[index]!))
      const added = this.#prepare(
        `insert into key (tenant_id, id, wrapped, written) values (?, ?, ?, ?) on conflict do ${
          keys.do === 'put' ? 'nothing' : 'update set wrapped = excluded.wrapped, written = excluded.written'
        }`,
      ).run(keys.tenantId, id, wrapped, written)
      if (Number(added.changes) === 0 && !this.find(keys.tenantId, id)?.equals(wrapped)) clashes.push(id)
    }
    return clashes
  }

  #delete(tenantId: string, id: string): boolean {
    return (
      Number(this.#prepare('delete from key where tenant_id = ? and id = ?').run(tenantId, id).changes) > 0
    )
  }

  #isShaped(): boolean {
    return this.#db.prepare(`select 1 from sqlite_master where name = 'key_written'`).get() !== undefined
  }

  #shape(): void {
    this.#db.exec(`
      create table if not exists key (tenant_id text not null, id text not null, wrapped blob not null,
        primary key (tenant_id, id)) without rowid;`)
    if (this.#isShaped()) return
    this.#db.exec(`
      alter table key add column written integer not null default 0;
      create index key_written on key (written);
      create table state (one integer primary key check (one = 1), ring text not null,
        written integer not null, destroyed integer not null);`)
    this.#db.prepare('insert into state values (1, ?, 0, 0)').run(randomUUID())
  }

  #prepare(text: string): StatementSync {
    let statement = this.#statements.get(text)
    if (!statement) this.#statements.set(text, (statement = this.#db.prepare(text)))
    return statement
  }

  #atOnce<T>(work: () => T): T {
    this.#db.exec('begin immediate')
    try {
      const result = work()
      this.#db.exec('commit')
      return result
    } catch (error) {
      // A full disk has taken it back already.
      if (this.#db.isTransaction) this.#db.exec('rollback')
      throw error
    }
  }
}

function isSameState(one: KeyFileState, other: KeyFileState): boolean {
  return one.ring === other.ring && one.written === other.written && one.destroyed === other.destroyed
}

/** A file that cannot follow a keyring: of another ring, or further than what it should follow. */
export class NotACopy extends Error {
  readonly why: 'other' | 'newer'

  constructor(why: 'other' | 'newer') {
    super(`This key file is ${why === 'other' ? 'of another keyring' : 'newer than its keyring'}.`)
    this.name = 'NotACopy'
    this.why = why
  }
}

export function packKeys(tenantId: string, keys: readonly { id: string; wrapped: Buffer }[]): PackedKeys {
  return {
    tenantId,
    ids: keys.map((key) => key.id),
    sizes: keys.map((key) => key.wrapped.length),
    // With memory of its own, so that a thread is sent these bytes and none that lie beside them.
    wrapped: new Uint8Array(Buffer.concat(keys.map((key) => key.wrapped))),
  }
}

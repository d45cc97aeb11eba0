import { closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/**
 * The keyring: wrapped keys, only ever current, in a file of its own that no backup of the database holds.
 * `secure_delete` overwrites a destroyed key's bytes in the file at once; `journal_mode=delete` leaves no log.
 */
export class Keyring {
  #db: DatabaseSync
  #put
  #get
  #drop
  #exists

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const file = join(folder, 'keys.sqlite')
    closeSync(openSync(file, 'a', 0o600))
    this.#db = new DatabaseSync(file)
    this.#db.exec(`
      pragma busy_timeout = 15000;
      pragma journal_mode = delete;
      pragma secure_delete = on;
      pragma synchronous = full;
      create table if not exists key (tenant_id text not null, id text not null, wrapped blob not null,
        primary key (tenant_id, id)) without rowid;`)
    this.#put = this.#db.prepare(
      'insert into key (tenant_id, id, wrapped) values (?, ?, ?) on conflict do nothing',
    )
    this.#get = this.#db.prepare('select wrapped from key where tenant_id = ? and id = ?')
    this.#drop = this.#db.prepare('delete from key where tenant_id = ? and id = ?')
    this.#exists = this.#db.prepare('select 1 from key where tenant_id = ? and id = ?')
  }

  /** Keeps wrapped keys, durably, all or none. A key that is here already stays as it is. */
  put(tenantId: string, keys: readonly { id: string; wrapped: Buffer }[]): void {
    this.#atOnce(() => {
      for (const key of keys) this.#put.run(tenantId, key.id, key.wrapped)
    })
  }

  /** A wrapped key, or null when it was destroyed (or never was). */
  find(tenantId: string, id: string): Buffer | null {
    const row = this.#get.get(tenantId, id)
    return row ? Buffer.from(row['wrapped'] as Uint8Array) : null
  }

  has(tenantId: string, id: string): boolean {
    return this.#exists.get(tenantId, id) !== undefined
  }

  /** Destroys keys, durably; those already gone are no error. */
  destroy(tenantId: string, ids: readonly string[]): void {
    this.#atOnce(() => {
      for (const id of ids) this.#drop.run(tenantId, id)
    })
  }

  close(): void {
    this.#db.close()
  }

  /** Whether there is any key of a tenant here. */
  isEmpty(): boolean {
    return this.#db.prepare(`select 1 from key where tenant_id <> 'deployment' limit 1`).get() === undefined
  }

  #atOnce(work: () => void): void {
    this.#db.exec('begin immediate')
    try {
      work()
      this.#db.exec('commit')
    } catch (error) {
      this.#db.exec('rollback')
      throw error
    }
  }
}

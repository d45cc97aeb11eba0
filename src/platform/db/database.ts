import { AsyncLocalStorage } from 'node:async_hooks'
import { Kysely, PostgresDialect, sql, type KyselyPlugin, type RootOperationNode } from 'kysely'
import pg from 'pg'
import { Failure } from '../errors.ts'
import { newId } from '../ids.ts'
import { logEvent, logFault } from '../log.ts'
import { KeysNotKept } from '../vault/key-writer.ts'
import { KeyClash } from '../vault/keyring.ts'
import type { TenantVault, Vault } from '../vault/vault.ts'
import type { Schema } from './schema.ts'
import { query, wrap, type Tx } from './tx.ts'

/** Who acts: an account's id, `visitor`, `voice` or `worker`, and the product roles the matrix knows. */
export type Actor = { id: string; roles: readonly string[] }

/** Work for the background, written in the same transaction as what it is about. Ids, never words. */
export type TaskWanted = { kind: string; aboutId: string; total?: number }

/** What every domain function gets. There is no other way to reach data. */
export type Ctx = {
  tenantId: string
  tx: Tx
  actor: Actor
  /** The database's clock at the beginning of the transaction. */
  now: Date
  vault: TenantVault
  enqueue: (task: TaskWanted) => Promise<string>
  /** Runs after the commit and never after a rollback; must itself be safe to repeat. */
  afterCommit: (work: () => void | Promise<void>) => void
}

/** A query was sent to a transaction that has ended. Always a fault of ours. */
export class TransactionEnded extends Error {
  constructor() {
    super('This transaction has ended; open another with within().')
  }
}

/** `within` was called inside `within`: the inner one would leave the tenant. Always a fault of ours. */
export class NestedTransaction extends Error {
  constructor() {
    super('A transaction is already open here; pass its ctx on.')
  }
}

/** Nothing is committed whose keys are not durable. Throws Failure: what was to be written is taken back. */
async function settleKeys(vault: TenantVault): Promise<void> {
  try {
    await vault.settle()
  } catch (error) {
    if (error instanceof KeyClash) throw new Failure('conflict', '')
    logEvent('keyring.not-kept', { why: error instanceof KeysNotKept ? error.why : 'fault' })
    throw new Failure('unavailable', '')
  }
}

const inside = new AsyncLocalStorage<true>()

const numberFromText = (text: string): number => Number(text)
const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === pg.types.builtins.INT8 || oid === pg.types.builtins.NUMERIC) return numberFromText
    if (oid === pg.types.builtins.DATE) return (text: string) => text
    return pg.types.getTypeParser(oid, format)
  }) as pg.CustomTypesConfig['getTypeParser'],
}

export type DatabaseOptions = {
  /** The restricted login's address, never the owner's. */
  url: string
  vault: Vault
  /** The longest a statement may run, in milliseconds. */
  statementTimeout: number
  connections?: number
  onTask?: () => void
}

/** The application's only door to data. The root handle is private to this class. */
export class Database {
  #root: Kysely<Schema>
  #pool: pg.Pool
  #pinging: pg.Pool
  #vault: Vault
  #timeout: string
  #onTask: () => void

  constructor(options: DatabaseOptions) {
    this.#pool = new pg.Pool({
      connectionString: options.url,
      max: options.connections ?? 10,
      types: typeParsers,
      connectionTimeoutMillis: 10_000,
      application_name: 'ownterms',
    })
    // A connection the server closed while idle is replaced at the next use; the error itself needs no one.
    this.#pool.on('error', () => undefined)
    // One closed while it is in use fails its next query; without a listener the error would end the process.
    this.#pool.on('connect', (client) => client.on('error', () => undefined))
    // Whether the database answers must not wait behind those who wait for it.
    this.#pinging = new pg.Pool({
      connectionString: options.url,
      max: 1,
      connectionTimeoutMillis: 2_000,
      query_timeout: 2_000,
      application_name: 'ownterms-health',
    })
    this.#pinging.on('error', () => undefined)
    this.#pinging.on('connect', (client) => client.on('error', () => undefined))
    this.#root = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: this.#pool }) })
    this.#vault = options.vault
    this.#timeout = String(options.statementTimeout)
    this.#onTask = options.onTask ?? (() => undefined)
  }

  get vault(): Vault {
    return this.#vault
  }

  /**
   * Runs `fn` in one transaction inside one tenant: sets the restricted role, the tenant and the actor for that
   * transaction only, commits when `fn` resolves and rolls back when it throws.
   */
  async within<T>(tenantId: string, actor: Actor, fn: (ctx: Ctx) => Promise<T>): Promise<T> {
    const after: (() => void | Promise<void>)[] = []
    let enqueued = false
    const result = await this.#transaction(
      'ownterms_app',
      { 'app.tenant': tenantId, 'app.actor': actor.id, 'app.roles': actor.roles.join(',') },
      async (tx, now) => {
        const vault = this.#vault.forTenant(tenantId)
        const done = await fn({
          tenantId,
          tx,
          actor,
          now,
          vault,
          afterCommit: (work) => void after.push(work),
          enqueue: async (task) => {
            const id = newId()
            enqueued = true
            await query(tx)
              .insertInto('task')
              .values({
                tenant_id: tenantId,
                id,
                kind: task.kind,
                about_id: task.aboutId,
                total: task.total ?? 0,
              })
              .execute()
            return id
          },
        })
        await settleKeys(vault)
        return done
      },
    )
    for (const work of after) {
      try {
        await work()
      } catch (error) {
        // The commit stands; what follows it is safe to repeat and is also a task's, so the others still run.
        logFault('database.after-commit', error)
      }
    }
    if (enqueued) this.#onTask()
    return result
  }

  /** Runs `fn` before a tenant is known: accounts, sessions, codes, and the few look-ups that lead to a tenant. */
  async outside<T>(fn: (tx: Tx, now: Date) => Promise<T>): Promise<T> {
    return this.#transaction('ownterms_access', {}, fn)
  }

  /** Milliseconds one trivial query takes; throws when the database does not answer. */
  async ping(): Promise<number> {
    const start = performance.now()
    await this.#pinging.query('select 1')
    return performance.now() - start
  }

  async close(): Promise<void> {
    await this.#pinging.end()
    await this.#root.destroy()
  }

  async #transaction<T>(
    role: string,
    settings: Record<string, string>,
    fn: (tx: Tx, now: Date) => Promise<T>,
  ): Promise<T> {
    if (inside.getStore()) throw new NestedTransaction()
    let ended = false
    const guard: KyselyPlugin = {
      transformQuery: ({ node }: { node: RootOperationNode }) => {
        if (ended) throw new TransactionEnded()
        return node
      },
      transformResult: async ({ result }) => result,
    }
    try {
      return await inside.run(true, () =>
        this.#root.transaction().execute(async (transaction) => {
          const scope = { ...settings, role, statement_timeout: this.#timeout }
          const opened = await sql<{ now: Date }>`select now() as now, ${sql.join(
            Object.entries(scope).map(([name, value]) => sql`set_config(${name}, ${value}, true)`),
          )}`.execute(transaction)
          return fn(wrap(transaction.withPlugin(guard)), opened.rows[0]!.now)
        }),
      )
    } finally {
      ended = true
    }
  }
}

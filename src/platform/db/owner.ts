import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { Failure } from '../errors.ts'
import type { Vault } from '../vault/vault.ts'
import { indexDeploymentKey } from './keyring-mark.ts'
import type { Schema } from './schema.ts'
import { wrap, type Tx } from './tx.ts'

/** Throws Failure with a sentence when anybody else of ours is connected. */
export async function refuseOtherProcesses(ownerUrl: string, sentence: string): Promise<void> {
  await asOwner(ownerUrl, (transaction) => refuseOthers(transaction, sentence))
}

async function refuseOthers(transaction: Kysely<Schema>, sentence: string): Promise<void> {
  const others = await sql`select 1 from pg_stat_activity where datname = current_database()
    and pid <> pg_backend_pid() and application_name like 'ownterms%' limit 1`.execute(transaction)
  if (others.rows.length > 0) throw new Failure('invalid-state', sentence)
}

async function asOwner(
  ownerUrl: string,
  work: (transaction: Kysely<Schema>) => Promise<void>,
): Promise<void> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1, application_name: 'ownterms-rotate' })
  pool.on('error', () => undefined)
  const root = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  try {
    await root.transaction().execute(work)
  } finally {
    await root.destroy()
  }
}

/**
 * Brings a database from one deployment key to another in one transaction, `reseal` and all, unless that was done
 * before. Nobody else may be connected: throws Failure with `others`. Afterwards the old login's password no longer
 * works, so that a process with the old key cannot write; the next start sets the new one.
 */
export async function rekeyDatabase(
  ownerUrl: string,
  keys: { from: Vault; to: Vault; others: string },
  reseal: (tx: Tx) => Promise<void>,
): Promise<void> {
  await asOwner(ownerUrl, async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext('ownterms-migrate'))`.execute(transaction)
    await refuseOthers(transaction, keys.others)
    const index = indexDeploymentKey(keys.to)
    const mark = await sql<{ deployment_index: Buffer }>`
      select deployment_index from scope.keyring_mark`.execute(transaction)
    if (mark.rows[0]?.deployment_index.equals(index)) return
    await reseal(wrap(transaction))
    await sql`update scope.keyring_mark set deployment_index = ${index}`.execute(transaction)
    await closeLogin(transaction)
  })
}

async function closeLogin(transaction: Kysely<Schema>): Promise<void> {
  const login = await sql<{ name: string }>`select rolname::text as name from pg_roles
    where rolname = left('ownterms_login_' || current_database(), 63)`.execute(transaction)
  const name = login.rows[0]?.name
  if (name) await sql`alter role ${sql.id(name)} password null`.execute(transaction)
}

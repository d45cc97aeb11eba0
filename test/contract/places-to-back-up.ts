import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll } from 'vitest'
import { accessRules } from '../../src/access/matrix.ts'
import { readConfig } from '../../src/platform/config/config.ts'
import { Database } from '../../src/platform/db/database.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { Store } from '../../src/platform/files/store.ts'
import { openVault, type Vault } from '../../src/platform/vault/vault.ts'

/** Where the keys and files of all places lie, and backups go to. */
type Home = { folder: string; vault: Vault; store: Store }

export type Place = Awaited<ReturnType<typeof openPlace>>

const serverUrl = process.env['OWNTERMS_TEST_DATABASE']!

/** For a file of tests: a home that is there from its first test to its last, and databases with the same keys. */
export function usePlaces() {
  const home = {} as Home
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ownterms-backup-'))
    const data = join(folder, 'data')
    Object.assign(home, { folder, vault: openVault(readConfig({}, { data })), store: new Store(data) })
  })
  afterAll(async () => {
    await home.vault?.close()
    await rm(home.folder, { recursive: true, force: true })
  })
  return { home, openPlace: (kind: 'superuser' | 'plain owner') => openPlace(home, kind) }
}

/** A migrated, empty database on the server of this run, owned by its superuser or by an ordinary user. */
async function openPlace({ folder, vault }: Home, kind: 'superuser' | 'plain owner') {
  const name = `backup_${randomBytes(5).toString('hex')}`
  const url = new URL(serverUrl)
  await onServer(async (client) => {
    await client.query(`select pg_advisory_lock(hashtext('ownterms-test'))`)
    if (kind === 'superuser') {
      await client.query(`create database ${name}`)
      return
    }
    for (const role of ['ownterms_app', 'ownterms_access']) {
      const found = await client.query('select 1 from pg_roles where rolname = $1', [role])
      if (!found.rowCount) await client.query(`create role ${role} nologin`)
    }
    await client.query(`create role ${name} login createrole password 'secret'`)
    const version = await client.query<{ major: number }>(
      `select current_setting('server_version_num')::int / 10000 as major`,
    )
    // Another database of this server has made the two roles; on a server of its own the user makes them itself.
    const quietly = version.rows[0]!.major >= 16 ? ', inherit false, set false' : ''
    const admin = version.rows[0]!.major >= 16 ? 'admin true' : 'admin option'
    await client.query(`grant ownterms_app, ownterms_access to ${name} with ${admin}${quietly}`)
    await client.query(`create database ${name} owner ${name}`)
  })
  url.pathname = `/${name}`
  if (kind === 'plain owner') {
    url.username = name
    url.password = 'secret'
  }
  const ownerUrl = url.href
  const loginUrl = await migrate(ownerUrl, accessRules(), vault)
  const db = new Database({ url: loginUrl, vault, statementTimeout: 10_000, connections: 4 })
  const root = new URL(serverUrl)
  root.pathname = `/${name}`
  const pool = new pg.Pool({ connectionString: root.href, max: 2 })
  // Its database is dropped while the last connection is still closing.
  pool.on('connect', (client) => client.on('error', () => undefined))
  pool.on('error', () => undefined)
  const asOwner = async (text: string, values: readonly unknown[] = []) =>
    (await pool.query<Record<string, unknown>>(text, [...values])).rows
  const listTables = async () =>
    (
      await asOwner(
        `select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
      )
    ).map((row) => String(row['name']))
  const fingerprint = async (table: string) => {
    const [row] = await asOwner(
      `select count(*)::int as count, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ${table} t`,
    )
    return row as { count: number; hash: string }
  }
  return {
    ownerUrl,
    vault,
    config: readConfig({}, { data: join(folder, 'data') }),
    db,
    asOwner,
    listTables,
    fingerprint,
    fingerprintAll: async () => {
      const all: Record<string, unknown> = {}
      for (const table of await listTables()) all[table] = await fingerprint(table)
      return all
    },
    /** Tables behind the door whose row security was left unforced. */
    listUnforced: async () =>
      asOwner(`select relname::text from pg_class where relrowsecurity and not relforcerowsecurity`),
    close: async () => {
      await db.close()
      await pool.end()
      await onServer(async (client) => {
        await client.query(`drop database ${name} with (force)`)
        await client.query(`drop role if exists ownterms_login_${name}`)
        await client.query(`drop role if exists ${name}`)
      })
    },
  }
}

async function onServer(work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

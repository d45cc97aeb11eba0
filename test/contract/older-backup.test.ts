import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessRules } from '../../src/access/matrix.ts'
import { backUp, restoreBackup } from '../../src/platform/backup/backup.ts'
import { readConfig } from '../../src/platform/config/config.ts'
import { listMigrations, migrate } from '../../src/platform/db/migrate.ts'
import { openVault, type Vault } from '../../src/platform/vault/vault.ts'
import { insertOf, oneOfEach, tenantOf } from './one-of-each.ts'

const serverUrl = process.env['OWNTERMS_TEST_DATABASE']!
const databases: string[] = []
let folder: string
let vault: Vault

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ownterms-older-'))
  vault = openVault(readConfig({}, { data: join(folder, 'data') }))
})

afterAll(async () => {
  await vault.close()
  await on(serverUrl, async (client) => {
    for (const name of databases) {
      await client.query(`drop database if exists ${name} with (force)`)
      await client.query(`drop role if exists ownterms_login_${name}`)
    }
  })
  await rm(folder, { recursive: true, force: true })
})

async function makeDatabase(): Promise<string> {
  const name = `older_${randomBytes(6).toString('hex')}`
  await on(serverUrl, (client) => client.query(`create database ${name}`))
  databases.push(name)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

async function on<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** A database as the first release left it, with one row of each of its tables. Gives its address and its tenant. */
async function makeFirstRelease(): Promise<{ url: string; tenantId: string }> {
  const url = await makeDatabase()
  const rows = oneOfEach()
  await on(url, async (client) => {
    await client.query(
      `create table schema_migration (name text primary key, hash text not null, applied_at timestamptz not null default now())`,
    )
    for (const { name, text, hash } of (await listMigrations()).filter((one) => one.name < '0006')) {
      await client.query(text)
      await client.query('insert into schema_migration (name, hash) values ($1, $2)', [name, hash])
    }
    const live = await client.query<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`,
    )
    const there = new Set(live.rows.map((row) => row.name))
    for (const row of rows.filter((one) => [...there].some((name) => name.startsWith(`${one.table}.`)))) {
      const values = Object.fromEntries(
        Object.entries(row.values).filter(([column]) => there.has(`${row.table}.${column}`)),
      )
      // There were no coaches then.
      if (row.table === 'membership') values['role'] = 'listener'
      await client.query(...insertOf({ ...row, values }))
    }
  })
  const tenant = vault.makeTenant(tenantOf(rows))
  tenant.sealEach(
    'passage.verbatim',
    rows
      .filter((row) => row.table === 'passage' || row.table === 'voice_label')
      .map((row) => ({ id: String(row.values['id']), text: 'Words.' })),
  )
  await tenant.settle()
  return { url, tenantId: tenantOf(rows) }
}

const count = async (url: string, table: string, tenantId: string) =>
  on(
    url,
    async (client) =>
      (await client.query(`select 1 from ${table} where tenant_id = $1`, [tenantId])).rowCount,
  )

test('a backup of the first release is brought forward to today’s schema, all or nothing', async () => {
  const first = await makeFirstRelease()
  const file = join(folder, 'first.backup')
  await backUp({ ownerUrl: first.url }, file, { force: false })

  const target = await makeDatabase()
  await migrate(target, accessRules(), vault)
  const sum = await restoreBackup({ ownerUrl: target, vault, config: { keyringFolder: folder } }, file, {
    replace: false,
  })
  const newer = (await listMigrations()).map((one) => one.name).filter((name) => name >= '0006')
  expect(sum.broughtForward).toEqual(newer)
  for (const table of ['organisation', 'exercise', 'voice', 'passage', 'coding', 'wisdom']) {
    expect(await count(target, table, first.tenantId), table).toBe(1)
  }

  // As a server finds it: nothing left to migrate, every rule and mark in place, and the restricted login at home.
  const fresh = await makeDatabase()
  await migrate(fresh, accessRules(), vault)
  expect(await shapeOf(target)).toEqual(await shapeOf(fresh))
  const login = await migrate(target, accessRules(), vault)
  await on(login, async (client) => {
    await client.query('begin')
    await client.query(
      `select set_config('role', 'ownterms_app', true), set_config('app.tenant', $1, true), set_config('app.roles', 'worker', true)`,
      [first.tenantId],
    )
    expect((await client.query('select 1 from passage')).rowCount).toBe(1)
  })
})

/** Tables, columns, policies, functions and rights, as the database tells them. */
async function shapeOf(url: string): Promise<unknown> {
  return on(url, async (client) => {
    const texts = [
      `select table_schema, table_name, column_name, data_type, is_nullable, column_default from information_schema.columns
       where table_schema in ('public', 'scope') order by 1, 2, 3`,
      `select schemaname, tablename, policyname, cmd, qual, with_check from pg_policies order by 1, 2, 3`,
      `select proname, prosrc, proacl::text from pg_proc where pronamespace = 'scope'::regnamespace order by 1`,
      `select relname, relrowsecurity, relforcerowsecurity, relpersistence, relacl::text from pg_class
       where relnamespace in ('public'::regnamespace, 'scope'::regnamespace) order by 1`,
      `select role, table_name, verb from scope.access_rule order by 1, 2, 3`,
      `select ring, destroyed from scope.keyring_mark`,
      `select name, hash from schema_migration order by 1`,
    ]
    const answers = []
    for (const text of texts) answers.push((await client.query(text)).rows)
    return answers
  })
}

import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { SettingWrong } from '../config/config.ts'
import { projectFolder } from '../project-folder.ts'
import type { Vault } from '../vault/vault.ts'
import { markKeyring } from './keyring-mark.ts'

/** One line of the access matrix as the database keeps it. */
export type AccessRule = { role: string; table: string; verb: 'select' | 'insert' | 'update' | 'delete' }

/**
 * Brings a database to the newest schema with the owner's address, one migration a transaction, and gives back the
 * address the application uses: a restricted login of its own, whose password follows from the deployment's key.
 * Many processes may call it at once; one works, the others wait.
 */
export async function migrate(
  ownerUrl: string,
  rules: readonly AccessRule[],
  vault: Vault,
  options: { olderKeyring: 'refuse' | 'allow' } = { olderKeyring: 'refuse' },
): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'ownterms-migrate' })
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('ownterms-migrate'))`)
    await refuseOldServer(client)
    await applyMigrations(client)
    await refuseEmptyKeyring(client, vault)
    await markKeyring(client, vault, options.olderKeyring)
    await writeRules(client, rules)
    return await openLogin(client, ownerUrl, vault)
  } finally {
    await client.end()
  }
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const answer = await client.query<{ version: string }>(
    `select current_setting('server_version_num') as version`,
  )
  const version = Number(answer.rows[0]!.version)
  if (version < 150000) throw new SettingWrong('The database must be PostgreSQL 15 or newer.')
}

/** With a keyring that is not this database's, every word would be lost and nobody would know why. */
async function refuseEmptyKeyring(client: pg.Client, vault: Vault): Promise<void> {
  if (!vault.isEmpty()) return
  const found = await client.query('select 1 from organisation limit 1')
  if (found.rowCount) {
    throw new SettingWrong(
      'The keyring is empty but the database has people in it. Set OWNTERMS_KEYRING to the keyring that belongs to it; without it nothing can be opened.',
    )
  }
}

/** The numbered files of `migrations/`, in order. */
export async function listMigrations(): Promise<{ name: string; text: string; hash: string }[]> {
  const folder = join(projectFolder, 'migrations')
  const names = (await readdir(folder)).filter((name) => /^\d{4}_.*\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(`${folder}/${name}`, 'utf8')
      return { name, text, hash: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

async function applyMigrations(client: pg.Client): Promise<void> {
  await client.query(
    `create table if not exists schema_migration (
       name text primary key, hash text not null, applied_at timestamptz not null default now())`,
  )
  const applied = new Map(
    (await client.query<{ name: string; hash: string }>('select name, hash from schema_migration')).rows.map(
      (row) => [row.name, row.hash],
    ),
  )
  const migrations = await listMigrations()
  const known = new Set(migrations.map((migration) => migration.name))
  for (const name of applied.keys()) {
    if (!known.has(name)) {
      throw new SettingWrong(
        `The database was made by a newer Ownterms (it has ${name}). Start that version, or restore a backup made by this one.`,
      )
    }
  }
  for (const migration of migrations) {
    const hash = applied.get(migration.name)
    if (hash === migration.hash) continue
    if (hash) {
      throw new SettingWrong(
        `The migration ${migration.name} was changed after it ran. Put the file back as it was.`,
      )
    }
    await client.query('begin')
    try {
      await client.query(migration.text)
      await client.query('insert into schema_migration (name, hash) values ($1, $2)', [
        migration.name,
        migration.hash,
      ])
      await client.query('commit')
    } catch (error) {
      await client.query('rollback')
      throw error
    }
  }
}

async function writeRules(client: pg.Client, rules: readonly AccessRule[]): Promise<void> {
  await client.query('begin')
  await client.query('delete from scope.access_rule')
  await client.query(
    `insert into scope.access_rule (role, table_name, verb)
     select distinct * from unnest($1::text[], $2::text[], $3::text[])`,
    [rules.map((rule) => rule.role), rules.map((rule) => rule.table), rules.map((rule) => rule.verb)],
  )
  await client.query('commit')
}

async function openLogin(client: pg.Client, ownerUrl: string, vault: Vault): Promise<string> {
  const found = await client.query<{ name: string }>('select current_database() as name')
  const database = found.rows[0]!.name
  const login = `ownterms_login_${database}`.slice(0, 63)
  const password = vault.fingerprint('database-login', database).toString('base64url')
  const name = client.escapeIdentifier(login)
  const exists = await client.query('select 1 from pg_roles where rolname = $1', [login])
  await client.query(
    `${exists.rowCount ? 'alter' : 'create'} role ${name} login nosuperuser nocreatedb nocreaterole noinherit
     password ${client.escapeLiteral(password)}`,
  )
  await client.query(`grant ownterms_app, ownterms_access to ${name}`)
  await client.query(`revoke connect, temporary on database ${client.escapeIdentifier(database)} from public`)
  await client.query(`grant connect on database ${client.escapeIdentifier(database)} to ${name}`)
  await client.query(`create schema if not exists pgboss`)
  await client.query(`grant usage, create on schema pgboss to ${name}`)
  const url = new URL(ownerUrl)
  url.username = login
  url.password = password
  return url.href
}

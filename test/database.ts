import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { accessRules } from '../src/access/matrix.ts'
import { readConfig, type Config } from '../src/platform/config/config.ts'
import { Database } from '../src/platform/db/database.ts'
import { openEmbedded } from '../src/platform/db/embedded.ts'
import { listMigrations, migrate } from '../src/platform/db/migrate.ts'
import { Store } from '../src/platform/files/store.ts'
import { addressesOfScripts, readStylesheet } from '../src/platform/http/app.tsx'
import { Limits } from '../src/platform/http/limits.ts'
import type { Services } from '../src/platform/http/visit.ts'
import { openPostbox } from '../src/platform/mail/postbox.ts'
import { openVault, type Vault } from '../src/platform/vault/vault.ts'
import { findQuickFolder } from './run-server.ts'

/** A whole house with nobody in it: a migrated database of its own, a vault, and what pages reach. */
export type TestHouse = {
  db: Database
  vault: Vault
  config: Config
  services: Services
  /** Every letter the console postbox printed, oldest first. */
  letters: string[]
  /** One query as the owner of the tables, to look behind the application and to shift its clocks. */
  asOwner: (text: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>
  /** The restricted login's address, for tests that go round the Database class. */
  loginUrl: string
  /** The owner's address, for backups. */
  ownerUrl: string
  /** `look` sees the folder of a server of its own after it stopped, with the database still in it. */
  close: (look?: (folder: string) => Promise<void>) => Promise<void>
}

/**
 * Opens a house on the server of this run (`OWNTERMS_TEST_DATABASE`, a superuser's address), or on an embedded one of
 * its own. The migrated schema is made once a server and cloned, which takes about a tenth of a second.
 */
export async function openTestHouse(env: Readonly<Record<string, string>> = {}): Promise<TestHouse> {
  const isShared = process.env['OWNTERMS_TEST_DATABASE'] !== undefined
  const folder = await mkdtemp(join(isShared ? findQuickFolder() : tmpdir(), 'ownterms-test-'))
  const server = await openServer(folder)
  const config = readConfig(env, { data: join(folder, 'data') })
  const vault = openVault(config)
  const name = `test_${randomBytes(6).toString('hex')}`
  const ownerUrl = withDatabase(server.url, name)
  const loginUrl = await cloneTemplate(server.url, name, vault)
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 })
  const db = new Database({ url: loginUrl, vault, statementTimeout: 5_000, connections: 8 })
  const letters: string[] = []
  const services: Services = {
    config,
    db,
    postbox: openPostbox(config.smtpUrl, config.mailFrom, (line) => void letters.push(line)),
    store: new Store(config.dataFolder),
    limits: new Limits(),
    stylesheet: readStylesheet().href,
    scripts: addressesOfScripts,
  }
  return {
    db,
    vault,
    config,
    services,
    letters,
    loginUrl,
    ownerUrl,
    asOwner: async (text, values = []) =>
      (await owner.query<Record<string, unknown>>(text, [...values])).rows,
    close: async (look) => {
      services.postbox.close()
      await db.close()
      await owner.end()
      await vault.close()
      if (!look) await dropDatabase(server.url, name)
      await server.stop()
      await look?.(folder)
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    },
  }
}

async function openServer(folder: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env['OWNTERMS_TEST_DATABASE']
  if (given) return { url: given, stop: async () => undefined }
  return openEmbedded({ folder: join(folder, 'server'), purpose: 'server', log: () => undefined })
}

/** Gives the restricted login's address in a new database `name`. One at a time on one server. */
async function cloneTemplate(serverUrl: string, name: string, vault: Vault): Promise<string> {
  const migrations = await listMigrations()
  const hash = createHash('sha256').update(migrations.map((migration) => migration.hash).join())
  const template = `ownterms_template_${hash.digest('hex').slice(0, 12)}`
  return withServer(serverUrl, async (client) => {
    await client.query(`select pg_advisory_lock(hashtext('ownterms-test'))`)
    const found = await client.query('select 1 from pg_database where datname = $1 and datistemplate', [
      template,
    ])
    if (!found.rowCount) {
      await client.query(`drop database if exists ${template}`)
      await client.query(`create database ${template}`)
      await migrate(withDatabase(serverUrl, template), accessRules(), vault)
      await client.query(`alter database ${template} is_template true`)
    }
    await client.query(`create database ${name} template ${template}`)
    return migrate(withDatabase(serverUrl, name), accessRules(), vault)
  })
}

/** Connections that were just closed take a moment to go; only what is still there after two seconds is cut off. */
async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  await withServer(serverUrl, async (client) => {
    for (let waited = 0; waited < 20; waited += 1) {
      const { rows } = await client.query('select 1 from pg_stat_activity where datname = $1', [name])
      if (rows.length === 0) break
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    await client.query(`drop database ${name} with (force)`)
    await client.query(`drop role if exists ownterms_login_${name}`)
  })
}

async function withServer<T>(serverUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

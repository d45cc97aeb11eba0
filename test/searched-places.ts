import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { accessRules } from '../src/access/matrix.ts'
import { restoreBackup } from '../src/platform/backup/backup.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import type { TestHouse } from './database.ts'

/** Every column of every table, the queue's too, in which a text stands, as itself or inside bytes. */
export async function findInTables(asOwner: TestHouse['asOwner'], text: string): Promise<string[]> {
  const all = await asOwner(
    `select quote_ident(table_schema) || '.' || quote_ident(table_name) as place, column_name, data_type
     from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
  )
  const found: string[] = []
  for (const one of all) {
    const name = `"${String(one['column_name'])}"`
    const within =
      one['data_type'] === 'bytea'
        ? `position(convert_to($1, 'UTF8') in ${name}) > 0`
        : `position($1 in ${name}::text) > 0`
    const some = await asOwner(`select 1 from ${String(one['place'])} where ${within} limit 1`, [text])
    if (some.length > 0) found.push(`${String(one['place'])}.${name}`)
  }
  return found
}

/** The files of a folder, at any depth, in which a text stands; of several, any. */
export async function holds(folder: string, text: string | readonly string[]): Promise<string[]> {
  const texts = typeof text === 'string' ? [text] : text
  const found: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    const bytes = await readFile(file)
    if (texts.some((one) => bytes.includes(one))) found.push(file)
  }
  return found
}

/** Restores a backup into a new database of the same server, with today's keyring. */
export async function withRestored(
  house: Pick<TestHouse, 'asOwner' | 'ownerUrl' | 'vault' | 'config'>,
  file: string,
  look: (asOwner: TestHouse['asOwner']) => Promise<void>,
): Promise<void> {
  const name = `restored_${randomBytes(4).toString('hex')}`
  await house.asOwner(`create database ${name}`)
  const url = new URL(house.ownerUrl)
  url.pathname = `/${name}`
  await migrate(url.href, accessRules(), house.vault)
  await restoreBackup({ ownerUrl: url.href, vault: house.vault, config: house.config }, file, {
    replace: false,
  })
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    await look(
      async (text, values = []) => (await client.query<Record<string, unknown>>(text, [...values])).rows,
    )
  } finally {
    await client.end()
    await house.asOwner(`drop database ${name} with (force)`)
  }
}

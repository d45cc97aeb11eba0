import { createReadStream } from 'node:fs'
import { access, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import pg from 'pg'
import { BackupDamaged, openBackup, writeBackup, type BackupTable } from '../db/copy-stream-container.ts'
import { copyTableIn, copyTableOut } from '../db/copy-stream.ts'
import { Failure } from '../errors.ts'
import type { Runtime } from '../runtime.ts'
import { SealBroken } from '../vault/sealing.ts'
import { KeyDestroyed, type TenantVault } from '../vault/vault.ts'
import {
  beginReading,
  beginRestore,
  deletePassages,
  deleteTenant,
  emptyTables,
  forgetSealed,
  forceRowSecurity,
  hasAnyOrganisation,
  putOffGoing,
  reopenTasks,
  selectKeyIds,
  selectMigrations,
  selectTables,
  selectTenants,
  type AppliedMigration,
  type Gone,
  type LiveTable,
} from './backup.queries.ts'
import { listKeyedTables, type KeyedTable } from './own-keys.ts'
import { sayBackup } from './backup.words.ts'
import { bringForward, buildOlderSchema } from './older.ts'

/** What a backup came to. `written`: bytes of the file. */
export type BackedUp = { tables: number; written: number }

/** What a restore came to. `madeAt`: when the backup was made. The rest counts what no key opens any more. */
export type Restored = {
  tables: number
  rows: number
  madeAt: string
  organisationsGone: number
  broughtForward: string[]
} & Gone

/** In no backup: the list of migrations goes into its description, and no way in may come back with old data. */
const leftOut = new Set([
  'schema_migration',
  'session',
  'space_session',
  'sign_in_code',
  'set_up_code',
  'passkey_challenge',
])

/**
 * Writes everything but derived rows, keys and sign-ins to a new file of mode 0600, as it stood at one moment, while
 * people go on working. The file is whole or not there. Throws Failure with what to do.
 */
export async function backUp(
  runtime: Pick<Runtime, 'ownerUrl'>,
  file: string,
  options: { force: boolean },
): Promise<BackedUp> {
  const half = `${file}.part`
  if (!options.force && (await isThere(file))) throw new Failure('conflict', sayBackup('exists', { file }))
  if (options.force) await rm(half, { force: true })
  return withOwner(runtime.ownerUrl, async (client) => {
    await beginReading(client)
    const tables = sortByNeed((await selectTables(client)).filter(isBackedUp))
    const meta = { madeAt: new Date().toISOString(), migrations: await selectMigrations(client) }
    const out = await open(half, 'wx', 0o600).catch((error: unknown) => {
      throw explainWriting(error, file, half)
    })
    try {
      const sum = await writeBackup(out.createWriteStream({ flush: true }), meta, readTables(client, tables))
      await rename(half, file)
      await settle(dirname(file))
      return { tables: sum.tables, written: sum.written }
    } catch (error) {
      await rm(half, { force: true })
      throw explainWriting(error, file, half)
    }
  })
}

/**
 * Puts a backup into an empty database, or in the place of everything with `replace`: all of it or nothing. Words
 * whose keys were destroyed since are left out, for good. Throws Failure with what to do.
 */
export async function restoreBackup(
  runtime: Pick<Runtime, 'ownerUrl' | 'vault'> & { config: Pick<Runtime['config'], 'keyringFolder'> },
  file: string,
  options: { replace: boolean },
): Promise<Restored> {
  return withOwner(runtime.ownerUrl, async (client) => {
    try {
      const backup = await openBackup(createReadStream(file))
      const description = readDescription(backup.meta)
      const isOlder = compareSchemas(description.migrations, await selectMigrations(client))
      await beginRestore(client)
      if (!options.replace && (await hasAnyOrganisation(client))) {
        throw new Failure('conflict', sayBackup('notEmpty'))
      }
      const kept = isOlder ? await buildOlderSchema(client, description.migrations) : null
      const live = await selectTables(client)
      const forced = live.filter((table) => table.isForced).map((table) => table.name)
      await emptyTables(
        client,
        live.map((table) => table.name).filter((name) => name !== 'schema_migration'),
      )
      await forceRowSecurity(client, forced, false)
      const copied = await copyTables(client, live, backup.tables)
      await forceRowSecurity(client, forced, true)
      const broughtForward = kept ? await bringForward(client, kept) : []
      const gone = await leaveOutGone(client, runtime)
      await reopenTasks(client)
      await putOffGoing(client)
      await client.query('commit')
      return { ...copied, ...gone, madeAt: description.madeAt, broughtForward }
    } catch (error) {
      throw explainReading(error, file)
    }
  })
}

function isBackedUp(table: LiveTable): boolean {
  return !table.isDerived && !leftOut.has(table.name)
}

/** Each table after those its rows point at. */
export function sortByNeed(tables: readonly LiveTable[]): LiveTable[] {
  const sorted: LiveTable[] = []
  const waiting = new Set(tables)
  while (waiting.size > 0) {
    const names = new Set([...waiting].map((table) => table.name))
    const ready = [...waiting].filter((table) => !table.needs.some((name) => names.has(name)))
    if (ready.length === 0) throw new TypeError(`These tables point at each other: ${[...names].join(', ')}.`)
    for (const table of ready) waiting.delete(table)
    sorted.push(...ready)
  }
  return sorted
}

function* readTables(client: pg.Client, tables: readonly LiveTable[]): Generator<BackupTable> {
  for (const { name, columns } of tables) {
    yield { name, columns, chunks: copyTableOut(client, `public.${name}`, columns) }
  }
}

async function copyTables(
  client: pg.Client,
  live: readonly LiveTable[],
  tables: AsyncIterable<BackupTable>,
): Promise<{ tables: number; rows: number }> {
  const missing = new Map(live.filter(isBackedUp).map((table) => [table.name, table]))
  let rows = 0
  let count = 0
  for await (const table of tables) {
    const known = missing.get(table.name)
    if (!known || known.columns.join() !== table.columns.join()) throw new BackupDamaged('changed')
    missing.delete(table.name)
    rows += await copyTableIn(client, `public.${table.name}`, table.columns, table.chunks)
    count += 1
  }
  if (missing.size > 0) throw new BackupDamaged('changed')
  return { tables: count, rows }
}

/** What today's keyring cannot open was withdrawn or removed after the backup was made: its rows go again. */
async function leaveOutGone(
  client: pg.Client,
  runtime: Parameters<typeof restoreBackup>[0],
): Promise<Gone & { organisationsGone: number }> {
  const sum = { passages: 0, voices: 0, organisationsGone: 0 }
  const tenants = await selectTenants(client)
  for (const tenantId of tenants) {
    const vault = findTenantVault(runtime.vault, tenantId)
    if (!vault) {
      await deleteTenant(client, tenantId)
      sum.organisationsGone += 1
      continue
    }
    for (const keyed of listKeyedTables()) {
      const ids = await listGone(client, keyed, tenantId, vault)
      if (keyed.table === 'passage') {
        const gone = await deletePassages(client, tenantId, ids)
        sum.passages += gone.passages
        sum.voices += gone.voices
      } else {
        await forgetSealed(client, keyed, tenantId, ids)
      }
    }
  }
  if (tenants.length > 0 && sum.organisationsGone === tenants.length) {
    throw new Failure('invalid-state', sayBackup('otherKeyring', { folder: runtime.config.keyringFolder }))
  }
  return sum
}

function findTenantVault(vault: Runtime['vault'], tenantId: string): TenantVault | null {
  try {
    return vault.forTenant(tenantId)
  } catch (error) {
    if (error instanceof KeyDestroyed || error instanceof SealBroken) return null
    throw error
  }
}

async function listGone(
  client: pg.Client,
  keyed: KeyedTable,
  tenantId: string,
  vault: TenantVault,
): Promise<string[]> {
  const page = 20_000
  const gone: string[] = []
  let after: string | null = null
  for (;;) {
    const ids: string[] = await selectKeyIds(client, keyed, tenantId, after, page)
    gone.push(...ids.filter((id) => !vault.isKept(id)))
    if (ids.length < page) return gone
    after = ids.at(-1)!
  }
}

function readDescription(meta: Record<string, unknown>): { madeAt: string; migrations: AppliedMigration[] } {
  const { madeAt, migrations } = meta
  if (typeof madeAt !== 'string' || !Array.isArray(migrations)) throw new BackupDamaged('notABackup')
  return { madeAt, migrations: migrations as AppliedMigration[] }
}

/**
 * COPY puts values where the file says, so the tables must be as they were when it was made. Gives whether the backup
 * was made before some of our migrations; throws Failure when it was made after others, or by changed ones.
 */
function compareSchemas(theirs: readonly AppliedMigration[], ours: readonly AppliedMigration[]): boolean {
  const refuse = (sentence: 'newer' | 'otherSchema', wrong: readonly AppliedMigration[]) => {
    if (wrong.length === 0) return
    throw new Failure(
      'invalid-state',
      sayBackup(sentence, { names: wrong.map((one) => one.name).join(', ') }),
    )
  }
  const hashes = new Map(ours.map((one) => [one.name, one.hash]))
  refuse(
    'newer',
    theirs.filter((one) => !hashes.has(one.name)),
  )
  refuse(
    'otherSchema',
    theirs.filter((one) => hashes.get(one.name) !== one.hash),
  )
  return theirs.length < ours.length
}

/** Runs `work` with a connection of the owner; whatever it did not commit is taken back. */
export async function withOwner<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'ownterms-backup' })
  // A connection that breaks also fails the query that waits on it; that error is the one to tell.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    // Ending the connection takes back whatever was not committed.
    await client.end()
  }
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}

/** A name in a folder outlasts a power cut only when the folder was written too. */
async function settle(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function explainWriting(error: unknown, file: string, half: string): unknown {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'EEXIST') return new Failure('conflict', sayBackup('halfExists', { file: half }))
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new Failure('not-found', sayBackup('noFolder', { file }))
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'EISDIR') {
    return new Failure('forbidden', sayBackup('notAllowed', { file }))
  }
  if (code === 'ENOSPC' || code === 'EFBIG' || code === 'EDQUOT') {
    return new Failure('unavailable', sayBackup('noRoom', { file }))
  }
  return error
}

function explainReading(error: unknown, file: string): unknown {
  if (error instanceof BackupDamaged) return new Failure('invalid-state', error.message)
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOENT' || code === 'ENOTDIR') return new Failure('not-found', sayBackup('noFile', { file }))
  if (code === 'EACCES' || code === 'EISDIR')
    return new Failure('forbidden', sayBackup('mayNotRead', { file }))
  return error
}

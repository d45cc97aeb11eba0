import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import type pg from 'pg'
import { copyTableIn, copyTableOut, fingerprintTable } from '../db/copy-stream.ts'
import { migrate, type AccessRule } from '../db/migrate.ts'
import { Failure } from '../errors.ts'
import { noteMoved } from '../files/moved-note.ts'
import { explainConnection, type Runtime } from '../runtime.ts'
import { KeyFile, keyFileName, type StoredKey } from '../vault/key-file.ts'
import { openVault } from '../vault/vault.ts'
import {
  beginReading,
  beginRestore,
  forceRowSecurity,
  hasAnyOrganisation,
  hasOtherProcesses,
  reopenTasks,
  selectPlace,
  selectStrangeTables,
  selectTables,
  type LiveTable,
} from './backup.queries.ts'
import { sortByNeed, withOwner } from './backup.ts'
import { sayMove } from './move.words.ts'

/** What a table came to, the same on both sides. */
export type MovedTable = { name: string; rows: number; hash: string }
export type Moved = { tables: MovedTable[]; keys: number; keyringFolder: string; hasKeyFile: boolean }

type Source = Pick<Runtime, 'ownerUrl' | 'vault' | 'isAlone' | 'config'>

/** Made again on the other side, or only for the moment. */
const leftBehind = new Set(['schema_migration', 'sign_in_code', 'set_up_code', 'passkey_challenge'])

/**
 * Copies everything of a database to an empty PostgreSQL, and the keyring to a new folder: all of it or nothing. Each
 * table is counted and hashed on both sides, and once more in the old place at the end, so that nothing written
 * meanwhile is lost. Afterwards an embedded database refuses to start. Throws Failure with what to do.
 */
export async function move(
  source: Source,
  target: { url: string; keyring: string },
  rules: readonly AccessRule[],
  tell: (line: string) => void,
): Promise<Moved> {
  const folder = resolve(target.keyring)
  refuseFolder(source, folder)
  if (!source.config.databaseUrl && !source.isAlone) throw new Failure('invalid-state', sayMove('serverRuns'))
  const explained = <T>(work: Promise<T>) =>
    work.catch((error: unknown) => {
      throw explainConnection(error, '--to')
    })
  await explained(withOwner(target.url, refuseTarget))
  // Inside its folder, which may be a disk of its own.
  const draft = join(folder, arriving)
  rmSync(draft, { recursive: true, force: true })
  try {
    const keys = copyKeyring(source, draft)
    await explained(makeSchema(source, target.url, rules, draft))
    const tables = await withOwner(source.ownerUrl, async (from) => {
      if (await hasOtherProcesses(from)) throw new Failure('invalid-state', sayMove('serverRuns'))
      return explained(
        withOwner(target.url, async (to) => {
          if ((await selectPlace(from)) === (await selectPlace(to))) {
            throw new Failure('invalid-state', sayMove('samePlace'))
          }
          const moved = await copyTables(from, to, tell)
          await refuseWritten(source, from, moved, draft)
          await reopenTasks(to)
          const files = readdirSync(draft)
          for (const name of files) renameSync(join(draft, name), join(folder, name))
          await to.query('commit').catch((error: unknown) => {
            for (const name of files) rmSync(join(folder, name))
            throw error
          })
          return moved
        }),
      )
    })
    if (!source.config.databaseUrl) noteMoved(source.config.dataFolder, sayMove('note', { day: today() }))
    return { tables, keys, keyringFolder: folder, hasKeyFile: source.config.deploymentKey === null }
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

const arriving = 'arriving'

function today(): string {
  return new Date().toISOString().slice(0, 10)
}

function refuseFolder(source: Source, folder: string): void {
  if (existsSync(folder) && readdirSync(folder).some((name) => name !== arriving)) {
    throw new Failure('conflict', sayMove('keyringThere', { folder }))
  }
  const postgres = join(source.config.dataFolder, 'postgresql')
  if (!relative(postgres, folder).startsWith('..') || folder === source.config.keyringFolder) {
    throw new Failure('invalid-state', sayMove('keyringPlace', { folder }))
  }
}

async function refuseTarget(to: pg.Client): Promise<void> {
  const strange = await selectStrangeTables(to)
  if (strange.length > 0) {
    throw new Failure('conflict', sayMove('strangeTables', { names: strange.slice(0, 5).join(', ') }))
  }
}

/** The new keyring lies ready beside its place until the database is whole. Gives how many keys it holds. */
function copyKeyring(source: Source, draft: string): number {
  mkdirSync(dirname(draft), { recursive: true, mode: 0o700 })
  const from = new KeyFile(source.config.keyringFolder, { makeFolder: false })
  const to = new KeyFile(draft, { makeFolder: true })
  try {
    to.follow(from)
    if (!isSame(from, to)) throw new Failure('unavailable', sayMove('keysDiffer'))
    return to.count()
  } finally {
    from.close()
    to.close()
    if (source.config.deploymentKey === null) {
      const name = 'deployment.key'
      copyFileSync(join(source.config.keyringFolder, name), join(draft, name))
      chmodSync(join(draft, name), 0o600)
    }
    chmodSync(join(draft, keyFileName), 0o600)
  }
}

function isSame(one: KeyFile, other: KeyFile): boolean {
  let after: StoredKey | null = null
  for (;;) {
    const ours: StoredKey[] = one.list(after)
    const theirs = other.list(after)
    const isEqual = ours.every(
      (key, index) => key.id === theirs[index]?.id && key.wrapped.equals(theirs[index].wrapped),
    )
    if (!isEqual || ours.length !== theirs.length) return false
    if (ours.length === 0) return true
    after = ours.at(-1)!
  }
}

/** The new keyring opens with the same deployment key: what makes the schema proves it. */
async function makeSchema(
  source: Source,
  url: string,
  rules: readonly AccessRule[],
  draft: string,
): Promise<void> {
  const vault = openVault({ ...source.config, keyringFolder: draft, keyringCopies: [] })
  try {
    await migrate(url, rules, vault)
  } finally {
    await vault.close()
  }
}

async function copyTables(
  from: pg.Client,
  to: pg.Client,
  tell: (line: string) => void,
): Promise<MovedTable[]> {
  await beginReading(from)
  await beginRestore(to)
  if (await hasAnyOrganisation(to)) throw new Failure('conflict', sayMove('notEmpty'))
  const live = sortByNeed(await listMoving(from))
  const there = await selectTables(to)
  const forced = there.filter((table) => table.isForced).map((table) => table.name)
  await forceRowSecurity(to, forced, false)
  const moved: MovedTable[] = []
  for (const { name, columns, key } of live) {
    await copyTableIn(to, `public.${name}`, columns, copyTableOut(from, `public.${name}`, columns))
    const here = await fingerprintTable(from, `public.${name}`, columns, key)
    const arrived = await fingerprintTable(to, `public.${name}`, columns, key)
    if (here.rows !== arrived.rows || here.hash !== arrived.hash) {
      throw new Failure('unavailable', sayMove('differs', { name }))
    }
    moved.push({ name, ...here })
    tell(sayMove('table', { name, rows: here.rows, hash: here.hash.slice(0, 16) }))
  }
  await forceRowSecurity(to, forced, true)
  await from.query('rollback')
  return moved
}

async function listMoving(client: pg.Client): Promise<LiveTable[]> {
  return (await selectTables(client)).filter((table) => !table.isDerived && !leftBehind.has(table.name))
}

/** Somebody who wrote into the old place meanwhile would find it missing in the new one. */
async function refuseWritten(
  source: Source,
  from: pg.Client,
  moved: readonly MovedTable[],
  draft: string,
): Promise<void> {
  await beginReading(from)
  const live = new Map((await listMoving(from)).map((table) => [table.name, table]))
  for (const { name, rows, hash } of moved) {
    const { columns, key } = live.get(name)!
    const now = await fingerprintTable(from, `public.${name}`, columns, key)
    if (now.rows !== rows || now.hash !== hash) throw new Failure('invalid-state', sayMove('serverRuns'))
  }
  await from.query('rollback')
  const copied = new KeyFile(draft, { makeFolder: false })
  const state = copied.state()
  copied.close()
  const now = source.vault.state
  if (now.written !== state.written || now.destroyed !== state.destroyed) {
    throw new Failure('invalid-state', sayMove('serverRuns'))
  }
}

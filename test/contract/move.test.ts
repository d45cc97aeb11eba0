import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { accessRules } from '../../src/access/matrix.ts'
import { withdrawVoice } from '../../src/listening/withdrawals/withdrawals.ts'
import { move } from '../../src/platform/backup/move.ts'
import { sweepKeyring } from '../../src/platform/backup/sweep.ts'
import { readConfig } from '../../src/platform/config/config.ts'
import { Store } from '../../src/platform/files/store.ts'
import { openRuntime, type Runtime } from '../../src/platform/runtime.ts'
import { readKeyring, restoreKeyring } from '../../src/platform/keyring/keyring.ts'
import { openVault } from '../../src/platform/vault/vault.ts'
import { hearSomebody, openAll, type Heard } from './heard.ts'

const serverUrl = process.env['OWNTERMS_TEST_DATABASE']!
let folder: string
let source: Runtime
let heard: Heard
let target: string
const databases: string[] = []

async function makeDatabase(): Promise<string> {
  const name = `move_${randomBytes(6).toString('hex')}`
  await onServer((client) => client.query(`create database ${name}`))
  databases.push(name)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

async function onServer<T>(work: (client: pg.Client) => Promise<T>, url = serverUrl): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const configOf = (name: string, databaseUrl: string, more: Record<string, string> = {}) =>
  readConfig({ DATABASE_URL: databaseUrl, ...more }, { data: join(folder, name) })

/** A database, a data folder and a keyring, with somebody heard in it. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ownterms-move-'))
  source = await openRuntime(configOf('first', await makeDatabase()), 'command', accessRules(), quiet)
  heard = await hearSomebody(source.db, new Store(join(folder, 'first')))
  // The connections of those who spoke would look like a server that runs.
  await reopen()
}, 60_000)

const quiet = { print: () => undefined }

async function reopen(): Promise<void> {
  const { config } = source
  await source.close()
  await noOneConnected(config.databaseUrl!)
  source = await openRuntime(config, 'command', accessRules(), quiet)
}

/** A connection that was just closed takes a moment to go. */
async function noOneConnected(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1)
  for (let wait = 0; wait < 50; wait += 1) {
    const left = await onServer((client) =>
      client.query('select 1 from pg_stat_activity where datname = $1', [name]),
    )
    if (left.rowCount === 0) return
    await new Promise((done) => setTimeout(done, 50))
  }
}

beforeEach(async () => {
  target = await makeDatabase()
})

afterEach(async () => reopen())

afterAll(async () => {
  await source?.close()
  await onServer(async (client) => {
    for (const name of databases) {
      await client.query(`drop database if exists ${name} with (force)`)
      await client.query(`drop role if exists ownterms_login_${name}`)
    }
  })
  await rm(folder, { recursive: true, force: true })
}, 60_000)

const moveTo = (keyring: string, told: string[] = []) =>
  move(source, { url: target, keyring: join(folder, keyring) }, accessRules(), (line) => void told.push(line))

test('everything arrives, the same by count and hash, and opens with the moved keyring', async () => {
  const told: string[] = []
  const before = await openAll(source.db, heard)
  await reopen()
  const moved = await moveTo('ring-1', told)
  expect(moved.tables.find((table) => table.name === 'passage')!.rows).toBe(before.length)
  expect(told.some((line) => /^passage: \d+ rows, the same on both sides \([0-9a-f]{16}\)$/.test(line))).toBe(
    true,
  )
  expect(readdirSync(join(folder, 'ring-1')).sort()).toEqual(['deployment.key', 'keys.sqlite'])
  expect(statSync(join(folder, 'ring-1/keys.sqlite')).mode & 0o777).toBe(0o600)
  const there = await openRuntime(
    configOf('second', target, { OWNTERMS_KEYRING: join(folder, 'ring-1') }),
    'command',
    accessRules(),
    quiet,
  )
  try {
    expect(await openAll(there.db, heard)).toEqual(before)
    await there.db.within(heard.tenantId, heard.ada, (ctx) => withdrawVoice(ctx, before[0]!.voiceId))
    expect(await openAll(there.db, heard)).not.toEqual(before)
  } finally {
    await there.close()
  }
})

test('a target with anything in it is refused, and nothing is left behind', async () => {
  await onServer((client) => client.query('create table theirs (id int)'), target)
  await expect(moveTo('ring-2')).rejects.toThrow(/is not empty \(it has theirs\)/)
  target = await makeDatabase()
  await moveTo('ring-2')
  await expect(moveTo('ring-3')).rejects.toThrow(/has an organisation in it/)
  await expect(moveTo('ring-2')).rejects.toThrow(/There is something in/)
  expect(readdirSync(join(folder, 'ring-3'))).toEqual([])
})

test('while anybody else works with the data nothing is moved', async () => {
  const worker = new pg.Client({ connectionString: source.databaseUrl, application_name: 'ownterms-worker' })
  await worker.connect()
  await expect(moveTo('ring-4')).rejects.toThrow(/Something else works with this data now/)
  await worker.end()
  await noOneConnected(target)
  expect(await onServer((client) => client.query('select 1 from organisation'), target)).toMatchObject({
    rowCount: 0,
  })
  await expect(
    move(source, { url: source.ownerUrl, keyring: join(folder, 'ring-5') }, accessRules(), () => undefined),
  ).rejects.toMatchObject({ name: 'Failure' })
})

test('what is written while it moves is noticed, and nothing is moved', async () => {
  const url = source.ownerUrl
  let wrote: Promise<unknown> = Promise.resolve()
  const late = move(source, { url: target, keyring: join(folder, 'ring-6') }, accessRules(), (line) => {
    if (line.startsWith('passage:')) {
      wrote = onServer((client) => client.query(`update organisation set name = name || '.'`), url)
    }
  })
  await expect(late).rejects.toThrow(/Something else works with this data now/)
  await wrote
  expect(existsSync(join(folder, 'ring-6/keys.sqlite'))).toBe(false)
})

test('an older keyring is refused by the database that has seen a newer one, until it is swept', async () => {
  mkdirSync(join(folder, 'copy'))
  const env = { OWNTERMS_KEYRING: join(folder, 'ring-7'), OWNTERMS_KEYRING_COPIES: join(folder, 'copy') }
  await moveTo('ring-7')
  const config = configOf('seventh', target, env)
  const first = await openRuntime(config, 'command', accessRules(), quiet)
  await first.vault.followCopies()
  const before = await openAll(first.db, heard)
  await first.close()
  expect(readKeyring(config).copies[0]!.how).toBe('follows')

  // The copy is away while words are taken back.
  const alone = configOf('seventh', target, { OWNTERMS_KEYRING: join(folder, 'ring-7') })
  const second = await openRuntime(alone, 'command', accessRules(), quiet)
  const { voiceId } = before[0]!
  const gone = before.filter((passage) => passage.voiceId === voiceId).map((passage) => passage.passageId)
  expect(gone.length).toBeGreaterThan(0)
  await second.db.within(heard.tenantId, heard.ada, (ctx) => withdrawVoice(ctx, voiceId))
  await second.close()
  await noOneConnected(target)
  await (await openRuntime(alone, 'command', accessRules(), quiet)).close()
  expect(readKeyring(config).copies[0]!.how).toBe('behind')

  // The keyring is lost and the old copy put in its place.
  await rm(join(folder, 'ring-7/keys.sqlite'))
  restoreKeyring(alone, join(folder, 'copy'))
  const stale = openVault(alone)
  expect(gone.every((id) => stale.forTenant(heard.tenantId).isKept(id))).toBe(true)
  await stale.close()
  await expect(openRuntime(alone, 'command', accessRules(), quiet)).rejects.toThrow(
    /older than this database/,
  )

  const mending = await openRuntime(alone, 'command', accessRules(), { ...quiet, olderKeyring: 'allow' })
  expect((await sweepKeyring(mending)).keys).toBeGreaterThanOrEqual(gone.length)
  await mending.close()
  await noOneConnected(target)
  const mended = await openRuntime(alone, 'command', accessRules(), quiet)
  const vault = mended.vault.forTenant(heard.tenantId)
  expect(gone.filter((id) => vault.isKept(id))).toEqual([])
  expect((await openAll(mended.db, heard)).length).toBe(before.length - gone.length)
  await mended.close()
})

import { chmodSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { accessRules } from '../../src/access/matrix.ts'
import { eachReading, ensureReadings } from '../../src/listening/passages/passages.ts'
import { readConfig } from '../../src/platform/config/config.ts'
import { Database, type Actor } from '../../src/platform/db/database.ts'
import { openEmbedded, type EmbeddedDatabase } from '../../src/platform/db/embedded.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { Store } from '../../src/platform/files/store.ts'
import { openVault, type Vault } from '../../src/platform/vault/vault.ts'
import { hearOne, hearSomebody, importText, listAll, openAll, type Heard } from './heard.ts'

const derived = ['derived_mark', 'label_index', 'reading']

let folder: string
let server: EmbeddedDatabase
let vault: Vault
let db: Database
let store: Store
let heard: Heard

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ownterms-derived-'))
  chmodSync(folder, 0o711)
  const config = readConfig({}, { data: join(folder, 'data') })
  server = await openEmbedded({ folder: config.dataFolder, purpose: 'server', log: () => undefined })
  vault = openVault(config)
  const url = await migrate(server.url, accessRules(), vault)
  db = new Database({ url, vault, statementTimeout: 10_000, connections: 4 })
  store = new Store(config.dataFolder)
}, 60_000)

afterAll(async () => {
  await db?.close()
  await vault?.close()
  await server?.stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
}, 60_000)

beforeEach(async () => {
  heard = await hearSomebody(db, store)
})

test('derived rows are gone after a kill, and whole again before the first use', async () => {
  const before = await readingsOf(heard.ada)
  expect(before).toHaveLength(6)
  await crash()
  expect(await countRows()).toEqual({ derived_mark: 0, label_index: 0, reading: 0 })
  expect(await readingsOf(heard.ada)).toEqual(before)
  expect(await countRows()).toMatchObject({ derived_mark: 1, reading: 6 })
}, 60_000)

test.each([['lead'], ['listener'], ['reader'], ['worker']])(
  'a %s may be the first to need them',
  async (role) => {
    const before = await readingsOf(heard.ada)
    await emptyAsCrashDoes()
    expect(await readingsOf({ id: heard.ada.id, roles: [role] })).toEqual(before)
  },
)

test('many that need them at once make them once', async () => {
  const before = await readingsOf(heard.ada)
  await emptyAsCrashDoes()
  const all = await Promise.all(Array.from({ length: 8 }, () => readingsOf(heard.ada)))
  for (const readings of all) expect(readings).toEqual(before)
})

test('one organisation’s are made without another’s', async () => {
  const other = await hearSomebody(db, store)
  await emptyAsCrashDoes()
  await db.within(other.tenantId, other.ada, ensureReadings)
  const rows = await asOwner('select distinct tenant_id from reading')
  expect(rows.map((row) => row['tenant_id'])).toEqual([other.tenantId])
})

test('a person who came before the kill is known by their number after it, and counted once', async () => {
  const number = '+44 7700 900123'
  const bring = (day: string) =>
    importText(db, store, {
      tenantId: heard.tenantId,
      exerciseId: heard.exerciseId,
      actor: heard.ada,
      name: 'chat.txt',
      text: `${day}/11/2026, 11:00 - ${number}: We met on the ${day}th of the month by the harbour.\n`,
    })
  const countVoices = async () => {
    const rows = await asOwner('select 1 from voice where exercise_id = $1', [heard.exerciseId])
    return rows.length
  }
  const before = await countVoices()
  await bring('14')
  expect(await countVoices()).toBe(before + 1)
  await bring('15')
  expect(await countVoices()).toBe(before + 1)
  await crash()
  await bring('16')
  expect(await countVoices()).toBe(before + 1)
}, 60_000)

test('what was acknowledged before a kill is there after it, and opens', async () => {
  let acknowledged = 0
  const writing = (async () => {
    for (;;) {
      await hearOne(db, heard, `Sentence ${acknowledged}.`)
      acknowledged += 1
    }
  })()
  writing.catch(() => undefined)
  while (acknowledged < 30) await sleep(5)
  await crash()
  await expect(writing).rejects.toThrow()

  const states = await listAll(db, heard.tenantId, heard.ada, heard.exerciseId)
  // The last may have been kept without anybody being told.
  expect([acknowledged, acknowledged + 1]).toContain(states.length - 9)
  expect(states.map((state) => state.number)).toEqual(states.map((_, index) => index + 1))
  const kept = await db.within(heard.tenantId, heard.ada, async (ctx) =>
    states.every((state) => ctx.vault.isKept(state.passageId)),
  )
  expect(kept).toBe(true)
  expect(await openAll(db, heard)).toHaveLength(9)
}, 60_000)

test('no word of a reading is in the write-ahead log or the planner’s statistics', async () => {
  await readingsOf(heard.ada)
  await asOwner('analyze')
  const stats = await asOwner(
    `select tablename, attname, most_common_vals::text as vals, histogram_bounds::text as bounds from pg_stats
     where schemaname = 'public'`,
  )
  expect(stats.length).toBeGreaterThan(10)
  expect(JSON.stringify(stats)).not.toMatch(/kettle/i)
  const persistence = await asOwner(
    `select relname::text as name, relpersistence::text as kind from pg_class where relname = any($1) order by 1`,
    [derived],
  )
  expect(persistence).toEqual(derived.map((name) => ({ name, kind: 'u' })))
  await asOwner('checkpoint')
  const rows = await asOwner(`select name from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$'`)
  let isQuestionThere = false
  for (const { name } of rows) {
    const bytes = readFileSync(join(dataFolder(), 'pg_wal', String(name)))
    expect(bytes.includes('The kettle of'), String(name)).toBe(false)
    isQuestionThere ||= bytes.includes('What helped you when things were hard?')
  }
  // Found when it is there: the question is not sealed.
  expect(isQuestionThere).toBe(true)
})

/** Kills the server as a power cut would; what keeps it running starts it again. */
async function crash(): Promise<void> {
  const pid = Number(readFileSync(join(dataFolder(), 'postmaster.pid'), 'utf8').split('\n')[0])
  process.kill(pid, 'SIGKILL')
  const deadline = performance.now() + 30_000
  for (;;) {
    await sleep(50)
    const pidNow = await asOwner(`select pg_read_file('postmaster.pid') as text`).catch(() => [])
    const started = Number(((pidNow[0]?.['text'] as string | undefined) ?? '').split('\n')[0])
    if (started && started !== pid) return
    if (performance.now() > deadline) throw new Error('The server did not come back.')
  }
}

/** What a crash does to derived tables, without the crash. */
async function emptyAsCrashDoes(): Promise<void> {
  await asOwner(`truncate ${derived.join(', ')}`)
}

async function readingsOf(actor: Actor): Promise<string[]> {
  return db.within(heard.tenantId, actor, async (ctx) => {
    const texts: string[] = []
    for await (const reading of eachReading(ctx, heard.exerciseId)) texts.push(reading.text)
    return texts
  })
}

async function countRows(): Promise<Record<string, unknown>> {
  const [row] = await asOwner(
    `select ${derived
      .map((name) => `(select count(*)::int from ${name} where tenant_id = $1) as ${name}`)
      .join(', ')}`,
    [heard.tenantId],
  )
  return row!
}

async function asOwner(text: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: server.url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text, [...values])).rows
  } finally {
    await client.end()
  }
}

function dataFolder(): string {
  return join(folder, 'data', 'postgresql')
}

/**
 * How long the pages of Support take beside many spaces, over the wire.
 *
 *   node bench/spaces.ts [--spaces 20000] [--rounds 300] [--seed 1] [--built dist]
 *
 * Each space has 200 entries (goals, steps and their wordings, marks, conversations and their lines, looks, versions of
 * keeping safe, chances), sealed as people's words are, brought in with COPY; each coach is let in by 25 people. Then one
 * page after the other is opened, each time by somebody else, and in between a page that opens nothing (the way in).
 * The last column names the tables a page reads from one end to the other: there should be none.
 */
import { chmodSync, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { accessRules } from '../src/access/matrix.ts'
import { makeOrganisation } from '../src/access/organisation/organisation.ts'
import { sessionCookie, startSession } from '../src/access/sessions/sessions.ts'
import { readConfig } from '../src/platform/config/config.ts'
import { Database } from '../src/platform/db/database.ts'
import { openEmbedded } from '../src/platform/db/embedded.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { newBlindId } from '../src/platform/ids.ts'
import { openVault } from '../src/platform/vault/vault.ts'
import { spaceCookie, startSpaceSession } from '../src/support/spaces/sessions.ts'
import { supportPaths } from '../src/support/paths.ts'
import { makeRandom } from '../test/chance.ts'
import { Browser } from '../test/crash/browser.ts'
import { expectStatus } from '../test/crash/people.ts'
import { RunningServer } from '../test/crash/running-server.ts'
import { makeSpace, type SpaceRows } from './made-up-spaces.ts'
import { processorMilliseconds, quantile } from './running-processes.ts'

const { values } = parseArgs({
  options: {
    spaces: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    built: { type: 'string', default: 'dist' },
  },
})
const spacesOfCoach = 25
const count = Number(values.spaces)
const rounds = Number(values.rounds)
const coachCount = Math.ceil(count / spacesOfCoach)
const random = makeRandom(Number(values.seed))
const print = (line: string) => void process.stdout.write(`${line}\n`)
const folder = mkdtempSync(join(tmpdir(), 'ownterms-spaces-'))
chmodSync(folder, 0o711)

type Met = { spaceId: string; token: string }
type Asked = { path: string; cookie?: readonly [string, string] }
type Coach = { token: string; spaceId: string }

try {
  const { people, coaches } = await fill()
  const server = await RunningServer.inFolder(join(folder, 'data'), values.built, { OWNTERMS_PROXIES: '1' })
  try {
    await server.start()
    await measure(server, people, coaches)
  } finally {
    await server.stop()
  }
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
}

/** A database with so many spaces; sessions of some of their people, and of as many coaches. */
async function fill(): Promise<{ people: Met[]; coaches: Coach[] }> {
  const config = readConfig({}, { data: join(folder, 'data') })
  const embedded = await openEmbedded({
    folder: config.dataFolder,
    purpose: 'server',
    log: () => undefined,
  })
  const vault = openVault(config)
  const owner = new pg.Client({ connectionString: embedded.url })
  const db = new Database({
    url: await migrate(embedded.url, accessRules(), vault),
    vault,
    statementTimeout: 30_000,
  })
  try {
    await owner.connect()
    const { tenantId: organisationId, accountIds } = await makeOrganisation(db, {
      name: 'Bench',
      operator: '',
      staff: Array.from({ length: coachCount }, (_, index) => ({
        name: `Coach ${index}`,
        address: `coach${index}@bench.example`,
        roles: ['coach'] as const,
      })),
    })
    const spaceIds = Array.from({ length: count }, () => newBlindId())
    const begun = performance.now()
    // Triggers and foreign keys are for people: these rows are right as they are made.
    await owner.query(`set session_replication_role = replica`)
    for (let start = 0; start < count; start += 500) {
      const some = spaceIds.slice(start, start + 500)
      const rows: SpaceRows = new Map()
      const vaults = some.map((spaceId) => vault.makeTenant(spaceId))
      await Promise.all(vaults.map((one) => one.settle()))
      for (const [index, spaceId] of some.entries()) {
        const accountId = accountIds[Math.floor((start + index) / spacesOfCoach)]!
        makeSpace(rows, vaults[index]!, { spaceId, organisationId, accountId, random })
      }
      await bringIn(owner, rows)
    }
    await owner.query('vacuum analyze')
    const seconds = (performance.now() - begun) / 1000
    const size = await owner.query<{ size: string }>(
      'select pg_size_pretty(pg_database_size(current_database())) as size',
    )
    print(
      `${count} spaces were brought in in ${seconds.toFixed(0)} s: ${size.rows[0]!.size} in the database.`,
    )
    const people: Met[] = []
    const coaches: Coach[] = []
    const step = Math.max(1, Math.floor(count / rounds))
    for (let at = 0; at < count && people.length < rounds; at += step) {
      const spaceId = spaceIds[at]!
      const { token } = await db.outside((tx, now) =>
        startSpaceSession(tx, vault, { spaceId, isShared: false }, now),
      )
      people.push({ spaceId, token })
      const accountId = accountIds[Math.floor(at / spacesOfCoach)]!
      coaches.push({ spaceId, token: await db.outside((tx, now) => startSession(tx, vault, accountId, now)) })
    }
    return { people, coaches }
  } finally {
    await db.close()
    await owner.end()
    await vault.close()
    await embedded.stop()
  }
}

/** One file a table, read by the database itself. */
async function bringIn(owner: pg.Client, rows: SpaceRows): Promise<void> {
  for (const [table, { columns, lines }] of rows) {
    const path = join(folder, table)
    const file = createWriteStream(path, { mode: 0o644 })
    for (const line of lines) if (!file.write(line)) await once(file, 'drain')
    file.end()
    await finished(file)
    await owner.query(`copy ${table} (${columns.join(', ')}) from '${path}'`)
    rmSync(path)
  }
}

async function measure(
  server: RunningServer,
  people: readonly Met[],
  coaches: readonly Coach[],
): Promise<void> {
  print(`In the last minute ${loadavg()[0]?.toFixed(1)} programs wanted a core.`)
  const own = (path: string) => (round: number) => ({
    path,
    cookie: [spaceCookie, people[round]!.token] as const,
  })
  const coach = (path: (spaceId: string) => string) => (round: number) => ({
    path: path(coaches[round]!.spaceId),
    cookie: [sessionCookie, coaches[round]!.token] as const,
  })
  const pages: Record<string, (round: number) => Asked> = {
    'the way in (opens nothing)': () => ({ path: supportPaths.enter }),
    'a person’s first page': own(supportPaths.space),
    'their goals': own(supportPaths.goals),
    'their conversations': own(supportPaths.conversations),
    'for hard days': own(supportPaths.keeping),
    'chances they choose': own(supportPaths.chances),
    'who looked': own(supportPaths.looks),
    'a coach’s today (25 people)': coach(() => supportPaths.today),
    'a space, for its guest': coach(supportPaths.guest),
    'keeping safe, for its guest': coach(supportPaths.guestKeepingSafe),
  }
  const times = new Map<string, number[]>(Object.keys(pages).map((name) => [name, []]))
  const first = -Math.min(5, people.length)
  for (let round = first; round < people.length; round += 1) {
    for (const [name, at] of Object.entries(pages)) {
      const milliseconds = await open(server, round, at(Math.abs(round)))
      // The first rounds only warm the server up.
      if (round >= 0) times.get(name)!.push(milliseconds)
    }
  }
  const lines: [string, Record<string, string>][] = []
  for (const [name, at] of Object.entries(pages)) {
    const ms = times.get(name)!
    const scans = await readScans(server)
    const processor = await spend(server, people.length, at)
    const whole = [...(await readScans(server))].flatMap(([table, after]) =>
      after - (scans.get(table) ?? 0) >= people.length / 2 ? [table] : [],
    )
    lines.push([
      name,
      {
        'p50, ms': quantile(ms, 0.5).toFixed(1),
        'p95, ms': quantile(ms, 0.95).toFixed(1),
        'processor, ms': processor.toFixed(1),
        'read whole': whole.join(', ') || 'none',
      },
    ])
  }
  console.table(Object.fromEntries(lines))
}

/** Processor time of the server and its database for one page, in milliseconds: whatever else runs here is not in it. */
async function spend(server: RunningServer, most: number, at: (round: number) => Asked): Promise<number> {
  const spent = () => {
    const { web, database } = server.processes()
    return [...web, ...database].reduce((sum, pid) => sum + (processorMillisecondsOf(pid) ?? 0), 0)
  }
  const before = spent()
  for (let round = 0; round < most; round += 1) await open(server, round, at(round))
  return (spent() - before) / most
}

function processorMillisecondsOf(pid: number): number | null {
  try {
    return processorMilliseconds(pid)
  } catch {
    // It ended in between.
    return null
  }
}

async function open(server: RunningServer, round: number, { path, cookie }: Asked): Promise<number> {
  const browser = new Browser(server.origin, `198.51.${(round + 500) % 250}.7`)
  if (cookie) browser.cookies.set(...cookie)
  const { milliseconds } = expectStatus(await browser.get(path), 200, path)
  browser.close()
  return milliseconds
}

/** How often each large table was read whole, as the database counts. */
async function readScans(server: RunningServer): Promise<Map<string, number>> {
  return server.asOwner(async (client) => {
    await client.query('select pg_stat_force_next_flush()')
    await new Promise((done) => setTimeout(done, 2000))
    const { rows } = await client.query<{ table: string; scans: string }>(
      `select s.relname as table, s.seq_scan as scans from pg_stat_user_tables s join pg_class c on c.oid = s.relid
       where c.reltuples > 1000`,
    )
    return new Map(rows.map((row) => [row.table, Number(row.scans)]))
  })
}

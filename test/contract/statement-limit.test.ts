import type { Hono } from 'hono'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { makeOrganisation } from '../../src/access/organisation/organisation.ts'
import {
  openExercise,
  listWaitingExercises,
  changeExercise,
  getExercise,
} from '../../src/listening/exercises/exercises.ts'
import { Database, type Actor, type Ctx } from '../../src/platform/db/database.ts'
import { createApp, readStylesheet } from '../../src/platform/http/app.tsx'
import { httpWords } from '../../src/platform/http/http.words.ts'
import { page } from '../../src/platform/http/routes.ts'
import { useTestHouse } from '../test-house.ts'

const limit = 1_000
const connections = 6

const house = useTestHouse()
let db: Database
let app: Hono
let tenantId: string
let exerciseId: string
let ada: Actor
/** Holds rows that a page then waits for: slow without any slow code of ours. */
let blocker: pg.Client
let log: string[]

beforeAll(async () => {
  db = new Database({ url: house.loginUrl, vault: house.vault, statementTimeout: limit, connections })
  const made = await makeOrganisation(db, {
    name: 'The Lighthouse',
    operator: 'x',
    staff: [{ name: 'Ada', address: 'ada@example.org', roles: ['lead', 'listener'] }],
  })
  tenantId = made.tenantId
  ada = { id: made.accountIds[0]!, roles: ['lead', 'listener'] }
  const fields = {
    title: 'A',
    question: 'What helps?',
    asked: '',
    openUntil: null,
    whatHappens: '',
    whoReads: '',
    readBy: '',
  }
  exerciseId = await db.within(tenantId, ada, (ctx) => openExercise(ctx, fields))
  const inside = (fn: (ctx: Ctx) => Promise<unknown>) => async () => {
    await db.within(tenantId, ada, fn)
    return new Response('done')
  }
  app = createApp({ ...house.services, db }, readStylesheet(), [
    page(
      '/change',
      inside(async (ctx) =>
        changeExercise(ctx, exerciseId, { ...(await getExercise(ctx, exerciseId)), title: 'B' }),
      ),
    ),
    page('/list', inside(listWaitingExercises)),
  ])
  const url = new URL(process.env['OWNTERMS_TEST_DATABASE']!)
  url.pathname = new URL(house.loginUrl).pathname
  blocker = new pg.Client({ connectionString: url.href })
  await blocker.connect()
}, 60_000)

afterAll(async () => {
  await blocker?.end()
  await db?.close()
}, 60_000)

beforeEach(async () => {
  log = []
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => {
    log.push(String(line))
    return true
  })
  await blocker.query('begin')
})

afterEach(async () => {
  await blocker.query('rollback')
  vi.restoreAllMocks()
})

describe('a query that takes too long', () => {
  test('is cut off: the page says to come back, and it is no fault', async () => {
    await blocker.query('select 1 from exercise where id = $1 for update', [exerciseId])
    const begin = performance.now()
    const answer = await app.request('/change')
    const took = performance.now() - begin
    expect(answer.status).toBe(503)
    expect(took).toBeGreaterThan(limit * 0.9)
    // It would wait for ever; how busy the machine is does not matter.
    expect(took).toBeLessThan(limit + 10_000)
    const text = await answer.text()
    expect(text).toContain(httpWords['en-GB'].unavailable.title)
    expect(text).not.toMatch(/57014|statement|timeout|exercise|sql/i)
    expect(log.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual([
      'http.database-unavailable',
    ])
    expect(log.join()).not.toMatch(/canceling/)
  })

  test('leaves nothing half-done, and the next request works', async () => {
    await blocker.query('select 1 from exercise where id = $1 for update', [exerciseId])
    expect((await app.request('/change')).status).toBe(503)
    await blocker.query('rollback')
    expect(await house.asOwner('select title from exercise')).toEqual([{ title: 'A' }])
    expect(await house.asOwner(`select 1 from audit_event where act = 'exercise.changed'`)).toEqual([])
    expect((await app.request('/list')).status).toBe(200)
  })
})

describe('/health', () => {
  test('answers in less than 50 ms while long queries hold several connections', async () => {
    await blocker.query('lock table exercise in access exclusive mode')
    const slow = startSlow(connections - 1)
    await slow.running()
    const times = await askHealth(15)
    expect(slow.left()).toBe(connections - 1)
    expect(Math.min(...times)).toBeLessThan(50)
    await slow.end()
  })

  test('and while they hold every connection there is', async () => {
    await blocker.query('lock table exercise in access exclusive mode')
    const slow = startSlow(connections)
    await slow.running()
    const times = await askHealth(5)
    // Answered before any of them ended, so it did not wait for one.
    expect(slow.left()).toBe(connections)
    expect(Math.min(...times)).toBeLessThan(50)
    await slow.end()
  })

  /** Milliseconds of each answer. What else the machine does can only make one longer: the shortest tells. */
  async function askHealth(count: number): Promise<number[]> {
    const times: number[] = []
    for (let index = 0; index < count; index += 1) {
      const begin = performance.now()
      const answer = await app.request('/health')
      times.push(performance.now() - begin)
      expect(answer.status).toBe(200)
      expect(await answer.json()).toEqual({ ok: true })
    }
    return times
  }

  /** Requests that wait for a table nobody gives free. */
  function startSlow(count: number) {
    let left = count
    const all = Array.from({ length: count }, async () => {
      const answer = await app.request('/list')
      left -= 1
      return answer.status
    })
    return {
      left: () => left,
      running: async () => {
        for (;;) {
          const rows = await house.asOwner(
            `select count(*)::int as waiting from pg_stat_activity
             where wait_event_type = 'Lock' and datname = current_database()`,
          )
          if (rows[0]!['waiting'] === count) return
        }
      },
      end: async () => expect(await Promise.all(all)).toEqual(all.map(() => 503)),
    }
  }
})

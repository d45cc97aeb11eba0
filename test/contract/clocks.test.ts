import type { Hono } from 'hono'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { routes } from '../../bin/parts.ts'
import { columns } from '../../src/platform/db/columns.ts'
import { Limits } from '../../src/platform/http/limits.ts'
import { londonDay } from '../../src/support/days.ts'
import { supportPaths } from '../../src/support/paths.ts'
import { begin, enterCoach, findSpace, letIn, readForm } from '../own-space.ts'
import { useTestHouse } from '../test-house.ts'
import { openSlowly, type Answer, type Visitor } from '../visitor.ts'

/*
 * Clocks that are a day wrong: the database's, which is the one that counts, put back or forward; and the one of the
 * server that answers, which counts for nothing. Instead of the clock, everything that was ever written is moved the
 * other way.
 */

const house = useTestHouse()
let app: Hono
let coach: Visitor
let person: Visitor
let spaceId: string
let count = 0

beforeAll(async () => {
  app = openSlowly(house, routes)
  coach = await enterCoach(house, app)
}, 60_000)

beforeEach(async () => {
  count += 1
  ;({ person } = await begin(app, `Dunlin ${count}`))
  await letIn(person, coach)
  spaceId = await findSpace(coach, `Dunlin ${count}`)
})

afterEach(() => vi.useRealTimers())

/** The database's clock is so many days later from now on. */
async function shiftClock(days: number): Promise<void> {
  const places = [
    ...Object.keys(columns).map((table) => [table, 'tenant_id'] as const),
    ['space_session', 'space_id'] as const,
  ]
  for (const [table, tenant] of places) {
    const times = await house.asOwner(
      `select column_name as name, data_type as type from information_schema.columns
       where table_schema = 'public' and table_name = $1 and data_type in ('timestamp with time zone', 'date')
         and exists (select from information_schema.columns where table_schema = 'public' and table_name = $1 and column_name = $2)`,
      [table, tenant],
    )
    if (times.length === 0) continue
    const set = times.map(({ name, type }) =>
      type === 'date' ? `${name} = ${name} - ${days}` : `${name} = ${name} - interval '${days} days'`,
    )
    await house.asOwner(`update ${table} set ${set.join(', ')} where ${tenant} = $1`, [spaceId])
  }
  await house.asOwner(`update goal set place = place - ${days} * 86400000::bigint where tenant_id = $1`, [
    spaceId,
  ])
}

async function write(page: string, typed: Record<string, string>, action = page): Promise<Answer> {
  return person.send(action, { ...(await readForm(person, page, action)), ...typed })
}

/** In which order a page shows words. */
function orderOf({ text }: Answer, words: readonly string[]): string[] {
  return words.filter((one) => text.includes(one)).toSorted((a, b) => text.indexOf(a) - text.indexOf(b))
}

test.each([-1, 1])(
  'what is written after the clock moved by %i days stands after what was written before',
  async (days) => {
    const said = ['One before', 'Two before', 'Three after', 'Four after']
    for (const [place, words] of said.entries()) {
      if (place === 2) await shiftClock(days)
      if (place === 2) person = await comeBack()
      expect((await write(supportPaths.goals, { words }, supportPaths.addGoal)).status).toBe(303)
      await write(supportPaths.newConversation, { words })
      await write(supportPaths.keepingPart('helps'), { text: words })
    }
    expect(orderOf(await person.get(supportPaths.goals), said)).toEqual(said)
    expect(orderOf(await person.get(supportPaths.conversations), said)).toEqual(said.toReversed())
    expect(orderOf(await person.get(supportPaths.keeping), said)).toEqual([said.at(-1)])
  },
)

/** The person in the same browser, on a phone of their own. */
async function comeBack(): Promise<Visitor> {
  await house.asOwner(
    'update space_session set last_seen_at = now(), created_at = now(), expires_at = now() + $2::interval where space_id = $1',
    [spaceId, '1 hour'],
  )
  return person
}

test('a shared phone that lies still is shut after five minutes, and when nobody knows how long it lay', async () => {
  expect((await person.get(supportPaths.space)).status).toBe(200)
  const seen = async (how: string) => {
    await house.asOwner(`update space_session set last_seen_at = ${how} where space_id = $1`, [spaceId])
    return (await person.get(supportPaths.space)).location
  }
  expect(await seen(`now() - interval '4 minutes'`)).toBeNull()
  expect(await seen(`now() - interval '6 minutes'`)).toBe(supportPaths.enter)
  // The clock was put back by less than that, or by a day.
  expect(await seen(`now() + interval '2 minutes'`)).toBeNull()
  const [row] = await house.asOwner(
    'select last_seen_at <= now() as touched from space_session where space_id = $1',
    [spaceId],
  )
  expect(row!['touched']).toBe(true)
  expect(await seen(`now() + interval '1 day'`)).toBe(supportPaths.enter)
})

test('after the clock was put back, a phone that was in before cannot let everything go at once', async () => {
  expect((await person.get(supportPaths.whenItGoes)).text).toContain(`action="${supportPaths.letGoNow}"`)
  await house.asOwner(
    `update space_session set created_at = created_at + interval '1 day', is_shared = false where space_id = $1`,
    [spaceId],
  )
  expect((await person.get(supportPaths.whenItGoes)).text).not.toContain(`action="${supportPaths.letGoNow}"`)
  expect((await person.send(supportPaths.letGoNow)).location).toBe(supportPaths.whenItGoes)
})

test('after the clock was put back, no look disappears', async () => {
  await coach.get(supportPaths.guestGoals(spaceId))
  await house.asOwner(
    `update look set at = at + interval '1 day', told_from = told_from + interval '1 day' where tenant_id = $1`,
    [spaceId],
  )
  expect((await person.get(supportPaths.looks)).text).toContain('Dele')
})

test('a door that ends shuts a day later or earlier by the database’s clock, and at no other', async () => {
  const open = async () => (await coach.get(supportPaths.guest(spaceId))).status
  await house.asOwner(`update invitation set until = now() + interval '12 hours' where tenant_id = $1`, [
    spaceId,
  ])
  vi.useFakeTimers({ now: Date.now() + 24 * 3600_000, toFake: ['Date'] })
  expect(await open()).toBe(200)
  vi.useRealTimers()
  await house.asOwner(`update invitation set until = until - interval '1 day' where tenant_id = $1`, [
    spaceId,
  ])
  expect(await open()).toBe(404)
  vi.useFakeTimers({ now: Date.now() - 24 * 3600_000, toFake: ['Date'] })
  expect(await open()).toBe(404)
})

test('a note of today is taken although the server that answers is a day behind', async () => {
  const [row] = await house.asOwner('select scope.london_day(now())::text as today')
  vi.useFakeTimers({ now: Date.now() - 24 * 3600_000, toFake: ['Date'] })
  expect(londonDay(new Date())).not.toBe(row!['today'])
  const page = supportPaths.guestNote(spaceId)
  const today = { words: 'We met today', day: String(row!['today']) }
  expect((await coach.send(page, { ...(await readForm(coach, page)), ...today })).status).toBe(303)
  expect((await write(supportPaths.newConversation, today)).status).toBe(303)
})

test('the day everything goes is seven days from the tap, and nothing puts it off or brings it forward', async () => {
  vi.useFakeTimers({ now: Date.now() + 24 * 3600_000, toFake: ['Date'] })
  await person.send(supportPaths.whenItGoes)
  const read = async () =>
    (
      await house.asOwner(
        `select goes_at, extract(epoch from goes_at - now())::int as seconds from moving_on where tenant_id = $1`,
        [spaceId],
      )
    )[0]!
  const first = await read()
  expect(Number(first['seconds'])).toBeGreaterThan(7 * 24 * 3600 - 60)
  expect(Number(first['seconds'])).toBeLessThanOrEqual(7 * 24 * 3600)
  vi.useRealTimers()
  await person.send(supportPaths.whenItGoes)
  expect((await read())['goes_at']).toEqual(first['goes_at'])
})

test('limits are counted by a clock that only goes forward', () => {
  const limits = new Limits()
  vi.useFakeTimers({ toFake: ['Date'] })
  expect(limits.take('knock', 'here', 1, 0.01)).toBe(true)
  vi.setSystemTime(Date.now() - 24 * 3600_000)
  const end = performance.now() + 30
  while (performance.now() < end);
  expect(limits.take('knock', 'here', 1, 0.01)).toBe(true)
})

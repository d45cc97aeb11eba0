import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newBlindId } from '../../src/platform/ids.ts'
import { useTestHouse } from '../test-house.ts'
import { coachOf, insertOf, oneOfEach, tenantOf, type Row } from './one-of-each.ts'

// As the real login: what the database itself lets a guest do in the room of keeping safe.

const house = useTestHouse()
let login: pg.Client
let rows: Row[]
let spaceId: string
let coach: string
const [early, newest] = [newBlindId(), newBlindId()]
const [taken, down] = [newBlindId(), newBlindId()]

beforeAll(async () => {
  rows = oneOfEach()
  spaceId = tenantOf(rows)
  coach = coachOf(rows)
  const rooms = ['account', 'organisation', 'membership', 'space', 'invitation']
  for (const row of rows.filter(({ table }) => rooms.includes(table))) await own(...insertOf(row))
  await own(
    `insert into keeping_safe_version (tenant_id, id, place, content_sealed, written_at)
     values ($1, $2, 1, 'x', now() + interval '1 day'), ($1, $3, 2, 'x', now())`,
    [spaceId, early, newest],
  )
  await own('insert into chance (tenant_id, id) values ($1, $2), ($1, $3)', [spaceId, taken, down])
  await own(
    `insert into chance_version (tenant_id, id, chance_id, place, is_down, content_sealed)
     values ($1, gen_random_uuid(), $2, 1, true, 'x'), ($1, $2, $2, 2, false, 'x'),
            ($1, gen_random_uuid(), $3, 1, false, 'x'), ($1, $3, $3, 2, true, 'x')`,
    [spaceId, taken, down],
  )
  await own(
    `insert into chance_line (tenant_id, id, chance_id, account_id, content_sealed)
     values ($1, gen_random_uuid(), $2, $3, 'x'), ($1, gen_random_uuid(), $2, gen_random_uuid(), 'x')`,
    [spaceId, taken, coach],
  )
  login = new pg.Client({ connectionString: house.loginUrl })
  await login.connect()
}, 60_000)

afterAll(() => login?.end(), 60_000)

function own(text: string, values: readonly unknown[]): Promise<unknown> {
  return house.asOwner(text, [...values])
}

/** What a statement answers as one role in the space: its rows, or the error's code. Whatever it did is taken back. */
async function as(
  role: 'coach' | 'person',
  text: string,
  values: readonly unknown[],
  looked = true,
): Promise<unknown[] | string> {
  await login.query('begin')
  try {
    await login.query(
      `select set_config('role', 'ownterms_app', true), set_config('app.tenant', $1, true),
         set_config('app.roles', $2, true), set_config('app.actor', $3, true)`,
      [spaceId, role, role === 'coach' ? coach : spaceId],
    )
    if (role === 'coach' && looked) {
      await login.query(
        `insert into look (tenant_id, id, account_id, who_sealed, room, why)
         values ($1, $2, $3, 'x', 'keeping-safe', 'invited')`,
        [spaceId, newBlindId(), coach],
      )
    }
    const answer = await login.query<Record<string, unknown>>(text, [...values])
    return answer.rows.map((row) => Object.values(row)[0])
  } catch (error) {
    return (error as pg.DatabaseError).code ?? String(error)
  } finally {
    await login.query('rollback')
  }
}

test('a guest sees the page that stands, in the order of writing and not of clocks; the person sees all', async () => {
  expect(await as('coach', 'select id from keeping_safe_version', [])).toEqual([newest])
  expect(await as('person', 'select id from keeping_safe_version order by place', [])).toEqual([
    early,
    newest,
  ])
})

test('a guest sees a chance as it stands, and none that is put down', async () => {
  expect(await as('coach', 'select id from chance_version', [])).toEqual([taken])
  expect(await as('person', 'select id from chance_version', [])).toHaveLength(4)
  expect(await as('coach', 'select id from chance', [])).toEqual([])
})

test('of what coaches said, a guest sees what they said themselves', async () => {
  expect(await as('coach', 'select account_id from chance_line', [])).toEqual([coach])
  expect(await as('person', 'select account_id from chance_line', [])).toHaveLength(2)
})

test('without a look written down, or with another room only, a guest sees nothing', async () => {
  for (const table of ['keeping_safe_version', 'chance_version', 'chance_line']) {
    expect(await as('coach', `select id from ${table}`, [], false), table).toEqual([])
  }
  await own(`update invitation set rooms = '{goals}' where tenant_id = $1`, [spaceId])
  for (const table of ['keeping_safe_version', 'chance_version', 'chance_line']) {
    expect(await as('coach', `select id from ${table}`, [], false), table).toEqual([])
  }
  await own(`update invitation set rooms = '{keeping-safe}' where tenant_id = $1`, [spaceId])
  expect(await as('coach', 'select id from keeping_safe_version', [])).toEqual([newest])
})

test('a guest writes nothing here but a line of their own, under their own name', async () => {
  const version = `insert into keeping_safe_version (tenant_id, id, place, content_sealed) values ($1, $2, 9, 'x')`
  expect(await as('coach', version, [spaceId, newBlindId()])).toBe('42501')
  const chance = 'insert into chance (tenant_id, id) values ($1, $2)'
  expect(await as('coach', chance, [spaceId, newBlindId()])).toBe('42501')
  const words = `insert into chance_version (tenant_id, id, chance_id, place, is_down, content_sealed)
    values ($1, $2, $3, 9, true, 'x')`
  expect(await as('coach', words, [spaceId, newBlindId(), taken])).toBe('42501')
  const line = `insert into chance_line (tenant_id, id, chance_id, account_id, content_sealed)
    values ($1, $2, $3, $4, 'x')`
  expect(await as('coach', line, [spaceId, newBlindId(), taken, newBlindId()])).toBe('42501')
  expect(await as('coach', line, [spaceId, newBlindId(), taken, coach])).toEqual([])
  expect(await as('person', line, [spaceId, newBlindId(), taken, spaceId])).toBe('42501')
  for (const table of ['keeping_safe_version', 'chance', 'chance_version', 'chance_line']) {
    expect(await as('coach', `delete from ${table} returning 1`, []), table).toEqual([])
  }
})

test('nobody writes over anything', async () => {
  for (const table of ['keeping_safe_version', 'chance', 'chance_version', 'chance_line']) {
    for (const role of ['person', 'coach'] as const) {
      expect(await as(role, `update ${table} set tenant_id = tenant_id`, []), `${role} ${table}`).toBe(
        '42501',
      )
    }
  }
})

test('there is no column for how likely, how bad, or who agreed', async () => {
  const found = await house.asOwner(
    `select c.relname || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
     where c.relname in ('keeping_safe_version', 'chance', 'chance_version', 'chance_line')
       and not a.attisdropped and a.attname not in ('tenant_id', 'id', 'content_sealed', 'written_at') order by 1`,
  )
  expect(found.map((row) => row['name'])).toEqual([
    'chance.begun_at',
    'chance_line.account_id',
    'chance_line.chance_id',
    'chance_version.chance_id',
    'chance_version.is_down',
    'chance_version.place',
    'keeping_safe_version.place',
  ])
})

import type { Hono } from 'hono'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { routes } from '../../bin/parts.ts'
import { supportRoutes } from '../../bin/support-parts.ts'
import type { Route } from '../../src/platform/http/routes.ts'
import { guestPage } from '../../src/support/guest-route.ts'
import { rooms } from '../../src/support/looks/looks.ts'
import { looksWords } from '../../src/support/looks/looks.words.ts'
import { supportPaths } from '../../src/support/paths.ts'
import { getSpaceName } from '../../src/support/spaces/spaces.ts'
import { newBlindId } from '../../src/platform/ids.ts'
import { withLogin } from '../as-login.ts'
import { insertOf, oneOfEach } from '../contract/one-of-each.ts'
import { begin, enterCoach, enterKeepers, findSpace, letIn, readSending } from '../own-space.ts'
import { useTestHouse } from '../test-house.ts'
import { openApp, Visitor, type Answer } from '../visitor.ts'

/*
 * Promise 10: every opening, every export and every emergency is shown to the person. The pages are those of the route
 * table, so one that is added is walked too; the tables are those of the live schema.
 */

const house = useTestHouse()
const words = looksWords['en-GB']
let app: Hono
let coach: Visitor
let person: Visitor
let spaceId: string
let count = 0

const guestPages = supportRoutes.filter(
  (route) => route.method === 'GET' && route.path.startsWith('/spaces/:space'),
)

/** Those of one room; the others stand before any room. */
const roomPages = guestPages.filter(({ path }) => rooms.some((room) => path.split('/')[3] === room))

beforeAll(async () => {
  app = openApp(house, routes)
  coach = await enterCoach(house, app)
  await enterKeepers(house, app)
}, 60_000)

beforeEach(async () => {
  count += 1
  const name = `Smew ${count}`
  person = (await begin(app, name)).person
  await letIn(person, coach)
  spaceId = await findSpace(coach, name)
})

async function countLooks(why: string): Promise<number> {
  const [row] = await house.asOwner(
    'select count(*)::int as found from look where tenant_id = $1 and why = $2',
    [spaceId, why],
  )
  return Number(row!['found'])
}

/** Asks for a guest page of this space; ids beside the space are of nothing. */
function ask(visitor: Visitor, { path }: Route): Promise<Answer> {
  return visitor.get(path.replace(':space', spaceId).replaceAll(/:\w+/g, () => newBlindId()))
}

/** An empty sheet to write on: shown to a guest without a look, because nothing of the person's is on it. */
const opensNothing: readonly string[] = ['/spaces/:space/conversations/new']

/** Pages that were shown to a guest, and left no look behind. */
async function findUnseen(visitor: Visitor, pages: readonly Route[], why = 'invited'): Promise<string[]> {
  const unseen: string[] = []
  for (const route of pages) {
    const before = await countLooks(why)
    const { status, text } = await ask(visitor, route)
    const isEmpty = opensNothing.includes(route.path) && !/class="own"/.test(text)
    if (status === 200 && !isEmpty && (await countLooks(why)) !== before + 1) unseen.push(route.path)
  }
  return unseen
}

describe('every page a guest can open', () => {
  test('leaves a look, which its person reads', async () => {
    const shown = guestPages.filter(({ path }) => !path.replace(':space', '').includes(':'))
    expect(shown.length).toBeGreaterThan(3)
    for (const route of shown) {
      const { status, text } = await ask(coach, route)
      // Whether the door is open is answered with nothing in it.
      expect([200, text === '' ? 204 : 200], route.path).toContain(status)
    }
    expect(await findUnseen(coach, guestPages)).toEqual([])
    const { text } = await person.get(supportPaths.looks)
    for (const room of ['space', 'goals', 'conversations', 'keeping-safe'] as const) {
      expect(text, room).toContain(`Dele from The Lighthouse opened ${words.rooms[room]}.`)
    }
  })

  test('would be found here if it left none', async () => {
    const silent = guestPage('/spaces/:space/silent', async ({ visit, bring }) => {
      const name = await bring(getSpaceName)
      return visit.file(Buffer.from(name), 'text/html')
    })
    const leaky = openApp(house, [...routes, silent])
    const again = new Visitor(leaky)
    for (const [name, value] of coach.cookies) again.cookies.set(name, value)
    expect(await findUnseen(again, [silent])).toEqual([silent.path])
  })

  test('is not there when its room is not open, and nothing is said to have been looked at', async () => {
    await house.asOwner(`update invitation set rooms = '{}' where tenant_id = $1`, [spaceId])
    const before = await countLooks('invited')
    for (const route of roomPages) {
      expect((await ask(coach, route)).status, route.path).toBe(404)
    }
    expect(await countLooks('invited')).toBe(before)
  })
})

describe('the database', () => {
  /** Tables of these that show a coach something without a look, and those that do with one. */
  async function findOpenTables(
    tables: readonly { table: string; room: string }[],
  ): Promise<{ without: string[]; within: string[] }> {
    const rows = oneOfEach()
    const tenantId = String(rows.find((row) => row.table === 'organisation')!.values['tenant_id'])
    const actorId = String(rows.find((row) => row.table === 'offer')!.values['account_id'])
    for (const row of rows) await house.asOwner(...insertOf(row))
    const found = { without: [] as string[], within: [] as string[] }
    for (const { table, room } of tables) {
      const seen = await withLogin(house, { tenantId, actorId, roles: ['coach'] }, async (client) => {
        const look = async () => (await client.query(`select from ${table}`)).rowCount ?? 0
        const without = await look()
        await client.query(
          `insert into look (tenant_id, id, account_id, who_sealed, room, why)
           values ($1, gen_random_uuid(), $2, 'x', $3, 'invited')`,
          [tenantId, actorId, room],
        )
        return { without, within: await look() }
      })
      if (seen.without > 0) found.without.push(table)
      if (seen.within > 0) found.within.push(table)
    }
    return found
  }

  async function listRoomTables(): Promise<{ table: string; room: string }[]> {
    const rows = await house.asOwner(
      `select polrelid::regclass::text as table,
         substring(pg_get_expr(polqual, polrelid) from 'is_let_in\\(''([^'']+)''') as room
       from pg_policy where polname = 'invited_select' order by 1`,
    )
    return rows as { table: string; room: string }[]
  }

  test('shows a coach nothing of a room without the look', async () => {
    const found = await findOpenTables(await listRoomTables())
    expect(found.without).toEqual([])
    expect(found.within.length).toBeGreaterThan(5)
  })

  test('would be caught showing it: with one guard taken away, that table is found', async () => {
    const tables = await listRoomTables()
    const { table, room } = tables.find((one) => one.table === 'goal')!
    await house.asOwner(`alter policy invited_select on ${table} using (true)`)
    expect((await findOpenTables(tables)).without).toEqual([table])
    await house.asOwner(`alter policy invited_select on ${table} using ((select scope.is_let_in('${room}')))`)
  })

  test('writes itself when, by whom, why, and from when it is shown: a guest hides no look', async () => {
    const [row] = await house.asOwner('select account_id as id from invitation where tenant_id = $1', [
      spaceId,
    ])
    const actorId = String(row!['id'])
    await withLogin(house, { tenantId: spaceId, actorId, roles: ['coach'] }, async (client) => {
      await client.query(
        `insert into look (tenant_id, id, at, account_id, who_sealed, room, why, told_from)
         values ($1, gen_random_uuid(), '2001-01-01', gen_random_uuid(), 'x', 'goals', 'taken-out', 'infinity')`,
        [spaceId],
      )
      const asPerson = `select set_config('app.roles', 'person', true)`
      await client.query(asPerson)
      const { rows } = await client.query(
        'select account_id, why, at = now() as stamped, told_from = now() as shown from look',
      )
      expect(rows).toEqual([{ account_id: actorId, why: 'invited', stamped: true, shown: true }])
      const { rowCount } = await client.query('delete from look')
      expect(rowCount).toBe(0)
    })
  })
})

describe('every export', () => {
  test('of everything is shown, and that it was done from inside', async () => {
    expect((await person.send(supportPaths.takeOut)).status).toBe(200)
    expect(await countLooks('taken-out')).toBe(1)
    expect((await person.get(supportPaths.looks)).text).toContain(words.why['taken-out'])
  })

  test('is a person’s: no page of a guest answers with a file', async () => {
    await openEmergency()
    for (const open of ['null', `'{}'`]) {
      await house.asOwner(`update invitation set rooms = ${open} where tenant_id = $1`, [spaceId])
      for (const route of guestPages) {
        const path = route.path.replace(':space', spaceId).replaceAll(/:\w+/g, () => newBlindId())
        const cookie = [...coach.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
        const { headers, status } = await app.request(path, { headers: { cookie } })
        if (status === 204) continue
        expect(headers.get('content-type'), route.path).toMatch(/^text\/html/)
        expect(headers.get('content-disposition'), route.path).toBeNull()
      }
    }
  })
})

async function openEmergency(): Promise<void> {
  await house.asOwner(`update invitation set rooms = '{}' where tenant_id = $1`, [spaceId])
  const form = await coach.get(`${supportPaths.emergency}?space=${spaceId}`)
  const opened = await coach.send(supportPaths.emergency, {
    space: spaceId,
    ground: 'child-now',
    why: 'The child is alone and does not answer.',
    rooms: ['goals', 'conversations', 'keeping-safe'],
    telling: 'told',
    decision: 'I said it on the phone.',
    sending: readSending(form.text),
  })
  expect(opened.location).toBe(supportPaths.guest(spaceId))
}

test('every opening in an emergency is shown, with why', async () => {
  await openEmergency()
  expect(await findUnseen(coach, roomPages, 'emergency')).toEqual([])
  expect(await countLooks('emergency')).toBeGreaterThan(2)
  const { text } = await person.get(supportPaths.looks)
  expect(text).toContain(`Dele from The Lighthouse opened ${words.rooms.goals}. ${words.why.emergency}`)
  expect((await person.get(supportPaths.written)).text).toContain('The child is alone and does not answer.')
})

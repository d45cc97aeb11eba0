import type { Hono } from 'hono'
import { beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../bin/parts.ts'
import { supportRoutes } from '../../bin/support-parts.ts'
import { may, staffRoles, type Action, type StaffRole } from '../../src/access/matrix.ts'
import { makeOrganisation } from '../../src/access/organisation/organisation.ts'
import { newBlindId } from '../../src/platform/ids.ts'
import type { Route } from '../../src/platform/http/routes.ts'
import { rooms } from '../../src/support/looks/looks.ts'
import { supportPaths } from '../../src/support/paths.ts'
import { withLogin } from '../as-login.ts'
import { begin, findSpace, letIn } from '../own-space.ts'
import { useTestHouse } from '../test-house.ts'
import { enter, openApp, Visitor, type Answer } from '../visitor.ts'

/*
 * Every page of Support, from the route table, for everybody who may come: by role, and for coaches by what their
 * invitation says.
 */

const house = useTestHouse()
const staff = new Map<StaffRole | 'stranger' | 'other', Visitor>()
let app: Hono
let spaceId: string
let person: Visitor

beforeAll(async () => {
  app = openApp(house, routes)
  await makeOrganisation(house.db, {
    name: 'The Lighthouse',
    operator: 'Lighthouse Ltd',
    staff: [
      ...staffRoles.map((role) => ({ name: `A ${role}`, address: `${role}@here.example`, roles: [role] })),
      { name: 'A stranger', address: 'stranger@here.example', roles: ['coach'] },
    ],
  })
  await makeOrganisation(house.db, {
    name: 'The Other',
    operator: 'Other Ltd',
    staff: [{ name: 'Somebody', address: 'other@there.example', roles: ['coach', 'reader'] }],
  })
  for (const role of [...staffRoles, 'stranger'] as const) {
    staff.set(role, await enter(house, app, `${role}@here.example`))
  }
  staff.set('other', await enter(house, app, 'other@there.example'))
  person = (await begin(app, 'Sparrow')).person
  await letIn(person, staff.get('coach')!)
  spaceId = await findSpace(staff.get('coach')!, 'Sparrow')
}, 60_000)

/** Routes of a guest whose doors have rules of their own. */
const isOfGuest = (route: Route) =>
  route.path.startsWith('/spaces/:space') && route.asks === 'space.open' && !route.path.includes('emergency')

/** Asks for a route with the real space and ids of nothing. */
async function ask(visitor: Visitor, route: Route, space = spaceId): Promise<Answer> {
  const path = route.path
    .replace(':space', space)
    .replace(':part', 'signs')
    .replaceAll(/:\w+/g, () => newBlindId())
  return route.method === 'GET' ? visitor.get(path) : visitor.send(path)
}

async function setInvitation(how: string): Promise<void> {
  await house.asOwner(
    `update invitation set state = 'open', rooms = null, until = null, is_tryout = false where tenant_id = $1`,
    [spaceId],
  )
  await house.asOwner(`update invitation set ${how} where tenant_id = $1`, [spaceId])
}

const named = (route: Route) => `${route.method} ${route.path}`

describe('by role', () => {
  test.each(staffRoles.filter((role) => role !== 'coach'))('a %s', async (role) => {
    const visitor = staff.get(role)!
    const wrong: string[] = []
    for (const route of supportRoutes) {
      const answer = await ask(visitor, route)
      const wanted = expectOf(role, route)
      if (!wanted(answer)) wrong.push(`${named(route)}: ${answer.status} ${answer.location ?? ''}`)
    }
    expect(wrong).toEqual([])
  })

  test('nobody signed in, and nobody in a space, comes no further than a door', async () => {
    const wrong: string[] = []
    for (const route of supportRoutes.filter(({ asks }) => asks !== null)) {
      const { location, status } = await ask(new Visitor(app), route)
      const door = route.asks === 'space.own' ? supportPaths.enter : '/sign-in'
      if (status !== 303 || !location!.startsWith(door)) wrong.push(`${named(route)}: ${status} ${location}`)
    }
    expect(wrong).toEqual([])
  })

  test('a person in their own space is nobody on a coach’s side', async () => {
    for (const route of supportRoutes.filter(({ asks }) => asks !== null && asks !== 'space.own')) {
      const { location } = await ask(person, route)
      expect(location, named(route)).toMatch(/^\/sign-in/)
    }
  })

  test('every route of Support asks for something, or is a door', () => {
    const open = supportRoutes.filter(({ asks }) => asks === null).map(({ path }) => path)
    expect(open.length).toBeGreaterThan(3)
    for (const path of open) expect(path).toMatch(/^\/space\/[a-z/-]+$/)
  })
})

/** What a role must get on a route, whatever is behind it. */
function expectOf(role: StaffRole, route: Route): (answer: Answer) => boolean {
  if (role === 'housing') return ({ status }) => status === 404
  if (route.asks === null) return ({ status }) => status !== 404 && status < 500
  if (route.asks === 'space.own') return ({ location }) => location === supportPaths.enter
  if (may([role], route.asks as Action)) return ({ status }) => status < 500
  return ({ status }) => status === 404
}

describe('by what an invitation says', () => {
  const shut: Readonly<Record<string, string>> = {
    asked: `state = 'asked'`,
    'a second over': `until = now() - interval '1 second', is_tryout = true`,
    paused: `state = 'paused'`,
    stopped: `state = 'stopped'`,
    left: `state = 'left'`,
    'of another organisation': `organisation_id = gen_random_uuid()`,
  }

  test.each(Object.entries(shut))('%s: there is no such page', async (_, how) => {
    const [before] = await house.asOwner('select organisation_id from invitation where tenant_id = $1', [
      spaceId,
    ])
    for (const route of supportRoutes.filter(isOfGuest)) {
      await setInvitation(how)
      expect((await ask(staff.get('coach')!, route)).status, named(route)).toBe(404)
    }
    await setInvitation(`organisation_id = '${String(before!['organisation_id'])}'`)
  })

  test.each(['stranger', 'other'] as const)('a coach nobody let in (%s)', async (who) => {
    await setInvitation(`state = 'open'`)
    for (const route of supportRoutes.filter(isOfGuest)) {
      const real = await ask(staff.get(who)!, route)
      const none = await ask(staff.get(who)!, route, newBlindId())
      expect([real.status, none.status], named(route)).toEqual([404, 404])
      expect(real.text, named(route)).toBe(none.text)
    }
  })

  test.each([
    ['open', `state = 'open'`],
    ['a minute before its end', `until = now() + interval '1 minute', is_tryout = true`],
  ])('%s: the door is open', async (_, how) => {
    for (const route of supportRoutes.filter((one) => isOfGuest(one) && !hasMore(one))) {
      await setInvitation(how)
      const { status } = await ask(staff.get('coach')!, route)
      expect([200, 204, 303, 409, 422], named(route)).toContain(status)
    }
  })

  test('open for chosen rooms: those and the first page, no other', async () => {
    const pages = supportRoutes.filter(
      (route) => isOfGuest(route) && route.method === 'GET' && !hasMore(route),
    )
    // What is about the door itself, such as whether it is open, belongs to no room.
    const roomOf = (route: Route) => rooms.find((room) => room === route.path.split('/')[3]) ?? 'space'
    for (const open of rooms) {
      expect(pages.map(roomOf)).toContain(open)
      for (const route of pages) {
        await setInvitation(`rooms = array['${open}']`)
        const { status } = await ask(staff.get('coach')!, route)
        const isIn = ['space', open].includes(roomOf(route))
        expect(status === 404, `${open}: ${named(route)}`).toBe(!isIn)
        expect([200, 204, 404], `${open}: ${named(route)}`).toContain(status)
      }
    }
  })

  test('the database’s clock shuts the door, a second before and after, in one transaction', async () => {
    await setInvitation(`until = clock_timestamp() + interval '2 seconds'`)
    const [row] = await house.asOwner('select account_id as coach from invitation where tenant_id = $1', [
      spaceId,
    ])
    const scope = { tenantId: spaceId, actorId: String(row!['coach']), roles: ['coach'] }
    const seen = await withLogin(house, scope, async (client) => {
      const count = async (wait: number) => {
        await client.query('select pg_sleep($1)', [wait])
        return (await client.query('select from space')).rowCount
      }
      return [await count(1), await count(2)]
    })
    expect(seen).toEqual([1, 0])
  })
})

/** Whether a path names something beside the space. */
function hasMore(route: Route): boolean {
  return (route.path.match(/:\w+/g) ?? []).length > 1
}

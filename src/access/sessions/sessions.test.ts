import type { Hono } from 'hono'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { enter, openApp, Visitor } from '../../../test/visitor.ts'
import { Limits } from '../../platform/http/limits.ts'
import { homeRoutes } from '../home/home.routes.tsx'
import { makeOrganisation } from '../organisation/organisation.ts'
import { signInRoutes } from '../sign-in/sign-in.routes.tsx'
import { staffRoutes } from '../staff/staff.routes.tsx'
import { sessionCookie } from './sessions.ts'
import { sessionRoutes } from './sessions.routes.tsx'

const house = useTestHouse()
let app: Hono
let first: string
let second: string
let foreign: string
const visit = (address: string) => enter(house, app, address)

beforeAll(async () => {
  app = openApp(house, [...homeRoutes, ...signInRoutes, ...sessionRoutes, ...staffRoutes])
  const ada = { name: 'Ada', address: 'ada@example.org', roles: ['lead'] as const }
  const ben = { name: 'Ben', address: 'ben@example.org', roles: ['reader'] as const }
  first = (await makeOrganisation(house.db, { name: 'First House', operator: 'x', staff: [ada, ben] }))
    .tenantId
  second = (await makeOrganisation(house.db, { name: 'Second House', operator: 'x', staff: [ada] })).tenantId
  foreign = (await makeOrganisation(house.db, { name: 'Third House', operator: 'x', staff: [ben] })).tenantId
}, 60_000)

beforeEach(async () => {
  house.services.limits = new Limits()
  await house.asOwner('delete from sign_in_code')
  await house.asOwner('delete from session')
})

async function listSessionIds(): Promise<string[]> {
  const rows = await house.asOwner('select id from session order by created_at')
  return rows.map((row) => String(row['id']))
}

describe('the list', () => {
  test('shows each browser, this one marked, and nobody else’s', async () => {
    const here = await visit('ada@example.org')
    await visit('ada@example.org')
    await visit('ben@example.org')
    const page = await here.get('/sessions')
    expect(page.text.match(/This one/g)).toHaveLength(1)
    expect(page.text.match(/Another one/g)).toHaveLength(1)
    expect(page.text.match(/Sign it out/g)).toHaveLength(1)
  })

  test('is open to every role and to nobody who is not signed in', async () => {
    expect((await (await visit('ben@example.org')).get('/sessions')).status).toBe(200)
    expect((await new Visitor(app).get('/sessions')).location).toBe('/sign-in?back=%2Fsessions')
  })
})

describe('ending', () => {
  test('one session ends that one at once', async () => {
    const there = await visit('ada@example.org')
    const [id] = await listSessionIds()
    const here = await visit('ada@example.org')
    const answer = await here.send(`/sessions/${id}/end`)
    expect(answer.location).toBe('/sessions?done=ended')
    expect((await here.get(answer.location!)).text).toContain('That browser is signed out.')
    expect((await there.get('/sessions')).status).toBe(303)
    expect((await here.get('/sessions')).status).toBe(200)
    expect((await here.send(`/sessions/${id}/end`)).status).toBe(404)
  })

  test('somebody else’s is a page that does not exist, and does nothing', async () => {
    const ben = await visit('ben@example.org')
    const [id] = await listSessionIds()
    const ada = await visit('ada@example.org')
    const answers = await Promise.all([
      ada.send(`/sessions/${id}/end`),
      ada.send('/sessions/11111111-1111-4111-8111-111111111111/end'),
      ada.send('/sessions/not-an-id/end'),
    ])
    expect(answers.map((answer) => answer.status)).toEqual([404, 404, 404])
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1)
    expect((await ben.get('/sessions')).status).toBe(200)
  })

  test('all others leaves this one', async () => {
    const there = await visit('ada@example.org')
    const ben = await visit('ben@example.org')
    const here = await visit('ada@example.org')
    expect((await here.send('/sessions/others/end')).location).toBe('/sessions?done=others-ended')
    expect((await there.get('/sessions')).status).toBe(303)
    expect((await here.get('/sessions')).status).toBe(200)
    expect((await ben.get('/sessions')).status).toBe(200)
  })

  test('signing out ends it on the server, not only in the browser', async () => {
    const visitor = await visit('ada@example.org')
    const token = visitor.cookies.get(sessionCookie)!
    const answer = await visitor.send('/sign-out')
    expect(answer.location).toBe('/?done=signed-out')
    expect(visitor.cookies.has(sessionCookie)).toBe(false)
    expect((await visitor.get(answer.location!)).text).toContain('You are signed out.')
    visitor.cookies.set(sessionCookie, token)
    expect((await visitor.get('/sessions')).status).toBe(303)
    expect((await new Visitor(app).send('/sign-out')).status).toBe(303)
  })

  test('a session past its time opens nothing', async () => {
    const visitor = await visit('ada@example.org')
    await house.asOwner(`update session set expires_at = now() - interval '1 second'`)
    expect((await visitor.get('/sessions')).status).toBe(303)
  })

  test('a made-up or huge token opens nothing', async () => {
    for (const token of ['x', 'x'.repeat(5000), '%00', 'é']) {
      const visitor = new Visitor(app)
      visitor.cookies.set(sessionCookie, encodeURIComponent(token))
      expect((await visitor.get('/sessions')).status, token.slice(0, 9)).toBe(303)
    }
  })
})

describe('several organisations', () => {
  test('one is worked in at a time, and can be changed', async () => {
    const visitor = await visit('ada@example.org')
    expect((await visitor.get('/staff')).text).toContain('First House')
    expect((await visitor.get('/staff')).text).toContain('Ben')
    expect((await visitor.send('/sessions/organisation', { organisation: second })).status).toBe(303)
    const page = await visitor.get('/staff')
    expect(page.text).toContain('Second House')
    expect(page.text).not.toContain('Ben')
    await visitor.send('/sessions/organisation', { organisation: first })
    expect((await visitor.get('/staff')).text).toContain('Ben')
  })

  test('one this account does not work in does not exist for it', async () => {
    const visitor = await visit('ada@example.org')
    for (const organisation of [foreign, '11111111-1111-4111-8111-111111111111', '', 'x']) {
      expect((await visitor.send('/sessions/organisation', { organisation })).status).toBe(404)
    }
    expect((await visitor.get('/staff')).text).toContain('First House')
  })
})

describe('the first page', () => {
  test('leads people who are signed in to their work, and says what this is to all others', async () => {
    expect((await (await visit('ada@example.org')).get('/')).location).toBe('/work')
    const page = await new Visitor(app).get('/')
    expect(page.status).toBe(200)
    expect(page.text).toContain('href="/read"')
    expect(page.text).toContain('href="/sign-in"')
    expect(page.text).not.toContain('/set-up')
    expect(page.text).not.toContain('House')
  })
})

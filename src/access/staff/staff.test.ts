import type { Hono } from 'hono'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { openMailServer } from '../../../test/mail-server.ts'
import { enter, openApp, Visitor } from '../../../test/visitor.ts'
import { Limits } from '../../platform/http/limits.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { openPostbox } from '../../platform/mail/postbox.ts'
import { changeOrganisation, makeOrganisation } from '../organisation/organisation.ts'
import { organisationRoutes } from '../organisation/organisation.routes.tsx'
import { sessionRoutes } from '../sessions/sessions.routes.tsx'
import { signInRoutes } from '../sign-in/sign-in.routes.tsx'
import { changeStaffMember, insertStaffMember, removeStaffMember } from './staff.ts'
import { staffRoutes } from './staff.routes.tsx'

const routes = [...signInRoutes, ...sessionRoutes, ...staffRoutes, ...organisationRoutes]

const house = useTestHouse()
let app: Hono
let tenantId: string
let ada: string
let ben: string
let otherAccount: string
let lead: Visitor
const visit = (address: string) => enter(house, app, address)

beforeAll(async () => {
  app = openApp(house, routes)
}, 60_000)

beforeEach(async () => {
  house.services.limits = new Limits()
  for (const table of ['organisation', 'session', 'sign_in_code', 'account']) {
    await house.asOwner(`delete from ${table}`)
  }
  const made = await makeOrganisation(house.db, {
    name: 'The Lighthouse',
    operator: 'x',
    staff: [
      { name: 'Ada', address: 'ada@example.org', roles: ['lead', 'listener'] },
      { name: 'Ben', address: 'ben@example.org', roles: ['reader'] },
    ],
  })
  tenantId = made.tenantId
  ada = made.accountIds[0]!
  ben = made.accountIds[1]!
  const other = await makeOrganisation(house.db, {
    name: 'Elsewhere',
    operator: 'x',
    staff: [{ name: 'Zoe', address: 'zoe@example.org', roles: ['lead'] }],
  })
  otherAccount = other.accountIds[0]!
  lead = await visit('ada@example.org')
})

async function listRoles(accountId: string): Promise<string[]> {
  const rows = await house.asOwner(
    'select role from membership where tenant_id = $1 and account_id = $2 order by role',
    [tenantId, accountId],
  )
  return rows.map((row) => String(row['role']))
}

async function listActs(): Promise<string[]> {
  const rows = await house.asOwner('select * from audit_event where tenant_id = $1 order by at, id', [
    tenantId,
  ])
  return rows.map((row) => `${row['act']} ${row['about_id']} by ${row['actor']}`)
}

describe('the list', () => {
  test('shows a lead names, roles and addresses; others names and roles only', async () => {
    const seen = await lead.get('/staff')
    for (const text of ['Ada', 'Ben', 'Reader', 'ben@example.org', 'Invite somebody']) {
      expect(seen.text).toContain(text)
    }
    expect(seen.text).not.toContain('Zoe')
    const reader = await (await visit('ben@example.org')).get('/staff')
    expect(reader.status).toBe(200)
    expect(reader.text).toContain('Ada')
    expect(reader.text).not.toMatch(/@example\.org|Invite|\/staff\/[0-9a-f]/)
  })

  test('names are sealed in the database', async () => {
    const rows = await house.asOwner('select membership::text as text from membership')
    const stored = rows.map((row) => row['text']).join()
    expect(stored).not.toContain(Buffer.from('Ada').toString('hex'))
    expect(stored).not.toContain('Ada')
  })
})

describe('only a lead changes the team', () => {
  test('for everybody else every page and form is closed', async () => {
    const reader = await visit('ben@example.org')
    const invitation = { name: 'Cal', address: 'cal@example.org', roles: 'lead' }
    expect((await reader.send('/staff', invitation)).status).toBe(403)
    expect((await reader.get(`/staff/${ada}`)).status).toBe(403)
    expect((await reader.send(`/staff/${ben}`, { name: 'Ben', roles: 'lead' })).status).toBe(403)
    expect((await reader.send(`/staff/${ada}/remove`)).status).toBe(403)
    expect((await reader.get('/organisation')).status).toBe(403)
    expect(await listRoles(ben)).toEqual(['reader'])
  })

  test('and the database says the same when the page is gone round', async () => {
    const before = await listActs()
    const asReader = { id: ben, roles: ['reader'] }
    const reader = { accountId: ben, name: 'Ben', roles: ['lead'] as const }
    const tries: ((ctx: Ctx) => Promise<unknown>)[] = [
      (ctx) => removeStaffMember(ctx, { accountId: ben, db: house.db }),
      (ctx) => changeStaffMember(ctx, reader),
      (ctx) => insertStaffMember(ctx, reader),
      (ctx) => changeOrganisation(ctx, { name: 'Mine', operator: 'x', helpLines: [] }),
    ]
    for (const attempt of tries) {
      await expect(house.db.within(tenantId, asReader, attempt)).rejects.toThrow()
    }
    expect(await listRoles(ben)).toEqual(['reader'])
    expect(await listActs()).toEqual(before)
  })
})

describe('inviting', () => {
  const cal = { name: 'Cal', address: ' Cal@Example.org ', roles: ['listener', 'reader'] }

  test('adds somebody at once and sends a letter with the sign-in page and nothing more', async () => {
    const before = house.letters.length
    const answer = await lead.send('/staff', cal)
    expect(answer.location).toBe('/staff?done=invited-without-letter')
    expect((await lead.get(answer.location!)).text).toContain('Tell them yourself where to sign in.')
    const letter = house.letters.slice(before).join()
    expect(letter).toContain('Letter to cal@example.org: You can sign in')
    expect(letter).toContain('http://localhost:3000/sign-in')
    expect(letter).not.toMatch(/lighthouse|ownterms|ada\b|\d{3} \d{3}/i)
    const account = (await house.asOwner('select account_id from membership')).at(-1)!['account_id']
    expect(await listRoles(String(account))).toEqual(['listener', 'reader'])
    expect((await listActs()).at(-1)).toBe(`staff.invited ${account} by ${ada}`)
    expect((await (await visit('cal@example.org')).get('/staff')).status).toBe(200)
  })

  test('twice says so and changes nothing', async () => {
    await lead.send('/staff', cal)
    const again = await lead.send('/staff', { ...cal, roles: ['lead'] })
    expect(again.status).toBe(422)
    expect(again.text).toContain('in the team already')
    expect(again.text).toContain('value="Cal"')
  })

  test('two leads inviting the same person at once: in once, and no error page', async () => {
    const answers = await Promise.all([lead.send('/staff', cal), lead.send('/staff', cal)])
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 422])
  })

  test('somebody who works elsewhere on this server works the same as anybody', async () => {
    const zoe = { name: 'Zoe here', address: 'zoe@example.org', roles: 'reader' }
    expect((await lead.send('/staff', zoe)).status).toBe(303)
    expect(await listRoles(otherAccount)).toEqual(['reader'])
  })

  test('keeps what was typed and says what is missing', async () => {
    const answer = await lead.send('/staff', { name: 'Cal', address: 'cal', roles: ['reader', 'owner'] })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('value="Cal"')
    expect(answer.text).toContain('value="cal"')
    expect(answer.text).toMatch(/value="reader" checked/)
    expect(
      (await lead.send('/staff', { name: 'Cal', address: 'cal@example.org', roles: 'owner' })).text,
    ).toContain('Tick at least one')
  })

  test('by a real mail server says that a letter tells them', async () => {
    const mail = await openMailServer()
    const postbox = openPostbox(mail.url, 'x@example.org', () => undefined)
    try {
      const online = openApp({ ...house, services: { ...house.services, postbox } }, routes)
      const visitor = new Visitor(online)
      for (const [name, value] of lead.cookies) visitor.cookies.set(name, value)
      expect((await visitor.send('/staff', cal)).location).toBe('/staff?done=invited')
      expect(mail.received[0]).toMatch(/^To: cal@example\.org\r?$/m)
      expect(mail.received[0]).toMatch(/^http:\/\/localhost:3000\/sign-in\r?$/m)
    } finally {
      postbox.close()
      await mail.close()
    }
  })

  test('says when the letter could not be sent, and the person is in all the same', async () => {
    const postbox = openPostbox('smtp://127.0.0.1:9', 'x@example.org', () => undefined)
    const closed = openApp({ ...house, services: { ...house.services, postbox } }, routes)
    const visitor = new Visitor(closed)
    for (const [name, value] of lead.cookies) visitor.cookies.set(name, value)
    expect((await visitor.send('/staff', cal)).location).toBe('/staff?done=invited-without-letter')
    expect((await lead.get('/staff')).text).toContain('cal@example.org')
  })
})

describe('changing', () => {
  test('name and roles count from the next click', async () => {
    const reader = await visit('ben@example.org')
    const answer = await lead.send(`/staff/${ben}`, { name: 'Benedict', roles: ['lead', 'listener'] })
    expect(answer.location).toBe('/staff?done=changed')
    expect(await listRoles(ben)).toEqual(['lead', 'listener'])
    const seen = await reader.get('/staff')
    expect(seen.text).toContain('Benedict')
    expect(seen.text).toContain('ada@example.org')
    expect((await listActs()).at(-1)).toBe(`staff.changed ${ben} by ${ada}`)
  })

  test('needs a name and a role', async () => {
    const answer = await lead.send(`/staff/${ben}`, { name: '' })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('#field-name')
    expect(answer.text).toContain('#field-roles')
    expect(await listRoles(ben)).toEqual(['reader'])
  })

  test('somebody of another organisation, or nobody, is a page that does not exist', async () => {
    for (const id of [otherAccount, '11111111-1111-4111-8111-111111111111', 'x', `${ben}'--`]) {
      const path = `/staff/${encodeURIComponent(id)}`
      const statuses = [
        (await lead.get(path)).status,
        (await lead.send(path, { name: 'X', roles: 'reader' })).status,
        (await lead.get(`${path}/remove`)).status,
        (await lead.send(`${path}/remove`)).status,
      ]
      expect(statuses, id).toEqual([404, 404, 404, 404])
    }
    expect(
      await house.asOwner('select 1 from membership where account_id = $1', [otherAccount]),
    ).toHaveLength(1)
  })

  test('the last lead stays lead', async () => {
    const answer = await lead.send(`/staff/${ada}`, { name: 'Ada', roles: ['listener'] })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('This is the only lead.')
    expect(await listRoles(ada)).toEqual(['lead', 'listener'])

    await lead.send(`/staff/${ben}`, { name: 'Ben', roles: ['lead'] })
    expect((await lead.send(`/staff/${ada}`, { name: 'Ada', roles: ['listener'] })).status).toBe(303)
    expect((await lead.get(`/staff/${ben}`)).status).toBe(403)
  })
})

describe('removing', () => {
  test('asks first, then ends sessions of somebody who works nowhere else', async () => {
    const reader = await visit('ben@example.org')
    const asked = await lead.get(`/staff/${ben}/remove`)
    expect(asked.text).toContain('Remove Ben from the team')
    expect(await listRoles(ben)).toEqual(['reader'])
    expect((await lead.send(`/staff/${ben}/remove`)).location).toBe('/staff?done=removed')
    expect((await reader.get('/staff')).status).toBe(303)
    const live = await house.asOwner('select 1 from session where account_id = $1 and revoked_at is null', [
      ben,
    ])
    expect(live).toHaveLength(0)
    expect((await listActs()).at(-1)).toBe(`staff.removed ${ben} by ${ada}`)

    const invitation = { name: 'Ben', address: 'ben@example.org', roles: 'reader' }
    expect((await lead.send('/staff', invitation)).status).toBe(303)
    expect((await reader.get('/staff')).status, 'an old session does not come back').toBe(303)
  })

  test('leaves the sessions of somebody who works elsewhere too', async () => {
    await lead.send('/staff', { name: 'Zoe', address: 'zoe@example.org', roles: 'reader' })
    const zoe = await visit('zoe@example.org')
    await lead.send(`/staff/${otherAccount}/remove`)
    const seen = await zoe.get('/staff')
    expect(seen.status).toBe(200)
    expect(seen.text).toContain('Elsewhere')
    expect(seen.text).not.toContain('The Lighthouse')
  })

  test('the last lead cannot be removed', async () => {
    const answer = await lead.send(`/staff/${ada}/remove`)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('This is the only lead.')
    expect(await listRoles(ada)).toEqual(['lead', 'listener'])
  })

  test('of two leads removing each other at once one stays', async () => {
    const remove = (actor: string, accountId: string) =>
      house.db.within(tenantId, { id: actor, roles: ['lead'] }, (ctx) =>
        removeStaffMember(ctx, { accountId, db: house.db }),
      )
    for (let round = 0; round < 5; round += 1) {
      await house.asOwner('delete from membership where tenant_id = $1', [tenantId])
      await house.db.within(tenantId, { id: ada, roles: ['lead'] }, async (ctx) => {
        await insertStaffMember(ctx, { accountId: ada, name: 'Ada', roles: ['lead'] })
        await insertStaffMember(ctx, { accountId: ben, name: 'Ben', roles: ['lead'] })
      })
      const answers = await Promise.all([remove(ada, ben), remove(ben, ada)])
      expect(answers.filter((answer) => answer === 'last-lead')).toHaveLength(1)
      expect([...(await listRoles(ada)), ...(await listRoles(ben))]).toEqual(['lead'])
    }
  })
})

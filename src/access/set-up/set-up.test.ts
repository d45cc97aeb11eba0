import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Hono } from 'hono'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { openApp, signIn, Visitor } from '../../../test/visitor.ts'
import { Limits } from '../../platform/http/limits.ts'
import { findOrMakeAccount, listAddresses } from '../accounts/account.ts'
import { homeRoutes } from '../home/home.routes.tsx'
import { getOrganisation, listDefaultHelpLines, makeOrganisation } from '../organisation/organisation.ts'
import { signInRoutes } from '../sign-in/sign-in.routes.tsx'
import { staffRoutes } from '../staff/staff.routes.tsx'
import { makeSetUpCode } from './set-up.ts'
import { setUpRoutes } from './set-up.routes.tsx'

const house = useTestHouse()
let app: Hono
let visitor: Visitor

beforeAll(async () => {
  app = openApp(house, [...setUpRoutes, ...homeRoutes, ...signInRoutes, ...staffRoutes])
}, 60_000)

beforeEach(async () => {
  house.services.limits = new Limits()
  visitor = new Visitor(app)
  await house.asOwner('delete from organisation')
  await house.asOwner('delete from sign_in_code')
  await house.asOwner('delete from session')
  await house.asOwner('delete from account')
})

function fill(code: string, name = 'Ada') {
  return {
    code,
    organisation: 'The Lighthouse',
    operator: 'Lighthouse Ltd',
    name,
    address: ' Ada@Example.org',
  }
}

async function count(table: 'organisation' | 'account' | 'membership' | 'set_up_code'): Promise<number> {
  return (await house.asOwner(`select * from ${table}`)).length
}

test('the first start: a code on the console, an organisation, and its first lead who can sign in', async () => {
  const home = await visitor.get('/')
  expect(home.text).toContain('href="/set-up"')
  expect(home.text).not.toContain('href="/sign-in"')

  const code = (await makeSetUpCode(house.db))!
  expect(code).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/)
  expect((await visitor.get('/set-up')).status).toBe(200)
  const answer = await visitor.send('/set-up', fill(code))
  expect([answer.status, answer.location]).toEqual([303, '/sign-in?done=set-up'])
  expect((await visitor.get(answer.location!)).text).toContain('Your organisation is ready')

  expect((await signIn(house, visitor, 'ada@example.org')).location).toBe('/work')
  const team = await visitor.get('/staff')
  expect(team.text).toContain('Ada')
  expect(team.text).toContain('Lead, Listener')

  const [row] = await house.asOwner('select tenant_id from organisation')
  const worker = { id: 'worker', roles: ['worker'] }
  const made = await house.db.within(String(row!['tenant_id']), worker, getOrganisation)
  expect(made).toEqual({
    name: 'The Lighthouse',
    operator: 'Lighthouse Ltd',
    helpLines: listDefaultHelpLines(),
  })
  const acts = await house.asOwner('select actor, act from audit_event order by act')
  expect(acts.map((event) => `${event['actor']} ${event['act']}`)).toEqual([
    'worker organisation.made',
    'worker staff.invited',
  ])
})

test('once there is an organisation the page does not exist and no code is made', async () => {
  const code = (await makeSetUpCode(house.db))!
  await visitor.send('/set-up', fill(code))
  expect((await visitor.get('/set-up')).status).toBe(404)
  expect((await visitor.send('/set-up', fill(code))).status).toBe(404)
  expect(await makeSetUpCode(house.db)).toBeNull()
  expect(await count('organisation')).toBe(1)
})

test('two people at once: one organisation', async () => {
  for (let round = 0; round < 5; round += 1) {
    await house.asOwner('delete from organisation')
    const code = (await makeSetUpCode(house.db))!
    const names = ['Ada', 'Ben', 'Cal', 'Dee']
    const answers = await Promise.all(names.map((name) => new Visitor(app).send('/set-up', fill(code, name))))
    expect(answers.filter((answer) => answer.status === 303)).toHaveLength(1)
    expect(answers.filter((answer) => answer.status === 422 || answer.status === 404)).toHaveLength(3)
    expect(await count('organisation')).toBe(1)
    expect(await count('membership')).toBe(2)
    house.services.limits = new Limits()
  }
})

test('a code is taken however it is typed', async () => {
  const code = (await makeSetUpCode(house.db))!
  const answer = await visitor.send('/set-up', fill(` ${code.toUpperCase().replaceAll('-', ' ')} `))
  expect(answer.status).toBe(303)
})

test('a newer code replaces the older one', async () => {
  const old = (await makeSetUpCode(house.db))!
  const code = (await makeSetUpCode(house.db))!
  expect(await count('set_up_code')).toBe(1)
  const refused = await visitor.send('/set-up', fill(old))
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('This code does not work.')
  expect(refused.text).toContain('value="The Lighthouse"')
  expect((await visitor.send('/set-up', fill(code))).status).toBe(303)
})

test('after ten wrong tries only a new start helps', async () => {
  const code = (await makeSetUpCode(house.db))!
  for (let tries = 0; tries < 10; tries += 1) {
    house.services.limits = new Limits()
    expect((await visitor.send('/set-up', fill('aaaa-aaaa-aaaa'))).status).toBe(422)
  }
  house.services.limits = new Limits()
  expect((await visitor.send('/set-up', fill(code))).status).toBe(422)
  expect(await count('organisation')).toBe(0)
  expect(await count('account')).toBe(0)
  const next = (await makeSetUpCode(house.db))!
  expect((await visitor.send('/set-up', fill(next))).status).toBe(303)
})

test('what is missing is said for each field, without spending a try', async () => {
  await makeSetUpCode(house.db)
  const answer = await visitor.send('/set-up', { name: 'Ada <b>' })
  expect(answer.status).toBe(422)
  for (const field of ['code', 'organisation', 'operator', 'address']) {
    expect(answer.text).toContain(`href="#field-${field}"`)
  }
  expect(answer.text).toContain('value="Ada &lt;b>"')
  const [row] = await house.asOwner('select attempts from set_up_code')
  expect(row?.['attempts']).toBe(0)
})

test('a form from nowhere is refused and spends no try', async () => {
  const code = (await makeSetUpCode(house.db))!
  expect((await visitor.send('/set-up', fill(code), {})).status).toBe(403)
  expect(await count('organisation')).toBe(0)
})

test('an organisation that could not be made leaves the code to be used again', async () => {
  const code = (await makeSetUpCode(house.db))!
  await house.asOwner('alter table organisation add constraint stop check (false) not valid')
  try {
    expect((await visitor.send('/set-up', fill(code))).status).toBe(500)
  } finally {
    await house.asOwner('alter table organisation drop constraint stop')
  }
  expect((await visitor.send('/set-up', fill(code))).status).toBe(303)
})

test('an account is one for an address, however often and however fast it is asked for', async () => {
  const ids = await Promise.all(
    ['eve@example.org', ' EVE@example.org', 'Eve@Example.Org '].map((address) =>
      findOrMakeAccount(house.db, address),
    ),
  )
  expect(new Set(ids).size).toBe(1)
  expect(await findOrMakeAccount(house.db, 'eve@example.org')).toBe(ids[0])
  expect(await listAddresses(house.db, ids)).toEqual(new Map([[ids[0], 'eve@example.org']]))
})

test('an organisation that could not be made leaves no key behind', async () => {
  const keyring = new DatabaseSync(join(house.config.keyringFolder, 'keys.sqlite'), { readOnly: true })
  const countKeys = () => keyring.prepare('select count(*) as keys from key').get()?.['keys']
  try {
    const before = countKeys()
    await expect(makeOrganisation(house.db, { name: '', operator: '', staff: [] })).rejects.toThrow()
    expect(countKeys()).toBe(before)
    await makeOrganisation(house.db, { name: 'One', operator: '', staff: [] })
    expect(countKeys()).toBe(Number(before) + 1)
  } finally {
    keyring.close()
  }
})

import type { Hono } from 'hono'
import { beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../bin/parts.ts'
import { supportRoutes } from '../../bin/support-parts.ts'
import { tables } from '../../src/access/matrix.ts'
import { newBlindId } from '../../src/platform/ids.ts'
import { supportPaths } from '../../src/support/paths.ts'
import { askAsLogin } from '../as-login.ts'
import { begin, enterCoach, findSpace, letIn } from '../own-space.ts'
import { useTestHouse } from '../test-house.ts'
import { enter, openApp, type Visitor } from '../visitor.ts'

/*
 * Promise 9: your landlord is not in the room. No role that manages housing can learn that a space exists: over every
 * page and every table, from the route table and the live schema.
 */

const house = useTestHouse()
let app: Hono
let housing: Visitor
let spaceId: string
let organisationId: string
let housingId: string

beforeAll(async () => {
  app = openApp(house, routes)
  const coach = await enterCoach(house, app)
  housing = await enter(house, app, 'gareth@lighthouse.example')
  const { person } = await begin(app, 'Sparrow')
  await letIn(person, coach)
  spaceId = await findSpace(coach, 'Sparrow')
  const [row] = await house.asOwner(`select tenant_id, account_id from membership where role = 'housing'`)
  organisationId = String(row!['tenant_id'])
  housingId = String(row!['account_id'])
})

/** Every page there is, filled with one id of everything, or with ids of nothing. */
async function visitAll(space: string, rest: () => string): Promise<string[]> {
  const answers: string[] = []
  for (const { method, path } of supportRoutes) {
    const address = path.replace(':space', space).replaceAll(/:\w+/g, rest)
    const answer = method === 'GET' ? await housing.get(address) : await housing.send(address)
    answers.push(`${method} ${path} ${answer.status} ${answer.location ?? ''} ${answer.text}`)
  }
  return answers
}

describe('every page', () => {
  test('of Support is not there, and says so in the same words as one that never was', async () => {
    const never = await housing.get('/nowhere')
    const there = await visitAll(spaceId, () => spaceId)
    for (const answer of there) expect(answer).toContain(` 404  ${never.text}`)
    expect(there).toEqual(await visitAll(newBlindId(), newBlindId))
  })

  test('of the rest of the house says nothing of a space', async () => {
    const [space] = await house.asOwner('select name_sealed from space where tenant_id = $1', [spaceId])
    expect(space).toBeDefined()
    const pages = routes.filter(
      (route) => route.method === 'GET' && !supportRoutes.includes(route) && !route.path.includes(':'),
    )
    expect(pages.length).toBeGreaterThan(10)
    for (const { path } of pages) {
      const { text } = await housing.get(path)
      expect(text, path).not.toMatch(new RegExp(`${spaceId}|Sparrow`))
    }
  })

  test('answers without asking any table of a space', async () => {
    // Nothing can be told by the time an answer takes when nothing is looked up: with every such table out of reach the
    // answers are the same.
    const before = await visitAll(spaceId, newBlindId)
    const own = await listOwnTables()
    for (const table of own) await house.asOwner(`alter table ${table} rename to ${table}_away`)
    try {
      expect(await visitAll(spaceId, newBlindId)).toEqual(before)
    } finally {
      for (const table of own) await house.asOwner(`alter table ${table}_away rename to ${table}`)
    }
  })
})

describe('every table', () => {
  test('that lies in a space gives housing no verb', async () => {
    for (const table of await listOwnTables()) {
      for (const [verb, held] of Object.entries(tables[table]!)) {
        expect(held, `${verb} ${table}`).not.toContain('housing')
      }
    }
  })

  test('housing can read, in its own organisation or with a space’s id, holds nothing of a space', async () => {
    for (const tenantId of [organisationId, spaceId]) {
      for (const table of Object.keys(tables)) {
        const rows = await askAsLogin(house, asHousing(tenantId), `select * from ${table}`)
        expect(JSON.stringify(rows), table).not.toContain(spaceId)
        if (tenantId === spaceId) expect([[], '42501'], table).toContainEqual(rows)
      }
    }
  })

  test('gives the same answer to a guess that hits and to one that misses', async () => {
    for (const table of await listOwnTables()) {
      const [row] = await house.asOwner(`select to_jsonb(t) as row from ${table} t where tenant_id = $1`, [
        spaceId,
      ])
      if (!row) continue
      const insert = `insert into ${table} select * from jsonb_populate_record(null::${table}, $1)`
      const missed = { ...(row['row'] as object), tenant_id: newBlindId() }
      const hit = await askAsLogin(house, asHousing(spaceId), insert, [JSON.stringify(row['row'])])
      expect(hit, table).toBe('42501')
      expect(
        await askAsLogin(house, asHousing(missed.tenant_id), insert, [JSON.stringify(missed)]),
        table,
      ).toBe(hit)
    }
  })

  test('and no function of the database answers it about a space', async () => {
    for (const call of ['scope.offer_of', 'scope.space_of_code', 'scope.left_by_coaches', 'scope.host']) {
      const asked = `select * from ${call}(${call.endsWith('host') ? '' : call.endsWith('coaches') ? '1' : '$1'})`
      const values = asked.includes('$1') ? [Buffer.from('card')] : []
      expect(await askAsLogin(house, asHousing(spaceId), asked, values), call).toBe('42501')
    }
    const opens = await askAsLogin(house, asHousing(spaceId), 'select * from scope.spaces_open_to($1)', [
      housingId,
    ])
    expect(opens).toBe('42501')
  })
})

function asHousing(tenantId: string) {
  return { tenantId, actorId: housingId, roles: ['housing'] }
}

describe('one account', () => {
  test.each(['coach', 'listener', 'safeguarding'])(
    'cannot be housing and %s in one organisation',
    async (role) => {
      const add = house.asOwner(
        `insert into membership (tenant_id, account_id, role, name_sealed)
       select tenant_id, account_id, $1, name_sealed from membership where role = 'housing'`,
        [role],
      )
      await expect(add).rejects.toMatchObject({ code: '23P01' })
    },
  )

  test.each(['coach', 'safeguarding'])('cannot be lead and %s in one organisation', async (role) => {
    const add = house.asOwner(
      `insert into membership (tenant_id, account_id, role, name_sealed)
       select tenant_id, account_id, $1, name_sealed from membership where role = 'lead'`,
      [role],
    )
    await expect(add).rejects.toMatchObject({ code: '23P01' })
  })
})

test('where the organisation manages homes too, the first page of a space says so', async () => {
  const { person } = await begin(app, 'Heron')
  expect((await person.get(supportPaths.space)).text).toContain(
    'The Lighthouse also manages homes. Nobody who does that can see your page',
  )
})

/** The tables that lie in a space, from the live schema: those that hang on `space`, and itself. */
async function listOwnTables(): Promise<string[]> {
  const rows = await house.asOwner(
    `select distinct conrelid::regclass::text as name from pg_constraint
     where contype = 'f' and confrelid = 'space'::regclass union select 'space' order by 1`,
  )
  return rows.map((row) => String(row['name']))
}

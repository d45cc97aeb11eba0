import type { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'
import { routes } from '../../bin/parts.ts'
import { supportRoutes } from '../../bin/support-parts.ts'
import { tables } from '../../src/access/matrix.ts'
import { supportPaths } from '../../src/support/paths.ts'
import { askAsLogin } from '../as-login.ts'
import { begin, enterCoach, findSpace, letIn } from '../own-space.ts'
import { useTestHouse } from '../test-house.ts'
import { enter, openApp, type Visitor } from '../visitor.ts'

/*
 * Promise 8: nobody is timed. No screen, export or interface gives hours or counts per coach; looks are never listed by
 * worker.
 */

const house = useTestHouse()
let app: Hono
let coach: Visitor
let lead: Visitor
let spaceId: string

beforeAll(async () => {
  app = openApp(house, routes)
  coach = await enterCoach(house, app)
  lead = await enter(house, app, 'amira@lighthouse.example')
  const { person } = await begin(app, 'Sparrow')
  await letIn(person, coach)
  spaceId = await findSpace(coach, 'Sparrow')
})

/** What an organisation holds of one account, everywhere, but for the fact that it works there. */
async function heldOfCoach(): Promise<string[]> {
  const [row] = await house.asOwner(`select account_id, tenant_id from membership where role = 'coach'`)
  const held: string[] = []
  for (const table of Object.keys(tables).filter((name) => name !== 'membership')) {
    const rows = await house.asOwner(
      `select t::text as row from ${table} t where tenant_id = $1 and t::text like '%' || $2 || '%'`,
      [row!['tenant_id'], row!['account_id']],
    )
    held.push(...rows.map((one) => `${table} ${String(one['row'])}`))
  }
  return held.sort()
}

test('a coach’s day leaves nothing about it with the organisation', async () => {
  const before = await heldOfCoach()
  const pages = supportRoutes.filter(
    ({ method, path }) => method === 'GET' && /^\/(?:today$|spaces\/:space(?:\/[a-z-]+)?$)/.test(path),
  )
  expect(pages.length).toBeGreaterThan(1)
  for (let round = 0; round < 3; round += 1) {
    for (const { path } of pages) await coach.get(path.replace(':space', spaceId))
  }
  const looks = await house.asOwner('select from look where tenant_id = $1', [spaceId])
  expect(looks.length).toBeGreaterThan(2)
  expect(await heldOfCoach()).toEqual(before)
})

test('what anybody sees of the organisation is the same before and after that day', async () => {
  const pages = routes.filter(
    ({ method, path, asks }) =>
      method === 'GET' && asks !== null && !path.includes(':') && path !== '/organisation',
  )
  const look = async () => {
    const texts: string[] = []
    for (const { path } of pages) texts.push((await lead.get(path)).text)
    return texts
  }
  // Forms that can be sent twice carry a name of their own each time; sessions and passkeys are the lead's own.
  const bare = (text: string) => text.replaceAll(/(?:value|data-options)="[^"]{24,}"/g, '')
  const before = (await look()).map(bare)
  await coach.get(supportPaths.guest(spaceId))
  expect((await look()).map(bare)).toEqual(before)
})

test('only the person reads who looked, and only in their own space', async () => {
  expect(tables['look']!.select).toEqual(['person'])
  const [row] = await house.asOwner(`select account_id, tenant_id from membership where role = 'lead'`)
  for (const tenantId of [spaceId, String(row!['tenant_id'])]) {
    for (const role of ['lead', 'coach', 'safeguarding', 'housing', 'listener', 'reader', 'worker']) {
      const scope = { tenantId, actorId: String(row!['account_id']), roles: [role] }
      expect(await askAsLogin(house, scope, 'select * from look'), role).toEqual([])
    }
  }
})

test('no function of the database lists looks, or counts anything by worker', async () => {
  const found = await house.asOwner(
    `select p.proname::text as name, pg_get_functiondef(p.oid) as text from pg_proc p
     where p.pronamespace = 'scope'::regnamespace and p.prokind = 'f'`,
  )
  const telling = found.filter(({ text }) => /\bfrom look\b/.test(String(text))).map(({ name }) => name)
  // These ask whether one look of this very transaction is there.
  for (const name of telling) {
    const [one] = found.filter((row) => row['name'] === name)
    expect(String(one!['text']), String(name)).toMatch(/exists \(\s*select from look/)
  }
  const counting = found.filter(({ text }) =>
    /\bgroup by\b[^;]*\baccount_id\b|\bcount\(\*\)[^;]*\b(?:invitation|conversation|line)\b/.test(
      String(text),
    ),
  )
  expect(counting.map(({ name }) => name)).toEqual([])
})

test('nowhere is there a column for how long something took', async () => {
  const rows = await house.asOwner(
    `select c.relname || '.' || a.attname as name from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'p')
       and (a.atttypid in ('interval'::regtype, 'tstzrange'::regtype, 'tsrange'::regtype)
         or a.attname ~ '(^|_)(hours?|minutes?|duration|worked|spent|visits?|caseload|overdue)(_|$)')`,
  )
  expect(rows.map(({ name }) => name)).toEqual([])
})

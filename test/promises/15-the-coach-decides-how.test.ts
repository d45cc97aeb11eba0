import type { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'
import { routes } from '../../bin/parts.ts'
import { rounds, taskHandlers } from '../../bin/background.ts'
import { supportRoutes } from '../../bin/support-parts.ts'
import { may, staffRoles, tables, type Action } from '../../src/access/matrix.ts'
import { begin, enterCoach, findSpace, letIn } from '../own-space.ts'
import { useTestHouse } from '../test-house.ts'
import { openApp, type Visitor } from '../visitor.ts'

/*
 * Promise 15: the coach decides how. No required step, template, frequency, reminder or approval can be configured on
 * the work with a person.
 */

const house = useTestHouse()
let app: Hono
let coach: Visitor
let person: Visitor
let spaceId: string

beforeAll(async () => {
  app = openApp(house, routes)
  coach = await enterCoach(house, app)
  person = (await begin(app, 'Sparrow')).person
  await letIn(person, coach)
  spaceId = await findSpace(coach, 'Sparrow')
})

/** What lies in a space, from the live schema. */
async function listOwnTables(): Promise<string[]> {
  const rows = await house.asOwner(
    `select distinct conrelid::regclass::text as name from pg_constraint
     where contype = 'f' and confrelid = 'space'::regclass union select 'space' order by 1`,
  )
  return rows.map((row) => String(row['name']))
}

test('nobody but the person, the coach they let in and the software has a verb in a space', async () => {
  const others = staffRoles.filter((role) => role !== 'coach')
  for (const table of await listOwnTables()) {
    for (const [verb, held] of Object.entries(tables[table]!)) {
      const more = (held as readonly string[]).filter((role) => (others as readonly string[]).includes(role))
      expect(more, `${verb} ${table}`).toEqual([])
    }
  }
})

test('an organisation has these settings, and none of them is about the work with a person', async () => {
  const columns = await house.asOwner(
    `select column_name::text as name from information_schema.columns where table_name = 'organisation' order by 1`,
  )
  expect(columns.map(({ name }) => name)).toEqual([
    'created_at',
    'help_lines',
    'name',
    'operator',
    'passkeys_required',
    'tenant_id',
  ])
})

test('no table, address or work in the background prescribes, reminds or approves', async () => {
  const prescribing =
    /(?:^|[_\-/. ])(?:templates?|reminders?|due|overdue|deadlines?|frequenc(?:y|ies)|approvals?|approved|mandatory|required|checklists?|workflows?|targets?)(?=$|[_\-/. ])/i
  const columns = await house.asOwner(
    `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`,
  )
  const names = [
    ...columns.map((row) => String(row['name'])),
    ...routes.map(({ path }) => path),
    ...rounds.map(({ name }) => name),
    ...taskHandlers.map(({ kind }) => kind),
  ].filter((name) => name !== 'organisation.passkeys_required')
  expect(names.length).toBeGreaterThan(300)
  expect(names.filter((name) => prescribing.test(name))).toEqual([])
  for (const name of ['goal.template', 'coach-reminders', '/spaces/:space/approval', 'step.due']) {
    expect(name).toMatch(prescribing)
  }
})

/** The one thing each form is about: without it there is nothing to keep. */
const theThingItself = ['name', 'phrase', 'words', 'card', 'code', 'address', 'text']

test('no form on the work with a person asks for more than the thing itself', async () => {
  const wrong: string[] = []
  for (const [visitor, asks] of [
    [person, 'space.own'],
    [coach, 'space.open'],
  ] as const) {
    const pages = supportRoutes.filter(
      (route) =>
        route.method === 'GET' &&
        route.asks === asks &&
        (route.path.match(/:\w+/g) ?? []).length <= (asks === 'space.open' ? 1 : 0) &&
        // A safeguarding record and an emergency are the law's, and named so; files hold no form.
        !/safeguarding|emergency|\/file$|\.json$/.test(route.path),
    )
    expect(pages.length).toBeGreaterThan(0)
    for (const { path } of pages) {
      const { text, status } = await visitor.get(path.replace(':space', spaceId))
      expect([200, 204, 303], path).toContain(status)
      for (const [field] of text.matchAll(/<(?:input|textarea|select)\b[^>]*\brequired\b[^>]*>/g)) {
        const name = /\bname="([^"]*)"/.exec(field)?.[1] ?? ''
        if (!theThingItself.includes(name)) wrong.push(`${path}: ${name}`)
      }
    }
  }
  expect(wrong).toEqual([])
})

test('whoever leads has no page that changes how a coach works', () => {
  const sends = supportRoutes.filter(({ method, asks }) => method === 'POST' && asks !== null)
  for (const { path, asks } of sends) {
    if (asks === 'space.own') continue
    expect(may(['lead'], asks as Action), path).toBe(false)
  }
})

import type { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'
import { routes } from '../../bin/parts.ts'
import { supportRoutes } from '../../bin/support-parts.ts'
import { columns } from '../../src/platform/db/columns.ts'
import { supportPaths } from '../../src/support/paths.ts'
import { makeChance } from '../chance.ts'
import { liveIn } from '../lived-space.ts'
import { begin, dayAhead, enterCoach, enterKeepers, findSpace, letIn, readSending } from '../own-space.ts'
import { useTestHouse } from '../test-house.ts'
import { enter, openSlowly, Visitor } from '../visitor.ts'
import {
  collectForms,
  emptyForm,
  encode,
  mutations,
  routeOf,
  send,
  strangers,
  type FoundForm,
  type Sent,
} from './support-forms.ts'

/*
 * Every form of Support as it stands on its page, sent broken in every way somebody's phone, browser or ill will may
 * break it. Which form is broken how follows from the seed.
 */

const house = useTestHouse()
const chance = makeChance(5)
/** How often each form is broken; one that ends what others are about, in the last rounds only. */
const [times, lastTimes] = [9, 4]

let app: Hono
let coach: Visitor
let nia: Visitor
let person: Visitor
let spaceId: string
/** A space of somebody else, which is open to another coach. */
let otherId: string
let forms: FoundForm[]
let count = 0

beforeAll(async () => {
  app = openSlowly(house, routes)
  coach = await enterCoach(house, app)
  nia = (await enterKeepers(house, app)).nia
  otherId = await liveAs('Heron', await enter(house, app, 'rosa@lighthouse.example'))
  await refill()
}, 120_000)

/** Somebody who let a coach in and has something in every room. */
async function liveAs(name: string, guest: Visitor): Promise<string> {
  person = (await begin(app, name)).person
  await letIn(person, guest)
  const id = await findSpace(guest, name)
  await liveIn(house, id)
  return id
}

/** A space with something in every form. */
async function refill(): Promise<void> {
  count += 1
  spaceId = await liveAs(`Sparrow ${count}`, coach)
  await writeRecord()
  // What each form adds makes other forms: of a second step, of an earlier version.
  for (const form of (await collect()).filter(({ action }) => !ends.test(action))) {
    const fields = form.fields.map(([name, value]) => [name, value.replace(/ garlic$/, ' chives')] as const)
    await ask(form.by, send(form.action, encode(fields)))
  }
  const found = await collect()
  const known = new Set(found.map(({ action }) => routeOf(supportRoutes, action)))
  const missing = supportRoutes.filter((route) => route.method === 'POST' && !known.has(route))
  forms = [...found, ...missing.map((route) => emptyForm(route, route.asks === 'space.own' ? person : coach))]
}

/** What takes away what another form is about, closes a door, or ends the visit. */
const ends = /\/(?:out|now|when|close|leave|others|remove|take-back|change|state|agree|implicated|file)$/

const anyId = /^[0-9a-f]{8}-[0-9a-f-]{27}$|\/[0-9a-f]{8}-[0-9a-f-]{27}/

/** All forms there are; those that end something come last. */
async function collect(): Promise<FoundForm[]> {
  const found = [
    ...(await collectForms(person, [supportPaths.space, `${supportPaths.goals}?order=open`])),
    ...(await collectForms(coach, [
      supportPaths.guest(spaceId),
      supportPaths.today,
      supportPaths.safeguarding,
    ])),
    ...(await collectForms(nia, [supportPaths.safeguarding])),
    ...(await collectForms(new Visitor(app), [supportPaths.begin, supportPaths.enter, supportPaths.lost])),
  ]
  return found
    .filter(({ action }) => routeOf(supportRoutes, action))
    .toSorted((a, b) => Number(ends.test(a.action)) - Number(ends.test(b.action)))
}

async function writeRecord(): Promise<void> {
  const form = await coach.get(`${supportPaths.writeRecord}?space=${spaceId}`)
  const written = await coach.send(supportPaths.writeRecord, {
    space: spaceId,
    duty: 'adult-at-risk',
    happened: 'A bruise on the arm.',
    why: 'He takes her tablets.',
    acted: 'Dele rang the council.',
    wish: 'She wants to stay.',
    telling: 'wait',
    decision: 'He reads her phone.',
    until: await dayAhead(house, 14),
    sending: readSending(form.text),
  })
  if (written.status !== 303) throw new Error('No record was written.')
}

type Came = { status: number; text: string; location: string | null }

async function ask(by: Visitor, sent: Sent): Promise<Came> {
  const cookie = [...by.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const body = typeof sent.body === 'string' ? sent.body : Buffer.from(sent.body)
  const answer = await app.request(sent.path, { method: 'POST', body, headers: { ...sent.headers, cookie } })
  return { status: answer.status, text: await answer.text(), location: answer.headers.get('location') }
}

/** What is wrong with an answer: a fault, or a page that does not say what to do. */
function findFault({ status, text, location }: Came): string | null {
  if (status >= 500) return `${status}`
  if (status === 303) return location?.startsWith('/') ? null : `leads to ${location}`
  if (status === 204 || text.startsWith('{"state"') || text.startsWith('PK')) return null
  const said = /<h1[^>]*>(.+?)<\/h1>/.exec(text)?.[1]
  if (!said) return `${status} without a heading`
  return /undefined|\[object /.test(text) ? `${status}: ${said}, with a hole in it` : null
}

/** Rows of which only a part was written. */
const halves: Readonly<Record<string, string>> = {
  'a goal without words': `select from goal g where not exists (select from goal_wording w
     where w.tenant_id = g.tenant_id and w.goal_id = g.id and w.step_id is null and w.number = g.wording)`,
  'a step without words': `select from step s where not exists (select from goal_wording w
     where w.tenant_id = s.tenant_id and w.step_id = s.id and w.number = s.wording)`,
  'a conversation without a line': `select from conversation c where not exists (select from line l
     where l.tenant_id = c.tenant_id and l.conversation_id = c.id)`,
  'a chance without words': `select from chance c where not exists (select from chance_version v
     where v.tenant_id = c.tenant_id and v.chance_id = c.id)`,
  'a record without words': `select from safeguarding_record r where not exists (select from safeguarding_words w
     where w.tenant_id = r.tenant_id and w.safeguarding_record_id = r.id)`,
  'a record nobody decided about': `select from safeguarding_record r where not exists (select from safeguarding_decision d
     where d.tenant_id = r.tenant_id and d.safeguarding_record_id = r.id)`,
  'an open door for nobody': `select from invitation where state = 'open' and coach_sealed is null`,
  'a space with no way in': `select from space s where not exists (select from space_entry e where e.space_id = s.tenant_id)`,
}

async function findHalves(): Promise<string[]> {
  const found = Object.entries(halves).map(async ([name, text]) =>
    (await house.asOwner(text)).length > 0 ? name : null,
  )
  return (await Promise.all(found)).filter((name) => name !== null)
}

/** Everything in a space, as one number. */
async function fingerprint(id: string): Promise<string> {
  const tables = Object.entries(columns)
    .filter(([, held]) => 'tenant_id' in held)
    .map(([table]) => table)
  const sums = tables.map(
    (table) =>
      `select '${table}' as name, md5(string_agg(t::text, '' order by t::text)) as sum from ${table} t where tenant_id = $1`,
  )
  return JSON.stringify(await house.asOwner(sums.join(' union all '), [id]))
}

/** Every id in a space, and in which table it is. */
async function listIds(id: string): Promise<{ id: string; table: string }[]> {
  const tables = Object.entries(columns)
    .filter(([, held]) => 'tenant_id' in held && 'id' in held)
    .map(([table]) => table)
  const each = tables.map(
    (table) => `select id::text, '${table}' as table from ${table} where tenant_id = $1`,
  )
  const rows = await house.asOwner(`${each.join(' union all ')} union all select $1::text, 'space'`, [id])
  return rows as { id: string; table: string }[]
}

test('with ids of somebody else’s, nothing is found there and nothing changes', async () => {
  const before = await fingerprint(otherId)
  const [own, theirs] = [await listIds(spaceId), await listIds(otherId)]
  const alike = (id: string) => {
    const table = own.find((one) => one.id === id)?.table
    const same = theirs.filter((one) => one.table === table)
    return chance.pick(same.length > 0 ? same : theirs).id
  }
  const wrong: string[] = []
  const named = forms.filter(
    ({ action, fields }) => anyId.test(action) || fields.some(([, value]) => anyId.test(value)),
  )
  expect(named.length).toBeGreaterThan(50)
  for (const form of named) {
    const change = (text: string) => text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, alike)
    const inAddress = await ask(form.by, send(change(form.action), encode(form.fields)))
    const inFields = await ask(
      form.by,
      send(form.action, encode(form.fields.map(([name, value]) => [name, change(value)]))),
    )
    for (const answer of [inAddress, inFields]) {
      const fault = findFault(answer)
      if (fault) wrong.push(`${routeOf(supportRoutes, form.action)!.path}: ${fault}`)
    }
    if (change(form.action) !== form.action && form.action.startsWith('/spaces/') && inAddress.status !== 404)
      wrong.push(`${form.action}: ${inAddress.status}`)
  }
  expect([...wrong, ...(await findHalves())]).toEqual([])
  expect(await fingerprint(otherId)).toBe(before)
})

test.each(Object.entries(strangers))('a form %s is refused, and changes nothing', async (_, headers) => {
  const before = await fingerprint(spaceId)
  for (const form of forms) {
    const { status } = await ask(form.by, send(form.action, encode(form.fields), undefined, headers))
    expect(status, form.action).toBe(403)
  }
  expect(await fingerprint(spaceId)).toBe(before)
})

test('the broken ones are answered with a sentence, and leave nothing half done', async () => {
  const before = await fingerprint(otherId)
  const wrong: string[] = []
  let asked = 0
  const all = Object.entries(mutations)
  for (let time = times; time > 0; time -= 1) {
    if (time === lastTimes) expect((await person.get(supportPaths.space)).status).toBe(200)
    for (const form of forms.filter(({ action }) => time <= lastTimes || !ends.test(action))) {
      const [name, mutate] = chance.pick(all)
      const fault = findFault(await ask(form.by, mutate(form, chance)))
      if (fault) wrong.push(`${routeOf(supportRoutes, form.action)!.path}, ${name}: ${fault}`)
      asked += 1
    }
    wrong.push(...(await findHalves()))
  }
  expect(wrong).toEqual([])
  expect(asked).toBeGreaterThan(1000)
  expect(await fingerprint(otherId)).toBe(before)
}, 120_000)

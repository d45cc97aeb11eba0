import { createHash } from 'node:crypto'
import type { Hono } from 'hono'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { routes } from '../../bin/parts.ts'
import { tables } from '../../src/access/matrix.ts'
import { supportPaths } from '../../src/support/paths.ts'
import { begin, enterCoach, findSpace, letIn, listToday, readPhrase } from '../own-space.ts'
import { useTestHouse } from '../test-house.ts'
import { openApp, type Visitor } from '../visitor.ts'

/*
 * Promise 6: a no costs nothing. Declining, pausing, stopping, changing coach: one tap, no reason, in no report. Outside
 * the person's own view an invitation is only open or not open.
 */

const house = useTestHouse()
let app: Hono
let coach: Visitor
let person: Visitor
let spaceId: string
let invitationId: string
let people = 0

beforeAll(async () => {
  app = openApp(house, routes)
  coach = await enterCoach(house, app)
})

beforeEach(async () => {
  const name = `Sparrow ${(people += 1)}`
  person = (await begin(app, name)).person
  await letIn(person, coach)
  spaceId = await findSpace(coach, name)
  const [row] = await house.asOwner('select id from invitation where tenant_id = $1', [spaceId])
  invitationId = String(row!['id'])
})

/** Everything any organisation holds, and how far each of its tables is. */
async function fingerprintOfOrganisations(): Promise<string> {
  const parts: string[] = []
  for (const table of Object.keys(tables)) {
    const [row] = await house.asOwner(
      `select coalesce(string_agg(t::text, '|' order by t::text), '') as rows from ${table} t
       where exists (select from organisation o where o.tenant_id = t.tenant_id)`,
    )
    parts.push(`${table} ${createHash('sha256').update(String(row!['rows'])).digest('hex')}`)
  }
  return parts.join('\n')
}

const change = (how: string) => person.send(supportPaths.changeInvitation(invitationId), { change: how })

test.each(['pause', 'stop'])('%s is one tap, and leaves nothing with any organisation', async (how) => {
  const before = await fingerprintOfOrganisations()
  const answer = await change(how)
  expect([answer.status, answer.location]).toEqual([303, `${supportPaths.invitations}?done=changed`])
  expect((await listToday(coach)).map(({ id }) => id)).not.toContain(spaceId)
  expect(await fingerprintOfOrganisations()).toBe(before)
})

test('a no to a card leaves it as it was, for the same person or another', async () => {
  const card = readPhrase((await coach.send(supportPaths.makeOffer)).text)
  const before = await fingerprintOfOrganisations()
  const seen = await person.send(supportPaths.answerOffer, { card })
  // No is a link back: nothing is sent at all.
  expect(seen.text).toContain(`href="${supportPaths.invitations}"`)
  expect(await fingerprintOfOrganisations()).toBe(before)
})

test('a try-out that runs out is a no like any other', async () => {
  const before = await fingerprintOfOrganisations()
  await house.asOwner(`update invitation set until = now() - interval '1 second' where id = $1`, [
    invitationId,
  ])
  expect((await listToday(coach)).map(({ id }) => id)).not.toContain(spaceId)
  expect((await coach.get(supportPaths.guest(spaceId))).status).toBe(404)
  expect(await fingerprintOfOrganisations()).toBe(before)
})

test('whatever ended it, a coach sees the same: there is no such page', async () => {
  const answers = new Set<string>()
  for (const how of [`state = 'paused'`, `state = 'stopped'`, `until = now() - interval '1 day'`]) {
    await house.asOwner(`update invitation set state = 'open', until = null where id = $1`, [invitationId])
    await house.asOwner(`update invitation set ${how} where id = $1`, [invitationId])
    const answer = await coach.get(supportPaths.guest(spaceId))
    answers.add(`${answer.status} ${answer.text}`)
    const today = await coach.get(supportPaths.today)
    expect(today.text).not.toContain(spaceId)
  }
  const never = await coach.get(supportPaths.guest(crypto.randomUUID()))
  expect([...answers]).toEqual([`${never.status} ${never.text}`])
})

test('yes and no are buttons of one kind, and nobody asks why', async () => {
  const { text } = await person.get(supportPaths.invitations)
  const form = /<form action="[^"]*\/change"[\s\S]*?<\/form>/.exec(text)![0]
  const buttons = [...form.matchAll(/<button[^>]*class="([^"]+)"/g)].map(([, look]) => look)
  expect(buttons.length).toBe(3)
  expect(new Set(buttons).size).toBe(1)
  expect(form).not.toMatch(/<(?:textarea|select|input(?! type="hidden"))/)
})

test('an invitation has nowhere to keep a reason or a count', async () => {
  const columns = await house.asOwner(
    `select column_name::text as name from information_schema.columns where table_name = 'invitation' order by 1`,
  )
  expect(columns.map(({ name }) => name)).toEqual([
    'account_id',
    'asked_at',
    'asked_by',
    'changed_at',
    'coach_sealed',
    'code_index',
    'id',
    'is_tryout',
    'known_as_sealed',
    'opened_at',
    'organisation_id',
    'rooms',
    'spoken_at',
    'state',
    'tenant_id',
    'until',
  ])
})

test('no role of any organisation reads another’s invitation, or one that is not open', async () => {
  expect(tables['invitation']!.select).toEqual(['person', 'coach', 'worker'])
  await change('stop')
  const rows = await house.asOwner(
    `select * from scope.spaces_open_to((select account_id from invitation where id = $1))`,
    [invitationId],
  )
  expect(rows.map((row) => row['space_id'])).not.toContain(spaceId)
})

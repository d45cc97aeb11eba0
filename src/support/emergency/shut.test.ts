import type { Hono } from 'hono'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { routes } from '../../../bin/parts.ts'
import {
  begin,
  dayAhead,
  enterCoach,
  enterKeepers,
  findSpace,
  letIn,
  readSending,
} from '../../../test/own-space.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { openApp, type Answer, type Visitor } from '../../../test/visitor.ts'
import { supportPaths } from '../paths.ts'
import { safeguardingWords } from '../safeguarding/safeguarding.words.ts'
import { emergencyWords } from './emergency.words.ts'

/*
 * One emergency after the other: nobody is kept from helping, and each time is told more loudly; a second person can
 * shut what was opened, and then it stays shut to that coach for a day.
 */

const house = useTestHouse()
const words = emergencyWords['en-GB']
const record = safeguardingWords['en-GB']
let app: Hono
let coach: Visitor
let staff: Awaited<ReturnType<typeof enterKeepers>>
let person: Visitor
let spaceId: string
let name: string
let count = 0

beforeAll(async () => {
  app = openApp(house, routes)
  coach = await enterCoach(house, app)
  staff = await enterKeepers(house, app)
}, 60_000)

beforeEach(async () => {
  count += 1
  name = `Dunlin ${count}`
  person = (await begin(app, name)).person
  await letIn(person, coach, { which: 'some', rooms: ['conversations'] })
  spaceId = await findSpace(coach, name)
})

async function open(more: Record<string, string | string[]> = {}): Promise<Answer> {
  const form = await coach.get(`${supportPaths.emergency}?space=${spaceId}`)
  return coach.send(supportPaths.emergency, {
    space: spaceId,
    ground: 'life-now',
    why: 'She does not answer.',
    rooms: ['keeping-safe', 'goals'],
    telling: 'wait',
    decision: 'He is in the room.',
    until: await dayAhead(house, 7),
    sending: readSending(form.text),
    ...more,
  })
}

async function newestPage(by: Visitor): Promise<string> {
  const list = (await by.get(supportPaths.safeguarding)).text
  return new RegExp(`href="(/safeguarding/[0-9a-f-]+)">About ${name}<`).exec(list)![1]!
}

const opens = async () => (await coach.get(supportPaths.guestKeepingSafe(spaceId))).status

test('a second and a third time open as well, are told as not the first, and each names those before', async () => {
  const before = house.letters.length
  expect((await open()).status).toBe(303)
  expect(house.letters.slice(before).join()).not.toContain('not the first time')
  const first = await newestPage(staff.nia)
  expect((await staff.nia.get(first)).text).not.toContain(record.earlier('Dele'))
  for (let again = 0; again < 2; again += 1) expect((await open()).status).toBe(303)
  const letters = house.letters.slice(before)
  expect(letters.filter((one) => one.includes('not the first time this week'))).toHaveLength(4)
  expect(letters.join()).not.toMatch(new RegExp(`${name}|danger|emergency|safeguard|Dele`, 'i'))
  const { text } = await staff.nia.get(await newestPage(staff.nia))
  expect(text).toContain(record.earlier('Dele'))
  const listed = text.slice(text.indexOf(record.earlier('Dele')))
  expect(listed.match(/href="\/safeguarding\/[0-9a-f-]{36}"/g)).toHaveLength(2)
  expect(listed).toContain(first)
  expect(await opens()).toBe(200)
})

test('a second person shuts all of it at once, and it does not open again to that coach for a day', async () => {
  await open()
  await open()
  const page = await newestPage(staff.nia)
  expect(await opens()).toBe(200)
  expect((await staff.nia.get(page)).text).toContain(record.shut)
  expect((await staff.nia.send(`${page}/shut`)).location).toBe(`${page}?done=shut`)
  expect(await opens()).toBe(404)
  const shut = (await staff.owen.get(page)).text
  expect(shut).toContain(record.shutBy('Nia'))
  expect(shut).not.toContain(`action="${page}/shut"`)
  const refused = await open()
  expect(refused.status).toBe(422)
  expect(refused.text).toContain(words.wasShut)
  // What they were let into stays theirs.
  expect((await coach.get(supportPaths.guestConversations(spaceId))).status).toBe(200)
  const [row] = await house.asOwner(
    `select count(*)::int as shut from safeguarding_record where about_space = $1 and shut_by is not null`,
    [spaceId],
  )
  expect(row).toEqual({ shut: 2 })
  await house.asOwner(
    `update safeguarding_record set shut_at = shut_at - interval '1 day' where about_space = $1`,
    [spaceId],
  )
  expect((await open()).status).toBe(303)
})

test('nobody shuts it but who keeps people safe and sees it: not its author, nobody implicated, no other', async () => {
  const list = (await coach.get(`${supportPaths.emergency}?space=${spaceId}`)).text
  const owen = /value="([0-9a-f-]{36})"[^>]*>\s*<label[^>]*>Owen/.exec(list)![1]!
  await open({ implicated: [owen] })
  const page = await newestPage(staff.nia)
  for (const who of [coach, staff.owen, staff.rhys, staff.sol, staff.amira, staff.gareth])
    expect((await who.send(`${page}/shut`)).status).toBe(404)
  expect(await opens()).toBe(200)
  expect((await coach.get(page)).text).not.toContain(`action="${page}/shut"`)
  await house.asOwner('update emergency set until = now() where tenant_id = $1', [spaceId])
  expect((await staff.nia.send(`${page}/shut`)).status).toBe(404)
})

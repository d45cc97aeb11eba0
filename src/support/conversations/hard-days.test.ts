import type { Hono } from 'hono'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { routes } from '../../../bin/parts.ts'
import { askAsLogin, withLogin } from '../../../test/as-login.ts'
import { begin, enterCoach, findSpace, letIn, readSending } from '../../../test/own-space.ts'
import { takeBundle } from '../../../test/taken-bundle.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { openApp, type Visitor } from '../../../test/visitor.ts'
import { keepingSafeWords } from '../keeping-safe/keeping-safe.words.ts'
import { supportPaths } from '../paths.ts'
import { conversationsWords } from './conversations.words.ts'

const house = useTestHouse()
const words = conversationsWords['en-GB']
const { talks } = keepingSafeWords['en-GB']
let app: Hono
let coach: Visitor
let coachId: string
let person: Visitor
let count = 0

beforeAll(async () => {
  app = openApp(house, routes)
  coach = await enterCoach(house, app)
  const [row] = await house.asOwner(
    `select account_id from membership where role = 'coach' order by created_at limit 1`,
  )
  coachId = String(row!['account_id'])
})

beforeEach(async () => {
  count += 1
  person = (await begin(app, `Rowan ${count}`)).person
})

/** Lets the coach in to some rooms; the space. */
async function letInTo(...rooms: string[]): Promise<string> {
  await letIn(person, coach, { which: 'some', rooms })
  return findSpace(coach, `Rowan ${count}`)
}

/** The person writes about a conversation; its id. */
async function write(text: string, more: Record<string, string> = {}): Promise<string> {
  const sending = readSending((await person.get(supportPaths.newConversation)).text)
  const sent = { words: text, sending, ...more }
  await person.send(supportPaths.newConversation, sent)
  // A slow phone sends it twice.
  const { location } = await person.send(supportPaths.newConversation, sent)
  return /conversations\/([0-9a-f-]{36})/.exec(location!)![1]!
}

async function note(spaceId: string, text: string, more: Record<string, string> = {}): Promise<string> {
  const sending = readSending((await coach.get(supportPaths.guestNote(spaceId))).text)
  const sent = await coach.send(supportPaths.guestNote(spaceId), { words: text, sending, ...more })
  expect(sent.status).toBe(303)
  const [row] = await house.asOwner(
    'select id from conversation where tenant_id = $1 order by number desc limit 1',
    [spaceId],
  )
  return String(row!['id'])
}

/** The conversations the person's page for hard days leads to. */
async function listed(): Promise<string[]> {
  const { text } = await person.get(supportPaths.keeping)
  return [...text.matchAll(/href="\/space\/conversations\/([0-9a-f-]{36})"/g)].map(([, id]) => id!)
}

async function listedFor(spaceId: string): Promise<string[]> {
  const { text } = await coach.get(supportPaths.guestKeepingSafe(spaceId))
  return [...text.matchAll(/conversations\/([0-9a-f-]{36})"/g)].map(([, id]) => id!)
}

test('nothing is ticked until somebody says so; said with the note, the page for hard days leads there', async () => {
  const form = await person.get(supportPaths.newConversation)
  expect(form.text).toContain('name="hard"')
  expect(form.text).not.toMatch(/name="hard"[^>]*checked/)
  await write('We talked about the bus.')
  expect(await listed()).toEqual([])
  expect((await person.get(supportPaths.keeping)).text).not.toContain(talks)
  const first = await write('We talked about the nights.', { hard: 'yes' })
  const second = await write('And again.', { hard: 'yes' })
  expect(await listed()).toEqual([second, first])
  expect((await person.get(supportPaths.keeping)).text).toContain(talks)
  expect((await person.get(supportPaths.keeping)).text).not.toContain('the nights')
  // Who comes from that page to write about it has said so with the link, and sees it.
  expect((await person.get(supportPaths.newHardConversation)).text).toMatch(/name="hard"[^>]*checked/)
})

test('it is said later with one tap, and taken back with one', async () => {
  const id = await write('We talked about the nights.')
  const page = () => person.get(supportPaths.conversation(id))
  expect((await page()).text).not.toContain(words.isHard)
  for (const _ of [1, 2]) await person.send(supportPaths.hardDays(id), { hard: 'yes' })
  expect((await page()).text).toContain(words.isHard)
  expect(await listed()).toEqual([id])
  for (const _ of [1, 2]) await person.send(supportPaths.hardDays(id))
  expect(await listed()).toEqual([])
  const stranger = (await begin(app, `Stranger ${count}`)).person
  expect((await stranger.send(supportPaths.hardDays(id), { hard: 'yes' })).status).toBe(404)
})

test('a coach who is let into both rooms says so too, under their name; the person takes it back', async () => {
  const spaceId = await letInTo('conversations', 'keeping-safe')
  const id = await note(spaceId, 'She told me what helps.', { hard: 'yes' })
  expect(await listed()).toEqual([id])
  expect(await listedFor(spaceId)).toEqual([id])
  expect((await person.get(supportPaths.conversation(id))).text).toContain(
    words.hardBy({ name: 'Dele', organisation: 'The Lighthouse' }),
  )
  await person.send(supportPaths.hardDays(id))
  expect(await listedFor(spaceId)).toEqual([])
  await coach.send(supportPaths.guestHardDays(spaceId, id), { hard: 'yes' })
  expect(await listed()).toEqual([id])
  await coach.send(supportPaths.guestHardDays(spaceId, id))
  expect(await listed()).toEqual([])
})

test('what the person said is not a coach’s to take back', async () => {
  const spaceId = await letInTo('conversations', 'keeping-safe')
  const id = await write('The nights.', { hard: 'yes' })
  const { text } = await coach.get(supportPaths.guestConversation(spaceId, id))
  expect(text).toContain(words.isHard)
  expect(text).not.toContain(words.hardBack)
  await coach.send(supportPaths.guestHardDays(spaceId, id))
  expect(await listed()).toEqual([id])
})

test('a coach who is not let into keeping safe is asked nothing, told nothing, and can say nothing', async () => {
  const spaceId = await letInTo('conversations')
  const id = await write('The nights.', { hard: 'yes' })
  const page = (await coach.get(supportPaths.guestConversation(spaceId, id))).text
  expect(page).toContain('The nights.')
  for (const said of [words.isHard, words.hard]) expect(page).not.toContain(said)
  expect((await coach.get(supportPaths.guestNote(spaceId))).text).not.toContain('name="hard"')
  // What they wrote is kept, whatever else was sent with it.
  const noted = await note(spaceId, 'We talked.', { hard: 'yes' })
  expect((await coach.send(supportPaths.guestHardDays(spaceId, noted), { hard: 'yes' })).status).toBe(404)
  expect(await listed()).toEqual([id])
  // Nor by asking the database itself, with a look.
  const scope = { tenantId: spaceId, actorId: coachId, roles: ['coach'] }
  const seen = await withLogin(house, scope, async (client) => {
    await client.query(
      `insert into look (tenant_id, id, account_id, who_sealed, room, why)
       values ('${spaceId}', gen_random_uuid(), '${coachId}', 'x', 'conversations', 'invited')`,
    )
    const marks = await client.query('select from keeping_safe_conversation')
    const lines = await client.query('select from line')
    return { marks: marks.rowCount, hasLines: lines.rowCount! > 0 }
  })
  expect(seen).toEqual({ marks: 0, hasLines: true })
})

test('a coach who is let into keeping safe alone is led to no conversation', async () => {
  const spaceId = await letInTo('keeping-safe')
  await write('The nights.', { hard: 'yes' })
  expect(await listedFor(spaceId)).toEqual([])
  // And without a look at that room the days are shown to nobody but the person.
  const ask = (roles: string[]) =>
    askAsLogin(
      house,
      { tenantId: spaceId, actorId: coachId, roles },
      'select * from scope.conversations_about_hard_days()',
    )
  for (const roles of [['coach'], ['worker'], ['safeguarding'], []]) expect(await ask(roles)).toEqual([])
  expect(await ask(['person'])).toHaveLength(1)
})

test('it goes with the conversation, and with what the person takes away', async () => {
  const id = await write('The nights.', { hard: 'yes' })
  const { html, json } = await takeBundle(app, person)
  expect(html).toContain(words.isHard)
  expect(json.tables['keeping_safe_conversation']).toMatchObject([{ id }])
  await person.send(supportPaths.takeBackAll(id))
  expect(await listed()).toEqual([])
  expect(await house.asOwner('select from keeping_safe_conversation where id = $1', [id])).toEqual([])
})

import { gzipSync } from 'node:zlib'
import type { Hono } from 'hono'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { routes } from '../../../bin/parts.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { begin, enterCoach, findSpace, letIn, readSending } from '../../../test/own-space.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { openApp, type Visitor } from '../../../test/visitor.ts'
import { londonDay } from '../days.ts'
import { supportPaths } from '../paths.ts'
import { guestIn } from '../spaces/guests.ts'
import { personIn } from '../spaces/spaces.ts'
import { getConversation, listConversations, receiveNote, type Note } from './conversations.ts'
import { conversationsWords } from './conversations.words.ts'
import { guestConversationsWords } from './guest-conversations.words.ts'

const house = useTestHouse()
const words = conversationsWords['en-GB']
const guestWords = guestConversationsWords['en-GB']
const hour = 3600_000
let app: Hono
let coach: Visitor
let person: Visitor
let space: string
let accountId: string
let tenantId: string

beforeAll(async () => {
  app = openApp(house, routes)
  coach = await enterCoach(house, app)
  person = (await begin(app, 'Maryam')).person
  await letIn(person, coach)
  space = await findSpace(coach, 'Maryam')
  const [invitation] = await house.asOwner(
    'select account_id, organisation_id from invitation where tenant_id = $1',
    [space],
  )
  accountId = String(invitation!['account_id'])
  tenantId = String(invitation!['organisation_id'])
})

beforeEach(async () => {
  for (const table of ['line', 'conversation']) await house.asOwner(`delete from ${table}`)
})

const asPerson = <T>(fn: (ctx: Ctx) => Promise<T>) => house.db.within(space, personIn(space), fn)

/** As it comes from a phone that was offline: nothing is opened for it. */
function receive(note: Partial<Note>): Promise<{ id: string }> {
  const whole = { id: 'phone/1', words: 'Met by the harbour.', happenedOn: null, writtenAt: null, ...note }
  return guestIn(house.db, space, { accountId, tenantId }, (ctx) => receiveNote(ctx, whole))
}

async function listFirstLines(): Promise<string[]> {
  const { conversations } = await asPerson((ctx) => listConversations(ctx, null))
  return conversations.map(({ firstLine }) => firstLine)
}

describe('a note that was written offline', () => {
  test('is saved once, however often it comes, and at the same moment too', async () => {
    const [first] = await Promise.all([receive({}), receive({}), receive({})])
    expect(await receive({})).toEqual(first)
    expect(await listFirstLines()).toEqual(['Met by the harbour.'])
    const { lines } = await asPerson((ctx) => getConversation(ctx, first.id))
    expect(lines).toHaveLength(1)
    expect(lines[0]!.author).toEqual({ kind: 'coach', name: 'Dele', organisation: 'The Lighthouse' })
  })

  test('with other words under the same id loses neither', async () => {
    await receive({})
    await receive({ words: 'Met by the harbour, and walked.' })
    await receive({ happenedOn: '2026-05-01' })
    expect(await listFirstLines()).toHaveLength(3)
  })

  test('of one space is none of another: the same id there is another note', async () => {
    const { person: other } = await begin(app, 'Sam')
    await letIn(other, coach)
    const there = await findSpace(coach, 'Sam')
    await receive({})
    const note = { id: 'phone/1', words: 'Met by the harbour.', happenedOn: null, writtenAt: null }
    await guestIn(house.db, there, { accountId, tenantId }, (ctx) => receiveNote(ctx, note))
    const rows = await house.asOwner('select tenant_id from conversation')
    expect(rows.map((row) => row['tenant_id']).sort()).toEqual([space, there].sort())
  })

  test.each([
    ['a day too slow', -24 * hour],
    ['a day too fast', 24 * hour],
    ['in another century', -40 * 365 * 24 * hour],
  ])('by a clock %s changes no order', async (_, off) => {
    await receive({ id: 'a', words: 'First to come.', writtenAt: new Date(Date.now() - hour) })
    await receive({ id: 'b', words: 'Second.', writtenAt: new Date(Date.now() + off) })
    await receive({ id: 'c', words: 'Third.', writtenAt: new Date(Date.now() - 2 * hour) })
    expect(await listFirstLines()).toEqual(['Third.', 'Second.', 'First to come.'])
    const [row] = await house.asOwner(
      `select bool_and(written_on <= scope.london_day(now()) and written_on >= scope.london_day(now()) - 60) as sane
       from line`,
    )
    expect(row).toEqual({ sane: true })
  })

  test('shows the day its writer says, unless that day has not come or never was', async () => {
    const today = londonDay(new Date())
    const tomorrow = londonDay(new Date(Date.now() + 24 * hour))
    for (const [stated, shown] of [
      ['2025-12-24', '2025-12-24'],
      [tomorrow, today],
      ['2026-02-31', today],
      ['0001-01-01', today],
      ['soon', today],
    ] as const) {
      const { id } = await receive({ id: stated, happenedOn: stated })
      expect((await asPerson((ctx) => getConversation(ctx, id))).happenedOn, stated).toBe(shown)
    }
    const yesterday = new Date(Date.now() - 24 * hour)
    const { id } = await receive({ id: 'none', writtenAt: yesterday })
    expect((await asPerson((ctx) => getConversation(ctx, id))).happenedOn).toBe(londonDay(yesterday))
  })

  test('is refused once the door is shut, or where conversations are not open', async () => {
    for (const how of [`state = 'paused'`, `rooms = '{goals}'`, `until = now() - interval '1 second'`]) {
      await house.asOwner(`update invitation set ${how} where tenant_id = $1`, [space])
      await expect(receive({}), how).rejects.toMatchObject({ kind: 'not-found' })
      await house.asOwner(
        `update invitation set state = 'open', rooms = null, until = null where tenant_id = $1`,
        [space],
      )
    }
    expect(await listFirstLines()).toEqual([])
  })

  test('leaves no look: nothing was opened', async () => {
    const before = await house.asOwner('select count(*) from look')
    await receive({})
    expect(await house.asOwner('select count(*) from look')).toEqual(before)
  })
})

describe('the list', () => {
  test('shows twenty to a page, the newest first, and leads to those before', async () => {
    for (let number = 1; number <= 45; number += 1)
      await receive({ id: `n${number}`, words: `Note ${number}.` })
    const seen: string[] = []
    let path: string | undefined = supportPaths.conversations
    while (path) {
      const { text } = await person.get(path)
      const here = [...text.matchAll(/Note (\d+)\./g)].map(([, number]) => number!)
      expect(here.length).toBeLessThanOrEqual(20)
      seen.push(...here)
      path = /href="(\/space\/conversations\?before=[^"]+)"/.exec(text)?.[1]
    }
    expect(seen).toEqual(Array.from({ length: 45 }, (_, index) => String(45 - index)))
  })

  test('shows no line without what the person stood beside it', async () => {
    const { id } = await receive({ words: 'Did not come.' })
    const { lines } = await asPerson((ctx) => getConversation(ctx, id))
    const path = supportPaths.line(id, lines[0]!.id)
    const sending = readSending((await person.get(path)).text)
    await person.send(path, { sending, words: 'I was there at nine.' })
    for (const [visitor, page] of [
      [person, supportPaths.conversations],
      [coach, supportPaths.guestConversations(space)],
    ] as const) {
      const { text } = await visitor.get(page)
      expect(text, page).toContain('Did not come.')
      expect(text, page).toContain('I was there at nine.')
    }
  })

  test('says nothing of how often, how long ago, or that there is nothing', async () => {
    const empty = (await coach.get(supportPaths.guestConversations(space))).text
    expect(empty).toContain(guestWords.noneWhy)
    expect((await coach.get(supportPaths.today)).text).not.toMatch(
      /last|ago|since|never|\d+ (?:note|conversation)/i,
    )
    for (let number = 1; number <= 3; number += 1)
      await receive({ id: `n${number}`, words: `Note ${number}.` })
    for (const [visitor, path] of [
      [coach, supportPaths.today],
      [coach, supportPaths.guest(space)],
      [coach, supportPaths.guestConversations(space)],
      [person, supportPaths.conversations],
    ] as const) {
      const { text } = await visitor.get(path)
      const main = text
        .split('<main')[1]!
        .split('</main>')[0]!
        .replaceAll(/<[^>]+>/g, ' ')
      expect(main, path).not.toMatch(
        /\b(?:3|three) (?:notes?|conversations?)|\bago\b|last (?:contact|seen|note)/i,
      )
    }
  })
})

test('the person’s pages weigh at most 20 kB, with as much on them as can be', async () => {
  const sentences = Array.from(
    { length: 3_000 },
    (_, index) => `${index.toString(36)} talked about tea ${index}.`,
  )
  const long = sentences.join('\n').slice(0, 19_900)
  for (let number = 0; number < 21; number += 1) await receive({ id: `n${number}`, words: long })
  const { conversations } = await asPerson((ctx) => listConversations(ctx, null))
  for (const path of [
    supportPaths.space,
    supportPaths.conversations,
    supportPaths.newConversation,
    supportPaths.conversation(conversations[0]!.id),
  ]) {
    const { text } = await person.get(path)
    expect(gzipSync(text).length, path).toBeLessThanOrEqual(20_000)
  }
})

describe('a coach’s look at their own words', () => {
  const sentence = 'Maryam was aggressive and refused to engage with us.'

  test('shows at most three ideas beside the same words, saves nothing and never stands in the way', async () => {
    const sending = readSending((await coach.get(supportPaths.guestNote(space))).text)
    const looked = await coach.send(supportPaths.guestNote(space), { sending, words: sentence, look: 'yes' })
    expect(looked.status).toBe(200)
    expect(looked.text).toContain(guestWords.lookHeading)
    const ideas = looked.text.split(guestWords.lookHeading)[1]!.split('</ul>')[0]!.match(/<li>/g)
    expect(ideas!.length).toBeGreaterThan(0)
    expect(ideas!.length).toBeLessThanOrEqual(3)
    expect(looked.text).toContain(`${sentence}</textarea>`)
    expect(await listFirstLines()).toEqual([])
    const again = { sending: readSending(looked.text), words: sentence }
    expect((await coach.send(supportPaths.guestNote(space), again)).status).toBe(303)
    expect(await listFirstLines()).toEqual([sentence])
  })

  test('says so when nothing came up, and takes words of any length', async () => {
    const sending = readSending((await coach.get(supportPaths.guestNote(space))).text)
    const none = await coach.send(supportPaths.guestNote(space), {
      sending,
      words: 'We had tea.',
      look: 'yes',
    })
    expect(none.text).toContain(guestWords.lookNone)
    const long = `${'We had tea. '.repeat(20_000)}`
    const looked = await coach.send(supportPaths.guestNote(space), { sending, words: long, look: 'yes' })
    expect(looked.status).toBe(200)
  })

  test('is never on the person’s own forms', async () => {
    const { id } = await receive({})
    const { lines } = await asPerson((ctx) => getConversation(ctx, id))
    for (const path of [
      supportPaths.newConversation,
      supportPaths.line(id, lines[0]!.id),
      supportPaths.askToday,
    ]) {
      const { text } = await person.get(path)
      expect(text, path).not.toContain('name="look"')
      expect(text, path).not.toContain(guestWords.look)
    }
    const sending = readSending((await person.get(supportPaths.newConversation)).text)
    const sent = await person.send(supportPaths.newConversation, { sending, words: sentence, look: 'yes' })
    expect(sent.location).toContain('done=saved')
    expect((await person.get(supportPaths.conversations)).text).toContain(words.wrote(words.you))
  })
})

import type { Hono } from 'hono'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { routes } from '../../../bin/parts.ts'
import {
  begin,
  enterCoach,
  findSpace,
  letIn,
  listToday,
  readPhrase,
  readSending,
} from '../../../test/own-space.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { openApp, Visitor } from '../../../test/visitor.ts'
import { Limits } from '../../platform/http/limits.ts'
import { supportPaths } from '../paths.ts'
import { endLeft } from './invitations.ts'
import { invitationsWords } from './invitations.words.ts'

const house = useTestHouse()
const words = invitationsWords['en-GB']
let app: Hono
let coach: Visitor

beforeAll(async () => {
  app = openApp(house, routes)
  coach = await enterCoach(house, app)
})

beforeEach(() => {
  // Everybody here comes from one network.
  house.services.limits = new Limits()
})

test('a card lets its coach in, once, and nobody before the person says so', async () => {
  const { person } = await begin(app, 'Sparrow')
  expect((await listToday(coach)).map(({ name }) => name)).not.toContain('Sparrow')
  const card = readPhrase((await coach.send(supportPaths.makeOffer)).text)
  const seen = await person.send(supportPaths.answerOffer, { card })
  expect(seen.text).toContain(words.offerHeading('Dele'))
  await person.send(supportPaths.acceptOffer, { card, which: 'all' })
  const id = await findSpace(coach, 'Sparrow')
  expect((await coach.get(supportPaths.guest(id))).status).toBe(200)
  expect((await person.get(supportPaths.looks)).text).toContain(
    'Dele from The Lighthouse opened the first page.',
  )

  const other = await begin(app, 'Heron')
  expect((await other.person.send(supportPaths.answerOffer, { card })).text).toContain(words.codeWrong)
  expect((await other.person.send(supportPaths.acceptOffer, { card })).text).toContain(words.codeWrong)
})

test('letting in by a card that is sent twice lets in once, and says so both times', async () => {
  const { person } = await begin(app, 'Curlew')
  const card = readPhrase((await coach.send(supportPaths.makeOffer)).text)
  for (const _ of [1, 2]) {
    const opened = await person.send(supportPaths.acceptOffer, { card, which: 'all' })
    expect(opened.location).toBe(`${supportPaths.invitations}?done=opened`)
  }
  const id = await findSpace(coach, 'Curlew')
  expect(await house.asOwner('select state from invitation where tenant_id = $1', [id])).toHaveLength(1)

  // A door that was shut meanwhile is not said to be open.
  await person.send(supportPaths.changeInvitation(await findInvitation(id)), { change: 'stop' })
  const late = await person.send(supportPaths.acceptOffer, { card, which: 'all' })
  expect(late.text).toContain(words.codeWrong)
})

test('words for a coach that are asked for twice by one form are the same, and one invitation', async () => {
  const { person } = await begin(app, 'Godwit')
  const sending = readSending((await person.get(supportPaths.invitations)).text)
  const [first, again] = [
    await person.send(supportPaths.askCoach, { sending }),
    await person.send(supportPaths.askCoach, { sending }),
  ]
  expect(readPhrase(again.text)).toBe(readPhrase(first.text))
  const page = (await person.get(supportPaths.invitations)).text
  expect(page.split(words.states.asked)).toHaveLength(2)
  const other = await begin(app, 'Turnstone')
  const theirs = await other.person.send(supportPaths.askCoach, { sending })
  expect(readPhrase(theirs.text)).not.toBe(readPhrase(first.text))
  expect((await coach.send(supportPaths.takeAsked, { card: readPhrase(first.text) })).status).toBe(303)
  expect((await listToday(coach)).map(({ name }) => name)).toContain('Godwit')
})

test('whoever ticks a part beside “all” is asked, and no more than the part opens', async () => {
  const { person } = await begin(app, 'Siskin')
  const card = readPhrase((await coach.send(supportPaths.makeOffer)).text)
  const both = { which: 'all', rooms: 'goals' }
  const asked = await person.send(supportPaths.acceptOffer, { card, ...both })
  expect(asked.status).toBe(422)
  expect(asked.text).toContain(words.whichBoth)
  expect(asked.text).toMatch(/value="some"[^>]* checked/)
  expect((await person.send(supportPaths.acceptOffer, { card })).text).toContain(words.whichMissing)
  expect((await listToday(coach)).map(({ name }) => name)).not.toContain('Siskin')

  await person.send(supportPaths.acceptOffer, { card, which: 'some', rooms: 'goals' })
  const id = await findSpace(coach, 'Siskin')
  expect((await coach.get(supportPaths.guestConversations(id))).status).toBe(404)
  const invitation = await findInvitation(id)
  const changed = await person.send(supportPaths.invitationRooms(invitation), both)
  expect(changed.text).toContain(words.whichBoth)
  await person.send(supportPaths.invitationRooms(invitation), { which: 'all' })
  expect((await coach.get(supportPaths.guestConversations(id))).status).toBe(200)
})

test.each(['pause', 'stop'] as const)(
  '%s shuts the door at once, and letting in again opens it',
  async (change) => {
    const { person } = await begin(app, `Wren ${change}`)
    await letIn(person, coach)
    const id = await findSpace(coach, `Wren ${change}`)
    const invitation = await findInvitation(id)
    await person.send(supportPaths.changeInvitation(invitation), { change })
    expect((await coach.get(supportPaths.guest(id))).status).toBe(404)
    expect((await listToday(coach)).map((one) => one.id)).not.toContain(id)
    await person.send(supportPaths.changeInvitation(invitation), { change: 'come-back' })
    expect((await coach.get(supportPaths.guest(id))).status).toBe(200)
  },
)

test('a try-out ends by itself to the second, and goes on when the person says so', async () => {
  const { person } = await begin(app, 'Robin')
  await letIn(person, coach)
  const id = await findSpace(coach, 'Robin')
  const invitation = await findInvitation(id)
  await house.asOwner(`update invitation set until = now() + interval '1 second' where id = $1`, [invitation])
  expect((await coach.get(supportPaths.guest(id))).status).toBe(200)
  await house.asOwner(`update invitation set until = now() - interval '1 second' where id = $1`, [invitation])
  expect((await coach.get(supportPaths.guest(id))).status).toBe(404)
  expect((await person.get(supportPaths.invitations)).text).toContain(words.states.over)
  await person.send(supportPaths.changeInvitation(invitation), { change: 'go-on' })
  expect((await coach.get(supportPaths.guest(id))).status).toBe(200)
})

test('a spoken yes is the coach’s to write down while the door is open, and the person sees it', async () => {
  const { person } = await begin(app, 'Finch')
  await letIn(person, coach)
  const id = await findSpace(coach, 'Finch')
  await coach.send(supportPaths.spoken(id))
  expect((await person.get(supportPaths.invitations)).text).toContain(
    'they wrote down that you said to go on',
  )
  const [row] = await house.asOwner('select until, is_tryout from invitation where tenant_id = $1', [id])
  expect(row).toEqual({ until: null, is_tryout: false })

  // After the end the same form changes nothing.
  await house.asOwner(
    `update invitation set is_tryout = true, until = now() - interval '1 second' where tenant_id = $1`,
    [id],
  )
  expect((await coach.send(supportPaths.spoken(id))).status).toBe(404)
})

test('somebody who asks a coach gets words, and the coach says yes with them', async () => {
  const { person } = await begin(app, 'Plover')
  const code = readPhrase((await person.send(supportPaths.askCoach)).text)
  const answered = await coach.send(supportPaths.takeAsked, { card: code })
  expect(answered.location).toMatch(/^\/spaces\//)
  expect((await listToday(coach)).map(({ name }) => name)).toContain('Plover')
  expect((await coach.send(supportPaths.takeAsked, { card: code })).status).toBe(422)
})

test('when a coach leaves nobody inherits: the door is shut at once, and the person is told', async () => {
  const { person } = await begin(app, 'Linnet')
  await letIn(person, coach)
  const id = await findSpace(coach, 'Linnet')
  await house.asOwner(`update membership set role = 'reader' where role = 'coach'`)
  expect((await coach.get(supportPaths.guest(id))).status).toBe(404)
  await endLeft(house.db)
  await house.asOwner(`update membership set role = 'coach' where role = 'reader'`)
  expect((await coach.get(supportPaths.guest(id))).status).toBe(404)
  expect((await person.get(supportPaths.invitations)).text).toContain(words.states.left)
})

test('name and words lead back in, however they are typed; neither alone does', async () => {
  const { phrase } = await begin(app, 'Zoë  Marsh')
  const again = new Visitor(app)
  const typed = phrase.toUpperCase().replaceAll(' ', '-')
  const entered = await again.send(supportPaths.enter, { name: ' zoe marsh', phrase: typed })
  expect(entered.location).toBe(supportPaths.space)
  expect((await again.get(supportPaths.space)).text).toContain('Hello Zoë Marsh')
  const wrong = await new Visitor(app).send(supportPaths.enter, { name: 'Zara', phrase })
  expect(wrong.status).toBe(422)
})

async function findInvitation(spaceId: string): Promise<string> {
  const [row] = await house.asOwner('select id from invitation where tenant_id = $1', [spaceId])
  return String(row!['id'])
}

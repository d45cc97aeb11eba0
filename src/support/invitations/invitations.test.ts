import type { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'
import { routes } from '../../../bin/parts.ts'
import { makeOrganisation } from '../../access/organisation/organisation.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { enter, openApp, Visitor } from '../../../test/visitor.ts'
import { supportPaths } from '../paths.ts'
import { endLeft } from './invitations.ts'
import { invitationsWords } from './invitations.words.ts'

const house = useTestHouse()
const words = invitationsWords['en-GB']
let app: Hono
let coach: Visitor

beforeAll(async () => {
  app = openApp(house, routes)
  await makeOrganisation(house.db, {
    name: 'The Lighthouse',
    operator: 'Lighthouse Ltd',
    staff: [
      { name: 'Dele', address: 'dele@lighthouse.example', roles: ['coach'] },
      { name: 'Amira', address: 'amira@lighthouse.example', roles: ['lead'] },
      { name: 'Gareth', address: 'gareth@lighthouse.example', roles: ['housing'] },
    ],
  })
  coach = await enter(house, app, 'dele@lighthouse.example')
})

/** Somebody who has begun a space of their own. */
async function begin(name: string): Promise<{ person: Visitor; phrase: string }> {
  const person = new Visitor(app)
  const form = await person.get(supportPaths.begin)
  const sending = /name="sending" value="([^"]+)"/.exec(form.text)![1]!
  const begun = await person.send(supportPaths.begin, { name, sending })
  expect(begun.location).toBe(supportPaths.phrase)
  const phrase = readPhrase((await person.get(supportPaths.phrase)).text)
  return { person, phrase }
}

function readPhrase(html: string): string {
  return /<p class="phrase">([^<]+)</.exec(html)![1]!
}

async function letIn(person: Visitor, rooms: Record<string, string | string[]> = { which: 'all' }) {
  const card = readPhrase((await coach.send(supportPaths.makeOffer)).text)
  const seen = await person.send(supportPaths.answerOffer, { card })
  expect(seen.text).toContain(words.offerHeading('Dele'))
  const opened = await person.send(supportPaths.acceptOffer, { card, ...rooms })
  expect(opened.status).toBe(303)
  return card
}

/** The spaces on a coach's page of today. */
async function listToday(): Promise<{ id: string; name: string }[]> {
  const { text } = await coach.get(supportPaths.today)
  return [...text.matchAll(/href="\/spaces\/([0-9a-f-]{36})"><span class="own">([^<]+)</g)].map(
    ([, id, name]) => ({ id: id!, name: name! }),
  )
}

async function findSpace(name: string): Promise<string> {
  return (await listToday()).find((one) => one.name === name)!.id
}

test('a card lets its coach in, once, and nobody before the person says so', async () => {
  const { person } = await begin('Sparrow')
  expect((await listToday()).map(({ name }) => name)).not.toContain('Sparrow')
  const card = await letIn(person)
  const id = await findSpace('Sparrow')
  expect((await coach.get(supportPaths.guest(id))).status).toBe(200)
  expect((await person.get(supportPaths.looks)).text).toContain(
    'Dele from The Lighthouse opened the first page.',
  )

  const other = await begin('Heron')
  expect((await other.person.send(supportPaths.answerOffer, { card })).text).toContain(words.codeWrong)
  expect((await other.person.send(supportPaths.acceptOffer, { card })).text).toContain(words.codeWrong)
})

test.each(['pause', 'stop'] as const)(
  '%s shuts the door at once, and letting in again opens it',
  async (change) => {
    const { person } = await begin(`Wren ${change}`)
    await letIn(person)
    const id = await findSpace(`Wren ${change}`)
    const invitation = await findInvitation(id)
    await person.send(supportPaths.changeInvitation(invitation), { change })
    expect((await coach.get(supportPaths.guest(id))).status).toBe(404)
    expect((await listToday()).map((one) => one.id)).not.toContain(id)
    await person.send(supportPaths.changeInvitation(invitation), { change: 'come-back' })
    expect((await coach.get(supportPaths.guest(id))).status).toBe(200)
  },
)

test('a try-out ends by itself to the second, and goes on when the person says so', async () => {
  const { person } = await begin('Robin')
  await letIn(person)
  const id = await findSpace('Robin')
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
  const { person } = await begin('Finch')
  await letIn(person)
  const id = await findSpace('Finch')
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
  const { person } = await begin('Plover')
  const code = readPhrase((await person.send(supportPaths.askCoach)).text)
  const answered = await coach.send(supportPaths.takeAsked, { card: code })
  expect(answered.location).toMatch(/^\/spaces\//)
  expect((await listToday()).map(({ name }) => name)).toContain('Plover')
  expect((await coach.send(supportPaths.takeAsked, { card: code })).status).toBe(422)
})

test('when a coach leaves nobody inherits: the door is shut at once, and the person is told', async () => {
  const { person } = await begin('Linnet')
  await letIn(person)
  const id = await findSpace('Linnet')
  await house.asOwner(`update membership set role = 'reader' where role = 'coach'`)
  expect((await coach.get(supportPaths.guest(id))).status).toBe(404)
  await endLeft(house.db)
  await house.asOwner(`update membership set role = 'coach' where role = 'reader'`)
  expect((await coach.get(supportPaths.guest(id))).status).toBe(404)
  expect((await person.get(supportPaths.invitations)).text).toContain(words.states.left)
})

test('name and words lead back in, however they are typed; neither alone does', async () => {
  const { phrase } = await begin('Zoë  Marsh')
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

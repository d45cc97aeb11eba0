import type { Hono } from 'hono'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { routes } from '../../../bin/parts.ts'
import { begin, enterCoach, findSpace, letIn, readPhrase, readSending } from '../../../test/own-space.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { openApp, Visitor, waitForCode } from '../../../test/visitor.ts'
import { Limits } from '../../platform/http/limits.ts'
import { newBlindId } from '../../platform/ids.ts'
import { supportPaths } from '../paths.ts'
import { namedWords } from './named.words.ts'
import { useRecovery } from './recovery.queries.ts'
import { recoveryWords } from './recovery.words.ts'
import { waysWords } from './ways.words.ts'

const house = useTestHouse()
const words = recoveryWords['en-GB']
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

/** Names two people; the words of each. */
async function nameTwo(person: Visitor): Promise<[string, string]> {
  const sending = readSending((await person.get(supportPaths.named)).text)
  const made = await person.send(supportPaths.named, { one: 'Nan', other: 'Jo', sending })
  const [one, other] = [...made.text.matchAll(/<p class="phrase">([^<]+)</g)].map((found) => found[1]!)
  return [one!, other!]
}

async function ask(first: string, second: string, sending = 'a sending'): Promise<string> {
  const asked = await new Visitor(app).send(supportPaths.lost, { first, second, sending })
  expect(asked.status).toBe(200)
  return readPhrase(asked.text)
}

async function newestSpace(): Promise<string> {
  const [row] = await house.asOwner('select space_id from space_session order by created_at desc limit 1')
  return String(row!['space_id'])
}

/** Sets back when somebody asked: by so many seconds more (or less) than a day. */
async function shift(spaceId: string, seconds: number): Promise<void> {
  await house.asOwner(
    `update space_recovery set begun_at = now() - interval '1 day' - make_interval(secs => $2) where space_id = $1`,
    [spaceId, seconds],
  )
}

test('the words of two people together ask for new ones; those of one alone, or of others, do nothing', async () => {
  const { person } = await begin(app, 'Siskin')
  const [nan, jo] = await nameTwo(person)
  const other = await begin(app, 'Redpoll')
  const [theirs] = await nameTwo(other.person)
  for (const [first, second] of [
    [nan, nan],
    [nan, theirs],
    [jo, 'river apple stone'],
  ]) {
    const refused = await new Visitor(app).send(supportPaths.lost, { first: first!, second: second! })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain(words.wrong)
  }
  expect(await house.asOwner('select 1 from space_recovery')).toEqual([])
  expect((await ask(jo.toUpperCase(), nan)).split(' ')).toHaveLength(5)
})

test('it takes a day by the database’s clock, to the second, and the same form does not begin it again', async () => {
  const { person } = await begin(app, 'Twite')
  const spaceId = await newestSpace()
  const [nan, jo] = await nameTwo(person)
  const kept = await ask(nan, jo)
  await shift(spaceId, -3)
  expect(await ask(nan, jo)).toBe(kept)
  const early = await new Visitor(app).send(supportPaths.lostBack, { words: kept })
  expect(early.status).toBe(422)
  expect(early.text).toContain('It is too early.')
  await shift(spaceId, 0)
  const back = new Visitor(app)
  expect((await back.send(supportPaths.lostBack, { words: kept })).location).toBe(supportPaths.phrase)
  expect((await back.get(supportPaths.space)).text).toContain('Hello Twite')
})

test('the database gives nothing before the day, whatever the pages ask of it', async () => {
  const { person } = await begin(app, 'Serin')
  const spaceId = await newestSpace()
  const [nan, jo] = await nameTwo(person)
  await ask(nan, jo)
  const [row] = await house.asOwner('select id from space_recovery where space_id = $1', [spaceId])
  await shift(spaceId, -3)
  const use = () => house.db.outside((tx) => useRecovery(tx, { id: String(row!['id']), spaceId }))
  await expect(use()).rejects.toMatchObject({ code: '23514' })
  await shift(spaceId, 0)
  await use()
})

test('with the new words the person is back, and every way from before is gone', async () => {
  const { person, phrase } = await begin(app, 'Brambling')
  const spaceId = await newestSpace()
  const before = house.letters.length
  await person.send(supportPaths.address, { address: 'bram@wood.example' })
  const code = await waitForCode(house, 'bram@wood.example', before)
  await person.send(supportPaths.addAddress, { address: 'bram@wood.example', code })
  await house.asOwner(
    `insert into space_passkey (id, space_id, credential, public_key, counter) values ($1, $2, 'c', 'p', 0)`,
    [newBlindId(), spaceId],
  )
  const [nan, jo] = await nameTwo(person)
  const kept = await ask(nan, jo)
  await shift(spaceId, 1)
  const back = new Visitor(app)
  await back.send(supportPaths.lostBack, { words: kept })
  const fresh = readPhrase((await back.get(supportPaths.phrase)).text)
  // A page that never arrived can be asked for again, and shows the same.
  const again = new Visitor(app)
  await again.send(supportPaths.lostBack, { words: kept })
  expect(readPhrase((await again.get(supportPaths.phrase)).text)).toBe(fresh)

  expect((await person.get(supportPaths.space)).location).toBe(supportPaths.enter)
  const enter = (typed: string) =>
    new Visitor(app).send(supportPaths.enter, { name: 'Brambling', phrase: typed })
  expect((await enter(phrase)).status).toBe(422)
  expect((await enter(fresh)).location).toBe(supportPaths.space)
  for (const table of ['space_passkey', 'space_address', 'space_named'])
    expect(await house.asOwner(`select 1 from ${table} where space_id = $1`, [spaceId]), table).toEqual([])
  expect((await new Visitor(app).send(supportPaths.lost, { first: nan, second: jo })).text).toContain(
    words.wrong,
  )
  expect((await again.get(supportPaths.named)).text).toContain(namedWords['en-GB'].used('Nan', 'Jo'))
  await shift(spaceId, 3 * 3600)
  await house.asOwner('alter table space_recovery disable trigger stamp_use')
  await house.asOwner(
    `update space_recovery set used_at = used_at - interval '2 hours' where space_id = $1`,
    [spaceId],
  )
  await house.asOwner('alter table space_recovery enable trigger stamp_use')
  expect((await new Visitor(app).send(supportPaths.lostBack, { words: kept })).text).toContain(words.over)
})

test('every old channel is told in words that tell nothing, and whoever is in stops it with one tap', async () => {
  const { person } = await begin(app, 'Hawfinch')
  const before = house.letters.length
  await person.send(supportPaths.address, { address: 'haw@wood.example' })
  const code = await waitForCode(house, 'haw@wood.example', before)
  await person.send(supportPaths.addAddress, { address: 'haw@wood.example', code })
  const [nan, jo] = await nameTwo(person)
  const kept = await ask(nan, jo)
  await expect.poll(() => house.letters.at(-1)).toContain('Letter to haw@wood.example: A note for you')
  expect(house.letters.at(-1)).not.toMatch(
    /http|www|localhost|space|page|coach|support|ownterms|Hawfinch|Nan\b|Jo\b/i,
  )

  expect((await person.get(supportPaths.space)).text).toContain(words.notice)
  expect((await person.send(supportPaths.stopAsking)).location).toContain('done=stopped')
  expect((await person.get(supportPaths.space)).text).not.toContain(words.notice)
  await house.asOwner(`update space_recovery set begun_at = begun_at - interval '2 days'`)
  expect((await new Visitor(app).send(supportPaths.lostBack, { words: kept })).text).toContain(words.stopped)
  // Nobody else can stop it, and what is stopped begins anew only as something new.
  expect(await ask(nan, jo)).toBe(kept)
  expect((await person.get(supportPaths.space)).text).not.toContain(words.notice)
  expect(await ask(nan, jo, 'another sending')).not.toBe(kept)
  await new Visitor(app).send(supportPaths.stopAsking)
  expect((await person.get(supportPaths.space)).text).toContain(words.notice)
})

test('who was let in waits until the person is back and says so', async () => {
  const { person } = await begin(app, 'Chaffinch')
  await letIn(person, coach)
  const spaceId = await findSpace(coach, 'Chaffinch')
  const [nan, jo] = await nameTwo(person)
  const kept = await ask(nan, jo)
  expect((await coach.get(supportPaths.guest(spaceId))).status).toBe(404)
  await shift(spaceId, 1)
  const back = new Visitor(app)
  await back.send(supportPaths.endPause, { answer: 'yes' })
  expect((await coach.get(supportPaths.guest(spaceId))).status).toBe(404)
  await back.send(supportPaths.lostBack, { words: kept })
  expect((await coach.get(supportPaths.guest(spaceId))).status).toBe(404)
  expect((await back.get(supportPaths.space)).text).toContain(words.backNotice)
  await back.send(supportPaths.endPause, { answer: 'yes' })
  expect((await coach.get(supportPaths.guest(spaceId))).status).toBe(200)
  expect((await back.get(supportPaths.space)).text).not.toContain(words.backNotice)
})

test('whoever is in sees every way there is on one page, also one that somebody else added', async () => {
  const { person } = await begin(app, 'Dunnock')
  const spaceId = await newestSpace()
  const bare = (await person.get(supportPaths.keys)).text
  expect(bare).toContain(waysWords['en-GB'].devicesLine)
  expect(bare).not.toContain('Nan')
  await house.asOwner(
    `insert into space_passkey (id, space_id, credential, public_key, counter) values ($1, $2, 'd', 'p', 0)`,
    [newBlindId(), spaceId],
  )
  const before = house.letters.length
  await person.send(supportPaths.address, { address: 'him@wood.example' })
  const code = await waitForCode(house, 'him@wood.example', before)
  await person.send(supportPaths.addAddress, { address: 'him@wood.example', code })
  await nameTwo(person)
  const { text } = await person.get(supportPaths.keys)
  for (const line of [
    'One passkey opens your page.',
    'Codes go to him@wood.example.',
    'Nan and Jo can get you',
  ])
    expect(text).toContain(line)
})

test('naming sent twice gives the same words, and an older form brings no old words back', async () => {
  const { person } = await begin(app, 'Crossbill')
  const sending = readSending((await person.get(supportPaths.named)).text)
  const sent = { one: 'Nan', other: 'Jo', sending }
  const [a, b] = [await person.send(supportPaths.named, sent), await person.send(supportPaths.named, sent)]
  expect(readPhrase(a.text)).toBe(readPhrase(b.text))
  const [nan, jo] = await nameTwo(person)
  expect((await person.send(supportPaths.named, sent)).text).toContain(namedWords['en-GB'].changed)
  await person.send(supportPaths.forgetNamed)
  expect((await new Visitor(app).send(supportPaths.lost, { first: nan, second: jo })).status).toBe(422)
  expect((await person.send(supportPaths.named, { one: '', other: 'Jo', sending })).status).toBe(422)
})

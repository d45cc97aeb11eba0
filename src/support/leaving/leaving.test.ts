import type { Hono } from 'hono'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { routes } from '../../../bin/parts.ts'
import { begin, enterCoach, findSpace, letIn, listToday, readSending } from '../../../test/own-space.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { openApp, Visitor } from '../../../test/visitor.ts'
import { looksWords } from '../looks/looks.words.ts'
import { supportPaths } from '../paths.ts'
import { findEntryOf, renewPhrase } from '../spaces/spaces.ts'
import { goOn } from './leaving.ts'
import { leavingWords } from './leaving.words.ts'

const house = useTestHouse()
const words = leavingWords['en-GB']
let app: Hono
let coach: Visitor
let person: Visitor
let phrase: string
let spaceId: string
let number = 0

beforeAll(async () => {
  app = openApp(house, routes)
  coach = await enterCoach(house, app)
})

beforeEach(async () => {
  number += 1
  ;({ person, phrase } = await begin(app, `Swift ${number}`))
  await letIn(person, coach)
  spaceId = await findSpace(coach, `Swift ${number}`)
})

const letGo = (when: 'now' | 'week') =>
  person.send(when === 'now' ? supportPaths.letGoNow : supportPaths.whenItGoes)
const rows = async (table: string) => house.asOwner(`select * from ${table} where tenant_id = $1`, [spaceId])
const goBackAnHour = () =>
  house.asOwner(`update space_session set created_at = now() - interval '61 minutes' where space_id = $1`, [
    spaceId,
  ])
const letTheDayCome = () =>
  house.asOwner(`update moving_on set goes_at = now() - interval '1 second' where tenant_id = $1`, [spaceId])
async function comeAgain(): Promise<Visitor> {
  const again = new Visitor(app)
  await again.send(supportPaths.enter, { name: `Swift ${number}`, phrase })
  return again
}
async function writeLetter(text: string): Promise<void> {
  const form = await person.get(supportPaths.letter)
  const sent = { words: text, sending: readSending(form.text) }
  await person.send(supportPaths.letter, sent)
  // A slow phone sends it twice.
  await person.send(supportPaths.letter, sent)
}

test('moving on shuts every door and keeps the page; a coach only sees that it is not open', async () => {
  await person.send(supportPaths.moveOn)
  expect((await coach.get(supportPaths.guest(spaceId))).status).toBe(404)
  expect((await listToday(coach)).map((one) => one.id)).not.toContain(spaceId)
  for (const page of [supportPaths.space, supportPaths.leaving]) {
    expect((await person.get(page)).text).toContain(`action="${supportPaths.comeBack}"`)
  }
  await person.send(supportPaths.comeBack)
  expect(await rows('moving_on')).toEqual([])
  expect((await coach.get(supportPaths.guest(spaceId))).status).toBe(404)
})

test('a letter is kept once, is first when its writer comes back, and no coach sees it', async () => {
  await writeLetter('You did this before. <You> can do it again.')
  expect(await rows('later_letter')).toHaveLength(1)
  const guest = await coach.get(supportPaths.guest(spaceId))
  expect(guest.text).not.toContain('You did this before.')
  expect((await person.get(supportPaths.space)).text).not.toContain('You did this before.')
  await person.send(supportPaths.moveOn)
  const home = (await (await comeAgain()).get(supportPaths.space)).text
  expect(home).toContain('You did this before. &lt;You> can do it again.')
  expect(home.indexOf('You did this before.')).toBeLessThan(home.indexOf(words.homeLine))
  const [letter] = await rows('later_letter')
  await person.send(supportPaths.removeLetter(String(letter!['id'])))
  expect(await rows('later_letter')).toEqual([])
})

test('in seven days: shut to others at once, said on the first page, stopped with one tap from any phone', async () => {
  const planned = await letGo('week')
  expect(planned.location).toBe(`${supportPaths.leaving}?done=planned`)
  expect((await coach.get(supportPaths.guest(spaceId))).status).toBe(404)
  const [plan] = await rows('moving_on')
  const days = (Number(plan!['goes_at']) - Date.now()) / 86_400_000
  expect(days).toBeGreaterThan(6.99)
  expect(days).toBeLessThan(7.01)
  // The same tap again puts nothing off, and nothing forward.
  await letGo('week')
  expect(await rows('moving_on')).toEqual([plan])

  const other = await comeAgain()
  expect((await other.get(supportPaths.space)).text).toContain(words.stop)
  await goOn(house.db)
  expect((await other.send(supportPaths.comeBack)).location).toBe(`${supportPaths.space}?done=stays`)
  await letTheDayCome()
  await goOn(house.db)
  expect(await rows('space')).toHaveLength(1)
})

test('when the day has come the round lets it go, and nobody stops it any more', async () => {
  await letGo('week')
  await letTheDayCome()
  await person.send(supportPaths.comeBack)
  expect(await rows('moving_on')).toHaveLength(1)
  await goOn(house.db)
  expect(await rows('space')).toEqual([])
  expect((await person.get(supportPaths.space)).location).toBe(supportPaths.enter)
})

test('a phone that lies about lets nothing go at once: who does has just come in', async () => {
  await goBackAnHour()
  expect((await person.get(supportPaths.whenItGoes)).text).not.toContain(words.nowYes)
  expect((await letGo('now')).location).toBe(supportPaths.whenItGoes)
  expect(await rows('space')).toHaveLength(1)

  person = await comeAgain()
  expect((await person.get(supportPaths.whenItGoes)).text).toContain(words.nowYes)
  const gone = await letGo('now')
  expect(gone.location).toBe(`${supportPaths.gone}?done=gone`)
  expect(person.cookies.has('ownterms-own')).toBe(false)
  expect((await person.get(gone.location!)).text).toContain(words.gone)
  for (const table of ['space', 'invitation', 'look', 'moving_on']) expect(await rows(table)).toEqual([])
  const again = await new Visitor(app).send(supportPaths.enter, { name: `Swift ${number}`, phrase })
  expect(again.status).toBe(422)
})

test('new words are no way to let it go at once: whoever picked up the phone could have made them', async () => {
  await house.asOwner(`update space set begun_on = current_date - 30 where tenant_id = $1`, [spaceId])
  expect((await person.get(supportPaths.whenItGoes)).text).toContain(words.nowYes)
  const renewed = await house.db.outside(async (tx) => findEntryOf(tx, spaceId))
  await renewPhrase(
    house.db,
    spaceId,
    { name: null, was: renewed!, secret: 'another' },
    async () => undefined,
  )
  expect((await person.get(supportPaths.whenItGoes)).text).not.toContain(words.nowYes)
  expect((await letGo('now')).location).toBe(supportPaths.whenItGoes)
  await house.asOwner(`update space_entry set renewed_at = now() - interval '8 days' where space_id = $1`, [
    spaceId,
  ])
  expect((await person.get(supportPaths.whenItGoes)).text).toContain(words.nowYes)
})

test('one tap brings everything as a file, and it is written down that it was taken', async () => {
  const taken = await person.send(supportPaths.takeOut)
  expect(taken.status).toBe(200)
  expect((await person.get(supportPaths.looks)).text).toContain(
    looksWords['en-GB'].line({ name: '', organisation: '', room: '', why: 'taken-out', isAll: true }),
  )
  const [look] = await house.asOwner(
    `select account_id, room from look where tenant_id = $1 and why = 'taken-out'`,
    [spaceId],
  )
  expect(look).toEqual({ account_id: null, room: 'space' })
})

test('somebody else’s letter is not there to be thrown away', async () => {
  await writeLetter('Mine.')
  const [letter] = await rows('later_letter')
  const { person: other } = await begin(app, `Other ${number}`)
  await other.send(supportPaths.removeLetter(String(letter!['id'])))
  expect(await rows('later_letter')).toHaveLength(1)
})

test('a tap that a slow phone sends twice is told the same, and nobody else learns anything', async () => {
  const form = await person.get(supportPaths.whenItGoes)
  const again = /name="sending" value="([^"]+)"/.exec(form.text)![1]!
  const late = new Visitor(app)
  // While the page stands, somebody who is not in is shown the way in.
  expect((await late.send(supportPaths.letGoNow, { sending: again })).location).toBe(supportPaths.enter)
  expect(await rows('space')).toHaveLength(1)
  await person.send(supportPaths.letGoNow, { sending: again })
  expect((await late.send(supportPaths.letGoNow, { sending: again })).location).toBe(
    `${supportPaths.gone}?done=gone`,
  )
  expect((await late.send(supportPaths.letGoNow, { sending: 'x' })).location).toBe(supportPaths.enter)
})

test('on a full disk nothing is half done: it is said, and can be done again', async () => {
  await house.asOwner(`create function full_disk() returns trigger language plpgsql as
    $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$`)
  await house.asOwner('create trigger full_disk before insert on space_leaving execute function full_disk()')
  await house.asOwner('create trigger full_disk before insert on look execute function full_disk()')
  expect((await letGo('now')).status).toBe(503)
  expect((await person.send(supportPaths.takeOut)).status).toBe(503)
  expect(await rows('later_letter')).toEqual([])
  expect((await person.get(supportPaths.space)).status).toBe(200)
  await house.asOwner('drop function full_disk() cascade')
  expect((await letGo('now')).location).toBe(`${supportPaths.gone}?done=gone`)
  expect(await rows('space')).toEqual([])
})

import type { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'
import { routes } from '../../../bin/parts.ts'
import { begin, readPhrase, readSending } from '../../../test/own-space.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { openApp, Visitor } from '../../../test/visitor.ts'
import { newBlindId } from '../../platform/ids.ts'
import { supportPaths } from '../paths.ts'
import { replaceEntry } from '../spaces/spaces.queries.ts'
import { waysWords } from './ways.words.ts'

const house = useTestHouse()
const words = waysWords['en-GB']
let app: Hono

beforeAll(() => {
  app = openApp(house, routes)
})

/** Whether a name and words lead in, from a browser that was never here. */
async function opens(name: string, phrase: string): Promise<boolean> {
  const answer = await new Visitor(app).send(supportPaths.enter, { name, phrase })
  return answer.location === supportPaths.space
}

async function renew(person: Visitor, path: string = supportPaths.newWords, name?: string): Promise<string> {
  const sending = readSending((await person.get(supportPaths.keys)).text)
  const sent = await person.send(path, { sending, ...(name === undefined ? {} : { name }) })
  expect(sent.location).toBe(supportPaths.phrase)
  return readPhrase((await person.get(supportPaths.phrase)).text)
}

test('new words lead in and the old ones stop at once', async () => {
  const { person, phrase } = await begin(app, 'Curlew')
  const fresh = await renew(person)
  expect(fresh).not.toBe(phrase)
  expect(await opens('Curlew', phrase)).toBe(false)
  expect(await opens('Curlew', fresh)).toBe(true)
})

test('the same form sent twice gives the same words, and a form from before changes nothing', async () => {
  const { person } = await begin(app, 'Dunlin')
  const sending = readSending((await person.get(supportPaths.keys)).text)
  await Promise.all([
    person.send(supportPaths.newWords, { sending }),
    person.send(supportPaths.newWords, { sending }),
  ])
  const shown = readPhrase((await person.get(supportPaths.phrase)).text)
  expect(await opens('Dunlin', shown)).toBe(true)
  const later = await renew(person)
  expect(await opens('Dunlin', shown)).toBe(false)
  const old = await person.send(supportPaths.newWords, { sending })
  expect(old.text).toContain(words.changed)
  expect(readPhrase((await person.get(supportPaths.phrase)).text)).toBe(later)
  expect(await opens('Dunlin', later)).toBe(true)
})

test('of two windows that change it in the same moment one does, and its words are those shown', async () => {
  const { person } = await begin(app, 'Sanderling')
  const sending = readSending((await person.get(supportPaths.keys)).text)
  const names = ['Knot', 'Stint', 'Ruff']
  await Promise.all(names.map((name) => person.send(supportPaths.newName, { sending, name })))
  const shown = readPhrase((await person.get(supportPaths.phrase)).text)
  const works = await Promise.all(names.map((name) => opens(name, shown)))
  expect(works.filter(Boolean)).toHaveLength(1)
  const rows = await house.asOwner(
    `select space_id from space_entry e where space_id = (
       select space_id from space_entry where id = e.id) group by space_id having count(*) > 1`,
  )
  expect(rows).toEqual([])
})

test('a new name gives new words with it, and what is no name is said', async () => {
  const { person, phrase } = await begin(app, 'Avocet')
  const refused = await person.send(supportPaths.newName, { sending: 'x', name: ' ' })
  expect(refused.status).toBe(422)
  const fresh = await renew(person, supportPaths.newName, 'Godwit')
  expect((await person.get(supportPaths.space)).text).toContain('Hello Godwit')
  expect(await opens('Avocet', phrase)).toBe(false)
  expect(await opens('Avocet', fresh)).toBe(false)
  expect(await opens('Godwit', fresh)).toBe(true)
})

test('somebody else’s form changes nothing of mine', async () => {
  const mine = await begin(app, 'Petrel')
  const other = await begin(app, 'Fulmar')
  const theirs = readSending((await other.person.get(supportPaths.keys)).text)
  expect((await mine.person.send(supportPaths.newWords, { sending: theirs })).status).toBe(422)
  expect(await opens('Petrel', mine.phrase)).toBe(true)
  expect(await opens('Fulmar', other.phrase)).toBe(true)
})

test('a page that is open elsewhere is closed from here, and this one stays', async () => {
  const { person, phrase } = await begin(app, 'Gannet')
  const phone = new Visitor(app)
  await phone.send(supportPaths.enter, { name: 'Gannet', phrase, own: 'yes' })
  expect((await person.get(supportPaths.keys)).text).toContain(words.other)
  await person.send(supportPaths.endOthers)
  expect((await phone.get(supportPaths.space)).location).toBe(supportPaths.enter)
  const after = await person.get(supportPaths.keys)
  expect(after.status).toBe(200)
  expect(after.text).toContain(words.onlyHere)
})

test('no guest and no listener can change a way in, whatever they send the database', async () => {
  const { person } = await begin(app, 'Skua')
  expect((await person.get(supportPaths.keys)).status).toBe(200)
  const [row] = await house.asOwner('select space_id from space_session order by created_at desc limit 1')
  for (const roles of [['coach'], ['listener', 'lead'], []]) {
    const change = house.db.within(String(row!['space_id']), { id: String(row!['space_id']), roles }, (ctx) =>
      replaceEntry(ctx, { was: null, id: newBlindId(), entryIndex: Buffer.alloc(32) }),
    )
    await expect(change).rejects.toMatchObject({ code: '42501' })
  }
})

test.each([
  ['POST', supportPaths.leave],
  ['GET', supportPaths.leaveQuickly],
] as const)(
  '%s %s leaves neither a cookie nor anything the browser kept of this site',
  async (method, path) => {
    const headers = { cookie: 'ownterms-own=x', origin: 'http://localhost:3000' }
    const answer = await app.request(path, { method, headers })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('clear-site-data')).toBe('"cache"')
    expect(answer.headers.get('set-cookie')).toMatch(/^ownterms-own=;.*Max-Age=0/i)
  },
)

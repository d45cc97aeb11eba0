import type { Hono } from 'hono'
import { beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../../bin/parts.ts'
import { begin, enterCoach, enterKeepers, findSpace, letIn } from '../../../test/own-space.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { openApp, Visitor } from '../../../test/visitor.ts'
import { newBlindId } from '../../platform/ids.ts'
import { supportPaths } from '../paths.ts'
import { findReader } from './note-key.ts'
import { offlineWords } from './offline.words.ts'
import type { Known } from './offline.ts'
import { sealNote, type WrittenNote } from './sealed-note.ts'

const house = useTestHouse()
const words = offlineWords['en-GB']
let app: Hono
let coach: Visitor
let rhys: Visitor
let gareth: Visitor
let person: Visitor
let space: string

beforeAll(async () => {
  app = openApp(house, routes)
  coach = await enterCoach(house, app)
  ;({ rhys, gareth } = await enterKeepers(house, app))
  person = (await begin(app, 'Maryam')).person
  await letIn(person, coach)
  space = await findSpace(coach, 'Maryam')
})

async function known(visitor: Visitor): Promise<Known> {
  return JSON.parse((await visitor.get(supportPaths.writable)).text) as Known
}

async function sealFrom(visitor: Visitor, note: Partial<WrittenNote>, to: { id: string; space: string }) {
  const page = await visitor.get(supportPaths.write)
  const key = Uint8Array.from(Buffer.from(/data-key="([^"]+)"/.exec(page.text)![1]!, 'base64'))
  const { writer, now } = await known(visitor)
  const sealed = await sealNote(key, { ...to, writer }, { words: 'A note.', day: null, at: now, ...note })
  return { ...to, note: Buffer.from(sealed).toString('base64url') }
}

async function send(visitor: Visitor, sent: Record<string, string>): Promise<string> {
  const answer = await visitor.send(supportPaths.sendNote, sent)
  return answer.status === 200 ? (JSON.parse(answer.text) as { state: string }).state : String(answer.status)
}

async function listDays(): Promise<string[]> {
  const rows = await house.asOwner(
    'select happened_on::text as day from conversation where tenant_id = $1 order by number',
    [space],
  )
  return rows.map((row) => String(row['day']))
}

async function readAll(): Promise<string> {
  const list = (await person.get(supportPaths.conversations)).text
  const paths = new Set(list.match(/\/space\/conversations\/[0-9a-f-]{36}/g))
  const pages = await Promise.all([...paths].map(async (path) => (await person.get(path)).text))
  return pages.join('\n')
}

describe('a sealed note', () => {
  test('is saved once however often it comes, and its person reads it', async () => {
    const sent = await sealFrom(
      coach,
      { words: 'In the doorway we spoke of the lamp, of rain, and of the long way home.' },
      { id: newBlindId(), space },
    )
    expect(await Promise.all([send(coach, sent), send(coach, sent)])).toEqual(['saved', 'saved'])
    expect(await send(coach, sent)).toBe('saved')
    expect(
      (await readAll()).split('In the doorway we spoke of the lamp, of rain, and of the long way home.'),
    ).toHaveLength(2)
  })

  test('by a clock that is wrong by days stands where it came in, on a day that can be', async () => {
    const before = await listDays()
    const { now } = await known(coach)
    const day = 24 * 3600 * 1000
    for (const at of [now + day, now - day, now + 400 * day]) {
      const sent = await sealFrom(coach, { words: `At ${at}.`, at }, { id: newBlindId(), space })
      expect(await send(coach, sent)).toBe('saved')
    }
    const [today] = await house.asOwner(
      `select scope.london_day(now())::text as today, (scope.london_day(now()) - 1)::text as yesterday`,
    )
    expect((await listDays()).slice(before.length)).toEqual([
      today!['today'],
      today!['yesterday'],
      today!['today'],
    ])
  })

  test('of somebody else, for another space, or changed on the way is not taken', async () => {
    const id = newBlindId()
    const sent = await sealFrom(coach, {}, { id, space })
    expect(await send(coach, { ...sent, id: newBlindId() })).toBe('broken')
    expect(await send(coach, { ...sent, note: `${sent.note.slice(0, -6)}AAAAAA` })).toBe('broken')
    expect(await send(coach, { ...sent, note: '' })).toBe('broken')
    expect(await send(coach, { ...sent, space: 'x' })).toBe('broken')
    expect(await send(coach, {})).toBe('broken')
    expect(await send(coach, { ...sent, space: newBlindId() })).toBe('gone')
    expect(await send(rhys, sent)).toBe('gone')
    expect(await send(gareth, sent)).toBe('404')
    expect(await send(new Visitor(app), sent)).toBe('303')
  })

  test('is sealed to one key, which is the same each time it is found and cannot be taken out', async () => {
    const [one, two] = await Promise.all([findReader(house.db.vault), findReader(house.db.vault)])
    expect(one.publicKey).toEqual(two.publicKey)
    expect(one.privateKey.extractable).toBe(false)
  })
})

describe('what a phone is told', () => {
  test('is the names of people who let this coach in to conversations, and nothing else of theirs', async () => {
    const other = (await begin(app, 'Sparrow')).person
    await letIn(other, coach, { which: 'some', rooms: ['goals'] })
    const seen = await known(coach)
    expect(Object.keys(seen).toSorted()).toEqual(['now', 'people', 'writer'])
    expect(seen.people).toEqual([{ space, name: 'Maryam', until: expect.any(Number) as number }])
    expect((await known(rhys)).people).toEqual([])
    expect((await known(rhys)).writer).not.toBe(seen.writer)
    expect(Math.abs(seen.now - Date.now())).toBeLessThan(60_000)
  })

  test('the page that is kept says nothing of anybody, and is the same for every coach', async () => {
    const [one, two] = [await coach.get(supportPaths.write), await rhys.get(supportPaths.write)]
    expect(one.text).toBe(two.text)
    expect(one.text).not.toMatch(/Maryam|Dele|Rhys|Lighthouse/)
    expect(one.text).toContain(words.without)
    for (const path of [supportPaths.write, supportPaths.writeKeeper, supportPaths.writable]) {
      expect((await gareth.get(path)).status, path).toBe(404)
      expect((await new Visitor(app).get(path)).location, path).toMatch(/^\/sign-in/)
    }
  })

  test('only that page and its modules are kept, and every one of them is there', async () => {
    const keeper = (await coach.get(supportPaths.writeKeeper)).text
    const { files } = JSON.parse(/^const kept = (.*)$/m.exec(keeper)![1]!) as { files: string[] }
    expect(files[0]).toBe(supportPaths.write)
    for (const path of files) {
      expect(path).toMatch(/^\/(today\/write|site-\w+\.css|browser\/\w+\/src\/support\/[\w./-]+)$/)
      expect((await coach.get(path)).status, path).toBe(200)
    }
  })
})

test('a space is open to its guest, and not a moment longer', async () => {
  const path = supportPaths.guestOpen(space)
  expect((await coach.get(path)).status).toBe(204)
  const page = await coach.get(supportPaths.guest(space))
  const left = Number(/data-left="(\d+)"/.exec(page.text)![1])
  expect(left).toBeGreaterThan(27 * 24 * 3600 * 1000)
  expect(page.text).toContain(`data-open="${path}"`)
  expect(page.policy).toContain("; script-src 'self'; connect-src 'self'; style-src")
  expect((await coach.get(supportPaths.write)).policy).toContain("connect-src 'self'; worker-src 'self'; ")
  expect((await coach.get(supportPaths.today)).policy).not.toMatch(/script-src|connect-src/)
  expect((await rhys.get(path)).status).toBe(404)
  const people = (await person.get(supportPaths.invitations)).text
  const change = /action="(\/space\/people\/[0-9a-f-]{36}\/change)"/.exec(people)![1]!
  await person.send(change, { change: 'pause' })
  expect((await coach.get(path)).status).toBe(404)
  const sent = await sealFrom(coach, { words: 'Too late.' }, { id: newBlindId(), space })
  expect(await send(coach, sent)).toBe('gone')
  expect(await readAll()).not.toContain('Too late.')
  await person.send(change, { change: 'come-back' })
  expect(await send(coach, sent)).toBe('saved')
})

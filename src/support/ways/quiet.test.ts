import type { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'
import { routes } from '../../../bin/parts.ts'
import { begin, readPhrase, readSending } from '../../../test/own-space.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { openApp, Visitor } from '../../../test/visitor.ts'
import { supportPaths } from '../paths.ts'
import { listQuietSpaces } from '../spaces/second.ts'
import { quietWords } from './quiet.words.ts'

const house = useTestHouse()
const words = quietWords['en-GB']
let app: Hono

beforeAll(() => {
  app = openApp(house, routes)
})

async function goIn(name: string, phrase: string): Promise<Visitor | null> {
  const visitor = new Visitor(app)
  const answer = await visitor.send(supportPaths.enter, { name, phrase })
  return answer.location === supportPaths.space ? visitor : null
}

async function makeSecond(person: Visitor, name: string): Promise<string> {
  const sending = readSending((await person.get(supportPaths.quiet)).text)
  return readPhrase((await person.send(supportPaths.quiet, { name, sending })).text)
}

/** The space a name and words lead to, found as the owner of the tables: by the newest session. */
async function spaceOf(name: string, phrase: string): Promise<string> {
  expect(await goIn(name, phrase)).not.toBeNull()
  const [row] = await house.asOwner('select space_id from space_session order by created_at desc limit 1')
  return String(row!['space_id'])
}

/** All that lies of a space in every table: for each row which columns are empty and how long the bytes are. */
async function shapeOf(spaceId: string): Promise<Record<string, unknown[]>> {
  const tables = await house.asOwner(
    `select table_name as table, column_name as key from information_schema.columns
     where table_schema = 'public' and column_name in ('tenant_id', 'space_id') order by 1`,
  )
  const shape: Record<string, unknown[]> = {}
  for (const { table, key } of tables) {
    const rows = await house.asOwner(
      `select (select jsonb_object_agg(k, case when v = 'null' then null when v #>> '{}' like '\\\\x%' then length(v #>> '{}') else 1 end)
               from jsonb_each(to_jsonb(t)) as e(k, v)) as row from ${String(table)} t where ${String(key)} = $1`,
      [spaceId],
    )
    if (rows.length > 0) shape[String(table)] = rows
  }
  return shape
}

/** A page without what names its forms, ids of chance, and the moment it was made. */
function bare(html: string): string {
  return html
    .replaceAll(/name="(?:sending|whose)" value="[^"]*"|data-options="[^"]*"/g, '')
    .replaceAll(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, 'id')
    .replaceAll(/\b\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'now')
}

const own = routes.filter(
  ({ method, path, asks }) => method === 'GET' && asks === 'space.own' && !path.includes(':'),
)

test('the pages of a quiet space are those of a fresh one, byte by byte, but for what names a form', async () => {
  const real = await begin(app, 'Rook')
  const second = (await goIn('Rook', await makeSecond(real.person, 'Rook')))!
  const other = await begin(app, 'Rook')
  await other.person.send(supportPaths.phraseWritten)
  await other.person.send(supportPaths.leave)
  const fresh = (await goIn('Rook', other.phrase))!
  expect(own.length).toBeGreaterThan(5)
  for (const { path } of own) {
    const [theirs, ours] = [await fresh.get(path), await second.get(path)]
    expect({ ...ours, text: bare(ours.text) }, path).toEqual({ ...theirs, text: bare(theirs.text) })
    expect(ours.text.length, path).toBe(theirs.text.length)
  }
})

test('no row tells a space that has a second one, a second one, and any other apart', async () => {
  const real = await begin(app, 'Magpie')
  await real.person.send(supportPaths.phraseWritten)
  const phrase = await makeSecond(real.person, 'Magpie')
  const fresh = await begin(app, 'Magpie')
  await fresh.person.send(supportPaths.phraseWritten)
  const shapes = [
    await shapeOf(await spaceOf('Magpie', real.phrase)),
    await shapeOf(await spaceOf('Magpie', phrase)),
    await shapeOf(await spaceOf('Magpie', fresh.phrase)),
  ].map((shape) => ({ ...shape, space_session: 1 }))
  expect(shapes[0]).toHaveProperty('space')
  expect(shapes[0]).toHaveProperty('space_entry')
  expect(shapes[1]).toEqual(shapes[0])
  expect(shapes[2]).toEqual(shapes[0])
})

test('a second space has a key of its own and holds nothing of the first', async () => {
  const { person, phrase } = await begin(app, 'Jackdaw')
  const quiet = await makeSecond(person, 'Daw')
  const [first, second] = [await spaceOf('Jackdaw', phrase), await spaceOf('Daw', quiet)]
  expect(second).not.toBe(first)
  expect(house.vault.tenants).toContain(second)
  expect(await listQuietSpaces(house.db, first)).toEqual([second])
  expect(await listQuietSpaces(house.db, second)).toEqual([])
  expect((await person.get(supportPaths.space)).text).toContain('Hello Jackdaw')
})

test('the same form gives the same words, and an older one changes nothing', async () => {
  const { person } = await begin(app, 'Crow')
  const sending = readSending((await person.get(supportPaths.quiet)).text)
  const sent = { name: 'Crow', sending }
  const [a, b] = await Promise.all([
    person.send(supportPaths.quiet, sent),
    person.send(supportPaths.quiet, sent),
  ])
  expect(readPhrase(a.text)).toBe(readPhrase(b.text))
  const newer = await makeSecond(person, 'Crow')
  expect(await goIn('Crow', readPhrase(a.text))).toBeNull()
  expect((await person.send(supportPaths.quiet, sent)).text).toContain(words.changed)
  expect(await goIn('Crow', newer)).not.toBeNull()
})

test('taken away it is gone with its key, and a second one of the second too', async () => {
  const { person, phrase } = await begin(app, 'Jay')
  const quiet = await makeSecond(person, 'Jay')
  const there = (await goIn('Jay', quiet))!
  await makeSecond(there, 'Jay')
  const spaces = await listQuietSpaces(house.db, await spaceOf('Jay', phrase))
  expect(spaces).toHaveLength(2)
  expect((await person.send(supportPaths.removeQuiet)).location).toContain('done=gone')
  expect(await goIn('Jay', quiet)).toBeNull()
  expect((await there.get(supportPaths.space)).location).toBe(supportPaths.enter)
  for (const space of spaces) {
    expect(house.vault.tenants).not.toContain(space)
    expect(await shapeOf(space)).toEqual({})
  }
  expect((await person.get(supportPaths.quiet)).text).toContain(words.lead)
  // The words that are gone come back with no other page.
  expect(await makeSecond(person, 'Jay')).not.toBe(quiet)
  expect(await goIn('Jay', phrase)).not.toBeNull()
})

import { beforeAll, expect, test } from 'vitest'
import { routes } from '../../../bin/parts.ts'
import { begin, enterCoach, findSpace, letIn } from '../../../test/own-space.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { strangeId } from '../../../test/test-exercise.ts'
import { openApp, type Visitor } from '../../../test/visitor.ts'
import { supportPaths } from '../paths.ts'
import { personIn } from '../spaces/spaces.ts'
import { listLooks, recordLook } from './looks.ts'
import { looksWords } from './looks.words.ts'

const house = useTestHouse()
const words = looksWords['en-GB']
let person: Visitor
let spaceId: string

beforeAll(async () => {
  const app = openApp(house, routes)
  const coach = await enterCoach(house, app)
  person = (await begin(app, 'Sparrow')).person
  await letIn(person, coach)
  spaceId = await findSpace(coach, 'Sparrow')
})

test('every look is on some page, also of many at the same moment', async () => {
  const looks = ['goals', 'conversations', 'keeping-safe'] as const
  await house.db.within(spaceId, personIn(spaceId), async (ctx) => {
    for (let count = 0; count < 60; count += 1) {
      // Of one name and one room they would stand in one line.
      const who = { accountId: strangeId, name: `${count}`, organisation: '' }
      await recordLook(ctx, { who, room: looks[count % 3]!, why: 'taken-out', aboutId: null })
    }
  })
  const found: string[] = []
  for (let path: string | undefined = supportPaths.looks; path;) {
    const { text } = await person.get(path)
    found.push(...[...text.matchAll(/A file was taken out of ([^.]+)\./g)].map(([, room]) => room!))
    path = new RegExp(`href="([^"]+)">${words.older}<`).exec(text)?.[1]?.replaceAll('&amp;', '&')
  }
  expect(found).toHaveLength(60)
  expect(new Set(found)).toEqual(new Set(looks.map((room) => words.rooms[room])))
})

test('what stands in the address and is no look leads to the newest', async () => {
  const first = await person.get(supportPaths.looks)
  for (const before of ['x', '2026-01-01', spaceId.replaceAll('-', '')])
    expect((await person.get(`${supportPaths.looks}?before=${before}`)).text).toBe(first.text)
  const shown = await house.db.within(spaceId, personIn(spaceId), (ctx) => listLooks(ctx, spaceId))
  expect(shown).toEqual({ looks: [], next: null })
})

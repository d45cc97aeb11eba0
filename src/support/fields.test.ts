import type { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'
import { routes } from '../../bin/parts.ts'
import { supportRoutes } from '../../bin/support-parts.ts'
import { begin, enterCoach, enterKeepers, findSpace, letIn } from '../../test/own-space.ts'
import { useTestHouse } from '../../test/test-house.ts'
import { openApp, Visitor } from '../../test/visitor.ts'

/*
 * What was typed is not offered again by a browser to whoever uses it next: every field for words on every page of
 * Support that can be opened without an id of something in it.
 */

const house = useTestHouse()
let app: Hono

beforeAll(() => {
  app = openApp(house, routes)
})

const pages = supportRoutes.filter(
  ({ method, path }) => method === 'GET' && !path.replace(':space', '').includes(':'),
)

function listOpenFields(html: string): string[] {
  const fields = html.match(/<(?:input|textarea)\b[^>]*>/g) ?? []
  return fields.filter(
    (field) =>
      !/ type="(hidden|checkbox|radio|date|file)"/.test(field) &&
      !/ autocomplete="(off|one-time-code)"/.test(field),
  )
}

test('no field for words on a page of Support is remembered by the browser', async () => {
  const coach = await enterCoach(house, app)
  const { nia } = await enterKeepers(house, app)
  const { person } = await begin(app, 'Plover')
  await letIn(person, coach)
  const spaceId = await findSpace(coach, 'Plover')
  const found: string[] = []
  let fields = 0
  for (const { path } of pages) {
    for (const visitor of [person, coach, nia, new Visitor(app)]) {
      const { text } = await visitor.get(path.replace(':space', spaceId))
      fields += text.match(/<textarea|type="text"/g)?.length ?? 0
      found.push(...listOpenFields(text).map((field) => `${path} ${field}`))
    }
  }
  expect(fields).toBeGreaterThan(30)
  expect([...new Set(found)]).toEqual([])
})

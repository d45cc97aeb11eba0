import type { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'
import { routes } from '../../../bin/parts.ts'
import { begin } from '../../../test/own-space.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { openApp } from '../../../test/visitor.ts'
import { newBlindId } from '../../platform/ids.ts'
import { weatherPage } from '../../ui/public-layout.tsx'
import { supportPaths } from '../paths.ts'

const house = useTestHouse()
let app: Hono

beforeAll(() => {
  app = openApp(house, routes)
})

test('a page that is not there lets its reader leave quickly too, and is the same at every address', async () => {
  const { person } = await begin(app, 'Knot')
  const gone = await person.get(supportPaths.goal(newBlindId()))
  expect(gone.status).toBe(404)
  expect(gone.text).toContain('Leave quickly')
  expect(gone.text).toContain(`href="${weatherPage}"`)
  expect((await person.get('/nowhere')).text).toBe(gone.text)
  const foreign = await person.send(supportPaths.begin, { name: 'Knot' }, { origin: 'https://other.example' })
  expect(foreign.status).toBe(403)
  expect(foreign.text).toContain('Leave quickly')
})

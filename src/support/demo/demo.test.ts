import type { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'
import { routes } from '../../../bin/parts.ts'
import { makeOrganisation } from '../../access/organisation/organisation.ts'
import { listToday } from '../../../test/own-space.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { enter, openApp, Visitor } from '../../../test/visitor.ts'
import { keepingSafeWords } from '../keeping-safe/keeping-safe.words.ts'
import { supportPaths } from '../paths.ts'
import { askedWords } from '../today/asked.words.ts'
import { describeDemoSpaces, loadDemoSpaces } from './demo.ts'
import { readDemoSpaces } from './demo-spaces.ts'

const house = useTestHouse()
let app: Hono

beforeAll(async () => {
  app = openApp(house, routes)
  await makeOrganisation(house.db, {
    name: 'Lantern Street',
    operator: 'Lantern Street itself',
    staff: [{ name: 'Dele Martins', address: 'dele@lantern-street.example', roles: ['coach'] }],
  })
  // A demo that is started again finds what is there.
  for (const _ of [1, 2]) await loadDemoSpaces(house.db)
}, 60_000)

test('the coach of the demo sees what each of its people wants today', async () => {
  const people = await readDemoSpaces()
  const coach = await enter(house, app, 'dele@lantern-street.example')
  expect((await listToday(coach)).map(({ name }) => name).toSorted()).toEqual(
    people.map(({ name }) => name).toSorted(),
  )
  const { text } = await coach.get(supportPaths.today)
  for (const { today } of people) {
    expect(text).toContain(today.words ?? askedWords['en-GB'].wishes[today.wish])
  }
})

test('the words it prints lead in, and a page for hard days leads to the conversation about them', async () => {
  const told = await describeDemoSpaces(house.db, 'http://here')
  const phrase = /Maryam\s+(\S+ \S+ \S+ \S+ \S+)/.exec(told)![1]!
  const person = new Visitor(app)
  expect((await person.send(supportPaths.enter, { name: 'Maryam', phrase })).location).toBe(
    supportPaths.space,
  )
  const { text } = await person.get(supportPaths.keeping)
  expect(text).toContain(keepingSafeWords['en-GB'].talks)
  expect(text.match(/href="\/space\/conversations\/[0-9a-f-]{36}"/g)).toHaveLength(1)
})

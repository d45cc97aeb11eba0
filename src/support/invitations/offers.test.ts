import type { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'
import { routes } from '../../../bin/parts.ts'
import { begin, enterCoach, letIn } from '../../../test/own-space.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { openApp, type Visitor } from '../../../test/visitor.ts'
import { supportPaths } from '../paths.ts'
import { offersWords } from './offers.words.ts'

const house = useTestHouse()
let app: Hono
let coach: Visitor

beforeAll(async () => {
  app = openApp(house, routes)
  coach = await enterCoach(house, app)
})

const listCards = async () =>
  (await coach.get(supportPaths.offers)).text.match(/\/offers\/[0-9a-f-]{36}\/remove/g)

test('a coach’s list of cards does not tell which of them was used', async () => {
  await coach.send(supportPaths.makeOffer)
  const { person } = await begin(app, 'Godwit')
  const card = await letIn(person, coach)
  const after = await coach.get(supportPaths.offers)
  expect(await listCards()).toHaveLength(2)
  const [row] = await house.asOwner('select id from invitation')
  await person.send(supportPaths.changeInvitation(String(row!['id'])), { change: 'stop' })
  expect((await coach.get(supportPaths.offers)).text).toBe(after.text)
  // It opens nothing a second time, for nobody.
  const other = await begin(app, 'Ruff')
  const again = await other.person.send(supportPaths.acceptOffer, { card, which: 'all' })
  expect(again.status).not.toBe(303)
  const rows = await house.asOwner('select length(code_index) as long from offer')
  expect(rows).toEqual([{ long: 32 }, { long: 32 }])
  for (const path of (await listCards())!) await coach.send(path)
  expect(await listCards()).toBeNull()
})

test('whoever prints a card reads what it tells somebody who finds it, beside the card and not on it', async () => {
  const { text } = await coach.send(supportPaths.makeOffer)
  const card = text.slice(text.indexOf('class="card-to-print"'), text.indexOf('class="room-to-write"'))
  expect(card).toContain('From Dele, The Lighthouse')
  expect(card).not.toContain(offersWords['en-GB'].newFound)
  expect(text).toContain(offersWords['en-GB'].newFound)
})

import type { Hono } from 'hono'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import {
  makeTestExercise,
  propose,
  strangeId,
  type TeamMember,
  type TestExercise,
} from '../../../test/test-exercise.ts'
import { enter, openApp, type Visitor, type Answer } from '../../../test/visitor.ts'
import { signInRoutes } from '../../access/sign-in/sign-in.routes.tsx'
import { Limits } from '../../platform/http/limits.ts'
import { listeningPaths } from '../paths.ts'
import { cardRoutes } from './cards.routes.tsx'
import { reviewRoutes } from './review.routes.tsx'

const house = useTestHouse()
let app: Hono
let made: TestExercise
let names: string
let ada: Visitor
let ben: Visitor
let serial = 0
const visit = (who: TeamMember) => enter(house, app, made.mailOf(who))

beforeAll(async () => {
  app = openApp(house, [...signInRoutes, ...cardRoutes, ...reviewRoutes])
}, 60_000)

beforeEach(async () => {
  serial += 1
  house.services.limits = new Limits()
  made = await makeTestExercise(house, `Names${serial}`, [
    { label: 'Zylka Quorn', text: 'Then <zylka> came.' },
    { label: 'Voice B', text: 'It was Zylka. Ring 07700 900123.' },
  ])
  await propose(made)
  names = listeningPaths.reviewNames(made.exerciseId)
  ada = await visit('ada')
  ben = await visit('ben')
})

/** What a browser would send of the first form when nobody touches it. */
function formOf(page: Answer): Record<string, string> {
  const form = /<form [^>]*id="accept".*?<\/form>/s.exec(page.text)![0]
  const sent: Record<string, string> = {}
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    if (/type="checkbox"/.test(tag)) continue
    sent[/name="([^"]*)"/.exec(tag)![1]!] = /value="([^"]*)"/.exec(tag)?.[1] ?? ''
  }
  return sent
}

test('the cards one after the other, to the last', async () => {
  const overview = await ada.get(listeningPaths.review(made.exerciseId))
  expect(overview.text).toContain('In them 2 names, places and numbers wait for an answer.')
  expect(overview.text).toContain(names)
  const first = await ada.get(names)
  expect(first.text).toContain('Card 1 of 2')
  expect(first.text).toMatch(/Then &lt;<mark>zylka<\/mark>> came\./)
  expect(first.text).toContain('Stands 2 times, in 2 passages')
  const sent = await ada.send(names, { ...formOf(first), answer: 'accept' })
  expect(sent.status).toBe(303)
  const second = await ada.get(sent.location!)
  expect(second.text).toContain('Changed everywhere.')
  expect(second.text).toContain('07700 900123')
  const last = await ada.send(names, {
    ...formOf(second),
    answer: 'leave',
    note: 'The number of the office.',
  })
  const empty = await ada.get(last.location!)
  expect(empty.text).toContain('No card waits.')
  expect(empty.text).not.toContain('id="accept"')
})

test('what is not right is said beside what was written', async () => {
  const form = formOf(await ada.get(names))
  const refused = await ada.send(names, { ...form, answer: 'accept', put: 'a [friend]' })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('without square brackets')
  expect(refused.text).toContain('value="a [friend]"')
  const other = await ada.send(names, { ...form, answer: 'same', other: 'x' })
  expect(other.text).toContain('That card is not there any more.')
})

test('somebody else was quicker: said clearly, and nothing that was written is lost', async () => {
  const page = await ada.get(names)
  const quicker = await ben.send(names, { ...formOf(page), answer: 'leave', note: 'A band.' })
  expect(quicker.status).toBe(303)
  const late = await ada.send(names, { ...formOf(page), answer: 'accept', put: 'my neighbour' })
  expect(late.status).toBe(409)
  expect(late.text).toContain('This card changed meanwhile')
  expect(late.text).toContain('value="my neighbour"')
  expect(late.text).toContain('Somebody left it before and wrote: A band.')
  const again = await ada.send(names, { ...formOf(late), put: 'my neighbour', answer: 'accept' })
  expect(again.status).toBe(303)
})

test('only a listener has cards, and nobody those of somebody else', async () => {
  for (const name of ['cleo', 'lea'] as const) {
    const visitor = await visit(name)
    expect((await visitor.get(names)).status).toBe(403)
    expect((await visitor.send(names, formOf(await ada.get(names)))).status).toBe(403)
  }
  const elsewhere = await makeTestExercise(house, `Away${serial}`, [{ label: 'Zylka', text: 'Zylka.' }])
  for (const id of [strangeId, 'x', elsewhere.exerciseId]) {
    const address = listeningPaths.reviewNames(id)
    expect([id, (await ada.get(address)).status]).toEqual([id, 404])
    const form = { ...formOf(await ada.get(names)), answer: 'accept' }
    expect([id, (await ada.send(address, form)).status]).toEqual([id, 404])
  }
  const [source] = await house.asOwner('select source_id from contribution where tenant_id = $1 limit 1', [
    made.tenantId,
  ])
  const here = await ada.get(`${names}?source=${String(source!['source_id'])}`)
  expect(here.text).toContain('Card 1 of 2')
  expect((await ada.get(`${names}?source=${strangeId}`)).text).toContain('No card waits.')
})

test('the page may run the keys, says them, and says what the software is bad at', async () => {
  const response = await app.request(names, { headers: { cookie: cookieOf(ada) } })
  expect(response.headers.get('content-security-policy')).toContain("script-src 'self'")
  const html = await response.text()
  const script = /<script type="module" src="(\/keys-[0-9a-f]{10}\.js)"/.exec(html)?.[1]
  expect((await app.request(script!)).status).toBe(200)
  expect([...html.matchAll(/<kbd[^>]*>(.)<\/kbd>/g)].map(([, key]) => key)).toEqual(['j', 'k', 'a', 'e', 'l'])
  expect(html).toContain('What the software is bad at')
  expect(html).toContain('Names of people')
})

function cookieOf(visitor: Visitor): string {
  return [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
}

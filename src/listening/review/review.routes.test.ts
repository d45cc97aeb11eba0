import type { Hono } from 'hono'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { enter, openApp, type Visitor, type Answer } from '../../../test/visitor.ts'
import { signInRoutes } from '../../access/sign-in/sign-in.routes.tsx'
import { Limits } from '../../platform/http/limits.ts'
import { listeningPaths } from '../paths.ts'
import { passagesRoutes } from '../passages/passages.routes.tsx'
import { reviewRoutes } from './review.routes.tsx'
import {
  makeTestExercise,
  propose,
  strangeId,
  type TeamMember,
  type TestExercise,
} from '../../../test/test-exercise.ts'

const house = useTestHouse()
let app: Hono
let made: TestExercise
let ada: Visitor
let ben: Visitor
let cleo: Visitor
let lea: Visitor
let serial = 0
const visit = (who: TeamMember) => enter(house, app, made.mailOf(who))

beforeAll(async () => {
  app = openApp(house, [...signInRoutes, ...reviewRoutes, ...passagesRoutes])
}, 60_000)

beforeEach(async () => {
  serial += 1
  house.services.limits = new Limits()
  made = await makeTestExercise(house, `House${serial}`, [
    { label: 'Sam Okafor', text: 'Sam Okafor <gave> me the key.\nIt was bad in Leeds. Nobody came.' },
    { label: 'Sam Okafor', text: 'A kettle of my own.' },
    { label: 'Josie Pell', text: 'And how was that?', facilitator: true },
    { label: 'Ayo', text: 'These words are shut.', agreed: false },
  ])
  await propose(made)
  ada = await visit('ada')
  ben = await visit('ben')
  cleo = await visit('cleo')
  lea = await visit('lea')
})

/** What a browser would send of the page's form when nobody touches it. */
function formOf(page: Answer): Record<string, string> {
  const sent: Record<string, string> = {}
  for (const [tag] of page.text.matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1]
    const value = /value="([^"]*)"/.exec(tag)?.[1] ?? ''
    const isTicked = !/type="(radio|checkbox)"/.test(tag) || / checked/.test(tag)
    if (name && isTicked) sent[name] = value
  }
  return sent
}

function reviewOf(index: number): string {
  return listeningPaths.reviewPassage(made.passageIds[index]!)
}

function secondOf(index: number): string {
  return listeningPaths.readPassage(made.passageIds[index]!)
}

async function passFirst(visitor: Visitor, index: number): Promise<Answer> {
  return visitor.send(reviewOf(index), { ...formOf(await visitor.get(reviewOf(index))), next: 'pass' })
}

describe('the way through', () => {
  test('first reader, second reader, and the reading stands in the list', async () => {
    const overview = await ada.get(listeningPaths.review(made.exerciseId))
    expect(overview.text).toContain('2 passages wait for a first reader.')
    expect(overview.text).toContain(reviewOf(0))
    expect(overview.text).not.toContain(reviewOf(2))
    expect(overview.text).not.toContain(reviewOf(3))

    const page = await ada.get(reviewOf(0))
    expect(page.text).toMatch(/<mark[^>]*>Sam Okafor<span class="says"> \[1\]<\/span><\/mark> &lt;gave> me/)
    expect(page.text).toContain('This is the name of somebody in this exercise.')
    const passed = await passFirst(ada, 0)
    expect(passed).toMatchObject({ status: 303, location: `${reviewOf(1)}?done=passed` })
    expect((await passFirst(ada, 1)).location).toBe(
      `${listeningPaths.review(made.exerciseId)}?for=first&done=passed`,
    )

    const list = await lea.get(listeningPaths.passages(made.exerciseId))
    expect(list.text).not.toMatch(/key|kettle|shut\./)
    const second = await cleo.get(secondOf(0))
    expect(second.text).toContain('Could this tell a stranger, or someone who knows them, who it is?')
    expect(second.text).toMatch(
      /<span class="edited"><span class="unseen">\[[^\]]*\] <\/span>\[name\]<\/span> &lt;gave>/,
    )
    expect(second.text).not.toContain('Okafor')
    const read = await cleo.send(secondOf(0), { ...formOf(second), answer: 'pass' })
    expect(read).toMatchObject({ status: 303, location: `${secondOf(1)}?done=read-second` })

    const after = await lea.get(listeningPaths.passages(made.exerciseId))
    expect(after.text).toContain('me the key.')
    expect(after.text).not.toMatch(/kettle|Okafor|These words are shut/)
    const waiting = await lea.get(`${listeningPaths.passages(made.exerciseId)}?which=waiting`)
    expect(waiting.text).not.toContain('me the key.')
    expect(waiting.text).toContain('Waits for a second reader.')
  })

  test('a change is added by sentence, then words', async () => {
    const address = listeningPaths.reviewAdd(made.passageIds[0]!)
    const step1 = await ada.get(address)
    expect(step1.text).toContain('It was bad in Leeds.')
    const step2 = await ada.get(`${address}?sentence=1`)
    const value = /value="(\d+-\d+)"[^>]*\/?><span>Leeds\.<\/span>/.exec(step2.text)?.[1]
    expect(value).toBeDefined()
    const form = { sentence: '1', word: value!, kind: 'generalise', replacement: 'a [city]', note: '' }
    const refused = await ada.send(address, form)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('without square brackets')
    expect(refused.text).toContain('value="a [city]"')
    const added = await ada.send(address, { ...form, replacement: '[a city in the north]' })
    expect(added).toMatchObject({ status: 303, location: `${reviewOf(0)}?done=added` })
    await passFirst(ada, 0)
    expect((await cleo.get(secondOf(0))).text).toContain('[a city in the north]</span>.')
  })

  test('sent back, it waits for a first reader again', async () => {
    await passFirst(ada, 1)
    const sent = await cleo.send(secondOf(1), { ...formOf(await cleo.get(secondOf(1))), answer: 'back' })
    expect(sent.status).toBe(303)
    expect((await ada.get(listeningPaths.review(made.exerciseId))).text).toContain(
      '2 passages wait for a first',
    )
  })
})

describe('two tabs', () => {
  test('the same form sent twice is harmless; a stale one says so and shows what stands', async () => {
    const form = formOf(await ada.get(reviewOf(0)))
    const name = Object.keys(form).find((key) => key.startsWith('put-'))!
    const other = formOf(await ben.get(reviewOf(0)))
    expect((await ada.send(reviewOf(0), { ...form, [name]: 'a friend', next: 'stay' })).status).toBe(303)
    expect((await ada.send(reviewOf(0), { ...form, [name]: 'a friend', next: 'stay' })).status).toBe(303)
    const stale = await ben.send(reviewOf(0), { ...other, [name]: 'a neighbour', next: 'pass' })
    expect(stale.status).toBe(409)
    expect(stale.text).toContain('Somebody changed this passage meanwhile')
    expect(stale.text).toContain('value="a friend"')
    expect(stale.text).not.toContain('a neighbour')
  })

  test('a second reader’s stale tab gets the reading as it is now', async () => {
    await passFirst(ada, 0)
    const form = formOf(await cleo.get(secondOf(0)))
    const now = formOf(await ada.get(reviewOf(0)))
    const name = Object.keys(now).find((key) => key.startsWith('put-'))!
    await ada.send(reviewOf(0), { ...now, [name]: 'a friend', next: 'pass' })
    const stale = await cleo.send(secondOf(0), { ...form, answer: 'pass' })
    expect(stale.status).toBe(409)
    expect(stale.text).toContain('[a friend]')
  })

  test('an empty replacement is asked for again, with what was typed', async () => {
    const form = formOf(await ada.get(reviewOf(0)))
    const name = Object.keys(form).find((key) => key.startsWith('put-'))!
    const answer = await ada.send(reviewOf(0), { ...form, [name]: ' ', next: 'pass' })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(`href="#field-${name}"`)
    expect(answer.text).toContain(`id="field-${name}"`)
  })
})

describe('who may', () => {
  test('a reader reads second but never first, a lead neither', async () => {
    expect((await cleo.get(reviewOf(0))).status).toBe(403)
    expect((await cleo.send(reviewOf(0), { next: 'pass' })).status).toBe(403)
    expect((await lea.get(listeningPaths.review(made.exerciseId))).status).toBe(403)
    expect((await lea.get(secondOf(0))).status).toBe(403)
    expect((await cleo.get(listeningPaths.review(made.exerciseId))).text).not.toContain(
      'Read the next one first',
    )
  })

  test('the first reader is told that somebody else reads second', async () => {
    await passFirst(ada, 0)
    const page = await ada.get(secondOf(0))
    expect(page.text).toContain('You were the first reader of this passage.')
    expect(page.text).not.toContain('name="answer"')
    const { reading } = formOf(await cleo.get(secondOf(0)))
    expect((await ada.send(secondOf(0), { reading: reading!, answer: 'pass' })).status).toBe(403)
  })

  test('what is not there, shut, or somebody else’s is not found', async () => {
    const elsewhere = await makeTestExercise(house, `Other${serial}`, [{ label: 'Zed', text: 'Elsewhere.' }])
    const ids = [strangeId, 'x', made.passageIds[2]!, made.passageIds[3]!, elsewhere.passageIds[0]!]
    for (const id of ids) {
      for (const path of [
        listeningPaths.reviewPassage(id),
        listeningPaths.readPassage(id),
        listeningPaths.reviewAdd(id),
      ]) {
        const got = await ada.get(path)
        expect([path, got.status]).toEqual([path, 404])
        const form = { stamp: '', next: 'pass', answer: 'pass', word: '0-3', kind: 'cut', sentence: '0' }
        expect([path, (await ada.send(path, form)).status]).toEqual([path, 404])
      }
    }
    for (const path of [listeningPaths.review(elsewhere.exerciseId), listeningPaths.passages(strangeId)]) {
      expect((await ada.get(path)).status).toBe(404)
    }
  })
})

import { beforeAll, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { bringWords, makeTestExercise, strangeId, type TestExercise } from '../../../test/test-exercise.ts'
import { enter, openApp, type Visitor } from '../../../test/visitor.ts'
import { signInRoutes } from '../../access/sign-in/sign-in.routes.tsx'
import { listeningPaths } from '../paths.ts'
import { reviewRoutes } from './review.routes.tsx'
import { sweepRoutes } from './sweep.routes.tsx'

const house = useTestHouse()
let made: TestExercise
const visitors: Record<string, Visitor> = {}

beforeAll(async () => {
  const app = openApp(house, [...signInRoutes, ...reviewRoutes, ...sweepRoutes])
  made = await makeTestExercise(house, 'Sweeping', [
    { label: 'Voice A', text: 'The kettle <was> on the Grumbolt.' },
    { label: 'Voice B', text: 'A chair by the window.' },
  ])
  for (const name of ['ada', 'cleo', 'lea'] as const) {
    visitors[name] = await enter(house, app, made.mailOf(name))
  }
}, 60_000)

test('from the list of other words to passing all on', async () => {
  const [ada, review] = [visitors['ada']!, listeningPaths.review(made.exerciseId)]
  const list = listeningPaths.reviewSweep(made.exerciseId)
  expect((await ada.get(review)).text).toContain(`href="${list}"`)
  const page = await ada.get(list)
  expect(page.text).toContain('These are the words of 2 passages')
  expect(page.text).toContain('The kettle &lt;was> on the <b>Grumbolt</b>.')
  const stamp = /name="stamp" value="([0-9a-f]+)"/.exec(page.text)![1]!

  await made.as(made.people.ada, (ctx) =>
    bringWords(ctx, made.exerciseId, [{ label: 'Voice C', text: 'It was warm.' }]),
  )
  const late = await ada.send(list, { stamp, word: 'grumbolt' })
  expect(late.status).toBe(409)
  expect(late.text).toContain('New words came in meanwhile')
  expect(late.text).toMatch(/<input[^>]*value="grumbolt"[^>]* checked/)
  const fresh = /name="stamp" value="([0-9a-f]+)"/.exec(late.text)![1]!
  const ticked = await ada.send(list, { stamp: fresh, word: 'grumbolt' })
  expect(ticked.location).toBe(`${listeningPaths.reviewNames(made.exerciseId)}?done=swept-with-cards`)

  expect((await ada.get(list)).text).toContain('All words were looked at.')
  expect((await ada.get(review)).text).toContain('Pass those 2 on to a second reader')
  const passed = await ada.send(listeningPaths.reviewPassOn(made.exerciseId))
  expect(passed.location).toMatch(/\?done=(passed-on|found-more)$/)
  expect((await ada.get(passed.location!)).text).toMatch(/Passed on\.|Something new was found/)
})

test('only a listener, and only of their own organisation', async () => {
  const elsewhere = await makeTestExercise(house, 'Away', [{ label: 'Zed', text: 'Elsewhere.' }])
  for (const [name, id, status] of [
    ['cleo', made.exerciseId, 403],
    ['lea', made.exerciseId, 403],
    ['ada', elsewhere.exerciseId, 404],
    ['ada', strangeId, 404],
    ['ada', 'x', 404],
  ] as const) {
    const visitor = visitors[name]!
    expect([name, id, (await visitor.get(listeningPaths.reviewSweep(id))).status]).toEqual([name, id, status])
    expect((await visitor.send(listeningPaths.reviewSweep(id), { stamp: '' })).status).toBe(status)
    expect((await visitor.send(listeningPaths.reviewPassOn(id))).status).toBe(status)
  }
})

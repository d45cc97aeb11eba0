import { beforeAll, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { Failure } from '../../platform/errors.ts'
import { decide, openForReview, openSecondReading, passSecond } from '../review/review.ts'
import { makeTestExercise, strangeId, type TestExercise } from '../../../test/test-exercise.ts'
import { listPassageLines, listPassages } from './passages-list.ts'

const house = useTestHouse()
let made: TestExercise

beforeAll(async () => {
  made = await makeTestExercise(house, 'Lines', [
    { label: 'Bee', text: 'A kettle of my own.' },
    { label: 'Bee', text: 'Nobody came.' },
    { label: 'Ayo', text: 'These words are shut.', agreed: false },
    { label: 'Josie', text: 'And then?', facilitator: true },
  ])
  const [first] = made.passageIds
  await made.as(made.people.ada, async (ctx) => {
    const { stamp } = await openForReview(ctx, first!)
    return decide(ctx, first!, { stamp, answers: [], pass: true })
  })
  await made.as(made.people.cleo, async (ctx) =>
    passSecond(ctx, first!, (await openSecondReading(ctx, first!)).seal),
  )
}, 60_000)

test('lines hold a reading where two people passed it, and no other word', async () => {
  const lines = await made.as(made.people.lea, (ctx) =>
    listPassageLines(ctx, made.exerciseId, { afterNumber: -1, isVerbatim: false, limit: 50 }),
  )
  expect(lines.map((line) => [line.number, line.state, line.reading, line.verbatim])).toEqual([
    [1, 'reviewed', 'A kettle of my own.', undefined],
    [2, 'first', undefined, undefined],
    [3, 'shut', undefined, undefined],
    [4, 'facilitator', undefined, undefined],
  ])
})

test('the verbatim is for listeners, and never of a voice that has not agreed', async () => {
  const ask = { afterNumber: -1, isVerbatim: true, limit: 50 }
  const lines = await made.as(made.people.ada, (ctx) => listPassageLines(ctx, made.exerciseId, ask))
  expect(lines.map((line) => line.verbatim)).toEqual([
    'A kettle of my own.',
    'Nobody came.',
    undefined,
    'And then?',
  ])
  for (const actor of [made.people.lea, made.worker]) {
    const asking = made.as(actor, (ctx) => listPassageLines(ctx, made.exerciseId, ask))
    await expect(asking).rejects.toMatchObject({ kind: 'forbidden' })
  }
})

test('a strange exercise is not found', async () => {
  const asking = made.as(made.people.ada, (ctx) =>
    listPassageLines(ctx, strangeId, { afterNumber: -1, isVerbatim: false, limit: 50 }),
  )
  await expect(asking).rejects.toBeInstanceOf(Failure)
})

test('the list filters, and goes on after a number', async () => {
  const list = (which: 'all' | 'waiting' | 'reviewed', afterNumber = -1) =>
    made.as(made.people.lea, (ctx) => listPassages(ctx, made.exerciseId, { which, afterNumber }))
  expect((await list('waiting')).passages.map((passage) => passage.number)).toEqual([2])
  expect((await list('reviewed')).passages.map((passage) => passage.number)).toEqual([1])
  expect((await list('all', 2)).passages.map((passage) => passage.number)).toEqual([3, 4])
})

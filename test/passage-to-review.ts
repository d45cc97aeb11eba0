import { expect } from 'vitest'
import { eachReading } from '../src/listening/passages/passages.ts'
import {
  decide,
  openForReview,
  openSecondReading,
  passSecond,
  type Answer,
} from '../src/listening/review/review.ts'
import type { Ctx } from '../src/platform/db/database.ts'
import { Failure } from '../src/platform/errors.ts'
import { makeTestExercise, propose, type Said, type TestExercise } from './test-exercise.ts'
import { useTestHouse } from './test-house.ts'

/** What Sam says where a test gives no other words: a name, a number, and a character of two code units. */
export const text = 'Sam Okafor gave me the key. I rang 07700 900123 and 😀 nobody came. It was bad.'

/** An edit of somebody's own; where is the test's to say. */
export const plain = { kind: 'generalise', replacement: 'a thing', note: '', hasReadAll: false } as const

/** For a file of tests: a house, and exercises of which `passageId` is the first passage, to be made as often as wanted. */
export function useReview() {
  const house = useTestHouse()
  let serial = 0

  /** As an import leaves it: nothing was proposed yet. */
  async function bringIn(said: readonly Said[] = [{ label: 'Sam Okafor', text }]) {
    serial += 1
    const made = await makeTestExercise(house, `Org${serial}`, said)
    return { ...made, passageId: made.passageIds[0]! }
  }

  return {
    house,
    bringIn,
    setUp: async (said?: readonly Said[]) => {
      const made = await bringIn(said)
      await propose(made)
      return made
    },
  }
}

/** Answers everything the same way and sends the form. */
export async function answerAll(
  ctx: Ctx,
  passageId: string,
  change: Partial<Answer> = {},
  pass = true,
): ReturnType<typeof decide> {
  const view = await openForReview(ctx, passageId)
  const answers = view.edits.map((edit) => ({
    editId: edit.id,
    answer: 'accept' as const,
    replacement: edit.replacement,
    note: '',
    ...change,
  }))
  return decide(ctx, passageId, { stamp: view.stamp, answers, pass })
}

/** Accepts every proposal but what only looks like something to the tagger, which another model may see otherwise, and passes it on. */
export async function answerWithoutGuesses(ctx: Ctx, passageId: string): ReturnType<typeof decide> {
  const view = await openForReview(ctx, passageId)
  const answers = view.edits.map((edit) => {
    const isGuess = edit.reason.startsWith('likely-')
    return {
      editId: edit.id,
      answer: isGuess ? ('leave' as const) : ('accept' as const),
      replacement: edit.replacement,
      note: isGuess ? 'It tells nobody.' : '',
    }
  })
  return decide(ctx, passageId, { stamp: view.stamp, answers, pass: true })
}

/** Ada accepts what was proposed, Cleo passes the reading; both are told that it passed. */
export async function expectPassed(made: TestExercise, passageId: string): Promise<void> {
  expect(await made.as(made.people.ada, (ctx) => answerAll(ctx, passageId))).toEqual({
    ok: true,
    done: 'passed',
  })
  const outcome = await made.as(made.people.cleo, async (ctx) =>
    passSecond(ctx, passageId, (await openSecondReading(ctx, passageId)).seal),
  )
  expect(outcome).toEqual({ ok: true, done: 'passed' })
}

/** What the team works with. */
export async function readings(made: TestExercise): Promise<string[]> {
  return made.as(made.worker, async (ctx) => {
    const all: string[] = []
    for await (const row of eachReading(ctx, made.exerciseId)) all.push(row.text)
    return all
  })
}

/** Why something was refused. */
export async function kindOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'went through',
    (error: unknown) => (error instanceof Failure ? error.kind : String(error)),
  )
}

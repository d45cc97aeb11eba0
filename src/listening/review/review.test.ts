import { describe, expect, test } from 'vitest'
import {
  answerAll,
  expectPassed,
  kindOf,
  plain,
  readings,
  text,
  useReview,
} from '../../../test/passage-to-review.ts'
import { strangeId } from '../../../test/test-exercise.ts'
import { recordConsent } from '../consent/consent.ts'
import { getPassageState } from '../passages/passages.ts'
import { addEdit } from './additions.ts'
import { countWaiting, decide, openForReview, openSecondReading, passSecond, sendBack } from './review.ts'
import { insertReview, updateSecond } from './review.queries.ts'

const { house, bringIn, setUp } = useReview()

describe('two readers', () => {
  test('a passage is reviewed when two different people passed the same reading', async () => {
    const made = await setUp()
    await expectPassed(made, made.passageId)
    expect(await readings(made)).toEqual([
      '[name] gave me the key. I rang [phone number] and 😀 nobody came. It was bad.',
    ])
  })

  test('the first reader cannot be the second, in the domain and in the database', async () => {
    const made = await setUp()
    await made.as(made.people.ada, (ctx) => answerAll(ctx, made.passageId))
    const again = made.as(made.people.ada, async (ctx) =>
      passSecond(ctx, made.passageId, (await openSecondReading(ctx, made.passageId)).seal),
    )
    expect(await kindOf(again)).toBe('forbidden')
    const behind = made.as(made.people.ada, (ctx) => updateSecond(ctx, made.passageId))
    await expect(behind).rejects.toMatchObject({ code: '23514' })
  })

  test('a reader may not pass first', async () => {
    const made = await setUp([{ label: 'Sam', text: 'It was bad.' }])
    const passing = made.as(made.people.cleo, (ctx) => answerAll(ctx, made.passageId))
    await expect(passing).rejects.toMatchObject({ code: '42501' })
    const behind = made.as(made.people.cleo, (ctx) => insertReview(ctx, made.passageId, Buffer.from('x')))
    await expect(behind).rejects.toMatchObject({ code: '42501' })
  })

  test('nothing is passed while a proposal is open', async () => {
    const made = await setUp()
    const outcome = await made.as(made.people.ada, async (ctx) => {
      const { stamp } = await openForReview(ctx, made.passageId)
      return decide(ctx, made.passageId, { stamp, answers: [], pass: true })
    })
    expect(outcome).toMatchObject({ ok: false, isStale: true })
    expect((await made.as(made.people.ada, (ctx) => getPassageState(ctx, made.passageId))).firstBy).toBeNull()
  })

  test('nothing is passed that the engine has not read with every name known by now', async () => {
    const made = await bringIn([{ label: 'Sam Okafor', text: 'Then sam came.' }])
    const { passageId } = made
    const outcome = await made.as(made.people.ada, (ctx) => answerAll(ctx, passageId))
    expect(outcome).toMatchObject({ ok: false, isStale: true })
    const view = await made.as(made.people.ada, (ctx) => openForReview(ctx, passageId))
    expect(view.edits).toHaveLength(1)
    expect(view.passage.firstBy).toBeNull()
    await expectPassed(made, passageId)
  })

  test('the same words are no replacement', async () => {
    const made = await setUp([{ label: 'Sam Okafor', text: 'Then sam came.' }])
    const outcome = await made.as(made.people.ada, (ctx) =>
      answerAll(ctx, made.passageId, { replacement: 'Sam' }),
    )
    expect(outcome).toMatchObject({ ok: false, isStale: false })
  })

  test('a change after both passed takes both signatures and the reading away', async () => {
    const made = await setUp()
    await expectPassed(made, made.passageId)
    const outcome = await made.as(made.people.ada, (ctx) =>
      answerAll(ctx, made.passageId, { replacement: 'x' }, false),
    )
    expect(outcome).toEqual({ ok: true, done: 'saved' })
    expect(await readings(made)).toEqual([])
    const state = await made.as(made.people.ada, (ctx) => getPassageState(ctx, made.passageId))
    expect([state.firstBy, state.secondBy]).toEqual([null, null])
  })

  test('saving the same twice, from two tabs, changes nothing', async () => {
    const made = await setUp()
    const form = await made.as(made.people.ada, async (ctx) => {
      const { edits, stamp } = await openForReview(ctx, made.passageId)
      const answers = edits.map((edit) => ({
        editId: edit.id,
        answer: 'accept' as const,
        replacement: 'somebody',
        note: '',
      }))
      return { stamp, answers, pass: true }
    })
    const both = await Promise.all([
      made.as(made.people.ada, (ctx) => decide(ctx, made.passageId, form)),
      made.as(made.people.ada, (ctx) => decide(ctx, made.passageId, form)),
    ])
    expect(both).toEqual([
      { ok: true, done: 'passed' },
      { ok: true, done: 'passed' },
    ])
    await made.as(made.people.ben, async (ctx) =>
      passSecond(ctx, made.passageId, (await openSecondReading(ctx, made.passageId)).seal),
    )
    await made.as(made.people.ada, (ctx) => decide(ctx, made.passageId, form))
    expect(await readings(made)).toHaveLength(1)
  })

  test('a stale tab changes nothing', async () => {
    const made = await setUp()
    const { stamp } = await made.as(made.people.ada, (ctx) => openForReview(ctx, made.passageId))
    await made.as(made.people.ben, (ctx) =>
      answerAll(ctx, made.passageId, { replacement: 'somebody' }, false),
    )
    const outcome = await made.as(made.people.ada, async (ctx) => {
      const { edits } = await openForReview(ctx, made.passageId)
      const answers = edits.map((edit) => ({
        editId: edit.id,
        answer: 'leave' as const,
        replacement: '',
        note: '',
      }))
      return decide(ctx, made.passageId, { stamp, answers, pass: true })
    })
    expect(outcome).toMatchObject({ ok: false, isStale: true })
    const view = await made.as(made.people.ada, (ctx) => openForReview(ctx, made.passageId))
    expect(view.edits.map((edit) => edit.replacement)).toEqual(['somebody', 'somebody'])
  })

  test('the second passes exactly what was shown', async () => {
    const made = await setUp()
    await made.as(made.people.ada, (ctx) => answerAll(ctx, made.passageId))
    const { seal } = await made.as(made.people.cleo, (ctx) => openSecondReading(ctx, made.passageId))
    await made.as(made.people.ben, (ctx) => answerAll(ctx, made.passageId, { replacement: 'somebody' }))
    const outcome = await made.as(made.people.cleo, (ctx) => passSecond(ctx, made.passageId, seal))
    expect(outcome).toMatchObject({ ok: false, isStale: true })
    expect(await readings(made)).toEqual([])
  })

  test('sent back, a passage waits for a first reader; twice is the same as once', async () => {
    const made = await setUp()
    await made.as(made.people.ada, (ctx) => answerAll(ctx, made.passageId))
    await made.as(made.people.cleo, (ctx) => sendBack(ctx, made.passageId))
    await made.as(made.people.cleo, (ctx) => sendBack(ctx, made.passageId))
    const counts = await made.as(made.people.ada, (ctx) => countWaiting(ctx, made.exerciseId))
    expect(counts).toEqual({ first: 1, second: 0, own: 0 })
  })

  test('a passage whose voice takes its agreement back is shut again', async () => {
    const made = await setUp()
    await made.as(made.people.ada, (ctx) => answerAll(ctx, made.passageId))
    await made.as(made.people.ada, (ctx) =>
      recordConsent(ctx, {
        exerciseId: made.exerciseId,
        voiceIds: made.voiceIds,
        answers: { read: false },
        how: null,
        wordsVersion: 'test-1',
      }),
    )
    expect(await kindOf(made.as(made.people.cleo, (ctx) => openSecondReading(ctx, made.passageId)))).toBe(
      'not-found',
    )
    expect(await kindOf(made.as(made.people.cleo, (ctx) => passSecond(ctx, made.passageId, '')))).toBe(
      'not-found',
    )
  })
})

describe('what is not there', () => {
  test('somebody else’s passage, a strange id, a withdrawn passage and a facilitator’s are not found', async () => {
    const made = await setUp([
      { label: 'Sam', text },
      { label: 'Josie Pell', text: 'And how was that?', facilitator: true },
    ])
    const other = await setUp()
    await house.asOwner('delete from passage where id = $1', [other.passageId])
    const elsewhere = await setUp()
    for (const id of [strangeId, elsewhere.passageId, made.passageIds[1]!]) {
      const { ada } = made.people
      expect(await kindOf(made.as(ada, (ctx) => openForReview(ctx, id)))).toBe('not-found')
      expect(await kindOf(made.as(ada, (ctx) => addEdit(ctx, id, { ...plain, start: 0, end: 3 })))).toBe(
        'not-found',
      )
      expect(await kindOf(made.as(ada, (ctx) => passSecond(ctx, id, '')))).toBe('not-found')
      expect(await kindOf(made.as(ada, (ctx) => sendBack(ctx, id)))).toBe('not-found')
    }
    expect(await kindOf(other.as(other.people.ada, (ctx) => openForReview(ctx, other.passageId)))).toBe(
      'not-found',
    )
  })
})

import { describe, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { recordConsent } from '../consent/consent.ts'
import { eachReading, getPassageState, openPassage } from '../passages/passages.ts'
import { addEdit } from './additions.ts'
import { countWaiting, decide, openForReview, openSecondReading, passSecond, sendBack } from './review.ts'
import type { Answer } from './review.ts'
import { insertReview, updateSecond } from './review.queries.ts'
import {
  bringWords,
  makeTestExercise,
  propose,
  strangeId,
  type TestExercise,
} from '../../../test/test-exercise.ts'

const house = useTestHouse()
let serial = 0

const text = 'Sam Okafor gave me the key. I rang 07700 900123 and 😀 nobody came. It was bad.'

async function setUp(said: Parameters<typeof makeTestExercise>[2] = [{ label: 'Sam Okafor', text }]) {
  serial += 1
  const made = await makeTestExercise(house, `Org${serial}`, said)
  await propose(made)
  return { ...made, passageId: made.passageIds[0]! }
}

/** Answers everything the same way and sends the form. */
async function answerAll(
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

async function passTwice(made: TestExercise, passageId: string): Promise<void> {
  expect(await made.as(made.people.ada, (ctx) => answerAll(ctx, passageId))).toEqual({
    ok: true,
    done: 'passed',
  })
  const outcome = await made.as(made.people.cleo, async (ctx) =>
    passSecond(ctx, passageId, (await openSecondReading(ctx, passageId)).seal),
  )
  expect(outcome).toEqual({ ok: true, done: 'passed' })
}

async function readings(made: TestExercise): Promise<string[]> {
  return made.as(made.worker, async (ctx) => {
    const all: string[] = []
    for await (const row of eachReading(ctx, made.exerciseId)) all.push(row.text)
    return all
  })
}

async function kindOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'went through',
    (error: unknown) => (error instanceof Failure ? error.kind : String(error)),
  )
}

function place(words: string, within = text) {
  const start = within.indexOf(words)
  return { start, end: start + words.length }
}

const plain = { kind: 'generalise', replacement: 'a thing', note: '', hasReadAll: false } as const

describe('proposals', () => {
  test('find a known name and a number, sealed, and proposing twice adds nothing', async () => {
    const made = await setUp()
    const view = await made.as(made.people.ada, (ctx) => openForReview(ctx, made.passageId))
    expect(view.edits.map((edit) => text.slice(edit.start, edit.end))).toEqual(['Sam Okafor', '07700 900123'])
    expect(view.edits.map((edit) => edit.replacement)).toEqual(['name', 'phone number'])
    expect(await propose(made)).toBe(0)
    const rows = await house.asOwner('select replacement_sealed from edit where passage_id = $1', [
      made.passageId,
    ])
    expect(rows.map((row) => (row['replacement_sealed'] as Buffer).toString('latin1')).join()).not.toContain(
      'phone',
    )
  })

  test('a rejected one stays rejected', async () => {
    const made = await setUp()
    await made.as(made.people.ada, (ctx) =>
      answerAll(ctx, made.passageId, { answer: 'leave', note: 'a café' }),
    )
    expect(await propose(made)).toBe(0)
    const view = await made.as(made.people.ada, (ctx) => openForReview(ctx, made.passageId))
    expect(view.edits.map((edit) => [edit.state, edit.note])).toEqual([
      ['rejected', 'a café'],
      ['rejected', 'a café'],
    ])
  })

  test('a new label found in a reviewed passage takes it out of what the team builds on', async () => {
    const made = await setUp([{ label: 'Sam Okafor', text: 'Then kettle came by.' }])
    await passTwice(made, made.passageId)
    expect(await readings(made)).toEqual(['Then kettle came by.'])
    const more = await made.as(made.people.ada, (ctx) =>
      bringWords(ctx, made.exerciseId, [{ label: 'Kettle Drzewiecka', text: 'Hello.' }]),
    )
    expect(await propose(made)).toBe(1)
    expect(await readings(made)).toEqual([])
    const state = await made.as(made.people.ada, (ctx) => getPassageState(ctx, made.passageId))
    expect(state).toMatchObject({ hasOpenProposals: true, isReviewed: false })
    expect(more.passageIds).toHaveLength(1)
    await passTwice(made, made.passageId)
    expect(await readings(made)).toEqual(['Then [name] came by.'])
  })

  test('are made for a voice that has not agreed, and its words stay shut to everybody', async () => {
    const made = await setUp([{ label: 'Sam Okafor', text, agreed: false }])
    const rows = await house.asOwner('select id from edit where passage_id = $1', [made.passageId])
    expect(rows).toHaveLength(2)
    for (const actor of [...Object.values(made.people), made.worker]) {
      const opening = made.as(actor, (ctx) => openForReview(ctx, made.passageId))
      expect(await kindOf(opening)).toBe('not-found')
      const deciding = made.as(actor, (ctx) =>
        decide(ctx, made.passageId, { stamp: '', answers: [], pass: true }),
      )
      expect(await kindOf(deciding)).toBe('not-found')
    }
    expect(await made.as(made.people.ada, (ctx) => countWaiting(ctx, made.exerciseId))).toMatchObject({
      first: 0,
    })
  })
})

describe('two readers', () => {
  test('a passage is reviewed when two different people passed the same reading', async () => {
    const made = await setUp()
    await passTwice(made, made.passageId)
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
    serial += 1
    const made = await makeTestExercise(house, `Org${serial}`, [
      { label: 'Sam Okafor', text: 'Then sam came.' },
    ])
    const passageId = made.passageIds[0]!
    const outcome = await made.as(made.people.ada, (ctx) => answerAll(ctx, passageId))
    expect(outcome).toMatchObject({ ok: false, isStale: true })
    const view = await made.as(made.people.ada, (ctx) => openForReview(ctx, passageId))
    expect(view.edits).toHaveLength(1)
    expect(view.passage.firstBy).toBeNull()
    await passTwice(made, passageId)
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
    await passTwice(made, made.passageId)
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

describe('an added edit', () => {
  test('is accepted, shown in the reading, and sent twice is there once', async () => {
    const made = await setUp()
    const addition = { ...plain, ...place('the key') }
    const added = () => made.as(made.people.ada, (ctx) => addEdit(ctx, made.passageId, addition))
    expect(await added()).toEqual({ ok: true, done: 'added' })
    expect(await added()).toEqual({ ok: true, done: 'added' })
    const passage = await made.as(made.people.ada, (ctx) => openPassage(ctx, made.passageId))
    expect(passage.reading.text).toContain('gave me [a thing].')
    expect(passage.edits).toHaveLength(3)
  })

  test('is refused over an accepted one, and says which', async () => {
    const made = await setUp()
    await made.as(made.people.ada, (ctx) => addEdit(ctx, made.passageId, { ...plain, ...place('the key') }))
    const outcome = await made.as(made.people.ada, (ctx) =>
      addEdit(ctx, made.passageId, { ...plain, ...place('key. I rang'), replacement: 'b' }),
    )
    expect(outcome).toMatchObject({ ok: false, isStale: false })
    expect(JSON.stringify(outcome)).toContain('[a thing]')
  })

  test('of two at the same moment over the same words, one is made', async () => {
    const made = await setUp()
    const add = (words: string, replacement: string) =>
      made.as(made.people.ada, (ctx) =>
        addEdit(ctx, made.passageId, { ...plain, ...place(words), replacement }),
      )
    const both = await Promise.all([add('the key', 'a'), add('key. I', 'b')])
    expect(both.filter((outcome) => outcome.ok)).toHaveLength(1)
    await made.as(made.people.ada, (ctx) => openPassage(ctx, made.passageId))
  })

  test('settles the proposals it covers, and they are asked again when it goes', async () => {
    const made = await setUp()
    await made.as(made.people.ada, (ctx) =>
      addEdit(ctx, made.passageId, { ...plain, ...place('Sam Okafor gave me') }),
    )
    const view = await made.as(made.people.ada, (ctx) => openForReview(ctx, made.passageId))
    expect(view.edits.map((edit) => edit.state)).toEqual(['accepted', 'proposed'])
    const outcome = await made.as(made.people.ada, (ctx) =>
      answerAll(ctx, made.passageId, { answer: 'leave' }),
    )
    expect(outcome).toEqual({ ok: true, done: 'asks-again' })
    const after = await made.as(made.people.ada, (ctx) => openForReview(ctx, made.passageId))
    expect(after.edits.map((edit) => [text.slice(edit.start, edit.end), edit.state])).toEqual([
      ['Sam Okafor', 'proposed'],
      ['07700 900123', 'rejected'],
    ])
  })

  test('is refused over part of an open proposal', async () => {
    const made = await setUp()
    const outcome = await made.as(made.people.ada, (ctx) =>
      addEdit(ctx, made.passageId, { ...plain, ...place('Okafor gave') }),
    )
    expect(outcome).toMatchObject({ ok: false })
  })

  test('cannot split a character, leave the text or cover nothing', async () => {
    const made = await setUp()
    const smile = text.indexOf('😀')
    for (const stretch of [
      { start: smile, end: smile + 1 },
      { start: smile + 1, end: smile + 2 },
      { start: 0, end: text.length + 1 },
      { start: 3, end: 3 },
      { start: -1, end: 4 },
      { start: 3, end: 4 },
    ]) {
      const adding = made.as(made.people.ada, (ctx) => addEdit(ctx, made.passageId, { ...plain, ...stretch }))
      expect(await kindOf(adding)).toBe('invalid-state')
    }
  })

  test('a correction changes at most three words and is shown to the second reader', async () => {
    const made = await setUp()
    const correct = (words: string, replacement: string) =>
      made.as(made.people.ada, (ctx) =>
        addEdit(ctx, made.passageId, { ...plain, kind: 'correct', ...place(words), replacement }),
      )
    expect(await correct('nobody came. It was', 'now we all were here at last')).toMatchObject({ ok: false })
    expect(await correct('bad', 'sad')).toEqual({ ok: true, done: 'added' })
    await made.as(made.people.ada, (ctx) => answerAll(ctx, made.passageId))
    const reading = await made.as(made.people.cleo, (ctx) => openSecondReading(ctx, made.passageId))
    expect(reading.pieces.find((piece) => piece.was !== null)).toMatchObject({ text: 'sad', was: 'bad' })
  })

  test('by the second reader voids the first pass; a listener who has read all of it becomes its first reader', async () => {
    const made = await setUp()
    await made.as(made.people.ada, (ctx) => answerAll(ctx, made.passageId))
    const byReader = await made.as(made.people.cleo, (ctx) =>
      addEdit(ctx, made.passageId, { ...plain, ...place('the key'), hasReadAll: true }),
    )
    expect(byReader).toEqual({ ok: true, done: 'added' })
    const void1 = await made.as(made.people.ada, (ctx) => getPassageState(ctx, made.passageId))
    expect(void1.firstBy).toBeNull()
    await made.as(made.people.ada, (ctx) => answerAll(ctx, made.passageId))
    const byListener = await made.as(made.people.ben, (ctx) =>
      addEdit(ctx, made.passageId, { ...plain, ...place('bad'), hasReadAll: true }),
    )
    expect(byListener).toEqual({ ok: true, done: 'added-and-passed' })
    const state = await made.as(made.people.ada, (ctx) => getPassageState(ctx, made.passageId))
    expect(state).toMatchObject({ firstBy: made.people.ben.id, secondBy: null })
    const own = made.as(made.people.ben, (ctx) => passSecond(ctx, made.passageId, ''))
    expect(await kindOf(own)).toBe('forbidden')
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

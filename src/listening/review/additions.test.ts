import { describe, expect, test } from 'vitest'
import { answerAll, kindOf, plain, text, useReview } from '../../../test/passage-to-review.ts'
import { getPassageState, openPassage } from '../passages/passages.ts'
import { addEdit } from './additions.ts'
import { openForReview, openSecondReading, passSecond } from './review.ts'

const { setUp } = useReview()

function place(words: string, within = text) {
  const start = within.indexOf(words)
  return { start, end: start + words.length }
}

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

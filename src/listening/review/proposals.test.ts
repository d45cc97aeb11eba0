import { describe, expect, test } from 'vitest'
import {
  answerAll,
  expectPassed,
  kindOf,
  readings,
  text,
  useReview,
} from '../../../test/passage-to-review.ts'
import { bringWords, propose } from '../../../test/test-exercise.ts'
import { getPassageState } from '../passages/passages.ts'
import { countWaiting, decide, openForReview } from './review.ts'

const { house, setUp } = useReview()

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
    await expectPassed(made, made.passageId)
    expect(await readings(made)).toEqual(['Then kettle came by.'])
    const more = await made.as(made.people.ada, (ctx) =>
      bringWords(ctx, made.exerciseId, [{ label: 'Kettle Drzewiecka', text: 'Hello.' }]),
    )
    expect(await propose(made)).toBe(1)
    expect(await readings(made)).toEqual([])
    const state = await made.as(made.people.ada, (ctx) => getPassageState(ctx, made.passageId))
    expect(state).toMatchObject({ hasOpenProposals: true, isReviewed: false })
    expect(more.passageIds).toHaveLength(1)
    await expectPassed(made, made.passageId)
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

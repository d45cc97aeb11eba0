import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { bringWords, makeTestExercise, propose, type TestExercise } from '../../../test/test-exercise.ts'
import { deidentify, faintest, usualLeast } from '../../text/deidentify/deidentify.ts'
import { fitTo } from './fitting.ts'
import { shippedTagger } from './shipped-tagger.ts'

const house = useTestHouse()
let serial = 0

async function setUp(): Promise<TestExercise> {
  serial += 1
  return makeTestExercise(house, `Fitting${serial}`, [
    { label: 'Voice A', text: 'A kettle of my own. '.repeat(60) },
  ])
}

/** Decisions about so many different things, as a team makes them over the weeks. */
async function decided(
  made: TestExercise,
  count: number,
  like: {
    confidence: number
    state: 'accepted' | 'rejected'
    reason?: string
    from?: number
    length?: number
  },
): Promise<void> {
  const { confidence, state, reason = 'likely-person', from = 0, length = 2 } = like
  for (let at = 0; at < count; at += 1) {
    await house.asOwner(
      `insert into edit (tenant_id, id, passage_id, start_at, end_at, kind, type, confidence, reason, replacement_sealed,
         state, proposed_by, decided_by, decided_at, entity_index)
       values ($1, gen_random_uuid(), $2, $3, $4, 'generalise', 'PERSON', $5, $6, '', $7, 'engine', $8, now(), $9)`,
      [
        made.tenantId,
        made.passageIds[0],
        from + at * 3,
        from + at * 3 + length,
        confidence,
        reason,
        state,
        made.people.ada.id,
        randomBytes(32),
      ],
    )
  }
}

const fit = (made: TestExercise) => made.as(made.people.ada, (ctx) => fitTo(ctx, made.exerciseId))

describe('from which chance on the tagger proposes in an exercise', () => {
  test('is the usual one until enough was decided', async () => {
    const made = await setUp()
    expect(await fit(made)).toEqual({ least: usualLeast, because: 'usual', count: 0 })
    await decided(made, 39, { confidence: 0.07, state: 'rejected' })
    expect((await fit(made)).least).toBe(usualLeast)
    await decided(made, 1, { confidence: 0.07, state: 'rejected', from: 300 })
    expect(await fit(made)).toEqual({ least: 0.1, because: 'never-accepted', count: 40 })
  })

  test('rises step by step, and no higher than decisions reach', async () => {
    const made = await setUp()
    await decided(made, 40, { confidence: 0.07, state: 'rejected' })
    await decided(made, 40, { confidence: 0.15, state: 'rejected', from: 150 })
    await decided(made, 40, { confidence: 0.6, state: 'rejected', from: 300 })
    expect(await fit(made)).toEqual({ least: 0.2, because: 'never-accepted', count: 80 })
  })

  test('stays when one was accepted, by whatever way', async () => {
    for (const how of [
      { state: 'accepted' },
      { state: 'accepted', reason: 'added-by-team' },
      // Left, because a wider change covers it.
      { state: 'rejected' },
    ] as const) {
      const made = await setUp()
      await decided(made, 40, { confidence: 0.07, state: 'rejected' })
      await decided(made, 1, { confidence: 0.07, from: 300, ...how })
      if (how.state === 'rejected') {
        await decided(made, 1, {
          confidence: 1,
          state: 'accepted',
          reason: 'added-by-team',
          from: 298,
          length: 9,
        })
      }
      expect([how, (await fit(made)).least]).toEqual([how, usualLeast])
    }
  })

  test('goes down when people found names it had just passed over, whatever else was decided', async () => {
    const made = await setUp()
    await decided(made, 40, { confidence: 0.07, state: 'rejected' })
    await decided(made, 2, { confidence: 0.03, state: 'accepted', reason: 'swept', from: 300 })
    await decided(made, 5, { confidence: 0, state: 'accepted', reason: 'swept', from: 400 })
    await decided(made, 5, { confidence: 0.03, state: 'rejected', reason: 'swept', from: 500 })
    expect((await fit(made)).least).toBe(0.1)
    await decided(made, 1, { confidence: 0.04, state: 'accepted', reason: 'swept', from: 600 })
    expect(await fit(made)).toEqual({ least: faintest, because: 'faint-names', count: 3 })
  })

  test('holds for later words of this exercise and for no other', async () => {
    const tagger = await shippedTagger()
    const found = (text: string, least: number) => deidentify(text, { tagger, least })
    const unsure = everydayWords
      .map((word) => `And then there was the ${word}, Wednesdays.`)
      .find((text) => found(text, usualLeast).length > found(text, 0.1).length)
    expect(unsure, 'a sentence the tagger is unsure of').toBeDefined()
    const text = unsure!
    const [fitted, other] = [await setUp(), await setUp()]
    await decided(fitted, 40, { confidence: 0.07, state: 'rejected' })
    const counts: number[] = []
    for (const made of [fitted, other]) {
      const more = await made.as(made.people.ada, (ctx) =>
        bringWords(ctx, made.exerciseId, [{ label: 'B', text }]),
      )
      counts.push(await propose(made, more.passageIds))
    }
    expect(counts[0]).toBe(counts[1]! - (found(text, usualLeast).length - found(text, 0.1).length))
  })
})

const everydayWords =
  'tea van tunnel council church mark grace rain mine charity mill station office market chapel crown anchor bell swan hope joy park river bridge hall gate tower harbour manor grange lodge abbey priory college'.split(
    ' ',
  )

import { describe, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import {
  bringWords,
  makeTestExercise,
  propose,
  type Said,
  type TestExercise,
} from '../../../test/test-exercise.ts'
import { getPassageState, openPassage } from '../passages/passages.ts'
import { addEdit } from './additions.ts'
import { decideCard, openCards } from './cards.ts'
import { openSecondReading, passSecond, sendBack } from './review.ts'
import { getProgress, keepSweep, openSweep, passAllOn } from './sweep.ts'

const house = useTestHouse()
let serial = 0

const said: Said[] = [
  { label: 'Zylka Quorn', text: 'Zylka had 42 keys on the Grumbolt. The Grumbolt was by the Frimble.' },
  { label: 'Voice B', text: 'We met at the Grumbolt.' },
  { label: 'Voice C', text: 'I know the Prizzle.', agreed: false },
]

/** Nothing is proposed but what a test asks for: what else is, depends on what the tagger learnt. */
async function setUp(words: Said[] = said) {
  serial += 1
  const made = await makeTestExercise(house, `Sweep${serial}`, words)
  await propose(made)
  await house.asOwner(`delete from edit where tenant_id = $1 and reason like 'likely-%'`, [made.tenantId])
  return made
}

const open = (made: TestExercise) => made.as(made.people.ada, (ctx) => openSweep(ctx, made.exerciseId))
const progress = (made: TestExercise) => made.as(made.people.ada, (ctx) => getProgress(ctx, made.exerciseId))
const passOn = (made: TestExercise) => made.as(made.people.ada, (ctx) => passAllOn(ctx, made.exerciseId))

async function sweep(made: TestExercise, ticked: string[] = []) {
  const { stamp } = await open(made)
  return made.as(made.people.ada, (ctx) => keepSweep(ctx, made.exerciseId, { stamp, ticked }))
}

/** Answers every card with what is suggested; gives how many there were. */
async function answerCards(made: TestExercise): Promise<number> {
  for (let cards = 0; ; cards += 1) {
    const { card } = await made.as(made.people.ada, (ctx) =>
      openCards(ctx, made.exerciseId, { entity: null, sourceId: null, from: 0 }),
    )
    if (!card) return cards
    const { entity, stamp, suggestion } = card
    const put = { replacement: suggestion, suggested: suggestion, ticked: [] }
    await made.as(made.people.ada, (ctx) =>
      decideCard(ctx, made.exerciseId, {
        entity,
        stamp,
        sourceId: null,
        next: null,
        answer: 'accept',
        ...put,
      }),
    )
  }
}

const stateOf = (made: TestExercise, index: number) =>
  made.as(made.people.ada, (ctx) => getPassageState(ctx, made.passageIds[index]!))

describe('the list of other words', () => {
  test('has each word once that nobody proposed, of words that may be read', async () => {
    const made = await setUp()
    const view = await open(made)
    expect(view.words.map(({ key, count }) => [key, count])).toEqual([
      ['42', 1],
      ['frimble', 1],
      ['grumbolt', 3],
    ])
    expect(view.words[2]!.example).toEqual({
      number: 1,
      before: 'Zylka had 42 keys on the ',
      words: 'Grumbolt',
      after: '.',
    })
    expect([view.passages, view.later]).toEqual([2, 0])
  })

  test('ticked words become one card each, with all their places', async () => {
    const made = await setUp()
    expect(await sweep(made, ['grumbolt', 'no such word'])).toEqual({ ok: true, done: 'swept-with-cards' })
    expect(await answerCards(made)).toBe(2)
    const passage = await made.as(made.people.ada, (ctx) => openPassage(ctx, made.passageIds[0]!))
    expect(passage.reading.text).toBe('[name] had 42 keys on the [name]. The [name] was by the Frimble.')
  })

  test('is remembered by passage: only what came later is asked again', async () => {
    const made = await setUp()
    expect(await sweep(made)).toEqual({ ok: true, done: 'swept' })
    expect((await open(made)).passages).toBe(0)
    await made.as(made.people.ada, (ctx) =>
      bringWords(ctx, made.exerciseId, [{ label: 'Voice D', text: 'It was the Grumbolt.' }]),
    )
    expect((await open(made)).words.map(({ key, count }) => [key, count])).toEqual([['grumbolt', 1]])
  })

  test('ticks go on to the lists that come after, until somebody leaves the word', async () => {
    const made = await setUp()
    await sweep(made, ['grumbolt'])
    await made.as(made.people.ada, (ctx) =>
      bringWords(ctx, made.exerciseId, [{ label: 'Voice D', text: 'By the Prizzle it was the Grumbolt.' }]),
    )
    expect((await open(made)).ticked).toEqual(['grumbolt'])
    const place = { entity: null, sourceId: null, from: 0 }
    const { card } = await made.as(made.people.ada, (ctx) => openCards(ctx, made.exerciseId, place))
    expect(card?.writings).toEqual(['Grumbolt'])
    const { entity, stamp } = card!
    await made.as(made.people.ada, (ctx) =>
      decideCard(ctx, made.exerciseId, {
        entity,
        stamp,
        sourceId: null,
        next: null,
        answer: 'leave',
        note: '',
      }),
    )
    expect((await open(made)).ticked).toEqual([])
  })

  test('that was about other passages is stale, and keeps nothing', async () => {
    const made = await setUp()
    const { stamp } = await open(made)
    await made.as(made.people.ada, (ctx) =>
      bringWords(ctx, made.exerciseId, [{ label: 'Voice D', text: 'It was the Prizzle.' }]),
    )
    const kept = await made.as(made.people.ada, (ctx) =>
      keepSweep(ctx, made.exerciseId, { stamp, ticked: ['grumbolt'] }),
    )
    expect(kept).toMatchObject({ ok: false, isStale: true })
    expect(await progress(made)).toEqual({ toSweep: 3, ready: 0, forWhole: 0 })
  })
})

describe('passing all on', () => {
  test('takes what was swept and has no open card, and somebody else reads it whole', async () => {
    const made = await setUp()
    expect(await passOn(made)).toBe('nothing')
    await sweep(made)
    expect(await progress(made)).toEqual({ toSweep: 0, ready: 1, forWhole: 0 })
    await propose(made)
    await answerCards(made)
    expect(await passOn(made)).toBe('passed-on')
    expect(await stateOf(made, 0)).toMatchObject({ firstBy: made.people.ada.id, secondBy: null })
    expect((await stateOf(made, 2)).firstBy).toBeNull()
    await made.as(made.people.cleo, async (ctx) => {
      const { seal } = await openSecondReading(ctx, made.passageIds[0]!)
      expect(await passSecond(ctx, made.passageIds[0]!, seal)).toEqual({ ok: true, done: 'passed' })
    })
    expect((await stateOf(made, 0)).isReviewed).toBe(true)
    const own = made.as(made.people.ada, async (ctx) =>
      passSecond(ctx, made.passageIds[1]!, (await openSecondReading(ctx, made.passageIds[1]!)).seal),
    )
    await expect(own).rejects.toMatchObject({ kind: 'forbidden' })
  })

  test('by two at once is done once', async () => {
    const made = await setUp([{ label: 'Voice A', text: 'The kettle was on.' }])
    await sweep(made)
    const both = await Promise.all([passOn(made), passOn(made), passOn(made)])
    expect(both.toSorted()).toEqual(['nothing', 'nothing', 'passed-on'])
  })

  test('nothing is passed on that the engine has not read with every name known by now', async () => {
    const made = await setUp([
      { label: 'Voice A', text: 'The kettle was on.' },
      { label: 'Voice B', text: 'A chair by the window.' },
    ])
    await sweep(made)
    await made.as(made.people.ada, (ctx) =>
      bringWords(ctx, made.exerciseId, [{ label: 'Kettle Drzewiecka', text: 'Hello.' }]),
    )
    expect(await passOn(made)).toBe('found-more')
    expect((await stateOf(made, 0)).firstBy).toBeNull()
    expect((await stateOf(made, 1)).firstBy).toBe(made.people.ada.id)
    expect(await answerCards(made)).toBe(1)
    expect(await passOn(made)).toBe('passed-on')
  })

  test('what a second reader sent back, or changed, is read whole and not by the list', async () => {
    const made = await setUp([
      { label: 'Voice A', text: 'The kettle was on.' },
      { label: 'Voice B', text: 'A chair by the window.' },
    ])
    await sweep(made)
    await passOn(made)
    await made.as(made.people.cleo, (ctx) => sendBack(ctx, made.passageIds[0]!))
    const change = { start: 2, end: 7, kind: 'generalise', replacement: 'a thing', note: '' } as const
    await made.as(made.people.cleo, (ctx) =>
      addEdit(ctx, made.passageIds[1]!, { ...change, hasReadAll: false }),
    )
    expect(await progress(made)).toEqual({ toSweep: 0, ready: 0, forWhole: 2 })
    expect(await passOn(made)).toBe('nothing')
    expect((await stateOf(made, 0)).firstBy).toBeNull()
  })

  test('a reader may not, and is refused by the database too', async () => {
    const made = await setUp([{ label: 'Voice A', text: 'The kettle was on.' }])
    await sweep(made)
    const passing = made.as(made.people.cleo, (ctx) => passAllOn(ctx, made.exerciseId))
    await expect(passing).rejects.toMatchObject({ code: '42501' })
  })
})

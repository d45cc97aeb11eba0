import { describe, expect, test } from 'vitest'
import { answerAll } from '../../../test/passage-to-review.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import {
  bringWords,
  makeTestExercise,
  propose,
  type Said,
  type TestExercise,
} from '../../../test/test-exercise.ts'
import type { Actor } from '../../platform/db/database.ts'
import { getPassageState, openPassage } from '../passages/passages.ts'
import { decideCard, openCards, type Card, type CardAnswer, type CardPlace } from './cards.ts'
import { openSecondReading, passSecond } from './review.ts'

const house = useTestHouse()
let serial = 0

// Names nobody has, and numbers: what is found does not hang on what the tagger learnt.
const said: Said[] = [
  { label: 'Zylka Quorn', text: 'Then zylka came. I rang 07700 900123 and nobody came.' },
  { label: 'Zylka Quorn', text: 'Quorn is my name. Zylka they call me.' },
  { label: 'Voice B', text: 'It was Zylka who came. 07700 900123 is the number.' },
  { label: 'Voice C', text: 'Zylka said no.', agreed: false },
  { label: 'Voice D', text: 'And where was Zylka?', facilitator: true },
]

async function setUp(words: Said[] = said) {
  serial += 1
  const made = await makeTestExercise(house, `Cards${serial}`, words)
  await propose(made)
  return made
}

async function open(made: TestExercise, place: Partial<CardPlace> = {}, actor: Actor = made.people.ada) {
  return made.as(actor, (ctx) =>
    openCards(ctx, made.exerciseId, { entity: null, sourceId: null, from: 0, ...place }),
  )
}

/** The card whose words are these, wherever it stands. */
async function cardOf(made: TestExercise, written: string): Promise<Card> {
  let entity: string | null = null
  for (let at = 0; at < 50; at += 1) {
    const view = await open(made, { entity })
    if (view.card?.writings.includes(written)) return view.card
    if (!view.next) break
    entity = view.next
  }
  throw new Error(`No card for ${written}`)
}

type Wanted =
  | { answer: 'accept'; replacement?: string; ticked?: string[] }
  | { answer: 'leave'; note?: string }
  | { answer: 'part'; ticked: string[] }
  | { answer: 'same'; other: string }

function answerTo(card: Card, wanted: Wanted): CardAnswer {
  const { entity, stamp, suggestion } = card
  const base = { entity, stamp, sourceId: null, next: null }
  if (wanted.answer === 'accept') {
    const { replacement = suggestion, ticked = [] } = wanted
    return { ...base, answer: 'accept', replacement, suggested: suggestion, ticked }
  }
  if (wanted.answer === 'leave') return { ...base, answer: 'leave', note: wanted.note ?? '' }
  return { ...base, ...wanted }
}

async function send(made: TestExercise, card: Card, wanted: Wanted, actor: Actor = made.people.ada) {
  return made.as(actor, (ctx) => decideCard(ctx, made.exerciseId, answerTo(card, wanted)))
}

async function readingOf(made: TestExercise, index: number): Promise<string> {
  const passage = await made.as(made.people.ada, (ctx) => openPassage(ctx, made.passageIds[index]!))
  return passage.reading.text
}

describe('a card', () => {
  test('gathers all writings and places of one name, in words that may be read and are published', async () => {
    const made = await setUp()
    const card = await cardOf(made, 'Zylka')
    expect(card.writings.toSorted()).toEqual(['Quorn', 'Zylka', 'zylka'])
    expect(card.mentions.map((mention) => [mention.number, mention.words])).toEqual([
      [1, 'zylka'],
      [2, 'Quorn'],
      [2, 'Zylka'],
      [3, 'Zylka'],
    ])
    expect(card.mentions[3]).toMatchObject({
      before: 'It was ',
      after: expect.stringMatching(/^ who came\./),
    })
    expect(card.passages).toBe(3)
  })

  test('what does most harm comes first: its kind, how sure it is, how often it stands', async () => {
    const made = await setUp([
      { label: 'Zylka Quorn', text: 'Zylka came.' },
      { label: 'B', text: 'My number is 07700 900123.' },
      { label: 'C', text: 'Zylka came. Zylka sat. Zylka left.' },
    ])
    const first = await open(made)
    expect(first.card?.writings).toEqual(['Zylka'])
    expect(first.place).toBe(1)
    const second = await open(made, { entity: first.next })
    expect(second.card?.writings).toEqual(['07700 900123'])
    expect([second.place, second.previous]).toEqual([2, first.card!.entity])
    await send(made, first.card!, { answer: 'accept' })
    expect((await open(made)).card?.writings).toEqual(['07700 900123'])
  })

  test('is known by a fingerprint that tells nothing and is another in another exercise', async () => {
    const [made, other] = [await setUp(), await setUp()]
    const card = await cardOf(made, 'Zylka')
    const theirs = await cardOf(other, 'Zylka')
    expect(card.entity).toMatch(/^[0-9a-f]{64}$/)
    expect(theirs.entity).not.toBe(card.entity)
    const rows = await house.asOwner('select * from edit where tenant_id = $1', [made.tenantId])
    expect(rows.length).toBeGreaterThan(3)
    for (const row of rows) {
      for (const value of Object.values(row)) {
        expect(Buffer.isBuffer(value) ? value.toString('latin1') : String(value)).not.toMatch(/zylka|quorn/i)
      }
    }
  })

  test('of what was proposed before cards were made stands alone until the engine reads it again', async () => {
    const made = await setUp()
    await house.asOwner('update edit set entity_index = null where tenant_id = $1', [made.tenantId])
    const alone = await cardOf(made, 'Quorn')
    expect(alone.writings).toEqual(['Quorn'])
    expect(await send(made, alone, { answer: 'accept', replacement: 'my name' })).toMatchObject({ ok: true })
    await propose(made)
    expect((await cardOf(made, 'Zylka')).count).toBe(3)
  })

  test('long lists are shown in pages, and one answer holds for all of them', async () => {
    const made = await setUp([{ label: 'Zylka Quorn', text: 'Then Zylka came by. '.repeat(45).trim() }])
    const card = await cardOf(made, 'Zylka')
    expect([card.count, card.mentions.length, card.previousFrom, card.nextFrom]).toEqual([45, 20, null, 20])
    const { card: last } = await open(made, { entity: card.entity, from: 40 })
    expect([last?.mentions.length, last?.previousFrom, last?.nextFrom]).toEqual([5, 20, null])
    await send(made, card, { answer: 'accept' })
    expect(await readingOf(made, 0)).toBe('Then [name] came by. '.repeat(45).trim())
  })
})

describe('an answer', () => {
  test('changes all places, each with what is put there; changed words stand everywhere', async () => {
    const made = await setUp()
    const card = await cardOf(made, 'Zylka')
    expect(await send(made, card, { answer: 'accept' })).toMatchObject({ ok: true, done: 'accepted' })
    const number = await cardOf(made, '07700 900123')
    await send(made, number, { answer: 'accept', replacement: 'a number they kept' })
    expect(await readingOf(made, 0)).toBe('Then [name] came. I rang [a number they kept] and nobody came.')
    expect(await readingOf(made, 2)).toBe('It was [name] who came. [a number they kept] is the number.')
    const rows = await house.asOwner(
      `select distinct state, decided_by from edit where passage_id = any ($1)`,
      [[made.passageIds[3], made.passageIds[4]]],
    )
    expect(rows).toEqual([{ state: 'proposed', decided_by: null }])
  })

  test('leaves it with a reason, and can be given again', async () => {
    const made = await setUp()
    const card = await cardOf(made, 'Zylka')
    expect(await send(made, card, { answer: 'leave', note: 'A band.' })).toMatchObject({
      ok: true,
      done: 'left',
    })
    expect(await readingOf(made, 2)).toContain('Zylka who came')
    const { card: again } = await open(made, { entity: card.entity })
    expect(again).toMatchObject({ isOpen: false, notes: ['A band.'], count: 4 })
    await send(made, again!, { answer: 'accept', replacement: 'a band' })
    expect(await readingOf(made, 2)).toContain('[a band] who came')
  })

  test('gives ticked places a card of their own', async () => {
    const made = await setUp()
    const card = await cardOf(made, 'Zylka')
    const ticked = [card.mentions[3]!.editId]
    expect(await send(made, card, { answer: 'part', ticked: [] })).toMatchObject({
      ok: false,
      isStale: false,
    })
    const all = card.mentions.map((mention) => mention.editId)
    expect(await send(made, card, { answer: 'accept', ticked: all })).toMatchObject({
      ok: false,
      isStale: false,
    })
    expect(await send(made, card, { answer: 'accept', replacement: 'my name', ticked })).toMatchObject({
      ok: true,
    })
    expect(await readingOf(made, 1)).toBe('[my name] is my name. [my name] they call me.')
    const own = await cardOf(made, 'Zylka')
    expect([own.count, own.entity === card.entity]).toEqual([1, false])
    await send(made, own, { answer: 'accept', replacement: 'a neighbour' })
    expect(await readingOf(made, 2)).toContain('[a neighbour] who came')
  })

  test('makes two cards one', async () => {
    const made = await setUp([
      { label: 'Zylka Quorn', text: 'Zylka came.' },
      { label: 'Zylko Prawn', text: 'Zylko came.' },
    ])
    const [one, two] = [await cardOf(made, 'Zylka'), await cardOf(made, 'Zylko')]
    expect((await open(made, { entity: one.entity })).alike).toContainEqual({
      entity: two.entity,
      words: 'Zylko',
    })
    expect(await send(made, one, { answer: 'same', other: 'ab'.repeat(32) })).toMatchObject({ ok: false })
    const outcome = await send(made, one, { answer: 'same', other: two.entity })
    expect(outcome).toMatchObject({ ok: true, done: 'made-one', next: two.entity })
    const both = await cardOf(made, 'Zylka')
    expect(both.writings.toSorted()).toEqual(['Zylka', 'Zylko'])
  })

  test('takes the signatures of a passage that was passed on, and the engine asks no more', async () => {
    const made = await setUp([{ label: 'Voice A', text: 'Then kettle came by.' }])
    const [id] = made.passageIds
    await made.as(made.people.ada, (ctx) => answerAll(ctx, id!, { answer: 'leave', replacement: '' }))
    await made.as(made.people.cleo, async (ctx) =>
      passSecond(ctx, id!, (await openSecondReading(ctx, id!)).seal),
    )
    await made.as(made.people.ada, (ctx) =>
      bringWords(ctx, made.exerciseId, [{ label: 'Kettle Drzewiecka', text: 'Hello.' }]),
    )
    await propose(made)
    await send(made, await cardOf(made, 'kettle'), { answer: 'accept' })
    const state = await made.as(made.people.ada, (ctx) => getPassageState(ctx, id!))
    expect(state).toMatchObject({ firstBy: null, secondBy: null, hasOpenProposals: false, isReviewed: false })
    await propose(made)
    expect((await open(made)).card).toBeNull()
  })

  test('tells what was put before when the same comes again', async () => {
    const made = await setUp()
    await send(made, await cardOf(made, 'Zylka'), { answer: 'accept', replacement: 'a neighbour' })
    const more = await made.as(made.people.ada, (ctx) =>
      bringWords(ctx, made.exerciseId, [{ label: 'Voice E', text: 'I know Zylka.' }]),
    )
    await propose(made, more.passageIds)
    expect(await cardOf(made, 'Zylka')).toMatchObject({ count: 1, earlier: 'a neighbour', isOpen: true })
  })

  test('that puts the words themselves is refused', async () => {
    const made = await setUp()
    const card = await cardOf(made, 'Zylka')
    expect(await send(made, card, { answer: 'accept', replacement: 'ZYLKA' })).toMatchObject({
      ok: false,
      problems: [{ field: 'put' }],
    })
  })
})

describe('two people at once', () => {
  test('who comes second is told, and changes nothing', async () => {
    const made = await setUp()
    const card = await cardOf(made, 'Zylka')
    await send(made, card, { answer: 'leave', note: '' }, made.people.ben)
    expect(await send(made, card, { answer: 'accept', replacement: 'x' })).toMatchObject({
      ok: false,
      isStale: true,
    })
    expect(await readingOf(made, 2)).toContain('Zylka who came')
  })

  test('the same sent twice is done once', async () => {
    const made = await setUp()
    const card = await cardOf(made, 'Zylka')
    const wanted = { answer: 'accept', replacement: 'a neighbour' } as const
    const both = await Promise.all([send(made, card, wanted), send(made, card, wanted)])
    expect(both.map((one) => one.ok && one.done).toSorted()).toEqual(['accepted', 'was-decided'])
  })

  test('a place found meanwhile is shown before it is decided', async () => {
    const made = await setUp()
    const card = await cardOf(made, 'Zylka')
    const more = await made.as(made.people.ada, (ctx) =>
      bringWords(ctx, made.exerciseId, [{ label: 'Voice E', text: 'I know Zylka.' }]),
    )
    await propose(made, more.passageIds)
    expect(await send(made, card, { answer: 'accept' })).toMatchObject({ ok: false, isStale: true })
    expect((await cardOf(made, 'Zylka')).count).toBe(5)
  })
})

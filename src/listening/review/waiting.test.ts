import { describe, expect, test } from 'vitest'
import { answerAll } from '../../../test/passage-to-review.ts'
import {
  bringWords,
  makeTestExercise,
  propose,
  type Said,
  type TestExercise,
} from '../../../test/test-exercise.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { withdrawVoice } from '../withdrawals/withdrawals.ts'
import { addEdit } from './additions.ts'
import { selectCards } from './cards.queries.ts'
import { decideCard, openCards } from './cards.ts'
import { counted } from './counted.ts'
import { getOverview, openSecondReading, passSecond, sendBack } from './review.ts'
import { reviewWords } from './review.words.ts'
import { getProgress, keepSweep, openSweep } from './sweep.ts'

const house = useTestHouse()
let serial = 0

async function setUp(words: Said[]): Promise<TestExercise> {
  serial += 1
  const made = await makeTestExercise(house, `Waiting${serial}`, words)
  await propose(made)
  return made
}

const plain: Said[] = [
  { label: 'Zylka Quorn', text: 'I rang 07700 900123 and nobody came.' },
  { label: 'Voice B', text: 'And nobody came.' },
]

async function stagesOf(made: TestExercise): Promise<unknown[]> {
  const rows = await house.asOwner('select stage from passage where exercise_id = $1 order by number', [
    made.exerciseId,
  ])
  return rows.map((row) => row['stage'])
}

async function lookAtWords(made: TestExercise): Promise<void> {
  const { stamp } = await made.as(made.people.ada, (ctx) => openSweep(ctx, made.exerciseId))
  await made.as(made.people.ada, (ctx) => keepSweep(ctx, made.exerciseId, { stamp, ticked: [] }))
}

async function passFirst(made: TestExercise, at: number): Promise<void> {
  const id = made.passageIds[at]!
  await made.as(made.people.ada, (ctx) => answerAll(ctx, id, { replacement: 'it' }))
}

async function acceptCard(made: TestExercise): Promise<void> {
  const place = { entity: null, sourceId: null, from: 0 }
  const { card } = await made.as(made.people.ada, (ctx) => openCards(ctx, made.exerciseId, place))
  const { entity, stamp, suggestion } = card!
  const put = { answer: 'accept', replacement: suggestion, suggested: suggestion, ticked: [] } as const
  await made.as(made.people.ada, (ctx) =>
    decideCard(ctx, made.exerciseId, { entity, stamp, sourceId: null, next: null, ...put }),
  )
}

const overview = (made: TestExercise) =>
  made.as(made.people.ben, (ctx) => getOverview(ctx, made.exerciseId, { turn: 'second', afterNumber: -1 }))

describe('what a passage waits for', () => {
  test('follows the list of words, the cards, both readers, and what is found after them', async () => {
    const made = await setUp(plain)
    expect(await stagesOf(made)).toEqual(['look', 'look'])
    await lookAtWords(made)
    expect(await stagesOf(made)).toEqual(['cards', 'ready'])
    await acceptCard(made)
    expect(await stagesOf(made)).toEqual(['ready', 'ready'])
    await passFirst(made, 0)
    await passFirst(made, 1)
    expect(await stagesOf(made)).toEqual(['second', 'second'])
    const id = made.passageIds[0]!
    const { seal } = await made.as(made.people.ben, (ctx) => openSecondReading(ctx, id))
    await made.as(made.people.ben, (ctx) => passSecond(ctx, id, seal))
    await made.as(made.people.ben, (ctx) => sendBack(ctx, made.passageIds[1]!))
    expect(await stagesOf(made)).toEqual(['done', 'whole'])
    await house.asOwner(
      `update edit set state = 'proposed', decided_by = null, decided_at = null where exercise_id = $1`,
      [made.exerciseId],
    )
    expect(await stagesOf(made)).toEqual(['again', 'whole'])
    await house.asOwner('delete from edit where exercise_id = $1', [made.exerciseId])
    expect(await stagesOf(made)).toEqual(['done', 'whole'])
  })

  test('is one thing with what the rows say, whatever was done and in whatever order', async () => {
    const made = await setUp([
      ...plain,
      { label: 'Voice C', text: 'Zylka rang 07700 900456.', agreed: false },
    ])
    await passFirst(made, 1)
    await made.as(made.people.ada, (ctx) =>
      addEdit(ctx, made.passageIds[1]!, {
        start: 0,
        end: 3,
        kind: 'cut',
        replacement: '',
        note: '',
        hasReadAll: false,
      }),
    )
    await lookAtWords(made)
    await acceptCard(made)
    const rows = await house.asOwner(
      `select p.stage, s.has_open_proposals as open, s.first_by is not null as first, s.second_by is not null as second,
         w.swept_at is not null as swept, coalesce(w.is_for_whole, false) as whole
       from passage p join passage_state s on s.tenant_id = p.tenant_id and s.passage_id = p.id
       left join passage_sweep w on w.tenant_id = p.tenant_id and w.passage_id = p.id
       where p.exercise_id = $1 order by p.number`,
      [made.exerciseId],
    )
    const expected = rows.map(({ open, first, second, swept, whole }) => {
      if (!first) return whole ? 'whole' : !swept ? 'look' : open ? 'cards' : 'ready'
      return open ? 'again' : second ? 'done' : 'second'
    })
    expect(rows.map((row) => row['stage'])).toEqual(expected)
    expect(new Set(expected).size).toBeGreaterThan(1)
  })

  test('counts nowhere when the words may not be read, and goes with a voice that leaves', async () => {
    const made = await setUp([...plain, { label: 'Voice C', text: 'Nobody came.', agreed: false }])
    const progress = () => made.as(made.people.ada, (ctx) => getProgress(ctx, made.exerciseId))
    expect((await progress()).toSweep).toBe(2)
    await passFirst(made, 1)
    expect((await overview(made)).counts.second).toBe(1)
    const [row] = await house.asOwner(
      `select c.voice_id from passage p join contribution c on c.tenant_id = p.tenant_id and c.id = p.contribution_id
       where p.id = $1`,
      [made.passageIds[1]],
    )
    await made.as(made.people.ada, (ctx) => withdrawVoice(ctx, row!['voice_id'] as string))
    expect((await overview(made)).counts.second).toBe(0)
    expect(await stagesOf(made)).toEqual(['look', 'look'])
  })
})

describe('the order of the cards', () => {
  /** Each card once with what it is ordered by, the first first. */
  const ordered = async (made: TestExercise) => {
    const rows = await house.asOwner(
      `select distinct encode(card_index, 'hex') as card, harm from edit
       where exercise_id = $1 and state = 'proposed' and kind = 'generalise' order by harm desc`,
      [made.exerciseId],
    )
    return rows as { card: string; harm: number }[]
  }
  const openAt = async (made: TestExercise, entity: string | null) =>
    (await made.as(made.people.ada, (ctx) =>
      openCards(ctx, made.exerciseId, { entity, sourceId: null, from: 0 }),
    ))!

  test('follows what is found later, parted and joined; a card has one place', async () => {
    const made = await setUp([
      { label: 'Zylka Quorn', text: 'Zylka sat.' },
      { label: 'Voice B', text: 'Ring 07700 900123.' },
    ])
    const number = (await openAt(made, null)).card!
    expect(number.writings).toEqual(['07700 900123'])
    const more = Array.from({ length: 5 }, () => ({ label: 'Voice C', text: 'Zylka came. Zylka left.' }))
    const { passageIds } = await made.as(made.people.ada, (ctx) => bringWords(ctx, made.exerciseId, more))
    await propose(made, passageIds)
    const name = (await openAt(made, null)).card!
    expect(name.writings).toEqual(['Zylka'])
    expect(await ordered(made)).toHaveLength(2)

    const answer = (
      what: { answer: 'part'; ticked: string[] } | { answer: 'same'; other: string },
      card = name,
    ) =>
      made.as(made.people.ada, (ctx) =>
        decideCard(ctx, made.exerciseId, {
          entity: card.entity,
          stamp: card.stamp,
          sourceId: null,
          next: null,
          ...what,
        }),
      )
    await answer({ answer: 'part', ticked: name.mentions.slice(0, 10).map((one) => one.editId) })
    const [parted, , left] = await ordered(made)
    expect(left!.card).toBe(name.entity)
    expect(parted!.harm).toBeGreaterThan(left!.harm)
    const rest = (await openAt(made, name.entity)).card!
    await answer({ answer: 'same', other: parted!.card }, rest)
    const joined = await ordered(made)
    expect(joined.map((row) => row.card)).toEqual([parted!.card, number.entity])
    expect(joined[0]!.harm).toBeGreaterThan(parted!.harm)
  })

  test('a mention that is asked again comes back onto its card', async () => {
    const made = await setUp([{ label: 'Zylka Quorn', text: 'Zylka sat.' }])
    const id = made.passageIds[0]!
    const wide = { start: 0, end: 9, kind: 'generalise', replacement: 'somebody', note: '' } as const
    await made.as(made.people.ada, (ctx) => addEdit(ctx, id, { ...wide, hasReadAll: false }))
    const more = Array.from({ length: 5 }, () => ({ label: 'Voice C', text: 'Zylka came. Zylka left.' }))
    await made.as(made.people.ada, (ctx) => bringWords(ctx, made.exerciseId, more))
    const passageIds = await listAllPassages(made)
    await propose(made, passageIds)
    const outcome = await made.as(made.people.ada, (ctx) =>
      answerAll(ctx, id, { answer: 'leave', replacement: '' }, false),
    )
    expect(outcome).toEqual({ ok: true, done: 'asks-again' })
    expect(await ordered(made)).toHaveLength(1)
    expect((await openAt(made, null)).card?.count).toBe(11)
  })
})

async function listAllPassages(made: TestExercise): Promise<string[]> {
  const rows = await house.asOwner('select id from passage where exercise_id = $1', [made.exerciseId])
  return rows.map((row) => row['id'] as string)
}

describe('a great many', () => {
  const many = Array.from({ length: counted + 20 }, (_, at) => ({
    label: 'Voice B',
    text: `My number is 07700 ${String(900_000 + at)}.`,
  }))

  test('are counted so far and said to be more, and each is reached all the same', async () => {
    const made = await setUp(many)
    const open = (entity: string | null) =>
      made.as(made.people.ada, (ctx) => openCards(ctx, made.exerciseId, { entity, sourceId: null, from: 0 }))
    const first = await open(null)
    expect([first.place, first.total]).toEqual([1, counted + 1])
    const [source] = await house.asOwner('select source_id from edit where exercise_id = $1 limit 1', [
      made.exerciseId,
    ])
    const seen: string[] = []
    for (let entity: string | null = first.card!.entity; entity !== null;) {
      seen.push(entity)
      const rows = await made.as(made.people.ada, (ctx) =>
        selectCards(ctx, made.exerciseId, {
          sourceId: source!['source_id'] as string,
          limit: 1,
          from: { entity: seen.at(-1)!, towards: 'next' },
        }),
      )
      entity = rows[0]?.entity ?? null
    }
    expect(new Set(seen).size).toBe(many.length)
    const last = await open(seen.at(-1)!)
    expect([last.place, last.next, last.previous]).toEqual([null, null, seen.at(-2)])
    const { toSweep } = await made.as(made.people.ada, (ctx) => getProgress(ctx, made.exerciseId))
    const says = reviewWords['en-GB'].overview
    expect(says.first(toSweep)).toBe('More than 500 passages wait for a first reader.')
    expect(says.cards(first.total)).toContain('more than 500 names')
    const list = await made.as(made.people.ada, (ctx) => openSweep(ctx, made.exerciseId))
    expect([list.passages, list.later]).toEqual([500, 20])
  }, 60_000)
})

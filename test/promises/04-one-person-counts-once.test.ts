import { beforeEach, describe, expect, test } from 'vitest'
import { countVoices } from '../../src/listening/exercises/people.ts'
import { takeNumbers, viewExercise } from '../../src/listening/exercises/exercises.ts'
import { writePassages } from '../../src/listening/passages/passages.ts'
import { joinVoices, listJoins, undoJoin } from '../../src/listening/voices/joins.ts'
import { answerProposal, findProposal } from '../../src/listening/voices/proposals.ts'
import { listVoices, meetSpeakers } from '../../src/listening/voices/voices.ts'
import { withdrawVoice } from '../../src/listening/withdrawals/withdrawals.ts'
import { newId } from '../../src/platform/ids.ts'
import { useTestHouse } from '../test-house.ts'
import { makeTestExercise, type TestExercise } from '../test-exercise.ts'

/** Promise 4: nobody we can recognise is counted twice, across doors and after withdrawals, as at the printed date. */

const house = useTestHouse()
let made: TestExercise
let serial = 0

beforeEach(async () => {
  serial += 1
  made = await makeTestExercise(house, `Once${serial}`, [{ label: '🌻', text: 'Warm.' }])
})

async function hear(door: string, ...labels: (string | null)[]): Promise<void> {
  const sourceId = newId()
  await house.asOwner(
    `insert into source (tenant_id, id, exercise_id, door, format, content_index, state)
     values ($1, $2, $3, $4, 'whatsapp', $5, 'shown')`,
    [made.tenantId, sourceId, made.exerciseId, door, Buffer.from(sourceId)],
  )
  await as(async (ctx) => {
    const { exerciseId } = made
    const numbers = await takeNumbers(ctx, exerciseId, labels.length, labels.length)
    const met = await meetSpeakers(ctx, { exerciseId, sourceId, labels, firstNumber: numbers.firstVoice })
    await writePassages(
      ctx,
      met.map(({ contributionId }, index) => ({
        exerciseId,
        contributionId,
        number: numbers.firstPassage + index,
        line: null,
        saidAt: null,
        text: 'My own front door.',
      })),
    )
  })
}

const as = <T>(work: Parameters<typeof made.as<T>>[1]) => made.as(made.people.ada, work)
const people = async () => (await as((ctx) => countVoices(ctx, made.exerciseId))).people
const voices = () => as((ctx) => listVoices(ctx, { exerciseId: made.exerciseId }))

describe('promise 4: one person counts once', () => {
  test.each([
    ['a whole name', ['Ada Lane', 'ada  lane']],
    ['a number in any writing', ['+44 7700 900123', '07700 900123', '0044 (0)7700-900-123']],
    ['an address', ['ada@example.org', 'Ada Lane <Ada@Example.org>']],
  ])('%s is one voice at every door, without anybody’s help', async (_, labels) => {
    for (const label of labels) await hear('whatsapp', label)
    expect(await people()).toBe(2)
  })

  test.each([
    ['Ada Lane', 'Ada Lane (she/her)'],
    ['Ada Lane', 'ada.lane@example.org'],
    ['Zoë Lane', 'Zoe Lane | Frontline'],
    ['Sam', '~ Sam'],
    ['Sam', 'iPhone von Sam'],
  ])('%s and %s are proposed, and counted once when a listener says so', async (one, other) => {
    await hear('group-call', one)
    await hear('whatsapp', other)
    expect(await people()).toBe(3)
    const { proposal } = await as((ctx) => findProposal(ctx, made.exerciseId, null))
    const { exerciseId } = made
    await as((ctx) =>
      answerProposal(ctx, {
        exerciseId,
        keptId: proposal!.kept.id,
        otherId: proposal!.other.id,
        isSame: true,
      }),
    )
    expect(await people()).toBe(2)
  })

  test('who only may be one person is never made one without a listener', async () => {
    await hear('group-call', 'Sam', 'iPhone', 'Speaker 1', null)
    await hear('whatsapp', 'Sam', 'iPhone', 'Speaker 1', null)
    expect(await people()).toBe(9)
  })

  test('nobody is counted for what waits to be checked or is held back', async () => {
    await hear('whatsapp', 'Ada Lane')
    const change = (text: string) =>
      house.asOwner(`${text} where exercise_id = $1 and door = 'whatsapp'`, [made.exerciseId])
    expect(await people()).toBe(2)
    await change(`update source set state = 'to-check'`)
    expect(await people()).toBe(1)
    await change(`update source set state = 'shown'`)
    expect(await people()).toBe(2)
    await house.asOwner(
      `update contribution set is_held = true, held_why = 'links' from source
       where source.id = contribution.source_id and source.exercise_id = $1 and source.door = 'whatsapp'`,
      [made.exerciseId],
    )
    expect(await people()).toBe(1)
  })

  test('every page of the team shows the one count, after joining, undoing and withdrawing', async () => {
    await hear('group-call', 'Ada Lane', 'Ben Cole', 'Bot')
    await hear('whatsapp', 'Ada', 'Cy Dunn')
    const [, ada, , bot, again, cy] = await voices()
    const expectCount = async (count: number) => {
      expect(await people()).toBe(count)
      expect((await as((ctx) => viewExercise(ctx, made.exerciseId))).counts.voices).toBe(count)
      const heard = (await voices()).filter((voice) => voice.part === 'contributor')
      expect(heard).toHaveLength(count)
    }
    await expectCount(6)
    await house.asOwner(`update voice set part = 'not-a-contributor' where id = $1`, [bot!.id])
    await expectCount(5)
    await as((ctx) => joinVoices(ctx, ada!.id, again!.id))
    await expectCount(4)
    await as((ctx) => withdrawVoice(ctx, cy!.id))
    await expectCount(3)
    await as(async (ctx) => undoJoin(ctx, (await listJoins(ctx, ada!.id))[0]!.id))
    await expectCount(4)
    await as((ctx) => joinVoices(ctx, ada!.id, again!.id))
    await as((ctx) => withdrawVoice(ctx, ada!.id))
    await expectCount(2)
  })

  test('a withdrawal takes what came under every label the person was found to have', async () => {
    await hear('group-call', 'Ada Lane')
    await hear('whatsapp', 'Ada')
    const [, ada, again] = await voices()
    await as((ctx) => joinVoices(ctx, ada!.id, again!.id))
    await as((ctx) => withdrawVoice(ctx, ada!.id))
    const left = await house.asOwner(
      `select 'voice' from voice where tenant_id = $1 and number <> 1
       union all select 'label' from voice_label l where l.tenant_id = $1 and l.voice_id = any($2)
       union all select 'join' from voice_join where tenant_id = $1`,
      [made.tenantId, [ada!.id, again!.id]],
    )
    expect(left).toEqual([])
  })
})

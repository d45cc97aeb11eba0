import { beforeEach } from 'vitest'
import { listStanding, recordConsent, type Standing } from '../src/listening/consent/consent.ts'
import { takeNumbers } from '../src/listening/exercises/exercises.ts'
import { countVoices } from '../src/listening/exercises/people.ts'
import { writePassages } from '../src/listening/passages/passages.ts'
import { joinVoices, listJoins, undoJoin } from '../src/listening/voices/joins.ts'
import { listVoices, meetSpeakers, type Voice } from '../src/listening/voices/voices.ts'
import type { Ctx } from '../src/platform/db/database.ts'
import { Limits } from '../src/platform/http/limits.ts'
import { newId } from '../src/platform/ids.ts'
import { useTestHouse } from './test-house.ts'
import { makeTestExercise, type TestExercise } from './test-exercise.ts'

type Turn = { label: string | null; text?: string }

/**
 * For a file of tests, before each: a call with Ada, and a chat with somebody who may be Ada, and Sam. Voices 1 (page),
 * 2, 3, 4. What is asked and done is asked and done by a listener.
 */
export function useHeardVoices() {
  const house = useTestHouse()
  let made: TestExercise
  let serial = 0

  beforeEach(async () => {
    serial += 1
    house.services.limits = new Limits()
    made = await makeTestExercise(house, `Joins${serial}`, [{ label: '🌻', text: 'Warm.' }])
    await hear('group-call', ['Ada Lane'])
    await hear('whatsapp', ['Ada Lane (she/her)', 'Sam'])
  })

  const as = <T>(work: (ctx: Ctx) => Promise<T>) => made.as(made.people.ada, work)
  const voices = () => as((ctx) => listVoices(ctx, { exerciseId: made.exerciseId }))

  /** Words that come in a file, in this order. Gives the voices by turn. */
  async function hear(door: string, turns: readonly (string | Turn)[]): Promise<string[]> {
    const sourceId = newId()
    await house.asOwner(
      `insert into source (tenant_id, id, exercise_id, door, format, content_index, state)
       values ($1, $2, $3, $4, 'whatsapp', $5, 'shown')`,
      [made.tenantId, sourceId, made.exerciseId, door, Buffer.from(sourceId)],
    )
    const said = turns.map((turn) => (typeof turn === 'string' ? { label: turn } : turn))
    const labels = [...new Set(said.map((turn) => turn.label))]
    return made.as(made.people.ada, async (ctx) => {
      const { exerciseId } = made
      const numbers = await takeNumbers(ctx, exerciseId, labels.length, said.length)
      const met = await meetSpeakers(ctx, { exerciseId, sourceId, labels, firstNumber: numbers.firstVoice })
      const speakerOf = (turn: Turn) => met.find((speaker) => speaker.label === turn.label)!
      await writePassages(
        ctx,
        said.map((turn, index) => ({
          exerciseId,
          contributionId: speakerOf(turn).contributionId,
          number: numbers.firstPassage + index,
          line: null,
          saidAt: null,
          text: turn.text ?? 'My own front door.',
        })),
      )
      return said.map((turn) => speakerOf(turn).voiceId)
    })
  }

  return {
    get house() {
      return house
    },
    get made() {
      return made
    },
    as,
    hear,
    voices,
    byNumber: async (number: number) => (await voices()).find((voice) => voice.number === number)!,
    people: async () => (await as((ctx) => countVoices(ctx, made.exerciseId))).people,
    join: (kept: Voice, other: Voice) => as((ctx) => joinVoices(ctx, kept.id, other.id)),
    undo: (kept: Voice, at = 0) => as(async (ctx) => undoJoin(ctx, (await listJoins(ctx, kept.id))[at]!.id)),
    answer: (voice: Voice, answers: Partial<Standing>) =>
      as((ctx) =>
        recordConsent(ctx, {
          exerciseId: made.exerciseId,
          voiceIds: [voice.id],
          answers,
          how: 'asked',
          wordsVersion: 't',
        }),
      ),
    standing: async (voice: Voice) => (await as((ctx) => listStanding(ctx, [voice.id]))).get(voice.id)!,
  }
}

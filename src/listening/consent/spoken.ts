import { listStaff } from '../../access/staff/staff.ts'
import { getOrganisation } from '../../access/organisation/organisation.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { getExercise, type Exercise } from '../exercises/exercises.ts'
import { tellOf } from '../exercises/told.ts'
import { rewriteReadingsOf } from '../passages/passages.ts'
import { answerFor, listAnswers, listGiven, type Answered, type Answers, type Given } from './consent.ts'
import { selectVoice } from './consent.queries.ts'
import { keepDetail, listDetails, type Details } from './details.ts'
import { writeReceipt } from './receipt.ts'
import { openScript, type Hearers } from './script.ts'
import { readFurtherUses, type Use } from './uses.ts'

/** One voice and all it answered, for a listener. `recordedBy` of each answer is a name, or null: the voice itself. */
export type VoiceAnswers = {
  voiceId: string
  number: number
  exercise: Exercise
  asked: Use[]
  answers: Answers
  details: Details
  given: (Omit<Given, 'recordedBy'> & { recordedBy: string | null })[]
}

/** Throws not-found. */
export async function openAnswers(ctx: Ctx, voiceId: string): Promise<VoiceAnswers> {
  const voice = await selectVoice(ctx, voiceId)
  if (!voice) throw new Failure('not-found', '')
  const exercise = await getExercise(ctx, voice.exerciseId)
  const names = new Map((await listStaff(ctx)).map((member) => [member.accountId, member.name]))
  return {
    voiceId,
    number: voice.number,
    exercise,
    asked: ['read', 'quote', ...readFurtherUses(exercise.asks)],
    answers: await listAnswers(ctx, voiceId),
    details: await listDetails(ctx, voiceId),
    given: (await listGiven(ctx, voiceId)).map((one) => ({
      ...one,
      recordedBy: names.get(one.recordedBy) ?? null,
    })),
  }
}

/**
 * Keeps what somebody answered aloud or in writing, with the script that was read to them. What stands already is not
 * written again. Throws not-found.
 */
export async function recordSpoken(
  ctx: Ctx,
  voiceId: string,
  input: {
    answers: readonly Answered[]
    hats: string
    hearers: Hearers
    way: 'spoken' | 'written'
    how: string
  },
): Promise<void> {
  const voice = await selectVoice(ctx, voiceId, true)
  if (!voice) throw new Failure('not-found', '')
  const { exerciseId } = voice
  const script = await openScript(ctx, exerciseId, input.hearers)
  const changed = await answerFor(ctx, {
    exerciseId,
    voiceId,
    answers: input.answers,
    before: script.said,
    version: script.version,
    how: input.how || null,
    way: input.way,
  })
  const details = await listDetails(ctx, voiceId)
  if ((details.hats ?? '') !== input.hats) {
    await keepDetail(ctx, { exerciseId, voiceId, kind: 'hats', text: input.hats })
  }
  if (changed.some((use) => use === 'read' || use === 'quote')) {
    await rewriteReadingsOf(ctx, [voiceId])
  }
}

/** The four lines to print, or to show on a phone. `address` is where this exercise's voices come back. Throws not-found. */
export async function openReceipt(
  ctx: Ctx,
  voiceId: string,
  addressOf: (exercise: Exercise) => string,
): Promise<{ number: number; exercise: Exercise; lines: string[] }> {
  const { number, exercise, asked, answers } = await openAnswers(ctx, voiceId)
  const lines = writeReceipt({
    answers,
    asked,
    changeMind: tellOf(exercise).changeMind,
    organisation: (await getOrganisation(ctx)).name,
    address: addressOf(exercise),
  })
  return { number, exercise, lines }
}

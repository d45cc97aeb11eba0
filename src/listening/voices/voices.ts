import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newBlindId } from '../../platform/ids.ts'
import { listStanding, type Standing } from '../consent/consent.ts'
import { recordAsking, type Asking } from '../consent/manners.ts'
import { rewriteReadingsOf } from '../passages/passages.ts'
import { ensureLabels, findVoicesByLabel, fingerprintsOf, openLabelsOf } from './label-index.ts'
import {
  holdReviews,
  insertContributions,
  insertLabels,
  insertVoices,
  selectVoices,
  updatePart,
  type Part,
  type VoiceFilter,
  type VoiceRow,
} from './voices.queries.ts'

/**
 * Somebody who was heard. `labels` are what the doors called them, and null for whoever is not a listener;
 * `words` is reckoned from the letters, because the words themselves stay sealed.
 */
export type Voice = Omit<VoiceRow, 'letters'> & { words: number; labels: string[] | null; standing: Standing }

export type { Part } from './voices.queries.ts'

/** What a listener noted for one voice; a use that is left out stays as it is. */
export type VoiceAnswer = { voiceId: string; read?: boolean; quote?: boolean }

/** A label somebody came with, and where its voice's words of this source belong. */
export type Speaker = { label: string | null; voiceId: string; contributionId: string }

/**
 * Finds or makes the voices of these labels in a source and opens a contribution for each. A label that surely names
 * one person (a number, an address, a whole name) joins the voice that came with it before; any other starts a
 * voice of its own, because two people are called Sam. `null` labels always start a voice.
 * `firstNumber` is the first of `labels.length` reserved voice numbers.
 */
export async function meetSpeakers(
  ctx: Ctx,
  input: {
    exerciseId: string
    sourceId: string
    labels: readonly (string | null)[]
    firstNumber: number
    /** Why the contributions wait for a listener's look before they count. */
    heldWhy?: string | null
  },
): Promise<Speaker[]> {
  if (input.labels.some((label) => label !== null)) await ensureLabels(ctx)
  const known = await findVoicesByLabel(ctx, input.exerciseId, input.labels)
  const voices: { id: string; number: number }[] = []
  const speakers = input.labels.map((label, index) => {
    const found = known[index]
    if (!found) voices.push({ id: newBlindId(), number: input.firstNumber + voices.length })
    const voiceId = found?.voiceId ?? voices.at(-1)!.id
    // Where nobody can say as whom they came, they came as nobody: one listener's joining opens them to no phrase.
    const cameAs = found ? (found.cameAs ?? newBlindId()) : voiceId
    return { label, voiceId, cameAs, contributionId: newBlindId() }
  })
  await insertVoices(ctx, input.exerciseId, voices)
  ctx.vault.keepKeys(voices.map((voice) => voice.id))
  await insertContributions(
    ctx,
    speakers.map((speaker) => ({
      id: speaker.contributionId,
      exerciseId: input.exerciseId,
      voiceId: speaker.voiceId,
      sourceId: input.sourceId,
      cameAs: speaker.cameAs,
      heldWhy: input.heldWhy ?? null,
    })),
  )
  const labelled = speakers.flatMap((speaker) =>
    speaker.label === null ? [] : [{ ...speaker, label: speaker.label, id: newBlindId() }],
  )
  const sealed = ctx.vault.sealEach(
    'voice_label.label',
    labelled.map((row) => ({ id: row.id, text: row.label })),
  )
  await insertLabels(
    ctx,
    labelled.map((row, index) => ({
      id: row.id,
      exerciseId: input.exerciseId,
      voiceId: row.voiceId,
      sourceId: input.sourceId,
      contributionId: row.contributionId,
      labelSealed: sealed[index]!,
      fingerprints: fingerprintsOf(ctx, row.label),
    })),
  )
  return speakers
}

/** Voices with words in a source that is shown, in order of number (100 unless `limit` says otherwise). */
export async function listVoices(ctx: Ctx, filter: VoiceFilter): Promise<Voice[]> {
  const rows = await selectVoices(ctx, filter)
  const ids = rows.map((row) => row.id)
  const standing = await listStanding(ctx, ids)
  const labels = ctx.actor.roles.includes('listener') ? await openLabelsOf(ctx, ids) : null
  return rows.map(({ letters, ...row }) => ({
    ...row,
    words: Math.max(1, Math.round(letters / lettersPerWord)),
    labels: labels && (labels.get(row.id) ?? []),
    standing: standing.get(row.id)!,
  }))
}

export { selectWaitingVoices as listWaitingVoices } from './voices.queries.ts'

/** One voice. Throws not-found. */
export async function getVoice(ctx: Ctx, id: string): Promise<Voice> {
  const [voice] = await listVoices(ctx, { ids: [id] })
  if (!voice) throw new Failure('not-found', '')
  return voice
}

/** Says whether a voice is counted. What it said, what was changed and who passed it stay as they are. */
export async function changePart(ctx: Ctx, voiceId: string, part: Part): Promise<Voice> {
  await holdReviews(ctx, (await getVoice(ctx, voiceId)).exerciseId)
  const voice = await getVoice(ctx, voiceId)
  if (voice.part === part) return voice
  await updatePart(ctx, voiceId, part)
  await recordAct(ctx, `voice.is-${part}`, 'voice', voiceId)
  await rewriteReadingsOf(ctx, [voiceId])
  return { ...voice, part }
}

/**
 * Records what people of one exercise agreed to, and how. Answers that stand already are not written again, so
 * sending twice stores once. Throws not-found when a voice is not of this exercise.
 */
export async function recordAnswers(
  ctx: Ctx,
  input: Asking & { exerciseId: string; answers: readonly VoiceAnswer[] },
): Promise<void> {
  const ids = input.answers.map((answer) => answer.voiceId)
  await holdReviews(ctx, input.exerciseId)
  const voices = await selectVoices(ctx, { exerciseId: input.exerciseId, ids, limit: ids.length })
  if (voices.length !== new Set(ids).size) throw new Failure('not-found', '')
  const standing = await listStanding(ctx, ids)
  const isChanged = ({ voiceId, read, quote }: VoiceAnswer, use: keyof Standing) => {
    const answer = use === 'read' ? read : quote
    return answer !== undefined && answer !== standing.get(voiceId)![use]
  }
  for (const use of ['read', 'quote'] as const) {
    for (const answer of [true, false]) {
      const voiceIds = input.answers
        .filter((one) => one[use] === answer && isChanged(one, use))
        .map((one) => one.voiceId)
      if (voiceIds.length === 0) continue
      await recordAsking(ctx, {
        exerciseId: input.exerciseId,
        voiceIds,
        answers: { [use]: answer },
        asking: input,
      })
    }
  }
  const changed = input.answers.filter((one) => isChanged(one, 'read')).map((one) => one.voiceId)
  await rewriteReadingsOf(ctx, changed)
}

/** Letters, spaces and signs to a word of spoken English. */
const lettersPerWord = 5.3

import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newBlindId } from '../../platform/ids.ts'
import { joinConsent, listStanding, recordConsent, type Standing } from '../consent/consent.ts'
import { consentWords } from '../consent/consent.words.ts'
import { rewriteReadings } from '../passages/passages.ts'
import {
  countVoicesByPart,
  deleteVoice,
  moveComeBacks,
  holdLabels,
  holdReviews,
  insertContributions,
  insertFingerprints,
  insertLabels,
  insertVoices,
  lookAtLabelIndex,
  moveToVoice,
  selectLabelsAfter,
  selectLabelsOfVoices,
  selectPassageIdsOfVoices,
  selectVoices,
  selectVoicesByLabel,
  updatePart,
  type VoiceFilter,
  type VoiceRow,
} from './voices.queries.ts'
import { voicesWords } from './voices.words.ts'

/**
 * Somebody who was heard. `labels` are what the doors called them, and null for whoever is not a listener;
 * `words` is reckoned from the letters, because the words themselves stay sealed.
 */
export type Voice = Omit<VoiceRow, 'letters'> & { words: number; labels: string[] | null; standing: Standing }

export type Part = VoiceRow['part']

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
  input: { exerciseId: string; sourceId: string; labels: readonly (string | null)[]; firstNumber: number },
): Promise<Speaker[]> {
  if (input.labels.some((label) => label !== null)) await ensureLabels(ctx)
  const blinds = input.labels.map((label) => (label === null ? null : fingerprintLabel(ctx, label)))
  const known = await selectVoicesByLabel(
    ctx,
    input.exerciseId,
    input.labels.flatMap((label, index) => (label !== null && namesOnePerson(label) ? [blinds[index]!] : [])),
  )
  const voices: { id: string; number: number }[] = []
  const speakers = input.labels.map((label, index): Speaker => {
    const found = label === null ? undefined : known.get(blinds[index]!.toString('hex'))
    if (!found) voices.push({ id: newBlindId(), number: input.firstNumber + voices.length })
    return { label, voiceId: found ?? voices.at(-1)!.id, contributionId: newBlindId() }
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
    })),
  )
  const labelled = speakers.flatMap((speaker, index) =>
    speaker.label === null
      ? []
      : [{ ...speaker, label: speaker.label, id: newBlindId(), blind: blinds[index]! }],
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
      labelSealed: sealed[index]!,
      blind: row.blind,
    })),
  )
  return speakers
}

/**
 * Rebuilds the fingerprints of this organisation's labels from the vault when a crash or a restore emptied them. They
 * need no mark of their own: a crash empties the whole table, and every writer comes through here first, so they are
 * either all there or all gone.
 */
export async function ensureLabels(ctx: Ctx): Promise<void> {
  if (await hasAllFingerprints(ctx)) return
  await holdLabels(ctx)
  if (await hasAllFingerprints(ctx)) return
  let afterId: string | null = null
  for (;;) {
    const rows: Awaited<ReturnType<typeof selectLabelsAfter>> = await selectLabelsAfter(ctx, afterId, 2000)
    if (rows.length === 0) return
    const kept = rows.filter((row) => ctx.vault.isKept(row.id))
    await insertFingerprints(
      ctx,
      kept.map((row) => ({
        id: row.id,
        exerciseId: row.exerciseId,
        blind: fingerprintLabel(ctx, ctx.vault.open(row.id, 'voice_label.label', row.id, row.labelSealed)),
      })),
    )
    afterId = rows.at(-1)!.id
  }
}

async function hasAllFingerprints(ctx: Ctx): Promise<boolean> {
  const { hasLabels, hasFingerprints } = await lookAtLabelIndex(ctx)
  return hasFingerprints || !hasLabels
}

/** Equal labels, whatever their case and spaces, have equal fingerprints. */
export function fingerprintLabel(ctx: Ctx, label: string): Buffer {
  return ctx.vault.fingerprint('label', normaliseLabel(label))
}

export function normaliseLabel(label: string): string {
  const whole = label.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
  // However somebody's name is written beside it, one address is one person.
  const plain = /<([^\s<>]+@[^\s<>]+)>$/.exec(whole)?.[1] ?? whole
  return isNumber(plain) ? plain.replace(/[^\d+]/g, '') : plain
}

/** A telephone number, an address, or at least two words of a name. */
export function namesOnePerson(label: string): boolean {
  const plain = normaliseLabel(label)
  if (isNumber(plain) || /^\S+@\S+\.\S+$/.test(plain)) return true
  const words = plain.replace(/\(.*?\)/g, ' ').match(/\p{L}[\p{L}'’.-]+/gu) ?? []
  return words.length >= 2 && !/iphone|ipad|android|galaxy|zoom|user|room|admin|device|laptop/.test(plain)
}

function isNumber(label: string): boolean {
  return /^[+\d][\d ().-]{6,}$/.test(label)
}

/** How many people were heard, and how many facilitators are not counted with them. */
export async function countVoices(
  ctx: Ctx,
  exerciseId: string,
): Promise<{ people: number; facilitators: number }> {
  const parts = await countVoicesByPart(ctx, exerciseId)
  return { people: parts.get('contributor') ?? 0, facilitators: parts.get('facilitator') ?? 0 }
}

/** Voices with words in a source that is shown, in order of number (100 unless `limit` says otherwise). */
export async function listVoices(ctx: Ctx, filter: VoiceFilter): Promise<Voice[]> {
  const rows = await selectVoices(ctx, filter)
  const ids = rows.map((row) => row.id)
  const standing = await listStanding(ctx, ids)
  const labels = ctx.actor.roles.includes('listener') ? await openLabels(ctx, ids) : null
  return rows.map(({ letters, ...row }) => ({
    ...row,
    words: Math.max(1, Math.round(letters / lettersPerWord)),
    labels: labels && (labels.get(row.id) ?? []),
    standing: standing.get(row.id)!,
  }))
}

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
  await rewriteReadings(ctx, await selectPassageIdsOfVoices(ctx, [voiceId]))
  return { ...voice, part }
}

/**
 * Records what people of one exercise agreed to, and how. Answers that stand already are not written again, so
 * sending twice stores once. Throws not-found when a voice is not of this exercise.
 */
export async function recordAnswers(
  ctx: Ctx,
  input: { exerciseId: string; answers: readonly VoiceAnswer[]; how: string },
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
      await recordConsent(ctx, {
        exerciseId: input.exerciseId,
        voiceIds,
        answers: { [use]: answer },
        how: input.how || null,
        wordsVersion: consentWords.version,
      })
    }
  }
  const changed = input.answers.filter((one) => isChanged(one, 'read')).map((one) => one.voiceId)
  await rewriteReadings(ctx, await selectPassageIdsOfVoices(ctx, changed))
}

/**
 * Two voices of one exercise are one person: all that came with the other belongs to the kept one, come-back phrases
 * included, the stricter of their answers stands, and the emptied voice goes. Gives the id of the kept one. Throws
 * not-found for a voice that is not there, invalid-state for two of different exercises.
 */
export async function joinVoices(ctx: Ctx, keepId: string, otherId: string): Promise<string> {
  await holdReviews(ctx, (await getVoice(ctx, keepId)).exerciseId)
  const [kept, emptied] = [await getVoice(ctx, keepId), await getVoice(ctx, otherId)]
  if (kept.id === emptied.id) throw new Failure('invalid-state', words.sameVoice)
  if (kept.exerciseId !== emptied.exerciseId) throw new Failure('invalid-state', words.otherExercise)

  await joinConsent(ctx, kept.exerciseId, kept.id, emptied.id)
  await moveToVoice(ctx, emptied.id, kept.id)
  await moveComeBacks(ctx, kept.id, emptied.id)
  await deleteVoice(ctx, emptied.id)
  await recordAct(ctx, 'voice.joined', 'voice', kept.id)
  await rewriteReadings(ctx, await selectPassageIdsOfVoices(ctx, [kept.id]))
  return kept.id
}

const words = voicesWords['en-GB'].failures

/** Letters, spaces and signs to a word of spoken English. */
const lettersPerWord = 5.3

async function openLabels(ctx: Ctx, voiceIds: readonly string[]): Promise<Map<string, string[]>> {
  const labels = new Map<string, string[]>()
  for (const row of await selectLabelsOfVoices(ctx, voiceIds)) {
    if (!ctx.vault.isKept(row.id)) continue
    const label = ctx.vault.open(row.id, 'voice_label.label', row.id, row.labelSealed)
    const known = labels.get(row.voiceId) ?? []
    if (known.includes(label)) continue
    const sorted = [...known, label].sort((a, b) => a.localeCompare(b, 'en-GB'))
    labels.set(row.voiceId, sorted)
  }
  return labels
}

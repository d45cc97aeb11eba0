import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { newId } from '../../platform/ids.ts'
import {
  deleteReadings,
  insertConsent,
  selectConsent,
  selectHistory,
  selectOwnNo,
  selectShutElsewhere,
  type ConsentHistoryRow,
  type Way,
} from './consent.queries.ts'
import { consentWords } from './consent.words.ts'
import { keepDetail, listDetails, type Details } from './details.ts'
import { detailOf, furtherUses, type Use } from './uses.ts'
import { findKnownWording, keepWording, wordingOf, type Wording } from './wording.ts'

export type { Way } from './consent.queries.ts'
export type { Use } from './uses.ts'

/** Whether a voice may be read and may be quoted now. */
export type Standing = { read: boolean; quote: boolean }

/** The newest answer for each use a voice was asked about. What is not in it was never asked, and is a no. */
export type Answers = Partial<Record<Use, { answer: boolean; at: Date }>>

/**
 * Adds answers; nothing is ever changed, the newest answer stands. `how` is what the listener wrote about how a
 * person agreed, sealed under that person's own key. `wordsVersion` names the sentences that were shown or read out;
 * `sentences` are these, to be kept with the answer; without them those of a version we know are kept. `isForMany`: said
 * of all in a file or round a table at once. A yes said so does not stand against the no somebody gave themselves: they
 * are asked by name.
 */
export async function recordConsent(
  ctx: Ctx,
  input: {
    exerciseId: string
    voiceIds: readonly string[]
    answers: Partial<Record<Use, boolean>>
    how: string | null
    wordsVersion: string
    sentences?: readonly string[] | undefined
    way?: Way | undefined
    isForMany?: boolean | undefined
    /** The voice whose phrase gives the answers. */
    givenAs?: string | undefined
  },
): Promise<void> {
  const answers = Object.entries(input.answers) as [Use, boolean][]
  if (input.voiceIds.length === 0 || answers.length === 0) return
  const wording: Wording | null = input.sentences
    ? { version: input.wordsVersion, sentences: input.sentences }
    : findKnownWording(input.wordsVersion)
  const wordingId = wording && (await keepWording(ctx, input.exerciseId, wording))
  if (input.how) ctx.vault.keepKeys(input.voiceIds)
  const ownNo = input.isForMany ? await selectOwnNo(ctx, input.voiceIds) : []
  const stands = new Set(ownNo.map(({ voiceId, use }) => `${voiceId} ${use}`))
  const rows = input.voiceIds.flatMap((voiceId) =>
    answers.flatMap(([use, answer]) => {
      if (answer && stands.has(`${voiceId} ${use}`)) return []
      const id = newId()
      return {
        id,
        exerciseId: input.exerciseId,
        voiceId,
        use,
        answer,
        howSealed: input.how ? ctx.vault.sealUnder(voiceId, 'consent_event.how', id, input.how) : null,
        howKey: 'voice' as const,
        wordsVersion: input.wordsVersion,
        wordingId,
        givenAs: input.givenAs ?? null,
        way:
          input.way ??
          (['visitor', 'voice'].includes(ctx.actor.id) ? ('page' as const) : ('spoken' as const)),
      }
    }),
  )
  await insertConsent(ctx, rows)
  await recordAct(ctx, 'consent.recorded', 'exercise', input.exerciseId)
}

/**
 * Records answers of several voices who were asked the same way: each with all that was said before it and the question
 * itself, as they stood. Written although they stand already: these are the sentences they stand on from now on.
 */
export async function recordAsked(
  ctx: Ctx,
  input: {
    exerciseId: string
    voiceIds: readonly string[]
    answers: Partial<Record<Use, boolean>>
    before: readonly string[]
    /** Of what was said before. */
    version: string
    how: string | null
    way: Way
    isForMany?: boolean | undefined
  },
): Promise<void> {
  for (const [use, answer] of Object.entries(input.answers) as [Use, boolean][]) {
    const wording = wordingOf(use, input.before)
    await recordConsent(ctx, {
      ...input,
      answers: { [use]: answer },
      wordsVersion: `${input.version} ${wording.version}`,
      sentences: wording.sentences,
    })
  }
}

/** One answer, with the words of its own that belong to it: '' where none do. */
export type Answered = { use: Use; answer: boolean; text: string }

/**
 * Records answers of one voice that change something; gives the uses they were for. A yes keeps the voice's own words
 * for it, a no takes them away. `before`: what was said before each question.
 */
export async function answerFor(
  ctx: Ctx,
  input: {
    exerciseId: string
    voiceId: string
    answers: readonly Answered[]
    before: readonly string[]
    /** Of what was said before, where that has a version of its own. */
    version?: string | undefined
    how: string | null
    way: Way
    /** As which voices the words came that the answering phrase opens, its own first. */
    as?: readonly string[] | undefined
  },
): Promise<Use[]> {
  const standing = await listAnswers(ctx, input.voiceId)
  const details = await listDetails(ctx, input.voiceId, input.as)
  const givenAs = input.as?.[0]
  const changed: Use[] = []
  for (const { use, answer, text } of input.answers) {
    const kind = detailOf[use]
    const own = answer ? text : ''
    const isSame = standing[use]?.answer === answer && (kind === undefined || (details[kind] ?? '') === own)
    if (isSame) continue
    const wording = wordingOf(use, input.before)
    await recordConsent(ctx, {
      exerciseId: input.exerciseId,
      voiceIds: [input.voiceId],
      answers: { [use]: answer },
      how: input.how,
      wordsVersion: input.version ? `${input.version} ${wording.version}` : wording.version,
      sentences: wording.sentences,
      way: input.way,
      givenAs,
    })
    if (kind) await keepDetail(ctx, { ...input, kind, text: own, givenAs })
    changed.push(use)
  }
  return changed
}

/**
 * Whether an answer would open words its phrase does not open: they came as another voice that was joined, and that one
 * said otherwise, or, for a use that needs everybody's yes, said nothing.
 */
export async function isShutElsewhere(
  ctx: Ctx,
  input: { voiceId: string; opens: readonly string[]; change: Pick<Answered, 'use' | 'answer'> },
): Promise<boolean> {
  const { use, answer } = input.change
  // To be told is about nobody's words. To see them first is a protection: the no opens, not the yes.
  const opensBy = use === 'preview' ? false : true
  if (use === 'told' || answer !== opensBy) return false
  const { voiceId, opens } = input
  const needsYes = everybodysYes.has(use)
  return selectShutElsewhere(ctx, { voiceId, opens, use, shutAt: !opensBy, needsYes })
}

const everybodysYes: ReadonlySet<Use> = new Set(['read', 'quote', 'recording', 'later'])

/** What each voice agrees to now. A voice never asked has said no. */
export async function listStanding(ctx: Ctx, voiceIds: readonly string[]): Promise<Map<string, Standing>> {
  const standing = new Map<string, Standing>(voiceIds.map((id) => [id, { read: false, quote: false }]))
  for (const row of await selectConsent(ctx, voiceIds)) {
    if (row.use === 'read' || row.use === 'quote') standing.get(row.voiceId)![row.use] = row.answer
  }
  return standing
}

export async function listAnswers(ctx: Ctx, voiceId: string): Promise<Answers> {
  return (await listAnswersOf(ctx, [voiceId])).get(voiceId)!
}

/** The same for several voices. */
export async function listAnswersOf(ctx: Ctx, voiceIds: readonly string[]): Promise<Map<string, Answers>> {
  const answers = new Map<string, Answers>(voiceIds.map((id) => [id, {}]))
  for (const { voiceId, use, answer, at } of await selectConsent(ctx, voiceIds)) {
    answers.get(voiceId)![use] = { answer, at }
  }
  return answers
}

/** One answer as it was given: the sentences it was given to, and what the listener wrote about how. */
export type Given = {
  use: Use
  answer: boolean
  at: Date
  way: Way
  /** An account, `visitor` or `voice`. */
  recordedBy: string
  how: string | null
  version: string
  sentences: string[] | null
}

/** Every answer a voice ever gave, the oldest first. */
export async function listGiven(ctx: Ctx, voiceId: string): Promise<Given[]> {
  return (await selectHistory(ctx, voiceId)).map((row) => ({
    use: row.use,
    answer: row.answer,
    at: row.at,
    way: row.way,
    recordedBy: row.recordedBy,
    how: openHow(ctx, row),
    version: row.wordsVersion,
    sentences: row.sentences,
  }))
}

/**
 * Two voices are one person, and `keptId` stays: for each use the stricter of their answers stands. What the other one
 * answered stays with it, so that it is its own again if the joining is undone. What the kept one chose to stand beside
 * its quotes stands beside more of them now, so two people read it again.
 */
export async function joinConsent(
  ctx: Ctx,
  exerciseId: string,
  keptId: string,
  otherId: string,
): Promise<void> {
  const standing = await listStanding(ctx, [keptId, otherId])
  const [kept, other] = [standing.get(keptId)!, standing.get(otherId)!]
  await conclude(
    ctx,
    exerciseId,
    keptId,
    eachUse((use) => kept[use] && other[use]),
    'joined',
  )
  const both = await listAnswersOf(ctx, [keptId, otherId])
  await recordConsent(ctx, {
    exerciseId,
    voiceIds: [keptId],
    answers: stricterOf(both.get(keptId)!, both.get(otherId)!),
    how: consentWords['en-GB'].joined,
    wordsVersion: 'joined',
    way: 'joined',
  })
  await deleteReadings(ctx, [keptId])
}

/**
 * Of the further uses, what the other's answers change: a no of theirs stands for both, and so does their wish to see
 * it first. A yes of theirs does not: it came with words of its own, and is asked again.
 */
function stricterOf(kept: Answers, other: Answers): Partial<Record<Use, boolean>> {
  return Object.fromEntries(
    furtherUses.flatMap((use) => {
      const protects = use === 'preview'
      const isChanged = other[use]?.answer === protects && kept[use]?.answer !== protects
      return isChanged ? [[use, protects]] : []
    }),
  )
}

/**
 * Two voices that were joined at `joinedAt` are two again. Each stands by what it answered itself before; a no said
 * since then stands for both, and a yes said since then for neither, because nobody knows which of them said it.
 * `alsoJoined`: other voices that stay joined to the kept one; it is no freer than those that were joined after it was
 * asked last.
 */
export async function partConsent(
  ctx: Ctx,
  input: {
    exerciseId: string
    keptId: string
    restoredId: string
    joinedAt: Date
    alsoJoined: readonly { voiceId: string; joinedAt: Date }[]
  },
): Promise<void> {
  const { keptId, restoredId, joinedAt, exerciseId } = input
  const history = await selectHistory(ctx, keptId)
  const isNoSince = (use: keyof Standing) =>
    history.some(
      (row) => row.use === use && row.at > joinedAt && !row.answer && !concluded.has(row.wordsVersion),
    )
  const standing = await listStanding(ctx, [restoredId, ...input.alsoJoined.map((one) => one.voiceId)])
  const restored = standing.get(restoredId)!
  const stoodBefore = (use: keyof Standing) => {
    const said = history.findLast(
      (row) => row.use === use && row.at <= joinedAt && row.wordsVersion !== 'joined',
    )
    return (
      said?.answer === true &&
      input.alsoJoined.every((one) => one.joinedAt <= said.at || standing.get(one.voiceId)![use])
    )
  }
  await conclude(
    ctx,
    exerciseId,
    keptId,
    eachUse((use) => stoodBefore(use) && !isNoSince(use)),
    'taken-apart',
  )
  await conclude(
    ctx,
    exerciseId,
    restoredId,
    eachUse((use) => restored[use] && !isNoSince(use)),
    'taken-apart',
  )
}

/**
 * Words of one voice belong to another from now on. One made for them has no answers of its own: what was answered for
 * those words goes with them. One that has answered is asked by its own answers, except that a no goes with the words.
 * What it chose to stand beside its quotes is read again by two people.
 */
export async function passOnConsent(
  ctx: Ctx,
  input: { exerciseId: string; fromId: string; toId: string; isNew: boolean },
): Promise<void> {
  const answers = new Map<Use, boolean>(
    (await selectConsent(ctx, [input.fromId])).map((row) => [row.use, row.answer]),
  )
  const to = (await listStanding(ctx, [input.toId])).get(input.toId)!
  await conclude(
    ctx,
    input.exerciseId,
    input.toId,
    eachUse((use) => (input.isNew ? (answers.get(use) ?? false) : to[use] && answers.get(use) !== false)),
    'taken-apart',
  )
  await deleteReadings(ctx, [input.toId])
}

/** Marks of answers the software drew from others: nobody was shown or read any words for them. */
const concluded: ReadonlySet<string> = new Set(['joined', 'taken-apart'])

const bothUses = ['read', 'quote'] as const satisfies readonly Use[]

function eachUse(answer: (use: 'read' | 'quote') => boolean): Standing {
  return Object.fromEntries(bothUses.map((use) => [use, answer(use)])) as Standing
}

/** Writes what follows for a voice from joining or parting; what stands already is not written again. */
async function conclude(
  ctx: Ctx,
  exerciseId: string,
  voiceId: string,
  wanted: Standing,
  because: 'joined' | 'taken-apart',
): Promise<void> {
  const stands = (await listStanding(ctx, [voiceId])).get(voiceId)!
  const changed = bothUses.filter((use) => wanted[use] !== stands[use])
  await recordConsent(ctx, {
    exerciseId,
    voiceIds: [voiceId],
    answers: Object.fromEntries(changed.map((use) => [use, wanted[use]])),
    how: consentWords['en-GB'][because],
    wordsVersion: because,
    way: 'joined',
  })
}

function openHow(ctx: Ctx, row: ConsentHistoryRow): string | null {
  if (!row.howSealed) return null
  return row.howKey === 'voice'
    ? ctx.vault.open(row.voiceId, 'consent_event.how', row.id, row.howSealed)
    : ctx.vault.openTeam('consent_event.how', row.id, row.howSealed)
}

export type { Details }

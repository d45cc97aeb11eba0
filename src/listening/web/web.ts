import { getOrganisation, type Organisation } from '../../access/organisation/organisation.ts'
import { recordAct } from '../../audit/audit.queries.ts'
import type { Actor, Ctx, Database } from '../../platform/db/database.ts'
import { newBlindId } from '../../platform/ids.ts'
import { listStanding, recordConsent } from '../consent/consent.ts'
import { stampWording } from '../consent/wording.ts'
import { findExerciseAt, getExercise, takeNumbers, type Exercise } from '../exercises/exercises.ts'
import { tellOf, type Told } from '../exercises/told.ts'
import { findAdvice } from '../workplace/workplace.ts'
import { writePassages } from '../passages/passages.ts'
import { meetSpeakers } from '../voices/voices.ts'
import { makePhrase } from '../../access/phrases/phrases.ts'
import { hashPhrase, madeOf, phraseOf, type Made } from '../phrases/phrases.ts'
import type { Doubt } from './doubt.ts'
import { isSending, makeSending } from './sending.ts'
import { insertComeBack, isPhraseTaken, selectComeBack } from './web.queries.ts'
import { webWords } from './web.words.ts'

/** Where an address leads. */
export type Door = { tenantId: string; exerciseId: string }

/** What the public page says about who asks. */
export type DoorView = {
  exercise: Exercise
  organisation: Organisation
  told: Told
  /** Whom to talk to outside, where the voices work for the organisation that asks; null elsewhere. */
  advice: string | null
}

/**
 * What somebody sent. `words` is kept to the letter, line breaks included. `shown` stamps the sentences their page said;
 * '' where it does not say.
 */
export type Sent = { words: string; mayQuote: boolean; sending: string; shown?: string | undefined }

/** The same with what makes it doubtful that a person sent it, if anything does. */
export type Weighed = Sent & { doubt?: Doubt | null }

/**
 * `stored`: kept, now or a moment ago by the same sending; the phrase is shown. `known`: the same sending was kept
 * longer ago, so its phrase is not shown again. `closed`: nothing was kept. `retold`: the page says something else now
 * than it did when they began to write, so nothing was kept before they have read it.
 */
export type Receipt =
  | { outcome: 'stored'; phrase: string[] }
  | { outcome: 'known' }
  | { outcome: 'closed' }
  | { outcome: 'retold' }

export const visitor: Actor = { id: 'visitor', roles: ['visitor'] }
export const voice: Actor = { id: 'voice', roles: ['voice'] }

/** How long the phrase of a sending is shown again to whoever repeats it, in milliseconds. */
const repeatShown = 30 * 60 * 1000

/** The exercise of a public address, or null. */
export async function findDoor(db: Database, address: string): Promise<Door | null> {
  const found = await findExerciseAt(db, address)
  return found && { tenantId: found.tenantId, exerciseId: found.id }
}

export async function openDoor(db: Database, door: Door): Promise<DoorView> {
  return db.within(door.tenantId, visitor, (ctx) => viewDoor(ctx, door.exerciseId))
}

async function viewDoor(ctx: Ctx, exerciseId: string): Promise<DoorView> {
  const exercise = await getExercise(ctx, exerciseId)
  const advice = await findAdvice(ctx, exerciseId)
  return { exercise, organisation: await getOrganisation(ctx), told: tellOf(exercise), advice }
}

/** All that the public page says before somebody presses Send, in its order: what their answers are answers to. */
export function sentencesOf({ exercise, organisation, told, advice }: DoorView): string[] {
  const words = webWords['en-GB']
  return [
    exercise.question,
    words.asks(organisation.name),
    told.mightAct,
    exercise.whoReads,
    exercise.readBy,
    ...told.changeMind,
    organisation.operator,
    words.law,
    advice ?? '',
    exercise.whatHappens,
    told.basis,
    words.you,
    told.payment,
    words.quote,
    words.quoteYes,
    words.quoteHint,
    words.sending,
  ].filter(Boolean)
}

/** Stamps what a page says, so that a sending tells which sentences its answers belong to. */
export function stampShown(db: Database, door: Door, view: DoorView): string {
  const vault = db.vault.forTenant(door.tenantId)
  return stampWording({ vault }, sentencesOf(view)).toString('base64url')
}

/** The hidden field by which a form sent twice is told from two forms. */
export function makeSendingOf(db: Database, door: Door): string {
  return makeSending(db.vault.forTenant(door.tenantId), door.exerciseId)
}

/**
 * Keeps what somebody sent: a voice, its words sealed, its answers, and one slow hash of the phrase that lets it come
 * back. Nothing about the sender is kept. The same words of the same form are kept once. Not to be called inside a
 * transaction: the hash takes a tenth of a second.
 */
export async function receive(db: Database, door: Door, sent: Weighed): Promise<Receipt> {
  const vault = db.vault.forTenant(door.tenantId)
  const phrase = isSending(vault, door.exerciseId, sent.sending)
    ? phraseOf(vault, sent.sending, sent.words)
    : makePhrase()
  const phraseHash = await hashPhrase(vault, door.exerciseId, phrase)
  try {
    const kept = await db.within(door.tenantId, visitor, (ctx) =>
      keep(ctx, door.exerciseId, sent, { phraseHash, made: madeOf(phrase) }),
    )
    return kept === 'stored' ? { outcome: 'stored', phrase } : { outcome: kept }
  } catch (error) {
    if (!isPhraseTaken(error)) throw error
    const isFresh = await db.within(door.tenantId, voice, (ctx) =>
      repeat(ctx, door.exerciseId, sent, phraseHash),
    )
    return isFresh ? { outcome: 'stored', phrase } : { outcome: 'known' }
  }
}

/** The phrase's row comes before any words: a repeat stops there, with no trace. */
async function keep(
  ctx: Ctx,
  exerciseId: string,
  sent: Weighed,
  come: { phraseHash: Buffer; made: Made },
): Promise<'stored' | 'closed' | 'retold'> {
  const view = await viewDoor(ctx, exerciseId)
  if (!view.exercise.isOpen) return 'closed'
  const sentences = sentencesOf(view)
  if (sent.shown && sent.shown !== stampWording(ctx, sentences).toString('base64url')) return 'retold'
  const numbers = await takeNumbers(ctx, exerciseId, 1, 1)
  const [speaker] = await meetSpeakers(ctx, {
    exerciseId,
    sourceId: exerciseId,
    labels: [null],
    firstNumber: numbers.firstVoice,
    heldWhy: sent.doubt ?? null,
  })
  const { voiceId, contributionId } = speaker!
  await insertComeBack(ctx, { id: newBlindId(), exerciseId, voiceId, ...come })
  await writePassages(ctx, [
    { exerciseId, contributionId, number: numbers.firstPassage, line: null, saidAt: null, text: sent.words },
  ])
  await recordConsent(ctx, {
    exerciseId,
    voiceIds: [voiceId],
    answers: { read: true, quote: sent.mayQuote },
    how: null,
    wordsVersion: webWords.version,
    sentences,
    givenAs: voiceId,
  })
  if (!sent.doubt) await ctx.enqueue({ kind: 'contribution.propose', aboutId: contributionId })
  await recordAct(ctx, 'contribution.received', 'exercise', exerciseId)
  return 'stored'
}

/**
 * The same sending again. Whoever sends it holds its phrase, so it may answer for the voice: a box ticked or emptied
 * before the second sending counts. Gives whether the phrase may still be shown.
 */
async function repeat(ctx: Ctx, exerciseId: string, sent: Sent, phraseHash: Buffer): Promise<boolean> {
  const known = await selectComeBack(ctx, exerciseId, { phraseHash })
  if (!known || ctx.now.getTime() - known.createdAt.getTime() > repeatShown) return false
  const standing = (await listStanding(ctx, [known.voiceId])).get(known.voiceId)!
  if (standing.quote !== sent.mayQuote) {
    await recordConsent(ctx, {
      exerciseId,
      voiceIds: [known.voiceId],
      answers: { quote: sent.mayQuote },
      how: null,
      wordsVersion: webWords.version,
      sentences: sentencesOf(await viewDoor(ctx, exerciseId)),
    })
  }
  return true
}

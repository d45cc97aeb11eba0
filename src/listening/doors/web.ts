import { getOrganisation, type Organisation } from '../../access/organisation/organisation.ts'
import { recordAct } from '../../audit/audit.queries.ts'
import type { Actor, Ctx, Database } from '../../platform/db/database.ts'
import { newBlindId } from '../../platform/ids.ts'
import { listStanding, recordConsent } from '../consent/consent.ts'
import { findExerciseAt, getExercise, takeNumbers, type Exercise } from '../exercises/exercises.ts'
import { writePassages } from '../passages/passages.ts'
import { meetSpeakers } from '../voices/voices.ts'
import { hashPhrase, isSending, makePhrase, makeSending, phraseOf } from './web-phrase.ts'
import { insertComeBack, isPhraseTaken, selectComeBack } from './web.queries.ts'
import { webWords } from './web.words.ts'

/** Where an address leads. */
export type Door = { tenantId: string; exerciseId: string }

/** What the public page says about who asks. */
export type DoorView = { exercise: Exercise; organisation: Organisation }

/** What somebody sent. `words` is kept to the letter, line breaks included. */
export type Sent = { words: string; mayQuote: boolean; sending: string }

/**
 * `stored`: kept, now or a moment ago by the same sending; the phrase is shown. `known`: the same sending was kept
 * longer ago, so its phrase is not shown again. `closed`: nothing was kept.
 */
export type Receipt = { outcome: 'stored'; phrase: string[] } | { outcome: 'known' } | { outcome: 'closed' }

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
  return db.within(door.tenantId, visitor, async (ctx) => ({
    exercise: await getExercise(ctx, door.exerciseId),
    organisation: await getOrganisation(ctx),
  }))
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
export async function receive(db: Database, door: Door, sent: Sent): Promise<Receipt> {
  const vault = db.vault.forTenant(door.tenantId)
  const phrase = isSending(vault, door.exerciseId, sent.sending)
    ? phraseOf(vault, sent.sending, sent.words)
    : makePhrase()
  const phraseHash = await hashPhrase(vault, door.exerciseId, phrase)
  try {
    const kept = await db.within(door.tenantId, visitor, (ctx) =>
      keep(ctx, door.exerciseId, sent, phraseHash),
    )
    return kept ? { outcome: 'stored', phrase } : { outcome: 'closed' }
  } catch (error) {
    if (!isPhraseTaken(error)) throw error
    const isFresh = await db.within(door.tenantId, voice, (ctx) =>
      repeat(ctx, door.exerciseId, sent, phraseHash),
    )
    return isFresh ? { outcome: 'stored', phrase } : { outcome: 'known' }
  }
}

/** False when the exercise is closed. The phrase's row comes before any words: a repeat stops there, with no trace. */
async function keep(ctx: Ctx, exerciseId: string, sent: Sent, phraseHash: Buffer): Promise<boolean> {
  if (!(await getExercise(ctx, exerciseId)).isOpen) return false
  const numbers = await takeNumbers(ctx, exerciseId, 1, 1)
  const [speaker] = await meetSpeakers(ctx, {
    exerciseId,
    sourceId: exerciseId,
    labels: [null],
    firstNumber: numbers.firstVoice,
  })
  const { voiceId, contributionId } = speaker!
  await insertComeBack(ctx, { id: newBlindId(), exerciseId, voiceId, phraseHash })
  await writePassages(ctx, [
    { exerciseId, contributionId, number: numbers.firstPassage, line: null, saidAt: null, text: sent.words },
  ])
  await recordConsent(ctx, {
    exerciseId,
    voiceIds: [voiceId],
    answers: { read: true, quote: sent.mayQuote },
    how: null,
    wordsVersion: webWords.version,
  })
  await ctx.enqueue({ kind: 'contribution.propose', aboutId: contributionId })
  await recordAct(ctx, 'contribution.received', 'exercise', exerciseId)
  return true
}

/**
 * The same sending again. Whoever sends it holds its phrase, so it may answer for the voice: a box ticked or emptied
 * before the second sending counts. Gives whether the phrase may still be shown.
 */
async function repeat(ctx: Ctx, exerciseId: string, sent: Sent, phraseHash: Buffer): Promise<boolean> {
  const known = await selectComeBack(ctx, exerciseId, phraseHash)
  if (!known || ctx.now.getTime() - known.createdAt.getTime() > repeatShown) return false
  const standing = (await listStanding(ctx, [known.voiceId])).get(known.voiceId)!
  if (standing.quote !== sent.mayQuote) {
    await recordConsent(ctx, {
      exerciseId,
      voiceIds: [known.voiceId],
      answers: { quote: sent.mayQuote },
      how: null,
      wordsVersion: webWords.version,
    })
  }
  return true
}

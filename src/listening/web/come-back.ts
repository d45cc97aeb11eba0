import type { Ctx, Database } from '../../platform/db/database.ts'
import type { TenantVault } from '../../platform/vault/vault.ts'
import { readingOf } from '../../text/edits/reading.ts'
import { answerFor, listAnswers, type Answered, type Answers } from '../consent/consent.ts'
import { keepDetail, listDetails, type Details } from '../consent/details.ts'
import { readFurtherUses, type Use } from '../consent/uses.ts'
import { listTellings } from '../concerns/concerns.ts'
import { getExercise } from '../exercises/exercises.ts'
import { tellOf } from '../exercises/told.ts'
import { accepted, listPassageStates, openEdits, rewriteReadings } from '../passages/passages.ts'
import { hashPhrase } from '../phrases/phrases.ts'
import { listPrintedOf, type Printed } from '../publications/printed-of.ts'
import { findOpenRequest, stopOwnRequest, type OpenRequest } from '../requests/own-request.ts'
import { emptyOutTask } from '../withdrawals/withdrawals.ts'
import { voice, type Door } from './web.ts'
import {
  holdVoice,
  selectComeBack,
  selectExerciseOfVoice,
  selectOwnDoors,
  selectOwnPassages,
  type OwnPassageRow,
} from './web.queries.ts'

/**
 * One passage as its own voice sees it. `team`: `held` until a listener has let it in, `shut` while the voice does not agree to be read, `waiting` until two
 * people have passed it, then `reviewed` with the reading the team works on.
 */
export type OwnPassage = {
  passageId: string
  number: number
  verbatim: string
  /** What the words answer, where the source shows it. */
  context: string | null
  receivedAt: Date
  team: 'held' | 'shut' | 'waiting' | 'reviewed'
  reading: string | null
}

/** Everything a voice is shown when it comes back; of its passages those of one page. */
export type OwnView = {
  passages: OwnPassage[]
  total: number
  /** The number the next page begins after; null when this is the last. */
  next: number | null
  answers: Answers
  details: Details
  /** What is asked of this voice at all, in order. */
  asked: Use[]
  /** The one question of the page: the first that was never answered. */
  question: Use | null
  printed: Printed[]
  /** What the team says to this voice about a worry somebody had. */
  tellings: { words: string; at: Date }[]
  /** Somebody asked the team for a new phrase or a print for this voice, and it has not been given. */
  request: OpenRequest | null
}

/** How long a ticket opens a voice, in milliseconds. Every page hands out a new one. */
const ticketLasts = 15 * 60 * 1000

/** Passages on one page. */
const pageSize = 20

/** Doors that leave a recording. */
const recorded = ['group-call', 'conversation']

/** The voice a phrase leads to, or null. Takes a tenth of a second, found or not. Not inside a transaction. */
export async function findVoiceByPhrase(
  db: Database,
  door: Door,
  phrase: readonly string[],
): Promise<string | null> {
  const phraseHash = await hashPhrase(db.vault.forTenant(door.tenantId), door.exerciseId, phrase)
  return db.within(door.tenantId, voice, async (ctx) => {
    return (await selectComeBack(ctx, door.exerciseId, phraseHash))?.voiceId ?? null
  })
}

/**
 * What a page of the come-back carries from step to step in place of the phrase, which stays out of every page and
 * out of every form the browser may keep. Sealed, so that it shows neither the voice nor the time; no cookie needed.
 */
export function makeTicket(db: Database, door: Door, voiceId: string, now = Date.now()): string {
  const vault = db.vault.forTenant(door.tenantId)
  return vault
    .sealTeam('come_back.ticket', door.exerciseId, JSON.stringify({ voiceId, until: now + ticketLasts }))
    .toString('base64url')
}

/** The voice of a ticket of this exercise, or null when it is not ours or too old. */
export function findVoiceOfTicket(db: Database, door: Door, ticket: string, now = Date.now()): string | null {
  const opened = openTicket(db.vault.forTenant(door.tenantId), door.exerciseId, ticket)
  return opened && opened.until > now ? opened.voiceId : null
}

function openTicket(
  vault: TenantVault,
  exerciseId: string,
  ticket: string,
): { voiceId: string; until: number } | null {
  try {
    const text = vault.openTeam('come_back.ticket', exerciseId, Buffer.from(ticket, 'base64url'))
    return JSON.parse(text) as { voiceId: string; until: number }
  } catch {
    // A ticket that was cut, changed, or made for another page opens nothing.
    return null
  }
}

/** Everything we hold of a voice, for itself; null when there is nothing (any more). */
export async function openOwnWords(
  db: Database,
  door: Door,
  voiceId: string,
  afterNumber?: number,
): Promise<OwnView | null> {
  return db.within(door.tenantId, voice, async (ctx) => {
    if (!(await isVoiceOf(ctx, door, voiceId))) return null
    const all = await selectOwnPassages(ctx, voiceId)
    const rows = all.filter((row) => row.number > (afterNumber ?? -1))
    const answers = await listAnswers(ctx, voiceId)
    const asked = await listAsked(ctx, door.exerciseId, voiceId)
    return {
      passages: await openOwn(ctx, rows.slice(0, pageSize), answers),
      total: all.length,
      next: rows.length > pageSize ? rows[pageSize - 1]!.number : null,
      answers,
      details: await listDetails(ctx, voiceId),
      asked,
      question: asked.find((use) => answers[use] === undefined) ?? null,
      printed: await listPrintedOf(
        ctx,
        door.exerciseId,
        all.map((row) => row.passageId),
      ),
      tellings: await listTellings(ctx, voiceId),
      request: await findOpenRequest(ctx, voiceId),
    }
  })
}

/** Passages of a voice, opened for itself. Called inside a transaction that has made sure whose they are. */
export async function openOwn(
  ctx: Ctx,
  rows: readonly OwnPassageRow[],
  answers: Answers,
): Promise<OwnPassage[]> {
  const passageIds = rows.map((row) => row.passageId)
  if (passageIds.length === 0) return []
  const states = await listPassageStates(ctx, { passageIds, limit: rows.length })
  const reviewed = new Set(states.filter((state) => state.isReviewed).map((state) => state.passageId))
  const edits = await openEdits(ctx, [...reviewed])
  return rows.map((row): OwnPassage => {
    const { passageId: id, number, receivedAt } = row
    const verbatim = ctx.vault.open(id, 'passage.verbatim', id, row.verbatimSealed)
    const context = row.contextSealed ? ctx.vault.open(id, 'passage.context', id, row.contextSealed) : null
    const own = { passageId: id, number, verbatim, context, receivedAt }
    if (row.isHeld) return { ...own, team: 'held', reading: null }
    if (!answers.read?.answer) return { ...own, team: 'shut', reading: null }
    if (!reviewed.has(id)) return { ...own, team: 'waiting', reading: null }
    const reading = readingOf(verbatim, accepted(edits.get(id) ?? []))
    return { ...own, team: 'reviewed', reading: reading.text }
  })
}

/** One passage of a voice, or null when none was named or it is not (any more) of this voice. */
export async function openOwnPassage(
  db: Database,
  door: Door,
  voiceId: string,
  passageId: string | null,
): Promise<OwnPassage | null> {
  if (passageId === null) return null
  return db.within(door.tenantId, voice, async (ctx) => {
    if (!(await isVoiceOf(ctx, door, voiceId))) return null
    const rows = await selectOwnPassages(ctx, voiceId, { only: passageId })
    return (await openOwn(ctx, rows, await listAnswers(ctx, voiceId)))[0] ?? null
  })
}

/**
 * What somebody is asked before words go: `passage` is null when all go (the last one takes all with it); `isPrinted`
 * whether something of theirs stands in public. Null when the passage, or the voice, is not there (any more).
 */
export async function openTaking(
  db: Database,
  door: Door,
  voiceId: string,
  passageId: string | null,
): Promise<{ passage: OwnPassage | null; isPrinted: boolean } | null> {
  const own = await openOwnWords(db, door, voiceId)
  const passage = passageId === null ? null : await openOwnPassage(db, door, voiceId, passageId)
  if (!own || (passageId !== null && !passage)) return null
  const isPrinted = own.printed.some((one) => one.until === null)
  return { passage: own.total > 1 ? passage : null, isPrinted }
}

/** A recording is only asked about where there was one; the rest as the exercise says. */
async function listAsked(ctx: Ctx, exerciseId: string, voiceId: string): Promise<Use[]> {
  const further = readFurtherUses((await getExercise(ctx, exerciseId)).asks)
  const doors = await selectOwnDoors(ctx, voiceId)
  const isRecorded = doors.some((door) => recorded.includes(door))
  return ['read', 'quote', ...further.filter((use) => use !== 'recording' || isRecorded)]
}

/** Changes one answer of a voice; from that moment it stands. Gives whether anything changed. */
export async function changeAnswer(
  db: Database,
  door: Door,
  voiceId: string,
  change: Answered,
): Promise<boolean> {
  return db.within(door.tenantId, voice, async (ctx) => {
    if (!(await holdVoice(ctx, voiceId, door.exerciseId))) return false
    const { changeMind } = tellOf(await getExercise(ctx, door.exerciseId))
    const { exerciseId } = door
    const input = { exerciseId, voiceId, answers: [change], before: changeMind, how: null }
    const changed = await answerFor(ctx, { ...input, way: 'page' })
    if (changed.some((use) => use === 'read' || use === 'quote')) {
      const own = await selectOwnPassages(ctx, voiceId)
      await rewriteReadings(
        ctx,
        own.map((row) => row.passageId),
      )
    }
    if (changed.includes('read') && !change.answer) {
      await ctx.enqueue({ kind: emptyOutTask.kind, aboutId: door.exerciseId })
    }
    return changed.length > 0
  })
}

/** What a voice says about working in this field and having lived it; '' takes it away. */
export async function tellHats(db: Database, door: Door, voiceId: string, text: string): Promise<boolean> {
  return db.within(door.tenantId, voice, async (ctx) => {
    if (!(await holdVoice(ctx, voiceId, door.exerciseId))) return false
    if (((await listDetails(ctx, voiceId)).hats ?? '') === text) return false
    await keepDetail(ctx, { exerciseId: door.exerciseId, voiceId, kind: 'hats', text })
    return true
  })
}

/** “That was not me”: stops a new phrase or a print somebody asked the team for. */
export async function stopRequest(db: Database, door: Door, voiceId: string): Promise<boolean> {
  return db.within(door.tenantId, voice, async (ctx) => {
    if (!(await isVoiceOf(ctx, door, voiceId))) return false
    return stopOwnRequest(ctx, voiceId)
  })
}

async function isVoiceOf(ctx: Ctx, door: Door, voiceId: string): Promise<boolean> {
  return (await selectExerciseOfVoice(ctx, voiceId)) === door.exerciseId
}

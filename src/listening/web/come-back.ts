import type { Ctx, Database } from '../../platform/db/database.ts'
import type { TenantVault } from '../../platform/vault/vault.ts'
import { readingOf } from '../../text/edits/reading.ts'
import { listLeftOut, type Beside } from '../beside/beside.ts'
import { answerFor, isShutElsewhere, listAnswers, type Answered, type Answers } from '../consent/consent.ts'
import { keepDetail, listDetails, type Details } from '../consent/details.ts'
import { readFurtherUses, type Use } from '../consent/uses.ts'
import { listTellings } from '../concerns/concerns.ts'
import { getExercise } from '../exercises/exercises.ts'
import { tellOf } from '../exercises/told.ts'
import { accepted, listPassageStates, openEdits, rewriteReadingsOf } from '../passages/passages.ts'
import { hashPhrase } from '../phrases/phrases.ts'
import { listPrintedOf, type Printed } from '../publications/printed-of.ts'
import { findOpenRequest, stopOwnRequest, type OpenRequest } from '../requests/own-request.ts'
import { emptyOutTask } from '../withdrawals/withdrawals.ts'
import { voice, type Door } from './web.ts'
import {
  countElsewhere,
  holdBack,
  isKnownVoice,
  selectComeBack,
  selectOwnDoors,
  selectOwnPassages,
  type ComeBack,
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
  /** Passages counted as the same voice that this phrase does not open: they came as another that was joined to it. */
  elsewhere: number
  /** The number the next page begins after; null when this is the last. */
  next: number | null
  answers: Answers
  details: Details
  /** What is asked of this voice at all, in order. */
  asked: Use[]
  /** The one question of the page: the first that was never answered. */
  question: Use | null
  printed: Printed[]
  /** What this voice chose to stand beside its quotes, and the team does not print. */
  leftOut: Beside[]
  /** What the team says to this voice about a worry somebody had. */
  tellings: { words: string; at: Date }[]
  /** Somebody asked the team for a new phrase or a print for this voice, and it has not been given. */
  request: OpenRequest | null
}

/** Who came back: the row of its phrase, and the voice that led to when it was typed. */
export type Came = { backId: string; voiceId: string }

/** How long a ticket opens a voice, in milliseconds. Every page hands out a new one. */
const ticketLasts = 15 * 60 * 1000

/** Passages on one page. */
const pageSize = 20

/** Doors that leave a recording. */
const recorded = ['group-call', 'conversation']

/** The voice a phrase leads to, or null. Takes a tenth of a second, found or not. Not inside a transaction. */
export async function findByPhrase(
  db: Database,
  door: Door,
  phrase: readonly string[],
): Promise<Came | null> {
  const phraseHash = await hashPhrase(db.vault.forTenant(door.tenantId), door.exerciseId, phrase)
  return db.within(door.tenantId, voice, async (ctx) => {
    const back = await selectComeBack(ctx, door.exerciseId, { phraseHash })
    return back && { backId: back.id, voiceId: back.voiceId }
  })
}

/**
 * What a page of the come-back carries from step to step in place of the phrase, which stays out of every page and
 * out of every form the browser may keep. Sealed, so that it shows neither the voice nor the time; no cookie needed.
 */
export function makeTicket(db: Database, door: Door, came: Came, now = Date.now()): string {
  const vault = db.vault.forTenant(door.tenantId)
  return vault
    .sealTeam('come_back.ticket', door.exerciseId, JSON.stringify({ ...came, until: now + ticketLasts }))
    .toString('base64url')
}

/**
 * Whose ticket of this exercise it is; null when it is not ours or too old, or when other words took the place of the
 * phrase it was given for.
 */
export async function findByTicket(
  db: Database,
  door: Door,
  ticket: string,
  now = Date.now(),
): Promise<Came | null> {
  const opened = openTicket(db.vault.forTenant(door.tenantId), door.exerciseId, ticket)
  if (!opened || opened.until <= now) return null
  const { backId, voiceId } = opened
  return db.within(door.tenantId, voice, async (ctx) => {
    const back = await selectComeBack(ctx, door.exerciseId, { id: backId })
    // Whoever took everything back has no phrase any more, and is told that all is gone.
    return back || !(await isKnownVoice(ctx, voiceId)) ? { backId, voiceId } : null
  })
}

function openTicket(
  vault: TenantVault,
  exerciseId: string,
  ticket: string,
): (Came & { until: number }) | null {
  try {
    const text = vault.openTeam('come_back.ticket', exerciseId, Buffer.from(ticket, 'base64url'))
    return JSON.parse(text) as Came & { until: number }
  } catch {
    // A ticket that was cut, changed, or made for another page opens nothing.
    return null
  }
}

/** Everything we hold of a voice that its phrase opens; null when there is nothing (any more). */
export async function openOwnWords(
  db: Database,
  door: Door,
  came: Came,
  afterNumber?: number,
): Promise<OwnView | null> {
  return db.within(door.tenantId, voice, async (ctx) => {
    const back = await findBack(ctx, door, came)
    if (!back) return null
    const { voiceId } = back
    const all = await selectOwnPassages(ctx, back)
    const ids = all.map((row) => row.passageId)
    const rows = all.filter((row) => row.number > (afterNumber ?? -1))
    const answers = await listAnswers(ctx, voiceId)
    const asked = await listAsked(ctx, door.exerciseId, back)
    return {
      passages: await openOwn(ctx, rows.slice(0, pageSize), answers),
      total: all.length,
      elsewhere: await countElsewhere(ctx, back),
      next: rows.length > pageSize ? rows[pageSize - 1]!.number : null,
      answers,
      details: await listDetails(ctx, voiceId, back.opens),
      asked,
      question: asked.find((use) => answers[use] === undefined) ?? null,
      printed: await listPrintedOf(ctx, door.exerciseId, ids),
      leftOut: await listLeftOut(ctx, voiceId, back.opens),
      tellings: await listTellings(ctx, ids),
      request: await findOpenRequest(ctx, voiceId),
    }
  })
}

/** Passages of a voice, opened for itself. Called inside a transaction that has made sure whose they are. */
async function openOwn(ctx: Ctx, rows: readonly OwnPassageRow[], answers: Answers): Promise<OwnPassage[]> {
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

/** One passage a phrase opens, or null when none was named or it is not (any more) among them. */
export async function openOwnPassage(
  db: Database,
  door: Door,
  came: Came,
  passageId: string | null,
): Promise<OwnPassage | null> {
  if (passageId === null) return null
  return db.within(door.tenantId, voice, async (ctx) => {
    const back = await findBack(ctx, door, came)
    if (!back) return null
    const rows = await selectOwnPassages(ctx, back, { only: passageId })
    return (await openOwn(ctx, rows, await listAnswers(ctx, back.voiceId)))[0] ?? null
  })
}

/** What somebody is asked before words go. */
export type Taking = {
  /** Null when all go; the last one takes all with it. */
  passage: OwnPassage | null
  /** Whether something of theirs stands in public. */
  isPrinted: boolean
  /** Passages that go with all, and that the phrase does not open. */
  elsewhere: number
}

/** Null when the passage, or the voice, is not there (any more). */
export async function openTaking(
  db: Database,
  door: Door,
  came: Came,
  passageId: string | null,
): Promise<Taking | null> {
  const own = await openOwnWords(db, door, came)
  const passage = passageId === null ? null : await openOwnPassage(db, door, came, passageId)
  if (!own || (passageId !== null && !passage)) return null
  const isPrinted = isPrintedNow(own)
  const isOne = own.total > 1 || own.elsewhere > 0
  return { passage: isOne ? passage : null, isPrinted, elsewhere: own.elsewhere }
}

/** Whether something of theirs stands in public. */
export function isPrintedNow(own: OwnView): boolean {
  return own.printed.some((one) => one.until === null)
}

/** A recording is only asked about where there was one; the rest as the exercise says. */
async function listAsked(ctx: Ctx, exerciseId: string, back: ComeBack): Promise<Use[]> {
  const further = readFurtherUses((await getExercise(ctx, exerciseId)).asks)
  const doors = await selectOwnDoors(ctx, back)
  const isRecorded = doors.some((door) => recorded.includes(door))
  return ['read', 'quote', ...further.filter((use) => use !== 'recording' || isRecorded)]
}

/** `elsewhere`: nothing was changed, because words that came another way and are counted as theirs are shut to it. */
export type AnswerOutcome = 'changed' | 'same' | 'elsewhere'

/** Changes one answer of a voice; from that moment it stands. */
export async function changeAnswer(
  db: Database,
  door: Door,
  came: Came,
  change: Answered,
): Promise<AnswerOutcome> {
  return db.within(door.tenantId, voice, async (ctx) => {
    const back = await holdBack(ctx, door, came)
    if (!back) return 'same'
    const { exerciseId } = door
    const { voiceId, opens } = back
    if (await isShutElsewhere(ctx, { voiceId, opens, change })) return 'elsewhere'
    const { changeMind } = tellOf(await getExercise(ctx, exerciseId))
    const input = { exerciseId, voiceId, answers: [change], before: changeMind, how: null, as: opens }
    const changed = await answerFor(ctx, { ...input, way: 'page' })
    if (changed.some((use) => use === 'read' || use === 'quote')) {
      await rewriteReadingsOf(ctx, [voiceId])
    }
    if (changed.includes('read') && !change.answer) {
      await ctx.enqueue({ kind: emptyOutTask.kind, aboutId: exerciseId })
    }
    return changed.length > 0 ? 'changed' : 'same'
  })
}

/** What a voice says about working in this field and having lived it; '' takes it away. */
export async function tellHats(db: Database, door: Door, came: Came, text: string): Promise<boolean> {
  return db.within(door.tenantId, voice, async (ctx) => {
    const back = await holdBack(ctx, door, came)
    if (!back) return false
    const { voiceId, opens } = back
    if (((await listDetails(ctx, voiceId, opens)).hats ?? '') === text) return false
    await keepDetail(ctx, { exerciseId: door.exerciseId, voiceId, kind: 'hats', text, givenAs: opens[0] })
    return true
  })
}

/** “That was not me”: stops a new phrase or a print somebody asked the team for. */
export async function stopRequest(db: Database, door: Door, came: Came): Promise<boolean> {
  return db.within(door.tenantId, voice, async (ctx) => {
    const back = await findBack(ctx, door, came)
    return back ? stopOwnRequest(ctx, back.voiceId) : false
  })
}

/** Where a phrase leads in this exercise; null when there is nothing to open there (any more). */
async function findBack(ctx: Ctx, door: Door, came: Came): Promise<ComeBack | null> {
  const back = await selectComeBack(ctx, door.exerciseId, { id: came.backId })
  return back && !back.isWaiting ? back : null
}

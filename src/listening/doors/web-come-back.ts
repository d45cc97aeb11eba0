import type { Ctx, Database } from '../../platform/db/database.ts'
import type { TenantVault } from '../../platform/vault/vault.ts'
import { readingOf } from '../../text/edits/reading.ts'
import { listStanding, recordConsent, type Standing, type Use } from '../consent/consent.ts'
import { accepted, listPassageStates, openEdits, rewriteReadings } from '../passages/passages.ts'
import { emptyOutTask, withdrawVoice } from '../withdrawals/withdrawals.ts'
import { comeBackWords } from './web-come-back.words.ts'
import { hashPhrase } from './web-phrase.ts'
import { voice, type Door } from './web.ts'
import { selectComeBack, selectExerciseOfVoice, selectOwnPassages } from './web.queries.ts'

/**
 * One passage as its own voice sees it. `team`: `shut` while the voice does not agree to be read, `waiting` until two
 * people have passed it, then `reviewed` with the reading the team works on.
 */
export type OwnPassage = {
  verbatim: string
  receivedAt: Date
  team: 'shut' | 'waiting' | 'reviewed'
  reading: string | null
}

export type OwnView = { passages: OwnPassage[]; standing: Standing }

/** How long a ticket opens a voice, in milliseconds. Every page hands out a new one. */
const ticketLasts = 15 * 60 * 1000

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
export async function openOwnWords(db: Database, door: Door, voiceId: string): Promise<OwnView | null> {
  return db.within(door.tenantId, voice, async (ctx) => {
    if (!(await isVoiceOf(ctx, door, voiceId))) return null
    const rows = await selectOwnPassages(ctx, voiceId)
    const states = await listPassageStates(ctx, { voiceId, limit: rows.length })
    const reviewed = new Set(states.filter((state) => state.isReviewed).map((state) => state.passageId))
    const standing = (await listStanding(ctx, [voiceId])).get(voiceId)!
    const edits = await openEdits(ctx, [...reviewed])
    const passages = rows.map((row): OwnPassage => {
      const verbatim = ctx.vault.open(row.passageId, 'passage.verbatim', row.passageId, row.verbatimSealed)
      const own = { verbatim, receivedAt: row.receivedAt }
      if (!standing.read) return { ...own, team: 'shut', reading: null }
      if (!reviewed.has(row.passageId)) return { ...own, team: 'waiting', reading: null }
      const reading = readingOf(verbatim, accepted(edits.get(row.passageId) ?? []))
      return { ...own, team: 'reviewed', reading: reading.text }
    })
    return { passages, standing }
  })
}

/** Changes one answer of a voice; from that moment it stands. Gives whether anything changed; null changes nothing. */
export async function changeAnswer(
  db: Database,
  door: Door,
  voiceId: string,
  change: { use: Use; answer: boolean } | null,
): Promise<boolean> {
  if (!change) return false
  return db.within(door.tenantId, voice, async (ctx) => {
    if (!(await isVoiceOf(ctx, door, voiceId))) return false
    const standing = (await listStanding(ctx, [voiceId])).get(voiceId)!
    if (standing[change.use] === change.answer) return false
    await recordConsent(ctx, {
      exerciseId: door.exerciseId,
      voiceIds: [voiceId],
      answers: { [change.use]: change.answer },
      how: null,
      wordsVersion: comeBackWords.version,
    })
    const own = await selectOwnPassages(ctx, voiceId)
    await rewriteReadings(
      ctx,
      own.map((row) => row.passageId),
    )
    if (change.use === 'read' && !change.answer) {
      await ctx.enqueue({ kind: emptyOutTask.kind, aboutId: door.exerciseId })
    }
    return true
  })
}

/** Takes everything of a voice back. Doing it twice does nothing. */
export async function takeBack(db: Database, door: Door, voiceId: string): Promise<void> {
  await db.within(door.tenantId, voice, async (ctx) => {
    if (await isVoiceOf(ctx, door, voiceId)) await withdrawVoice(ctx, voiceId)
  })
}

async function isVoiceOf(ctx: Ctx, door: Door, voiceId: string): Promise<boolean> {
  return (await selectExerciseOfVoice(ctx, voiceId)) === door.exerciseId
}

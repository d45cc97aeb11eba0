import { randomInt } from 'node:crypto'
import { listStaff } from '../../access/staff/staff.ts'
import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newBlindId } from '../../platform/ids.ts'
import { openAnswers, type VoiceAnswers } from '../consent/spoken.ts'
import { accepted, openEdits, openVerbatims } from '../passages/passages.ts'
import { listPrintedOf, type Printed } from '../publications/printed-of.ts'
import { readingOf } from '../../text/edits/reading.ts'
import { openLabelsOf } from '../voices/label-index.ts'
import { refuseJoinedLater } from '../workplace/workplace.ts'
import {
  insertRequest,
  selectBelonged,
  selectOpenRequests,
  selectPassagesOf,
  selectRequest,
  selectVoiceOf,
  setDone,
  setSecond,
  setStopped,
  type RequestKind,
  type RequestRow,
} from './requests.queries.ts'
import { requestsWords } from './requests.words.ts'

export type { RequestKind } from './requests.queries.ts'

const words = requestsWords['en-GB'].failures

/**
 * A request as the team sees it. `waits` says for what: a second person, its day, or for the person to come back;
 * `over`: nobody came, it was stopped, or it is done.
 */
export type Request = Omit<RequestRow, 'howKnownSealed' | 'askedBy' | 'secondBy' | 'stoppedBy'> & {
  howKnown: string
  askedBy: string
  secondBy: string | null
  /** Whether whoever looks asked it themselves. */
  isOwn: boolean
  waits: 'second' | 'day' | 'person' | 'over'
}

/**
 * Somebody lost their words, or asks for all we hold: a listener writes down how they know who it is. Gives the
 * request. A voice has one of a kind at a time: asking again gives the one that waits. Throws not-found.
 */
export async function askRequest(
  ctx: Ctx,
  input: { voiceId: string; kind: RequestKind; howKnown: string },
): Promise<string> {
  const voice = await selectVoiceOf(ctx, input.voiceId, true)
  if (!voice) throw new Failure('not-found', '')
  const open = await selectOpenRequests(ctx, { voiceId: input.voiceId })
  const same = open.find((one) => one.kind === input.kind)
  if (same) return same.id
  const id = newBlindId()
  ctx.vault.keepKeys([input.voiceId])
  const howKnownSealed = ctx.vault.sealUnder(input.voiceId, 'request.how_known', id, input.howKnown)
  const { exerciseId } = voice
  // Four figures to say on the telephone; with many requests a few tries find one that is free.
  for (let tries = 0; tries < 50; tries += 1) {
    const row = { id, exerciseId, voiceId: input.voiceId, kind: input.kind, howKnownSealed }
    if (await insertRequest(ctx, { ...row, number: randomInt(1000, 10_000) })) {
      await recordAct(ctx, 'request.asked', 'request', id)
      return id
    }
  }
  throw new Failure('unavailable', '')
}

/** Throws not-found. */
export async function getRequest(ctx: Ctx, id: string): Promise<Request> {
  const row = await selectRequest(ctx, id)
  if (!row) throw new Failure('not-found', '')
  return (await describe(ctx, [row]))[0]!
}

/** What waits in an exercise, the newest first. */
export async function listRequests(ctx: Ctx, exerciseId: string): Promise<Request[]> {
  return describe(ctx, await selectOpenRequests(ctx, { exerciseId }))
}

/** The yes of a second person. Throws not-found; invalid-state for the one who asked, and when it is over. */
export async function agreeSecond(ctx: Ctx, id: string): Promise<void> {
  const row = await selectRequest(ctx, id, true)
  if (!row) throw new Failure('not-found', '')
  if (row.askedBy === ctx.actor.id) throw new Failure('invalid-state', words.ownRequest)
  if (isOver(row)) throw new Failure('invalid-state', words.over)
  if (row.secondBy) return
  await setSecond(ctx, id)
  await recordAct(ctx, 'request.agreed', 'request', id)
}

/** Throws not-found. Stopping what is over does nothing. */
export async function stopRequest(ctx: Ctx, id: string): Promise<void> {
  const row = await selectRequest(ctx, id, true)
  if (!row) throw new Failure('not-found', '')
  if (isOver(row)) return
  await setStopped(ctx, [id])
  await recordAct(ctx, 'request.stopped', 'request', id)
}

/** Everything held of one voice, to print for it. */
export type Held = VoiceAnswers & {
  request: Request
  labels: string[]
  passages: { number: number; door: string; receivedAt: Date; verbatim: string; reading: string | null }[]
  printed: Printed[]
}

/**
 * Opens everything we held of a voice when the second person said yes, whatever it agreed to, because it asked for it: only with two people's yes, after
 * the day, and as often as needed until the request is over. Every opening is on record. Throws not-found and
 * invalid-state.
 */
export async function openHeld(ctx: Ctx, id: string): Promise<Held> {
  const row = await selectRequest(ctx, id, true)
  if (row?.kind !== 'print') throw new Failure('not-found', '')
  const isReady = row.secondBy !== null && row.secondBy !== row.askedBy && row.isReady
  if (!isReady || row.stoppedBy !== null || row.isOver) throw new Failure('invalid-state', words.notReady)
  await refuseJoinedLater(ctx, [row.voiceId])
  if (!row.doneAt) await setDone(ctx, id)
  await recordAct(ctx, 'request.print-opened', 'request', id)
  // What was joined to the voice since the second person said yes is not what they said yes to.
  const cameAs = await selectBelonged(ctx, row.voiceId, row.secondAt!)
  const rows = await selectPassagesOf(ctx, row.voiceId, cameAs)
  const ids = rows.map((one) => one.id)
  const [verbatims, edits] = [await openVerbatims(ctx, ids), await openEdits(ctx, ids)]
  const answers = await openAnswers(ctx, row.voiceId)
  return {
    ...answers,
    request: await getRequest(ctx, id),
    labels: (await openLabelsOf(ctx, [row.voiceId], { cameAs })).get(row.voiceId) ?? [],
    passages: rows.map((one) => {
      const verbatim = verbatims.get(one.id)!
      const made = accepted(edits.get(one.id) ?? [])
      const reading = made.length > 0 ? readingOf(verbatim, made).text : null
      return { number: one.number, door: one.door, receivedAt: one.receivedAt, verbatim, reading }
    }),
    printed: await listPrintedOf(ctx, row.exerciseId, ids),
  }
}

function isOver(row: RequestRow): boolean {
  return row.stoppedBy !== null || row.doneAt !== null || row.isOver
}

async function describe(ctx: Ctx, rows: readonly RequestRow[]): Promise<Request[]> {
  const names = new Map((await listStaff(ctx)).map((member) => [member.accountId, member.name]))
  return rows.map(({ howKnownSealed, askedBy, secondBy, stoppedBy: _, ...row }) => ({
    ...row,
    howKnown: ctx.vault.open(row.voiceId, 'request.how_known', row.id, howKnownSealed),
    askedBy: names.get(askedBy) ?? requestsWords['en-GB'].somebody,
    secondBy: secondBy && (names.get(secondBy) ?? requestsWords['en-GB'].somebody),
    isOwn: askedBy === ctx.actor.id,
    waits: waitsFor({ ...row, howKnownSealed, askedBy, secondBy, stoppedBy: _ }),
  }))
}

function waitsFor(row: RequestRow): Request['waits'] {
  if (row.stoppedBy !== null || row.isOver) return 'over'
  if (row.doneAt !== null && row.kind === 'phrase') return 'over'
  if (row.secondBy === null) return 'second'
  return row.isReady ? 'person' : 'day'
}

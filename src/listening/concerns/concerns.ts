import { recordAct } from '../../audit/audit.queries.ts'
import { listAddresses } from '../../access/accounts/account.ts'
import { listStaff, type StaffMember } from '../../access/staff/staff.ts'
import type { Ctx, Database } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { Postbox } from '../../platform/mail/postbox.ts'
import { getExercise } from '../exercises/exercises.ts'
import { openPassage } from '../passages/passages.ts'
import { openLabelsOf } from '../voices/label-index.ts'
import { isWorkplace } from '../workplace/workplace.ts'
import {
  insertConcern,
  insertOpening,
  insertTelling,
  selectConcerns,
  selectMarked,
  selectOpenings,
  selectPerson,
  selectTellings,
  selectToTell,
  setAnswer,
  setSeen,
  setTold,
  upsertPerson,
  type ConcernRow,
  type Ground,
  type Outcome,
} from './concerns.queries.ts'
import { concernsWords } from './concerns.words.ts'

export type { Ground, Outcome } from './concerns.queries.ts'

const words = concernsWords['en-GB']

/** Somebody may be in danger. Times and names of the team; the words are on its own page. */
export type Concern = {
  id: string
  exerciseId: string
  markedBy: string
  markedAt: Date
  toldTo: string
  toldAt: Date | null
  seenAt: Date | null
  outcome: Outcome | null
  answeredBy: string | null
  answeredAt: Date | null
}

export type ConcernView = {
  concern: Concern
  /** What was marked, in the middle of what stands before and after it; null when it was taken back. */
  marked: { before: string; text: string; after: string; voiceNumber: number } | null
  note: string | null
  answer: string | null
  openings: { ground: Ground; reason: string | null; by: string; at: Date }[]
  tellings: { words: string; at: Date }[]
  /** Who the voice is: only after somebody opened it, with a ground, on record; null before. */
  labels: string[] | null
}

/** Who would be told now in an exercise, and who could be. */
export type WhoIsTold = { person: StaffMember; isChosen: boolean; others: StaffMember[] }

/**
 * Who is told in an exercise, of those who lead or listen: the one chosen for it, else the first who leads; where
 * voices work for the host, nobody who leads.
 */
export async function findWhoIsTold(ctx: Ctx, exerciseId: string): Promise<WhoIsTold> {
  const staff = await listStaff(ctx)
  const isTheirWork = await isWorkplace(ctx, exerciseId)
  const may = staff.filter((member) =>
    isTheirWork
      ? member.roles.includes('listener') && !member.roles.includes('lead')
      : member.roles.includes('listener') || member.roles.includes('lead'),
  )
  const chosenId = await selectPerson(ctx, exerciseId)
  const chosen = may.find((member) => member.accountId === chosenId)
  const person = chosen ?? may.find((member) => member.roles.includes('lead')) ?? may[0] ?? staff[0]
  if (!person) throw new Failure('invalid-state', words.nobody)
  return { person, isChosen: chosen !== undefined, others: may.filter((member) => member !== person) }
}

/** Chooses who is told. Throws not-found for somebody who may not be. */
export async function choosePerson(ctx: Ctx, exerciseId: string, accountId: string): Promise<void> {
  await getExercise(ctx, exerciseId)
  const { person, others } = await findWhoIsTold(ctx, exerciseId)
  if (![person, ...others].some((member) => member.accountId === accountId))
    throw new Failure('not-found', '')
  await upsertPerson(ctx, exerciseId, accountId)
  await recordAct(ctx, 'concern.person-chosen', 'exercise', exerciseId)
}

/**
 * Marks a stretch of a passage (offsets in its verbatim) and gives the concern's id. The same stretch marked again,
 * while it is open, is the same concern. Throws not-found, also while the voice has not agreed to be read.
 */
export async function markConcern(
  ctx: Ctx,
  passageId: string,
  input: { start: number; end: number; note: string },
): Promise<string> {
  const passage = await openPassage(ctx, passageId)
  if (input.start < 0 || input.end > passage.verbatim.length || input.end <= input.start) {
    throw new Failure('not-found', '')
  }
  const same = (await selectConcerns(ctx, { passageId })).find(
    (one) => one.start === input.start && one.end === input.end && one.outcome === null,
  )
  if (same) return same.id
  const { person } = await findWhoIsTold(ctx, passage.exerciseId)
  const id = newId()
  await insertConcern(ctx, {
    id,
    exerciseId: passage.exerciseId,
    passageId,
    start: input.start,
    end: input.end,
    noteSealed: input.note ? ctx.vault.sealUnder(passageId, 'concern.note', id, input.note) : null,
    toldTo: person.accountId,
  })
  await recordAct(ctx, 'concern.marked', 'concern', id)
  return id
}

export async function listConcerns(ctx: Ctx, exerciseId: string): Promise<Concern[]> {
  await getExercise(ctx, exerciseId)
  const names = await listNames(ctx)
  return (await selectConcerns(ctx, { exerciseId })).map((row) => summarise(row, names))
}

/**
 * One concern with its words. Where voices work for the host it is not-found for whoever leads.
 */
export async function getConcern(ctx: Ctx, id: string): Promise<ConcernView> {
  const row = await getRow(ctx, id)
  const names = await listNames(ctx)
  const found = row.passageId ? await selectMarked(ctx, row.passageId) : null
  // Whoever is told has to know what it is about, also when they joined a workplace later; nobody else who did.
  const isShut = found !== null && found.isShut && row.toldTo !== ctx.actor.id
  const marked = isShut ? null : found
  const open = (column: string, rowId: string, sealed: Buffer | null): string | null =>
    sealed && row.passageId && !isShut ? ctx.vault.open(row.passageId, column, rowId, sealed) : null
  const openings = await selectOpenings(ctx, id)
  const tellings = await selectTellings(ctx, { concernId: id })
  const verbatim = marked
    ? ctx.vault.open(row.passageId!, 'passage.verbatim', row.passageId!, marked.verbatimSealed)
    : ''
  return {
    concern: summarise(row, names),
    marked: marked && {
      before: verbatim.slice(0, row.start),
      text: verbatim.slice(row.start, row.end),
      after: verbatim.slice(row.end),
      voiceNumber: marked.voiceNumber,
    },
    note: open('concern.note', id, row.noteSealed),
    answer: open('concern.answer', id, row.answerSealed),
    openings: openings.map((one) => ({
      ground: one.ground,
      reason: open('concern_opening.reason', one.id, one.reasonSealed),
      by: names.get(one.openedBy) ?? words.somebody,
      at: one.openedAt,
    })),
    tellings: tellings.flatMap((one) => {
      const said = open('concern_telling.words', one.id, one.wordsSealed)
      return said === null ? [] : [{ words: said, at: one.toldAt }]
    }),
    labels:
      marked && openings.length > 0
        ? ((await openLabelsOf(ctx, [marked.voiceId])).get(marked.voiceId) ?? [])
        : null,
  }
}

/** Notes that the person who is told has looked. Nobody else's look stops the reminders. */
export async function noteSeen(ctx: Ctx, id: string): Promise<void> {
  const row = await getRow(ctx, id)
  if (row.toldTo !== ctx.actor.id || row.seenAt) return
  await setSeen(ctx, id)
  await recordAct(ctx, 'concern.seen', 'concern', id)
}

/** Says how a concern ended. Throws conflict when it was answered before. */
export async function answerConcern(
  ctx: Ctx,
  id: string,
  input: { outcome: Outcome; answer: string },
): Promise<void> {
  const row = await getRow(ctx, id)
  const answerSealed =
    row.passageId && input.answer
      ? ctx.vault.sealUnder(row.passageId, 'concern.answer', id, input.answer)
      : null
  if (!(await setAnswer(ctx, id, { outcome: input.outcome, answerSealed }))) {
    throw new Failure('conflict', words.answeredBefore)
  }
  await recordAct(ctx, `concern.${input.outcome}`, 'concern', id)
}

/** Opens who a voice is. The ground and the reason are written before anybody sees a name. */
export async function openIdentity(
  ctx: Ctx,
  id: string,
  input: { ground: Ground; reason: string },
): Promise<void> {
  const row = await getRow(ctx, id)
  if (!row.passageId) throw new Failure('invalid-state', words.takenBack)
  const openingId = newId()
  await insertOpening(ctx, {
    id: openingId,
    concernId: id,
    ground: input.ground,
    reasonSealed: ctx.vault.sealUnder(row.passageId, 'concern_opening.reason', openingId, input.reason),
  })
  await recordAct(ctx, `concern.identity-opened-${input.ground}`, 'concern', id)
}

/** Tells the voice, the next time it comes back. Called when it is safe for them to read it. */
export async function tellVoice(ctx: Ctx, id: string, text: string): Promise<void> {
  const row = await getRow(ctx, id)
  if (!row.passageId) throw new Failure('invalid-state', words.takenBack)
  const tellingId = newId()
  await insertTelling(ctx, {
    id: tellingId,
    concernId: id,
    wordsSealed: ctx.vault.sealUnder(row.passageId, 'concern_telling.words', tellingId, text),
  })
  await recordAct(ctx, 'concern.voice-told', 'concern', id)
}

/** What the team tells whoever said these passages and comes back, the oldest first. */
export async function listTellings(
  ctx: Ctx,
  passageIds: readonly string[],
): Promise<{ words: string; at: Date }[]> {
  return (await selectTellings(ctx, { passageIds })).map((row) => ({
    words: ctx.vault.open(row.passageId, 'concern_telling.words', row.id, row.wordsSealed),
    at: row.toldAt,
  }))
}

/**
 * Writes to whoever has to be told in this organisation: of what is new at once, and again each hour until they have
 * looked. The letter says nothing of what it is about. Not inside a transaction. Gives how many letters left.
 */
export async function sendTellings(
  db: Database,
  postbox: Postbox,
  tenantId: string,
  origin: string,
): Promise<number> {
  const worker = { id: 'worker', roles: ['worker'] }
  const due = await db.within(tenantId, worker, (ctx) => selectToTell(ctx))
  if (due.length === 0) return 0
  const addresses = await listAddresses(db, [...new Set(due.map((one) => one.toldTo))])
  for (const one of due) {
    const to = addresses.get(one.toldTo)
    if (to) await postbox.send({ to, ...words.letter(origin, one.isAgain) })
    await db.within(tenantId, worker, (ctx) => setTold(ctx, one.id))
  }
  return due.length
}

async function getRow(ctx: Ctx, id: string): Promise<ConcernRow> {
  const [row] = await selectConcerns(ctx, { id })
  if (!row) throw new Failure('not-found', '')
  const leads = ctx.actor.roles.includes('lead')
  if (leads && (await isWorkplace(ctx, row.exerciseId))) throw new Failure('not-found', '')
  return row
}

async function listNames(ctx: Ctx): Promise<Map<string, string>> {
  return new Map((await listStaff(ctx)).map((member) => [member.accountId, member.name]))
}

function summarise(row: ConcernRow, names: ReadonlyMap<string, string>): Concern {
  const nameOf = (id: string) => names.get(id) ?? words.somebody
  return {
    id: row.id,
    exerciseId: row.exerciseId,
    markedBy: nameOf(row.markedBy),
    markedAt: row.markedAt,
    toldTo: nameOf(row.toldTo),
    toldAt: row.toldAt,
    seenAt: row.seenAt,
    outcome: row.outcome,
    answeredBy: row.answeredBy && nameOf(row.answeredBy),
    answeredAt: row.answeredAt,
  }
}

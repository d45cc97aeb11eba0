import type { Who } from '../../access/sessions/sessions.ts'
import { listStaff, type StaffMember } from '../../access/staff/staff.ts'
import type { Ctx, Database } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import type { OpenRoom } from '../looks/looks.ts'
import { normaliseName } from '../spaces/spaces.ts'
import { idOfSent } from '../unsaved/sendings.ts'
import { wantLetters } from './letters.ts'
import {
  deleteEnded,
  insertDecision,
  insertImplicated,
  insertRecord,
  insertWords,
  selectDays,
  selectKnown,
  selectRecords,
  type RecordRow,
} from './safeguarding.queries.ts'

/**
 * The duties a record can stand on. There is no other. In England: Children Act 1989 section 47 and Children Act 2004
 * section 11; Care Act 2014 section 42; UK GDPR Article 9(2)(c) and Data Protection Act 2018 Schedule 1 paragraph 18. In
 * Wales: Social Services and Well-being (Wales) Act 2014 sections 126 and 130.
 */
export const duties = ['child-at-risk', 'adult-at-risk', 'life-in-danger', 'law'] as const
/** What opens more of a space than its person opened. */
export const grounds = ['life-now', 'child-now'] as const
export type Duty = (typeof duties)[number]
export type Ground = (typeof grounds)[number]

/**
 * Why what others said is not shown to the person: it is about somebody else (Data Protection Act 2018, Schedule 2,
 * paragraph 16), it would badly harm somebody (Schedule 3, Part 3), it would stop a crime from being found out
 * (Schedule 2, paragraph 2), a court said so (Schedule 2, paragraph 5).
 */
export const withholdings = ['somebody-else', 'serious-harm', 'crime', 'court'] as const
export type Withholding = (typeof withholdings)[number]

/** How far ahead the day may lie on which two decide again. The database holds it too. */
export const mostDays = 28

/**
 * How long a record is kept, in years; the database writes its last day. No law names one number for a charity: a claim
 * can be brought for six years (Limitation Act 1980, sections 2 and 5), and it takes up to a year until one is heard of.
 */
export const keptYears = 7

/** For how long an emergency opens rooms, in minutes; the database's clock ends it. */
export const emergencyMinutes = 30

/** Within so many days the letter about another emergency of the same coach in the same space says that it is not the first. */
const againDays = 7

/** Told: how. Or not yet: why, and until which day. */
export type Said = { kind: 'told'; words: string } | { kind: 'wait'; words: string; until: string }

/** Somebody a coach may have to write about: they let this coach in, now or before. */
export type Known = { spaceId: string; name: string; openedAt: Date | null }

export type RecordWords = {
  why: string
  /** Null: an emergency, which says why and nothing else. */
  account: { happened: string; acted: string; wish: string } | null
  thirdParties: { words: string; withheld: Withholding } | null
}

/** What is filed. `sending` names the form: sent twice, it is one record. */
export type Filed = {
  kind: 'record' | 'emergency'
  about: Known
  duty: Duty | Ground
  words: RecordWords
  rooms?: readonly OpenRoom[]
  implicated: readonly string[]
  said: Said
  sending: string
}

/** A record as its list shows it. */
export type SafeguardingRecord = {
  id: string
  kind: 'record' | 'emergency'
  spaceId: string
  about: string
  author: string
  writtenBy: string
  writtenAt: Date
  toldAt: Date | null
  /** The day on which two decide, when it has not come; else since when a decision waits. */
  decideBy: string
  isWaiting: boolean
  keptUntil: string
  /** When its person last stood a line of their own beside it; null: never. */
  answeredAt: Date | null
  duty: Duty | Ground
  /** What an emergency opened. */
  rooms: OpenRoom[]
  /** When a second person shut it, and who. */
  shutAt: Date | null
  shutBy: string | null
}

/** Everybody who let this coach in, now or before, the newest first. */
export async function listKnown(db: Database, who: Pick<Who, 'accountId' | 'tenantId'>): Promise<Known[]> {
  const rows = await db.outside((tx) => selectKnown(tx, who.accountId, who.tenantId))
  return rows.map(({ spaceId, nameSealed, openedAt }) => ({
    spaceId,
    openedAt,
    name: db.vault.forTenant(spaceId).openTeam('space.name', spaceId, nameSealed),
  }))
}

/** The people this can be about: by the space it was begun from, or by the name that was typed. */
export async function findKnown(
  db: Database,
  who: Pick<Who, 'accountId' | 'tenantId'>,
  by: { spaceId: string | null; name: string },
): Promise<Known[]> {
  const known = await listKnown(db, who)
  if (by.spaceId) return known.filter((one) => one.spaceId === by.spaceId)
  const typed = normaliseName(by.name)
  return typed ? known.filter((one) => normaliseName(one.name) === typed) : []
}

/** Everybody else who works here, to be named as implicated. */
export async function listOthers(ctx: Ctx): Promise<StaffMember[]> {
  return (await listStaff(ctx)).filter((member) => member.accountId !== ctx.actor.id)
}

/** Who sees a record at once: those who keep people safe, without its author and who is implicated. */
export async function listSeconds(ctx: Ctx, authorId: string, implicated: readonly string[]) {
  return (await listStaff(ctx)).filter(
    ({ accountId, roles }) =>
      roles.includes('safeguarding') && accountId !== authorId && !implicated.includes(accountId),
  )
}

/** Whether two would be left to decide about a record, one of them beside its author. The database holds it too. */
export async function areTwoLeft(
  ctx: Ctx,
  authorId: string,
  implicated: readonly string[],
): Promise<boolean> {
  const left = (await listStaff(ctx)).filter(
    ({ accountId, roles }) =>
      !implicated.includes(accountId) &&
      (roles.includes('safeguarding') || (accountId === authorId && roles.includes('coach'))),
  )
  return left.length > 1 && (await listSeconds(ctx, authorId, implicated)).length > 0
}

/** What the author of an emergency opened of the same space before, the newest first, as far as who acts may know. */
export async function listEarlier(
  ctx: Ctx,
  by: Pick<SafeguardingRecord, 'spaceId' | 'writtenBy' | 'writtenAt'>,
): Promise<SafeguardingRecord[]> {
  return (await listRecords(ctx)).filter(
    ({ kind, spaceId, writtenBy, writtenAt }) =>
      kind === 'emergency' &&
      spaceId === by.spaceId &&
      writtenBy === by.writtenBy &&
      writtenAt < by.writtenAt,
  )
}

/** The first and the last day a decision may wait until, as `YYYY-MM-DD`. */
export async function getDays(ctx: Ctx): Promise<{ first: string; last: string }> {
  return selectDays(ctx)
}

/**
 * Writes a record down, and asks whoever keeps people safe to look. Null when nobody else would see it: then nothing is
 * written. Of what was sent twice, the second time changes nothing.
 */
export async function fileRecord(
  ctx: Ctx,
  author: string,
  filed: Filed,
): Promise<{ id: string; isNew: boolean } | null> {
  const implicated = filed.implicated.filter((accountId) => accountId !== ctx.actor.id)
  const seconds = await listSeconds(ctx, ctx.actor.id, implicated)
  if (seconds.length === 0) return null
  const { about, words } = filed
  const id = idOfSent(ctx, filed.sending, [about.spaceId, filed.duty, words, filed.said])
  ctx.vault.keepKeys([id])
  const seal = (column: string, text: string) =>
    ctx.vault.sealUnder(id, `safeguarding_words.${column}`, id, text)
  const names = { about: about.name, author, rooms: filed.rooms ?? [] }
  const isAgain = filed.kind === 'emergency' && (await openedLately(ctx, about.spaceId))
  const isNew = await insertRecord(ctx, {
    id,
    kind: filed.kind,
    spaceId: about.spaceId,
    duty: filed.duty,
    namesSealed: ctx.vault.sealUnder(id, 'safeguarding_record.names', id, JSON.stringify(names)),
  })
  if (!isNew) return { id, isNew }
  await insertImplicated(ctx, id, implicated)
  await insertWords(ctx, id, {
    happenedSealed: words.account && seal('happened', words.account.happened),
    whySealed: seal('why', words.why),
    actedSealed: words.account && seal('acted', words.account.acted),
    wishSealed: words.account && seal('wish', words.account.wish),
    thirdPartiesSealed: words.thirdParties && seal('third_parties', words.thirdParties.words),
    withheld: words.thirdParties?.withheld ?? null,
  })
  await sayDecision(ctx, id, filed.said, filed.sending)
  await wantLetters(
    ctx,
    seconds.map((one) => one.accountId),
    isAgain,
  )
  return { id, isNew }
}

/** Writes a decision down. The author's first holds at once, any other when a second person agrees. */
export async function sayDecision(ctx: Ctx, recordId: string, said: Said, sending: string): Promise<void> {
  const id = idOfSent(ctx, sending, [recordId, said])
  await insertDecision(ctx, {
    id,
    recordId,
    kind: said.kind,
    wordsSealed: ctx.vault.sealUnder(recordId, 'safeguarding_decision.words', id, said.words),
    until: said.kind === 'wait' ? said.until : null,
  })
}

/** What whoever acts may know of: those that wait for a decision first, then the newest. */
export async function listRecords(ctx: Ctx): Promise<SafeguardingRecord[]> {
  return (await selectRecords(ctx)).map((row) => openRow(ctx, row))
}

/** Throws not-found, also for whoever is implicated. */
export async function getRecord(ctx: Ctx, id: string): Promise<SafeguardingRecord> {
  const [row] = await selectRecords(ctx, id)
  if (!row) throw new Failure('not-found', '')
  return openRow(ctx, row)
}

/** Deletes the records whose last day has passed, and their keys. */
export async function endRecords(ctx: Ctx): Promise<void> {
  const ids = await deleteEnded(ctx)
  if (ids.length > 0) ctx.afterCommit(() => ctx.vault.destroy(ids))
}

async function openedLately(ctx: Ctx, spaceId: string): Promise<boolean> {
  const since = ctx.now.getTime() - againDays * 24 * 3600_000
  const earlier = await listEarlier(ctx, { spaceId, writtenBy: ctx.actor.id, writtenAt: ctx.now })
  return earlier.some(({ writtenAt }) => writtenAt.getTime() > since)
}

function openRow(ctx: Ctx, row: RecordRow): SafeguardingRecord {
  const names = JSON.parse(
    ctx.vault.open(row.id, 'safeguarding_record.names', row.id, row.namesSealed),
  ) as Pick<SafeguardingRecord, 'about' | 'author' | 'rooms'>
  const { namesSealed: _sealed, ...rest } = row
  return {
    ...rest,
    ...names,
    kind: row.kind as SafeguardingRecord['kind'],
    duty: row.duty as SafeguardingRecord['duty'],
  }
}

import { listStaff } from '../../access/staff/staff.ts'
import type { Who } from '../../access/sessions/sessions.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { KeyDestroyed, type Vault } from '../../platform/vault/vault.ts'
import { sealLooker } from '../looks/looks.ts'
import { safeguardingWords } from './safeguarding.words.ts'
import {
  areTwoLeft,
  emergencyMinutes,
  getRecord,
  listEarlier,
  sayDecision,
  type SafeguardingRecord,
  type RecordWords,
  type Said,
  type Withholding,
} from './safeguarding.ts'
import {
  agreeTo,
  insertImplicated,
  lookAtRecord,
  selectDecisions,
  selectImplicated,
  selectLinesBeside,
  selectWords,
  type DecisionRow,
} from './safeguarding.queries.ts'

const words = safeguardingWords['en-GB']

/** Who acts, and the vault their look is sealed in: the person's, whose record it is. */
export type Opener = { who: Pick<Who, 'accountId' | 'name' | 'organisation'>; vault: Vault }

export type Decision = {
  id: string
  kind: 'told' | 'wait'
  words: string
  until: string | null
  by: string
  at: Date
  /** Null: the author's own, or one that a second person has still to agree to. */
  agreedBy: string | null
  agreedAt: Date | null
  /** It holds, or it did. */
  holds: boolean
  /** Whoever acts can be its second person. */
  mayAgree: boolean
}

export type RecordView = SafeguardingRecord &
  RecordWords & {
    decisions: Decision[]
    /** What its person says of it, beside it. */
    lines: { id: string; words: string; writtenAt: Date }[]
    /** Who, by name; who said so, and when. */
    implicated: { name: string; by: string; at: Date }[]
    /** An emergency: until when it was to be open, who shut it, and whether who acts can. */
    openUntil: Date
    shutByName: string | null
    mayShut: boolean
    /** What its author opened of the same space before. */
    earlier: SafeguardingRecord[]
    /** Everybody who could still be named. */
    others: { accountId: string; name: string }[]
  }

/** One record with its words. Its person sees that somebody looked, at once or when they are told. Throws not-found. */
export async function openRecord(ctx: Ctx, opener: Opener, id: string): Promise<RecordView> {
  const record = await getRecord(ctx, id)
  await look(ctx, opener, record)
  const sealed = await selectWords(ctx, id)
  if (!sealed) throw new Failure('not-found', '')
  const staff = await listStaff(ctx)
  const nameOf = (accountId: string) =>
    staff.find((member) => member.accountId === accountId)?.name ?? words.somebody
  const open = (column: string, text: Buffer) => ctx.vault.open(id, `safeguarding_words.${column}`, id, text)
  const named = await selectImplicated(ctx, id)
  const implicated = named.map(({ accountId }) => accountId)
  const rows = await selectDecisions(ctx, id)
  return {
    ...record,
    ...readOpening(ctx, record),
    shutByName: record.shutBy && nameOf(record.shutBy),
    earlier: record.kind === 'emergency' ? await listEarlier(ctx, record) : [],
    why: open('why', sealed.whySealed),
    account:
      sealed.happenedSealed && sealed.actedSealed && sealed.wishSealed
        ? {
            happened: open('happened', sealed.happenedSealed),
            acted: open('acted', sealed.actedSealed),
            wish: open('wish', sealed.wishSealed),
          }
        : null,
    thirdParties: sealed.thirdPartiesSealed && {
      words: open('third_parties', sealed.thirdPartiesSealed),
      withheld: sealed.withheld as Withholding,
    },
    decisions: rows.map((row) => ({
      id: row.id,
      kind: row.kind as Decision['kind'],
      words: ctx.vault.open(id, 'safeguarding_decision.words', row.id, row.wordsSealed),
      until: row.until,
      by: nameOf(row.saidBy),
      at: row.saidAt,
      agreedBy: row.agreedBy && nameOf(row.agreedBy),
      agreedAt: row.agreedAt,
      holds: row.isFirst || row.agreedBy !== null,
      mayAgree: mayAgree(ctx, record, row, rows) && !implicated.includes(row.saidBy),
    })),
    lines: (await selectLinesBeside(ctx, id)).map(({ wordsSealed, ...line }) => ({
      ...line,
      words: ctx.vault.open(id, 'safeguarding_line.words', line.id, wordsSealed),
    })),
    implicated: named.map((one) => ({
      name: nameOf(one.accountId),
      by: nameOf(one.namedBy),
      at: one.namedAt,
    })),
    others: staff.filter(({ accountId }) => !implicated.includes(accountId)),
  }
}

/**
 * Says what is to be decided: tell, or a new reason and a day. It holds when a second person agrees. Throws not-found,
 * and conflict when the person was told meanwhile.
 */
export async function decide(ctx: Ctx, recordId: string, said: Said, sending: string): Promise<void> {
  const record = await getRecord(ctx, recordId)
  if (record.toldAt) throw new Failure('conflict', words.toldBefore)
  await sayDecision(ctx, recordId, said, sending)
}

/** The second person agrees. Throws not-found, and conflict when it is not theirs to agree to (any more). */
export async function agree(ctx: Ctx, opener: Opener, recordId: string, decisionId: string): Promise<void> {
  const { decisions } = await openRecord(ctx, opener, recordId)
  const decision = decisions.find((one) => one.id === decisionId)
  if (!decision) throw new Failure('not-found', '')
  if (!decision.mayAgree) throw new Failure('conflict', words.notYours)
  await agreeTo(ctx, decisionId)
}

/** Names somebody as implicated: from then on they see nothing of it. False when too few would be left to decide. */
export async function implicate(
  ctx: Ctx,
  opener: Opener,
  recordId: string,
  accountId: string,
): Promise<boolean> {
  const record = await getRecord(ctx, recordId)
  await look(ctx, opener, record)
  const named = (await selectImplicated(ctx, recordId)).map((one) => one.accountId)
  if (!(await areTwoLeft(ctx, record.writtenBy, [...named, accountId]))) return false
  await insertImplicated(ctx, recordId, [accountId])
  return true
}

/** In a space that is gone there is nobody to see it, and the record opens without. */
async function look(ctx: Ctx, { who, vault }: Opener, record: SafeguardingRecord): Promise<void> {
  const lookId = newId()
  const whoSealed = sealOrNothing(() => sealLooker(vault.forTenant(record.spaceId), lookId, who))
  if (!(await lookAtRecord(ctx, { recordId: record.id, lookId, whoSealed }))) {
    throw new Failure('not-found', '')
  }
}

/** Until when an emergency is open, and whether who acts can shut it: somebody who keeps people safe, not its author. */
function readOpening(ctx: Ctx, record: SafeguardingRecord): { openUntil: Date; mayShut: boolean } {
  const openUntil = record.shutAt ?? new Date(record.writtenAt.getTime() + emergencyMinutes * 60_000)
  const isOpen = record.kind === 'emergency' && openUntil > ctx.now
  const isSecond = ctx.actor.roles.includes('safeguarding') && record.writtenBy !== ctx.actor.id
  return { openUntil, mayShut: isOpen && isSecond }
}

function sealOrNothing(seal: () => Buffer): Buffer {
  try {
    return seal()
  } catch (error) {
    if (error instanceof KeyDestroyed) return Buffer.alloc(0)
    throw error
  }
}

function mayAgree(
  ctx: Ctx,
  record: SafeguardingRecord,
  row: DecisionRow,
  rows: readonly DecisionRow[],
): boolean {
  if (record.toldAt || row.isFirst || row.agreedBy || !row.isAhead || row.saidBy === ctx.actor.id)
    return false
  return !rows.some((other) => other.agreedAt && other.agreedAt >= row.saidAt)
}

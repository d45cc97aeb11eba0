import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query, type Tx } from '../../platform/db/tx.ts'

/** Somebody who let this coach in, now or before. */
export type KnownRow = { spaceId: string; nameSealed: Buffer; openedAt: Date | null }

export async function selectKnown(tx: Tx, accountId: string, organisationId: string): Promise<KnownRow[]> {
  const answer = await sql<{ space_id: string; name_sealed: Buffer; opened_at: Date | null }>`
    select * from scope.spaces_known_to(${accountId}) where organisation_id = ${organisationId}
    order by opened_at desc nulls last`.execute(query(tx))
  return answer.rows.map((row) => ({
    spaceId: row.space_id,
    nameSealed: row.name_sealed,
    openedAt: row.opened_at,
  }))
}

/** False when this record is there already: its form was sent twice. */
export async function insertRecord(
  ctx: Ctx,
  row: { id: string; kind: string; spaceId: string; namesSealed: Buffer; duty: string },
): Promise<boolean> {
  const added = await query(ctx.tx)
    .insertInto('safeguarding_record')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      kind: row.kind,
      about_space: row.spaceId,
      names_sealed: row.namesSealed,
      duty: row.duty,
      written_by: ctx.actor.id,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Number(added.numInsertedOrUpdatedRows) === 1
}

export type SealedWords = {
  happenedSealed: Buffer | null
  whySealed: Buffer
  actedSealed: Buffer | null
  wishSealed: Buffer | null
  thirdPartiesSealed: Buffer | null
  withheld: string | null
}

export async function insertWords(ctx: Ctx, recordId: string, row: SealedWords): Promise<void> {
  await query(ctx.tx)
    .insertInto('safeguarding_words')
    .values({
      tenant_id: ctx.tenantId,
      safeguarding_record_id: recordId,
      happened_sealed: row.happenedSealed,
      why_sealed: row.whySealed,
      acted_sealed: row.actedSealed,
      wish_sealed: row.wishSealed,
      third_parties_sealed: row.thirdPartiesSealed,
      withheld: row.withheld,
    })
    .execute()
}

/** Nothing happens to who is named already. */
export async function insertImplicated(
  ctx: Ctx,
  recordId: string,
  accountIds: readonly string[],
): Promise<void> {
  if (accountIds.length === 0) return
  await query(ctx.tx)
    .insertInto('safeguarding_implicated')
    .values(
      accountIds.map((accountId) => ({
        tenant_id: ctx.tenantId,
        safeguarding_record_id: recordId,
        account_id: accountId,
        named_by: ctx.actor.id,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Nothing happens when this decision is there already. */
export async function insertDecision(
  ctx: Ctx,
  row: { id: string; recordId: string; kind: string; wordsSealed: Buffer; until: string | null },
): Promise<void> {
  await query(ctx.tx)
    .insertInto('safeguarding_decision')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      safeguarding_record_id: row.recordId,
      kind: row.kind,
      words_sealed: row.wordsSealed,
      until: row.until,
      said_by: ctx.actor.id,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function agreeTo(ctx: Ctx, decisionId: string): Promise<void> {
  await query(ctx.tx)
    .updateTable('safeguarding_decision')
    .set({ agreed_by: ctx.actor.id, agreed_at: sql<Date>`now()` })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', decisionId)
    .where('agreed_by', 'is', null)
    .execute()
}

export type RecordRow = {
  id: string
  kind: string
  spaceId: string
  namesSealed: Buffer
  duty: string
  writtenBy: string
  writtenAt: Date
  toldAt: Date | null
  decideBy: string
  /** The day to decide on has come, and nobody has. */
  isWaiting: boolean
  keptUntil: string
  /** When its person last stood a line of their own beside it. */
  answeredAt: Date | null
  /** When a second person shut what an emergency opened, and who. */
  shutAt: Date | null
  shutBy: string | null
}

/** What whoever acts may know of: those that wait for a decision first, then the newest. */
export async function selectRecords(ctx: Ctx, only?: string): Promise<RecordRow[]> {
  return query(ctx.tx)
    .selectFrom('safeguarding_record')
    .select([
      'id',
      'kind',
      'about_space as spaceId',
      'names_sealed as namesSealed',
      'duty',
      'written_by as writtenBy',
      'written_at as writtenAt',
      'told_at as toldAt',
      'decide_by as decideBy',
      sql<boolean>`told_at is null and decide_by <= current_date`.as('isWaiting'),
      'kept_until as keptUntil',
      sql<Date | null>`scope.answered_at(id)`.as('answeredAt'),
      'shut_at as shutAt',
      'shut_by as shutBy',
    ])
    .where('tenant_id', '=', ctx.tenantId)
    .$if(only !== undefined, (select) => select.where('id', '=', only!))
    .orderBy('isWaiting', 'desc')
    .orderBy('written_at', 'desc')
    .orderBy('id')
    .execute()
}

/** Writes down in the space that whoever acts opens this record. False when there is no such record for them. */
export async function lookAtRecord(
  ctx: Ctx,
  row: { recordId: string; lookId: string; whoSealed: Buffer },
): Promise<boolean> {
  const answer = await sql<{ looked: boolean }>`
    select scope.look_at_record(${row.recordId}, ${row.lookId}, ${row.whoSealed}) as looked`.execute(
    query(ctx.tx),
  )
  return answer.rows[0]!.looked
}

/** Null without a look in this transaction. */
export async function selectWords(ctx: Ctx, recordId: string): Promise<SealedWords | null> {
  const row = await query(ctx.tx)
    .selectFrom('safeguarding_words')
    .select([
      'happened_sealed as happenedSealed',
      'why_sealed as whySealed',
      'acted_sealed as actedSealed',
      'wish_sealed as wishSealed',
      'third_parties_sealed as thirdPartiesSealed',
      'withheld',
    ])
    .where('tenant_id', '=', ctx.tenantId)
    .where('safeguarding_record_id', '=', recordId)
    .executeTakeFirst()
  return row ?? null
}

export async function selectImplicated(
  ctx: Ctx,
  recordId: string,
): Promise<{ accountId: string; namedBy: string; namedAt: Date }[]> {
  return query(ctx.tx)
    .selectFrom('safeguarding_implicated')
    .select(['account_id as accountId', 'named_by as namedBy', 'named_at as namedAt'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('safeguarding_record_id', '=', recordId)
    .orderBy('named_at')
    .orderBy('account_id')
    .execute()
}

export type DecisionRow = {
  id: string
  kind: string
  wordsSealed: Buffer
  until: string | null
  /** Its last day has not come. */
  isAhead: boolean
  isFirst: boolean
  saidBy: string
  saidAt: Date
  agreedBy: string | null
  agreedAt: Date | null
}

export async function selectDecisions(ctx: Ctx, recordId: string): Promise<DecisionRow[]> {
  return query(ctx.tx)
    .selectFrom('safeguarding_decision')
    .select([
      'id',
      'kind',
      'words_sealed as wordsSealed',
      'until',
      sql<boolean>`coalesce(until > current_date, true)`.as('isAhead'),
      'is_first as isFirst',
      'said_by as saidBy',
      'said_at as saidAt',
      'agreed_by as agreedBy',
      'agreed_at as agreedAt',
    ])
    .where('tenant_id', '=', ctx.tenantId)
    .where('safeguarding_record_id', '=', recordId)
    .orderBy('said_at')
    .orderBy('id')
    .execute()
}

/** What its person stood beside a record, in the order they did; nothing without a look in this transaction. */
export async function selectLinesBeside(
  ctx: Ctx,
  recordId: string,
): Promise<{ id: string; wordsSealed: Buffer; writtenAt: Date }[]> {
  return query(ctx.tx)
    .selectFrom('safeguarding_line')
    .select(['id', 'words_sealed as wordsSealed', 'written_at as writtenAt'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('safeguarding_record_id', '=', recordId)
    .orderBy('written_at')
    .orderBy('id')
    .execute()
}

/** The first and last day a decision may wait until. */
export async function selectDays(ctx: Ctx): Promise<{ first: string; last: string }> {
  const answer = await sql<{ first: string; last: string }>`
    select current_date + 1 as first, current_date + 28 as last`.execute(query(ctx.tx))
  return answer.rows[0]!
}

/** Deletes what the law asks to be kept no longer. Gives the ids. */
export async function deleteEnded(ctx: Ctx): Promise<string[]> {
  const rows = await query(ctx.tx)
    .deleteFrom('safeguarding_record')
    .where('tenant_id', '=', ctx.tenantId)
    .where('kept_until', '<', sql<string>`current_date`)
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

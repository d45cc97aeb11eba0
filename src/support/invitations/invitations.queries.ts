import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query, type Tx } from '../../platform/db/tx.ts'

export type State = 'asked' | 'open' | 'paused' | 'stopped' | 'left'

export type InvitationRow = {
  id: string
  organisationId: string | null
  accountId: string | null
  coachSealed: Buffer | null
  askedBy: string
  state: State
  rooms: string[] | null
  until: Date | null
  isTryout: boolean
  isOver: boolean
  spokenAt: Date | null
  askedAt: Date
  openedAt: Date | null
}

/** Invitations of this space, the newest first: of the person all, of a coach their own. */
export async function selectInvitations(ctx: Ctx, only?: string): Promise<InvitationRow[]> {
  const rows = await query(ctx.tx)
    .selectFrom('invitation')
    .select([
      'id',
      'organisation_id as organisationId',
      'account_id as accountId',
      'coach_sealed as coachSealed',
      'asked_by as askedBy',
      'state',
      'rooms',
      'until',
      'is_tryout as isTryout',
      sql<boolean>`coalesce(until <= statement_timestamp(), false)`.as('isOver'),
      'spoken_at as spokenAt',
      'asked_at as askedAt',
      'opened_at as openedAt',
    ])
    .where('tenant_id', '=', ctx.tenantId)
    .$if(only !== undefined, (select) => select.where('id', '=', only!))
    .orderBy('asked_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, state: row.state as State }))
}

/** Opens a door at once: the coach's card was typed by the person. */
export async function insertOpen(
  ctx: Ctx,
  row: {
    id: string
    organisationId: string
    accountId: string
    coachSealed: Buffer
    rooms: readonly string[] | null
    tryoutDays: number
  },
): Promise<void> {
  await query(ctx.tx)
    .insertInto('invitation')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      organisation_id: row.organisationId,
      account_id: row.accountId,
      coach_sealed: row.coachSealed,
      asked_by: 'coach',
      state: 'open',
      rooms: row.rooms === null ? null : [...row.rooms],
      until: sql<Date>`now() + make_interval(days => ${row.tryoutDays}::int)`,
      is_tryout: true,
      opened_at: sql<Date>`now()`,
    })
    .execute()
}

/** Asks for a coach, for all rooms. Nothing happens when it is there already: its form was sent twice. */
export async function insertAsked(ctx: Ctx, row: { id: string; codeIndex: Buffer }): Promise<void> {
  await query(ctx.tx)
    .insertInto('invitation')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      asked_by: 'person',
      state: 'asked',
      code_index: row.codeIndex,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The coach a person asked says yes. False when it was taken back, or taken by somebody else. */
export async function openAsked(
  ctx: Ctx,
  row: { id: string; organisationId: string; accountId: string; coachSealed: Buffer; tryoutDays: number },
): Promise<boolean> {
  const opened = await query(ctx.tx)
    .updateTable('invitation')
    .set({
      state: 'open',
      organisation_id: row.organisationId,
      account_id: row.accountId,
      coach_sealed: row.coachSealed,
      code_index: null,
      until: sql<Date>`now() + make_interval(days => ${row.tryoutDays}::int)`,
      is_tryout: true,
      opened_at: sql<Date>`now()`,
    })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', row.id)
    .where('state', '=', 'asked')
    .executeTakeFirst()
  return opened.numUpdatedRows === 1n
}

/** Shuts an invitation that is in one of these states. Gives whether it was. */
export async function shut(
  ctx: Ctx,
  id: string,
  to: 'paused' | 'stopped' | 'left',
  from: readonly State[],
): Promise<boolean> {
  const changed = await query(ctx.tx)
    .updateTable('invitation')
    .set({ state: to, code_index: null })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst()
  return changed.numUpdatedRows === 1n
}

/** Opens an invitation that is in one of these states, until its person stops it or for a time. Gives whether it was. */
export async function open(
  ctx: Ctx,
  id: string,
  tryoutDays: number | null,
  from: readonly State[],
): Promise<boolean> {
  const changed = await query(ctx.tx)
    .updateTable('invitation')
    .set({
      state: 'open',
      is_tryout: tryoutDays !== null,
      until: tryoutDays === null ? null : sql<Date>`now() + make_interval(days => ${tryoutDays}::int)`,
    })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', id)
    .where('state', 'in', from)
    .where('account_id', 'is not', null)
    .executeTakeFirst()
  return changed.numUpdatedRows === 1n
}

/** Pauses every open invitation, until whenever it lasts; gives which. */
export async function pauseOpen(ctx: Ctx): Promise<string[]> {
  const rows = await query(ctx.tx)
    .updateTable('invitation')
    .set({ state: 'paused' })
    .where('tenant_id', '=', ctx.tenantId)
    .where('state', '=', 'open')
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

export async function unpause(ctx: Ctx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await query(ctx.tx)
    .updateTable('invitation')
    .set({ state: 'open' })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', 'in', ids)
    .where('state', '=', 'paused')
    .execute()
}

/** Null: all rooms. */
export async function updateRooms(ctx: Ctx, id: string, rooms: readonly string[] | null): Promise<boolean> {
  const changed = await query(ctx.tx)
    .updateTable('invitation')
    .set({ rooms: rooms === null ? null : [...rooms] })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  return changed.numUpdatedRows === 1n
}

/** A coach writes down that the person said aloud to go on. */
export async function updateSpoken(ctx: Ctx, id: string): Promise<boolean> {
  const changed = await query(ctx.tx)
    .updateTable('invitation')
    .set({ is_tryout: false, until: null, spoken_at: sql<Date>`now()` })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', id)
    .where('is_tryout', '=', true)
    .executeTakeFirst()
  return changed.numUpdatedRows === 1n
}

/** Invitations to somebody who is a coach there no longer. */
export async function selectLeft(tx: Tx, most: number): Promise<{ spaceId: string; invitationId: string }[]> {
  const answer = await sql<{ space_id: string; invitation_id: string }>`
    select * from scope.left_by_coaches(${most})`.execute(query(tx))
  return answer.rows.map((row) => ({ spaceId: row.space_id, invitationId: row.invitation_id }))
}

export type OfferOf = {
  organisationId: string
  organisation: string
  accountId: string
  nameSealed: Buffer
  isHousing: boolean
}

/** Whose card has these words; null when nobody's has (any more). */
export async function findOffer(tx: Tx, codeIndex: Buffer): Promise<OfferOf | null> {
  const answer = await sql<{
    organisation_id: string
    organisation: string
    account_id: string
    name_sealed: Buffer
    is_housing: boolean
  }>`select * from scope.offer_of(${codeIndex})`.execute(query(tx))
  const row = answer.rows[0]
  return row
    ? {
        organisationId: row.organisation_id,
        organisation: row.organisation,
        accountId: row.account_id,
        nameSealed: row.name_sealed,
        isHousing: row.is_housing,
      }
    : null
}

/** Uses a card up. False when that was done before. */
export async function takeOffer(ctx: Ctx, codeIndex: Buffer): Promise<boolean> {
  const answer = await sql<{ taken: boolean }>`select scope.take_offer(${codeIndex}) as taken`.execute(
    query(ctx.tx),
  )
  return answer.rows[0]!.taken
}

export async function findAsked(
  tx: Tx,
  codeIndex: Buffer,
): Promise<{ spaceId: string; invitationId: string } | null> {
  const answer = await sql<{ space_id: string; invitation_id: string }>`
    select * from scope.space_of_code(${codeIndex})`.execute(query(tx))
  const row = answer.rows[0]
  return row ? { spaceId: row.space_id, invitationId: row.invitation_id } : null
}

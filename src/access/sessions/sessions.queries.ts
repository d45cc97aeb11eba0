import type { Ctx } from '../../platform/db/database.ts'
import { sql } from 'kysely'
import { query, type Tx } from '../../platform/db/tx.ts'

export type SessionRow = {
  id: string
  accountId: string
  tenantId: string | null
  createdAt: Date
  lastSeenAt: Date
  byPasskey: boolean
}
export type MembershipRow = { tenantId: string; role: string; nameSealed: Buffer; organisation: string }

export async function insertSession(
  tx: Tx,
  row: {
    id: string
    tokenHash: Buffer
    accountId: string
    tenantId: string | null
    expiresAt: Date
    byPasskey: boolean
  },
): Promise<void> {
  await query(tx)
    .insertInto('session')
    .values({
      id: row.id,
      token_hash: row.tokenHash,
      account_id: row.accountId,
      tenant_id: row.tenantId,
      expires_at: row.expiresAt,
      by_passkey: row.byPasskey,
    })
    .execute()
}

/** The live session of a token's hash. */
export async function findLiveSession(tx: Tx, tokenHash: Buffer): Promise<SessionRow | null> {
  return (await selectLive(tx).where('token_hash', '=', tokenHash).executeTakeFirst()) ?? null
}

export async function listLiveSessions(tx: Tx, accountId: string): Promise<SessionRow[]> {
  return selectLive(tx).where('account_id', '=', accountId).orderBy('created_at').execute()
}

/** Neither ended nor out of date by the database's clock. */
function selectLive(tx: Tx) {
  return query(tx)
    .selectFrom('session')
    .select([
      'id',
      'account_id as accountId',
      'tenant_id as tenantId',
      'created_at as createdAt',
      'last_seen_at as lastSeenAt',
      'by_passkey as byPasskey',
    ])
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
}

export async function touchSession(tx: Tx, id: string): Promise<void> {
  await query(tx)
    .updateTable('session')
    .set({ last_seen_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
}

export async function setSessionTenant(tx: Tx, id: string, tenantId: string): Promise<void> {
  await query(tx).updateTable('session').set({ tenant_id: tenantId }).where('id', '=', id).execute()
}

export async function setByPasskey(tx: Tx, id: string): Promise<void> {
  await query(tx).updateTable('session').set({ by_passkey: true }).where('id', '=', id).execute()
}

/** Where an account works: whether a passkey is asked for there, and whether a typed code is enough just now. */
export async function listPasskeyRules(
  tx: Tx,
  accountId: string,
): Promise<{ tenantId: string; isRequired: boolean; isExcepted: boolean }[]> {
  const answer = await sql<{ tenant_id: string; is_required: boolean; is_excepted: boolean }>`
    select * from scope.passkey_rules_of(${accountId})`.execute(query(tx))
  return answer.rows.map((row) => ({
    tenantId: row.tenant_id,
    isRequired: row.is_required,
    isExcepted: row.is_excepted,
  }))
}

/** Ends sessions of an account: one, or all when `id` is null. Gives how many ended. */
export async function revokeSessions(tx: Tx, accountId: string, id: string | null): Promise<number> {
  const ended = await query(tx)
    .updateTable('session')
    .set({ revoked_at: sql<Date>`now()` })
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .$if(id !== null, (update) => update.where('id', '=', id!))
    .executeTakeFirst()
  return Number(ended.numUpdatedRows)
}

/** Ends every session of an account but one. Gives how many ended. */
export async function revokeOtherSessions(tx: Tx, accountId: string, keptId: string): Promise<number> {
  const ended = await query(tx)
    .updateTable('session')
    .set({ revoked_at: sql<Date>`now()` })
    .where('account_id', '=', accountId)
    .where('id', '!=', keptId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return Number(ended.numUpdatedRows)
}

export async function revokeSessionByToken(tx: Tx, tokenHash: Buffer): Promise<void> {
  await query(tx)
    .updateTable('session')
    .set({ revoked_at: sql<Date>`now()` })
    .where('token_hash', '=', tokenHash)
    .where('revoked_at', 'is', null)
    .execute()
}

export async function listMembershipsOf(tx: Tx, accountId: string): Promise<MembershipRow[]> {
  const answer = await sql<{ tenant_id: string; role: string; name_sealed: Buffer; organisation: string }>`
    select * from scope.memberships_of(${accountId})`.execute(query(tx))
  return answer.rows.map((row) => ({
    tenantId: row.tenant_id,
    role: row.role,
    nameSealed: row.name_sealed,
    organisation: row.organisation,
  }))
}

/** Whether anything with one of these ids belongs to an exercise whose voices work for the host. */
export async function isWorkplaceOf(ctx: Ctx, ids: readonly string[]): Promise<boolean> {
  const answer = await sql<{ is: boolean }>`
    select scope.is_workplace_of(${sql.val([...ids])}::uuid[]) as is`.execute(query(ctx.tx))
  return answer.rows[0]!.is
}

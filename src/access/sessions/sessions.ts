import { randomBytes } from 'node:crypto'
import type { Database } from '../../platform/db/database.ts'
import type { Tx } from '../../platform/db/tx.ts'
import { Failure } from '../../platform/errors.ts'
import { isId, newBlindId } from '../../platform/ids.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import type { StaffRole } from '../matrix.ts'
import {
  findLiveSession,
  insertSession,
  listLiveSessions,
  listMembershipsOf,
  listPasskeyRules,
  revokeOtherSessions,
  revokeSessionByToken,
  revokeSessions,
  setByPasskey,
  setSessionTenant,
  touchSession,
  type MembershipRow,
  type SessionRow,
} from './sessions.queries.ts'

export { isWorkplaceOf, listMembershipsOf } from './sessions.queries.ts'

export const sessionCookie = 'ownterms'
/** A working day and a bit: nobody is signed out between two visits, nobody stays for a week. */
export const sessionSeconds = 14 * 60 * 60

export type Who = {
  sessionId: string
  accountId: string
  tenantId: string
  organisation: string
  name: string
  roles: string[]
  /** Signed in with a typed code where a passkey is asked of whoever opens words: what a lead does still works. */
  isHeldBack: boolean
  byPasskey: boolean
  /** Every organisation this account works in. */
  organisations: { tenantId: string; name: string }[]
}

/** Starts a session and gives its token, which is stored only as a keyed hash. */
export async function startSession(
  tx: Tx,
  vault: Vault,
  accountId: string,
  now: Date,
  how: { byPasskey: boolean } = { byPasskey: false },
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const memberships = await listMembershipsOf(tx, accountId)
  await insertSession(tx, {
    id: newBlindId(),
    tokenHash: hashToken(vault, token),
    accountId,
    tenantId: memberships[0]?.tenantId ?? null,
    expiresAt: new Date(now.getTime() + sessionSeconds * 1000),
    byPasskey: how.byPasskey,
  })
  return token
}

/** Who holds this token: account, organisation and roles as they are now; null when nobody (any more) does. */
export async function findWho(db: Database, token: string | null): Promise<Who | null> {
  if (!token || token.length > 100) return null
  return db.outside(async (tx, now) => {
    const session = await findLiveSession(tx, hashToken(db.vault, token))
    if (!session) return null
    const memberships = await listMembershipsOf(tx, session.accountId)
    const tenantId = memberships.some((row) => row.tenantId === session.tenantId)
      ? session.tenantId
      : (memberships[0]?.tenantId ?? null)
    if (!isId(tenantId)) return null
    const here = memberships.filter((row) => row.tenantId === tenantId)
    if (now.getTime() - session.lastSeenAt.getTime() > 60_000) await touchSession(tx, session.id)
    const roles = here.map((row) => row.role)
    return {
      sessionId: session.id,
      accountId: session.accountId,
      tenantId,
      organisation: here[0]!.organisation,
      name: openMemberName(db.vault, session.accountId, here[0]!),
      roles,
      isHeldBack: await isHeldBack(tx, session, tenantId, roles),
      byPasskey: session.byPasskey,
      organisations: [...new Map(memberships.map((row) => [row.tenantId, row.organisation]))].map(
        ([id, name]) => ({ tenantId: id, name }),
      ),
    }
  })
}

/** Roles that open people's words. */
const opensWords: readonly string[] = ['listener', 'reader', 'coach', 'safeguarding'] satisfies StaffRole[]

/** Whether somebody who may open words has still to show a passkey here. */
async function isHeldBack(
  tx: Tx,
  session: SessionRow,
  tenantId: string,
  roles: readonly string[],
): Promise<boolean> {
  if (session.byPasskey || !roles.some((role) => opensWords.includes(role))) return false
  const rules = await listPasskeyRules(tx, session.accountId)
  return rules.some((rule) => rule.tenantId === tenantId && rule.isRequired && !rule.isExcepted)
}

/**
 * Whether passkeys may be added and removed from this session. Where one is asked for, a typed code is enough for the
 * first only, or while two people have agreed to it; else somebody who reads the letters could make one.
 */
export async function mayChangePasskeys(tx: Tx, who: Who, has: number): Promise<boolean> {
  if (who.byPasskey || has === 0) return true
  const rules = await listPasskeyRules(tx, who.accountId)
  return rules.every((rule) => !rule.isRequired || rule.isExcepted)
}

/** From now on this session counts as one by passkey. */
export async function markByPasskey(tx: Tx, sessionId: string): Promise<void> {
  await setByPasskey(tx, sessionId)
}

/** A place where somebody is signed in. */
export type Sitting = { id: string; since: Date; lastSeen: Date; isThisOne: boolean }

export async function listSittings(db: Database, who: Who): Promise<Sitting[]> {
  const rows = await db.outside((tx) => listLiveSessions(tx, who.accountId))
  return rows.map((row) => ({
    id: row.id,
    since: row.createdAt,
    lastSeen: row.lastSeenAt,
    isThisOne: row.id === who.sessionId,
  }))
}

/** Ends one session of one's own. Throws `not-found` for anybody else's, and for one that has ended. */
export async function endSession(db: Database, who: Who, sessionId: string): Promise<void> {
  const ended = await db.outside((tx) => revokeSessions(tx, who.accountId, sessionId))
  if (ended === 0) throw new Failure('not-found', '')
}

export async function endOtherSessions(db: Database, who: Who): Promise<void> {
  await db.outside((tx) => revokeOtherSessions(tx, who.accountId, who.sessionId))
}

/** Ends the session of a token, whoever's it is; nothing happens when there is none. */
export async function endSessionOfToken(db: Database, token: string | null): Promise<void> {
  if (!token || token.length > 100) return
  await db.outside((tx) => revokeSessionByToken(tx, hashToken(db.vault, token)))
}

/** Ends all sessions of an account that works nowhere any more. */
export async function endSessionsOfLeaver(db: Database, accountId: string): Promise<void> {
  await db.outside(async (tx) => {
    const memberships = await listMembershipsOf(tx, accountId)
    if (memberships.length === 0) await revokeSessions(tx, accountId, null)
  })
}

/** Goes on in another organisation this account works in. Throws `not-found` for any other. */
export async function moveToOrganisation(db: Database, who: Who, tenantId: string): Promise<void> {
  if (!who.organisations.some((organisation) => organisation.tenantId === tenantId)) {
    throw new Failure('not-found', '')
  }
  await db.outside((tx) => setSessionTenant(tx, who.sessionId, tenantId))
}

function openMemberName(vault: Vault, accountId: string, row: MembershipRow): string {
  return vault.forTenant(row.tenantId).openTeam('membership.name', accountId, row.nameSealed)
}

function hashToken(vault: Vault, token: string): Buffer {
  return vault.fingerprint('session-token', token)
}

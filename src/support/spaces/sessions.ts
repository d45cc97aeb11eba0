import { randomBytes } from 'node:crypto'
import { readHelpLines, type HelpLine } from '../../access/organisation/organisation.ts'
import type { Database } from '../../platform/db/database.ts'
import type { Tx } from '../../platform/db/tx.ts'
import { newBlindId } from '../../platform/ids.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import {
  deleteOtherSessions,
  deleteSpaceSession,
  findSpaceSession,
  insertSpaceSession,
  listSpaceSessions,
  touchSpaceSession,
  type Asking,
} from './sessions.queries.ts'
import { selectHost } from './spaces.queries.ts'

export { stillMinutes, type Asking } from './sessions.queries.ts'

/** Beside the one of people who work here, so that a coach's phone can hold both. */
export const spaceCookie = 'ownterms-own'

/** Remembers, for as long as a code lasts, which browser asked for it. */
export const codeCookie = 'ownterms-code'

/** How long a phone of one's own stays in, in seconds; one that others use, at most. */
const [ownSeconds, sharedSeconds] = [90 * 24 * 3600, 12 * 3600]

/** Whose server this is, in words, and whom to ring. */
export type Host = {
  name: string
  operator: string
  helpLines: HelpLine[]
  /** It manages homes as well. */
  isHousing: boolean
}

/** Somebody in their own space. */
export type Person = {
  sessionId: string
  spaceId: string
  isShared: boolean
  host: Host
  asking: Asking
}

export type SpaceToken = { token: string; isShared: boolean }

/** Lets a browser in, and gives the token, which is stored only as a keyed hash. */
export async function startSpaceSession(
  tx: Tx,
  vault: Vault,
  session: { spaceId: string; isShared: boolean },
  now: Date,
): Promise<SpaceToken> {
  const token = randomBytes(32).toString('base64url')
  const seconds = session.isShared ? sharedSeconds : ownSeconds
  await insertSpaceSession(tx, {
    ...session,
    id: newBlindId(),
    tokenHash: hashToken(vault, token),
    expiresAt: new Date(now.getTime() + seconds * 1000),
  })
  return { token, isShared: session.isShared }
}

/** How long the cookie of a session stays, in seconds; null: until the browser closes. */
export function cookieSeconds(session: { isShared: boolean }): number | null {
  return session.isShared ? null : ownSeconds
}

/** Who holds this token; null when nobody (any more) does. On a shared phone every page counts as not being still. */
export async function findPerson(db: Database, token: string | null): Promise<Person | null> {
  if (!token || token.length > 100) return null
  return db.outside(async (tx, now) => {
    const session = await findSpaceSession(tx, hashToken(db.vault, token))
    if (!session) return null
    const since = Math.abs(now.getTime() - session.lastSeenAt.getTime())
    const stale = since > (session.isShared ? 5_000 : 3600_000)
    if (stale) await touchSpaceSession(tx, session.id)
    return {
      sessionId: session.id,
      spaceId: session.spaceId,
      isShared: session.isShared,
      asking: session.asking,
      host: await readHost(tx),
    }
  })
}

export async function endSpaceSession(db: Database, token: string | null): Promise<void> {
  if (!token || token.length > 100) return
  await db.outside((tx) => deleteSpaceSession(tx, hashToken(db.vault, token)))
}

/** A phone or computer where somebody is in. */
export type Place = { isThisOne: boolean; isShared: boolean; since: Date; lastSeen: Date }

/** Where a person is in, the newest first. */
export async function listPlaces(tx: Tx, person: Person): Promise<Place[]> {
  const rows = await listSpaceSessions(tx, person.spaceId)
  return rows.map((row) => ({
    isThisOne: row.id === person.sessionId,
    isShared: row.isShared,
    since: row.createdAt,
    lastSeen: row.lastSeenAt,
  }))
}

/** Closes a person's pages everywhere else. */
export async function endOtherSessions(db: Database, person: Person): Promise<void> {
  await db.outside((tx) => deleteOtherSessions(tx, person.spaceId, person.sessionId))
}

/** Whose server this is, for the pages before anybody is in. */
export async function findHost(db: Database): Promise<Host> {
  return db.outside(readHost)
}

async function readHost(tx: Tx): Promise<Host> {
  const row = await selectHost(tx)
  if (!row) return { name: '', operator: '', helpLines: [], isHousing: false }
  return { ...row, helpLines: readHelpLines(row.helpLines) }
}

function hashToken(vault: Vault, token: string): Buffer {
  return vault.fingerprint('space-session', token)
}

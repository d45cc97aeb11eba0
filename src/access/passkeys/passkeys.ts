import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Database } from '../../platform/db/database.ts'
import type { Tx } from '../../platform/db/tx.ts'
import { Failure } from '../../platform/errors.ts'
import { newBlindId } from '../../platform/ids.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import { mayChangePasskeys, markByPasskey, startSession, type Who } from '../sessions/sessions.ts'
import { askToMake, askToUse, checkMade, checkUsed, type Ceremony } from './ceremony.ts'
import {
  deletePasskey,
  holdPasskey,
  insertPasskey,
  listPasskeyRows,
  updateName,
  updateUse,
} from './passkeys.queries.ts'

/** A passkey as its owner sees it. */
export type Passkey = { id: string; name: string; madeAt: Date; lastUsedAt: Date | null }

/** What may keep a passkey from being added; the page says it in a sentence. */
export type PasskeyProblem = 'not-verified' | 'here-already' | 'not-now'

export async function listPasskeys(db: Database, who: Who): Promise<Passkey[]> {
  const rows = await db.outside((tx) => listPasskeyRows(tx, who.accountId))
  return rows.map((row) => ({
    id: row.id,
    name: db.vault.openForDeployment(placeOf(row.id), row.nameSealed),
    madeAt: row.createdAt,
    lastUsedAt: row.lastUsedAt,
  }))
}

/** What the browser is given to make a passkey for somebody (JSON of WebAuthn Level 3). */
export async function askForNew(db: Database, origin: string, who: Who): Promise<object> {
  const known = await db.outside((tx) => listPasskeyRows(tx, who.accountId))
  return askToMake(forNew(db.vault, origin, who), {
    site: 'Ownterms',
    name: who.name,
    id: new TextEncoder().encode(who.accountId),
    known: known.map((row) => row.credential),
  })
}

/** Adds a passkey; null when done. The session it is added from counts as one by passkey from then on. */
export async function addPasskey(
  db: Database,
  origin: string,
  who: Who,
  input: { name: string; answer: RegistrationResponseJSON },
): Promise<PasskeyProblem | null> {
  return db.outside(async (tx) => {
    if (!(await mayChangePasskeys(tx, who, (await listPasskeyRows(tx, who.accountId)).length)))
      return 'not-now'
    const made = await checkMade(tx, forNew(db.vault, origin, who), input.answer)
    if (!made) return 'not-verified'
    const id = newBlindId()
    const isNew = await insertPasskey(tx, {
      ...made,
      id,
      accountId: who.accountId,
      nameSealed: db.vault.sealForDeployment(placeOf(id), input.name),
    })
    if (!isNew) return 'here-already'
    await markByPasskey(tx, who.sessionId)
    return null
  })
}

/** Removes one's own. Throws not-found for anybody else's, and forbidden where only a passkey may do that. */
export async function removePasskey(db: Database, who: Who, id: string): Promise<void> {
  await db.outside(async (tx) => {
    const rows = await listPasskeyRows(tx, who.accountId)
    if (!(await mayChangePasskeys(tx, who, rows.length))) throw new Failure('forbidden', '')
    if ((await deletePasskey(tx, who.accountId, id)) === 0) throw new Failure('not-found', '')
  })
}

/** What any browser is given to sign in: whoever holds a passkey of this site chooses it. */
export async function askToSignIn(vault: Vault, origin: string): Promise<object> {
  return askToUse(forSignIn(vault, origin))
}

/** Starts a session for whoever signed with a passkey known here; gives its token, or null. */
export async function signInWithPasskey(
  db: Database,
  origin: string,
  answer: AuthenticationResponseJSON,
): Promise<string | null> {
  return db.outside(async (tx, now) => {
    const row = await holdPasskey(tx, answer.id)
    if (!row) return null
    const counter = await checkUsed(tx, forSignIn(db.vault, origin), row, answer)
    if (counter === null) return null
    await updateUse(tx, row.id, counter)
    return startSession(tx, db.vault, row.accountId, now, { byPasskey: true })
  })
}

/** Seals every name anew, from one deployment key to another. */
export async function resealPasskeyNames(tx: Tx, from: Vault, to: Vault): Promise<void> {
  for (const { id, nameSealed } of await listPasskeyRows(tx, null)) {
    const name = from.openForDeployment(placeOf(id), nameSealed)
    await updateName(tx, id, to.sealForDeployment(placeOf(id), name))
  }
}

function forNew(vault: Vault, origin: string, who: Who): Ceremony {
  return { vault, origin, purpose: `new ${who.accountId} ${who.sessionId}` }
}

function forSignIn(vault: Vault, origin: string): Ceremony {
  return { vault, origin, purpose: 'sign-in' }
}

function placeOf(id: string): string {
  return `passkey.name/${id}`
}

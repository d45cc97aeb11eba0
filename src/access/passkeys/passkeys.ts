import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Database } from '../../platform/db/database.ts'
import type { Tx } from '../../platform/db/tx.ts'
import { Failure } from '../../platform/errors.ts'
import { newBlindId } from '../../platform/ids.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import { mayChangePasskeys, markByPasskey, startSession, type Who } from '../sessions/sessions.ts'
import { answerChallenge, makeChallenge } from './challenge.ts'
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

const timeout = 120_000

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
  return generateRegistrationOptions({
    rpName: 'Ownterms',
    rpID: new URL(origin).hostname,
    // Shown in the device's list, where others may see it: who, and nothing of what for.
    userName: who.name,
    userDisplayName: who.name,
    userID: new TextEncoder().encode(who.accountId),
    challenge: bytesOf(makeChallenge(db.vault, forNew(who))),
    timeout,
    attestationType: 'none',
    excludeCredentials: known.map((row) => ({ id: row.credential })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
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
    const verified = await verifyRegistrationResponse({
      response: input.answer,
      expectedChallenge: (challenge) => answerChallenge(tx, db.vault, forNew(who), challenge),
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
      requireUserVerification: true,
    }).catch(() => null)
    if (!verified?.verified) return 'not-verified'
    const { credential } = verified.registrationInfo
    const id = newBlindId()
    const isNew = await insertPasskey(tx, {
      id,
      accountId: who.accountId,
      credential: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString('base64url'),
      counter: credential.counter,
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
  return generateAuthenticationOptions({
    rpID: new URL(origin).hostname,
    challenge: bytesOf(makeChallenge(vault, 'sign-in')),
    timeout,
    userVerification: 'required',
  })
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
    const verified = await verifyAuthenticationResponse({
      response: answer,
      expectedChallenge: (challenge) => answerChallenge(tx, db.vault, 'sign-in', challenge),
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
      requireUserVerification: true,
      credential: {
        id: row.credential,
        publicKey: new Uint8Array(Buffer.from(row.publicKey, 'base64url')),
        counter: row.counter,
      },
    }).catch(() => null)
    if (!verified?.verified) return null
    await updateUse(tx, row.id, verified.authenticationInfo.newCounter)
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

function forNew(who: Who): string {
  return `new ${who.accountId} ${who.sessionId}`
}

function placeOf(id: string): string {
  return `passkey.name/${id}`
}

/** With memory of its own, as the library's types ask. */
function bytesOf(challenge: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(challenge, 'base64url'))
}

import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Tx } from '../../platform/db/tx.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import { answerChallenge, makeChallenge } from './challenge.ts'

/** What is asked, of whom, and where: the same purpose makes a question and checks its answer. */
export type Ceremony = { vault: Vault; origin: string; purpose: string }

/** What a device made: kept, to check what it signs later. */
export type MadeCredential = {
  /** The credential's name, base64url. */
  credential: string
  /** COSE, base64url. */
  publicKey: string
  counter: number
}

const timeout = 120_000

/** What a browser is given to make a passkey (JSON of WebAuthn Level 3). */
export async function askToMake(
  { vault, origin, purpose }: Ceremony,
  whose: {
    /** Shown in the device's list, where others may see it: nothing of what for. */
    site: string
    name: string
    id: Uint8Array<ArrayBuffer>
    /** Credentials that are there already: a device makes no second one. */
    known: readonly string[]
  },
): Promise<object> {
  return generateRegistrationOptions({
    rpName: whose.site,
    rpID: new URL(origin).hostname,
    userName: whose.name,
    userDisplayName: whose.name,
    userID: whose.id,
    challenge: bytesOf(makeChallenge(vault, purpose)),
    timeout,
    attestationType: 'none',
    excludeCredentials: whose.known.map((id) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

/** What a device answered, when it is true and answers our question for the first time. */
export async function checkMade(
  tx: Tx,
  { vault, origin, purpose }: Ceremony,
  answer: RegistrationResponseJSON,
): Promise<MadeCredential | null> {
  const verified = await verifyRegistrationResponse({
    response: answer,
    expectedChallenge: (challenge) => answerChallenge(tx, vault, purpose, challenge),
    expectedOrigin: origin,
    expectedRPID: new URL(origin).hostname,
    requireUserVerification: true,
  }).catch(() => null)
  if (!verified?.verified) return null
  const { id, publicKey, counter } = verified.registrationInfo.credential
  return { credential: id, publicKey: Buffer.from(publicKey).toString('base64url'), counter }
}

/** What any browser is given to come in: whoever holds a passkey of this site chooses it. */
export async function askToUse({ vault, origin, purpose }: Ceremony): Promise<object> {
  return generateAuthenticationOptions({
    rpID: new URL(origin).hostname,
    challenge: bytesOf(makeChallenge(vault, purpose)),
    timeout,
    userVerification: 'required',
  })
}

/** The counter after what a passkey signed, when it is true and answers our question for the first time. */
export async function checkUsed(
  tx: Tx,
  { vault, origin, purpose }: Ceremony,
  known: MadeCredential,
  answer: AuthenticationResponseJSON,
): Promise<number | null> {
  const verified = await verifyAuthenticationResponse({
    response: answer,
    expectedChallenge: (challenge) => answerChallenge(tx, vault, purpose, challenge),
    expectedOrigin: origin,
    expectedRPID: new URL(origin).hostname,
    requireUserVerification: true,
    credential: {
      id: known.credential,
      publicKey: bytesOf(known.publicKey),
      counter: known.counter,
    },
  }).catch(() => null)
  return verified?.verified ? verified.authenticationInfo.newCounter : null
}

/** With memory of its own, as the library's types ask. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, 'base64url'))
}

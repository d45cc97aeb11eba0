import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import type { Database } from '../../platform/db/database.ts'
import type { Tx } from '../../platform/db/tx.ts'
import { newBlindId } from '../../platform/ids.ts'
import type { Postbox } from '../../platform/mail/postbox.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import { findAccountId } from '../accounts/account.ts'
import { indexAddress } from '../accounts/account.ts'
import { listMembershipsOf } from '../sessions/sessions.ts'
import { startSession } from '../sessions/sessions.ts'
import {
  countRecentCodes,
  deleteOldCodes,
  insertCode,
  lockAddress,
  markCodeUsed,
  takeTry,
} from './sign-in.queries.ts'
import { signInWords } from './sign-in.words.ts'

/** Remembers, for as long as a code lasts, which browser asked for it. */
export const askingCookie = 'ownterms-asking'
export const codeMinutes = 10
export const codeTries = 5
export const codesAnHour = 5

const words = signInWords['en-GB']

/** The browser's own token: the one it already holds, or a new one. */
export function chooseBrowser(cookie: string | null): string {
  return cookie && /^[\w-]{43}$/.test(cookie) ? cookie : randomBytes(32).toString('base64url')
}

/**
 * Makes a code for an address and sends it, when somebody who works here has it. For every address the same is
 * written and the same time is taken: the letter leaves after the answer, and whether there was one shows nowhere.
 * Past five codes an hour for an address nothing more is made.
 */
export async function askForCode(
  db: Database,
  postbox: Postbox,
  input: { address: string; browser: string },
): Promise<void> {
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const addressIndex = indexAddress(db.vault, input.address)
  const isToBeSent = await db.outside(async (tx) => {
    await lockAddress(tx, addressIndex)
    await deleteOldCodes(tx)
    const accountId = await findWorkingAccountId(tx, addressIndex)
    if ((await countRecentCodes(tx, addressIndex)) >= codesAnHour) return false
    await insertCode(tx, {
      id: newBlindId(),
      addressIndex,
      browserHash: hashBrowser(db.vault, input.browser),
      codeHash: hashCode(db.vault, addressIndex, input.browser, code),
      minutes: codeMinutes,
    })
    return accountId !== null
  })
  if (!isToBeSent) return
  const letter = words.codeLetter(formatCode(code), codeMinutes)
  // A letter that cannot be sent is the postbox's to log; telling this page would tell who works here.
  setImmediate(() => void postbox.send({ to: input.address, ...letter }).catch(() => undefined))
}

/**
 * Starts a session for the person whose code this is; gives its token, or null when the code does not work (wrong,
 * used, out of date, tried too often, or asked for by another browser).
 */
export async function signInWithCode(
  db: Database,
  input: { code: string; browser: string },
): Promise<string | null> {
  return db.outside(async (tx, now) => {
    const open = await takeTry(tx, hashBrowser(db.vault, input.browser), codeTries)
    if (!open) return null
    const sent = hashCode(db.vault, open.addressIndex, input.browser, input.code)
    if (!timingSafeEqual(sent, open.codeHash)) return null
    const accountId = await findWorkingAccountId(tx, open.addressIndex)
    if (!accountId) return null
    await markCodeUsed(tx, open.id)
    return startSession(tx, db.vault, accountId, now)
  })
}

/** The account of an address, when it works somewhere. Asks the same questions for every address. */
async function findWorkingAccountId(tx: Tx, addressIndex: Buffer): Promise<string | null> {
  const accountId = await findAccountId(tx, addressIndex)
  const memberships = await listMembershipsOf(tx, accountId ?? newBlindId())
  return memberships.length > 0 ? accountId : null
}

/** Two groups of three are easier to carry from one screen to another: 482 913. */
function formatCode(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`
}

function hashBrowser(vault: Vault, browser: string): Buffer {
  return vault.fingerprint('sign-in-browser', browser)
}

function hashCode(vault: Vault, addressIndex: Buffer, browser: string, code: string): Buffer {
  return vault.fingerprint('sign-in-code', `${addressIndex.toString('hex')} ${browser} ${code}`)
}

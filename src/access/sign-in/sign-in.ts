import type { Database } from '../../platform/db/database.ts'
import type { Tx } from '../../platform/db/tx.ts'
import { newBlindId } from '../../platform/ids.ts'
import type { Postbox } from '../../platform/mail/postbox.ts'
import { findAccountId } from '../accounts/account.ts'
import { indexAddress } from '../accounts/account.ts'
import { codeMinutes, formatCode, makeCode, markCodeUsed, sendLater, tryCode } from '../codes/codes.ts'
import { codesWords } from '../codes/codes.words.ts'
import { listMembershipsOf } from '../sessions/sessions.ts'
import { startSession } from '../sessions/sessions.ts'

/** Remembers, for as long as a code lasts, which browser asked for it. */
export const askingCookie = 'ownterms-asking'

const words = codesWords['en-GB']

/** Makes a code for an address and sends it, when somebody who works here has it. */
export async function askForCode(
  db: Database,
  postbox: Postbox,
  input: { address: string; browser: string },
): Promise<void> {
  const { address, browser } = input
  const addressIndex = indexAddress(db.vault, address)
  const code = await makeCode(
    db,
    'sign-in',
    { addressIndex, browser },
    async (tx) => (await findWorkingAccountId(tx, addressIndex)) !== null,
  )
  if (code) sendLater(postbox, { to: address, ...words.letter(formatCode(code), codeMinutes) })
}

/** Starts a session for the person whose code this is; gives its token, or null when the code does not work. */
export async function signInWithCode(
  db: Database,
  input: { code: string; browser: string },
): Promise<string | null> {
  return db.outside(async (tx, now) => {
    const open = await tryCode(tx, db.vault, 'sign-in', input)
    const accountId = open && (await findWorkingAccountId(tx, open.addressIndex))
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

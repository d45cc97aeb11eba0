import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import type { Database } from '../../platform/db/database.ts'
import type { Tx } from '../../platform/db/tx.ts'
import { newBlindId } from '../../platform/ids.ts'
import type { Postbox } from '../../platform/mail/postbox.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import { countRecentCodes, deleteOldCodes, insertCode, lockAddress, takeTry } from './codes.queries.ts'

export { markCodeUsed } from './codes.queries.ts'

export const codeMinutes = 10
export const codeTries = 5
export const codesAnHour = 5

/** What a code is for: one of these opens nothing of another. */
export type CodeKind = 'sign-in' | 'space' | 'space-address'

/** The browser's own token: the one it already holds, or a new one. */
export function chooseBrowser(cookie: string | null): string {
  return cookie && /^[\w-]{43}$/.test(cookie) ? cookie : randomBytes(32).toString('base64url')
}

/**
 * Makes a code that works in one browser. For every address the same is written and the same time is taken, whether it
 * is one of somebody known here or not (`isKnown`). Null: no letter is to be sent; past five codes an hour for an
 * address nothing more is made.
 */
export async function makeCode(
  db: Database,
  kind: CodeKind,
  input: { addressIndex: Buffer; browser: string },
  isKnown: (tx: Tx) => Promise<boolean>,
): Promise<string | null> {
  const { addressIndex, browser } = input
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const isToBeSent = await db.outside(async (tx) => {
    await lockAddress(tx, addressIndex)
    await deleteOldCodes(tx)
    const isOneOfOurs = await isKnown(tx)
    if ((await countRecentCodes(tx, addressIndex)) >= codesAnHour) return false
    await insertCode(tx, {
      id: newBlindId(),
      addressIndex,
      browserHash: hashBrowser(db.vault, kind, browser),
      codeHash: hashCode(db.vault, kind, addressIndex, browser, code),
      minutes: codeMinutes,
    })
    return isOneOfOurs
  })
  return isToBeSent ? code : null
}

/**
 * Counts one try, and gives whose code it is; null when it does not work (wrong, used, out of date, tried too often, or
 * asked for by another browser).
 */
export async function tryCode(
  tx: Tx,
  vault: Vault,
  kind: CodeKind,
  input: { code: string; browser: string },
): Promise<{ id: string; addressIndex: Buffer } | null> {
  const open = await takeTry(tx, hashBrowser(vault, kind, input.browser), codeTries)
  if (!open) return null
  const sent = hashCode(vault, kind, open.addressIndex, input.browser, input.code)
  return timingSafeEqual(sent, open.codeHash) ? open : null
}

/**
 * Sends a letter after the answer has gone: how long it takes tells nobody anything. One that cannot be sent is the
 * postbox's to log; telling the page would tell who is known here.
 */
export function sendLater(postbox: Postbox, letter: { to: string; subject: string; text: string }): void {
  setImmediate(() => void postbox.send(letter).catch(() => undefined))
}

/** Two groups of three are easier to carry from one screen to another: 482 913. */
export function formatCode(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`
}

function hashBrowser(vault: Vault, kind: CodeKind, browser: string): Buffer {
  return vault.fingerprint(`${kind}-browser`, browser)
}

function hashCode(vault: Vault, kind: CodeKind, addressIndex: Buffer, browser: string, code: string): Buffer {
  return vault.fingerprint(`${kind}-code`, `${addressIndex.toString('hex')} ${browser} ${code}`)
}

import { normaliseAddress } from '../../access/accounts/account.ts'
import {
  codeMinutes,
  formatCode,
  makeCode,
  markCodeUsed,
  sendLater,
  tryCode,
  type CodeKind,
} from '../../access/codes/codes.ts'
import { codesWords } from '../../access/codes/codes.words.ts'
import type { Ctx, Database } from '../../platform/db/database.ts'
import type { Tx } from '../../platform/db/tx.ts'
import { newBlindId } from '../../platform/ids.ts'
import type { Postbox } from '../../platform/mail/postbox.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import { startSpaceSession, type Person, type SpaceToken } from '../spaces/sessions.ts'
import { getSpaceName, normaliseName } from '../spaces/spaces.ts'
import { findSpaceOfAddress, putAddress, replaceAddress, selectAddress } from './mail.queries.ts'

/** Where codes go; null when the person chose none. */
export async function openAddress(ctx: Ctx): Promise<string | null> {
  const sealed = await selectAddress(ctx)
  return sealed && ctx.vault.openTeam('way_back.address', ctx.tenantId, sealed)
}

/** Sends a code to an address somebody wants to use: only who gets it can add it. */
export async function askToAdd(
  db: Database,
  postbox: Postbox,
  person: Person,
  address: string,
): Promise<void> {
  const input = { addressIndex: indexNew(db.vault, person, address), browser: person.sessionId }
  await sendCode(db, postbox, 'space-address', { ...input, address }, async () => true)
}

/**
 * Adds the address a code was sent to, in place of one there was. Sent twice, it adds it once. False when the code does
 * not work.
 */
export async function addAddress(
  db: Database,
  person: Person,
  within: <T>(fn: (ctx: Ctx) => Promise<T>) => Promise<T>,
  input: { address: string; code: string },
): Promise<boolean> {
  const { address, code } = input
  const isTheirs = await db.outside(async (tx) => {
    const open = await tryCode(tx, db.vault, 'space-address', { code, browser: person.sessionId })
    if (!open?.addressIndex.equals(indexNew(db.vault, person, address))) return false
    await markCodeUsed(tx, open.id)
    return true
  })
  if (!isTheirs) return (await within(openAddress)) === normaliseAddress(address)
  await within(async (ctx) => {
    await putAddress(ctx, ctx.vault.sealTeam('way_back.address', ctx.tenantId, normaliseAddress(address)))
    await indexAgain(ctx, db.vault, await getSpaceName(ctx))
  })
  return true
}

export async function removeAddress(ctx: Ctx): Promise<void> {
  await putAddress(ctx, null)
  await replaceAddress(ctx, newBlindId(), null)
}

/** Finds a space by its address and the name it has from now on, in the transaction that gives it that name. */
export async function indexAgain(ctx: Ctx, vault: Vault, name: string): Promise<void> {
  const address = await openAddress(ctx)
  if (address) await replaceAddress(ctx, newBlindId(), await indexEntry(vault, name, address))
}

/** Sends a code, when a name and address lead to a space. Whether they do shows nowhere. */
export async function askToEnter(
  db: Database,
  postbox: Postbox,
  input: { name: string; address: string; browser: string },
): Promise<void> {
  const { name, address, browser } = input
  const addressIndex = await indexEntry(db.vault, name, address)
  await sendCode(
    db,
    postbox,
    'space',
    { addressIndex, browser, address },
    async (tx) => (await findSpaceOfAddress(tx, addressIndex)) !== null,
  )
}

/** Lets in whoever has the code; null when it does not work. */
export async function enterWithCode(
  db: Database,
  input: { code: string; browser: string; isShared: boolean },
): Promise<SpaceToken | null> {
  return db.outside(async (tx, now) => {
    const open = await tryCode(tx, db.vault, 'space', input)
    const spaceId = open && (await findSpaceOfAddress(tx, open.addressIndex))
    if (!spaceId) return null
    await markCodeUsed(tx, open.id)
    return startSpaceSession(tx, db.vault, { spaceId, isShared: input.isShared }, now)
  })
}

async function sendCode(
  db: Database,
  postbox: Postbox,
  kind: CodeKind,
  input: { addressIndex: Buffer; browser: string; address: string },
  isKnown: (tx: Tx) => Promise<boolean>,
): Promise<void> {
  const code = await makeCode(db, kind, input, isKnown)
  const { letter } = codesWords['en-GB']
  if (code) sendLater(postbox, { to: input.address, ...letter(formatCode(code), codeMinutes) })
}

/** What a name and an address together are found by, for good: the address alone leads nowhere. */
function indexEntry(vault: Vault, name: string, address: string): Promise<Buffer> {
  return vault.lastingFingerprint('space-address', `${normaliseName(name)} ${normaliseAddress(address)}`)
}

function indexNew(vault: Vault, person: Person, address: string): Buffer {
  return vault.fingerprint('space-new-address', `${person.spaceId} ${normaliseAddress(address)}`)
}

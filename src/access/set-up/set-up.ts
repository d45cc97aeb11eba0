import { timingSafeEqual } from 'node:crypto'
import type { Database } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newAddress, newBlindId } from '../../platform/ids.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import { hasOrganisation, makeOrganisation } from '../organisation/organisation.ts'
import { hasAnyOrganisation } from '../organisation/organisation.ts'
import { markSetUpCodeUsed, replaceSetUpCode, takeSetUpTry } from './set-up.queries.ts'

export const setUpTries = 10

export type SetUp = { code: string; organisation: string; operator: string; name: string; address: string }

/**
 * A new one-time code for the page that makes the first organisation, in place of any older one: 12 letters and
 * figures in three groups, to be printed on the server's console. Null when there is an organisation already.
 */
export async function makeSetUpCode(db: Database): Promise<string | null> {
  const code = newAddress(12)
  return db.outside(async (tx) => {
    if (await hasAnyOrganisation(tx)) return null
    await replaceSetUpCode(tx, { id: newBlindId(), codeHash: hashCode(db.vault, code) })
    return code.match(/.{4}/g)!.join('-')
  })
}

/** The code as it is compared: however it was typed. */
function normaliseSetUpCode(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}

/** Throws `not-found` once there is an organisation. */
export async function refuseAfterSetUp(db: Database): Promise<void> {
  if (await hasOrganisation(db)) throw new Failure('not-found', '')
}

/**
 * Makes the first organisation and its first lead, who is a listener as well so that a team of one can begin.
 * False when the code does not work. Of two who send it at once, one makes the organisation; the other's code is
 * used. Throws `not-found` once there is an organisation.
 */
export async function setUp(db: Database, input: SetUp): Promise<boolean> {
  await refuseAfterSetUp(db)
  const codeId = await claimCode(db, input.code)
  if (!codeId) return false
  try {
    await makeOrganisation(db, {
      name: input.organisation,
      operator: input.operator,
      staff: [{ name: input.name, address: input.address, roles: ['lead', 'listener'] }],
    })
  } catch (error) {
    await db.outside((tx) => markSetUpCodeUsed(tx, codeId, false))
    throw error
  }
  return true
}

async function claimCode(db: Database, code: string): Promise<string | null> {
  return db.outside(async (tx) => {
    const open = await takeSetUpTry(tx, setUpTries)
    if (!open || !timingSafeEqual(hashCode(db.vault, code), open.codeHash)) return null
    await markSetUpCodeUsed(tx, open.id, true)
    return open.id
  })
}

function hashCode(vault: Vault, code: string): Buffer {
  return vault.fingerprint('set-up-code', normaliseSetUpCode(code))
}

import type { Database } from '../../platform/db/database.ts'
import type { Tx } from '../../platform/db/tx.ts'
import { newBlindId } from '../../platform/ids.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import {
  findAccountId,
  insertAccount,
  listEverySealedAddress,
  listSealedAddresses,
  updateAddress,
} from './account.queries.ts'

export { findAccountId } from './account.queries.ts'

/** One spelling for each address: without spaces around it, in small letters, composed (NFC). */
export function normaliseAddress(text: string): string {
  return text.trim().toLowerCase().normalize('NFC')
}

/** Whether a normalised text can be the address of one mailbox; it never holds two, or a line break. */
export function isAddress(address: string): boolean {
  return address.length <= 254 && /^[^\s@<>()[\]\\,;:"\p{Cc}]+@[^\s@<>()[\]\\,;:"\p{Cc}]+$/u.test(address)
}

/** How an address is found again without being stored in the open. */
export function indexAddress(vault: Vault, address: string): Buffer {
  return vault.fingerprint('account-address', normaliseAddress(address))
}

/** The account of an address, made when there is none. Gives its id. Not to be called inside a transaction. */
export async function findOrMakeAccount(db: Database, address: string): Promise<string> {
  return db.outside((tx) => openAccount(tx, db.vault, address))
}

/** The addresses of accounts, by account id. For people who may see them. */
export async function listAddresses(
  db: Database,
  accountIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db.outside((tx) => listSealedAddresses(tx, accountIds))
  return new Map(
    rows.map((row) => [row.id, db.vault.openForDeployment(addressPlace(row.id), row.addressSealed)]),
  )
}

/** Seals and indexes every address anew, from one deployment key to another. */
export async function resealAddresses(tx: Tx, from: Vault, to: Vault): Promise<void> {
  for (const { id, addressSealed } of await listEverySealedAddress(tx)) {
    const address = from.openForDeployment(addressPlace(id), addressSealed)
    await updateAddress(tx, {
      id,
      addressSealed: to.sealForDeployment(addressPlace(id), address),
      addressIndex: indexAddress(to, address),
    })
  }
}

async function openAccount(tx: Tx, vault: Vault, address: string): Promise<string> {
  const id = newBlindId()
  const addressIndex = indexAddress(vault, address)
  const known = await findAccountId(tx, addressIndex)
  if (known) return known
  await insertAccount(tx, {
    id,
    addressSealed: vault.sealForDeployment(addressPlace(id), normaliseAddress(address)),
    addressIndex,
  })
  // Whoever made it first, this one or somebody at the same moment.
  return (await findAccountId(tx, addressIndex))!
}

function addressPlace(id: string): string {
  return `account.address/${id}`
}

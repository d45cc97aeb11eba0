import { query, type Tx } from '../../platform/db/tx.ts'

/** Leaves an account that is already there as it is. */
export async function insertAccount(
  tx: Tx,
  row: { id: string; addressSealed: Buffer; addressIndex: Buffer },
): Promise<void> {
  await query(tx)
    .insertInto('account')
    .values({ id: row.id, address_sealed: row.addressSealed, address_index: row.addressIndex })
    .onConflict((conflict) => conflict.column('address_index').doNothing())
    .execute()
}

export async function findAccountId(tx: Tx, addressIndex: Buffer): Promise<string | null> {
  const row = await query(tx)
    .selectFrom('account')
    .select('id')
    .where('address_index', '=', addressIndex)
    .executeTakeFirst()
  return row?.id ?? null
}

export async function listSealedAddresses(
  tx: Tx,
  accountIds: readonly string[],
): Promise<{ id: string; addressSealed: Buffer }[]> {
  if (accountIds.length === 0) return []
  const rows = await query(tx)
    .selectFrom('account')
    .select(['id', 'address_sealed'])
    .where('id', 'in', accountIds)
    .execute()
  return rows.map((row) => ({ id: row.id, addressSealed: row.address_sealed }))
}

export async function listEverySealedAddress(tx: Tx): Promise<{ id: string; addressSealed: Buffer }[]> {
  const rows = await query(tx).selectFrom('account').select(['id', 'address_sealed']).forUpdate().execute()
  return rows.map((row) => ({ id: row.id, addressSealed: row.address_sealed }))
}

export async function updateAddress(
  tx: Tx,
  row: { id: string; addressSealed: Buffer; addressIndex: Buffer },
): Promise<void> {
  await query(tx)
    .updateTable('account')
    .set({ address_sealed: row.addressSealed, address_index: row.addressIndex })
    .where('id', '=', row.id)
    .execute()
}

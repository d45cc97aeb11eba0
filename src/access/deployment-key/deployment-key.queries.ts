import { query, type Tx } from '../../platform/db/tx.ts'

/** Sessions and codes are kept as fingerprints under the old key, which nobody can make any more. */
export async function deleteSignIns(tx: Tx): Promise<void> {
  await query(tx).deleteFrom('session').execute()
  await query(tx).deleteFrom('sign_in_code').execute()
  await query(tx).deleteFrom('set_up_code').execute()
  await query(tx).deleteFrom('passkey_challenge').execute()
}

import { sql } from 'kysely'
import { query, type Tx } from '../../platform/db/tx.ts'

export type PasskeyRow = {
  id: string
  accountId: string
  /** The credential's name, base64url. */
  credential: string
  /** COSE, base64url. */
  publicKey: string
  counter: number
  nameSealed: Buffer
  createdAt: Date
  lastUsedAt: Date | null
}

export async function listPasskeyRows(tx: Tx, accountId: string | null): Promise<PasskeyRow[]> {
  const rows = await query(tx)
    .selectFrom('passkey')
    .selectAll()
    .$if(accountId !== null, (select) => select.where('account_id', '=', accountId!))
    .orderBy('created_at')
    .execute()
  return rows.map(readRow)
}

/** The passkey of a credential, held until the transaction ends so that its counter moves once; or null. */
export async function holdPasskey(tx: Tx, credential: string): Promise<PasskeyRow | null> {
  const row = await query(tx)
    .selectFrom('passkey')
    .selectAll()
    .where('credential', '=', credential)
    .forUpdate()
    .executeTakeFirst()
  return row ? readRow(row) : null
}

/** False when this credential is here already. */
export async function insertPasskey(
  tx: Tx,
  row: Omit<PasskeyRow, 'createdAt' | 'lastUsedAt'>,
): Promise<boolean> {
  const added = await query(tx)
    .insertInto('passkey')
    .values({
      id: row.id,
      account_id: row.accountId,
      credential: row.credential,
      public_key: row.publicKey,
      counter: row.counter,
      name_sealed: row.nameSealed,
    })
    .onConflict((conflict) => conflict.column('credential').doNothing())
    .executeTakeFirst()
  return Number(added.numInsertedOrUpdatedRows) === 1
}

export async function updateUse(tx: Tx, id: string, counter: number): Promise<void> {
  await query(tx)
    .updateTable('passkey')
    .set({ counter, last_used_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
}

export async function updateName(tx: Tx, id: string, nameSealed: Buffer): Promise<void> {
  await query(tx).updateTable('passkey').set({ name_sealed: nameSealed }).where('id', '=', id).execute()
}

/** Gives how many went: none when it is somebody else's. */
export async function deletePasskey(tx: Tx, accountId: string, id: string): Promise<number> {
  const gone = await query(tx)
    .deleteFrom('passkey')
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
}

/** Notes that a challenge was answered; false when it was before. Those that are out of date are forgotten. */
export async function takeChallenge(tx: Tx, challengeHash: Buffer, expiresAt: Date): Promise<boolean> {
  await query(tx)
    .deleteFrom('passkey_challenge')
    .where('expires_at', '<', sql<Date>`now()`)
    .execute()
  const added = await query(tx)
    .insertInto('passkey_challenge')
    .values({ challenge_hash: challengeHash, expires_at: expiresAt })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Number(added.numInsertedOrUpdatedRows) === 1
}

function readRow(row: {
  id: string
  account_id: string
  credential: string
  public_key: string
  counter: number
  name_sealed: Buffer
  created_at: Date
  last_used_at: Date | null
}): PasskeyRow {
  return {
    id: row.id,
    accountId: row.account_id,
    credential: row.credential,
    publicKey: row.public_key,
    counter: row.counter,
    nameSealed: row.name_sealed,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }
}

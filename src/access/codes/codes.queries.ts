import { sql } from 'kysely'
import { query, type Tx } from '../../platform/db/tx.ts'

/** Lets one transaction at a time count and add codes of an address. */
export async function lockAddress(tx: Tx, addressIndex: Buffer): Promise<void> {
  await sql`select pg_advisory_xact_lock(${addressIndex.readInt32BE(0)}, ${addressIndex.readInt32BE(4)})`.execute(
    query(tx),
  )
}

/** Codes are forgotten after the hour in which they are counted. */
export async function deleteOldCodes(tx: Tx): Promise<void> {
  await query(tx)
    .deleteFrom('sign_in_code')
    .where('created_at', '<', sql<Date>`now() - interval '1 hour'`)
    .execute()
}

/** How many codes were asked for an address in the last hour. */
export async function countRecentCodes(tx: Tx, addressIndex: Buffer): Promise<number> {
  const row = await query(tx)
    .selectFrom('sign_in_code')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('address_index', '=', addressIndex)
    .where('created_at', '>', sql<Date>`now() - interval '1 hour'`)
    .executeTakeFirstOrThrow()
  return row.count
}

export async function insertCode(
  tx: Tx,
  row: { id: string; addressIndex: Buffer; browserHash: Buffer; codeHash: Buffer; minutes: number },
): Promise<void> {
  await query(tx)
    .insertInto('sign_in_code')
    .values({
      id: row.id,
      address_index: row.addressIndex,
      browser_hash: row.browserHash,
      code_hash: row.codeHash,
      // The clock of the statement, so that two codes of one moment still have an order.
      created_at: sql<Date>`clock_timestamp()`,
      expires_at: sql<Date>`now() + make_interval(mins => ${row.minutes}::int)`,
    })
    .execute()
}

export type OpenCode = { id: string; addressIndex: Buffer; codeHash: Buffer }

/**
 * Counts one try of the newest code a browser asked for, and gives that code; null when it was used, is out of date,
 * or was tried `most` times already.
 */
export async function takeTry(tx: Tx, browserHash: Buffer, most: number): Promise<OpenCode | null> {
  const row = await query(tx)
    .updateTable('sign_in_code')
    .set(({ eb }) => ({ attempts: eb('attempts', '+', 1) }))
    .where('id', '=', ({ selectFrom }) =>
      selectFrom('sign_in_code')
        .select('id')
        .where('browser_hash', '=', browserHash)
        .orderBy('created_at', 'desc')
        .limit(1),
    )
    .where('attempts', '<', most)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .returning(['id', 'address_index', 'code_hash'])
    .executeTakeFirst()
  return row ? { id: row.id, addressIndex: row.address_index, codeHash: row.code_hash } : null
}

export async function markCodeUsed(tx: Tx, id: string): Promise<void> {
  await query(tx)
    .updateTable('sign_in_code')
    .set({ used_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
}

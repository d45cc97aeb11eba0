import { sql } from 'kysely'
import { query, type Tx } from '../../platform/db/tx.ts'

export async function replaceSetUpCode(tx: Tx, row: { id: string; codeHash: Buffer }): Promise<void> {
  await query(tx).deleteFrom('set_up_code').execute()
  await query(tx).insertInto('set_up_code').values({ id: row.id, code_hash: row.codeHash }).execute()
}

/** Counts one try of the newest code and gives it; null when it is used or was tried `most` times already. */
export async function takeSetUpTry(tx: Tx, most: number): Promise<{ id: string; codeHash: Buffer } | null> {
  const row = await query(tx)
    .updateTable('set_up_code')
    .set(({ eb }) => ({ attempts: eb('attempts', '+', 1) }))
    .where('id', '=', ({ selectFrom }) =>
      selectFrom('set_up_code').select('id').orderBy('created_at', 'desc').limit(1),
    )
    .where('attempts', '<', most)
    .where('used_at', 'is', null)
    .returning(['id', 'code_hash'])
    .executeTakeFirst()
  return row ? { id: row.id, codeHash: row.code_hash } : null
}

export async function markSetUpCodeUsed(tx: Tx, id: string, isUsed: boolean): Promise<void> {
  await query(tx)
    .updateTable('set_up_code')
    .set({ used_at: isUsed ? sql<Date>`now()` : null })
    .where('id', '=', id)
    .execute()
}

import { sql } from 'kysely'
import { query, type Tx } from '../db/tx.ts'

/** Notes how many times this keyring has destroyed keys: an older one is then known as older. */
export async function markDestroyed(tx: Tx, ring: string, destroyed: number): Promise<void> {
  await sql`select scope.mark_keyring(${ring}, ${destroyed})`.execute(query(tx))
}

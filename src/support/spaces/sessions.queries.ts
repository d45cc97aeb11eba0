import { sql } from 'kysely'
import { query, type Tx } from '../../platform/db/tx.ts'

export type SpaceSessionRow = { id: string; spaceId: string; isShared: boolean; lastSeenAt: Date }

/** A phone that others use too is left alone after five minutes. */
export const stillMinutes = 5

export async function insertSpaceSession(
  tx: Tx,
  row: { id: string; tokenHash: Buffer; spaceId: string; isShared: boolean; expiresAt: Date },
): Promise<void> {
  await query(tx)
    .deleteFrom('space_session')
    .where('expires_at', '<', sql<Date>`now()`)
    .execute()
  await query(tx)
    .insertInto('space_session')
    .values({
      id: row.id,
      token_hash: row.tokenHash,
      space_id: row.spaceId,
      is_shared: row.isShared,
      expires_at: row.expiresAt,
    })
    .execute()
}

/** The live session of a token's hash, by the database's clock; none of a space that is being taken away. */
export async function findSpaceSession(tx: Tx, tokenHash: Buffer): Promise<SpaceSessionRow | null> {
  const row = await query(tx)
    .selectFrom('space_session as s')
    .select(['s.id', 's.space_id as spaceId', 's.is_shared as isShared', 's.last_seen_at as lastSeenAt'])
    .where('s.token_hash', '=', tokenHash)
    .where('s.expires_at', '>', sql<Date>`now()`)
    .where((where) =>
      where.or([
        where('s.is_shared', '=', false),
        where('s.last_seen_at', '>', sql<Date>`now() - make_interval(mins => ${stillMinutes}::int)`),
      ]),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('space_leaving as l').select('l.space_id').whereRef('l.space_id', '=', 's.space_id'),
        ),
      ),
    )
    .executeTakeFirst()
  return row ?? null
}

export async function touchSpaceSession(tx: Tx, id: string): Promise<void> {
  await query(tx)
    .updateTable('space_session')
    .set({ last_seen_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
}

export async function deleteSpaceSession(tx: Tx, tokenHash: Buffer): Promise<void> {
  await query(tx).deleteFrom('space_session').where('token_hash', '=', tokenHash).execute()
}

import { sql, type ExpressionBuilder } from 'kysely'
import type { Schema } from '../../platform/db/schema.ts'
import { query, type Tx } from '../../platform/db/tx.ts'

/** `asked`: somebody asked for new words. `back`: that is over, and those who were let in wait. */
export type Asking = 'asked' | 'back' | null

export type SpaceSessionRow = {
  id: string
  spaceId: string
  isShared: boolean
  lastSeenAt: Date
  asking: Asking
}

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
    .select([
      's.id',
      's.space_id as spaceId',
      's.is_shared as isShared',
      's.last_seen_at as lastSeenAt',
      sql<Asking>`(
        select case
          when r.used_at is null and r.stopped_at is null and r.begun_at > now() - interval '15 days' then 'asked'
          when cardinality(r.paused) > 0 then 'back' end
        from space_recovery r where r.space_id = s.space_id)`.as('asking'),
    ])
    .where('s.token_hash', '=', tokenHash)
    .where(isLive)
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

/** Every live session of a space, the newest first. */
export async function listSpaceSessions(
  tx: Tx,
  spaceId: string,
): Promise<{ id: string; isShared: boolean; createdAt: Date; lastSeenAt: Date }[]> {
  return query(tx)
    .selectFrom('space_session as s')
    .select(['s.id', 's.is_shared as isShared', 's.created_at as createdAt', 's.last_seen_at as lastSeenAt'])
    .where('s.space_id', '=', spaceId)
    .where(isLive)
    .orderBy('s.created_at', 'desc')
    .execute()
}

/** Ends every session of a space but one; null: all. */
export async function deleteOtherSessions(tx: Tx, spaceId: string, keptId: string | null): Promise<void> {
  await query(tx)
    .deleteFrom('space_session')
    .where('space_id', '=', spaceId)
    .$if(keptId !== null, (gone) => gone.where('id', '<>', keptId!))
    .execute()
}

/** Not out of date; on a shared phone, not left alone. By the database's clock. */
function isLive({ and, or, eb }: ExpressionBuilder<{ s: Schema['space_session'] }, 's'>) {
  return and([
    eb('s.expires_at', '>', sql<Date>`now()`),
    or([
      eb('s.is_shared', '=', false),
      // Seen later than now: the clock was put back, and nobody knows how long this phone has been still.
      eb.between(
        's.last_seen_at',
        sql<Date>`now() - make_interval(mins => ${stillMinutes}::int)`,
        sql<Date>`now() + make_interval(mins => ${stillMinutes}::int)`,
      ),
    ]),
  ])
}

export async function deleteSpaceSession(tx: Tx, tokenHash: Buffer): Promise<void> {
  await query(tx).deleteFrom('space_session').where('token_hash', '=', tokenHash).execute()
}

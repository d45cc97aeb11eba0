import { sql } from 'kysely'
import { query, type Tx } from '../../platform/db/tx.ts'

export type DeviceRow = {
  id: string
  spaceId: string
  credential: string
  publicKey: string
  counter: number
  createdAt: Date
  lastUsedAt: Date | null
}

const columns = [
  'p.id',
  'p.space_id as spaceId',
  'p.credential',
  'p.public_key as publicKey',
  'p.counter',
  'p.created_at as createdAt',
  'p.last_used_at as lastUsedAt',
] as const

export async function listDeviceRows(tx: Tx, spaceId: string): Promise<DeviceRow[]> {
  return query(tx)
    .selectFrom('space_passkey as p')
    .select(columns)
    .where('p.space_id', '=', spaceId)
    .orderBy('p.created_at')
    .execute()
}

/** The passkey of a credential, held so that its counter moves once; null also when its space is being taken away. */
export async function holdDevice(tx: Tx, credential: string): Promise<DeviceRow | null> {
  const row = await query(tx)
    .selectFrom('space_passkey as p')
    .select(columns)
    .where('p.credential', '=', credential)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('space_leaving as l').select('l.space_id').whereRef('l.space_id', '=', 'p.space_id'),
        ),
      ),
    )
    .forUpdate('p')
    .executeTakeFirst()
  return row ?? null
}

/** False when this credential is here already. */
export async function insertDevice(
  tx: Tx,
  row: Pick<DeviceRow, 'id' | 'spaceId' | 'credential' | 'publicKey' | 'counter'>,
): Promise<boolean> {
  const added = await query(tx)
    .insertInto('space_passkey')
    .values({
      id: row.id,
      space_id: row.spaceId,
      credential: row.credential,
      public_key: row.publicKey,
      counter: row.counter,
    })
    .onConflict((conflict) => conflict.column('credential').doNothing())
    .executeTakeFirst()
  return Number(added.numInsertedOrUpdatedRows) === 1
}

export async function updateDeviceUse(tx: Tx, id: string, counter: number): Promise<void> {
  await query(tx)
    .updateTable('space_passkey')
    .set({ counter, last_used_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
}

/** Gives how many went: none when it is somebody else's. Without an id, all of a space. */
export async function deleteDevice(tx: Tx, spaceId: string, id?: string): Promise<number> {
  const gone = await query(tx)
    .deleteFrom('space_passkey')
    .where('space_id', '=', spaceId)
    .$if(id !== undefined, (one) => one.where('id', '=', id!))
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
}

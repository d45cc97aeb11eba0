import pg from 'pg'
import { newBlindId } from '../src/platform/ids.ts'
import type { TestHouse } from './database.ts'

type Acting = {
  tenantId: string
  id: string
  role: string
  /** The room a coach writes down to have looked at, in the same transaction. */
  room?: string
}

/** What one statement of somebody does, as the restricted login: rows, or the error's code. */
export async function runAs(
  house: TestHouse,
  { tenantId, id, role, room }: Acting,
  text: string,
  values: readonly unknown[] = [],
): Promise<number | string> {
  const client = new pg.Client({ connectionString: house.loginUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(
      `select set_config('role', 'ownterms_app', true), set_config('app.tenant', $1, true),
         set_config('app.actor', $2, true), set_config('app.roles', $3, true)`,
      [tenantId, id, role],
    )
    if (room !== undefined)
      await client.query(
        `insert into look (tenant_id, id, account_id, who_sealed, room, why) values ($1, $2, $3, 'x', $4, 'invited')`,
        [tenantId, newBlindId(), id, room],
      )
    const { rowCount } = await client.query(text, [...values])
    await client.query('commit')
    return rowCount ?? 0
  } catch (error) {
    return (error as pg.DatabaseError).code ?? String(error)
  } finally {
    await client.end()
  }
}

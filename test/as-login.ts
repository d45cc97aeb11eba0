import pg from 'pg'
import type { TestHouse } from './database.ts'

export type Scope = { tenantId: string; actorId: string; roles: readonly string[] }

/**
 * One statement as the application's restricted login, in a transaction that is taken back: its rows, or the code of
 * the error it ended with. Goes round the Database class, to see what the database itself refuses.
 */
export async function askAsLogin(
  house: TestHouse,
  scope: Scope,
  text: string,
  values: readonly unknown[] = [],
): Promise<Record<string, unknown>[] | string> {
  return withLogin(house, scope, async (client) => {
    try {
      return (await client.query<Record<string, unknown>>(text, [...values])).rows
    } catch (error) {
      return String((error as pg.DatabaseError).code)
    }
  })
}

/** Several statements in one such transaction. */
export async function withLogin<T>(
  house: TestHouse,
  scope: Scope,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: house.loginUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(
      `select set_config('role', 'ownterms_app', true), set_config('app.tenant', $1, true),
         set_config('app.roles', $2, true), set_config('app.actor', $3, true)`,
      [scope.tenantId, scope.roles.join(','), scope.actorId],
    )
    return await work(client)
  } finally {
    await client.end()
  }
}

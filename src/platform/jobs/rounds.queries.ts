import { sql } from 'kysely'
import { query, type Tx } from '../db/tx.ts'

/** Whether this process has the turn of a round, which comes once in so many minutes. */
export async function takeRound(tx: Tx, name: string, everyMinutes: number): Promise<boolean> {
  const answer = await sql<{ taken: boolean }>`
    select scope.take_round(${name}, make_interval(mins => ${everyMinutes}::int)) as taken`.execute(query(tx))
  return answer.rows[0]!.taken
}

export async function selectTenantIds(tx: Tx): Promise<string[]> {
  const answer = await sql<{ tenant_id: string }>`select tenant_id from scope.tenants()`.execute(query(tx))
  return answer.rows.map((row) => row.tenant_id)
}

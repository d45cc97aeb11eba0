import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

/** Every row of a table in this space, as far as who acts may see it, in the order it came. */
export async function selectRows(
  ctx: Ctx,
  table: string,
  columns: readonly string[],
): Promise<Record<string, unknown>[]> {
  const order = columns.filter((name) => name === 'id' || name === 'place' || name === 'number')
  const answer = await sql<Record<string, unknown>>`
    select ${sql.join(columns.map((name) => sql.ref(name)))} from ${sql.table(table)}
    where tenant_id = ${ctx.tenantId}
    order by ${sql.join([...order.toSorted(byNeed), 'tenant_id'].map((name) => sql.ref(name)))}`.execute(
    query(ctx.tx),
  )
  return answer.rows
}

/** Numbers say the order best, ids nearly as well. */
function byNeed(a: string, b: string): number {
  return Number(a === 'id') - Number(b === 'id')
}

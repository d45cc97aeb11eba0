import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

/** What was chosen for tables of this shape, as it was kept; null when nothing was. */
export async function selectTableChoice(ctx: Ctx, shapeIndex: Buffer): Promise<unknown> {
  const row = await query(ctx.tx)
    .selectFrom('table_choice')
    .select('choice')
    .where('shape_index', '=', shapeIndex)
    .executeTakeFirst()
  return row?.choice ?? null
}

export async function keepTableChoice(ctx: Ctx, shapeIndex: Buffer, choice: unknown): Promise<void> {
  const text = JSON.stringify(choice)
  await query(ctx.tx)
    .insertInto('table_choice')
    .values({ tenant_id: ctx.tenantId, shape_index: shapeIndex, choice: text })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'shape_index'])
        .doUpdateSet({ choice: text, chosen_at: sql<Date>`now()` }),
    )
    .execute()
}

import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query, type Tx } from '../../platform/db/tx.ts'

export async function updateQuiet(ctx: Ctx, quietSealed: Buffer): Promise<void> {
  await query(ctx.tx)
    .updateTable('space')
    .set({ quiet_sealed: quietSealed })
    .where('tenant_id', '=', ctx.tenantId)
    .execute()
}

/** Shuts every way into a space, at once. */
export async function insertLeaving(tx: Tx, spaceId: string): Promise<void> {
  await query(tx)
    .insertInto('space_leaving')
    .values({ space_id: spaceId, begun_at: sql<Date>`now()` })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function deleteLeaving(tx: Tx, spaceId: string): Promise<void> {
  await query(tx).deleteFrom('space_leaving').where('space_id', '=', spaceId).execute()
}

/** Everything in the space goes with its row. */
export async function deleteSpace(ctx: Ctx): Promise<void> {
  await query(ctx.tx).deleteFrom('space').where('tenant_id', '=', ctx.tenantId).execute()
}

import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

export async function updateQuiet(ctx: Ctx, quietSealed: Buffer): Promise<void> {
  await query(ctx.tx)
    .updateTable('space')
    .set({ quiet_sealed: quietSealed })
    .where('tenant_id', '=', ctx.tenantId)
    .execute()
}

import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

/**
 * The public page's source of an exercise. It carries the exercise's own id, so that a visitor, who may read
 * nothing, still knows where a contribution belongs.
 */
export async function insertWebSource(ctx: Ctx, exerciseId: string): Promise<void> {
  await query(ctx.tx)
    .insertInto('source')
    .values({
      tenant_id: ctx.tenantId,
      id: exerciseId,
      exercise_id: exerciseId,
      door: 'web',
      format: 'web',
      content_index: ctx.vault.fingerprint('source', `web/${exerciseId}`),
      state: 'shown',
    })
    .execute()
}

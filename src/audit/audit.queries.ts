import type { Ctx } from '../platform/db/database.ts'
import { query } from '../platform/db/tx.ts'
import { newId } from '../platform/ids.ts'

/**
 * Writes what happened, in the transaction of the thing it tells of: when that is undone, so is this.
 * `act` is a fixed word such as `exercise.opened`; `about` a table, `aboutId` an id. Never words or names.
 */
export async function recordAct(ctx: Ctx, act: string, about?: string, aboutId?: string): Promise<void> {
  await query(ctx.tx)
    .insertInto('audit_event')
    .values({
      tenant_id: ctx.tenantId,
      id: newId(),
      actor: ctx.actor.id,
      act,
      about: about ?? null,
      about_id: aboutId ?? null,
    })
    .execute()
}

import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

/** Writes the source of a sitting, seen at once; false when this sending was kept before. */
export async function insertSitting(
  ctx: Ctx,
  row: {
    id: string
    exerciseId: string
    door: 'conversation' | 'paper'
    contentIndex: Buffer
    howAgreedSealed: Buffer
    passages: number
  },
): Promise<boolean> {
  const made = await query(ctx.tx)
    .insertInto('source')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      exercise_id: row.exerciseId,
      door: row.door,
      format: 'typed',
      content_index: row.contentIndex,
      how_agreed_sealed: row.howAgreedSealed,
      agreed_at: ctx.now,
      state: 'shown',
      passages: row.passages,
      brought_by: ctx.actor.id,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'exercise_id', 'content_index'])
        .where('state', '<>', sql.lit('failed'))
        .doNothing(),
    )
    .executeTakeFirst()
  return Number(made.numInsertedOrUpdatedRows) === 1
}

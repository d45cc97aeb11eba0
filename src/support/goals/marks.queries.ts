import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'
import type { Mark } from './marks.ts'

/** The newest first; of one goal, or of all. */
export async function selectMarks(ctx: Ctx, goalId?: string): Promise<(Mark & { goalId: string })[]> {
  return query(ctx.tx)
    .selectFrom('goal_mark')
    .select(['id', 'goal_id as goalId', 'mark', 'said_at as saidAt'])
    .where('tenant_id', '=', ctx.tenantId)
    .$if(goalId !== undefined, (select) => select.where('goal_id', '=', goalId!))
    .orderBy('said_at', 'desc')
    .orderBy('id')
    .execute()
}

/** Nothing happens when it is there already, or for no goal of this space. */
export async function insertMark(ctx: Ctx, row: { id: string; goalId: string; mark: number }): Promise<void> {
  await query(ctx.tx)
    .insertInto('goal_mark')
    .columns(['tenant_id', 'id', 'goal_id', 'mark'])
    .expression((from) =>
      from
        .selectFrom('goal')
        .select([
          'tenant_id',
          sql<string>`${row.id}::uuid`.as('id'),
          'id as goal_id',
          sql<number>`${row.mark}::int`.as('mark'),
        ])
        .where('tenant_id', '=', ctx.tenantId)
        .where('id', '=', row.goalId),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function deleteMark(ctx: Ctx, goalId: string, id: string): Promise<void> {
  await query(ctx.tx)
    .deleteFrom('goal_mark')
    .where('tenant_id', '=', ctx.tenantId)
    .where('goal_id', '=', goalId)
    .where('id', '=', id)
    .execute()
}

import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'
import type { State } from './states.ts'
import { wordingColumns, type WordingRow } from './wordings.queries.ts'

export type StepRow = Omit<WordingRow, 'id'> & {
  id: string
  wordingId: string
  goalId: string
  state: State
}

/** Steps with the wording that stands, in the order the person chose. */
export async function selectSteps(ctx: Ctx, only: { id?: string; goalId?: string } = {}): Promise<StepRow[]> {
  return query(ctx.tx)
    .selectFrom('step as s')
    .innerJoin('goal_wording as w', (join) =>
      join
        .onRef('w.tenant_id', '=', 's.tenant_id')
        .onRef('w.goal_id', '=', 's.goal_id')
        .onRef('w.step_id', '=', 's.id')
        .onRef('w.number', '=', 's.wording'),
    )
    .select(['s.id', 's.goal_id as goalId', 's.state', ...wordingColumns])
    .where('s.tenant_id', '=', ctx.tenantId)
    .$if(only.id !== undefined, (select) => select.where('s.id', '=', only.id!))
    .$if(only.goalId !== undefined, (select) => select.where('s.goal_id', '=', only.goalId!))
    .orderBy('s.place')
    .orderBy('s.id')
    .execute()
}

/** Nothing happens when this step is there already: its form was sent twice. */
export async function insertStep(
  ctx: Ctx,
  row: { id: string; goalId: string; byAccount: string | null },
): Promise<void> {
  await query(ctx.tx)
    .insertInto('step')
    .values({ tenant_id: ctx.tenantId, id: row.id, goal_id: row.goalId, by_account: row.byAccount })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

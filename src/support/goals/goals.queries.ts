import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'
import type { State } from './states.ts'
import { wordingColumns, type WordingRow } from './wordings.queries.ts'

export type GoalRow = Omit<WordingRow, 'id'> & {
  id: string
  wordingId: string
  state: State
  begunAt: Date
  changedAt: Date
}

/** Goals with the wording that stands, in the order the person chose. */
export async function selectGoals(
  ctx: Ctx,
  only: { id?: string; state?: State; most?: number } = {},
): Promise<GoalRow[]> {
  return query(ctx.tx)
    .selectFrom('goal as g')
    .innerJoin('goal_wording as w', (join) =>
      join
        .onRef('w.tenant_id', '=', 'g.tenant_id')
        .onRef('w.goal_id', '=', 'g.id')
        .onRef('w.number', '=', 'g.wording')
        .on('w.step_id', 'is', null),
    )
    .select(['g.id', 'g.state', 'g.begun_at as begunAt', 'g.changed_at as changedAt', ...wordingColumns])
    .where('g.tenant_id', '=', ctx.tenantId)
    .$if(only.id !== undefined, (select) => select.where('g.id', '=', only.id!))
    .$if(only.state !== undefined, (select) => select.where('g.state', '=', only.state!))
    .$if(only.most !== undefined, (select) => select.limit(only.most!))
    .orderBy('g.place')
    .orderBy('g.id')
    .execute()
}

/** Nothing happens when this goal is there already: its form was sent twice. */
export async function insertGoal(ctx: Ctx, row: { id: string; byAccount: string | null }): Promise<void> {
  await query(ctx.tx)
    .insertInto('goal')
    .values({ tenant_id: ctx.tenantId, id: row.id, by_account: row.byAccount })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** False when there is no such goal or step. */
export async function updateState(
  ctx: Ctx,
  table: 'goal' | 'step',
  id: string,
  state: State,
): Promise<boolean> {
  const changed = await query(ctx.tx)
    .updateTable(table)
    .set({
      state,
      // The same button pressed twice changes nothing the second time.
      changed_at: sql<Date>`case when state = ${state} then changed_at else now() end`,
    })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  return Number(changed.numUpdatedRows) === 1
}

/** Gives these their places, the first first. */
export async function updatePlaces(ctx: Ctx, table: 'goal' | 'step', ids: readonly string[]): Promise<void> {
  await query(ctx.tx)
    .updateTable(table)
    .set({ place: sql<number>`array_position(${ids}::uuid[], id)` })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', 'in', ids)
    .execute()
}

/** A goal goes with everything said about it; a step with everything said about it. */
export async function deleteThing(ctx: Ctx, table: 'goal' | 'step', id: string): Promise<void> {
  await query(ctx.tx).deleteFrom(table).where('tenant_id', '=', ctx.tenantId).where('id', '=', id).execute()
}

import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

/** A Wisdom that lost a quote and that nobody has mended yet. */
export type Mending = { wisdomId: string; number: number; lostLead: boolean }

export async function selectMending(ctx: Ctx, seriesId: string): Promise<Mending[]> {
  const rows = await query(ctx.tx)
    .selectFrom('mending')
    .innerJoin('wisdom', (join) =>
      join.onRef('wisdom.tenant_id', '=', 'mending.tenant_id').onRef('wisdom.id', '=', 'mending.wisdom_id'),
    )
    .select(['wisdom.id', 'wisdom.number'])
    .select(sql<boolean>`bool_or(mending.lost = 'lead')`.as('lost_lead'))
    .where('mending.series_id', '=', seriesId)
    .where('mending.mended_at', 'is', null)
    .groupBy(['wisdom.id', 'wisdom.number'])
    .orderBy('wisdom.number')
    .execute()
  return rows.map((row) => ({ wisdomId: row.id, number: row.number, lostLead: row.lost_lead }))
}

/** Gives whether there was anything to mend. */
export async function updateMended(ctx: Ctx, seriesId: string, wisdomId: string): Promise<boolean> {
  const answer = await query(ctx.tx)
    .updateTable('mending')
    .set({ mended_at: sql<Date>`now()`, mended_by: ctx.actor.id })
    .where('series_id', '=', seriesId)
    .where('wisdom_id', '=', wisdomId)
    .where('mended_at', 'is', null)
    .executeTakeFirst()
  return Number(answer.numUpdatedRows) > 0
}

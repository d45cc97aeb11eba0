import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'
import type { Doubt } from './doubt.ts'

export type HeldRow = {
  contributionId: string
  exerciseId: string
  voiceId: string
  passageId: string
  verbatimSealed: Buffer
  why: Doubt
  receivedAt: Date
}

/** What is held back, the oldest first, with its words sealed. */
export async function selectHeld(
  ctx: Ctx,
  filter: { exerciseId?: string; contributionId?: string; olderThan?: string; limit: number },
): Promise<HeldRow[]> {
  let select = query(ctx.tx)
    .selectFrom('contribution as c')
    .innerJoin('passage as p', (join) =>
      join.onRef('p.tenant_id', '=', 'c.tenant_id').onRef('p.contribution_id', '=', 'c.id'),
    )
    .select([
      'c.id as contributionId',
      'c.exercise_id as exerciseId',
      'c.voice_id as voiceId',
      'p.id as passageId',
      'p.verbatim_sealed as verbatimSealed',
      'c.held_why as why',
      'c.received_at as receivedAt',
    ])
    .where('c.is_held', '=', true)
  if (filter.exerciseId) select = select.where('c.exercise_id', '=', filter.exerciseId)
  if (filter.contributionId) select = select.where('c.id', '=', filter.contributionId)
  if (filter.olderThan) {
    select = select.where('c.received_at', '<', sql<Date>`now() - ${filter.olderThan}::interval`)
  }
  const rows = await select.orderBy('c.received_at').orderBy('c.id').limit(filter.limit).execute()
  return rows.map((row) => ({ ...row, why: row.why as Doubt }))
}

export async function countHeld(ctx: Ctx, exerciseId: string): Promise<number> {
  const row = await query(ctx.tx)
    .selectFrom('contribution')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('exercise_id', '=', exerciseId)
    .where('is_held', '=', true)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** False when it is not held (any more). */
export async function setLetIn(ctx: Ctx, contributionId: string): Promise<boolean> {
  const done = await query(ctx.tx)
    .updateTable('contribution')
    .set({ is_held: false, held_why: null })
    .where('id', '=', contributionId)
    .where('is_held', '=', true)
    .executeTakeFirst()
  return Number(done.numUpdatedRows) === 1
}

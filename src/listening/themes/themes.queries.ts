import { sql } from 'kysely'
import { inBatches } from '../../platform/db/batches.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

export type ThemeRow = { id: string; exerciseId: string; nameSealed: Buffer }

/**
 * How often a theme stands on words. `stretches` and `voices` count what can be read now, a stretch once however many
 * listeners saw the theme in it; `waiting` are stretches in passages that are not passed (any more).
 */
export type ThemeCounts = { stretches: number; voices: number; waiting: number }

export async function selectThemes(
  ctx: Ctx,
  filter: { id?: string; exerciseId?: string },
): Promise<ThemeRow[]> {
  let select = query(ctx.tx)
    .selectFrom('theme')
    .select(['id', 'exercise_id as exerciseId', 'name_sealed as nameSealed'])
  if (filter.id) select = select.where('id', '=', filter.id)
  if (filter.exerciseId) select = select.where('exercise_id', '=', filter.exerciseId)
  return select.orderBy('created_at').orderBy('id').execute()
}

export async function countOnWords(ctx: Ctx, themeIds: readonly string[]): Promise<Map<string, ThemeCounts>> {
  if (themeIds.length === 0) return new Map()
  const answer = await sql<ThemeCounts & { themeId: string }>`
    select c.theme_id as "themeId",
      count(distinct (c.passage_id, c.start_at, c.end_at)) filter (where s.is_reviewed) as stretches,
      count(distinct s.voice_id) filter (where s.is_reviewed) as voices,
      count(distinct (c.passage_id, c.start_at, c.end_at)) filter (where not s.is_reviewed) as waiting
    from coding c
    join passage_state s on s.tenant_id = c.tenant_id and s.passage_id = c.passage_id
    where c.tenant_id = ${ctx.tenantId} and c.theme_id in (${sql.join([...themeIds])})
    group by c.theme_id`.execute(query(ctx.tx))
  return new Map(answer.rows.map(({ themeId, ...counts }) => [themeId, counts]))
}

export async function isThemeEmpty(ctx: Ctx, id: string): Promise<boolean> {
  const row = await query(ctx.tx)
    .selectFrom('coding')
    .select('id')
    .where('theme_id', '=', id)
    .limit(1)
    .executeTakeFirst()
  return row === undefined
}

/** One change at a time to the themes of an exercise, so that a name stands once. */
export async function holdThemes(ctx: Ctx, exerciseId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.tenantId}/themes/${exerciseId}`}, 0))`.execute(
    query(ctx.tx),
  )
}

export async function insertTheme(ctx: Ctx, row: ThemeRow): Promise<void> {
  await query(ctx.tx)
    .insertInto('theme')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      exercise_id: row.exerciseId,
      name_sealed: row.nameSealed,
      created_by: ctx.actor.id,
    })
    .execute()
}

export async function updateName(ctx: Ctx, id: string, nameSealed: Buffer): Promise<void> {
  await query(ctx.tx).updateTable('theme').set({ name_sealed: nameSealed }).where('id', '=', id).execute()
}

/** What stood under one theme stands under another; where both stood, once. */
export async function moveCodings(ctx: Ctx, fromId: string, intoId: string): Promise<void> {
  const moved = await query(ctx.tx)
    .deleteFrom('coding')
    .where('theme_id', '=', fromId)
    .returningAll()
    .execute()
  for (const some of inBatches(moved, 2000)) {
    await query(ctx.tx)
      .insertInto('coding')
      .values(some.map((row) => ({ ...row, theme_id: intoId })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

export async function deleteTheme(ctx: Ctx, id: string): Promise<void> {
  await query(ctx.tx).deleteFrom('theme').where('id', '=', id).execute()
}

import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { anyOf, query } from '../../platform/db/tx.ts'

/** How many people were heard, as at a day (`YYYY-MM-DD`). */
export type Figures = { voices: number; checkedOn: string }

/** The newest figures of a series, or null before any were made. */
export async function selectFigures(ctx: Ctx, seriesId: string): Promise<Figures | null> {
  const row = await query(ctx.tx)
    .selectFrom('rebuild')
    .select(['voices', 'checked_on'])
    .where('series_id', '=', seriesId)
    .orderBy('month', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { voices: row.voices, checkedOn: row.checked_on } : null
}

/** The newest figures any series of an exercise has. */
export async function selectFiguresOfExercise(ctx: Ctx, exerciseId: string): Promise<Figures | null> {
  const row = await query(ctx.tx)
    .selectFrom('rebuild')
    .innerJoin('series', (join) =>
      join.onRef('series.tenant_id', '=', 'rebuild.tenant_id').onRef('series.id', '=', 'rebuild.series_id'),
    )
    .select(['rebuild.voices', 'rebuild.checked_on'])
    .where('series.exercise_id', '=', exerciseId)
    .orderBy('rebuild.month', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { voices: row.voices, checkedOn: row.checked_on } : null
}

/** Writes the figures of a month, once: gives whether they were not there yet. */
export async function insertFigures(ctx: Ctx, seriesId: string, figures: Figures): Promise<boolean> {
  const row = await query(ctx.tx)
    .insertInto('rebuild')
    .values({
      tenant_id: ctx.tenantId,
      series_id: seriesId,
      month: `${figures.checkedOn.slice(0, 7)}-01`,
      voices: figures.voices,
      checked_on: figures.checkedOn,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('series_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Exercises with something in public that this month has not been rebuilt, or with a voice that waits for nothing. */
export async function selectDueExercises(ctx: Ctx): Promise<string[]> {
  const answer = await sql<{ id: string }>`
    select e.id from exercise e where e.tenant_id = ${ctx.tenantId} and (
      exists (
        select from series s join published_address a on a.tenant_id = s.tenant_id and a.series_id = s.id
        where s.tenant_id = e.tenant_id and s.exercise_id = e.id and not exists (
          select from rebuild r where r.tenant_id = s.tenant_id and r.series_id = s.id
            and r.month = date_trunc('month', current_date)::date))
      or (exists (select from kept_passage k where k.tenant_id = e.tenant_id and k.exercise_id = e.id
                  and k.why = 'withdrawal')
        and not exists (
          select from series s join published_address a on a.tenant_id = s.tenant_id and a.series_id = s.id
          where s.tenant_id = e.tenant_id and s.exercise_id = e.id)))
    order by e.id`.execute(query(ctx.tx))
  return answer.rows.map((row) => row.id)
}

export async function selectPublishedSeriesOf(ctx: Ctx, exerciseId: string): Promise<string[]> {
  const rows = await query(ctx.tx)
    .selectFrom('series')
    .innerJoin('published_address', (join) =>
      join
        .onRef('published_address.tenant_id', '=', 'series.tenant_id')
        .onRef('published_address.series_id', '=', 'series.id'),
    )
    .select('series.id')
    .where('series.exercise_id', '=', exerciseId)
    .orderBy('series.id')
    .execute()
  return rows.map((row) => row.id)
}

/** One rebuild of an exercise at a time; the others wait here and then find nothing to do. */
export async function takeRebuildTurn(ctx: Ctx, exerciseId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.tenantId}/rebuild/${exerciseId}`}, 0))`.execute(
    query(ctx.tx),
  )
}

/** Keeps which passages the edition in public quotes, in place of what an earlier one did. */
export async function replacePublishedPassages(
  ctx: Ctx,
  seriesId: string,
  passageIds: readonly string[],
): Promise<void> {
  await query(ctx.tx).deleteFrom('published_passage').where('series_id', '=', seriesId).execute()
  if (passageIds.length === 0) return
  await query(ctx.tx)
    .insertInto('published_passage')
    .values(passageIds.map((id) => ({ tenant_id: ctx.tenantId, series_id: seriesId, passage_id: id })))
    .execute()
}

/** Series in public of whose edition nobody noted which passages it quotes. */
export async function selectSeriesNotNoted(ctx: Ctx): Promise<string[]> {
  const answer = await sql<{ id: string }>`
    select a.series_id as id from published_address a where a.tenant_id = ${ctx.tenantId}
      and exists (select from publication p where p.tenant_id = a.tenant_id and p.series_id = a.series_id)
      and not exists (select from published_passage p where p.tenant_id = a.tenant_id and p.series_id = a.series_id)
    order by id`.execute(query(ctx.tx))
  return answer.rows.map((row) => row.id)
}

/** Notes those of these passages that are still here. */
export async function insertPublishedPassages(
  ctx: Ctx,
  seriesId: string,
  passageIds: readonly string[],
): Promise<void> {
  await sql`
    insert into published_passage (tenant_id, series_id, passage_id)
    select p.tenant_id, ${seriesId}, p.id from passage p
    where p.tenant_id = ${ctx.tenantId} and p.id = ${anyOf(passageIds)}
    on conflict do nothing`.execute(query(ctx.tx))
}

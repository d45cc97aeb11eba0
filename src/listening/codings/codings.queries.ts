import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

export type CodingRow = {
  id: string
  passageId: string
  themeId: string
  start: number
  end: number
  codedBy: string
}

/** Codings of these passages in the order of the text, of one theme when it is given. */
export async function selectCodings(
  ctx: Ctx,
  filter: { passageIds: readonly string[]; themeId?: string | undefined },
): Promise<CodingRow[]> {
  if (filter.passageIds.length === 0) return []
  let select = query(ctx.tx)
    .selectFrom('coding')
    .select([
      'id',
      'passage_id as passageId',
      'theme_id as themeId',
      'start_at as start',
      'end_at as end',
      'coded_by as codedBy',
    ])
    .where('passage_id', 'in', [...filter.passageIds])
  if (filter.themeId) select = select.where('theme_id', '=', filter.themeId)
  return select.orderBy('start_at').orderBy('end_at').orderBy('coded_at').orderBy('id').execute()
}

/** Reviewed passages with codings, by number: of an exercise, or of one theme. */
export async function selectCodedPassageIds(
  ctx: Ctx,
  filter: {
    exerciseId?: string | undefined
    themeId?: string | undefined
    afterNumber: number
    limit: number
  },
): Promise<string[]> {
  const ofTheme = filter.themeId ? sql`and c.theme_id = ${filter.themeId}` : sql``
  const ofExercise = filter.exerciseId ? sql`and s.exercise_id = ${filter.exerciseId}` : sql``
  const answer = await sql<{ id: string }>`
    select s.passage_id as id from passage_state s
    where s.tenant_id = ${ctx.tenantId} and s.is_reviewed and s.number > ${filter.afterNumber} ${ofExercise}
      and exists (select from coding c
        where c.tenant_id = s.tenant_id and c.passage_id = s.passage_id ${ofTheme})
    order by s.number limit ${filter.limit}`.execute(query(ctx.tx))
  return answer.rows.map((row) => row.id)
}

/** Reviewed passages of an exercise with no coding at all, by number. */
export async function selectUncodedPassageIds(
  ctx: Ctx,
  filter: { exerciseId: string; afterNumber: number; limit: number },
): Promise<string[]> {
  const answer = await sql<{ id: string }>`
    select s.passage_id as id from passage_state s
    where s.tenant_id = ${ctx.tenantId} and s.exercise_id = ${filter.exerciseId} and s.is_reviewed
      and s.number > ${filter.afterNumber}
      and not exists (select from coding c where c.tenant_id = s.tenant_id and c.passage_id = s.passage_id)
    order by s.number limit ${filter.limit}`.execute(query(ctx.tx))
  return answer.rows.map((row) => row.id)
}

/** One coding per theme on a stretch; one that this person made before stays as it is. Gives the ids of the new ones. */
export async function insertCodings(
  ctx: Ctx,
  rows: readonly Omit<CodingRow, 'codedBy'>[],
): Promise<string[]> {
  if (rows.length === 0) return []
  const made = await query(ctx.tx)
    .insertInto('coding')
    .values(
      rows.map((row) => ({
        tenant_id: ctx.tenantId,
        id: row.id,
        passage_id: row.passageId,
        theme_id: row.themeId,
        start_at: row.start,
        end_at: row.end,
        coded_by: ctx.actor.id,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return made.map((row) => row.id)
}

/** Removes one coding; gives its passage, or null when there is none of this id. */
export async function deleteCoding(ctx: Ctx, id: string): Promise<string | null> {
  const row = await query(ctx.tx)
    .deleteFrom('coding')
    .where('id', '=', id)
    .returning('passage_id')
    .executeTakeFirst()
  return row?.passage_id ?? null
}

import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'
import type { Stretch } from '../../text/edits/reading.ts'

/** A quote as it is stored: a stretch of a passage and what is left out of it. There is no text. */
export type QuoteRow = { id: string; passageId: string; start: number; end: number; cuts: Stretch[] }

export async function insertQuote(ctx: Ctx, row: QuoteRow): Promise<void> {
  await query(ctx.tx)
    .insertInto('quote')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      passage_id: row.passageId,
      start_at: row.start,
      end_at: row.end,
      cuts: JSON.stringify(row.cuts),
    })
    .execute()
}

export async function selectQuotes(ctx: Ctx, ids: readonly string[]): Promise<QuoteRow[]> {
  if (ids.length === 0) return []
  const rows = await query(ctx.tx)
    .selectFrom('quote')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute()
  return rows.map((row) => ({
    id: row.id,
    passageId: row.passage_id,
    start: row.start_at,
    end: row.end_at,
    cuts: readCuts(row.cuts),
  }))
}

export async function updateCuts(ctx: Ctx, id: string, cuts: readonly Stretch[]): Promise<void> {
  await query(ctx.tx)
    .updateTable('quote')
    .set({ cuts: JSON.stringify(cuts) })
    .where('id', '=', id)
    .execute()
}

export async function deleteQuotes(ctx: Ctx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await query(ctx.tx)
    .deleteFrom('quote')
    .where('id', 'in', [...ids])
    .execute()
}

export type CodedStretch = {
  codingId: string
  passageId: string
  start: number
  end: number
  themeId: string
  themeNameSealed: Buffer
}

/** Coded stretches of reviewed passages whose voices may be quoted, by theme, in the order of the passages. */
export async function selectCodedStretches(ctx: Ctx, exerciseId: string): Promise<CodedStretch[]> {
  const answer = await sql<{
    coding_id: string
    passage_id: string
    start_at: number
    end_at: number
    theme_id: string
    name_sealed: Buffer
  }>`
    select c.id as coding_id, c.passage_id, c.start_at, c.end_at, t.id as theme_id, t.name_sealed
    from coding c
    join theme t on t.tenant_id = c.tenant_id and t.id = c.theme_id
    join passage_state s on s.tenant_id = c.tenant_id and s.passage_id = c.passage_id
    where t.exercise_id = ${exerciseId} and s.exercise_id = ${exerciseId} and s.is_reviewed and s.may_quote
    order by t.created_at, t.id, s.number, c.start_at, c.end_at, c.id
    limit 3000`.execute(query(ctx.tx))
  return answer.rows.map((row) => ({
    codingId: row.coding_id,
    passageId: row.passage_id,
    start: row.start_at,
    end: row.end_at,
    themeId: row.theme_id,
    themeNameSealed: row.name_sealed,
  }))
}

export async function selectCodedStretch(
  ctx: Ctx,
  codingId: string,
): Promise<{ passageId: string; start: number; end: number } | null> {
  const row = await query(ctx.tx)
    .selectFrom('coding')
    .select(['passage_id as passageId', 'start_at as start', 'end_at as end'])
    .where('id', '=', codingId)
    .executeTakeFirst()
  return row ?? null
}

function readCuts(value: unknown): Stretch[] {
  if (!Array.isArray(value)) return []
  return value.map((cut: Partial<Stretch>) => ({ start: Number(cut.start), end: Number(cut.end) }))
}

import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

export type ToldRow = {
  organisation_id: string
  organisation: string
  id: string
  kind: string
  duty: string
  names_sealed: Buffer
  written_at: Date
  told_at: Date
  kept_until: string
  happened_sealed: Buffer | null
  why_sealed: Buffer
  acted_sealed: Buffer | null
  wish_sealed: Buffer | null
  withheld: string | null
  decision_id: string
  told_sealed: Buffer
}

export type OwnLineRow = { record_id: string; id: string; words_sealed: Buffer; written_at: Date }

/** What the person of this space was told of, the newest first. */
export async function selectTold(ctx: Ctx): Promise<ToldRow[]> {
  return (await sql<ToldRow>`select * from scope.records_told()`.execute(query(ctx.tx))).rows
}

/** What the person of this space stood beside records, in the order they did. */
export async function selectOwnLines(ctx: Ctx): Promise<OwnLineRow[]> {
  return (await sql<OwnLineRow>`select * from scope.lines_beside_records()`.execute(query(ctx.tx))).rows
}

/** False when there is no such record for them to read. A line that is there already stays. */
export async function insertOwnLine(
  ctx: Ctx,
  row: { recordId: string; id: string; wordsSealed: Buffer },
): Promise<boolean> {
  const answer = await sql<{ stands: boolean }>`
    select scope.stand_beside_record(${row.recordId}, ${row.id}, ${row.wordsSealed}) as stands`.execute(
    query(ctx.tx),
  )
  return answer.rows[0]!.stands
}

/** False when there is no such line of theirs. */
export async function deleteOwnLine(ctx: Ctx, recordId: string, lineId: string): Promise<boolean> {
  const answer = await sql<{ gone: boolean }>`
    select scope.take_back_from_record(${recordId}, ${lineId}) as gone`.execute(query(ctx.tx))
  return answer.rows[0]!.gone
}

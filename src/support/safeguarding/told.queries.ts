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

/** What the person of this space was told of, the newest first. */
export async function selectTold(ctx: Ctx): Promise<ToldRow[]> {
  return (await sql<ToldRow>`select * from scope.records_told()`.execute(query(ctx.tx))).rows
}

import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'
import type { Stretch } from '../../text/edits/reading.ts'

export type ToShowRow = {
  quoteId: string
  passageId: string
  start: number
  end: number
  cuts: Stretch[]
  wisdomId: string
  titleSealed: Buffer
  isSigned: boolean
}

/** Quotes of a voice that came as one of these, in the order of their pieces; none unless it asked to see them. */
export async function selectToShow(
  ctx: Ctx,
  voiceId: string,
  opens: readonly string[],
): Promise<ToShowRow[]> {
  const answer = await sql<ToShowRow>`
    select quote_id as "quoteId", passage_id as "passageId", start_at as start, end_at as end, cuts,
      wisdom_id as "wisdomId", title_sealed as "titleSealed", is_signed as "isSigned"
    from scope.quotes_to_show(${voiceId}, ${[...opens]}::uuid[])`.execute(query(ctx.tx))
  return answer.rows
}

export type PreviewAnswer = { answer: boolean; seenIndex: Buffer }

export async function selectAnswers(
  ctx: Ctx,
  quoteIds: readonly string[],
): Promise<Map<string, PreviewAnswer>> {
  if (quoteIds.length === 0) return new Map()
  const rows = await query(ctx.tx)
    .selectFrom('preview_answer')
    .select(['quote_id', 'answer', 'seen_index'])
    .where('quote_id', 'in', [...quoteIds])
    .execute()
  return new Map(rows.map((row) => [row.quote_id, { answer: row.answer, seenIndex: row.seen_index }]))
}

/** What a voice says of a quote, in place of what it said before; null takes it back. */
export async function replaceAnswer(ctx: Ctx, quoteId: string, answer: PreviewAnswer | null): Promise<void> {
  await query(ctx.tx).deleteFrom('preview_answer').where('quote_id', '=', quoteId).execute()
  if (!answer) return
  await query(ctx.tx)
    .insertInto('preview_answer')
    .values({
      tenant_id: ctx.tenantId,
      quote_id: quoteId,
      answer: answer.answer,
      seen_index: answer.seenIndex,
    })
    .execute()
}

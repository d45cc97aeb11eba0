import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

export type IntruderAnswer = 'no' | 'maybe' | 'yes'

export type AnswerRow = {
  quoteId: string
  answeredBy: string
  answer: IntruderAnswer
  seenIndex: Buffer
  answeredAt: Date
}

/** What people of the team said of these quotes, the first answer first. */
export async function selectAnswers(ctx: Ctx, quoteIds: readonly string[]): Promise<AnswerRow[]> {
  if (quoteIds.length === 0) return []
  const rows = await query(ctx.tx)
    .selectFrom('intruder_answer')
    .selectAll()
    .where('quote_id', 'in', [...quoteIds])
    .orderBy('answered_at')
    .orderBy('answered_by')
    .execute()
  return rows.map((row) => ({
    quoteId: row.quote_id,
    answeredBy: row.answered_by,
    answer: row.answer as IntruderAnswer,
    seenIndex: row.seen_index,
    answeredAt: row.answered_at,
  }))
}

/** Keeps what whoever acts says of these quotes, in place of what they said before; null takes it back. */
export async function replaceAnswers(
  ctx: Ctx,
  quotes: readonly { quoteId: string; seenIndex: Buffer }[],
  answer: IntruderAnswer | null,
): Promise<void> {
  await query(ctx.tx)
    .deleteFrom('intruder_answer')
    .where(
      'quote_id',
      'in',
      quotes.map(({ quoteId }) => quoteId),
    )
    .where('answered_by', '=', ctx.actor.id)
    .execute()
  if (answer === null) return
  await query(ctx.tx)
    .insertInto('intruder_answer')
    .values(
      quotes.map(({ quoteId, seenIndex }) => ({
        tenant_id: ctx.tenantId,
        quote_id: quoteId,
        answered_by: ctx.actor.id,
        answer,
        seen_index: seenIndex,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

export type SuggestionRow = {
  id: string
  goalId: string | null
  wordsSealed: Buffer
  byAccount: string
  bySealed: Buffer
}

export async function selectSuggestions(ctx: Ctx, id?: string): Promise<SuggestionRow[]> {
  return query(ctx.tx)
    .selectFrom('goal_suggestion')
    .select([
      'id',
      'goal_id as goalId',
      'words_sealed as wordsSealed',
      'by_account as byAccount',
      'by_sealed as bySealed',
    ])
    .where('tenant_id', '=', ctx.tenantId)
    .$if(id !== undefined, (select) => select.where('id', '=', id!))
    .orderBy('brought_at')
    .orderBy('id')
    .execute()
}

/** Nothing happens when it is there already: its form was sent twice. */
export async function insertSuggestion(ctx: Ctx, row: SuggestionRow): Promise<void> {
  await query(ctx.tx)
    .insertInto('goal_suggestion')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      goal_id: row.goalId,
      words_sealed: row.wordsSealed,
      by_account: row.byAccount,
      by_sealed: row.bySealed,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Nothing happens when it has gone. */
export async function deleteSuggestion(ctx: Ctx, id: string): Promise<void> {
  await query(ctx.tx)
    .deleteFrom('goal_suggestion')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', id)
    .execute()
}

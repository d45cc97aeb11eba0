import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'
import type { About, Wording } from './wordings.ts'

export type WordingRow = {
  id: string
  number: number
  wordsSealed: Buffer
  idea: Wording['idea']
  ideaSealed: Buffer | null
  who: Wording['who']
  withSealed: Buffer | null
  hand: Wording['hand']
  byAccount: string | null
  bySealed: Buffer | null
  writtenAt: Date
}

/** The columns of a wording, wherever it is read from; `w` is the table. */
export const wordingColumns = [
  'w.id as wordingId',
  'w.number',
  'w.words_sealed as wordsSealed',
  'w.idea',
  'w.idea_sealed as ideaSealed',
  'w.who',
  'w.with_sealed as withSealed',
  'w.hand',
  'w.by_account as byAccount',
  'w.by_sealed as bySealed',
  'w.written_at as writtenAt',
] as const

export async function insertWording(ctx: Ctx, row: About & Omit<WordingRow, 'writtenAt'>): Promise<void> {
  await query(ctx.tx)
    .insertInto('goal_wording')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      goal_id: row.goalId,
      step_id: row.stepId,
      number: row.number,
      words_sealed: row.wordsSealed,
      idea: row.idea,
      idea_sealed: row.ideaSealed,
      who: row.who,
      with_sealed: row.withSealed,
      hand: row.hand,
      by_account: row.byAccount,
      by_sealed: row.bySealed,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Everything ever said of one thing, the newest first. */
export async function selectWordings(ctx: Ctx, about: About): Promise<WordingRow[]> {
  const rows = await ofOne(ctx, about).select(wordingColumns).orderBy('w.number', 'desc').execute()
  return rows.map(({ wordingId, ...row }) => ({ ...row, id: wordingId }))
}

/** Everything ever said of goals themselves, the newest first. */
export async function selectGoalWordings(ctx: Ctx): Promise<(WordingRow & { goalId: string })[]> {
  const rows = await query(ctx.tx)
    .selectFrom('goal_wording as w')
    .select(['w.goal_id as goalId', ...wordingColumns])
    .where('w.tenant_id', '=', ctx.tenantId)
    .where('w.step_id', 'is', null)
    .orderBy('w.number', 'desc')
    .execute()
  return rows.map(({ wordingId, ...row }) => ({ ...row, id: wordingId }))
}

/** The number of the wording that stands, held until this transaction ends; null when there is no such thing. */
export async function lockStanding(ctx: Ctx, about: About): Promise<number | null> {
  const row = await query(ctx.tx)
    .selectFrom(about.stepId ? 'step' : 'goal')
    .select('wording')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', about.stepId ?? about.goalId)
    .forUpdate()
    .executeTakeFirst()
  return row?.wording ?? null
}

/** Lets one of its wordings stand. */
export async function pointTo(ctx: Ctx, about: About, number: number): Promise<void> {
  await query(ctx.tx)
    .updateTable(about.stepId ? 'step' : 'goal')
    .set({ wording: number })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', about.stepId ?? about.goalId)
    .execute()
}

/** Takes one of its wordings away; the database keeps the one that stands. */
export async function deleteWording(ctx: Ctx, { goalId, stepId }: About, id: string): Promise<void> {
  await query(ctx.tx)
    .deleteFrom('goal_wording')
    .where('tenant_id', '=', ctx.tenantId)
    .where('goal_id', '=', goalId)
    .where('step_id', 'is not distinct from', stepId)
    .where('id', '=', id)
    .execute()
}

function ofOne(ctx: Ctx, { goalId, stepId }: About) {
  return query(ctx.tx)
    .selectFrom('goal_wording as w')
    .where('w.tenant_id', '=', ctx.tenantId)
    .where('w.goal_id', '=', goalId)
    .where('w.step_id', 'is not distinct from', stepId)
}

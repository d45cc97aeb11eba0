import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { anyOf, query, type Tx } from '../../platform/db/tx.ts'

export type VoiceRow = { id: string; exerciseId: string; number: number; rest: 'waiting' | 'heard' | null }

/**
 * A voice that stands for itself, or null: one that was joined to another goes with that one. `hold` keeps anybody from
 * adding to it until the transaction ends.
 */
export async function selectVoice(ctx: Ctx, voiceId: string, hold: boolean): Promise<VoiceRow | null> {
  const row = await query(ctx.tx)
    .selectFrom('voice')
    .select(['id', 'exercise_id', 'number', 'rest'])
    .where('id', '=', voiceId)
    .where('joined_to', 'is', null)
    .$if(hold, (select) => select.forUpdate())
    .executeTakeFirst()
  if (!row) return null
  return {
    id: row.id,
    exerciseId: row.exercise_id,
    number: row.number,
    rest: row.rest as VoiceRow['rest'],
  }
}

/** Deletes a voice; what hangs on it (words, answers, edits, codings, quotes, its phrase) goes with it. */
export async function deleteVoice(ctx: Ctx, voiceId: string): Promise<void> {
  await query(ctx.tx).deleteFrom('voice').where('id', '=', voiceId).execute()
}

/** Deletes passages with all that is made of them, and contributions that are left with none. */
export async function deletePassages(ctx: Ctx, ids: readonly string[]): Promise<void> {
  const said = await query(ctx.tx)
    .deleteFrom('passage')
    .where('id', '=', anyOf(ids))
    .returning('contribution_id')
    .execute()
  await query(ctx.tx)
    .deleteFrom('contribution')
    .where('id', 'in', [...new Set(said.map((row) => row.contribution_id))])
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('passage')
            .select('passage.id')
            .whereRef('passage.tenant_id', '=', 'contribution.tenant_id')
            .whereRef('passage.contribution_id', '=', 'contribution.id'),
        ),
      ),
    )
    .execute()
}

/** Files a voice spoke in. What came through the public page names nobody. */
export async function selectSourcesOfVoice(ctx: Ctx, voiceId: string): Promise<string[]> {
  const rows = await query(ctx.tx)
    .selectFrom('contribution')
    .innerJoin('source', (join) =>
      join
        .onRef('source.tenant_id', '=', 'contribution.tenant_id')
        .onRef('source.id', '=', 'contribution.source_id'),
    )
    .select('source.id')
    .distinct()
    .where('contribution.voice_id', '=', voiceId)
    .where('source.format', '<>', 'web')
    .execute()
  return rows.map((row) => row.id)
}

/** A voice keeps its row, its number and its phrase; all else that hangs on it goes, and what is kept waits. */
export async function letVoiceWait(ctx: Ctx, voiceId: string): Promise<void> {
  await sql`select scope.let_voice_wait(${voiceId})`.execute(query(ctx.tx))
}

/** Notes the Wisdoms that lose a quote with these passages. Called before they go. */
export async function noteMending(ctx: Ctx, passageIds: readonly string[]): Promise<void> {
  if (passageIds.length === 0) return
  await sql`select scope.note_mending(${sql.val([...passageIds])}::uuid[])`.execute(query(ctx.tx))
}

/** These passages are in public no more: folders that quote them are to be written again. */
export async function leavePublic(ctx: Ctx, passageIds: readonly string[]): Promise<void> {
  if (passageIds.length === 0) return
  await sql`select scope.leave_public(${sql.val([...passageIds])}::uuid[])`.execute(query(ctx.tx))
}

export async function insertWithdrawal(
  ctx: Ctx,
  row: { id: string; exerciseId: string; keyIds: readonly string[]; sourceIds: readonly string[] },
): Promise<void> {
  await query(ctx.tx)
    .insertInto('withdrawal')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      exercise_id: row.exerciseId,
      key_ids: `{${row.keyIds.join(',')}}`,
      source_ids: `{${row.sourceIds.join(',')}}`,
    })
    .execute()
}

export type WithdrawalRow = {
  exerciseId: string
  keyIds: string[]
  sourceIds: string[]
  askedAt: Date
  isComplete: boolean
}

/** What a withdrawal still has to see gone; null when there is no such withdrawal. */
export async function selectWithdrawal(ctx: Ctx, id: string): Promise<WithdrawalRow | null> {
  const row = await query(ctx.tx)
    .selectFrom('withdrawal')
    .select(['exercise_id', 'asked_at', 'completed_at'])
    .select(sql<string[]>`key_ids::text[]`.as('keys'))
    .select(sql<string[]>`source_ids::text[]`.as('sources'))
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  return {
    exerciseId: row.exercise_id,
    keyIds: row.keys,
    sourceIds: row.sources,
    askedAt: row.asked_at,
    isComplete: row.completed_at !== null,
  }
}

/**
 * Gives the table of readings a new file, so that no deleted reading is left in the old one, unless that was begun
 * after `since` already. The worker only. Half a second for 200,000 readings, while whoever wants one waits; a table
 * in use for long is left alone (see `isTableInUse`).
 */
export async function emptyOutReadings(ctx: Ctx, since: Date): Promise<void> {
  await sql`select scope.empty_out_readings(${since})`.execute(query(ctx.tx))
}

/** Whether an error says that somebody else has the table in use. */
export function isTableInUse(error: unknown): boolean {
  return (error as { code?: unknown }).code === '55P03'
}

/** Nothing stays but that there was a withdrawal, and when. */
export async function completeWithdrawal(ctx: Ctx, id: string): Promise<void> {
  await query(ctx.tx)
    .updateTable('withdrawal')
    .set({ key_ids: '{}', source_ids: '{}', completed_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('completed_at', 'is', null)
    .execute()
}

export async function selectWithdrawalsLeft(
  tx: Tx,
  askedFor: string,
): Promise<{ tenantId: string; id: string }[]> {
  const answer = await sql<{ tenant_id: string; id: string }>`
    select tenant_id, id from scope.withdrawals_left(${askedFor}::interval)`.execute(query(tx))
  return answer.rows.map((row) => ({ tenantId: row.tenant_id, id: row.id }))
}

/** Whether folders of an exercise wait to be written again, or words were cleared in a series of it. */
export async function needsFollowing(ctx: Ctx, exerciseId: string): Promise<boolean> {
  const answer = await sql<{ needed: boolean }>`
    select exists (
      select from series s where s.tenant_id = ${ctx.tenantId} and s.exercise_id = ${exerciseId} and (
        exists (select from published_folder f where f.tenant_id = s.tenant_id and f.series_id = s.id
                and f.stale_at is not null and f.gone_at is null)
        or exists (select from clearance c where c.tenant_id = s.tenant_id and c.series_id = s.id))) as needed`.execute(
    query(ctx.tx),
  )
  return answer.rows[0]!.needed
}

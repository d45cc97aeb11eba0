import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

export type VoiceRow = { id: string; exerciseId: string; number: number }

/** A voice, or null. `hold` keeps anybody from adding to it until the transaction ends. */
export async function selectVoice(ctx: Ctx, voiceId: string, hold: boolean): Promise<VoiceRow | null> {
  const row = await query(ctx.tx)
    .selectFrom('voice')
    .select(['id', 'exercise_id', 'number'])
    .where('id', '=', voiceId)
    .$if(hold, (select) => select.forUpdate())
    .executeTakeFirst()
  return row ? { id: row.id, exerciseId: row.exercise_id, number: row.number } : null
}

export async function selectPassageIds(ctx: Ctx, voiceId: string): Promise<string[]> {
  const rows = await query(ctx.tx)
    .selectFrom('passage')
    .innerJoin('contribution', (join) =>
      join
        .onRef('contribution.tenant_id', '=', 'passage.tenant_id')
        .onRef('contribution.id', '=', 'passage.contribution_id'),
    )
    .select('passage.id')
    .where('contribution.voice_id', '=', voiceId)
    .execute()
  return rows.map((row) => row.id)
}

export async function selectLabelIds(ctx: Ctx, voiceId: string): Promise<string[]> {
  const rows = await query(ctx.tx)
    .selectFrom('voice_label')
    .select('id')
    .where('voice_id', '=', voiceId)
    .execute()
  return rows.map((row) => row.id)
}

/** Deletes a voice; what hangs on it (words, answers, edits, codings, quotes, its phrase) goes with it. */
export async function deleteVoice(ctx: Ctx, voiceId: string): Promise<void> {
  await query(ctx.tx).deleteFrom('voice').where('id', '=', voiceId).execute()
}

/** Deletes passages with all that is made of them, and contributions that are left with none. */
export async function deletePassages(ctx: Ctx, ids: readonly string[]): Promise<void> {
  const said = await query(ctx.tx)
    .deleteFrom('passage')
    .where('id', '=', sql<string>`any(${sql.val([...ids])}::uuid[])`)
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

/** Deletes derived rows, which hang on nothing. */
export async function deleteDerived(
  ctx: Ctx,
  passageIds: readonly string[],
  labelIds: readonly string[],
): Promise<void> {
  for (let start = 0; start < passageIds.length; start += 5000) {
    await query(ctx.tx)
      .deleteFrom('reading')
      .where('passage_id', 'in', passageIds.slice(start, start + 5000))
      .execute()
  }
  for (let start = 0; start < labelIds.length; start += 5000) {
    await query(ctx.tx)
      .deleteFrom('label_index')
      .where('voice_label_id', 'in', labelIds.slice(start, start + 5000))
      .execute()
  }
}

export async function insertWithdrawal(
  ctx: Ctx,
  row: { id: string; exerciseId: string; keyIds: readonly string[] },
): Promise<void> {
  await query(ctx.tx)
    .insertInto('withdrawal')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      exercise_id: row.exerciseId,
      key_ids: `{${row.keyIds.join(',')}}`,
    })
    .execute()
}

/** The keys a withdrawal still has to see destroyed; null when there is no such withdrawal. */
export async function selectWithdrawnKeys(ctx: Ctx, id: string): Promise<string[] | null> {
  const row = await query(ctx.tx)
    .selectFrom('withdrawal')
    .select(sql<string[]>`key_ids::text[]`.as('key_ids'))
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.key_ids ?? null
}

/**
 * Gives the table of readings a new file, so that no deleted reading is left in the old one. The worker only. Takes as
 * long as the readings of all organisations are large; whoever wants one waits.
 */
export async function emptyOutReadings(ctx: Ctx): Promise<void> {
  await sql`select scope.empty_out_readings()`.execute(query(ctx.tx))
}

/** Nothing stays but that there was a withdrawal, and when. */
export async function completeWithdrawal(ctx: Ctx, id: string): Promise<void> {
  await query(ctx.tx)
    .updateTable('withdrawal')
    .set({ key_ids: '{}', completed_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('completed_at', 'is', null)
    .execute()
}

import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

/** Of these fingerprints (hex) those that were new, and those that are this file's own. */
export async function claimIndexes(
  ctx: Ctx,
  input: { exerciseId: string; sourceId: string | null; indexes: readonly string[] },
): Promise<string[]> {
  const indexes = sql.val([...input.indexes])
  const answer = await sql<{ index: string }>`
    with asked as (
      select decode(one, 'hex') as message_index from unnest(${indexes}::text[]) with ordinality as t(one, place)
      order by place),
    inserted as (
      insert into mailbox_message (tenant_id, exercise_id, message_index, source_id)
      select ${ctx.tenantId}, ${input.exerciseId}, message_index, ${input.sourceId}::uuid from asked
      on conflict do nothing returning message_index)
    select encode(message_index, 'hex') as index from inserted
    union
    select encode(m.message_index, 'hex') from mailbox_message m join asked using (message_index)
    where m.tenant_id = ${ctx.tenantId} and m.exercise_id = ${input.exerciseId}
      and m.source_id = ${input.sourceId}::uuid`.execute(query(ctx.tx))
  return answer.rows.map((row) => row.index)
}

export async function updatePassageIds(
  ctx: Ctx,
  input: {
    exerciseId: string
    sourceId: string
    words: readonly { index: string; passageId: string }[]
  },
): Promise<void> {
  await sql`
    update mailbox_message m set passage_ids = m.passage_ids || brought.ids
    from (
      select decode(one, 'hex') as message_index, array_agg(passage) as ids
      from unnest(${sql.val(input.words.map(({ index }) => index))}::text[],
        ${sql.val(input.words.map(({ passageId }) => passageId))}::uuid[]) as t(one, passage)
      group by one) brought
    where m.tenant_id = ${ctx.tenantId} and m.exercise_id = ${input.exerciseId}
      and m.source_id = ${input.sourceId} and m.message_index = brought.message_index`.execute(query(ctx.tx))
}

export async function removePassageId(ctx: Ctx, sourceId: string, passageId: string): Promise<void> {
  await sql`
    update mailbox_message set passage_ids = array_remove(passage_ids, ${passageId}::uuid)
    where tenant_id = ${ctx.tenantId} and source_id = ${sourceId}`.execute(query(ctx.tx))
}

/**
 * The mails of a file that are whole are forgotten; the others stay known, and are no file's. Gives how many were
 * forgotten.
 */
export async function deleteReleased(ctx: Ctx, sourceId: string): Promise<number> {
  const deleted = await query(ctx.tx)
    .deleteFrom('mailbox_message')
    .where('source_id', '=', sourceId)
    .where(
      sql<boolean>`not exists (
        select from unnest(passage_ids) as held(id)
        left join passage p on p.tenant_id = mailbox_message.tenant_id and p.id = held.id where p.id is null)`,
    )
    .executeTakeFirst()
  await query(ctx.tx)
    .updateTable('mailbox_message')
    .set({ source_id: null })
    .where('source_id', '=', sourceId)
    .execute()
  return Number(deleted.numDeletedRows)
}

/** Every mailbox of an exercise is read from its beginning; what came is known. */
export async function rereadMailboxes(ctx: Ctx, exerciseId: string): Promise<void> {
  await query(ctx.tx)
    .updateTable('mailbox')
    .set({ uid_validity: null, last_uid: 0 })
    .where('exercise_id', '=', exerciseId)
    .execute()
}

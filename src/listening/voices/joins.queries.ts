import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { anyOf, query } from '../../platform/db/tx.ts'

/** What a joining moved, and when. */
export type Join = {
  id: string
  exerciseId: string
  voiceId: string
  otherId: string
  /** The number the other one had, and has again when it is undone. */
  otherNumber: number
  contributionIds: string[]
  labelIds: string[]
  comeBackIds: string[]
  joinedAt: Date
}

/** Everything that came with one voice belongs to another from now on. Gives what was moved. */
export async function moveAll(
  ctx: Ctx,
  fromId: string,
  toId: string,
): Promise<Pick<Join, 'contributionIds' | 'labelIds' | 'comeBackIds'>> {
  const contributions = await query(ctx.tx)
    .updateTable('contribution')
    .set({ voice_id: toId })
    .where('voice_id', '=', fromId)
    .returning('id')
    .execute()
  const labels = await query(ctx.tx)
    .updateTable('voice_label')
    .set({ voice_id: toId })
    .where('voice_id', '=', fromId)
    .returning('id')
    .execute()
  return {
    contributionIds: contributions.map((row) => row.id),
    labelIds: labels.map((row) => row.id),
    comeBackIds: await moveComeBacks(ctx, fromId, toId, null),
  }
}

/** The same for what is named here, as far as it still belongs to `fromId`. */
export async function moveThese(
  ctx: Ctx,
  fromId: string,
  toId: string,
  moved: Pick<Join, 'contributionIds' | 'labelIds' | 'comeBackIds'>,
): Promise<void> {
  await query(ctx.tx)
    .updateTable('contribution')
    .set({ voice_id: toId })
    .where('voice_id', '=', fromId)
    .where('id', '=', anyOf(moved.contributionIds))
    .execute()
  await query(ctx.tx)
    .updateTable('voice_label')
    .set({ voice_id: toId })
    .where('voice_id', '=', fromId)
    .where('id', '=', anyOf(moved.labelIds))
    .execute()
  if (moved.comeBackIds.length > 0) await moveComeBacks(ctx, fromId, toId, moved.comeBackIds)
}

/** Come-back phrases lead to another voice from now on: all, or those named. Gives which. */
async function moveComeBacks(
  ctx: Ctx,
  fromId: string,
  toId: string,
  only: readonly string[] | null,
): Promise<string[]> {
  const answer = await sql<{ moved: string[] }>`
    select scope.move_come_backs(${fromId}, ${toId}, ${only === null ? null : [...only]}::uuid[])::text[] as moved`.execute(
    query(ctx.tx),
  )
  return answer.rows[0]!.moved
}

/** Two voices are two again: a phrase of one opens nothing that came as the other. */
export async function partComeBacks(ctx: Ctx, oneId: string, otherId: string): Promise<void> {
  await sql`select scope.part_come_backs(${oneId}, ${otherId})`.execute(query(ctx.tx))
}

/** Says which voice another is a part of; null: it stands for itself. */
export async function setJoinedTo(ctx: Ctx, id: string, joinedTo: string | null): Promise<void> {
  await query(ctx.tx).updateTable('voice').set({ joined_to: joinedTo }).where('id', '=', id).execute()
}

export async function insertJoin(ctx: Ctx, row: Omit<Join, 'joinedAt' | 'otherNumber'>): Promise<void> {
  await query(ctx.tx)
    .insertInto('voice_join')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      exercise_id: row.exerciseId,
      voice_id: row.voiceId,
      other_id: row.otherId,
      contribution_ids: `{${row.contributionIds.join(',')}}`,
      label_ids: `{${row.labelIds.join(',')}}`,
      come_back_ids: `{${row.comeBackIds.join(',')}}`,
      joined_by: ctx.actor.id,
    })
    .execute()
}

export async function deleteJoin(ctx: Ctx, id: string): Promise<void> {
  await query(ctx.tx).deleteFrom('voice_join').where('id', '=', id).execute()
}

export type JoinFilter = { id?: string; voiceIds?: readonly string[]; exerciseId?: string; joinedBy?: string }

/** Joinings that stand, the newest first (500 at most). */
export async function selectJoins(ctx: Ctx, filter: JoinFilter): Promise<Join[]> {
  const conditions = [sql`j.tenant_id = ${ctx.tenantId}`]
  if (filter.id) conditions.push(sql`j.id = ${filter.id}`)
  if (filter.voiceIds) conditions.push(sql`j.voice_id = ${anyOf(filter.voiceIds)}`)
  if (filter.exerciseId) conditions.push(sql`j.exercise_id = ${filter.exerciseId}`)
  if (filter.joinedBy) conditions.push(sql`j.joined_by = ${filter.joinedBy}`)
  const answer = await sql<Join>`
    select j.id, j.exercise_id as "exerciseId", j.voice_id as "voiceId", j.other_id as "otherId",
      v.number as "otherNumber", j.contribution_ids::text[] as "contributionIds",
      j.label_ids::text[] as "labelIds", j.come_back_ids::text[] as "comeBackIds", j.joined_at as "joinedAt"
    from voice_join j join voice v on v.tenant_id = j.tenant_id and v.id = j.other_id
    where ${sql.join(conditions, sql` and `)}
    order by j.joined_at desc, j.id limit 500`.execute(query(ctx.tx))
  return answer.rows
}

/** A voice and all that were joined to it, over any number of joinings. */
export async function selectFamily(ctx: Ctx, voiceId: string): Promise<string[]> {
  const answer = await sql<{ id: string }>`
    with recursive family as (
      select v.tenant_id, v.id from voice v where v.tenant_id = ${ctx.tenantId} and v.id = ${voiceId}
      union
      select v.tenant_id, v.id from voice v join family f on v.tenant_id = f.tenant_id and v.joined_to = f.id)
    select id from family`.execute(query(ctx.tx))
  return answer.rows.map((row) => row.id)
}

/** The voice that a voice is part of now: itself, when it stands for itself. Null when there is no such voice. */
export async function selectRoot(ctx: Ctx, voiceId: string): Promise<string | null> {
  const answer = await sql<{ id: string }>`
    with recursive upward as (
      select v.tenant_id, v.id, v.joined_to from voice v
      where v.tenant_id = ${ctx.tenantId} and v.id = ${voiceId}
      union
      select v.tenant_id, v.id, v.joined_to from voice v
      join upward u on v.tenant_id = u.tenant_id and v.id = u.joined_to)
    select id from upward where joined_to is null`.execute(query(ctx.tx))
  return answer.rows[0]?.id ?? null
}

/**
 * What came to a voice since a joining because its label is one of those that joining moved, and no label the voice
 * had before: it belongs wherever those labels go.
 */
export async function selectCameSince(
  ctx: Ctx,
  voiceId: string,
  join: Pick<Join, 'labelIds' | 'joinedAt'>,
): Promise<Pick<Join, 'contributionIds' | 'labelIds'>> {
  const answer = await sql<{ labelId: string; contributionId: string }>`
    select l.id as "labelId", c.id as "contributionId"
    from voice_label l
    join contribution c on c.tenant_id = l.tenant_id and c.id = l.contribution_id
    join label_index i on i.tenant_id = l.tenant_id and i.voice_label_id = l.id and i.kind = 'label'
    where l.tenant_id = ${ctx.tenantId} and l.voice_id = ${voiceId} and c.received_at > ${join.joinedAt}
      and i.blind in (select m.blind from label_index m where m.tenant_id = l.tenant_id and m.kind = 'label'
                      and m.voice_label_id = ${anyOf(join.labelIds)})
      and not exists (
        select from voice_label o
        join contribution d on d.tenant_id = o.tenant_id and d.id = o.contribution_id
        join label_index n on n.tenant_id = o.tenant_id and n.voice_label_id = o.id and n.kind = 'label'
        where o.tenant_id = l.tenant_id and o.voice_id = l.voice_id and n.blind = i.blind
          and d.received_at <= ${join.joinedAt} and o.id <> all(${join.labelIds}::uuid[]))`.execute(
    query(ctx.tx),
  )
  return {
    contributionIds: answer.rows.map((row) => row.contributionId),
    labelIds: answer.rows.map((row) => row.labelId),
  }
}

/** Remembers that two voices are two people. */
export async function insertApart(
  ctx: Ctx,
  exerciseId: string,
  oneId: string,
  otherId: string,
): Promise<void> {
  const [one, other] = oneId < otherId ? [oneId, otherId] : [otherId, oneId]
  await query(ctx.tx)
    .insertInto('voice_apart')
    .values({
      tenant_id: ctx.tenantId,
      one_id: one,
      other_id: other,
      exercise_id: exerciseId,
      said_by: ctx.actor.id,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

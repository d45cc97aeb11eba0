import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { anyOf, query } from '../../platform/db/tx.ts'

/** What one voice brought through one door under one label: how much, and the labels' ids. */
export type ContributionRow = {
  id: string
  sourceId: string
  door: string
  passages: number
  labelIds: string[]
}

/** What a voice brought in sources that are shown, the earliest first. */
export async function selectContributions(ctx: Ctx, voiceId: string): Promise<ContributionRow[]> {
  const answer = await sql<ContributionRow>`
    select c.id, c.source_id as "sourceId", s.door, count(p.id) as passages,
      array(select l.id::text from voice_label l where l.tenant_id = c.tenant_id and l.voice_id = c.voice_id
            and (l.contribution_id = c.id or (l.contribution_id is null and l.source_id = c.source_id))
            order by l.id) as "labelIds"
    from contribution c
    join source s on s.tenant_id = c.tenant_id and s.id = c.source_id and s.state = 'shown'
    join passage p on p.tenant_id = c.tenant_id and p.contribution_id = c.id
    where c.tenant_id = ${ctx.tenantId} and c.voice_id = ${voiceId} and not c.is_held
    group by c.tenant_id, c.id, c.source_id, c.voice_id, s.door
    order by min(p.number)`.execute(query(ctx.tx))
  return answer.rows
}

/** Where the words of a passage are, and as which voice they came. */
export type Place = { passageId: string; sourceId: string; cameAs: string; door: string }

/** The places of these passages, of one voice only. */
export async function selectPlaces(
  ctx: Ctx,
  voiceId: string,
  passageIds: readonly string[],
): Promise<Place[]> {
  const answer = await sql<Place>`
    select p.id as "passageId", c.source_id as "sourceId", c.came_as as "cameAs", s.door
    from passage p join contribution c on c.tenant_id = p.tenant_id and c.id = p.contribution_id
    join source s on s.tenant_id = c.tenant_id and s.id = c.source_id
    where p.tenant_id = ${ctx.tenantId} and c.voice_id = ${voiceId}
      and p.id = ${anyOf(passageIds)}
    order by p.number`.execute(query(ctx.tx))
  return answer.rows
}

/** A contribution of a voice in a source, of words that came as one voice, to add to; null when it has none there. */
export async function selectContributionIn(
  ctx: Ctx,
  voiceId: string,
  at: { sourceId: string; cameAs: string },
): Promise<string | null> {
  const row = await query(ctx.tx)
    .selectFrom('contribution')
    .select('id')
    .where('voice_id', '=', voiceId)
    .where('source_id', '=', at.sourceId)
    .where('came_as', '=', at.cameAs)
    .where('is_held', '=', false)
    .orderBy('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** What came as one voice came as another, as somebody who listened found out. */
export async function setCameAs(ctx: Ctx, contributionId: string, voiceId: string): Promise<void> {
  await query(ctx.tx)
    .updateTable('contribution')
    .set({ came_as: voiceId })
    .where('id', '=', contributionId)
    .execute()
}

/**
 * Passages belong to another contribution of the same source from now on, with the voice notes and pictures that came
 * with them. Gives how many were moved.
 */
export async function movePassagesTo(
  ctx: Ctx,
  passageIds: readonly string[],
  contributionId: string,
): Promise<number> {
  const answer = await sql<{ moved: number }>`
    select scope.move_passages(${[...passageIds]}::uuid[], ${contributionId}) as moved`.execute(query(ctx.tx))
  const moved = Number(answer.rows[0]!.moved)
  if (moved > 0) {
    await sql`
      update attachment a set contribution_id = p.contribution_id from passage p
      where a.tenant_id = ${ctx.tenantId} and p.tenant_id = a.tenant_id and p.id = a.passage_id
        and p.id = ${anyOf(passageIds)} and p.contribution_id = ${contributionId}`.execute(query(ctx.tx))
  }
  return moved
}

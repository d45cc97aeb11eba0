import { sql } from 'kysely'
import { query, type Tx } from '../../platform/db/tx.ts'

/** Marks spaces as leaving, so that whatever is left to do is known, and removes their rows and every way into them. */
export async function markAndRemove(tx: Tx, spaceIds: readonly string[]): Promise<void> {
  // The day is enough: the same moment would say of two spaces that they belong together.
  await query(tx)
    .insertInto('space_leaving')
    .values(spaceIds.map((id) => ({ space_id: id, begun_at: sql<Date>`date_trunc('day', now())` })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  for (const id of spaceIds) await removeRows(tx, id)
}

/** Removes what was written while the keys went, then the mark: nothing tells that this space was. */
export async function removeMark(tx: Tx, spaceId: string): Promise<void> {
  await removeRows(tx, spaceId)
  await query(tx).deleteFrom('space_leaving').where('space_id', '=', spaceId).execute()
}

/** Spaces that are leaving, the longest first. */
export async function selectMarked(tx: Tx): Promise<string[]> {
  const rows = await query(tx)
    .selectFrom('space_leaving')
    .select('space_id as spaceId')
    .orderBy('begun_at')
    .execute()
  return rows.map((row) => row.spaceId)
}

/** Spaces whose day has come. */
export async function selectDue(tx: Tx, most: number): Promise<string[]> {
  const answer = await sql<{ space_id: string }>`select * from scope.spaces_to_go(${most})`.execute(query(tx))
  return answer.rows.map((row) => row.space_id)
}

/** False when its person stopped it. */
export async function takeUpGoing(tx: Tx, spaceId: string): Promise<boolean> {
  const answer = await sql<{ taken: boolean }>`select scope.take_up_going(${spaceId}) as taken`.execute(
    query(tx),
  )
  return answer.rows[0]!.taken
}

/** Whether whoever is in this session came in within the last minutes, by a way in that was not changed lately. */
export async function mayGoNow(tx: Tx, sessionId: string, minutes: number): Promise<boolean> {
  const answer = await sql<{ may: boolean }>`
    select scope.may_go_now(${sessionId}, ${minutes}::int) as may`.execute(query(tx))
  return answer.rows[0]!.may
}

async function removeRows(tx: Tx, spaceId: string): Promise<void> {
  await sql`select scope.remove_space(${spaceId})`.execute(query(tx))
}

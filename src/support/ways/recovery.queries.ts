import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query, type Tx } from '../../platform/db/tx.ts'

/** Whom the person named, sealed, and where two who work there may help. */
export type WayBackRow = { namedSealed: Buffer | null; organisationId: string | null }

export async function selectWayBack(ctx: Ctx): Promise<WayBackRow> {
  const row = await query(ctx.tx)
    .selectFrom('way_back')
    .select(['named_sealed as namedSealed', 'organisation_id as organisationId'])
    .where('tenant_id', '=', ctx.tenantId)
    .executeTakeFirst()
  return row ?? { namedSealed: null, organisationId: null }
}

export async function putNamed(ctx: Ctx, namedSealed: Buffer | null): Promise<void> {
  await query(ctx.tx)
    .insertInto('way_back')
    .values({ tenant_id: ctx.tenantId, named_sealed: namedSealed })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet({ named_sealed: namedSealed }))
    .execute()
}

export async function putOrganisation(ctx: Ctx, organisationId: string | null): Promise<void> {
  await query(ctx.tx)
    .insertInto('way_back')
    .values({ tenant_id: ctx.tenantId, organisation_id: organisationId })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet({ organisation_id: organisationId }))
    .execute()
}

/** What the words of two people together are found by; null takes it away. */
export async function replaceNamed(ctx: Ctx, id: string, pairIndex: Buffer | null): Promise<void> {
  await sql`select scope.replace_named(${id}, ${pairIndex})`.execute(query(ctx.tx))
}

/** What the words of two people are found by now; null when nobody's are good (any more). */
export async function findNamedOf(
  tx: Tx,
  spaceId: string,
): Promise<{ id: string; pairIndex: Buffer } | null> {
  const row = await query(tx)
    .selectFrom('space_named')
    .select(['id', 'pair_index as pairIndex'])
    .where('space_id', '=', spaceId)
    .executeTakeFirst()
  return row ?? null
}

/** The space whose person named two people with these words; none that is being taken away. */
export async function findSpaceOfPair(tx: Tx, pairIndex: Buffer): Promise<string | null> {
  const row = await query(tx)
    .selectFrom('space_named as n')
    .select('n.space_id as spaceId')
    .where('n.pair_index', '=', pairIndex)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('space_leaving as l').select('l.space_id').whereRef('l.space_id', '=', 'n.space_id'),
        ),
      ),
    )
    .executeTakeFirst()
  return row?.spaceId ?? null
}

/**
 * Asks for new words in place of an earlier asking. The same again changes nothing, whatever became of it. What was
 * paused by the earlier one waits on.
 */
export async function insertRecovery(
  tx: Tx,
  row: { id: string; spaceId: string; waitingIndex: Buffer; begunBy: 'named' | 'staff'; paused: string[] },
): Promise<void> {
  const before = await query(tx)
    .deleteFrom('space_recovery')
    .where('space_id', '=', row.spaceId)
    .where('waiting_index', '<>', row.waitingIndex)
    .returning('paused')
    .executeTakeFirst()
  const paused = [...new Set([...(before?.paused ?? []), ...row.paused])]
  await query(tx)
    .insertInto('space_recovery')
    .values({
      id: row.id,
      space_id: row.spaceId,
      waiting_index: row.waitingIndex,
      begun_by: row.begunBy,
      paused,
    })
    .onConflict((conflict) => conflict.column('space_id').doNothing())
    .execute()
}

export async function isAskedWith(tx: Tx, spaceId: string, waitingIndex: Buffer): Promise<boolean> {
  const row = await query(tx)
    .selectFrom('space_recovery')
    .select('id')
    .where('space_id', '=', spaceId)
    .where('waiting_index', '=', waitingIndex)
    .executeTakeFirst()
  return row !== undefined
}

export type RecoveryState = 'waiting' | 'ready' | 'stopped' | 'over'
export type RecoveryRow = { id: string; spaceId: string; state: RecoveryState; readyAt: Date }

/**
 * What became of an asking, by the database's clock, held until the transaction ends: a day after it began it is ready,
 * for two weeks, and for an hour after it was used, so that a page that never arrived can be asked for again.
 */
export async function holdRecovery(tx: Tx, waitingIndex: Buffer): Promise<RecoveryRow | null> {
  const row = await query(tx)
    .selectFrom('space_recovery as r')
    .select([
      'r.id',
      'r.space_id as spaceId',
      sql<Date>`r.begun_at + interval '1 day'`.as('readyAt'),
      sql<RecoveryState>`case
        when r.stopped_at is not null then 'stopped'
        when r.used_at < now() - interval '1 hour' or r.begun_at < now() - interval '15 days' then 'over'
        when r.begun_at <= now() - interval '1 day' then 'ready'
        else 'waiting' end`.as('state'),
    ])
    .where('r.waiting_index', '=', waitingIndex)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('space_leaving as l').select('l.space_id').whereRef('l.space_id', '=', 'r.space_id'),
        ),
      ),
    )
    .forUpdate('r')
    .executeTakeFirst()
  return row ?? null
}

/** What opened the space before opens it no more: every page that is open, and every passkey. */
export async function useRecovery(tx: Tx, { id, spaceId }: { id: string; spaceId: string }): Promise<void> {
  await query(tx)
    .updateTable('space_recovery')
    .set({ used_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .execute()
  for (const way of ['space_session', 'space_passkey', 'space_vouch'] as const)
    await query(tx).deleteFrom(way).where('space_id', '=', spaceId).execute()
}

/** False when there is nothing to stop. */
export async function stopRecovery(tx: Tx, spaceId: string): Promise<boolean> {
  const stopped = await query(tx)
    .updateTable('space_recovery')
    .set({ stopped_at: sql<Date>`now()` })
    .where('space_id', '=', spaceId)
    .where('used_at', 'is', null)
    .where('stopped_at', 'is', null)
    .executeTakeFirst()
  return stopped.numUpdatedRows === 1n
}

/** Which invitations waited for the person to be back; they wait no more. None while new words are asked for. */
export async function takePaused(tx: Tx, spaceId: string): Promise<string[]> {
  const row = await query(tx)
    .selectFrom('space_recovery')
    .select(['id', 'paused'])
    .where('space_id', '=', spaceId)
    .where(
      sql<boolean>`(used_at is not null or stopped_at is not null or begun_at < now() - interval '15 days')`,
    )
    .forUpdate()
    .executeTakeFirst()
  if (!row) return []
  await query(tx).updateTable('space_recovery').set({ paused: [] }).where('id', '=', row.id).execute()
  return row.paused
}

/** One who works here says to have spoken with the person; in place of whoever said so before. */
export async function insertVouch(
  tx: Tx,
  row: { id: string; spaceId: string; codeIndex: Buffer; accountId: string; organisationId: string },
): Promise<void> {
  await query(tx).deleteFrom('space_vouch').where('space_id', '=', row.spaceId).execute()
  await query(tx)
    .insertInto('space_vouch')
    .values({
      id: row.id,
      space_id: row.spaceId,
      code_index: row.codeIndex,
      account_id: row.accountId,
      organisation_id: row.organisationId,
    })
    .execute()
}

/** The space a colleague vouched for within a day: never for the colleague, or for anybody elsewhere. Held. */
export async function holdVouch(
  tx: Tx,
  asked: { codeIndex: Buffer; accountId: string; organisationId: string },
): Promise<string | null> {
  const row = await query(tx)
    .selectFrom('space_vouch')
    .select('space_id as spaceId')
    .where('code_index', '=', asked.codeIndex)
    .where('account_id', '<>', asked.accountId)
    .where('organisation_id', '=', asked.organisationId)
    .where('vouched_at', '>', sql<Date>`now() - interval '1 day'`)
    .forUpdate()
    .executeTakeFirst()
  return row?.spaceId ?? null
}

export async function deleteVouch(tx: Tx, spaceId: string): Promise<void> {
  await query(tx).deleteFrom('space_vouch').where('space_id', '=', spaceId).execute()
}

import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query, type Tx } from '../../platform/db/tx.ts'

export type SpaceRow = {
  nameSealed: Buffer
  phraseSealed: Buffer | null
  phraseUntil: Date | null
  quietSealed: Buffer | null
}

/** The space of this transaction; null when it has gone, or is not open to who acts. */
export async function findSpace(ctx: Ctx): Promise<SpaceRow | null> {
  const row = await query(ctx.tx)
    .selectFrom('space')
    .select([
      'name_sealed as nameSealed',
      'phrase_sealed as phraseSealed',
      'phrase_until as phraseUntil',
      'quiet_sealed as quietSealed',
    ])
    .where('tenant_id', '=', ctx.tenantId)
    .executeTakeFirst()
  return row ?? null
}

/** What is sealed of a quiet space, held until the transaction ends. */
export async function holdQuiet(ctx: Ctx): Promise<Buffer | null> {
  const row = await query(ctx.tx)
    .selectFrom('space')
    .select('quiet_sealed as quietSealed')
    .where('tenant_id', '=', ctx.tenantId)
    .$if(ctx.actor.roles.includes('person'), (select) => select.forUpdate())
    .executeTakeFirst()
  return row?.quietSealed ?? null
}

/** False when this space is there already: its form was sent twice. */
export async function insertSpace(
  ctx: Ctx,
  row: { nameSealed: Buffer; quietSealed: Buffer; phraseSealed: Buffer | null; phraseMinutes: number },
): Promise<boolean> {
  const added = await query(ctx.tx)
    .insertInto('space')
    .values({
      tenant_id: ctx.tenantId,
      name_sealed: row.nameSealed,
      quiet_sealed: row.quietSealed,
      phrase_sealed: row.phraseSealed,
      phrase_until: row.phraseSealed && sql<Date>`now() + make_interval(mins => ${row.phraseMinutes}::int)`,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Number(added.numInsertedOrUpdatedRows) === 1
}

/** The words are not shown any more. */
export async function forgetPhrase(ctx: Ctx): Promise<void> {
  await query(ctx.tx)
    .updateTable('space')
    .set({ phrase_sealed: null, phrase_until: null })
    .where('tenant_id', '=', ctx.tenantId)
    .execute()
}

/** Another name, and words that are shown for some minutes. */
export async function updatePhrase(
  ctx: Ctx,
  row: { nameSealed: Buffer; phraseSealed: Buffer; phraseMinutes: number },
): Promise<void> {
  await query(ctx.tx)
    .updateTable('space')
    .set({
      name_sealed: row.nameSealed,
      phrase_sealed: row.phraseSealed,
      phrase_until: sql<Date>`now() + make_interval(mins => ${row.phraseMinutes}::int)`,
    })
    .where('tenant_id', '=', ctx.tenantId)
    .execute()
}

/** Puts a name and words in place of those that led in. False when `was` is not what leads in (any more). */
export async function replaceEntry(
  ctx: Ctx,
  row: { was: string | null; id: string; entryIndex: Buffer },
): Promise<boolean> {
  const answer = await sql<{ done: boolean }>`
    select scope.replace_entry(${row.was}, ${row.id}, ${row.entryIndex}) as done`.execute(query(ctx.tx))
  return answer.rows[0]!.done
}

/** What names the words that lead into a space now, and says nothing of them. */
export async function findEntryOf(tx: Tx, spaceId: string): Promise<string | null> {
  const row = await query(tx)
    .selectFrom('space_entry')
    .select('id')
    .where('space_id', '=', spaceId)
    .executeTakeFirst()
  return row?.id ?? null
}

/** Adds a way in; nothing happens when it is there already. */
export async function insertEntry(
  tx: Tx,
  row: { id: string; entryIndex: Buffer; spaceId: string },
): Promise<void> {
  await query(tx)
    .insertInto('space_entry')
    .values({ id: row.id, entry_index: row.entryIndex, space_id: row.spaceId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function findEntry(tx: Tx, entryIndex: Buffer): Promise<{ spaceId: string } | null> {
  const row = await query(tx)
    .selectFrom('space_entry as e')
    .select('e.space_id as spaceId')
    .where('e.entry_index', '=', entryIndex)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('space_leaving as l').select('l.space_id').whereRef('l.space_id', '=', 'e.space_id'),
        ),
      ),
    )
    .executeTakeFirst()
  return row ?? null
}

export type HostRow = { name: string; operator: string; helpLines: unknown; isHousing: boolean }

export async function selectHost(tx: Tx): Promise<HostRow | null> {
  const answer = await sql<{ name: string; operator: string; help_lines: unknown; is_housing: boolean }>`
    select * from scope.host()`.execute(query(tx))
  const row = answer.rows[0]
  return row
    ? { name: row.name, operator: row.operator, helpLines: row.help_lines, isHousing: row.is_housing }
    : null
}

/** Whether an invitation of the coach who acts, which could be open, is from this organisation. */
export async function isInvitedFrom(ctx: Ctx, organisationId: string): Promise<boolean> {
  const row = await query(ctx.tx)
    .selectFrom('invitation')
    .select('id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('account_id', '=', ctx.actor.id)
    .where('organisation_id', '=', organisationId)
    .where('state', 'in', ['open', 'paused'])
    .executeTakeFirst()
  return row !== undefined
}

/** Whether the coach who acts is invited into this room, and not only here in an emergency. */
export async function isInvited(ctx: Ctx, room: string): Promise<boolean> {
  const answer = await sql<{ is: boolean }>`select scope.is_invited(${room}) as is`.execute(query(ctx.tx))
  return answer.rows[0]!.is
}

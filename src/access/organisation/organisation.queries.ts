import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query, type Tx } from '../../platform/db/tx.ts'

export type OrganisationRow = {
  name: string
  operator: string
  helpLines: unknown
  passkeysRequired: boolean
}

export async function findOrganisation(ctx: Ctx): Promise<OrganisationRow | null> {
  const row = await query(ctx.tx)
    .selectFrom('organisation')
    .select(['name', 'operator', 'help_lines', 'passkeys_required'])
    .where('tenant_id', '=', ctx.tenantId)
    .executeTakeFirst()
  return row
    ? {
        name: row.name,
        operator: row.operator,
        helpLines: row.help_lines,
        passkeysRequired: row.passkeys_required,
      }
    : null
}

export async function insertOrganisation(
  ctx: Ctx,
  row: { name: string; operator: string; helpLines: unknown },
): Promise<void> {
  await query(ctx.tx)
    .insertInto('organisation')
    .values({
      tenant_id: ctx.tenantId,
      name: row.name,
      operator: row.operator,
      help_lines: JSON.stringify(row.helpLines),
    })
    .execute()
}

/** False when this actor may not (the row stays unseen). */
export async function updateOrganisation(
  ctx: Ctx,
  row: { name: string; operator: string; helpLines: unknown },
): Promise<boolean> {
  const changed = await query(ctx.tx)
    .updateTable('organisation')
    .set({ name: row.name, operator: row.operator, help_lines: JSON.stringify(row.helpLines) })
    .where('tenant_id', '=', ctx.tenantId)
    .executeTakeFirst()
  return changed.numUpdatedRows > 0n
}

/** False when this actor may not. */
export async function updatePasskeysRequired(ctx: Ctx, required: boolean): Promise<boolean> {
  const changed = await query(ctx.tx)
    .updateTable('organisation')
    .set({ passkeys_required: required })
    .where('tenant_id', '=', ctx.tenantId)
    .executeTakeFirst()
  return changed.numUpdatedRows > 0n
}

/** Whether any organisation is on this server. */
export async function hasAnyOrganisation(tx: Tx): Promise<boolean> {
  const answer = await sql<{ has: boolean }>`select scope.has_organisation() as has`.execute(query(tx))
  return answer.rows[0]!.has
}

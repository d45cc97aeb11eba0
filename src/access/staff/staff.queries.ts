import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

export type StaffRow = { accountId: string; role: string; nameSealed: Buffer; createdAt: Date }

/** One row for each role somebody holds, those who came first first. */
export async function listStaffRows(ctx: Ctx): Promise<StaffRow[]> {
  const rows = await query(ctx.tx)
    .selectFrom('membership')
    .select(['account_id', 'role', 'name_sealed', 'created_at'])
    .where('tenant_id', '=', ctx.tenantId)
    .orderBy('created_at')
    .orderBy('account_id')
    .orderBy('role')
    .execute()
  return rows.map((row) => ({
    accountId: row.account_id,
    role: row.role,
    nameSealed: row.name_sealed,
    createdAt: row.created_at,
  }))
}

/**
 * One change of staff at a time in an organisation, so that of two leads removing each other at once one stays.
 * What is read after this is what the change before left.
 */
export async function lockStaff(ctx: Ctx): Promise<void> {
  await query(ctx.tx)
    .selectFrom('organisation')
    .select('tenant_id')
    .where('tenant_id', '=', ctx.tenantId)
    .forUpdate()
    .execute()
}

export async function insertRoles(
  ctx: Ctx,
  rows: readonly { accountId: string; role: string; nameSealed: Buffer }[],
): Promise<void> {
  if (rows.length === 0) return
  await query(ctx.tx)
    .insertInto('membership')
    .values(
      rows.map((row) => ({
        tenant_id: ctx.tenantId,
        account_id: row.accountId,
        role: row.role,
        name_sealed: row.nameSealed,
      })),
    )
    .execute()
}

export async function updateStaffName(ctx: Ctx, accountId: string, nameSealed: Buffer): Promise<void> {
  await query(ctx.tx)
    .updateTable('membership')
    .set({ name_sealed: nameSealed })
    .where('tenant_id', '=', ctx.tenantId)
    .where('account_id', '=', accountId)
    .execute()
}

/** Gives how many were taken away: fewer than asked when this actor may not. */
export async function deleteRoles(ctx: Ctx, accountId: string, roles: readonly string[]): Promise<number> {
  if (roles.length === 0) return 0
  const gone = await query(ctx.tx)
    .deleteFrom('membership')
    .where('tenant_id', '=', ctx.tenantId)
    .where('account_id', '=', accountId)
    .where('role', 'in', roles)
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
}

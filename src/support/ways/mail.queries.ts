import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query, type Tx } from '../../platform/db/tx.ts'

export async function selectAddress(ctx: Ctx): Promise<Buffer | null> {
  const row = await query(ctx.tx)
    .selectFrom('way_back')
    .select('address_sealed as addressSealed')
    .where('tenant_id', '=', ctx.tenantId)
    .executeTakeFirst()
  return row?.addressSealed ?? null
}

/** Null takes it away. */
export async function putAddress(ctx: Ctx, addressSealed: Buffer | null): Promise<void> {
  await query(ctx.tx)
    .insertInto('way_back')
    .values({ tenant_id: ctx.tenantId, address_sealed: addressSealed })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet({ address_sealed: addressSealed }))
    .execute()
}

/** What a name and address are found by; null takes it away. */
export async function replaceAddress(ctx: Ctx, id: string, addressIndex: Buffer | null): Promise<void> {
  await sql`select scope.replace_address(${id}, ${addressIndex})`.execute(query(ctx.tx))
}

/** The space a name and address lead to: of several the one that got the address last. None that is being taken away. */
export async function findSpaceOfAddress(tx: Tx, addressIndex: Buffer): Promise<string | null> {
  const row = await query(tx)
    .selectFrom('space_address as a')
    .select('a.space_id as spaceId')
    .where('a.address_index', '=', addressIndex)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('space_leaving as l').select('l.space_id').whereRef('l.space_id', '=', 'a.space_id'),
        ),
      ),
    )
    .orderBy('a.added_at', 'desc')
    .orderBy('a.id')
    .executeTakeFirst()
  return row?.spaceId ?? null
}

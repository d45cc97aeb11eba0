import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

export type PaymentWay = 'cash' | 'voucher' | 'bank' | 'other'

export type PaymentRow = {
  id: string
  exerciseId: string
  nameSealed: Buffer
  /** A hundred of them are a pound. */
  pence: number
  way: PaymentWay
  /** `YYYY-MM-DD`. */
  paidOn: string
}

export async function insertPayment(ctx: Ctx, row: PaymentRow): Promise<void> {
  await query(ctx.tx)
    .insertInto('payment')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      exercise_id: row.exerciseId,
      name_sealed: row.nameSealed,
      pence: row.pence,
      way: row.way,
      paid_on: row.paidOn,
    })
    .execute()
}

export async function selectPayments(
  ctx: Ctx,
  which: { exerciseId: string } | { id: string },
): Promise<PaymentRow[]> {
  const select = query(ctx.tx).selectFrom('payment').selectAll()
  const asked =
    'id' in which ? select.where('id', '=', which.id) : select.where('exercise_id', '=', which.exerciseId)
  const rows = await asked.orderBy('paid_on').orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    exerciseId: row.exercise_id,
    nameSealed: row.name_sealed,
    pence: row.pence,
    way: row.way as PaymentWay,
    paidOn: row.paid_on,
  }))
}

export async function deletePayment(ctx: Ctx, id: string): Promise<void> {
  await query(ctx.tx).deleteFrom('payment').where('id', '=', id).execute()
}

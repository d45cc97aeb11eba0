import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newBlindId } from '../../platform/ids.ts'
import { getExercise } from '../exercises/exercises.ts'
import { deletePayment, insertPayment, selectPayments, type PaymentWay } from './payments.queries.ts'
import { paymentsWords } from './payments.words.ts'

/** Somebody who was given something for taking part. Nothing here leads to a voice or its words. */
export type Payment = { id: string; name: string; pence: number; way: PaymentWay; paidOn: string }

/** By day and name, never in the order they were written down. Throws not-found. */
export async function listPayments(ctx: Ctx, exerciseId: string): Promise<Payment[]> {
  await getExercise(ctx, exerciseId)
  const payments = (await selectPayments(ctx, { exerciseId })).map(({ nameSealed, ...row }) => ({
    id: row.id,
    name: ctx.vault.openTeam('payment.name', row.id, nameSealed),
    pence: row.pence,
    way: row.way,
    paidOn: row.paidOn,
  }))
  return payments.sort((a, b) => a.paidOn.localeCompare(b.paidOn) || a.name.localeCompare(b.name, 'en-GB'))
}

/** Throws not-found. */
export async function addPayment(ctx: Ctx, exerciseId: string, paid: Omit<Payment, 'id'>): Promise<void> {
  await getExercise(ctx, exerciseId)
  const id = newBlindId()
  const nameSealed = ctx.vault.sealTeam('payment.name', id, paid.name)
  await insertPayment(ctx, {
    id,
    exerciseId,
    nameSealed,
    pence: paid.pence,
    way: paid.way,
    paidOn: paid.paidOn,
  })
  await recordAct(ctx, 'payment.written-down', 'exercise', exerciseId)
}

/** Takes out what was written down by mistake; gives the exercise. Throws not-found. */
export async function removePayment(ctx: Ctx, id: string): Promise<string> {
  const [row] = await selectPayments(ctx, { id })
  if (!row) throw new Failure('not-found', '')
  await deletePayment(ctx, id)
  await recordAct(ctx, 'payment.removed', 'exercise', row.exerciseId)
  return row.exerciseId
}

/**
 * The list as a table for a spreadsheet (RFC 4180, UTF-8 with a mark at its beginning). A cell that a spreadsheet
 * would take for a formula begins with an apostrophe.
 */
export function writePayments(payments: readonly Payment[]): string {
  const { columns, ways } = paymentsWords['en-GB']
  const rows = payments.map((one) => [one.name, writeMoney(one.pence), ways[one.way], one.paidOn])
  const lines = [[columns.name, columns.amount, columns.way, columns.paidOn], ...rows]
  return `\uFEFF${lines.map((cells) => `${cells.map(writeCell).join(',')}\r\n`).join('')}`
}

/** Pounds and pence with a point: 2000 is 20.00. */
export function writeMoney(pence: number): string {
  return (pence / 100).toFixed(2)
}

function writeCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}

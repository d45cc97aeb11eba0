import { staffPage, staffSend, type StaffVisit } from '../../access/staff-route.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { getExercise, getToday } from '../exercises/exercises.ts'
import { listeningPaths } from '../paths.ts'
import { parsePayment, readPayment, type TypedPayment } from './payments.form.ts'
import { PaymentsPage } from './payments.page.tsx'
import { addPayment, listPayments, removePayment, writeMoney, writePayments } from './payments.ts'

export const paymentRoutes: Route[] = [
  staffPage(listeningPaths.payments(':exercise'), 'payment.change', (staff) => showPayments(staff)),

  staffSend(listeningPaths.payments(':exercise'), 'payment.change', async (staff) => {
    const exerciseId = staff.visit.id('exercise')
    const typed = readPayment(await staff.visit.fields())
    const today = await staff.within(async (ctx) => {
      await getExercise(ctx, exerciseId)
      return getToday(ctx)
    })
    const parsed = parsePayment(typed, today)
    if (!parsed.ok) return showPayments(staff, typed, parsed.problems)
    await staff.within((ctx) => addPayment(ctx, exerciseId, parsed.input))
    return staff.visit.redirect(listeningPaths.payments(exerciseId), 'added')
  }),

  staffPage(listeningPaths.paymentsFile(':exercise'), 'payment.change', async ({ visit, within }) => {
    const payments = await within((ctx) => listPayments(ctx, visit.id('exercise')))
    return visit.file(Buffer.from(writePayments(payments)), 'text/csv; charset=utf-8')
  }),

  staffSend(listeningPaths.removePayment(':payment'), 'payment.change', async ({ visit, within }) => {
    const exerciseId = await within((ctx) => removePayment(ctx, visit.id('payment')))
    return visit.redirect(listeningPaths.payments(exerciseId), 'removed')
  }),
]

async function showPayments(
  { visit, frame, within }: StaffVisit,
  typed?: TypedPayment,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const shown = await within(async (ctx) => ({
    exercise: await getExercise(ctx, visit.id('exercise')),
    payments: await listPayments(ctx, visit.id('exercise')),
    today: getToday(ctx),
  }))
  const payments = shown.payments.map((one) => ({ ...one, pounds: writeMoney(one.pence) }))
  const total = writeMoney(payments.reduce((sum, one) => sum + one.pence, 0))
  return visit.page(
    <PaymentsPage frame={frame} {...shown} {...{ payments, total, typed, problems }} />,
    problems ? 422 : 200,
  )
}

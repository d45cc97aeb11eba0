import type { FieldProblem, Fields, Parsed } from '../../platform/http/fields.ts'
import { isDay } from '../exercises/exercises.form.ts'
import type { Payment } from './payments.ts'
import { paymentsWords } from './payments.words.ts'

const words = paymentsWords['en-GB']

export type TypedPayment = { name: string; amount: string; way: string; paidOn: string }

export function readPayment(fields: Fields): TypedPayment {
  return {
    name: fields.text('name').replace(/\s+/g, ' '),
    amount: fields.text('amount'),
    way: fields.text('way'),
    paidOn: fields.text('paidOn'),
  }
}

/** `today` is YYYY-MM-DD. */
export function parsePayment(typed: TypedPayment, today: string): Parsed<Omit<Payment, 'id'>> {
  const problems: FieldProblem[] = []
  const [, pounds, pence = ''] = /^£?\s*(\d{1,5})(?:[.,](\d{1,2}))?$/.exec(typed.amount) ?? []
  const amount = Number(pounds) * 100 + Number(pence.padEnd(2, '0'))
  const way = (['cash', 'voucher', 'bank', 'other'] as const).find((one) => one === typed.way)
  if (!typed.name) problems.push({ field: 'name', sentence: words.nameMissing })
  if (typed.name.length > 200) problems.push({ field: 'name', sentence: words.nameLong })
  if (pounds === undefined || amount === 0) problems.push({ field: 'amount', sentence: words.amountWrong })
  if (!way) problems.push({ field: 'way', sentence: words.wayMissing })
  if (!isDay(typed.paidOn) || typed.paidOn > today) {
    problems.push({ field: 'paidOn', sentence: words.dayWrong })
  }
  if (!way || problems.length > 0) return { ok: false, problems }
  return { ok: true, input: { name: typed.name, pence: amount, way, paidOn: typed.paidOn } }
}

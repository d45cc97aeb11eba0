import { beforeAll, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { makeTestExercise, type TestExercise } from '../../../test/test-exercise.ts'
import { enter, openApp, type Visitor } from '../../../test/visitor.ts'
import { signInRoutes } from '../../access/sign-in/sign-in.routes.tsx'
import { withdraw } from '../withdrawals/withdrawals.ts'
import { paymentRoutes } from './payments.routes.tsx'
import { paymentsWords } from './payments.words.ts'

const house = useTestHouse()
let made: TestExercise
let lea: Visitor

beforeAll(async () => {
  made = await makeTestExercise(house, 'Payments', [{ label: 'Winifred', text: 'A heron.' }])
  lea = await enter(house, openApp(house, [...signInRoutes, ...paymentRoutes]), made.mailOf('lea'))
}, 60_000)

test('a payment is written down, taken away as a table, and leads to nobody’s words', async () => {
  const path = `/exercises/${made.exerciseId}/payments`
  const wrong = await lea.send(path, { name: '', amount: 'twenty', way: 'gold', paidOn: '2199-01-01' })
  expect(wrong.status).toBe(422)
  const said = paymentsWords['en-GB']
  for (const sentence of [said.nameMissing, said.amountWrong, said.wayMissing, said.dayWrong]) {
    expect(wrong.text).toContain(sentence)
  }
  for (const [name, amount] of [
    ['=HYPERLINK("http://x")', '12.50'],
    ['Winifred Oke', '£20'],
  ] as const) {
    const sent = await lea.send(path, { name, amount, way: 'voucher', paidOn: '2026-01-05' })
    expect(sent.status).toBe(303)
  }
  const table = await lea.get(`${path}/list.csv`)
  expect(table.text).toContain('"Winifred Oke","20.00","voucher","2026-01-05"\r\n')
  expect(table.text).toContain(`"'=HYPERLINK(""http://x"")","12.50"`)
  expect((await lea.get(path)).text).toContain('32.50')

  // No column of it holds an id of anybody's words, and a withdrawal leaves it.
  const rows = await house.asOwner('select to_jsonb(payment) as row from payment')
  const ids = [...made.voiceIds, ...made.passageIds]
  expect(ids.some((id) => JSON.stringify(rows).includes(id))).toBe(false)
  expect(JSON.stringify(rows)).not.toContain('Winifred')
  await made.as(made.people.ada, (ctx) => withdraw(ctx, { voiceId: made.voiceIds[0]!, when: 'now' }))
  expect(await house.asOwner('select 1 from payment')).toHaveLength(2)

  const [, id] = /\/payments\/([0-9a-f-]{36})\/remove/.exec((await lea.get(path)).text)!
  expect((await lea.send(`/payments/${id}/remove`)).status).toBe(303)
  expect((await lea.send(`/payments/${id}/remove`)).status).toBe(404)
})

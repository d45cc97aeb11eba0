import { beforeAll, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { makeTestExercise, type TestExercise } from '../../../test/test-exercise.ts'
import { runTask } from '../../platform/jobs/tasks.ts'
import { emptyOutReadings } from './withdrawals.queries.ts'
import { withdraw, withdrawalTask, withdrawVoice } from './withdrawals.ts'

const house = useTestHouse()
let exercise: TestExercise

beforeAll(async () => {
  exercise = await makeTestExercise(house, 'Withdrawals', [
    { label: 'Ina', text: 'A heron on the weir.', agreed: true },
    { label: 'Oda', text: 'A kettle on the hob.', agreed: true },
  ])
  for (const [index, text] of ['A heron on the weir.', 'A kettle on the hob.'].entries()) {
    await house.asOwner(
      'insert into reading (tenant_id, passage_id, exercise_id, text) values ($1, $2, $3, $4)',
      [exercise.tenantId, exercise.passageIds[index], exercise.exerciseId, text],
    )
  }
}, 60_000)

async function fileOfReadings(): Promise<unknown> {
  const [row] = await house.asOwner(`select pg_relation_filenode('reading') as node`)
  return row!['node']
}

test('a withdrawal is complete when the readings have a new file; those of others are in it', async () => {
  const before = await fileOfReadings()
  await exercise.as(exercise.people.ada, (ctx) => withdrawVoice(ctx, exercise.voiceIds[0]!))
  const [task] = await house.asOwner(`select id from task where kind = 'withdrawal.complete'`)
  const services = { db: house.db, store: house.services.store }
  await runTask(services, [withdrawalTask], exercise.tenantId, String(task!['id']))
  expect(await house.asOwner('select completed_at is not null as done from withdrawal')).toEqual([
    { done: true },
  ])
  expect(await fileOfReadings()).not.toBe(before)
  expect(await house.asOwner('select text from reading')).toEqual([{ text: 'A kettle on the hob.' }])
  // Still in no log, no statistics, and behind its guard.
  expect(
    await house.asOwner(
      `select relpersistence, relrowsecurity, relforcerowsecurity, attstattarget from pg_class
       join pg_attribute on attrelid = pg_class.oid and attname = 'text' where relname = 'reading'`,
    ),
  ).toEqual([{ relpersistence: 'u', relrowsecurity: true, relforcerowsecurity: true, attstattarget: 0 }])
})

test('nobody but the worker gives the readings a new file', async () => {
  for (const actor of [exercise.people.ada, exercise.people.lea, { id: 'voice', roles: ['voice'] }]) {
    await expect(exercise.as(actor, (ctx) => emptyOutReadings(ctx, new Date()))).rejects.toMatchObject({
      code: '42501',
    })
  }
})

test('one passage goes with its key and what is made of it; the voice goes with its last', async () => {
  const made = await makeTestExercise(house, 'Onebyone', [
    { label: 'Una', text: 'A lamp in the window.', agreed: true },
    { label: 'Una', text: 'A door that closes.', agreed: true },
    { label: 'Vic', text: 'Nobody else.', agreed: true },
  ])
  const [lamp, door, other] = made.passageIds as [string, string, string]
  const voiceId = made.voiceIds[0]!
  const take = (passageIds: string[]) =>
    made.as({ id: 'voice', roles: ['voice'] }, (ctx) => withdraw(ctx, { voiceId, passageIds, when: 'now' }))
  const vault = house.vault.forTenant(made.tenantId)
  // Somebody else's passage is not taken with it.
  expect(await take([other])).toBeNull()
  expect(await take([lamp, other])).toEqual({ exerciseId: made.exerciseId })
  expect([lamp, door, other].map((id) => vault.isKept(id))).toEqual([false, true, true])
  expect(await take([lamp])).toBeNull()
  const left = await house.asOwner('select id from passage where exercise_id = $1', [made.exerciseId])
  expect(left.map((row) => row['id']).sort()).toEqual([door, other].sort())
  expect(await take([door])).toEqual({ exerciseId: made.exerciseId })
  expect(await house.asOwner('select 1 from voice where id = $1', [voiceId])).toEqual([])
  expect(await take([door])).toBeNull()
  expect(vault.isKept(other)).toBe(true)
})

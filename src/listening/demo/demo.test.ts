import { beforeAll, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { taskHandlers } from '../../../bin/parts.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { runWaitingTasks } from '../../platform/jobs/tasks.ts'
import { countVoices } from '../exercises/people.ts'
import { joinVoices, undoJoin } from '../voices/joins.ts'
import { withdrawVoice } from '../withdrawals/withdrawals.ts'
import { loadDemo } from './demo.ts'

const house = useTestHouse()
let tenantId: string
let exerciseId: string

const services = () => ({
  db: house.db,
  store: house.services.store,
})
const asListener = async <T>(fn: (ctx: Ctx) => Promise<T>): Promise<T> => {
  const [listener] = await house.asOwner(`select account_id from membership where role = 'listener' limit 1`)
  return house.db.within(tenantId, { id: String(listener!['account_id']), roles: ['listener'] }, fn)
}
const count = async () => (await asListener((ctx) => countVoices(ctx, exerciseId))).people
const voiceOf = async (door: string, skip = 0): Promise<string> => {
  const rows = await house.asOwner(
    `select distinct v.id, v.number from voice v join contribution c on c.voice_id = v.id
     join source s on s.id = c.source_id
     where s.door = $1 and v.part = 'contributor' and v.joined_to is null order by v.number`,
    [door],
  )
  return String(rows[skip]!['id'])
}

beforeAll(async () => {
  const runtime = { ...house.services, ...house, store: house.services.store, databaseUrl: house.loginUrl }
  await loadDemo({ ...runtime, isAlone: true, close: async () => undefined }, taskHandlers, () => undefined)
  const [exercise] = await house.asOwner('select tenant_id, id from exercise')
  tenantId = String(exercise!['tenant_id'])
  exerciseId = String(exercise!['id'])
}, 240_000)

test('sixty-six people were heard, through every door', async () => {
  expect(await count()).toBe(66)
  const doors = await house.asOwner(
    `select s.door, count(distinct c.voice_id)::int as voices from source s
     join contribution c on c.source_id = s.id group by s.door order by s.door`,
  )
  expect(doors.map((row) => row['door'])).toEqual([
    'conversation',
    'document',
    'email',
    'group-call',
    'paper',
    'social',
    'table',
    'web',
    'whatsapp',
  ])
})

test('the count is exact after two joins, three withdrawals, and one join taken back', async () => {
  const [one, two, three, four] = [
    await voiceOf('email'),
    await voiceOf('social'),
    await voiceOf('group-call', 3),
    await voiceOf('table'),
  ]
  await asListener((ctx) => joinVoices(ctx, one!, two!))
  expect(await count()).toBe(65)
  await asListener((ctx) => joinVoices(ctx, three!, four!))
  expect(await count()).toBe(64)
  // Somebody who came through two doors goes with both.
  await asListener((ctx) => withdrawVoice(ctx, one!))
  expect(await count()).toBe(63)
  await asListener((ctx) => withdrawVoice(ctx, one!))
  for (const door of ['whatsapp', 'web']) {
    const voiceId = await voiceOf(door)
    await asListener((ctx) => withdrawVoice(ctx, voiceId))
  }
  expect(await count()).toBe(61)
  const [join] = await house.asOwner(`select id from voice_join where voice_id = $1`, [three])
  await asListener((ctx) => undoJoin(ctx, String(join!['id'])))
  expect(await count()).toBe(62)
  await runWaitingTasks(services(), taskHandlers)
  expect(await count()).toBe(62)
}, 60_000)

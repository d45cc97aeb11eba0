import { beforeAll, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { runTask, type TaskServices } from '../../platform/jobs/tasks.ts'
import { listPassageStates } from '../passages/passages.ts'
import { proposeContributionTask, proposeTask } from './review.jobs.ts'
import { makeTestExercise, propose, strangeId, type TestExercise } from '../../../test/test-exercise.ts'

const house = useTestHouse()
let services: TaskServices

beforeAll(async () => {
  services = { db: house.db, store: house.services.store }
}, 60_000)

async function runOnce(made: TestExercise, kind: string, aboutId: string): Promise<Record<string, unknown>> {
  const id = await made.as(made.people.ada, (ctx) => ctx.enqueue({ kind, aboutId }))
  await runTask(services, [proposeTask, proposeContributionTask], made.tenantId, id)
  const [task] = await house.asOwner('select state, done, total from task where id = $1', [id])
  return task!
}

async function countEdits(made: TestExercise): Promise<number> {
  const [row] = await house.asOwner('select count(*)::int as n from edit where tenant_id = $1', [
    made.tenantId,
  ])
  return row!['n'] as number
}

test('a whole exercise is read in batches, each passage once, also after an attempt that stopped halfway', async () => {
  const said = Array.from({ length: 1100 }, (_, index) => ({
    label: 'Sam Okafor',
    text: index % 2 ? 'Nobody came.' : 'Then sam came by.',
  }))
  const made = await makeTestExercise(house, 'Batches', said)
  await propose(made, made.passageIds.slice(0, 300))
  expect(await countEdits(made)).toBe(150)
  expect(await runOnce(made, 'passage.propose', made.exerciseId)).toMatchObject({ state: 'done' })
  expect(await countEdits(made)).toBe(550)
  expect(await runOnce(made, 'passage.propose', made.exerciseId)).toMatchObject({
    state: 'done',
    total: '1100',
  })
  expect(await countEdits(made)).toBe(550)
}, 60_000)

test('words that are as broad as what could stand for them are no proposal', async () => {
  const made = await makeTestExercise(house, 'Broad already', [
    { label: 'Sam Okafor', text: 'By the summer it was better.' },
    { label: 'Sam Okafor', text: 'Since 14 March 2019 it was better.' },
  ])
  await runOnce(made, 'passage.propose', made.exerciseId)
  expect(await countEdits(made)).toBe(1)
})

test('one contribution is read alone, and one that is gone is done at once', async () => {
  const made = await makeTestExercise(house, 'Contribution', [
    { label: 'Sam Okafor', text: 'I am Sam.' },
    { label: 'Josie Pell', text: 'Sam was there. Josie too.' },
  ])
  const [second] = await made.as(made.people.ada, (ctx) =>
    listPassageStates(ctx, { passageIds: [made.passageIds[1]!] }),
  )
  const [row] = await house.asOwner('select contribution_id from passage where id = $1', [second!.passageId])
  await runOnce(made, 'contribution.propose', row!['contribution_id'] as string)
  expect(await countEdits(made)).toBe(2)
  expect(await runOnce(made, 'contribution.propose', strangeId)).toMatchObject({ state: 'done' })
})

test('of many that wait for one exercise only the newest reads; one that has begun does not count', async () => {
  const made = await makeTestExercise(house, 'Many files', [{ label: 'Sam Okafor', text: 'I am Sam.' }])
  const ask = () =>
    made.as(made.people.ada, (ctx) => ctx.enqueue({ kind: 'passage.propose', aboutId: made.exerciseId }))
  const run = (id: string) => runTask(services, [proposeTask], made.tenantId, id)
  const stateOf = async (id: string) =>
    (await house.asOwner('select state from task where id = $1', [id]))[0]!['state']
  const [first, second] = [await ask(), await ask()]
  await run(first)
  expect([await stateOf(first), await countEdits(made)]).toEqual(['done', 0])
  await run(second)
  expect([await stateOf(second), await countEdits(made)]).toEqual(['done', 1])

  await house.asOwner('delete from edit where tenant_id = $1', [made.tenantId])
  const [begun, newest] = [await ask(), await ask()]
  await house.asOwner(`update task set state = 'running' where id = $1`, [newest])
  await run(begun)
  expect([await stateOf(begun), await countEdits(made)]).toEqual(['done', 1])
})

test('contributions that wait are read together, and each once', async () => {
  const made = await makeTestExercise(house, 'Together', [
    { label: 'Sam Okafor', text: 'I am Sam.' },
    { label: 'Josie Pell', text: 'Sam was there.' },
    { label: 'Voice C', text: 'Josie too.' },
  ])
  const rows = await house.asOwner(
    'select contribution_id as id from passage where exercise_id = $1 order by number',
    [made.exerciseId],
  )
  const ids = await made.as(made.people.ada, async (ctx) => {
    const asked: string[] = []
    for (const { id } of rows) {
      asked.push(await ctx.enqueue({ kind: 'contribution.propose', aboutId: id as string }))
    }
    return asked
  })
  await runTask(services, [proposeContributionTask], made.tenantId, ids[0]!)
  expect(await countEdits(made)).toBe(3)
  const states = await house.asOwner('select distinct state from task where id = any ($1)', [ids])
  expect(states).toEqual([{ state: 'done' }])
  await runTask(services, [proposeContributionTask], made.tenantId, ids[1]!)
  expect(await countEdits(made)).toBe(3)
})

test('what came last is read first', async () => {
  const said = Array.from({ length: 700 }, () => ({ label: 'Sam Okafor', text: 'Then sam came by.' }))
  const made = await makeTestExercise(house, 'Last first', said)
  const id = await made.as(made.people.ada, (ctx) =>
    ctx.enqueue({ kind: 'passage.propose', aboutId: made.exerciseId }),
  )
  const read: number[] = []
  const stops: TaskServices['db'] = Object.create(house.db, {
    within: {
      value: async (...[tenant, actor, work]: Parameters<TaskServices['db']['within']>) => {
        const answer = await house.db.within(tenant, actor, work)
        const [row] = await house.asOwner('select min(number) as least from edit where exercise_id = $1', [
          made.exerciseId,
        ])
        read.push(Number(row!['least']))
        return answer
      },
    },
  }) as TaskServices['db']
  await runTask({ ...services, db: stops }, [proposeTask], made.tenantId, id)
  expect([...new Set(read)].filter(Boolean)).toEqual([201, 1])
}, 60_000)

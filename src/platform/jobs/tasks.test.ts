import { beforeAll, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { makeOrganisation } from '../../access/organisation/organisation.ts'
import type { Ctx } from '../db/database.ts'
import { Failure } from '../errors.ts'
import { runTask, runWaitingTasks, type TaskHandler, type TaskServices } from './tasks.ts'
import { startWorker } from './worker.ts'

const house = useTestHouse()
let services: TaskServices
let tenantId: string

beforeAll(async () => {
  services = { db: house.db, store: house.services.store }
  tenantId = (
    await makeOrganisation(house.db, {
      name: 'Lantern Street',
      operator: '',
      staff: [{ name: 'Bea', address: 'bea@lantern.example', roles: ['listener'] }],
    })
  ).tenantId
})

const asWorker = <T>(fn: (ctx: Ctx) => Promise<T>) =>
  house.db.within(tenantId, { id: 'worker', roles: ['worker'] }, fn)
const enqueue = (kind: string) => asWorker((ctx) => ctx.enqueue({ kind, aboutId: tenantId }))
const rowOf = async (id: string) =>
  (await house.asOwner('select state, attempts, failure from task where id = $1', [id]))[0]

test('a task that was rolled back is not there', async () => {
  const before = await house.asOwner('select 1 from task')
  await expect(
    asWorker(async (ctx) => {
      await ctx.enqueue({ kind: 'x', aboutId: tenantId })
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  expect(await house.asOwner('select 1 from task')).toHaveLength(before.length)
})

test('a failure a person can read ends it, any other is tried again, five times at most', async () => {
  const refusing: TaskHandler = {
    kind: 'refusing',
    run: async () => {
      throw new Failure('invalid-state', 'This file is empty.')
    },
  }
  const refused = await enqueue('refusing')
  await runTask(services, [refusing], tenantId, refused)
  expect(await rowOf(refused)).toMatchObject({ state: 'failed', failure: 'This file is empty.' })

  const breaking: TaskHandler = {
    kind: 'breaking',
    run: async () => {
      throw new Error('broken')
    },
  }
  const broken = await enqueue('breaking')
  for (let attempt = 1; attempt <= 4; attempt += 1) {
    await expect(runTask(services, [breaking], tenantId, broken)).rejects.toThrow('broken')
  }
  await runTask(services, [breaking], tenantId, broken)
  expect(await rowOf(broken)).toMatchObject({ state: 'failed', attempts: 5 })
  await runTask(services, [breaking], tenantId, broken)
  expect(await rowOf(broken)).toMatchObject({ attempts: 5 })
})

test('an attempt that was overtaken writes nothing more', async () => {
  const wrote: string[] = []
  let release = (): void => undefined
  const overtaken = new Promise<void>((resolve) => {
    release = resolve
  })
  let isFirst = true
  const handler: TaskHandler = {
    kind: 'slow',
    run: async (run) => {
      const who = isFirst ? 'first' : 'second'
      isFirst = false
      if (who === 'first') await overtaken
      await run.within(async (ctx) => {
        wrote.push(who)
        await run.finish(ctx)
      })
    },
  }
  const id = await enqueue('slow')
  const first = runTask(services, [handler], tenantId, id)
  await new Promise((resolve) => setTimeout(resolve, 50))
  await runTask(services, [handler], tenantId, id)
  release()
  await first
  expect(wrote).toEqual(['second'])
  expect(await rowOf(id)).toMatchObject({ state: 'done', attempts: 2 })
})

test('a worker does what waits, once, and two workers do it once together', async () => {
  const done: string[] = []
  const handler: TaskHandler = {
    kind: 'counted',
    run: async (run) => {
      await run.within(async (ctx) => {
        await run.finish(ctx)
        done.push(run.id)
      })
    },
  }
  const ids = [await enqueue('counted'), await enqueue('counted'), await enqueue('counted')]
  const workers = [
    await startWorker(house.loginUrl, services, [handler]),
    await startWorker(house.loginUrl, services, [handler]),
  ]
  for (let waited = 0; done.length < 3 && waited < 200; waited += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await Promise.all(workers.map((worker) => worker.stop()))
  expect([...done].sort()).toEqual([...ids].sort())
}, 30_000)

test('without a server, a command does what waits before it ends', async () => {
  const id = await enqueue('here')
  await runWaitingTasks(services, [
    { kind: 'here', run: async (run) => run.within((ctx) => run.finish(ctx)) },
  ])
  expect(await rowOf(id)).toMatchObject({ state: 'done' })
})

import { createHash } from 'node:crypto'
import { PgBoss } from 'pg-boss'
import { logEvent, logFault } from '../log.ts'
import { markSent, selectUnfinished } from './tasks.queries.ts'
import { runTask, type TaskHandler, type TaskServices } from './tasks.ts'

const queue = 'task'

/**
 * The id of the job that does a task, from the task's own: handing it over twice makes one job. One that was put off is
 * handed over again, so its next job has another.
 */
function jobOf(task: { id: string; attempts: number }): string {
  if (task.attempts === 0) return task.id
  const hex = createHash('sha256').update(`${task.id} ${task.attempts}`).digest('hex')
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/**
 * Takes tasks out of the tenants' outboxes, hands them to pg-boss and does them. Any number of workers may run; a
 * worker that dies loses nothing: its heartbeat stops and another attempt begins within half a minute.
 */
export async function startWorker(
  databaseUrl: string,
  services: TaskServices,
  handlers: readonly TaskHandler[],
): Promise<{ nudge: () => void; stop: () => Promise<void> }> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    schema: 'pgboss',
    application_name: 'ownterms-worker',
    max: 4,
    createSchema: false,
    schedule: false,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  })
  boss.on('error', (error) => logFault('jobs.error', error))
  await boss.start()
  const settings = { retryLimit: 20, retryDelay: 1, expireInSeconds: 6 * 60 * 60, heartbeatSeconds: 15 }
  await boss.createQueue(queue, settings)
  await boss.updateQueue(queue, settings)
  await boss.work<{ tenantId: string; id: string }>(
    queue,
    { pollingIntervalSeconds: 0.5, localConcurrency: 2, batchSize: 1 },
    async ([job]) => {
      if (job) await runTask(services, handlers, job.data.tenantId, job.data.id)
    },
  )

  let stopping = false
  let waiting: NodeJS.Timeout | undefined
  let relaying: Promise<void> = Promise.resolve()
  const relay = async (): Promise<void> => {
    const tasks = await services.db.outside((tx) => selectUnfinished(tx, '1 day'))
    for (const task of tasks) {
      if (task.state !== 'waiting') continue
      await boss.send(queue, { tenantId: task.tenantId, id: task.id }, { id: jobOf(task) })
      await services.db.within(task.tenantId, { id: 'worker', roles: ['worker'] }, (ctx) =>
        markSent(ctx, task.id),
      )
    }
  }
  const loop = (): void => {
    relaying = relay()
      .catch((error: unknown) => logFault('jobs.relay', error))
      .finally(() => {
        if (!stopping) waiting = setTimeout(loop, 700)
      })
  }
  loop()
  logEvent('worker.started', { pid: process.pid })
  return {
    nudge: () => {
      if (stopping) return
      clearTimeout(waiting)
      void relaying.then(() => {
        clearTimeout(waiting)
        if (!stopping) loop()
      })
    },
    stop: async () => {
      stopping = true
      clearTimeout(waiting)
      await relaying
      await boss.stop({ graceful: true, timeout: 10_000 })
    },
  }
}

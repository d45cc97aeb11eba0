import type { Ctx, Database } from '../db/database.ts'
import { Failure } from '../errors.ts'
import type { Store } from '../files/store.ts'
import { logEvent, logFault } from '../log.ts'
import {
  claimTask,
  endTask,
  holdAttempt,
  postponeTask,
  selectTask,
  selectUnfinished,
  updateProgress,
} from './tasks.queries.ts'

export type { Task } from './tasks.queries.ts'
export {
  endWaiting,
  selectComesAgain as comesAgain,
  selectTaskAbout as findTaskAbout,
} from './tasks.queries.ts'

/** What background work can reach. */
export type TaskServices = { db: Database; store: Store }

/** One attempt at one task. Another attempt may follow a crash, so every step must bear being done again. */
export type TaskRun = {
  tenantId: string
  id: string
  aboutId: string
  services: TaskServices
  /** One short transaction as the worker. Throws `AttemptOver` when a newer attempt has taken the task. */
  within: <T>(fn: (ctx: Ctx) => Promise<T>) => Promise<T>
  /** Says how far it is, for the page that waits. */
  report: (done: number, total: number) => Promise<void>
  /** Called in the last transaction: the task is done exactly when that commits. */
  finish: (ctx: Ctx) => Promise<void>
}

export type TaskHandler = { kind: string; run: (run: TaskRun) => Promise<void> }

/** How long a task waits for something outside that is not there now (`unavailable`), again and again. */
const waitMinutes = 5

/** A newer attempt has this task; this one stops without a trace. */
class AttemptOver extends Error {}

/**
 * Runs one attempt at a task. Resolves when it is done, was done before, or failed for good with a sentence for
 * the page, or was put off because something outside is away; throws when it should be tried again.
 */
export async function runTask(
  services: TaskServices,
  handlers: readonly TaskHandler[],
  tenantId: string,
  id: string,
): Promise<void> {
  const { db } = services
  const worker = { id: 'worker', roles: ['worker'] }
  const claimed = await db.within(tenantId, worker, async (ctx) => {
    const claim = await claimTask(ctx, id)
    if (!claim) return null
    return { ...claim, kind: (await selectTask(ctx, id))!.kind }
  })
  if (!claimed) return
  const handler = handlers.find((one) => one.kind === claimed.kind)
  const { attempt } = claimed
  const within: TaskRun['within'] = (fn) =>
    db.within(tenantId, worker, async (ctx) => {
      if (!(await holdAttempt(ctx, id, attempt))) throw new AttemptOver()
      return fn(ctx)
    })
  try {
    if (!handler) throw new Failure('invalid-state', `This version of Ownterms cannot do “${claimed.kind}”.`)
    await handler.run({
      tenantId,
      id,
      aboutId: claimed.aboutId,
      services,
      within,
      report: (done, total) => db.within(tenantId, worker, (ctx) => updateProgress(ctx, id, done, total)),
      finish: async (ctx) => {
        if (!(await endTask(ctx, id, attempt, { state: 'done' }))) throw new AttemptOver()
      },
    })
    logEvent('task.done', { kind: claimed.kind, task: id, attempt })
  } catch (error) {
    if (error instanceof AttemptOver) return
    if (error instanceof Failure && error.kind === 'unavailable') {
      const wait = { minutes: waitMinutes, failure: error.message }
      await db.within(tenantId, worker, (ctx) => postponeTask(ctx, id, attempt, wait))
      logEvent('task.waits', { kind: claimed.kind, task: id, attempt })
      return
    }
    if (error instanceof Failure) {
      await db.within(tenantId, worker, (ctx) =>
        endTask(ctx, id, attempt, { state: 'failed', failure: error.message }),
      )
      logEvent('task.failed', { kind: claimed.kind, task: id, attempt })
      return
    }
    logFault('task.fault', error, { kind: claimed.kind, task: id, attempt })
    if (attempt >= 5) {
      await db.within(tenantId, worker, (ctx) =>
        endTask(ctx, id, attempt, {
          state: 'failed',
          failure:
            'This did not work after five tries. Tell whoever runs the server; nothing half-done is left.',
        }),
      )
      return
    }
    throw error
  }
}

/** Does what waits, here and now, until nothing waits any more: for commands that run without a server. */
export async function runWaitingTasks(
  services: TaskServices,
  handlers: readonly TaskHandler[],
): Promise<void> {
  for (;;) {
    const waiting = (await services.db.outside((tx) => selectUnfinished(tx, '1 day'))).filter(
      (task) => task.state === 'waiting',
    )
    if (waiting.length === 0) return
    for (const task of waiting) await runTask(services, handlers, task.tenantId, task.id)
  }
}

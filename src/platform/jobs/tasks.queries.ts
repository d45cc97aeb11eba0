import { sql } from 'kysely'
import type { Ctx } from '../db/database.ts'
import { anyOf, query, type Tx } from '../db/tx.ts'

export type Task = {
  id: string
  kind: string
  aboutId: string
  state: 'waiting' | 'sent' | 'running' | 'done' | 'failed'
  done: number
  total: number
  failure: string | null
  attempts: number
}

export async function selectTask(ctx: Ctx, id: string): Promise<Task | null> {
  const row = await query(ctx.tx).selectFrom('task').selectAll().where('id', '=', id).executeTakeFirst()
  return row
    ? {
        id: row.id,
        kind: row.kind,
        aboutId: row.about_id,
        state: row.state as Task['state'],
        done: row.done,
        total: row.total,
        failure: row.failure,
        attempts: row.attempts,
      }
    : null
}

/** The newest task of a kind about something, or null. */
export async function selectTaskAbout(ctx: Ctx, kind: string, aboutId: string): Promise<Task | null> {
  const row = await query(ctx.tx)
    .selectFrom('task')
    .select('id')
    .where('kind', '=', kind)
    .where('about_id', '=', aboutId)
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
  return row ? selectTask(ctx, row.id) : null
}

/**
 * Whether the same was asked again after this and nobody has begun it: whatever was written before now, that one will see, so this
 * one need not be done.
 */
export async function selectComesAgain(
  ctx: Ctx,
  task: { id: string; kind: string; aboutId: string },
): Promise<boolean> {
  const answer = await sql`
    select from task newer join task this on this.tenant_id = newer.tenant_id and this.id = ${task.id}::uuid
    where newer.tenant_id = ${ctx.tenantId} and newer.kind = ${task.kind} and newer.about_id = ${task.aboutId}::uuid
      and newer.state in ('waiting', 'sent') and (newer.created_at, newer.id) > (this.created_at, this.id)
    limit 1`.execute(query(ctx.tx))
  return answer.rows.length > 0
}

/** Ends tasks that nobody has begun, because another has done what they ask for. */
export async function endWaiting(ctx: Ctx, ids: readonly string[]): Promise<void> {
  await query(ctx.tx)
    .updateTable('task')
    .set({ state: 'done', finished_at: sql<Date>`now()` })
    .where('id', '=', anyOf(ids))
    .where('state', 'in', ['waiting', 'sent'])
    .execute()
}

/** Begins an attempt; gives its number, or null when the task is over already. */
export async function claimTask(ctx: Ctx, id: string): Promise<{ attempt: number; aboutId: string } | null> {
  const row = await query(ctx.tx)
    .updateTable('task')
    .set((set) => ({ state: 'running', attempts: set('attempts', '+', 1), failure: null }))
    .where('id', '=', id)
    .where('state', 'not in', ['done', 'failed'])
    .returning(['attempts', 'about_id'])
    .executeTakeFirst()
  return row ? { attempt: row.attempts, aboutId: row.about_id } : null
}

/** Whether this attempt is still the newest, held so until the transaction ends. */
export async function holdAttempt(ctx: Ctx, id: string, attempt: number): Promise<boolean> {
  const row = await query(ctx.tx)
    .selectFrom('task')
    .select('attempts')
    .where('id', '=', id)
    .where('state', '=', 'running')
    .forShare()
    .executeTakeFirst()
  return row?.attempts === attempt
}

export async function updateProgress(ctx: Ctx, id: string, done: number, total: number): Promise<void> {
  await query(ctx.tx)
    .updateTable('task')
    .set({ done, total })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .execute()
}

/** Ends an attempt that is still the newest; false when it is not. */
export async function endTask(
  ctx: Ctx,
  id: string,
  attempt: number,
  end: { state: 'done' } | { state: 'failed'; failure: string },
): Promise<boolean> {
  const ended = await query(ctx.tx)
    .updateTable('task')
    .set({
      state: end.state,
      failure: end.state === 'failed' ? end.failure : null,
      finished_at: sql<Date>`now()`,
    })
    .where('id', '=', id)
    .where('attempts', '=', attempt)
    .where('state', '=', 'running')
    .executeTakeFirst()
  return Number(ended.numUpdatedRows) === 1
}

/** Lets an attempt that is still the newest wait for something outside: it is tried again after so many minutes. */
export async function postponeTask(
  ctx: Ctx,
  id: string,
  attempt: number,
  wait: { minutes: number; failure: string },
): Promise<void> {
  await query(ctx.tx)
    .updateTable('task')
    .set({
      state: 'waiting',
      failure: wait.failure || null,
      retry_at: sql<Date>`now() + make_interval(mins => ${wait.minutes}::int)`,
    })
    .where('id', '=', id)
    .where('attempts', '=', attempt)
    .where('state', '=', 'running')
    .execute()
}

export async function markSent(ctx: Ctx, id: string): Promise<void> {
  await query(ctx.tx)
    .updateTable('task')
    .set({ state: 'sent' })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .execute()
}

export type UnfinishedTask = {
  tenantId: string
  id: string
  kind: string
  state: string
  /** How often it was begun. */
  attempts: number
}

/** Tasks nobody has handed over yet and whose time has come, and those handed over longer ago than `olderThan` and not ended. */
export async function selectUnfinished(tx: Tx, olderThan: string): Promise<UnfinishedTask[]> {
  const answer = await sql<Omit<UnfinishedTask, 'tenantId'> & { tenant_id: string }>`
    select * from scope.unfinished_tasks(${olderThan}::interval)`.execute(query(tx))
  return answer.rows.map(({ tenant_id, ...row }) => ({ tenantId: tenant_id, ...row }))
}

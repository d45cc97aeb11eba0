import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query, type Tx } from '../../platform/db/tx.ts'

export type MailboxRow = {
  id: string
  exerciseId: string
  sourceId: string | null
  settingsSealed: Buffer
  passwordSealed: Buffer
  isOn: boolean
  uidValidity: number | null
  lastUid: number
  arrived: number
  passedOver: number
  trouble: string | null
  failures: number
  lookedAt: Date | null
  nextLookAt: Date
}

export async function insertMailbox(
  ctx: Ctx,
  row: { id: string; exerciseId: string; settingsSealed: Buffer; passwordSealed: Buffer },
): Promise<void> {
  await query(ctx.tx)
    .insertInto('mailbox')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      exercise_id: row.exerciseId,
      settings_sealed: row.settingsSealed,
      password_sealed: row.passwordSealed,
      set_up_by: ctx.actor.id,
    })
    .execute()
}

/** `hold` keeps a mailbox to this transaction until it ends. */
export async function selectMailboxes(
  ctx: Ctx,
  filter: { id?: string; exerciseId?: string },
  hold = false,
): Promise<MailboxRow[]> {
  let select = query(ctx.tx).selectFrom('mailbox').selectAll()
  if (filter.id) select = select.where('id', '=', filter.id)
  if (filter.exerciseId) select = select.where('exercise_id', '=', filter.exerciseId)
  if (hold) select = select.forUpdate()
  const rows = await select.orderBy('set_up_at').orderBy('id').limit(200).execute()
  return rows.map((row) => ({
    id: row.id,
    exerciseId: row.exercise_id,
    sourceId: row.source_id,
    settingsSealed: row.settings_sealed,
    passwordSealed: row.password_sealed,
    isOn: row.is_on,
    uidValidity: row.uid_validity,
    lastUid: row.last_uid,
    arrived: row.arrived,
    passedOver: row.passed_over,
    trouble: row.trouble,
    failures: row.failures,
    lookedAt: row.looked_at,
    nextLookAt: row.next_look_at,
  }))
}

/** Other settings: whatever was wrong is tried anew, and the folder is read from its beginning. */
export async function updateSettings(
  ctx: Ctx,
  id: string,
  sealed: { settingsSealed: Buffer; passwordSealed: Buffer },
): Promise<void> {
  await query(ctx.tx)
    .updateTable('mailbox')
    .set({
      settings_sealed: sealed.settingsSealed,
      password_sealed: sealed.passwordSealed,
      uid_validity: null,
      last_uid: 0,
      trouble: null,
      failures: 0,
      next_look_at: sql<Date>`now()`,
    })
    .where('id', '=', id)
    .execute()
}

export async function updateIsOn(ctx: Ctx, id: string, isOn: boolean): Promise<void> {
  await query(ctx.tx)
    .updateTable('mailbox')
    .set({ is_on: isOn, trouble: null, failures: 0, next_look_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
}

export async function deleteMailbox(ctx: Ctx, id: string): Promise<void> {
  await query(ctx.tx).deleteFrom('mailbox').where('id', '=', id).execute()
}

/** Mailboxes whose time has come, in exercises that are open. */
export async function selectMailboxesDue(tx: Tx): Promise<{ tenantId: string; id: string }[]> {
  const answer = await sql<{ tenant_id: string; id: string }>`select * from scope.mailboxes_due()`.execute(
    query(tx),
  )
  return answer.rows.map((row) => ({ tenantId: row.tenant_id, id: row.id }))
}

/** Keeps a mailbox that is due to this worker for so many seconds; false when another has it. */
export async function claimMailbox(ctx: Ctx, id: string, seconds: number): Promise<boolean> {
  const claimed = await query(ctx.tx)
    .updateTable('mailbox')
    .set({ next_look_at: inSeconds(seconds) })
    .where('id', '=', id)
    .where('is_on', '=', true)
    .where('next_look_at', '<=', sql<Date>`now()`)
    .executeTakeFirst()
  return Number(claimed.numUpdatedRows) === 1
}

/** How far the folder was read, and what came of this mail. The worker keeps it for so many seconds more. */
export async function updateProgress(
  ctx: Ctx,
  id: string,
  step: {
    sourceId: string | null
    uidValidity: number
    lastUid: number
    arrived: number
    passedOver: number
    seconds: number
  },
): Promise<void> {
  await query(ctx.tx)
    .updateTable('mailbox')
    .set((set) => ({
      source_id: step.sourceId,
      uid_validity: step.uidValidity,
      last_uid: step.lastUid,
      arrived: set('arrived', '+', step.arrived),
      passed_over: set('passed_over', '+', step.passedOver),
      next_look_at: inSeconds(step.seconds),
    }))
    .where('id', '=', id)
    .execute()
}

/** How a look ended, and when the next one is. */
export async function updateOutcome(
  ctx: Ctx,
  id: string,
  outcome: { trouble: string | null; seconds: number },
): Promise<void> {
  await query(ctx.tx)
    .updateTable('mailbox')
    .set((set) => ({
      trouble: outcome.trouble,
      failures: outcome.trouble === null ? 0 : set('failures', '+', 1),
      next_look_at: inSeconds(outcome.seconds),
      ...(outcome.trouble === null && { looked_at: sql<Date>`now()` }),
    }))
    .where('id', '=', id)
    .execute()
}

function inSeconds(seconds: number) {
  return sql<Date>`now() + make_interval(secs => ${seconds})`
}

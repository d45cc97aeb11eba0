import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx, Database } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newBlindId } from '../../platform/ids.ts'
import type { TaskHandler, TaskRun } from '../../platform/jobs/tasks.ts'
import { countPassages, dropReadings, listIdsOfVoices } from '../passages/passages.ts'
import { forgetInSources, forgetSources } from '../sources/forget.ts'
import { listFamily } from '../voices/joins.ts'
import { dropFingerprints, listLabelIds } from '../voices/label-index.ts'
import { keepPublished, keptWhen, listKeptOf } from './kept.ts'
import { deleteWaiting, selectWaiting } from './kept.queries.ts'
import {
  completeWithdrawal,
  deletePassages,
  deleteVoice,
  emptyOutReadings,
  insertWithdrawal,
  isTableInUse,
  leavePublic,
  letVoiceWait,
  needsFollowing,
  noteMending,
  selectSourcesOfVoice,
  selectVoice,
  selectWithdrawal,
  selectWithdrawalsLeft,
  type WithdrawalRow,
} from './withdrawals.queries.ts'

export { keptWhen, listKeptStanding, openKept } from './kept.ts'

/**
 * What a listener sees before a withdrawal: which voice, and how much goes. `waitsUntil`: it took its words back
 * already, and what is printed of them goes on that day (`YYYY-MM-DD`).
 */
export type VoiceToWithdraw = {
  voiceId: string
  exerciseId: string
  number: number
  passages: number
  waitsUntil: string | null
}

/** A voice and how much it said. Throws not-found. */
export async function getVoiceToWithdraw(ctx: Ctx, voiceId: string): Promise<VoiceToWithdraw> {
  const voice = await selectVoice(ctx, voiceId, false)
  if (!voice) throw new Failure('not-found', '')
  return {
    voiceId,
    exerciseId: voice.exerciseId,
    number: voice.number,
    passages: await countPassages(ctx, { voiceId }),
    waitsUntil: voice.rest === 'waiting' ? keptWhen(ctx.now) : null,
  }
}

/** Which voice, which of its passages (all of them when left out), and when what is published goes. */
export type Withdrawing = {
  voiceId: string
  passageIds?: readonly string[]
  /** `at-rebuild`: what stands in public stays there until the monthly rebuild; all else goes now all the same. */
  when: 'now' | 'at-rebuild'
}

/**
 * Takes a voice's words back everywhere: its rows go in this transaction, its keys right after it, so that no backup
 * opens them either. A marker without content stays. With `passageIds` only those go, and the voice with the last of
 * them; ids of others are passed over. What `at-rebuild` leaves in public is sealed anew for the builder alone; the
 * voice then keeps nothing but its come-back phrase, to say `now` after all. Gives the exercise, or null when there is
 * nothing to take (any more): doing it twice does nothing.
 */
export async function withdraw(ctx: Ctx, input: Withdrawing): Promise<{ exerciseId: string } | null> {
  const voice = await selectVoice(ctx, input.voiceId, true)
  if (!voice) return null
  const isQuiet = input.when === 'at-rebuild'
  if (isQuiet && voice.rest === 'waiting') return null
  const all = await listIdsOfVoices(ctx, [voice.id])
  const own = new Set(all)
  const some = input.passageIds ? [...new Set(input.passageIds)].filter((id) => own.has(id)) : all
  if (input.passageIds && some.length === 0) return null
  const isWhole = some.length === all.length
  const labelIds = isWhole ? await listLabelIds(ctx, voice.id) : []
  // Its own, and those of voices that were joined to it: what they said of themselves is theirs too.
  const voiceIds = isWhole ? await listFamily(ctx, voice.id) : []
  const sourceIds = isWhole ? await selectSourcesOfVoice(ctx, voice.id) : []
  const before = isWhole ? await listKeptOf(ctx, voice.id) : []
  const kept = isQuiet ? await keepPublished(ctx, { voice, passageIds: some, isWhole }) : new Set<string>()
  const doesWait = isWhole && isQuiet && kept.size + before.length > 0

  await noteMending(ctx, some)
  await leavePublic(ctx, [
    ...some.filter((id) => !kept.has(id)),
    ...(doesWait ? [] : before.map((one) => one.passageId)),
  ])
  const forgottenIds = await forgetInSources(ctx, { voiceId: voice.id, passageIds: isWhole ? null : some })
  await dropReadings(ctx, some)
  await dropFingerprints(ctx, labelIds)
  if (doesWait) await letVoiceWait(ctx, voice.id)
  else if (isWhole) await deleteVoice(ctx, voice.id)
  else await deletePassages(ctx, some)

  const keyIds = [...(isWhole ? [...voiceIds, ...some, ...labelIds] : some), ...forgottenIds]
  if (isWhole && !doesWait) keyIds.push(...before.map((one) => one.id))
  const id = await destroyKeys(ctx, voice.exerciseId, keyIds, sourceIds)
  await recordAct(ctx, isWhole ? 'voice.withdrawn' : 'passage.withdrawn', 'withdrawal', id)
  return { exerciseId: voice.exerciseId }
}

/** The day (`YYYY-MM-DD`) on which what is published of a voice goes, when it only waits for that; otherwise null. */
export async function findWaiting(ctx: Ctx, voiceId: string): Promise<string | null> {
  const voice = await selectVoice(ctx, voiceId, false)
  return voice?.rest === 'waiting' ? keptWhen(ctx.now) : null
}

/** The whole voice, now. */
export async function withdrawVoice(ctx: Ctx, voiceId: string): Promise<{ exerciseId: string } | null> {
  return withdraw(ctx, { voiceId, when: 'now' })
}

/**
 * What waited for the rebuild of an exercise goes: rows and keys, and the voices that stayed only to wait. As the
 * worker. Doing it twice does nothing.
 */
export async function releaseWaiting(ctx: Ctx, exerciseId: string): Promise<void> {
  const waiting = await selectWaiting(ctx, exerciseId)
  if (waiting.kept.length + waiting.voiceIds.length === 0) return
  await leavePublic(
    ctx,
    waiting.kept.map((one) => one.passageId),
  )
  await deleteWaiting(ctx, waiting)
  await destroyKeys(ctx, exerciseId, [...waiting.kept.map((one) => one.id), ...waiting.voiceIds])
}

/**
 * Sees to it that the keys of rows deleted in this transaction go, and their readings with them, whatever happens to
 * this process: at once after the commit, and again by a task that says when it is complete. `sourceIds`: files that
 * may name whoever left. Gives the marker's id.
 */
export async function destroyKeys(
  ctx: Ctx,
  exerciseId: string,
  keyIds: string[],
  sourceIds: readonly string[] = [],
): Promise<string> {
  const id = newBlindId()
  await insertWithdrawal(ctx, { id, exerciseId, keyIds, sourceIds })
  await ctx.enqueue({ kind: withdrawalTask.kind, aboutId: id })
  ctx.afterCommit(() => ctx.vault.destroy(keyIds))
  return id
}

/** Done by those who stand above: folders are written again, words cleared for this voice's sake are forgotten. */
export const afterWithdrawal = 'series.after-withdrawal'

/** The whole voice, on a listener's word. Throws not-found when there is no such voice (any more). */
export async function withdrawNamedVoice(
  ctx: Ctx,
  voiceId: string,
  when: Withdrawing['when'],
): Promise<{ exerciseId: string }> {
  const withdrawn = await withdraw(ctx, { voiceId, when })
  if (!withdrawn) throw new Failure('not-found', '')
  return withdrawn
}

/**
 * Sees every key of a withdrawal gone, what its files said of whoever left, and its readings out of their file; then
 * forgets which they were. Pending until every live copy of the keyring has followed.
 */
export const withdrawalTask: TaskHandler = {
  kind: 'withdrawal.complete',
  run: async (run) => {
    const row = await run.within((ctx) => destroyAgain(ctx, run.aboutId))
    if (row) {
      await run.within((ctx) => forgetSources(ctx, row.sourceIds))
      await emptyOut(run, row.askedAt)
    }
    await run.within(async (ctx) => {
      await ctx.vault.confirmDestroyed()
      if (row && (await needsFollowing(ctx, row.exerciseId))) {
        await ctx.enqueue({ kind: afterWithdrawal, aboutId: row.exerciseId })
      }
      await completeWithdrawal(ctx, run.aboutId)
      await run.finish(ctx)
    })
  },
}

/** Begins withdrawals again that are pending and that nobody is completing any more. Not inside a transaction. */
export async function reopenWithdrawals(db: Database): Promise<void> {
  for (const { tenantId, id } of await db.outside((tx) => selectWithdrawalsLeft(tx, '5 minutes'))) {
    await db.within(tenantId, { id: 'worker', roles: ['worker'] }, (ctx) =>
      ctx.enqueue({ kind: withdrawalTask.kind, aboutId: id }),
    )
  }
}

async function destroyAgain(ctx: Ctx, id: string): Promise<WithdrawalRow | null> {
  const row = await selectWithdrawal(ctx, id)
  if (!row || row.isComplete) return null
  await ctx.vault.destroy(row.keyIds)
  if (row.keyIds.some((keyId) => ctx.vault.isKept(keyId))) throw new KeyStillKept()
  return row
}

/**
 * Gets readings that were deleted out of their file although no key goes: somebody does not want to be read any more.
 * `aboutId` is the exercise.
 */
export const emptyOutTask: TaskHandler = {
  kind: 'reading.empty-out',
  run: async (run) => {
    await emptyOut(run, await run.within(async (ctx) => ctx.now))
    await run.within((ctx) => run.finish(ctx))
  },
}

/**
 * Gives the readings a new file unless that was begun after `since`. While somebody uses them for long it waits
 * outside, so that nobody has to wait behind it, and throws when they are in use all the time.
 */
async function emptyOut(run: TaskRun, since: Date): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run.within((ctx) => emptyOutReadings(ctx, since))
    } catch (error) {
      if (!isTableInUse(error) || tries >= mostTries) throw error
      await new Promise((done) => setTimeout(done, 250))
    }
  }
}

const mostTries = 40

/** A destroyed key is still in the keyring: the task is tried again, and the withdrawal stays pending. */
class KeyStillKept extends Error {
  constructor() {
    super('A key of a withdrawal is still in the keyring.')
    this.name = 'KeyStillKept'
  }
}

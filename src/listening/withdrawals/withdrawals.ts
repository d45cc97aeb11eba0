import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newBlindId } from '../../platform/ids.ts'
import type { TaskHandler } from '../../platform/jobs/tasks.ts'
import { countPassages } from '../passages/passages.ts'
import {
  completeWithdrawal,
  deleteDerived,
  deletePassages,
  deleteVoice,
  emptyOutReadings,
  insertWithdrawal,
  selectLabelIds,
  selectPassageIds,
  selectVoice,
  selectWithdrawnKeys,
} from './withdrawals.queries.ts'

/** What a listener sees before a withdrawal: which voice, and how much goes. */
export type VoiceToWithdraw = { voiceId: string; exerciseId: string; number: number; passages: number }

/** A voice and how much it said. Throws not-found. */
export async function getVoiceToWithdraw(ctx: Ctx, voiceId: string): Promise<VoiceToWithdraw> {
  const voice = await selectVoice(ctx, voiceId, false)
  if (!voice) throw new Failure('not-found', '')
  return {
    voiceId,
    exerciseId: voice.exerciseId,
    number: voice.number,
    passages: await countPassages(ctx, { voiceId }),
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
 * them; ids of others are passed over. Gives the exercise, or null when there is nothing (any more): doing it twice
 * does nothing.
 */
export async function withdraw(ctx: Ctx, input: Withdrawing): Promise<{ exerciseId: string } | null> {
  const voice = await selectVoice(ctx, input.voiceId, true)
  if (!voice) return null
  const all = await selectPassageIds(ctx, voice.id)
  const own = new Set(all)
  const some = input.passageIds ? [...new Set(input.passageIds)].filter((id) => own.has(id)) : all
  if (input.passageIds && some.length === 0) return null
  const isWhole = some.length === all.length
  const labelIds = isWhole ? await selectLabelIds(ctx, voice.id) : []
  await deleteDerived(ctx, some, labelIds)
  if (isWhole) await deleteVoice(ctx, voice.id)
  else await deletePassages(ctx, some)
  const keyIds = isWhole ? [voice.id, ...some, ...labelIds] : some
  const id = await destroyKeys(ctx, voice.exerciseId, keyIds)
  await recordAct(ctx, isWhole ? 'voice.withdrawn' : 'passage.withdrawn', 'withdrawal', id)
  return { exerciseId: voice.exerciseId }
}

/** The whole voice, now. */
export async function withdrawVoice(ctx: Ctx, voiceId: string): Promise<{ exerciseId: string } | null> {
  return withdraw(ctx, { voiceId, when: 'now' })
}

/**
 * Sees to it that the keys of rows deleted in this transaction go, and their readings with them, whatever happens to
 * this process: at once after the commit, and again by a task that says when it is complete. Gives the marker's id.
 */
export async function destroyKeys(ctx: Ctx, exerciseId: string, keyIds: string[]): Promise<string> {
  const id = newBlindId()
  await insertWithdrawal(ctx, { id, exerciseId, keyIds })
  await ctx.enqueue({ kind: withdrawalTask.kind, aboutId: id })
  ctx.afterCommit(() => ctx.vault.destroy(keyIds))
  return id
}

/** The same on a listener's word. Throws not-found when there is no such voice (any more). */
export async function withdrawNamedVoice(ctx: Ctx, voiceId: string): Promise<{ exerciseId: string }> {
  const withdrawn = await withdrawVoice(ctx, voiceId)
  if (!withdrawn) throw new Failure('not-found', '')
  return withdrawn
}

/** Sees every key of a withdrawal gone, and its readings out of their file; then forgets which they were. */
export const withdrawalTask: TaskHandler = {
  kind: 'withdrawal.complete',
  run: async (run) => {
    await run.within(async (ctx) => {
      const keyIds = (await selectWithdrawnKeys(ctx, run.aboutId)) ?? []
      await ctx.vault.destroy(keyIds)
      if (keyIds.some((id) => ctx.vault.isKept(id))) throw new KeyStillKept()
      await emptyOutReadings(ctx)
      await completeWithdrawal(ctx, run.aboutId)
      await run.finish(ctx)
    })
  },
}

/**
 * Gets readings that were deleted out of their file although no key goes: somebody does not want to be read any more.
 * `aboutId` is the exercise.
 */
export const emptyOutTask: TaskHandler = {
  kind: 'reading.empty-out',
  run: async (run) => {
    await run.within(async (ctx) => {
      await emptyOutReadings(ctx)
      await run.finish(ctx)
    })
  },
}

/** A destroyed key is still in the keyring: the task is tried again, and the withdrawal stays pending. */
class KeyStillKept extends Error {
  constructor() {
    super('A key of a withdrawal is still in the keyring.')
    this.name = 'KeyStillKept'
  }
}

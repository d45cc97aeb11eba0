import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import type { Store } from '../../platform/files/store.ts'
import { dropFingerprints } from '../voices/label-index.ts'
import { destroyKeys } from '../withdrawals/withdrawals.ts'
import type { Within } from './arrival.ts'
import { doorsWords } from './doors.words.ts'
import { deleteEmptySpeakers, deleteSourceLines } from './lines.queries.ts'
import { holdSource, showSource } from './sources.queries.ts'

const words = doorsWords['en-GB'].failures

/**
 * A listener says that a source is right: from here its words are words of the exercise, its lines that nobody took
 * for words are destroyed, and so is the file itself. Doing it twice does nothing. Throws not-found, conflict while it
 * is on its way, and invalid-state before anybody recorded how its people agreed.
 */
export async function confirmSource(within: Within, store: Store, sourceId: string): Promise<void> {
  const uploadId = await within(async (ctx) => {
    const source = await holdSource(ctx, sourceId)
    if (!source || source.format === 'web') throw new Failure('not-found', '')
    if (source.state === 'shown') return null
    if (source.state === 'arriving') throw new Failure('conflict', words.arriving)
    if (source.state !== 'to-check') throw new Failure('not-found', '')
    if (source.agreedAt === null) throw new Failure('invalid-state', words.agreeFirst)
    await showNow(ctx, source)
    return source.uploadId
  })
  // Should the process die before this, the sweep takes the file: no row speaks of it any more.
  if (uploadId) await store.remove(uploadId)
}

/** Shows a source in this transaction. The file itself is the caller's to remove. */
export async function showNow(ctx: Ctx, source: { id: string; exerciseId: string }): Promise<void> {
  await deleteSourceLines(ctx, source.id)
  const { voiceIds, labelIds } = await deleteEmptySpeakers(ctx, source.id)
  await dropFingerprints(ctx, labelIds)
  const emptied = [...voiceIds, ...labelIds]
  if (emptied.length > 0) await destroyKeys(ctx, source.exerciseId, emptied)
  await showSource(ctx, source.id)
  await ctx.enqueue({ kind: 'passage.propose', aboutId: source.exerciseId })
  await recordAct(ctx, 'source.shown', 'source', source.id)
}

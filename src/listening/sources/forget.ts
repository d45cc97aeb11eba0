import type { Ctx } from '../../platform/db/database.ts'
import {
  deleteLines,
  emptySources,
  holdFiles,
  markWithdrawn,
  selectAttachmentIds,
  selectSourceIds,
} from './sources.queries.ts'

/**
 * What came with a file may name whoever left: its name, its notices, the lines nobody understood or has taken for words
 * yet, how people agreed, the file itself while it is kept. Nobody can tell which of it is theirs, so all of it goes,
 * with the file's own key; what others said stays. The row stays too, though nobody may be left of it: the same file, or
 * a later one of the same people, must not bring back what was taken back. Doing it twice does nothing.
 */
export async function forgetSources(ctx: Ctx, sourceIds: readonly string[]): Promise<void> {
  const ids = await holdFiles(ctx, sourceIds)
  if (ids.length === 0) return
  await deleteLines(ctx, ids)
  await emptySources(ctx, ids)
  ctx.afterCommit(() => ctx.vault.destroy(ids))
}

/**
 * The same for what sources hold of a voice as it withdraws, and what came with its words (voice notes, pictures). A
 * source keeps the marker that somebody withdrew. `passageIds`: only these passages are withdrawn; null: the whole
 * voice. Call it before the rows go, and destroy the keys it gives with the voice's own.
 */
export async function forgetInSources(
  ctx: Ctx,
  input: { voiceId: string; passageIds: readonly string[] | null },
): Promise<string[]> {
  const sourceIds = await selectSourceIds(ctx, input)
  const attachmentIds = await selectAttachmentIds(ctx, input)
  await forgetSources(ctx, sourceIds)
  await markWithdrawn(ctx, sourceIds)
  return [...sourceIds, ...attachmentIds]
}

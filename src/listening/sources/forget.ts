import type { Ctx } from '../../platform/db/database.ts'
import { deleteLines, forgetSources, selectAttachmentIds, selectSourceIds } from './sources.queries.ts'

/**
 * What sources hold of a voice beside its passages, as it withdraws: the lines nobody has taken for words yet, the name
 * of the file, how its people agreed, the file itself while it is kept, and what came with the words (voice notes,
 * pictures). A source keeps the marker that somebody withdrew. `passageIds`: only these passages are withdrawn; null:
 * the whole voice. Call it before the rows go, and destroy the keys it gives with the voice's own.
 */
export async function forgetInSources(
  ctx: Ctx,
  input: { voiceId: string; passageIds: readonly string[] | null },
): Promise<string[]> {
  const sourceIds = await selectSourceIds(ctx, input)
  const attachmentIds = await selectAttachmentIds(ctx, input)
  await deleteLines(ctx, sourceIds)
  await forgetSources(ctx, sourceIds)
  return [...sourceIds, ...attachmentIds]
}

import type { Ctx } from '../../platform/db/database.ts'
import { deleteSourceLines, emptySources, selectSourcesStanding } from './withdrawals.queries.ts'

/**
 * What came with a file may name whoever left: its name, its notices, the lines nobody understood, how people agreed.
 * Nobody can tell which of it is theirs, so all of it goes, with the file's own key; what others said stays. The row
 * stays too, though nobody may be left of it: the same file, or a later one of the same people, must not bring back what
 * was taken back. Doing it twice does nothing.
 */
export async function forgetSources(ctx: Ctx, sourceIds: readonly string[]): Promise<void> {
  const ids = await selectSourcesStanding(ctx, sourceIds)
  if (ids.length === 0) return
  await deleteSourceLines(ctx, ids)
  await emptySources(ctx, ids)
  ctx.afterCommit(() => ctx.vault.destroy(ids))
}

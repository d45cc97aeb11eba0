import type { Ctx } from '../../platform/db/database.ts'
import {
  deleteSourceLines,
  deleteSources,
  emptySources,
  selectSourcesStanding,
} from './withdrawals.queries.ts'

/**
 * What came with a file may name whoever left: its name, its notices, the lines nobody understood, how people agreed.
 * Nobody can tell which of it is theirs, so all of it goes, with the file's own key; what others said stays. A file
 * nobody is left of goes whole. Doing it twice does nothing.
 */
export async function forgetSources(ctx: Ctx, sourceIds: readonly string[]): Promise<void> {
  const standing = await selectSourcesStanding(ctx, sourceIds)
  if (standing.length === 0) return
  const ids = standing.map((source) => source.id)
  await deleteSourceLines(ctx, ids)
  await emptySources(ctx, ids)
  await deleteSources(
    ctx,
    standing.filter((source) => source.isEmpty).map((source) => source.id),
  )
  ctx.afterCommit(() => ctx.vault.destroy(ids))
}

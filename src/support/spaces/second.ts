import type { Ctx, Database } from '../../platform/db/database.ts'
import { KeyDestroyed } from '../../platform/vault/vault.ts'
import { holdQuiet } from './spaces.queries.ts'

/** The space that the quiet phrase of this one opens; null when there is none: a space then names itself. */
export async function openQuiet(ctx: Ctx): Promise<string | null> {
  const sealed = await holdQuiet(ctx)
  const quietId = sealed && ctx.vault.openTeam('space.quiet', ctx.tenantId, sealed)
  return quietId === ctx.tenantId ? null : quietId
}

/** The quiet space of a space, that space's own, and so on: whoever takes the first away takes these away with it. */
export async function listQuietSpaces(db: Database, spaceId: string): Promise<string[]> {
  const found: string[] = []
  for (let next = await findQuiet(db, spaceId); next; next = await findQuiet(db, next)) found.push(next)
  return found
}

async function findQuiet(db: Database, spaceId: string): Promise<string | null> {
  try {
    return await db.within(spaceId, { id: 'worker', roles: ['worker'] }, openQuiet)
  } catch (error) {
    if (error instanceof KeyDestroyed) return null
    throw error
  }
}

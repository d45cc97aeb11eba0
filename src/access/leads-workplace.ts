import type { Database } from '../platform/db/database.ts'
import { Failure } from '../platform/errors.ts'
import { accessWords } from './access.words.ts'
import { may, notForLeadsOfWorkplace, type Action } from './matrix.ts'
import { isWorkplaceOf } from './sessions/sessions.ts'

/** Somebody who works in an organisation, with the roles they may use. */
export type Worker = { tenantId: string; accountId: string; roles: readonly string[] }

/**
 * What somebody may do with the things of these ids: where they lead and voices work for the host, only what leads do,
 * and none of what leads may not do there. Throws forbidden, with why, when `action` is shut to them for that.
 */
export async function narrow(
  db: Database,
  who: Worker,
  ids: readonly string[],
  action: Action | null = null,
): Promise<{ roles: string[]; can: (asked: Action) => boolean }> {
  const isShut = await leadsWorkplace(db, who, ids)
  const roles = isShut ? who.roles.filter((role) => role === 'lead') : [...who.roles]
  const can = (asked: Action) => may(roles, asked) && !(isShut && notForLeadsOfWorkplace.includes(asked))
  if (isShut && action && !can(action)) throw new Failure('forbidden', accessWords['en-GB'].leadsWorkplace)
  return { roles, can }
}

/** Whether one of these belongs to an exercise whose voices work for the host, and this person leads. */
async function leadsWorkplace(db: Database, who: Worker, ids: readonly string[]): Promise<boolean> {
  if (!who.roles.includes('lead') || ids.length === 0) return false
  const actor = { id: who.accountId, roles: [...who.roles] }
  return db.within(who.tenantId, actor, (ctx) => isWorkplaceOf(ctx, ids))
}

import type { Ctx, Database } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { KeyDestroyed } from '../../platform/vault/vault.ts'
import { findSpace, isInvited, isInvitedFrom } from './spaces.queries.ts'

/**
 * Opens one transaction inside a space, as a coach it is open to, in the organisation they act in: whom a person let in
 * from one is not in from another, where other rules hold. Throws not-found for a space that is not open to them (any
 * more), that has gone, or that never was.
 */
export async function guestIn<T>(
  db: Database,
  spaceId: string,
  who: { accountId: string; tenantId: string },
  fn: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  try {
    return await db.within(spaceId, { id: who.accountId, roles: ['coach'] }, async (ctx) => {
      if (!(await findSpace(ctx)) || !(await isInvitedFrom(ctx, who.tenantId)))
        throw new Failure('not-found', '')
      return fn(ctx)
    })
  } catch (error) {
    if (hasJustGone(error) || isRefused(error)) throw new Failure('not-found', '')
    throw error
  }
}

/** Whether whoever acts is let into this room by the person, or is the person. */
export function isInvitedTo(ctx: Ctx, room: string): Promise<boolean> {
  return isInvited(ctx, room)
}

/** Throws not-found for a coach who is here only in an emergency: that opens, and brings nothing in. */
export async function mustBeInvited(ctx: Ctx, room: string): Promise<void> {
  if (!(await isInvited(ctx, room))) throw new Failure('not-found', '')
}

/** What a change is about was taken away at this moment: its key has gone, or its row (SQLSTATE 23503). */
export function hasJustGone(error: unknown): boolean {
  return (
    error instanceof KeyDestroyed || (error instanceof Error && 'code' in error && error.code === '23503')
  )
}

/** The database's own no (SQLSTATE 42501): what a guest brings into a room they are not let into. */
function isRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '42501'
}

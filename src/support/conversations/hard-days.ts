import type { Ctx } from '../../platform/db/database.ts'
import { isInvitedTo } from '../spaces/guests.ts'
import { deleteMark, findMark, insertMark, selectMarked } from './hard-days.queries.ts'

/** What a conversation page shows of it: whether it was about hard days, and what whoever acts can say of that. */
export type HardDays = {
  isAbout: boolean
  /** The coach who said so, by the name the person sees; null when the person did, or nobody. */
  by: { name: string; organisation: string } | null
  /** Whoever acts can say so, or take it back. */
  maySay: boolean
}

/** A conversation about hard days, by its day; none of its words. */
export type ListedDay = { id: string; happenedOn: string }

/** Whether whoever acts may say it at all: the person, and a coach who is let into keeping safe as well. */
export function maySayHardDays(ctx: Ctx): Promise<boolean> {
  return isInvitedTo(ctx, 'keeping-safe')
}

/**
 * Says that a conversation was about hard days: it is then listed on that page too. `coach` is who acts by the name the
 * person sees, null for the person. Said twice, it is said once. Nothing is said by who may not.
 */
export async function sayHardDays(ctx: Ctx, coach: HardDays['by'], conversationId: string): Promise<void> {
  if (!(await maySayHardDays(ctx))) return
  await insertMark(ctx, {
    id: conversationId,
    byAccount: coach && ctx.actor.id,
    bySealed:
      coach && ctx.vault.sealTeam('keeping_safe_conversation.by', conversationId, JSON.stringify(coach)),
  })
}

/** It was not about that. A coach takes back only what they said themself. */
export function takeBackHardDays(ctx: Ctx, conversationId: string): Promise<void> {
  return deleteMark(ctx, conversationId)
}

/** For the page of one conversation. A guest who is not let into keeping safe is shown nothing of it. */
export async function findHardDays(ctx: Ctx, conversationId: string): Promise<HardDays> {
  const mark = await findMark(ctx, conversationId)
  const may = await maySayHardDays(ctx)
  const isCoach = ctx.actor.roles.includes('coach')
  return {
    isAbout: mark !== null,
    by: mark?.bySealed
      ? (JSON.parse(ctx.vault.openTeam('keeping_safe_conversation.by', conversationId, mark.bySealed)) as {
          name: string
          organisation: string
        })
      : null,
    maySay: may && (!mark || !isCoach || mark.byAccount === ctx.actor.id),
  }
}

/**
 * The conversations about hard days, for that page; the newest first. For a guest only while both rooms are open to them,
 * with a look at keeping safe.
 */
export function listHardDays(ctx: Ctx): Promise<ListedDay[]> {
  return selectMarked(ctx)
}

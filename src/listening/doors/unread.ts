import type { Ctx, Database } from '../../platform/db/database.ts'
import type { Round } from '../../platform/jobs/rounds.ts'
import { eachTenant } from '../../platform/jobs/rounds.ts'
import { withdraw } from '../withdrawals/withdrawals.ts'
import { removeSource } from './import.ts'
import { selectUnchecked, selectUnread } from './unread.queries.ts'

export { countUnread } from './unread.queries.ts'

/** How long words nobody said yes for are kept, unread, in days. */
const unreadDays = 30

/** When words go that have been without a yes since then. */
export function goesOn(since: Date): Date {
  return new Date(since.getTime() + unreadDays * 86_400_000)
}

/** Of these voices of a source, those nobody may read, and since when. */
export async function listUnread(
  ctx: Ctx,
  sourceId: string,
  voiceIds: readonly string[],
): Promise<Map<string, Date>> {
  const rows = await selectUnread(ctx, { of: { sourceId, voiceIds }, olderThan: ctx.now })
  return new Map(rows.map(({ voiceId, since }) => [voiceId, since]))
}

/**
 * Destroys, one organisation after the other, what came in files and has been without a yes to be read for 30 days: by
 * the road a withdrawal takes. A file nobody said is right within that time goes whole.
 */
export async function destroyUnread(db: Database): Promise<void> {
  await eachTenant(db, async (ctx) => {
    const olderThan = new Date(ctx.now.getTime() - unreadDays * 86_400_000)
    for (const sourceId of await selectUnchecked(ctx, olderThan)) await removeSource(ctx, sourceId)
    for (const { voiceId, passageIds } of await selectUnread(ctx, { olderThan })) {
      await withdraw(ctx, { voiceId, when: 'now', ...(passageIds ? { passageIds } : {}) })
    }
  })
}

/** Twice a day, so that a machine that is off at night does it too. */
export const unreadRound: Round = {
  name: 'doors.unread',
  everyMinutes: 12 * 60,
  run: ({ db }) => destroyUnread(db),
}

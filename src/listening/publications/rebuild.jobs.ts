import { eachTenant, type Round } from '../../platform/jobs/rounds.ts'
import type { TaskHandler } from '../../platform/jobs/tasks.ts'
import { afterWithdrawal } from '../withdrawals/withdrawals.ts'
import { dropNeedlessClearances } from './clearances.ts'
import { rewriteFolders } from './folders.ts'
import { rebuildDue } from './rebuild.ts'

/** Looks whether a month has begun. */
export const rebuildRound: Round = {
  name: 'series.rebuild',
  everyMinutes: 15,
  run: ({ db }) =>
    eachTenant(db, async (ctx) => {
      await rebuildDue(ctx)
    }),
}

/** Looks for folders that are to be written again; the turn comes round to the machine that has them. */
export const foldersRound: Round = {
  name: 'series.folders',
  everyMinutes: 1,
  run: async ({ db }) => {
    const tenantIds: string[] = []
    await eachTenant(db, async (ctx) => void tenantIds.push(ctx.tenantId))
    for (const tenantId of tenantIds) await rewriteFolders(db, tenantId)
  },
}

/**
 * What follows a withdrawal in what is in public; `aboutId` is the exercise. A folder of another machine waits for the
 * round; the withdrawal itself waits for nothing here.
 */
export const afterWithdrawalTask: TaskHandler = {
  kind: afterWithdrawal,
  run: async (run) => {
    await run.within((ctx) => dropNeedlessClearances(ctx, run.aboutId))
    await rewriteFolders(run.services.db, run.tenantId, run.aboutId)
    await run.within((ctx) => run.finish(ctx))
  },
}

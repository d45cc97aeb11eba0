import type { Command } from '../../platform/commands.ts'
import { rewriteFolders } from './folders.ts'
import { rebuildDue } from './rebuild.ts'
import { rebuildWords } from './rebuild.words.ts'

/** `ownterms rebuild [--json]`: the monthly rebuild, now, if this month has not had it. */
export const rebuildCommand: Command = {
  name: 'rebuild',
  asks: 'series.publish',
  usage: 'rebuild [--json]',
  takes: [],
  switches: ['json'],
  run: async (run) => {
    const { db } = run.runtime
    const tenantId = await run.within(async (ctx) => ctx.tenantId)
    const series = await db.within(tenantId, { id: 'worker', roles: ['worker'] }, (ctx) => rebuildDue(ctx))
    await rewriteFolders(db, tenantId)
    run.print(run.has('json') ? JSON.stringify({ series }) : rebuildWords['en-GB'].rebuilt(series))
  },
}

import type { TaskHandler } from '../../platform/jobs/tasks.ts'
import { publishKind, publishSeries } from './publications.ts'

/**
 * Publishes a series in the background; `aboutId` is the series. The gates are asked again: what closed one meanwhile
 * stands on their page, and nothing is published.
 */
export const publishTask: TaskHandler = {
  kind: publishKind,
  run: async (run) => {
    await run.within(async (ctx) => {
      await publishSeries(ctx, run.aboutId)
      await run.finish(ctx)
    })
  },
}

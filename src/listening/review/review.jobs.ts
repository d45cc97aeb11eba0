import type { TaskHandler, TaskRun } from '../../platform/jobs/tasks.ts'
import { findContribution } from '../passages/passages.ts'
import { countPassages, listPassageStates } from '../passages/passages.ts'
import { hasNewNames, type PreparedNames } from '../../text/deidentify/deidentify.ts'
import { fitTo, type Fit } from './fitting.ts'
import { listNamesToFind, proposeFor } from './proposals.ts'

/** Passages read in one short transaction. */
const batch = 500

/**
 * Reads all passages of an exercise (`aboutId`) for what could tell who somebody is: after an import, and when a new
 * label came. Every passage is read again each time, because a new name may stand in an old one; what was proposed or
 * decided before stays as it is.
 */
export const proposeTask: TaskHandler = {
  kind: 'passage.propose',
  run: async (run) => proposeInBatches(run, run.aboutId, {}),
}

/** The same for one contribution (`aboutId`): what arrives through the public page brings no new label. */
export const proposeContributionTask: TaskHandler = {
  kind: 'contribution.propose',
  run: async (run) => {
    const contribution = await run.within((ctx) => findContribution(ctx, run.aboutId))
    if (!contribution) return run.within((ctx) => run.finish(ctx))
    return proposeInBatches(run, contribution.exerciseId, { contributionId: run.aboutId })
  },
}

async function proposeInBatches(
  run: TaskRun,
  exerciseId: string,
  which: { contributionId?: string },
): Promise<void> {
  const filter = { exerciseId, ...which }
  const { known, fit, total } = await run.within(async (ctx) => ({
    known: await listNamesToFind(ctx, exerciseId),
    fit: await fitTo(ctx, exerciseId),
    total: await countPassages(ctx, filter),
  }))
  const isOne = which.contributionId !== undefined
  await readAll(run, filter, { known, fit, total, isLast: isOne })
  if (isOne) return
  // What was found may be names of other passages too: once more, with them.
  const found = await run.within(async (ctx) => {
    const names = await listNamesToFind(ctx, exerciseId)
    const isNew = hasNewNames(known, names)
    if (!isNew) await run.finish(ctx)
    return isNew ? names : null
  })
  if (found) await readAll(run, filter, { known: found, fit, total, isLast: true })
}

async function readAll(
  run: TaskRun,
  filter: { exerciseId: string; contributionId?: string },
  { known, fit, total, isLast }: { known: PreparedNames; fit: Fit; total: number; isLast: boolean },
): Promise<void> {
  let afterNumber = -1
  for (let done = 0; ;) {
    const states = await run.within(async (ctx) => {
      const next = await listPassageStates(ctx, { ...filter, afterNumber, limit: batch })
      const ids = next.map((state) => state.passageId)
      if (ids.length > 0) await proposeFor(ctx, filter.exerciseId, ids, known, fit)
      if (next.length < batch && isLast) await run.finish(ctx)
      return next
    })
    if (states.length < batch) return
    afterNumber = states.at(-1)!.number
    done += states.length
    await run.report(done, total)
  }
}

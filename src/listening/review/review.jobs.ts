import { comesAgain, type TaskHandler, type TaskRun } from '../../platform/jobs/tasks.ts'
import { findContribution } from '../passages/passages.ts'
import { countPassages, listPassageStates } from '../passages/passages.ts'
import { hasNewNames, type PreparedNames } from '../../text/deidentify/deidentify.ts'
import { fitTo, type Fit } from './fitting.ts'
import { weighSome } from './harm.ts'
import { takeProposeTurn } from './review.queries.ts'
import { listNamesToFind, proposeFor } from './proposals.ts'

/** Passages read in one short transaction. */
const batch = 500

/**
 * Reads all passages of an exercise (`aboutId`) for what could tell who somebody is: after an import, and when a new
 * label came. Every passage is read again each time, because a new name may stand in an old one; what was proposed or
 * decided before stays as it is. Of many that wait for one exercise, as after many files, only the newest reads.
 */
export const proposeTask: TaskHandler = {
  kind: 'passage.propose',
  run: async (run) => {
    const isLeft = await run.within(async (ctx) => {
      const isAsked = await comesAgain(ctx, { ...run, kind: 'passage.propose' })
      if (isAsked) await run.finish(ctx)
      return isAsked
    })
    if (!isLeft) await proposeInBatches(run, run.aboutId, {})
  },
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
  if (which.contributionId !== undefined) {
    await readAll(run, filter, { known, fit, total, isLast: true })
    return
  }
  await readAll(run, filter, { known, fit, total, isLast: false })
  // What was found may be names of other passages too: once more, with them.
  const names = await run.within((ctx) => listNamesToFind(ctx, exerciseId))
  if (hasNewNames(known, names)) await readAll(run, filter, { known: names, fit, total, isLast: false })
  await weighAll(run, exerciseId)
  await run.within((ctx) => run.finish(ctx))
}

/** Brings the cards in their order, some in each short transaction. */
async function weighAll(run: TaskRun, exerciseId: string): Promise<void> {
  for (let after: Buffer | null = null; ;) {
    after = await run.within(async (ctx): Promise<Buffer | null> => {
      await takeProposeTurn(ctx, exerciseId)
      return weighSome(ctx, exerciseId, after)
    })
    if (!after) return
  }
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
      if (ids.length > 0) await proposeFor(ctx, filter.exerciseId, ids, known, { fit, weighsLater: !isLast })
      if (next.length < batch && isLast) await run.finish(ctx)
      return next
    })
    if (states.length < batch) return
    afterNumber = states.at(-1)!.number
    done += states.length
    await run.report(done, total)
  }
}

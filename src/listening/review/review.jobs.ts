import type { Ctx } from '../../platform/db/database.ts'
import { comesAgain, endWaiting, type TaskHandler, type TaskRun } from '../../platform/jobs/tasks.ts'
import { findContribution } from '../passages/passages.ts'
import { countPassages, listPassageStates } from '../passages/passages.ts'
import { hasNewNames, type PreparedNames } from '../../text/deidentify/deidentify.ts'
import { fitTo, type Fit } from './fitting.ts'
import { weighSome } from './harm.ts'
import { selectTasksOfContributions, takeProposeTurn } from './review.queries.ts'
import { listNamesToFind, proposeFor } from './proposals.ts'

/** Passages read in one short transaction. */
const batch = 500
/** Contributions read in one go when many wait. */
const together = 200

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
    if (!isLeft) await readExercise(run, run.aboutId)
  },
}

/**
 * The same for one contribution (`aboutId`): what arrives through the public page brings no new label. Others of the exercise that
 * wait for the same are read with it: gathering the names to look for takes longer than reading them.
 */
export const proposeContributionTask: TaskHandler = {
  kind: 'contribution.propose',
  run: async (run) => {
    const begun = await run.within(async (ctx) => {
      const contribution = await findContribution(ctx, run.aboutId)
      if (!contribution) return null
      const { exerciseId } = contribution
      const which = { kind: 'contribution.propose', limit: together }
      return { exerciseId, others: await selectTasksOfContributions(ctx, exerciseId, which) }
    })
    if (!begun) return run.within((ctx) => run.finish(ctx))
    const { exerciseId, others } = begun
    const reading = await run.within((ctx) => prepare(ctx, exerciseId))
    for (const contributionId of [run.aboutId, ...others.map((other) => other.contributionId)]) {
      await readAll(run, { exerciseId, contributionId }, { ...reading, weighsLater: false })
    }
    await run.within(async (ctx) => {
      await endWaiting(
        ctx,
        others.map((other) => other.id),
      )
      await run.finish(ctx)
    })
  },
}

type Reading = { known: PreparedNames; fit: Fit }

async function prepare(ctx: Ctx, exerciseId: string): Promise<Reading> {
  return { known: await listNamesToFind(ctx, exerciseId), fit: await fitTo(ctx, exerciseId) }
}

async function readExercise(run: TaskRun, exerciseId: string): Promise<void> {
  const reading = await run.within((ctx) => prepare(ctx, exerciseId))
  await readAll(run, { exerciseId }, { ...reading, weighsLater: true })
  // What was found may be names of other passages too: once more, with them.
  const known = await run.within((ctx) => listNamesToFind(ctx, exerciseId))
  if (hasNewNames(reading.known, known)) {
    await readAll(run, { exerciseId }, { ...reading, known, weighsLater: true })
  }
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

/** The last passages first: what came last is what people wait for. */
async function readAll(
  run: TaskRun,
  filter: { exerciseId: string; contributionId?: string },
  { known, fit, weighsLater }: Reading & { weighsLater: boolean },
): Promise<void> {
  const total = await run.within((ctx) => countPassages(ctx, filter))
  let beforeNumber = 2_147_483_647
  for (let done = 0; ;) {
    const states = await run.within(async (ctx) => {
      const next = await listPassageStates(ctx, { ...filter, beforeNumber, limit: batch })
      const ids = next.map((state) => state.passageId)
      if (ids.length > 0) await proposeFor(ctx, filter.exerciseId, ids, known, { fit, weighsLater })
      return next
    })
    if (states.length < batch) return
    beforeNumber = states.at(-1)!.number
    done += states.length
    await run.report(done, total)
  }
}

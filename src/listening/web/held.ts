import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { eachTenant, type Round } from '../../platform/jobs/rounds.ts'
import { getExercise, type Exercise } from '../exercises/exercises.ts'
import { cameBefore } from '../workplace/workplace.ts'
import { withdraw } from '../withdrawals/withdrawals.ts'
import { countHeld, selectHeld, setLetIn, type HeldRow } from './held.queries.ts'
import type { Doubt } from './doubt.ts'

export { countHeld } from './held.queries.ts'

/** A contribution a listener has to look at before it counts. */
export type Held = { contributionId: string; words: string; why: Doubt; receivedAt: Date }

export type HeldView = { exercise: Exercise; held: Held[]; count: number }

/** As many as one page shows. */
const listed = 50

/** What is held back in an exercise, the oldest first. Throws not-found. */
export async function listHeld(ctx: Ctx, exerciseId: string): Promise<HeldView> {
  const exercise = await getExercise(ctx, exerciseId)
  const rows: HeldRow[] = []
  for (const row of await selectHeld(ctx, { exerciseId, limit: listed })) {
    if (!(await cameBefore(ctx, exerciseId, row.receivedAt))) rows.push(row)
  }
  return {
    exercise,
    count: await countHeld(ctx, exerciseId),
    held: rows.map((row) => ({
      contributionId: row.contributionId,
      words: ctx.vault.open(row.passageId, 'passage.verbatim', row.passageId, row.verbatimSealed),
      why: row.why,
      receivedAt: row.receivedAt,
    })),
  }
}

/** It is somebody's words after all: from here it counts and is read like any other. */
export async function letIn(ctx: Ctx, contributionId: string): Promise<{ exerciseId: string }> {
  const { exerciseId } = await getHeld(ctx, contributionId)
  if (!(await setLetIn(ctx, contributionId))) throw new Failure('not-found', '')
  await ctx.enqueue({ kind: 'contribution.propose', aboutId: contributionId })
  await recordAct(ctx, 'contribution.let-in', 'exercise', exerciseId)
  return { exerciseId }
}

/**
 * It is a machine's: words and keys go, by the road of every withdrawal; its voice too, when it said nothing else.
 */
export async function throwAway(ctx: Ctx, contributionId: string): Promise<{ exerciseId: string }> {
  const { exerciseId, voiceId } = await getHeld(ctx, contributionId)
  const rows = await selectHeld(ctx, { contributionId, limit: 1000 })
  await withdraw(ctx, { voiceId, passageIds: rows.map((row) => row.passageId), when: 'now' })
  await recordAct(ctx, 'contribution.thrown-away', 'exercise', exerciseId)
  return { exerciseId }
}

/** What nobody let in for thirty days goes. */
export const heldRound: Round = {
  name: 'doors.held',
  everyMinutes: 12 * 60,
  run: ({ db }) =>
    eachTenant(db, async (ctx) => {
      const old = await selectHeld(ctx, { olderThan: '30 days', limit: 1000 })
      for (const [voiceId, rows] of Map.groupBy(old, (row) => row.voiceId)) {
        await withdraw(ctx, { voiceId, passageIds: rows.map((row) => row.passageId), when: 'now' })
      }
    }),
}

async function getHeld(ctx: Ctx, contributionId: string) {
  const [held] = await selectHeld(ctx, { contributionId, limit: 1 })
  if (!held) throw new Failure('not-found', '')
  return held
}

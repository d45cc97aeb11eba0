import type { Ctx } from '../../platform/db/database.ts'
import { faintest, usualLeast } from '../../text/deidentify/deidentify.ts'
import { selectDecidedBand, selectFaintNames } from './fitting.queries.ts'

/**
 * From which chance on the tagger proposes in one exercise. It follows from what this team decided there, and holds there
 * only; nothing is kept of it.
 */
export type Fit = {
  least: number
  /** Why it is not the usual one: names were found below it, or nothing was ever accepted above it. */
  because: 'usual' | 'faint-names' | 'never-accepted'
  /** How many names that were, or how many decisions. */
  count: number
}

/** Chances in steps, from the usual least up to the most that decisions may raise it to. */
const steps = [usualLeast, 0.1, 0.2, 0.3] as const
/** So many different things have to be decided in a step before it is left out. */
const enough = 40
/** So many different names, found by looking, lower the least chance. */
const enoughFaint = 3

/**
 * Names this team found by looking, of which the tagger was only just too unsure, count most: then it proposes all it has.
 * Otherwise each step from below in which enough was decided and nothing ever accepted is not proposed any more.
 */
export async function fitTo(ctx: Ctx, exerciseId: string): Promise<Fit> {
  const faint = await selectFaintNames(ctx, exerciseId, { from: faintest, to: usualLeast })
  if (faint >= enoughFaint) return { least: faintest, because: 'faint-names', count: faint }
  let least: number = usualLeast
  let count = 0
  for (const [at, from] of steps.slice(0, -1).entries()) {
    const to = steps[at + 1]!
    const { isAccepted, decided } = await selectDecidedBand(ctx, exerciseId, { from, to })
    if (isAccepted || decided < enough) break
    least = to
    count += decided
  }
  return { least, because: least === usualLeast ? 'usual' : 'never-accepted', count }
}

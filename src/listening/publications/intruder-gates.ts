import type { Ctx } from '../../platform/db/database.ts'
import { listVoicesQuoted } from '../intruder/intruder.ts'
import { listeningPaths } from '../paths.ts'
import type { Draft } from './draft.ts'
import type { GateProblem } from './gates.ts'
import { gatesWords } from './gates.words.ts'

const words = gatesWords['en-GB'].intruder

/**
 * A voice waits until somebody who did not read all of it first says that nobody who knows it could tell, and as long
 * as anybody of the team says that somebody could.
 */
export async function checkIntruder(ctx: Ctx, draft: Draft): Promise<GateProblem[]> {
  const voices = await listVoicesQuoted(ctx, draft.quotes.values())
  return voices.flatMap(({ number, standing }): GateProblem[] => {
    if (standing === 'safe') return []
    const href = `${listeningPaths.intruder(draft.series.id)}#voice-${number}`
    return [{ kind: 'intruder', sentence: words[standing](number), href }]
  })
}

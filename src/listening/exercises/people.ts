import type { Ctx } from '../../platform/db/database.ts'
import { selectVoiceCounts } from './people.queries.ts'

/**
 * How many people were heard. `people` are contributors, each once however many doors they used; `readable` are those
 * of them whose words may be read; the others are not counted as people.
 */
export type VoiceCount = { people: number; readable: number; facilitators: number; notContributors: number }

/** The one definition of "66 people": every page that says how many people there are asks here. */
export async function countVoices(ctx: Ctx, exerciseId: string): Promise<VoiceCount> {
  const parts = new Map((await selectVoiceCounts(ctx, exerciseId)).map((row) => [row.part, row]))
  return {
    people: parts.get('contributor')?.heard ?? 0,
    readable: parts.get('contributor')?.readable ?? 0,
    facilitators: parts.get('facilitator')?.heard ?? 0,
    notContributors: parts.get('not-a-contributor')?.heard ?? 0,
  }
}

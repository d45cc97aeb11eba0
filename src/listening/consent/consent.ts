import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { newId } from '../../platform/ids.ts'
import { insertConsent, selectConsent, type Use } from './consent.queries.ts'

export type { Use } from './consent.queries.ts'
export type Standing = { read: boolean; quote: boolean }

/**
 * Adds answers; nothing is ever changed, the newest answer stands. `how` is what the listener wrote about how a
 * person agreed, `wordsVersion` names the sentences that were shown or read out.
 */
export async function recordConsent(
  ctx: Ctx,
  input: {
    exerciseId: string
    voiceIds: readonly string[]
    answers: Partial<Record<Use, boolean>>
    how: string | null
    wordsVersion: string
  },
): Promise<void> {
  const rows = input.voiceIds.flatMap((voiceId) =>
    Object.entries(input.answers).map(([use, answer]) => {
      const id = newId()
      return {
        id,
        exerciseId: input.exerciseId,
        voiceId,
        use: use as Use,
        answer,
        howSealed: input.how ? ctx.vault.sealTeam('consent_event.how', id, input.how) : null,
        wordsVersion: input.wordsVersion,
      }
    }),
  )
  if (rows.length === 0) return
  await insertConsent(ctx, rows)
  await recordAct(ctx, 'consent.recorded', 'exercise', input.exerciseId)
}

/** What each voice agrees to now. A voice never asked has said no. */
export async function listStanding(ctx: Ctx, voiceIds: readonly string[]): Promise<Map<string, Standing>> {
  const standing = new Map<string, Standing>(voiceIds.map((id) => [id, { read: false, quote: false }]))
  for (const row of await selectConsent(ctx, voiceIds)) standing.get(row.voiceId)![row.use] = row.answer
  return standing
}

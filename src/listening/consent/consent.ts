import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { newId } from '../../platform/ids.ts'
import { insertConsent, insertHistory, selectConsent, selectHistory, type Use } from './consent.queries.ts'
import { consentWords } from './consent.words.ts'

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

/**
 * Two voices are one person, and `keptId` stays: it takes on all that the other answered and when, and the stricter
 * of the two answers stands for each use. Called before the other voice goes.
 */
export async function joinConsent(
  ctx: Ctx,
  exerciseId: string,
  keptId: string,
  otherId: string,
): Promise<void> {
  const standing = await listStanding(ctx, [keptId, otherId])
  const [kept, other] = [standing.get(keptId)!, standing.get(otherId)!]
  const history = await selectHistory(ctx, otherId)
  await insertHistory(
    ctx,
    history.map((row) => {
      const id = newId()
      const how = row.howSealed ? ctx.vault.openTeam('consent_event.how', row.id, row.howSealed) : null
      return {
        ...row,
        id,
        voiceId: keptId,
        // A sealed text belongs to its row, so it is sealed again for the new one.
        howSealed: how === null ? null : ctx.vault.sealTeam('consent_event.how', id, how),
      }
    }),
  )
  await recordConsent(ctx, {
    exerciseId,
    voiceIds: [keptId],
    answers: { read: kept.read && other.read, quote: kept.quote && other.quote },
    how: consentWords['en-GB'].joined,
    wordsVersion: consentWords.version,
  })
}

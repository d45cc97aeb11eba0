import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { newId } from '../../platform/ids.ts'
import { insertConsent, selectConsent, selectHistory, type Use } from './consent.queries.ts'
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
 * Two voices are one person, and `keptId` stays: for each use the stricter of their answers stands. What the other one
 * answered stays with it, so that it is its own again if the joining is undone.
 */
export async function joinConsent(
  ctx: Ctx,
  exerciseId: string,
  keptId: string,
  otherId: string,
): Promise<void> {
  const standing = await listStanding(ctx, [keptId, otherId])
  const [kept, other] = [standing.get(keptId)!, standing.get(otherId)!]
  await conclude(
    ctx,
    exerciseId,
    keptId,
    eachUse((use) => kept[use] && other[use]),
    'joined',
  )
}

/**
 * Two voices that were joined at `joinedAt` are two again. Each stands by what it answered itself before; a no said
 * since then stands for both, and a yes said since then for neither, because nobody knows which of them said it.
 * `alsoJoined`: voices joined to the kept one since then that stay; the kept one is no freer than they are.
 */
export async function partConsent(
  ctx: Ctx,
  input: {
    exerciseId: string
    keptId: string
    restoredId: string
    joinedAt: Date
    alsoJoined: readonly string[]
  },
): Promise<void> {
  const { keptId, restoredId, joinedAt, exerciseId } = input
  const history = await selectHistory(ctx, keptId)
  const isNoSince = (use: Use) =>
    history.some(
      (row) => row.use === use && row.at > joinedAt && !row.answer && !concluded.has(row.wordsVersion),
    )
  const stoodBefore = (use: Use) =>
    history.findLast((row) => row.use === use && row.at <= joinedAt)?.answer ?? false
  const standing = await listStanding(ctx, [restoredId, ...input.alsoJoined])
  const mayStill = (use: Use) => input.alsoJoined.every((id) => standing.get(id)![use])
  const restored = standing.get(restoredId)!
  await conclude(
    ctx,
    exerciseId,
    keptId,
    eachUse((use) => stoodBefore(use) && !isNoSince(use) && mayStill(use)),
    'taken-apart',
  )
  await conclude(
    ctx,
    exerciseId,
    restoredId,
    eachUse((use) => restored[use] && !isNoSince(use)),
    'taken-apart',
  )
}

/**
 * Words of one voice belong to another from now on. One made for them has no answers of its own: what was answered for
 * those words goes with them. One that has answered is asked by its own answers, except that a no goes with the words.
 */
export async function passOnConsent(
  ctx: Ctx,
  input: { exerciseId: string; fromId: string; toId: string; isNew: boolean },
): Promise<void> {
  const answers = new Map<Use, boolean>(
    (await selectConsent(ctx, [input.fromId])).map((row) => [row.use, row.answer]),
  )
  const to = (await listStanding(ctx, [input.toId])).get(input.toId)!
  await conclude(
    ctx,
    input.exerciseId,
    input.toId,
    eachUse((use) => (input.isNew ? (answers.get(use) ?? false) : to[use] && answers.get(use) !== false)),
    'taken-apart',
  )
}

/** Marks of answers the software drew from others: nobody was shown or read any words for them. */
const concluded: ReadonlySet<string> = new Set(['joined', 'taken-apart'])

const uses = ['read', 'quote'] as const satisfies readonly Use[]

function eachUse(answer: (use: Use) => boolean): Standing {
  return Object.fromEntries(uses.map((use) => [use, answer(use)])) as Standing
}

/** Writes what follows for a voice from joining or parting; what stands already is not written again. */
async function conclude(
  ctx: Ctx,
  exerciseId: string,
  voiceId: string,
  wanted: Standing,
  because: 'joined' | 'taken-apart',
): Promise<void> {
  const stands = (await listStanding(ctx, [voiceId])).get(voiceId)!
  const changed = uses.filter((use) => wanted[use] !== stands[use])
  await recordConsent(ctx, {
    exerciseId,
    voiceIds: [voiceId],
    answers: Object.fromEntries(changed.map((use) => [use, wanted[use]])),
    how: consentWords['en-GB'][because],
    wordsVersion: because,
  })
}

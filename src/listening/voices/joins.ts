import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { joinConsent, partConsent } from '../consent/consent.ts'
import { rewriteReadingsOf } from '../passages/passages.ts'
import {
  deleteJoin,
  insertApart,
  insertJoin,
  moveAll,
  moveThese,
  partComeBacks,
  selectCameSince,
  selectFamily,
  selectJoins,
  selectRoot,
  setJoinedTo,
  type Join,
} from './joins.queries.ts'
import { refuseJoinedLater } from '../workplace/workplace.ts'
import { openLabel, ensureLabels } from './label-index.ts'
import { selectLabels } from './label-index.queries.ts'
import { holdReviews, holdVoices } from './voices.queries.ts'
import { getVoice } from './voices.ts'
import { voicesWords } from './voices.words.ts'

const words = voicesWords['en-GB'].failures

/** A joining that can be undone: when it was, and the number and labels the other voice had. */
export type JoinView = { id: string; number: number; labels: string[]; joinedAt: Date }

/**
 * Two voices of one exercise are one person: all that came with the other belongs to the kept one, come-back phrases
 * included (each opens only what came as its own), and the stricter of their answers stands. The other keeps its number and its own answers, unseen, until
 * the joining is undone or the person withdraws. Gives the id of the kept one. Throws not-found for a voice that is
 * not there, invalid-state for two of different exercises.
 */
export async function joinVoices(ctx: Ctx, keepId: string, otherId: string): Promise<string> {
  await holdReviews(ctx, (await getVoice(ctx, keepId)).exerciseId)
  const [kept, other] = [await getVoice(ctx, keepId), await getVoice(ctx, otherId)]
  if (kept.id === other.id) throw new Failure('invalid-state', words.sameVoice)
  if (kept.exerciseId !== other.exerciseId) throw new Failure('invalid-state', words.otherExercise)
  await refuseJoinedLater(ctx, [kept.id, other.id])

  await holdVoices(ctx, [kept.id, other.id])
  const moved = await moveAll(ctx, other.id, kept.id)
  await setJoinedTo(ctx, other.id, kept.id)
  const { exerciseId } = kept
  await insertJoin(ctx, { id: newId(), exerciseId, voiceId: kept.id, otherId: other.id, ...moved })
  await joinConsent(ctx, exerciseId, kept.id, other.id)
  await recordAct(ctx, 'voice.joined', 'voice', kept.id)
  await rewriteReadingsOf(ctx, [kept.id])
  return kept.id
}

/**
 * Takes a joining back: what it moved, and what has come since under the labels it moved, belongs to the other voice
 * again, with the number it had. What came since by another way stays. The two are not proposed again. Gives both
 * voices. Throws not-found when it was undone already, or one of them withdrew.
 */
export async function undoJoin(
  ctx: Ctx,
  joinId: string,
): Promise<{ exerciseId: string; keptId: string; restoredId: string }> {
  await holdReviews(ctx, (await findJoin(ctx, joinId)).exerciseId)
  const join = await findJoin(ctx, joinId)
  const keptId = await selectRoot(ctx, join.otherId)
  if (!keptId) throw new Failure('not-found', '')
  const restoredId = join.otherId
  await holdVoices(ctx, [keptId, restoredId])
  await ensureLabels(ctx)
  const since = await selectCameSince(ctx, keptId, join)
  await moveThese(ctx, keptId, restoredId, {
    contributionIds: [...join.contributionIds, ...since.contributionIds],
    labelIds: [...join.labelIds, ...since.labelIds],
    comeBackIds: join.comeBackIds,
  })
  await partComeBacks(ctx, keptId, restoredId)
  await setJoinedTo(ctx, restoredId, null)
  await deleteJoin(ctx, joinId)
  const others = await selectJoins(ctx, { voiceIds: await selectFamily(ctx, keptId) })
  await partConsent(ctx, {
    exerciseId: join.exerciseId,
    keptId,
    restoredId,
    joinedAt: join.joinedAt,
    alsoJoined: others.map((other) => ({ voiceId: other.otherId, joinedAt: other.joinedAt })),
  })
  await insertApart(ctx, join.exerciseId, keptId, restoredId)
  await recordAct(ctx, 'voice.taken-apart', 'voice', restoredId)
  await rewriteReadingsOf(ctx, [keptId, restoredId])
  return { exerciseId: join.exerciseId, keptId, restoredId }
}

/**
 * Remembers that two voices are two people, so that they are not proposed as one again. Throws not-found,
 * invalid-state for one voice or two of different exercises.
 */
export async function sayApart(ctx: Ctx, oneId: string, otherId: string): Promise<void> {
  const [one, other] = [await getVoice(ctx, oneId), await getVoice(ctx, otherId)]
  if (one.id === other.id) throw new Failure('invalid-state', words.sameVoice)
  if (one.exerciseId !== other.exerciseId) throw new Failure('invalid-state', words.otherExercise)
  await insertApart(ctx, one.exerciseId, one.id, other.id)
  await recordAct(ctx, 'voice.said-apart', 'voice', one.id)
}

/** What was joined to a voice, the newest first. */
export async function listJoins(ctx: Ctx, voiceId: string): Promise<JoinView[]> {
  return showJoins(ctx, await selectJoins(ctx, { voiceIds: await selectFamily(ctx, voiceId) }))
}

/** What this person joined last in an exercise, to take it back at once; null when nothing stands. */
export async function findLastJoin(
  ctx: Ctx,
  exerciseId: string,
): Promise<(JoinView & { keptNumber: number }) | null> {
  const [last] = await selectJoins(ctx, { exerciseId, joinedBy: ctx.actor.id })
  const keptId = last && (await selectRoot(ctx, last.otherId))
  if (!last || !keptId) return null
  return { ...(await showJoins(ctx, [last]))[0]!, keptNumber: (await getVoice(ctx, keptId)).number }
}

/**
 * The keys' ids of a voice and of every voice joined to it: all of them go when the person withdraws.
 */
export async function listFamily(ctx: Ctx, voiceId: string): Promise<string[]> {
  return selectFamily(ctx, voiceId)
}

async function findJoin(ctx: Ctx, id: string): Promise<Join> {
  const [join] = await selectJoins(ctx, { id })
  if (!join) throw new Failure('not-found', '')
  return join
}

async function showJoins(ctx: Ctx, joins: readonly Join[]): Promise<JoinView[]> {
  const rows = await selectLabels(
    ctx,
    joins.flatMap((join) => join.labelIds),
  )
  const labels = new Map(
    rows.filter((row) => ctx.vault.isKept(row.id)).map((row) => [row.id, openLabel(ctx, row)]),
  )
  return joins.map((join) => ({
    id: join.id,
    number: join.otherNumber,
    labels: [...new Set(join.labelIds.flatMap((id) => labels.get(id) ?? []))],
    joinedAt: join.joinedAt,
  }))
}

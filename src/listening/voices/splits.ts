import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newBlindId } from '../../platform/ids.ts'
import { passOnConsent } from '../consent/consent.ts'
import { takeNumbers } from '../exercises/exercises.ts'
import { listPassageStates, openPassages, rewriteReadingsOf } from '../passages/passages.ts'
import { refuseJoinedLater } from '../workplace/workplace.ts'
import { insertApart, moveThese } from './joins.queries.ts'
import { selectLabels } from './label-index.queries.ts'
import { openLabel } from './label-index.ts'
import {
  movePassagesTo,
  selectContributionIn,
  selectContributions,
  selectPlaces,
  setCameAs,
  type ContributionRow,
} from './splits.queries.ts'
import { holdReviews, insertContributions, insertVoices, selectVoices, updatePart } from './voices.queries.ts'
import { getVoice, type Voice } from './voices.ts'
import { voicesWords } from './voices.words.ts'

const words = voicesWords['en-GB'].failures

/** What a voice brought through one door, with the labels it came under. */
export type Brought = Omit<ContributionRow, 'labelIds'> & { labels: string[] }

/** A passage to choose: its words, or null while they may not be read. */
export type ChoosablePassage = { id: string; number: number; door: string; text: string | null }

/** What a voice brought, one entry for each label in each file. For listeners. */
export async function listBrought(ctx: Ctx, voiceId: string): Promise<Brought[]> {
  const rows = await selectContributions(ctx, voiceId)
  const sealed = await selectLabels(
    ctx,
    rows.flatMap((row) => row.labelIds),
  )
  const labels = new Map(
    sealed.filter((row) => ctx.vault.isKept(row.id)).map((row) => [row.id, openLabel(ctx, row)]),
  )
  return rows.map(({ labelIds, ...row }) => ({
    ...row,
    labels: [...new Set(labelIds.flatMap((id) => labels.get(id) ?? []))],
  }))
}

/**
 * What came under one label of a voice was somebody else: it goes to a new voice, with its labels and what was
 * answered for it. Gives the new voice's id. Throws not-found, invalid-state when it is all the voice brought, or came
 * through the public page: whoever holds its phrase would not find it again.
 */
export async function splitContribution(ctx: Ctx, voiceId: string, contributionId: string): Promise<string> {
  await holdReviews(ctx, (await getVoice(ctx, voiceId)).exerciseId)
  const voice = await getVoice(ctx, voiceId)
  const all = await selectContributions(ctx, voiceId)
  const split = all.find((row) => row.id === contributionId)
  if (!split) throw new Failure('not-found', '')
  if (all.length === 1) throw new Failure('invalid-state', words.onlyOne)
  if (split.door === 'web') throw new Failure('invalid-state', words.phraseHolds)
  const newId = await makeVoiceBeside(ctx, voice)
  const stays = new Set(all.filter((row) => row !== split).flatMap((row) => row.labelIds))
  await moveThese(ctx, voiceId, newId, {
    contributionIds: [contributionId],
    labelIds: split.labelIds.filter((id) => !stays.has(id)),
    comeBackIds: [],
  })
  await setCameAs(ctx, contributionId, newId)
  await finishSplit(ctx, voice, newId, true)
  return newId
}

/**
 * Some passages of a voice were said by somebody else: two people came under one label, or nobody was named. They go
 * to the voice with a number, or to a new one (`null`). What people said about them (reviews, themes, quotes) stays
 * with them. Gives the other voice's id, or null when nobody else has that number. Throws not-found, also for a passage
 * of another voice; invalid-state for one that came through the public page.
 */
export async function movePassages(
  ctx: Ctx,
  input: { voiceId: string; passageIds: readonly string[]; toNumber: number | null },
): Promise<string | null> {
  const { voiceId, passageIds, toNumber } = input
  await holdReviews(ctx, (await getVoice(ctx, voiceId)).exerciseId)
  const voice = await getVoice(ctx, voiceId)
  const places = await selectPlaces(ctx, voiceId, passageIds)
  await refuseJoinedLater(ctx, [voiceId])
  if (places.length === 0 || places.length !== new Set(passageIds).size) throw new Failure('not-found', '')
  const toId = toNumber === null ? await makeVoiceBeside(ctx, voice) : await findNumber(ctx, voice, toNumber)
  if (toId === null) return null
  if (places.some((place) => place.door === 'web')) throw new Failure('invalid-state', words.phraseHolds)
  for (const group of Map.groupBy(places, (place) => `${place.sourceId} ${place.cameAs}`).values()) {
    // To a voice that is there already they go as what they came as: one listener alone opens them to no phrase.
    const to = { sourceId: group[0]!.sourceId, cameAs: toNumber === null ? toId : group[0]!.cameAs }
    const contributionId =
      (await selectContributionIn(ctx, toId, to)) ?? (await openContribution(ctx, voice, toId, to))
    await movePassagesTo(
      ctx,
      group.map((place) => place.passageId),
      contributionId,
    )
  }
  await finishSplit(ctx, voice, toId, toNumber === null)
  return toId
}

/** The id of the voice with a number in the exercise of another; null when nobody with it was heard. */
export async function findNumber(
  ctx: Ctx,
  voice: Pick<Voice, 'id' | 'exerciseId'>,
  number: number,
): Promise<string | null> {
  const [found] = await selectVoices(ctx, {
    exerciseId: voice.exerciseId,
    exceptId: voice.id,
    afterNumber: number - 1,
    limit: 1,
  })
  return found?.number === number ? found.id : null
}

/**
 * The passages of a voice to choose from, after a number; words only of those that may be read. What came through the
 * public page is left out: it stays with whoever holds its phrase.
 */
export async function listChoosable(
  ctx: Ctx,
  voiceId: string,
  afterNumber: number,
  limit: number,
): Promise<ChoosablePassage[]> {
  const states = await listPassageStates(ctx, { voiceId, afterNumber, exceptDoor: 'web', limit })
  const open = new Map(
    (await openPassages(ctx, states)).map((passage) => [passage.passageId, passage.verbatim]),
  )
  return states.map((state) => ({
    id: state.passageId,
    number: state.number,
    door: state.door,
    text: open.get(state.passageId) ?? null,
  }))
}

/** A new voice with a number of its own and the same part. */
async function makeVoiceBeside(ctx: Ctx, voice: Voice): Promise<string> {
  const { firstVoice } = await takeNumbers(ctx, voice.exerciseId, 1, 0)
  const id = newBlindId()
  await insertVoices(ctx, voice.exerciseId, [{ id, number: firstVoice }])
  ctx.vault.keepKeys([id])
  if (voice.part === 'facilitator') await updatePart(ctx, id, voice.part)
  return id
}

async function openContribution(
  ctx: Ctx,
  voice: Voice,
  toId: string,
  to: { sourceId: string; cameAs: string },
): Promise<string> {
  const id = newBlindId()
  await insertContributions(ctx, [{ id, exerciseId: voice.exerciseId, voiceId: toId, ...to }])
  return id
}

async function finishSplit(ctx: Ctx, voice: Voice, toId: string, isNew: boolean): Promise<void> {
  await passOnConsent(ctx, { exerciseId: voice.exerciseId, fromId: voice.id, toId, isNew })
  await insertApart(ctx, voice.exerciseId, voice.id, toId)
  await recordAct(ctx, 'voice.split', 'voice', toId)
  await rewriteReadingsOf(ctx, [voice.id, toId])
}

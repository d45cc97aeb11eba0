import type { Ctx } from '../../platform/db/database.ts'
import { recordAsked, recordConsent, type Way } from './consent.ts'
import { openPaper, openScript, type Hearers, type Said } from './script.ts'
import type { Use } from './uses.ts'

/** How people were asked who did not answer on our page: aloud, by who heard it; in writing; elsewhere; not at all. */
export const manners = ['one', 'group', 'chat', 'room', 'written', 'form', 'message'] as const
export type Manner = (typeof manners)[number]

/**
 * How people said yes. `manner` is null where nobody said which it was. `said`: what they were told and asked, a
 * sentence a line, where that was not our script or our paper.
 */
export type Asking = { how: string; manner?: Manner | null | undefined; said?: string | undefined }

/** The mark of sentences that were not ours, and of answers without any. */
export const otherWords = { version: 'own-words', noneVersion: 'no-words' }

/**
 * Records answers of people who were asked the same way, with the sentences they really heard or read: the exercise's
 * script or paper with its version, or those a listener wrote down; none where nobody knows them.
 */
export async function recordAsking(
  ctx: Ctx,
  input: {
    exerciseId: string
    voiceIds: readonly string[]
    answers: Partial<Record<Use, boolean>>
    asking: Asking
    isForMany?: boolean
  },
): Promise<void> {
  const { asking, ...given } = input
  const how = asking.how || null
  const way = wayOf(asking.manner)
  const said = (asking.said ?? '').split('\n').flatMap((line) => line.trim() || [])
  const ours = said.length > 0 ? null : await findOurs(ctx, input.exerciseId, asking.manner)
  if (ours) return recordAsked(ctx, { ...given, before: ours.said, version: ours.version, how, way })
  const { version, noneVersion } = otherWords
  await recordConsent(ctx, {
    ...given,
    how,
    way,
    ...(said.length > 0 ? { wordsVersion: version, sentences: said } : { wordsVersion: noneVersion }),
  })
}

/** How people who came by a door were asked most likely: these stand first where a listener chooses. */
export function mannersOf(door: string): Manner[] {
  if (door === 'group-call') return ['group', 'one', 'written', 'form', 'message']
  if (door === 'whatsapp') return ['chat', 'one', 'written', 'form', 'message']
  return ['one', 'room', 'written', 'form', 'message']
}

/** The words of ours that belong to a manner: what is read aloud, or what the paper says; null where others were used. */
export async function findOurs(
  ctx: Ctx,
  exerciseId: string,
  manner: Manner | null | undefined,
): Promise<Said | null> {
  if (manner === 'written') return openPaper(ctx, exerciseId)
  return manner && isAloud(manner) ? openScript(ctx, exerciseId, manner) : null
}

function wayOf(manner: Manner | null | undefined): Way {
  if (!manner) return 'other'
  return isAloud(manner) ? 'spoken' : manner
}

function isAloud(manner: Manner): manner is Hearers {
  return manner === 'one' || manner === 'group' || manner === 'chat' || manner === 'room'
}

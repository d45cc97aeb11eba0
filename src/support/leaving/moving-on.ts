import type { Ctx } from '../../platform/db/database.ts'
import { idFrom } from '../../platform/ids.ts'
import { changeInvitation, listInvitations } from '../invitations/invitations.ts'
import {
  deleteLetter,
  deleteMovingOn,
  insertLetter,
  putMovingOn,
  selectLetters,
  selectMovingOn,
} from './moving-on.queries.ts'

/** How long somebody has to stop it after they said that everything may go. */
export const daysToStop = 7

/** How long a letter to one's later self can be, in signs. */
export const longestLetter = 20_000

/** A letter of a person to their later self. */
export type Letter = { id: string; words: string; writtenAt: Date }

/** `goesAt`: when everything here goes; null: it stays. */
export type MovingOn = { movedOnAt: Date; goesAt: Date | null }

/** Where a person stands with moving on, and what they wrote for when they come back. */
export type Leaving = { movingOn: MovingOn | null; letters: Letter[] }

export async function getLeaving(ctx: Ctx): Promise<Leaving> {
  const letters = (await selectLetters(ctx)).map(({ id, wordsSealed, writtenAt }) => ({
    id,
    words: ctx.vault.openTeam('later_letter.words', id, wordsSealed),
    writtenAt,
  }))
  return { movingOn: await selectMovingOn(ctx), letters }
}

/** Everything stays for its person, and is open to nobody else. */
export async function moveOn(ctx: Ctx): Promise<void> {
  await shutDoors(ctx)
  await putMovingOn(ctx, null)
}

/** Everything goes after some days, unless somebody stops it. Nobody else sees anything from now on. */
export async function planToLetGo(ctx: Ctx): Promise<void> {
  await shutDoors(ctx)
  await putMovingOn(ctx, daysToStop)
}

/**
 * The person is back, or stays after all. Doors stay as they are: they open one by one, by the person. Gives where they
 * stood before.
 */
export async function comeBack(ctx: Ctx): Promise<{ movingOn: MovingOn | null }> {
  const movingOn = await selectMovingOn(ctx)
  await deleteMovingOn(ctx)
  return { movingOn }
}

/** The same form sent twice is one letter; other words from the same form are another. */
export async function writeLetter(ctx: Ctx, input: { words: string; sending: string }): Promise<void> {
  const id = idFrom(ctx.vault.fingerprint('letter-sending', JSON.stringify([input.sending, input.words])))
  await insertLetter(ctx, { id, wordsSealed: ctx.vault.sealTeam('later_letter.words', id, input.words) })
}

export async function removeLetter(ctx: Ctx, id: string): Promise<void> {
  await deleteLetter(ctx, id)
}

async function shutDoors(ctx: Ctx): Promise<void> {
  for (const { id } of await listInvitations(ctx)) await changeInvitation(ctx, id, 'stop')
}

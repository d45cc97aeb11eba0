import type { Ctx } from '../../platform/db/database.ts'
import {
  addMailbox,
  changeMailbox,
  getMailbox,
  getSettings,
  tryMailbox,
  type InboxSettings,
  type InboxTroubleKind,
  type MailboxView,
  type Tried,
} from './mailboxes.ts'

type Within = <T>(fn: (ctx: Ctx) => Promise<T>) => Promise<T>

/** Where settings belong: to a new mailbox of an exercise, or to one that is there. */
export type Place = { exerciseId: string } | { mailboxId: string }

/** Its id, or what is wrong: then nothing was kept. */
export type Kept = { id: string } | { trouble: InboxTroubleKind }

/**
 * Keeps settings once they were tried, or untried when somebody wants that (`isAnyway`). The server is asked outside of
 * any transaction. Throws not-found.
 */
export async function keepMailbox(
  within: Within,
  place: Place,
  settings: InboxSettings,
  isAnyway: boolean,
): Promise<Kept> {
  const tried = isAnyway ? null : await tryMailbox(settings)
  if (tried && 'trouble' in tried) return tried
  return within(async (ctx) => {
    if ('exerciseId' in place) return { id: await addMailbox(ctx, place.exerciseId, settings) }
    await changeMailbox(ctx, place.mailboxId, settings)
    return { id: place.mailboxId }
  })
}

/** Tries a mailbox with the settings it has. Throws not-found. */
export async function tryStored(within: Within, id: string): Promise<{ view: MailboxView; tried: Tried }> {
  const tried = await tryMailbox(await within((ctx) => getSettings(ctx, id)))
  return { view: await within((ctx) => getMailbox(ctx, id)), tried }
}

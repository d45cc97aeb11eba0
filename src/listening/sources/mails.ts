import type { Ctx } from '../../platform/db/database.ts'
import {
  claimIndexes,
  deleteReleased,
  removePassageId,
  rereadMailboxes,
  updatePassageIds,
} from './mails.queries.ts'

/**
 * Marks mails as come, each by what tells it from every other (`tellMail`), as a keyed fingerprint: a mail comes once,
 * by a mailbox or in a file. Gives those that had not come, and those the same file brought already. `sourceId`: the
 * file, which may be taken out again; null for a mailbox. Of two that bring one mail at once, the second waits.
 */
export async function claimMails(
  ctx: Ctx,
  input: { exerciseId: string; sourceId: string | null; mails: readonly string[] },
): Promise<Set<string>> {
  const byIndex = new Map(input.mails.map((mail) => [indexOf(ctx, mail).toString('hex'), mail]))
  // In one order everywhere, so that two never wait for each other.
  const own = await claimIndexes(ctx, { ...input, indexes: [...byIndex.keys()].sort() })
  return new Set(own.map((index) => byIndex.get(index)!))
}

/** Notes which passages the words of a file's mails became. */
export async function noteMailWords(
  ctx: Ctx,
  input: {
    exerciseId: string
    sourceId: string
    words: readonly { mail: string; passageId: string }[]
  },
): Promise<void> {
  const words = input.words.map(({ mail, passageId }) => ({
    index: indexOf(ctx, mail).toString('hex'),
    passageId,
  }))
  if (words.length > 0) await updatePassageIds(ctx, { ...input, words })
}

/** A passage of a file is no words after all: its mail does not count as taken back for that. */
export async function unnoteMailWords(ctx: Ctx, sourceId: string, passageId: string): Promise<void> {
  await removePassageId(ctx, sourceId, passageId)
}

/**
 * A file goes, or is read again: its mails may come again, by a mailbox too, which begins anew. Those of which any
 * words are gone may not: somebody took them back. Call it before the passages go.
 */
export async function releaseMails(ctx: Ctx, source: { id: string; exerciseId: string }): Promise<void> {
  const released = await deleteReleased(ctx, source.id)
  if (released > 0) await rereadMailboxes(ctx, source.exerciseId)
}

function indexOf(ctx: Ctx, mail: string): Buffer {
  return ctx.vault.fingerprint('mail', mail)
}

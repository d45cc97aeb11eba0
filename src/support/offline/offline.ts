import type { Who } from '../../access/sessions/sessions.ts'
import type { Database } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { findWhomToNote, receiveNote } from '../conversations/conversations.ts'
import { guestIn } from '../spaces/guests.ts'
import { listToday } from '../today/today.ts'
import type { Bytes } from './hpke.ts'
import { findReader, markWriter } from './note-key.ts'
import { openNote } from './sealed-note.ts'

/** A note as it comes from a phone. */
export type SentNote = { id: string; space: string; sealed: Bytes }

/** What becomes of it. `gone`: nothing may be brought there (any more). `broken`: it cannot be opened. */
export type Taken = 'saved' | 'gone' | 'broken'

/** What a phone may know: the time, who writes, and whom they may write to, by the names those like. Times in milliseconds. */
export type Known = {
  now: number
  writer: string
  people: { space: string; name: string; until: number | null }[]
}

/** Whom a coach may bring a note to at this moment. */
export async function listWritable(db: Database, who: Pick<Who, 'accountId' | 'tenantId'>): Promise<Known> {
  const now = await db.outside(async (_, at) => at)
  const spaces = (await listToday(db, who)).filter(
    ({ rooms }) => rooms === null || rooms.includes('conversations'),
  )
  return {
    now: now.getTime(),
    writer: await markWriter(db.vault, who.accountId),
    people: spaces.map(({ spaceId, name, until }) => ({
      space: spaceId,
      name,
      until: until?.getTime() ?? null,
    })),
  }
}

/**
 * Takes a note that was written offline. Received again it is saved once. Nothing of it is opened before the invitation is
 * seen to be live.
 */
export async function takeNote(
  db: Database,
  who: Pick<Who, 'accountId' | 'tenantId'>,
  sent: SentNote | null,
): Promise<Taken> {
  if (!sent) return 'broken'
  const { id, space, sealed } = sent
  const reader = await findReader(db.vault)
  const writer = await markWriter(db.vault, who.accountId)
  try {
    return await guestIn(db, space, who, async (ctx) => {
      await findWhomToNote(ctx)
      const note = await openNote(reader, { id, space, writer }, sealed)
      if (!note) return 'broken'
      const writtenAt = new Date(note.at)
      await receiveNote(ctx, { id, words: note.words, happenedOn: note.day, writtenAt })
      return 'saved'
    })
  } catch (error) {
    if (error instanceof Failure && error.kind === 'not-found') return 'gone'
    throw error
  }
}

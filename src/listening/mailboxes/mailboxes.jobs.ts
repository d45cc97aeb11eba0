import type { Database } from '../../platform/db/database.ts'
import type { Round } from '../../platform/jobs/rounds.ts'
import { logFault } from '../../platform/log.ts'
import { lookIntoMailbox } from './look.ts'
import { selectMailboxesDue } from './mailboxes.queries.ts'

/** So many servers are asked at once: a slow one does not keep the others waiting. */
const atOnce = 4

/** Looks into every mailbox whose time has come. */
export const mailboxRound: Round = {
  name: 'mailboxes',
  everyMinutes: 1,
  run: async ({ db }) => lookIntoMailboxesDue(db),
}

/** One that fails does not stop the others. */
export async function lookIntoMailboxesDue(db: Database): Promise<void> {
  const due = await db.outside((tx) => selectMailboxesDue(tx))
  const lookOn = async (): Promise<void> => {
    for (let next = due.shift(); next; next = due.shift()) {
      try {
        await lookIntoMailbox(db, next.tenantId, next.id)
      } catch (error) {
        logFault('mailbox.fault', error, { mailbox: next.id })
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lookOn))
}

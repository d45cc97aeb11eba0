import { listAddresses } from '../../access/accounts/account.ts'
import type { Ctx, Database } from '../../platform/db/database.ts'
import { newId } from '../../platform/ids.ts'
import type { Postbox } from '../../platform/mail/postbox.ts'
import { insertLetters, selectUnsent, setSent } from './letters.queries.ts'
import { lettersWords } from './letters.words.ts'

const words = lettersWords['en-GB']

/**
 * Notes, in the transaction of what they are to look at, that these people are to be written to. `isAgain`: it is not the
 * first time within some days.
 */
export async function wantLetters(ctx: Ctx, accountIds: readonly string[], isAgain: boolean): Promise<void> {
  await insertLetters(
    ctx,
    accountIds.map((accountId) => ({ id: newId(), accountId, isAgain })),
  )
}

/**
 * Sends what has not left in this organisation, one letter to each person. A letter says nothing of what it is about.
 * Not inside a transaction.
 */
export async function sendLetters(
  db: Database,
  postbox: Postbox,
  tenantId: string,
  origin: string,
): Promise<void> {
  const worker = { id: 'worker', roles: ['worker'] }
  const due = await db.within(tenantId, worker, selectUnsent)
  const addresses = await listAddresses(db, [...new Set(due.map((one) => one.accountId))])
  for (const [accountId, to] of addresses) {
    const own = due.filter((one) => one.accountId === accountId)
    const letter = own.some((one) => one.isAgain) ? words.letterAgain(origin) : words.letter(origin)
    await postbox.send({ to, ...letter })
    const ids = own.map((one) => one.id)
    await db.within(tenantId, worker, (ctx) => setSent(ctx, ids))
  }
}

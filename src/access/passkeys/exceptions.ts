import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import {
  agreeToException,
  findAsker,
  insertException,
  listExceptionRows,
  type ExceptionRow,
} from './exceptions.queries.ts'

/** For how long a typed code is enough, once two people agreed. */
export const exceptionHours = 4

/** Somebody lost their passkey: who asked that a typed code be enough, and until when it is (null: not agreed yet). */
export type PasskeyException = ExceptionRow

/** Those that wait for a second person, and those that hold now. */
export async function listExceptions(ctx: Ctx): Promise<PasskeyException[]> {
  return listExceptionRows(ctx)
}

/** A lead asks for somebody else; it holds once a third person agreed. Throws forbidden for oneself. */
export async function askForException(ctx: Ctx, accountId: string): Promise<void> {
  if (accountId === ctx.actor.id) throw new Failure('forbidden', '')
  await insertException(ctx, accountId)
  await recordAct(ctx, 'passkey.exception-asked', 'account', accountId)
}

/** Somebody who is neither the one who asked nor the one it is for agrees. Throws forbidden or not-found. */
export async function agreeException(ctx: Ctx, accountId: string): Promise<void> {
  const asker = await findAsker(ctx, accountId)
  if (!asker) throw new Failure('not-found', '')
  if (ctx.actor.id === asker || ctx.actor.id === accountId) throw new Failure('forbidden', '')
  await agreeToException(ctx, accountId, exceptionHours)
  await recordAct(ctx, 'passkey.exception-agreed', 'account', accountId)
}

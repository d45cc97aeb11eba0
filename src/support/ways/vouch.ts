import { makePhrase } from '../../access/phrases/phrases.ts'
import type { Who } from '../../access/sessions/sessions.ts'
import type { Ctx, Database } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newBlindId } from '../../platform/ids.ts'
import type { Postbox } from '../../platform/mail/postbox.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import { codeLength } from '../invitations/invitations.ts'
import { recordLook } from '../looks/looks.ts'
import { deleteVouch, holdVouch, insertVouch, selectWayBack } from './recovery.queries.ts'
import { askForWords } from './recovery.ts'

type Worker = Pick<Who, 'accountId' | 'tenantId' | 'name' | 'organisation'>

/** Whether the person allowed two who work here to help. */
export async function isHelpAllowed(db: Database, spaceId: string, who: Worker): Promise<boolean> {
  return asWorker(db, spaceId, who, async (ctx) => (await selectWayBack(ctx)).organisationId === who.tenantId)
}

/**
 * A coach who is let in says to have spoken with the person, who lost every way in. Gives words for a colleague, who has
 * to say so too; nothing begins before that. Throws not-found unless the person allowed it beforehand.
 */
export async function vouch(db: Database, spaceId: string, who: Worker): Promise<string[]> {
  const code = makePhrase(codeLength)
  const codeIndex = await indexVouch(db.vault, code)
  await asWorker(db, spaceId, who, (ctx) => noteHelp(ctx, who))
  await db.outside((tx) =>
    insertVouch(tx, {
      id: newBlindId(),
      spaceId,
      codeIndex,
      accountId: who.accountId,
      organisationId: who.tenantId,
    }),
  )
  return code
}

/**
 * A second one who works there has spoken with the person too: new words are asked for. Gives the words the person comes
 * back with; null when a colleague's words are not good (any more), or are one's own.
 */
export async function confirmVouch(
  db: Database,
  postbox: Postbox,
  who: Worker,
  code: readonly string[],
): Promise<readonly string[] | null> {
  const codeIndex = await indexVouch(db.vault, code)
  const asked = { codeIndex, accountId: who.accountId, organisationId: who.tenantId }
  const spaceId = await db.outside((tx) => holdVouch(tx, asked))
  if (!spaceId) return null
  await asWorker(db, spaceId, who, (ctx) => noteHelp(ctx, who))
  const waiting = await askForWords(db, postbox, { spaceId, begunBy: 'staff', sending: code.join(' ') })
  await db.outside((tx) => deleteVouch(tx, spaceId))
  return waiting
}

/** The person sees who said so. */
async function noteHelp(ctx: Ctx, who: Worker): Promise<void> {
  if ((await selectWayBack(ctx)).organisationId !== who.tenantId) throw new Failure('not-found', '')
  await recordLook(ctx, { who, room: 'space', why: 'way-back', aboutId: null })
}

function asWorker<T>(db: Database, spaceId: string, who: Worker, fn: (ctx: Ctx) => Promise<T>): Promise<T> {
  return db.within(spaceId, { id: who.accountId, roles: ['worker'] }, fn)
}

function indexVouch(vault: Vault, code: readonly string[]): Promise<Buffer> {
  return vault.lastingFingerprint('code-vouch', code.join(' '))
}

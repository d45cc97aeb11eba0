import { phraseFrom } from '../../access/phrases/phrases.ts'
import { sendLater } from '../../access/codes/codes.ts'
import type { Actor, Ctx, Database } from '../../platform/db/database.ts'
import { newBlindId } from '../../platform/ids.ts'
import type { Postbox } from '../../platform/mail/postbox.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import { pauseAll, reopenPaused } from '../invitations/invitations.ts'
import { startSpaceSession, type Person, type SpaceToken } from '../spaces/sessions.ts'
import { renewPhrase } from '../spaces/spaces.ts'
import { openAddress, removeAddress } from './mail.ts'
import { indexPair } from './named.ts'
import {
  findSpaceOfPair,
  holdRecovery,
  insertRecovery,
  isAskedWith,
  replaceNamed,
  stopRecovery,
  takePaused,
  useRecovery,
} from './recovery.queries.ts'
import { recoveryWords } from './recovery.words.ts'

/** The software itself, in a space whose person is not in. */
const worker: Actor = { id: 'worker', roles: ['worker'] }

/**
 * Two people gave their words: new words are asked for. Gives the words to come back with; null when these two do not go
 * together. The same form sent again gives the same and begins nothing anew.
 */
export async function askWithPair(
  db: Database,
  postbox: Postbox,
  input: { pair: readonly (readonly string[])[]; sending: string },
): Promise<readonly string[] | null> {
  const pairIndex = await indexPair(db.vault, input.pair)
  const spaceId = await db.outside((tx) => findSpaceOfPair(tx, pairIndex))
  if (!spaceId) return null
  return askForWords(db, postbox, { spaceId, begunBy: 'named', sending: input.sending })
}

/**
 * Asks for new words: a day from now they are given to whoever holds the words this returns. Everybody who was let in
 * waits meanwhile, and the person is told wherever they can be.
 */
export async function askForWords(
  db: Database,
  postbox: Postbox,
  input: { spaceId: string; begunBy: 'named' | 'staff'; sending: string },
): Promise<readonly string[]> {
  const { spaceId, begunBy } = input
  const waiting = await waitingWords(db.vault, `${spaceId}\n${input.sending}`)
  const waitingIndex = await indexWaiting(db.vault, waiting)
  if (await db.outside((tx) => isAskedWith(tx, spaceId, waitingIndex))) return waiting
  const { paused, address } = await db.within(spaceId, worker, async (ctx) => ({
    paused: await pauseAll(ctx),
    address: await openAddress(ctx),
  }))
  await db.outside((tx) => insertRecovery(tx, { id: newBlindId(), spaceId, waitingIndex, begunBy, paused }))
  if (address) sendLater(postbox, { to: address, ...recoveryWords['en-GB'].letter })
  return waiting
}

/** What whoever comes back with words they kept is told, or let in. */
export type ComeBack =
  { state: 'waiting'; readyAt: Date } | { state: 'stopped' | 'over' } | { state: 'in'; session: SpaceToken }

/**
 * Lets in whoever began it, a day later: with new words, and every way there was before gone. Null when these words were
 * given to nobody.
 */
export async function comeBack(db: Database, words: readonly string[]): Promise<ComeBack | null> {
  const waitingIndex = await indexWaiting(db.vault, words)
  const found = await db.outside(async (tx, now) => {
    const row = await holdRecovery(tx, waitingIndex)
    if (row?.state !== 'ready') return row
    await useRecovery(tx, row)
    const session = await startSpaceSession(tx, db.vault, { spaceId: row.spaceId, isShared: true }, now)
    return { ...row, session }
  })
  if (!found) return null
  if (found.state === 'waiting') return { state: 'waiting', readyAt: found.readyAt }
  if (!('session' in found)) return { state: found.state === 'stopped' ? 'stopped' : 'over' }
  const secret = words.join(' ')
  await renewPhrase(db, found.spaceId, { name: null, was: null, secret }, async (ctx) => {
    await removeAddress(ctx)
    await replaceNamed(ctx, newBlindId(), null)
  })
  return { state: 'in', session: found.session }
}

/** One tap of whoever is in. False when there was nothing to stop. */
export async function stopAsking(db: Database, person: Person): Promise<boolean> {
  return db.outside((tx) => stopRecovery(tx, person.spaceId))
}

/** The person is back: those who waited are let in again, if they say so. */
export async function endPause(
  db: Database,
  person: Person,
  within: <T>(fn: (ctx: Ctx) => Promise<T>) => Promise<T>,
  letsIn: boolean,
): Promise<void> {
  const paused = await db.outside((tx) => takePaused(tx, person.spaceId))
  if (letsIn) await within((ctx) => reopenPaused(ctx, paused))
}

function indexWaiting(vault: Vault, words: readonly string[]): Promise<Buffer> {
  return vault.lastingFingerprint('space-waiting', words.join(' '))
}

async function waitingWords(vault: Vault, sent: string): Promise<string[]> {
  const bits = await vault.lastingFingerprint('space-waiting-words', sent)
  return phraseFrom(bits)
}

import type { Database } from '../../platform/db/database.ts'
import { logEvent, logFault } from '../../platform/log.ts'
import { KeysNotKept } from '../../platform/vault/key-writer.ts'
import { CopyBehind } from '../../platform/vault/keyring.ts'
import { SealBroken } from '../../platform/vault/sealing.ts'
import { KeyDestroyed } from '../../platform/vault/vault.ts'
import { listQuietSpaces } from '../spaces/second.ts'
import {
  markAndRemove,
  mayGoNow,
  removeMark,
  selectDue,
  selectMarked,
  takeUpGoing,
} from './leaving.queries.ts'

/** Only who came in so many minutes ago, and so knows a way in, lets everything go at once. */
export const freshMinutes = 60

/** `going`: nobody can open anything, and the last of the keys go by themselves when a disk answers again. */
export type LetGo = 'gone' | 'going'

/**
 * Whether whoever is here has just come in: a phone that lies about has not. Nor may somebody who gave themself a new way
 * in this week: it could be the one who picked it up.
 */
export async function mayLetGoNow(db: Database, person: { sessionId: string }): Promise<boolean> {
  return db.outside((tx) => mayGoNow(tx, person.sessionId, freshMinutes))
}

/**
 * One tap, by whoever has just come in. `again`: what `sealAgain` gave for its form; a slow phone sends a tap twice, and
 * the second finds nobody in any more but says what the first has done. Null for somebody who is not in.
 */
export async function letGoNow(
  db: Database,
  person: { sessionId: string; spaceId: string } | null,
  again: string,
): Promise<LetGo | 'too-early' | null> {
  if (person) return (await mayLetGoNow(db, person)) ? letGo(db, person.spaceId) : 'too-early'
  const spaceId = openAgain(db, again)
  if (!spaceId) return null
  if ((await db.outside((tx) => selectMarked(tx))).includes(spaceId)) return 'going'
  return hasKey(db, spaceId) ? null : 'gone'
}

/** Names a space in a form that can be sent when nobody is in it any more. */
export function sealAgain(db: Database, spaceId: string): string {
  return db.vault.sealForDeployment('leaving.again', spaceId).toString('base64url')
}

function openAgain(db: Database, again: string): string | null {
  try {
    return db.vault.openForDeployment('leaving.again', Buffer.from(again, 'base64url'))
  } catch (error) {
    if (error instanceof SealBroken) return null
    throw error
  }
}

function hasKey(db: Database, spaceId: string): boolean {
  try {
    db.vault.forTenant(spaceId)
    return true
  } catch (error) {
    if (error instanceof KeyDestroyed) return false
    throw error
  }
}

/** Lets everything of a space go, for good: its rows, the ways into it, its keys, and its quiet spaces. */
export async function letGo(db: Database, spaceId: string): Promise<LetGo> {
  const spaceIds = await begin(db, spaceId, false)
  const ends: LetGo[] = []
  for (const id of spaceIds) ends.push(await finish(db, id))
  return ends.every((end) => end === 'gone') ? 'gone' : 'going'
}

/** Lets those go whose day has come, and goes on with what was cut short. One that fails does not stop the others. */
export async function goOn(db: Database): Promise<void> {
  for (const id of await db.outside((tx) => selectDue(tx, 500))) {
    await begin(db, id, true).catch((error: unknown) => logFault('leaving.fault', error))
  }
  for (const id of await db.outside((tx) => selectMarked(tx))) {
    await finish(db, id).catch((error: unknown) => logFault('leaving.fault', error))
  }
}

/** From here on there is no way back and no way in. Gives the spaces that go. */
export async function begin(db: Database, spaceId: string, isDue: boolean): Promise<string[]> {
  const spaceIds = [spaceId, ...(await listQuietSpaces(db, spaceId))]
  return db.outside(async (tx) => {
    if (isDue && !(await takeUpGoing(tx, spaceId))) return []
    await markAndRemove(tx, spaceIds)
    return spaceIds
  })
}

/** Destroys the keys of a space that was marked; its mark goes when they are gone everywhere. */
export async function finish(db: Database, spaceId: string): Promise<LetGo> {
  if (!(await destroyKeys(db, spaceId))) return 'going'
  await db.outside((tx) => removeMark(tx, spaceId))
  return 'gone'
}

/** Every key of a space, its own too: no backup opens it either. False while a disk does not let them go. */
export async function destroyKeys(db: Database, spaceId: string): Promise<boolean> {
  try {
    await db.vault.sweep(spaceId, () => false)
    await db.vault.followCopies()
    return true
  } catch (error) {
    if (!(error instanceof CopyBehind || error instanceof KeysNotKept)) throw error
    logEvent('leaving.keys-wait', { why: error.name })
    return false
  }
}

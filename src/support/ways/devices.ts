import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '../../access/passkeys/answer.ts'
import { askToMake, askToUse, checkMade, checkUsed, type Ceremony } from '../../access/passkeys/ceremony.ts'
import type { Database } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newBlindId } from '../../platform/ids.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import { startSpaceSession, type Person, type SpaceToken } from '../spaces/sessions.ts'
import { deleteDevice, holdDevice, insertDevice, listDeviceRows, updateDeviceUse } from './devices.queries.ts'
import { devicesWords } from './devices.words.ts'

/** A phone, computer or key that opens a space. */
export type Device = { id: string; addedAt: Date; lastUsedAt: Date | null }

export async function listDevices(db: Database, person: Person): Promise<Device[]> {
  const rows = await db.outside((tx) => listDeviceRows(tx, person.spaceId))
  return rows.map((row) => ({ id: row.id, addedAt: row.createdAt, lastUsedAt: row.lastUsedAt }))
}

/** What the browser is given to make a passkey. Its name on the device says nothing of what is here. */
export async function askForDevice(db: Database, origin: string, person: Person): Promise<object> {
  const known = await db.outside((tx) => listDeviceRows(tx, person.spaceId))
  const { title } = devicesWords['en-GB']
  return askToMake(forNew(db.vault, origin, person), {
    site: title,
    name: title,
    id: new Uint8Array(db.vault.fingerprint('space-passkey-user', person.spaceId)),
    known: known.map((row) => row.credential),
  })
}

/** What may keep a device from being added; the page says it in a sentence. */
export type DeviceProblem = 'not-verified' | 'here-already'

/** Adds a device; null when done, also when the same answer came before. */
export async function addDevice(
  db: Database,
  origin: string,
  person: Person,
  answer: RegistrationResponseJSON,
): Promise<DeviceProblem | null> {
  const { spaceId } = person
  return db.outside(async (tx) => {
    const known = await listDeviceRows(tx, spaceId)
    if (known.some((row) => row.credential === answer.id)) return null
    const made = await checkMade(tx, forNew(db.vault, origin, person), answer)
    if (!made) return 'not-verified'
    return (await insertDevice(tx, { ...made, id: newBlindId(), spaceId })) ? null : 'here-already'
  })
}

/** Throws not-found for anybody else's. */
export async function removeDevice(db: Database, person: Person, id: string): Promise<void> {
  const gone = await db.outside((tx) => deleteDevice(tx, person.spaceId, id))
  if (gone === 0) throw new Failure('not-found', '')
}

/** What any browser is given to come in. */
export async function askToEnter(vault: Vault, origin: string): Promise<object> {
  return askToUse(forEntry(vault, origin))
}

/** Lets in whoever signed with a passkey of a space; null when it opens none. */
export async function enterByDevice(
  db: Database,
  origin: string,
  input: { answer: AuthenticationResponseJSON; isShared: boolean },
): Promise<SpaceToken | null> {
  return db.outside(async (tx, now) => {
    const row = await holdDevice(tx, input.answer.id)
    if (!row) return null
    const counter = await checkUsed(tx, forEntry(db.vault, origin), row, input.answer)
    if (counter === null) return null
    await updateDeviceUse(tx, row.id, counter)
    return startSpaceSession(tx, db.vault, { spaceId: row.spaceId, isShared: input.isShared }, now)
  })
}

function forNew(vault: Vault, origin: string, person: Person): Ceremony {
  return { vault, origin, purpose: `new space ${person.spaceId} ${person.sessionId}` }
}

function forEntry(vault: Vault, origin: string): Ceremony {
  return { vault, origin, purpose: 'space' }
}

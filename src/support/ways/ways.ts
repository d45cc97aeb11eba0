import type { Ctx, Database } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { listPlaces, type Person, type Place } from '../spaces/sessions.ts'
import { listDeviceRows } from './devices.queries.ts'
import { indexAgain, openAddress } from './mail.ts'
import { openNamed, type Pair } from './named.ts'
import { findNamedOf } from './recovery.queries.ts'
import { findEntryOf, getSpaceName, renewPhrase } from '../spaces/spaces.ts'

/** What the page of the ways in shows: also what somebody else may have added. */
export type WaysIn = {
  name: string
  /** Names the words that lead in now: a form that was made before they changed changes nothing. */
  sending: string
  /** How many passkeys open it. */
  devices: number
  /** Where codes go. */
  address: string | null
  /** Whose words together get new ones. */
  named: Pair | null
  places: Place[]
}

export async function readWays(
  db: Database,
  person: Person,
  within: <T>(fn: (ctx: Ctx) => Promise<T>) => Promise<T>,
): Promise<WaysIn> {
  const outside = await db.outside(async (tx) => ({
    sending: (await findEntryOf(tx, person.spaceId)) ?? '',
    devices: (await listDeviceRows(tx, person.spaceId)).length,
    hasNamed: (await findNamedOf(tx, person.spaceId)) !== null,
    places: await listPlaces(tx, person),
  }))
  return within(async (ctx) => ({
    ...outside,
    name: await getSpaceName(ctx),
    address: await openAddress(ctx),
    named: outside.hasNamed ? await openNamed(ctx) : null,
  }))
}

/**
 * Gives new words, and a new name if one is given. False when the form is older than the words that lead in now; sent
 * twice, it gives the same words.
 */
export async function renewWords(
  db: Database,
  person: Person,
  input: { sending: string; name: string | null },
): Promise<boolean> {
  const { sending, name } = input
  try {
    await renewPhrase(db, person.spaceId, { name, was: sending, secret: sending }, (ctx, next) =>
      indexAgain(ctx, db.vault, next),
    )
    return true
  } catch (error) {
    if (error instanceof Failure && error.kind === 'conflict') return false
    throw error
  }
}

import type { Database } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { listPlaces, type Person, type Place } from '../spaces/sessions.ts'
import { indexAgain } from './mail.ts'
import { findEntryOf, renewPhrase } from '../spaces/spaces.ts'

/** What the page of the ways in shows beside the name. */
export type WaysIn = {
  /** Names the words that lead in now: a form that was made before they changed changes nothing. */
  sending: string
  places: Place[]
}

export async function readWays(db: Database, person: Person): Promise<WaysIn> {
  return db.outside(async (tx) => ({
    sending: (await findEntryOf(tx, person.spaceId)) ?? '',
    places: await listPlaces(tx, person),
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

import type { Round } from '../jobs/rounds.ts'
import { markDestroyed } from './keyring.queries.ts'

/** Tells the database how far the keyring is, so that an older one is known when it is put in its place. */
export const keyringRound: Round = {
  name: 'keyring.mark',
  everyMinutes: 1,
  run: async ({ db }) => {
    const { ring, destroyed } = db.vault.state
    await db.outside((tx) => markDestroyed(tx, ring, destroyed))
  },
}

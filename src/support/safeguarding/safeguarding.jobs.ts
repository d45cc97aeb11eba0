import { eachTenant, listTenants, type Round } from '../../platform/jobs/rounds.ts'
import { logFault } from '../../platform/log.ts'
import { sendLetters } from './letters.ts'
import { endRecords } from './safeguarding.ts'

/** Letters that could not leave at once. */
export const safeguardingLettersRound: Round = {
  name: 'safeguarding.letters',
  everyMinutes: 2,
  run: async ({ db, postbox, origin }) => {
    for (const tenantId of await listTenants(db)) {
      await sendLetters(db, postbox, tenantId, origin).catch((error: unknown) =>
        logFault('safeguarding.letters', error, { tenant: tenantId }),
      )
    }
  },
}

/** Records whose last day has passed. */
export const safeguardingEndRound: Round = {
  name: 'safeguarding.end',
  everyMinutes: 12 * 60,
  run: ({ db }) => eachTenant(db, endRecords),
}

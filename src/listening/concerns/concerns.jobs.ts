import type { Round } from '../../platform/jobs/rounds.ts'
import { listTenants } from '../../platform/jobs/rounds.ts'
import { logFault } from '../../platform/log.ts'
import { sendTellings } from './concerns.ts'

/** What could not be sent at once, and what nobody looked at within the hour. */
export const concernRound: Round = {
  name: 'concerns.tell',
  everyMinutes: 2,
  run: async ({ db, postbox, origin }) => {
    for (const tenantId of await listTenants(db)) {
      await sendTellings(db, postbox, tenantId, origin).catch((error: unknown) =>
        logFault('concerns.tell', error, { tenant: tenantId }),
      )
    }
  },
}

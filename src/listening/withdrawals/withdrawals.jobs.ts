import { listTenants, type Round } from '../../platform/jobs/rounds.ts'
import { logFault } from '../../platform/log.ts'
import { keepToDates } from './retention.ts'
import { reopenWithdrawals } from './withdrawals.ts'

/** Keeps to the dates on which raw words go. */
export const retentionRound: Round = {
  name: 'exercise.raw-until',
  everyMinutes: 60,
  run: async ({ db, postbox, origin }) => {
    for (const tenantId of await listTenants(db)) {
      await keepToDates(db, postbox, tenantId, origin).catch((error: unknown) =>
        logFault('retention.fault', error, { tenant: tenantId }),
      )
    }
  },
}

/** Takes up withdrawals that failed too often: a live copy of the keyring may have been out of reach for long. */
export const leftWithdrawalsRound: Round = {
  name: 'withdrawals.left',
  everyMinutes: 10,
  run: ({ db }) => reopenWithdrawals(db),
}

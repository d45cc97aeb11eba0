import type { Round } from '../../platform/jobs/rounds.ts'
import { endDays } from './today.ts'

/** What a person wanted on a day that is over is shown to nobody; this takes it away. */
export const daysRound: Round = {
  name: 'days',
  everyMinutes: 5,
  run: ({ db }) => endDays(db),
}

import type { Round } from '../../platform/jobs/rounds.ts'
import { goOn } from './leaving.ts'

/** Lets go what was to go today, and finishes what a crash or a disk that was away cut short. */
export const leavingRound: Round = {
  name: 'spaces.leaving',
  everyMinutes: 1,
  run: ({ db }) => goOn(db),
}

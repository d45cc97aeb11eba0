import type { Round } from '../../platform/jobs/rounds.ts'
import { endLeft } from './invitations.ts'

/** A coach who has left opens nothing from that moment; this tells the people who had let them in. */
export const leftCoachesRound: Round = {
  name: 'left-coaches',
  everyMinutes: 5,
  run: ({ db }) => endLeft(db),
}

/** What the frame of the team's pages says. */
export const accessWords = {
  'en-GB': {
    exercises: 'Exercises',
    staff: 'Team',
    organisation: 'Organisation',
  },
} as const

/** What the frame of the team's pages says. */
export const accessWords = {
  'en-GB': {
    exercises: 'Exercises',
    today: 'Today',
    offers: 'Cards',
    safeguarding: 'Safeguarding',
    staff: 'Team',
    organisation: 'Organisation',
    leadsWorkplace:
      'The people heard here work for you. Whoever leads neither listens nor reads here, and sees nothing that could tell who said what. Ask somebody who listens and does not lead.',
  },
} as const

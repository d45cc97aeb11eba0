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
    heldBack: {
      heading: 'Not saved yet',
      lead: 'A passkey is asked for here before anything is opened or written. What you wrote is not lost: it is still on this page.',
      steps: [
        'Add a passkey, or sign in with one, in a new tab.',
        'Come back to this tab and press Save.',
        'Or copy your words and keep them where you like.',
      ],
      open: 'Go to your passkeys, in a new tab',
      save: 'Save',
    },
  },
} as const

/** The page of all answers somebody gave. */
export const answersWords = {
  'en-GB': {
    heading: 'All my answers',
    lead: 'Change any of them, as often as you like. The newest one counts.',
    yes: (day: string) => `You said yes on ${day}.`,
    no: (day: string) => `You said no on ${day}.`,
    never: 'Nobody has asked you yet. That is a no.',
    keepText: 'Keep these words',
    hats: 'Do you do such work yourself, and have you lived this too?',
    hatsHint: 'If you want us to know, say it in your own words. If not, leave it empty.',
    hatsField: 'In your own words',
    hatsKeep: 'Keep this',
    receipt: 'In four lines, to copy or print',
    back: 'Back to my words',
  },
} as const

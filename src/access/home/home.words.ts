/** What the first page says to somebody who is not signed in. */
export const homeWords = {
  'en-GB': {
    title: 'Ownterms',
    heading: 'Listening, on people’s own terms',
    what: [
      'A team asks people one open question and hears them in their own words.',
      'The team keeps those words safe, finds what they share, and brings out short pieces made of them.',
    ],
    read: 'Read what people said',
    signIn: 'Sign in to the team’s pages',
    setUp: 'Set up this server',
    notSetUp: 'Nobody has set up this server yet. Whoever started it has a code for that on its console.',
    done: { 'signed-out': 'You are signed out.' },
  },
} as const

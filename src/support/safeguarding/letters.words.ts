/** Says that somebody wants them to look, and nothing of what it is about. */
export const lettersWords = {
  'en-GB': {
    letter: (origin: string) => ({
      subject: 'Please look at your page',
      text: `Somebody you work with asks you to look at your page soon.\n\n${origin}`,
    }),
    letterAgain: (origin: string) => ({
      subject: 'Please look at your page now',
      text: `Somebody you work with asks you to look at your page now. It is not the first time this week.\n\n${origin}`,
    }),
  },
} as const

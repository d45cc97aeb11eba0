/** What somebody said yes and no to, in four lines. */
export const receiptWords = {
  'en-GB': {
    said: {
      read: 'the team reads your words',
      quote: 'we quote you without your name',
      describe: 'we say beside it what you chose',
      sign: 'we print your name',
      recording: 'we keep the recording',
      later: 'we use your words for another question',
      preview: 'you see it before we print',
      told: 'we tell you what happens',
    },
    yes: (uses: readonly string[]) => `You said yes: ${uses.join('; ')}.`,
    noYes: 'You said yes to nothing so far.',
    no: (uses: readonly string[]) => `You said no, or were not asked: ${uses.join('; ')}.`,
    noNo: 'You said no to nothing.',
    back: (organisation: string, address: string) =>
      `To see, change or take back your words, go to ${address} with your words to come back, or ask ${organisation}.`,
  },
} as const

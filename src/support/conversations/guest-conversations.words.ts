/** Conversations, for the coach who was let in. */
export const guestConversationsWords = {
  'en-GB': {
    title: 'Conversations',
    heading: (name: string) => `Conversations with ${name}`,
    lead: (name: string) => `${name} reads the same words, and sees that you opened this page.`,
    none: 'Nothing is written here.',
    noneWhy: 'It can stay like that. A conversation is just as good without a note.',
    write: 'Write a note',

    newTitle: 'A note',
    newHeading: (name: string) => `A note with ${name}`,
    newLead: (name: string) => `${name} reads it at once, with your name. Nobody can change it after that.`,
    words: 'The note',
    lineWords: 'Your line',
    hardHint: (name: string) => `The page that ${name} has for hard days then leads here too.`,
    save: 'Save',
    look: 'Look at my words',
    lookHeading: 'Ideas for your words',
    lookNone: 'Nothing came up. Save it as it is.',
    lookNote: 'Only you see these ideas, and nobody keeps them. Change what you like, or nothing.',
    lookAbout: (words: string) => `“${words}”:`,

    lineTitle: 'A line beside it',
    lineLead: (name: string) => `Both stay, side by side. ${name} reads it as soon as you save it.`,
    beside: 'Write beside it',

    done: {
      beside: 'Your line stands beside it.',
      hard: 'Their page for hard days leads here too.',
      'not-hard': 'Their page for hard days does not lead here.',
    },
  },
} as const

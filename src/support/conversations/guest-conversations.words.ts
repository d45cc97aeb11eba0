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
    save: 'Save',
    look: 'Look at my words',
    lookHeading: 'Ideas for your words',
    lookNone: 'Nothing came up. Save it as it is.',
    lookNote: 'Only you see these ideas, and nobody keeps them. Change what you like, or nothing.',
    lookAbout: (words: string) => `“${words}”:`,

    lineTitle: 'A line beside it',
    lineLead: (name: string) => `Both stay, side by side. ${name} reads it as soon as you save it.`,
    beside: 'Write beside it',

    lateTitle: 'Not saved yet',
    lateLead: 'You were signed out before this was saved. Your words are still here, in this box.',
    lateSteps: [
      'Sign in again in a new tab.',
      'Come back to this tab and press Save.',
      'Or copy your words and keep them where you like.',
    ],
    lateOpen: 'Sign in, in a new tab',
    today: 'Today',
    otherTitle: 'Not saved',
    otherLead:
      'These words were typed on a page of somebody else’s, or by somebody else who was signed in here. They were not saved. Copy them, and open the right page.',
    done: { beside: 'Your line stands beside it.' },
  },
} as const

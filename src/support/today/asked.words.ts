/** What a person wants from the coach today. */
export const askedWords = {
  'en-GB': {
    heading: 'Today I want',
    wishes: {
      listen: 'Just listen',
      think: 'Think with me',
      together: 'Do with me',
      'for-me': 'Do this one for me',
      own: 'My own words',
    },
    seenBy: (names: readonly string[]) =>
      names.length === 0
        ? 'You let nobody in here now, so nobody sees what you choose.'
        : `${names.join(', ')} can see what you choose, until tonight.`,
    said: 'You chose:',
    saidAloud: (name: string) => `${name} wrote down that you said:`,
    other: 'Choose something else',
    keep: 'Keep it in my conversations',
    clear: 'Take it away',
    goes: 'It goes by itself tonight, or when the conversation is written down. Keep it if you like.',

    ownHeading: 'Today I want',
    ownWords: 'In your own words',
    say: 'Say it',
    missing: 'Write a few words, or go back and choose one.',
    tooLong: (letters: number, most: number) =>
      `This is ${letters} letters long. Make it ${most} or less. A longer text fits in your conversations.`,
    kept: (wish: string) => `Today I want: ${wish}`,
    done: {
      said: 'Done. You can change it at any time today.',
      cleared: 'It is gone.',
      kept: 'It is kept in your conversations.',
    },

    today: 'Today:',
    aloud: 'Said aloud:',
    aloudHeading: 'They told me what they want today',
    aloudLead: 'Write it down while you are together. They see that you did.',
    aloudDone: 'Written down, until tonight. The person sees it.',
  },
} as const

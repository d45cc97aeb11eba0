/** The first page of a person's own space. */
export const homeWords = {
  'en-GB': {
    heading: (name: string) => `Hello ${name}`,
    lead: 'This page is yours. Use as much or as little of it as you like.',
    hardDays: 'For hard days',
    hardDaysLine: 'What helps, and who to ring.',
    goals: 'What I want',
    goalsNone: 'Write it here if you like, big or small.',
    conversations: 'Conversations',
    people: 'Who I let in',
    peopleNone: 'Nobody so far. Do you have a card from a coach? Its three words go there.',
    peopleNow: 'Nobody now.',
    peopleOpen: (names: readonly string[]) => `Let in: ${names.join(', ')}.`,
    over: 'A try-out is over. You can say go on.',
    looks: 'Who looked',
    looksLine: 'Each time somebody opens a part of your page, you can see it here.',
    keys: 'Ways in',
    keysLine: 'Your name and words, and where your page is open.',
    housing: (organisation: string) =>
      `${organisation} also manages homes. Nobody who does that can see your page, or that you have one.`,
  },
} as const

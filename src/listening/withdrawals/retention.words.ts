const day = (date: string) =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${date}T00:00:00Z`))

/** What is said about the day on which raw words go. */
export const retentionWords = {
  'en-GB': {
    term: 'The raw words go',
    on: (date: string) => `On ${day(date)}.`,
    near: (date: string) =>
      `On ${day(date)}. That is soon. Read, code and publish before then. Nothing new can be made after. What is published stays.`,
    gone: (date: string) =>
      `They went on ${day(date)}. What is published stays. We keep only what its quotes stand on. No one in the team can open it.`,
    letter: (origin: string, date: string) => ({
      subject: `Something ends on ${day(date)}`,
      text: `Something ends on ${day(date)}. Your team set that day.\n\nSign in and look: ${origin}/exercises\n\nThis letter says no more on purpose.`,
    }),
  },
} as const

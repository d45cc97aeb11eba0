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
      `On ${day(date)}, within a week. Finish what you are reading and coding, and publish what is to be read: after that day nothing new can be made of them. What is published stays.`,
    gone: (date: string) =>
      `They went on ${day(date)}. What is published stays, computed from what its quotes stand on; nobody in the team can open that.`,
    letter: (origin: string, date: string) => ({
      subject: `Something ends on ${day(date)}`,
      text: `On ${day(date)} something ends that your team promised an end for.\n\nSign in and look at your exercises: ${origin}/exercises\n\nThis letter says no more on purpose.`,
    }),
  },
} as const

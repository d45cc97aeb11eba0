/** The one letter with a code: whoever else reads it learns nothing of what it is for. */
export const codesWords = {
  'en-GB': {
    letter: (code: string, minutes: number) => ({
      subject: 'Your code',
      text: `${code}\n\nIt lasts ${minutes} minutes and works once. If you did not ask for it, you can leave it.`,
    }),
  },
} as const

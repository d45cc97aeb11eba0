/** What stands beside somebody's own words in the file they take away. */
export const fhirGoalsWords = {
  'en-GB': {
    states: { open: 'Step', done: 'Step, done', 'put-down': 'Step, put down' },
    step: (state: string, text: string) => `${state}: ${text}`,
    suggested: 'A coach said it in these words. I said yes.',
    earlier: (text: string) => `My words of before: ${text}`,
    mark: (mark: number) => `A number of my own, from 0 to 10: ${mark}`,
  },
} as const

/** What stands around every page of a person's own space. */
export const supportWords = {
  'en-GB': {
    // In the history of a phone it says nothing of what is here.
    title: 'My page',
    home: 'My page',
    close: 'Close',
    operator: (operator: string) =>
      `${operator.replace(/\.?$/, '.')} A court can order them to hand over what they can read.`,
    shared:
      'You said others use this phone. This page closes after five minutes if nothing happens. Words you have not saved go with it.',
  },
} as const

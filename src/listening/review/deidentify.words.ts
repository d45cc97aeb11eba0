/** What the command that only looks for names and numbers says. */
export const deidentifyWords = {
  'en-GB': {
    badLine: (number: number) => `Line ${number} is not {"id", "text"} as JSON; it was left out.`,
    badMin: '--min is a chance from 0 to 1, such as 0.02.',
    badChoice: (name: string, choices: string) => `--${name} is ${choices}.`,
    kinds: {
      PERSON: 'a name',
      PLACE: 'a place',
      ORGANISATION: 'an organisation',
      CONTACT: 'a contact',
      CODE: 'a number',
      DATE: 'a date',
      AGE: 'an age',
      DEMOGRAPHIC: 'a description',
      QUANTITY: 'an amount',
      OTHER: 'something that may tell who it is',
    },
  },
} as const

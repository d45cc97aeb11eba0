/** What the software is bad at, in plain words. */
export const measuredWords = {
  'en-GB': {
    summary: 'What the software is bad at',
    how: (texts: number, words: number, day: string) =>
      `It proposes, and people decide. Measured on ${day} on ${texts.toLocaleString('en-GB')} texts that we wrote ourselves (${words.toLocaleString('en-GB')} words): of a hundred, so many were found. In your words it may be worse.`,
    byKind: 'What it finds, the worst first',
    byOrigin: 'Names of people, by where the names come from',
    found: (n: number, counted: number) => `${n} of 100 (${counted.toLocaleString('en-GB')} counted)`,
    fit: {
      usual: () =>
        'What you accept and leave here changes what the software proposes in this exercise, and nowhere else.',
      'faint-names': (n: number) =>
        `You found ${n} names the software had just passed over, so it proposes more in this exercise, and nowhere else.`,
      'never-accepted': (n: number) =>
        `It was unsure of ${n} things and you left them all, so it stops proposing such things in this exercise, and nowhere else.`,
    },
    so: 'Nothing is looked for that only somebody who was there would know: a way of speaking, a rare day, a dog everybody knew. That is why two people read all of it.',
    kinds: {
      PERSON: 'Names of people',
      PLACE: 'Places',
      ORGANISATION: 'Organisations',
      CONTACT: 'Phone numbers and addresses to write to',
      CODE: 'Numbers of bank cards, files and accounts',
      DATE: 'Days and times',
      AGE: 'Ages',
      DEMOGRAPHIC: 'Jobs, illnesses, where somebody comes from',
      QUANTITY: 'Sums and counts',
      OTHER: 'Other things that can tell who it is',
    },
  },
} as const

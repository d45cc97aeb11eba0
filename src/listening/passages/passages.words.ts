const twoFigures = (n: number) => String(n).padStart(2, '0')

/** What the list of passages says. */
export const passagesWords = {
  'en-GB': {
    title: 'Passages',
    lead: 'Everything that came in, one piece after another. Words stand here once two people have read them.',
    caption: 'Passages in order of number',
    number: 'Passage',
    passage: (number: number) => `Passage\u00a0${number}`,
    from: 'From',
    voice: (number: number) => `Voice ${number}`,
    state: 'How it stands',
    reading: 'Reading',
    unknownTime: 'no time given',
    facilitators: 'What the team itself said is listed too. It is never published.',
    filters: 'Which passages',
    all: 'All',
    waiting: 'Still to be read',
    reviewed: 'Read by two people',
    review: 'Check who can be known',
    states: {
      facilitator: 'Said by the team.',
      'not-a-contributor': 'Not said by a person who is counted.',
      shut: 'Shut until this voice agrees that we read it.',
      first: 'Waits for a first reader.',
      second: 'Waits for a second reader.',
      reviewed: 'Read by two people.',
    },
    inRecording: (hours: number, minutes: number, seconds: number) =>
      [...(hours > 0 ? [hours] : []), hours > 0 ? twoFigures(minutes) : minutes, twoFigures(seconds)].join(
        ':',
      ),
    empty: {
      all: 'Passages will stand here once words have come in through a door.',
      waiting: 'Nothing is left to be read.',
      reviewed: 'Passages will stand here once two people have read them.',
    },
    command: {
      whichExercise:
        'Name the exercise by its id: ownterms passages EXERCISE. It is what “exercise open” printed.',
      notVerbatim:
        'Only a listener or a reader may see the verbatim. Ask a lead for that role, or leave --verbatim out.',
    },
    emptyWhy: 'An exercise can stay empty for a while: people answer in their own time.',
  },
} as const

const several = (n: number, one: string, many: string) =>
  n === 1 ? one : many.replace('#', n.toLocaleString('en-GB'))

/** Two figures are as exact as reckoning from letters can be. */
function round(n: number): number {
  const step = n < 20 ? 1 : 10 ** (Math.floor(Math.log10(n)) - 1)
  return Math.round(n / step) * step
}

/** What the pages about voices say. */
export const voicesWords = {
  'en-GB': {
    title: 'Voices',
    lead: 'One person is one voice, however many doors they used. A voice has a number and never a name.',
    count: (people: number, facilitators: number) =>
      facilitators === 0
        ? several(people, 'One person.', '# people.')
        : `${several(people, 'One person', '# people')}, ${several(facilitators, 'one facilitator', '# facilitators')} not counted.`,
    empty: 'Nobody has been heard yet. Everybody who is will stand here with a number.',
    emptyWhy: 'Voices come with the files you bring in and with what people write on the public page.',
    caption: 'Who was heard',
    columns: { voice: 'Voice', doors: 'Came by', said: 'Said', part: 'Part', agreed: 'Agreed to' },
    number: (n: number) => `Voice ${n}`,
    about: (n: number) => `(voice ${n})`,
    said: (passages: number, words: number) =>
      `${several(passages, 'one passage', '# passages')}, about ${several(round(words), 'one word', '# words')}`,
    parts: { contributor: 'contributor', facilitator: 'facilitator, not counted' },
    uses: { read: 'be read', quote: 'be quoted' },
    nothingAgreed: 'nothing yet',
    labelsHint:
      'Names and numbers as the files have them are shown to listeners only, and are never published.',
    agreed: {
      lead: 'Tick what each person said yes to, and take a tick away when somebody said no. At the end, write how they said it.',
      means:
        '“Be read” lets the team read their words. “Be quoted” lets some of them be published, without a name.',
      label: 'How they agreed',
      example: 'For example: asked aloud at the start of the call. Do not write names.',
      button: 'Record what they said',
    },
    voice: {
      labels: 'In the files as',
      noLabels: 'no name',
      doors: 'Came by',
      said: 'Said',
      part: 'Part',
      agreed: 'Agreed to',
      partHeading: 'Counted or not',
      partLead: {
        contributor: 'This person answered the question. They are counted, and their words are worked on.',
        facilitator:
          'This person ran the conversation. They are not counted, and nothing of theirs is published.',
      },
      makeFacilitator: 'They ran the conversation: do not count them',
      makeContributor: 'They answered the question: count them',
      joinHeading: 'The same person under another number?',
      joinLead:
        'Choose the other number. All words stay. Where the two gave different answers, the stricter one stands.',
      joinLabel: 'Which number is the same person?',
      joinButton: 'These are one person',
      nobodyElse: 'Nobody else has been heard yet.',
      withdrawHeading: 'They changed their mind?',
      withdraw: 'Take out all this person said',
      other: (n: number, labels: readonly string[], doors: string, passages: number) =>
        `Voice ${n}${labels.length ? `, ${labels.join(', ')}` : ''} (${doors}, ${several(passages, 'one passage', '# passages')})`,
    },
    problems: {
      noHow: 'Write in a few words how they agreed.',
      longHow: 'Make it shorter: one or two sentences are enough.',
      quoteWithoutRead: (n: number) =>
        `For voice ${n}, tick “be read” as well: nobody can quote what nobody may read.`,
      noChange: 'Nothing was changed. Tick what people said yes to, or take a tick away.',
      noOther: 'Choose the other number.',
      noPart: 'Choose whether this person is counted.',
    },
    failures: {
      sameVoice: 'That is the same voice. Choose another number.',
      otherExercise:
        'These two voices answered different questions. Choose one that answered the same question.',
    },
    done: {
      agreed: 'Recorded.',
      contributor: 'Changed. This person is counted.',
      facilitator: 'Changed. This person is not counted.',
      joined: 'The two are one voice now.',
    },
  },
} as const

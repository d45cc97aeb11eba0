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
    count: (count: { people: number; readable: number; facilitators: number; notContributors: number }) =>
      [
        `${several(count.people, 'One person', '# people')}.`,
        count.readable < count.people &&
          `${several(count.readable, 'One of them agreed', '# of them agreed')} to be read.`,
        count.facilitators > 0 &&
          `${several(count.facilitators, 'One facilitator is', '# facilitators are')} not counted.`,
        count.notContributors > 0 &&
          `${several(count.notContributors, 'One voice that is no person is', '# voices that are no person are')} not counted.`,
      ]
        .filter(Boolean)
        .join(' '),
    waiting: {
      heading: 'Took their words back quietly',
      lead: 'What is printed of these voices stays until the monthly rebuild. If one of them asks for it to go at once after all, do it here.',
      open: (n: number) => `What is printed of voice ${n}`,
    },
    script: 'Our words, to read aloud',
    toTick: 'Record what people agreed to',
    toSame: 'Look for people who are counted twice',
    fromFirst: 'From the first voice',
    empty: 'Nobody has been heard yet. Everybody who is will stand here with a number.',
    emptyWhy: 'Voices come with the files you bring in and with what people write on the public page.',
    caption: 'Who was heard',
    columns: { voice: 'Voice', said: 'Said', agreed: 'Agreed to' },
    number: (n: number) => `Voice ${n}`,
    about: (n: number) => `(voice ${n})`,
    said: (passages: number, words: number) =>
      `${several(passages, 'one passage', '# passages')}, about ${several(round(words), 'one word', '# words')}`,
    parts: {
      contributor: 'contributor',
      facilitator: 'facilitator, not counted',
      'not-a-contributor': 'no person, not counted',
    },
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
      leave: 'Leave it as it is',
    },
    voice: {
      labels: 'In the files as',
      noLabels: 'no name',
      doors: 'Came by',
      said: 'Said',
      agreed: 'Agreed to',
      answers: 'See and record all answers',
      partHeading: 'Counted or not',
      partLead: {
        contributor: 'This person answered the question. They are counted, and their words are worked on.',
        facilitator:
          'This person ran the conversation. They are not counted, and nothing of theirs is published.',
        'not-a-contributor':
          'This is no person who answered: a bot, a room, a device. It is not counted, and nothing of it is published.',
      },
      makePart: {
        contributor: 'They answered the question: count them',
        facilitator: 'They ran the conversation: do not count them',
        'not-a-contributor': 'No person: a bot, a room, a device',
      },
      broughtHeading: 'What came with this voice',
      brought: (labels: readonly string[], door: string, passages: number) =>
        `${labels.map((label) => `“${label}”`).join(', ') || 'No name'}: ${door}, ${several(passages, 'one passage', '# passages')}`,
      broughtLead: 'If one of these was somebody else, it can be a voice of its own.',
      split: 'This was somebody else',
      toPassages: 'Some passages were said by somebody else',
      joinsHeading: 'Joined to this voice',
      joined: (n: number, labels: readonly string[], at: Date) =>
        `Voice ${n}${labels.length ? `, ${labels.map((label) => `“${label}”`).join(', ')}` : ''}, on ${at.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })}`,
      undoLead:
        'Undoing gives the other voice its number and words back. What came since by another way stays here.',
      undo: 'Undo',
      about: (n: number) => `(voice ${n})`,
      joinHeading: 'The same person under another number?',
      findLead: 'Look for the other voice by a name, a telephone number, an address or its number.',
      findLabel: 'Name or number',
      findHint: 'The beginning of a name is enough.',
      findButton: 'Find',
      foundNobody: (typed: string) => `Nobody else here is called “${typed}”.`,
      foundMore: 'There are more. Write more of the name.',
      joinLead:
        'All words stay. Where the two gave different answers, the stricter one stands. Whoever holds words to come back still sees only their own.',
      joinLabel: 'Who is the same person?',
      joinButton: 'These are one person',
      withdrawHeading: 'They changed their mind?',
      withdraw: 'Take out all this person said',
      other: (n: number, labels: readonly string[], doors: string, passages: number) =>
        `Voice ${n}${labels.length ? `, ${labels.join(', ')}` : ''} (${doors}, ${several(passages, 'one passage', '# passages')})`,
    },
    passages: {
      title: (n: number) => `Who said what of voice ${n}?`,
      lead: 'Tick the passages somebody else said. What was done with them so far stays with them.',
      shut: (n: number) =>
        n === 1
          ? 'One passage is not shown, because this voice has not agreed to be read.'
          : `${n.toLocaleString('en-GB')} passages are not shown, because this voice has not agreed to be read.`,
      none: 'There is nothing here to choose from.',
      noneWhy: 'Passages stand here once this voice has agreed to be read.',
      choose: 'Passages',
      passage: (n: number, door: string) => `Passage ${n}, ${door}`,
      to: 'Who said them?',
      toHint: 'The number of a voice. Leave it empty for somebody who has no number yet.',
      button: 'Give them to this voice',
    },
    problems: {
      noHow: 'Write in a few words how they agreed.',
      longHow: 'Make it shorter: one or two sentences are enough.',
      quoteWithoutRead: (n: number) =>
        `For voice ${n}, tick “be read” as well: nobody can quote what nobody may read.`,
      noChange: 'Nothing was changed. Tick what people said yes to, or take a tick away.',
      noOther: 'Choose the other voice.',
      noName: 'Write a name, a number or an address.',
      noPassage: 'Tick at least one passage.',
      noNumber: 'Write the number of a voice, such as 12, or leave it empty.',
      noVoice: (n: number) => `No other voice here has the number ${n}.`,
      noPart: 'Choose whether this person is counted.',
    },
    failures: {
      sameVoice: 'That is the same voice. Choose another number.',
      onlyOne: 'That is all this voice brought. Choose some of its passages instead.',
      phraseHolds:
        'These words came through the page, and whoever sent them holds words to come back to them. They stay with that voice. If two voices were joined by mistake, undo the joining.',
      otherExercise:
        'These two voices answered different questions. Choose one that answered the same question.',
    },
    done: {
      agreed: 'Recorded.',
      contributor: 'Changed. This person is counted.',
      facilitator: 'Changed. This person is not counted.',
      'not-a-contributor': 'Changed. This voice is not counted.',
      withdrawn: 'Taken back. Here it is gone, and it goes from what is printed now.',
      'withdrawn-quietly': 'Taken back. Here it is gone. What is printed of it goes at the monthly rebuild.',
      joined: 'The two are one voice now.',
      undone: 'Undone. They are two voices again.',
      split: 'Done. This is the voice those words belong to now.',
    },
  },
} as const

/** What the page about cleared words says. */
export const clearancesWords = {
  'en-GB': {
    title: 'Cleared words',
    lead: 'Some names are also ordinary words, like May or Will. Two people can clear such a word for this series, each for themselves, and say why.',
    word: 'The word',
    wordHint: 'One word, as it stands in the series.',
    wordMissing: 'Type the word to clear.',
    wordWrong: 'Type one word, with letters only.',
    reason: 'Why it may stand',
    reasonHint: 'For example: it is the month, and nobody called May is meant anywhere in the series.',
    reasonMissing: 'Say in a sentence why this word tells nobody who is meant.',
    tooLong: (most: number) => `Make this shorter: ${most} letters at most.`,
    propose: 'Propose to clear it',
    listHeading: 'Words so far',
    emptyWhat: 'Words that two people have cleared will be here.',
    emptyWhy: 'Most series need none.',
    proposedOn: (date: string) => `Proposed on ${date}. Somebody else has to agree.`,
    proposedByYou: (date: string) => `You proposed it on ${date}. Somebody else has to agree.`,
    clearedOn: (first: string, second: string) =>
      `Proposed on ${first}, agreed by a second person on ${second}.`,
    agree: 'I agree',
    remove: 'Take it off the list',
    about: (word: string) => `(${word})`,
    already: 'This word is on the list already.',
    own: 'You proposed this word yourself. Ask somebody else to look at it.',
    changed: 'Somebody else changed this just now. Look at the list again.',
    done: {
      proposed: 'Proposed. Ask somebody else to look at it.',
      agreed: 'Cleared.',
      removed: 'Taken off the list.',
    },
  },
} as const

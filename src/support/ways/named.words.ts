/** Who can help when every way in is lost. */
export const namedWords = {
  'en-GB': {
    heading: 'If I lose every way in',
    lead: 'Choose two people you trust. Each gets three words from you. If you lose everything, ask both for their words: together they get you new ones.',
    facts: [
      'One alone can do nothing. Choose two who would not do it together against you.',
      'They do not have to know what the words are for. They need no phone and no e-mail.',
      'It takes one day. Whoever is in your page sees it and can stop it.',
    ],
    one: 'The first person',
    other: 'The second person',
    hint: 'As you call them. Only you see these names.',
    missing: 'Type how you call this person.',
    tooLong: (most: number) => `Make it shorter: ${most} letters at most.`,
    name: 'Make words for both',
    there: (one: string, other: string) => `${one} and ${other} have words from you.`,
    used: (one: string, other: string) =>
      `The words of ${one} and ${other} were used, and work no more. Make new ones.`,
    again: 'Choose others, or make new words. The old ones stop at once.',
    forget: 'Have nobody',
    changed: 'This was changed in another window. Look at it once more, then try again.',
    madeHeading: 'Words for two people',
    madeLead: 'Give each their three words: on paper, or say them. They are shown only now.',
    madeFor: (name: string) => `For ${name}:`,
    staffHeading: 'Two people who work with you',
    staffLead:
      'If you like, two who work there can ask for new words for you. Both have to say that they spoke with you. It takes one day as well, and you see their names under “Who looked”.',
    staffNone: 'When you have let somebody in, you can allow that here.',
    staffWhich: 'May two of them do that?',
    staffNo: 'No',
    staffYes: (organisation: string) => `Yes, two from ${organisation}`,
    save: 'Save',
    back: 'Back to the ways in',
    done: { saved: 'Saved.', gone: 'Nobody has words from you any more.' },
  },
} as const

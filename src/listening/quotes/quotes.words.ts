/** What the pages about quotes say. */
export const quotesWords = {
  'en-GB': {
    pickTitle: 'Choose a quote',
    pickLeadTitle: 'Choose the lead quote',
    pickLead:
      'Here are the stretches the team has coded. Only passages that two people have read, of people who said they may be quoted.',
    wisdom: (number: number, title: string) => (title ? `Wisdom ${number}: ${title}` : `Wisdom ${number}`),
    whichTheme: 'Stretches of which theme?',
    themeWith: (name: string, count: number) => `${name} (${count})`,
    showTheme: 'Show this theme',
    use: 'Use this',
    useAbout: (number: number) => `(words of voice ${number})`,
    voice: (number: number) => `Voice ${number}`,
    usedIn: (wisdoms: readonly number[]) =>
      `Used already in ${wisdoms.map((number) => `Wisdom ${number}`).join(' and ')}.`,
    emptyWhat: 'The stretches you code will be here, under their themes.',
    emptyWhy:
      'Nothing is here while no passage is coded, or while those that are coded wait for their second reader, or when nobody who said them agreed to be quoted.',
    toThemes: 'Go to the themes',
    cutsTitle: 'Leave words out',
    cutsLead:
      'Tick what to leave out; tick nothing to keep all of it. Readers see three dots where words are left out.',
    cutsLegend: 'The words of this quote',
    cutsHint: 'Leave nothing out that would change what was meant.',
    preview: 'How it reads',
    beside: 'Beside it',
    show: 'Show how it reads',
    save: 'Save it like this',
    nothingLeft: 'Leave at least one word standing.',
    outside: 'This stretch is not inside the passage. Choose it again from the list.',
    notQuotable:
      'These words cannot be quoted now. Two people must have passed the passage, and its voice must have agreed to be quoted.',
    done: { cut: 'Saved. This is how the quote reads now.' },
  },
} as const

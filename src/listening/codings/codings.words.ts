/** What the page says where a listener puts themes on words. */
export const codingsWords = {
  'en-GB': {
    title: (n: number) => `Passage ${n}: what is it about?`,
    from: (voice: number) => `Voice ${voice}`,
    sentenceLegend: 'Which sentence matters?',
    allOfIt: 'All of it',
    goOn: 'Go on to the words',
    otherSentence: 'Choose another sentence',
    wordsLegend: 'Which words?',
    wordsHint:
      'Tick the first and the last word; everything between them goes with it. Tick nothing to take it all.',
    themesLegend: 'What are they about?',
    themesHint: 'Tick as many as fit.',
    newTheme: 'Another theme, in your own words',
    newFirstTheme: 'What are they about, in your own words?',
    newThemeHint: 'This names a theme. It can be given another name at any time.',
    saveAndNext: 'Save, and go on to the next passage',
    saveAndStay: 'Save, and stay here',
    skip: 'Go on to the next passage without saving',
    backToThemes: 'Back to the themes',
    codingsHeading: 'Themes on this passage',
    none: 'No theme stands here yet.',
    columns: { words: 'Words', theme: 'Theme', chosenBy: 'Chosen by', action: 'Take it off' },
    you: 'you',
    somebody: 'somebody who has left',
    remove: 'Take off',
    removeAbout: (theme: string) => `the theme ${theme}`,
    problems: {
      noTheme: 'Tick a theme, or name a new one.',
      noWords: 'Choose a sentence first, then its words.',
    },
    failures: {
      notReviewed: 'Two people have to read this passage and pass it first. Then themes can be put on it.',
      notThere: 'These words are not in the passage. Go back and choose them again.',
      noTheme: 'Tick a theme, or name a new one.',
    },
    done: {
      saved: 'Saved.',
      removed: 'The theme is taken off.',
    },
  },
} as const

const several = (n: number, one: string, many: string) =>
  n === 1 ? one : many.replace('#', n.toLocaleString('en-GB'))

/** What the pages about themes say. */
export const themesWords = {
  'en-GB': {
    title: 'Themes',
    lead: 'What comes up again and again, in the team’s words, each tied to people’s own.',
    listHeading: 'Themes so far',
    none: 'Themes come from what was heard; none is given. The first will stand here when somebody names one.',
    noneWhy: 'Read a passage below, choose the words that matter, and say what they are about.',
    counts: (stretches: number, voices: number) =>
      stretches === 0
        ? 'no words yet'
        : `${several(stretches, 'one stretch', '# stretches')}, from ${several(voices, 'one voice', '# voices')}`,
    waiting: (n: number) =>
      several(
        n,
        'One more stretch is in a passage that two people have to read again.',
        '# more stretches are in passages that two people have to read again.',
      ),
    passagesHeading: 'Passages to work on',
    filters: 'Which passages',
    which: { open: 'Without a theme yet', all: 'All' },
    allCoded: 'Every passage that two people have read has a theme.',
    passagesNone: 'Passages that two people have read and passed will stand here.',
    passagesNoneWhy: 'Until then they stay shut, so that nobody can be known.',
    passage: (n: number) => `Passage ${n}`,
    voice: (n: number) => `voice ${n}`,
    codedAs: 'Themes here:',
    choose: 'Choose words here',
    chooseAbout: (n: number) => `(passage ${n})`,
    seePassage: 'See it in its passage',
    theme: {
      empty: 'No words stand under this theme.',
      rename: 'Give it another name',
      name: 'Name of the theme',
      save: 'Save the name',
      join: 'Put it under another theme',
      joinHint: 'All its words move there, and this name goes.',
      into: 'Which theme?',
      joinButton: 'Put it under that theme',
      removeButton: 'Remove this empty theme',
    },
    problems: {
      noName: 'Write a name for the theme.',
      longName: 'Make the name shorter: a few words are enough.',
      nameTaken: 'Another theme has this name. Choose another name, or put this one under that theme.',
      noInto: 'Choose the theme to put it under.',
    },
    failures: {
      sameTheme: 'That is the same theme. Choose another one.',
      otherExercise: 'That theme belongs to another question. Choose one of the same question.',
      notEmpty: 'There are words under this theme. Take them off first, or put it under another theme.',
    },
    done: {
      renamed: 'The theme has its new name.',
      joined: 'The two are one theme now.',
      removed: 'The empty theme is gone.',
      all: 'That was the last passage.',
    },
  },
} as const

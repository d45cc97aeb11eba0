/** What somebody reads who wants to see first what is printed of theirs. */
export const previewsWords = {
  'en-GB': {
    link: 'See what we would print of yours',
    title: 'Your words',
    heading: 'What we would print',
    lead: 'This is what the team has chosen of your words so far. Nothing of it is printed before you say yes to it.',
    marks: 'Square brackets stand in for a name or a place. Dots stand where words were left out.',
    none: 'The team has chosen nothing of yours yet. Come back another day, or ask them.',
    inPiece: (title: string) => (title ? `In a piece called: ${title}` : 'In a piece that has no title yet'),
    beside: 'Beside it we would print what you chose:',
    said: {
      yes: 'You said yes to this.',
      no: 'You said no to this. It will not be printed like this.',
    },
    changes: 'If we change a word of it, we ask you again.',
    yes: 'Yes, as it is',
    no: 'Not this one',
    back: 'Take my answer back',
    about: (place: number) => `(quote ${place})`,
    ownWords: 'Back to my words',
    printed:
      'Something of yours is in print now. What you say here is for what comes next. To take words out of print, go to your words and take them back.',
    kept: 'Done. We have your answer.',
    takenBack: 'Done. Your answer is taken back. We print nothing of it before you say yes.',
    changed: 'The team changed this while you read. Look at it once more.',
  },
} as const

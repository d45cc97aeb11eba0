/** What a listener reads who writes down what somebody said, or types in what came on paper. */
export const sittingsWords = {
  'en-GB': {
    title: 'Write down what somebody said',
    lead: 'A conversation, or words on paper. Write their words, not yours about them.',
    before: 'Say this first, aloud',
    script: (organisation: string, question: string) => [
      `We are ${organisation}. We ask everybody one question: “${question}”`,
      'I write down what you say, in your words. If I fear that you or somebody else could come to serious harm, I may have to act, and I tell you first if I can.',
      'You can leave out names. You can stop when you like. No costs you nothing.',
      'May our team read it? And may we quote you, without your name?',
    ],
    door: 'How did the words come?',
    doors: { conversation: 'In a conversation', paper: 'On paper' },
    words: 'Their words',
    wordsHint: 'As they said it. Leave a line empty between one thought and the next.',
    many: 'Several people spoke',
    manyHint:
      'Begin each turn on a line of its own with a letter or a name and a colon. “A: I kept the letter.”',
    mine: 'If you wrote your own questions down too: the letter or name you gave yourself',
    mineHint: 'Your words are then kept beside theirs and never counted or quoted.',
    label: 'What you call this person, if you want to know them again',
    labelHint: 'A first name or a letter. It is locked away and printed nowhere. Leave it empty if you like.',
    on: 'The day',
    read: 'They said yes: the team may read it',
    quote: 'They said yes: we may quote them without a name',
    readMissing: 'Keep it only when they said that the team may read it.',
    how: 'Asked aloud, with the sentences on the page where it was written down.',
    howPaper: 'It was written on the paper they filled in.',
    keep: 'Keep it',
    missing: 'Write their words first.',
    tooLong: (most: string) => `That is more than ${most} letters. Keep it in two parts.`,
    noLabel: (line: number) =>
      `Line ${line} does not say who speaks. Begin it with a letter or a name and a colon.`,
    oneOnly:
      'Only one person speaks here. Take the tick at “Several people spoke” away, or write the others too.',
    onlyMine: 'There are only your own words here. Write what they said.',
    dayWrong: 'Write a day, such as 2026-11-03. It cannot be in the future.',
    labelLong: 'Make the name shorter than 100 letters.',
    done: { kept: 'Kept. It waits for its first reader now. You can write down the next.' },
    toDoors: 'Back to the doors',
  },
} as const

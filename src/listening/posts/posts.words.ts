/** What a listener reads who pastes what was written on social media. */
export const postsWords = {
  'en-GB': {
    title: 'Paste what was written on social media',
    lead: 'Only the words and what to call each person. We look at no profile and follow no link.',
    words: 'Their words',
    wordsHint: 'As they wrote them. Leave a line empty between one thought and the next.',
    many: 'Several people wrote',
    manyHint:
      'Begin what each one wrote with their name and a colon, an empty line between. “Jo: A key of my own.”',
    label: 'What they call themselves there',
    labelHint: 'It is locked away and printed nowhere. Leave it empty if you like.',
    link: 'The link to it',
    linkHint: 'Kept beside the words, locked like them, so that you can find it again. We never open it.',
    on: 'The day it was written',
    keep: 'Bring it in',
    toDoors: 'Back to the doors',
    missing: 'Paste their words first.',
    tooLong: (most: string) => `That is more than ${most} letters. Bring it in in two parts.`,
    noLabel: 'The first line does not say who wrote it. Begin it with their name and a colon.',
    dayWrong: 'Write a day, such as 2026-11-03. It cannot be in the future.',
    labelLong: 'Make the name shorter than 100 letters.',
    linkWrong: 'A link begins with https://. Copy it from the bar at the top of your browser.',
    name: (host: string | null, day: string | null) =>
      ['Pasted', host && `from ${host}`, day && `of ${day}`].filter(Boolean).join(' '),
  },
} as const

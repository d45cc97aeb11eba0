/**
 * What is asked one thing at a time, behind the come-back phrase or in a conversation. `version` names these sentences;
 * they are kept, as they stood, with every answer: change it whenever one of them changes (a test holds the two
 * together).
 */
export const askedWords = {
  version: 'asked-2026-11-b',
  'en-GB': {
    read: {
      asks: 'May the team read your words?',
      hint: 'If you say no, nobody reads them.',
      yes: 'Yes, the team may read them',
      no: 'No, nobody may read them',
    },
    quote: {
      asks: 'May we quote you without your name?',
      hint: 'We may print a few lines. Nobody can tell they are yours from what we print beside them.',
      yes: 'Yes, you may quote me',
      no: 'No, do not quote me',
    },
    describe: {
      asks: 'May we say a few words about you beside a quote?',
      hint: 'You choose the words. For example: a dad of two, or somebody who left care. Leave out your name.',
      field: 'What we may say about you',
      missing: 'Write the few words we may use about you, or say no.',
      yes: 'Yes, use these words',
      no: 'No, say nothing about me',
    },
    sign: {
      asks: 'Would you like your name under a piece of yours?',
      hint: 'Then people can know it was you, for good. Take your time.',
      field: 'The name to print',
      missing: 'Write the name to print, or say no.',
      yes: 'Yes, print this name',
      no: 'No, print no name',
    },
    recording: {
      asks: 'May we keep the recording?',
      hint: 'If you say no, we keep the written words and delete the sound.',
      yes: 'Yes, keep it',
      no: 'No, delete it',
    },
    later: {
      asks: 'May we use your words again when we ask another question?',
      hint: 'If you say no, we use them for this question only.',
      yes: 'Yes, use them again',
      no: 'No, only for this',
    },
    preview: {
      asks: 'Do you want to see what we print of yours first?',
      hint: 'Then we print nothing of yours before you say yes to it. You see it here, or ask the team.',
      yes: 'Yes, show me first',
      no: 'No, there is no need',
    },
    told: {
      asks: 'Do you want to hear what comes of this?',
      hint: 'Say where we can tell you: a number, an address, or a place and a day. We use it for nothing else.',
      field: 'Where to tell you',
      missing: 'Write where we can tell you, or say no.',
      yes: 'Yes, tell me there',
      no: 'No, there is no need',
    },
    tooLong: (most: number) => `Make this shorter: ${most} letters at most.`,
  },
} as const

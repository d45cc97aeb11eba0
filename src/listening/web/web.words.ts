/**
 * What the public page says. `version` names these sentences and is kept with every answer: change it whenever a
 * sentence about reading or quoting changes (a test holds the two together). The sentences themselves, the
 * organisation's own included, are kept with the answer.
 */
export const webWords = {
  version: 'web-2026-11-b',
  'en-GB': {
    title: 'One question',
    asks: (organisation: string) => `${organisation} asks this.`,
    asked: (whom: string) => `Who can answer: ${whom.replace(/\.$/, '')}.`,
    facts: {
      whatHappens: 'What happens with your words',
      whoReads: 'Who reads your words',
      readBy: 'When they read',
      you: 'What we keep about you',
      operator: 'Who runs this server',
      law: 'What we cannot promise',
      basis: 'Why we may use them',
      changeMind: 'If you change your mind',
      advice: 'If something is wrong where you work',
      payment: 'What you get for it',
    },
    you: 'Your words, your yes or no, and when they came. We do not ask who you are, and we do not keep where you write from.',
    law: 'A court can order us to hand over what we can read.',
    toBox: 'Go straight to the box',
    longer: 'More: what happens with your words, and what we keep',
    words: 'Your words',
    wordsHint:
      'Write as much or as little as you like. You can leave out names. Nothing is sent until you press Send.',
    quote: 'May we quote you without your name?',
    quoteYes: 'Yes, you may quote me without my name',
    quoteHint: 'If you leave this empty, the team reads your words but does not print them.',
    sending: 'Sending means the team reads it.',
    send: 'Send',
    back: 'Have you been here before?',
    backLink: 'Come back with the words you got',
    more: 'Leave this box empty',
    empty: 'Write your answer in the box, then send it.',
    tooLong: (length: string, most: string) =>
      `This is ${length} letters long. There is room for ${most}. Make it shorter, or send it in two parts.`,
    moreFilled: 'Please leave the last box empty, then send again. It stops machines that fill in every box.',
    often:
      'A lot was sent from this place just now. Wait ten minutes, then press Send again. Your words are still here.',
    retold:
      'What we say on this page changed while you wrote. Read it once more, then press Send. Your words are still here.',
    closedTitle: 'This question is closed',
    closed: 'Thank you for coming. This page does not take any more words.',
    closedWords:
      'It closed while you wrote. We did not keep your words. Here they are, so that you can copy them:',
    sentTitle: 'Thank you',
    sentHeading: 'Thank you. We have your words.',
    phrase: 'Your five words to come back',
    phraseFor:
      'With these words you can see what we hold, change it and take it back, from any computer. We cannot look them up for you.',
    phraseOnce: 'Write them down now, in this order. This page shows them only once.',
    comeBackAt: 'This is the page to type them:',
    knownHeading: 'We have these words already',
    known: [
      'You sent the same words from the same page before, so we kept them only once.',
      'We showed your words to come back then. We cannot show them again.',
    ],
    missingTitle: 'Nothing here',
    missing:
      'There is no question at this address. Check the address letter by letter, or ask whoever gave it to you.',
  },
} as const

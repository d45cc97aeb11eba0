/** What the team reads where it sets what people are told and asked. */
export const toldFormWords = {
  'en-GB': {
    groups: {
      before: 'Before they answer',
      days: 'Two days',
      given: 'What they get, and what you ask',
    },
    title: 'What people are told and asked',
    lead: 'The public page, the words read aloud and the four lines people keep say it at once.',
    mightAct: 'When you might have to act',
    mightActHint: 'One sentence. It is the first thing people read and hear. Leave it empty for ours:',
    basis: 'Why the law lets you use their words',
    basisHint: 'If you do not know, ask whoever looks after data protection with you.',
    bases: {
      consent: 'Because they say yes',
      'legitimate-interests': 'Because it is part of your work, and you weighed what it does to them',
      'public-task': 'Because the law gives you this task',
      other: 'Another reason, in the box below',
    },
    basisText: 'The same in the words people read',
    basisTextHint: 'Leave it empty for ours.',
    basisTextMissing: 'Write the reason in words people understand.',
    removeUntil: 'Until when everything can be removed',
    removeUntilHint: 'Leave it empty if it is until you print the first piece.',
    rawUntil: 'When the raw words go',
    rawUntilHint:
      'On this day all you were told is destroyed, except what a printed quote stands on. Leave it empty if no day is set yet.',
    payment: 'What people get for taking part',
    paymentHint: 'For example: a voucher of £20, whatever you say. Leave it empty if there is nothing.',
    asks: 'What you also ask, one at a time',
    asksHint: 'Only ask what you can keep. Nobody is asked on the public page.',
    asksNoNames:
      'Nobody is described or named here, because the people you ask work for you: that is asked of nobody.',
    use: {
      describe: 'May we quote you with a short description you choose?',
      sign: 'May we print your name under a piece?',
      recording: 'May we keep the recording?',
      later: 'May we use it for another question later?',
      preview: 'Do you want to see it before we print?',
      told: 'Do you want to hear what happens?',
    },
    save: 'Save',
    cancel: 'Leave it as it was',
    tooLong: (most: number) => `Make this shorter: ${most} letters at most.`,
    dateWrong: 'Type a day like 2027-03-31, or leave it empty.',
    removeSooner:
      'People were told a later day. It can only be moved further on: they count on what they read.',
    rawLater: 'People were told that their words go sooner. This day can only be moved nearer.',
    rawFirst: 'Raw words cannot go before the day until which everything can be removed.',
  },
} as const

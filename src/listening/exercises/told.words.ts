/**
 * What whoever contributes is told before they do, where the team wrote nothing of its own. A change here changes what
 * people agree to: the version in web.words.ts changes with it.
 */
export const toldWords = {
  'en-GB': {
    mightAct:
      'If your words show that somebody may be badly hurt, we might have to act and tell somebody who can help.',
    basis: {
      consent: 'We may use your words because you say yes. You can say no again later.',
      'legitimate-interests':
        'We may use your words because it is part of our work to listen, and we thought about what it could do to you. You can tell us to stop.',
      'public-task':
        'We may use your words because the law gives us this work to do. You can tell us to stop.',
      other: '',
    },
    removeUntil: (day: string) => `Until ${day} we can remove everything.`,
    removeUntilPrinted: 'Until we print the first piece, we can remove everything.',
    afterwards: 'After that we take it off our pages and stop using it, but we cannot call back copies.',
    rawUntil: (day: string) => `On ${day} we delete what you wrote. What we have printed by then stays.`,
  },
} as const

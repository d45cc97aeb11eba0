/** What a command says about who acts. */
export const actingWords = {
  'en-GB': {
    notAnAddress: 'Write the address after --as as you would in a letter: --as name@example.org',
    nobody: 'Nobody with that address works here. Name somebody who does: --as ADDRESS',
    mayNot: 'This person may not do that here. Name somebody who may: --as ADDRESS',
    sayWho: 'Say who acts: --as ADDRESS (somebody who works here).',
  },
} as const

/** What the two pages of signing in say, and the one letter. */
export const signInWords = {
  'en-GB': {
    title: 'Sign in',
    lead: 'There is no password. We send you a code, and you type it here.',
    address: 'Your email address',
    addressHint: 'The one your team knows you by.',
    addressWrong: 'Type your whole email address, like name@example.org.',
    send: 'Send me a code',
    passkey: 'Sign in with a passkey instead',
    console: 'Mail is not set up on this server yet, so codes are printed on the server’s console.',
    codeTitle: 'Type your code',
    codeLead: 'If this address is known here, a code is on its way to it.',
    codeConsole:
      'If this address is known here, its code is now on the server’s console. Mail is not set up yet.',
    code: 'Your code',
    codeHint: (minutes: number, tries: number) =>
      `Six figures, like 123 456. It lasts ${minutes} minutes, works once, and only in this browser. After ${tries} tries you need a new one.`,
    codeShape: 'Type the six figures of your code.',
    codeWrong: 'This code does not work here. Check the figures, or ask for a new code below.',
    enter: 'Sign in',
    noCode: 'No code after a few minutes? Look among unwanted mail, or',
    askAgain: 'ask for a new one',
    setUp: 'Your organisation is ready. Now sign in with your address.',
  },
} as const

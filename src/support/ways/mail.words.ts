/** Getting in with a code that comes by e-mail. */
export const mailWords = {
  'en-GB': {
    heading: 'A code by e-mail',
    lead: 'If you like, we send you a code by e-mail when you want to get in. You type it with your name.',
    careful:
      'Whoever can read your e-mail, and knows your name here, can then get in too. Leave this out if somebody else reads it.',
    keepers:
      'Whoever looks after the mail of this site can see that a code went to your address, and so that you may have a page here.',
    letter: (from: string) =>
      `The letter is called “Your code”. It has six figures in it and does not say what they are for. It comes from ${from}. If somebody asks for new words in your name, one called “A note for you” comes too.`,
    address: 'Your e-mail address',
    send: 'Send me a code to try it',
    isThere: (address: string) => `Codes go to ${address}.`,
    other: 'Use another address',
    remove: 'Use no e-mail any more',
    typeHeading: 'Type your code',
    typeLead: (address: string) => `A code is on its way to ${address}.`,
    console: 'Mail is not set up on this server yet: codes are printed on the server’s console.',
    code: 'Your code',
    codeHint: (minutes: number, tries: number) =>
      `Six figures, like 123 456. It lasts ${minutes} minutes and works once, in this browser. After ${tries} tries you need a new one.`,
    wrong: 'This code does not work here. Check the figures, or ask for a new one.',
    add: 'Use this address',
    again: 'No code after a few minutes? Ask for a new one',
    back: 'Back to the ways in',
    done: {
      added: 'That works. You can get in with a code from now on.',
      removed: 'No more codes go there.',
    },
    enterHeading: 'Go to your page',
    enterLead: 'If you set this up before, we send you a code.',
    enterName: 'Your name here',
    ask: 'Send me a code',
    onItsWay: 'If this name and address go together here, a code is on its way.',
    enter: 'Go in',
    withWords: 'Use your name and five words instead',
  },
} as const

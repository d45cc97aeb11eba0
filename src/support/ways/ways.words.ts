const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  timeZone: 'Europe/London',
})

/** The page of the ways in. */
export const waysWords = {
  'en-GB': {
    heading: 'Ways in',
    lead: 'How you get to your page, and where it is open.',
    wordsHeading: 'Your name and five words',
    wordsLead: (name: string) => `You get in with the name ${name} and your five words.`,
    newWords: 'Get five new words',
    newWordsHint: 'Did you lose them, or has somebody seen them? Get new ones. The old ones stop at once.',
    name: 'Another name you like',
    nameHint: 'A name and its words belong together. So a new name gives you five new words as well.',
    newName: 'Use this name',
    changed:
      'Your name or words were changed in another window. Look at this page once more, then try again.',
    devices: 'A passkey',
    devicesThere: (count: number) =>
      count === 1 ? 'One passkey opens your page.' : `${count} passkeys open your page.`,
    devicesLine: 'Get in with your face, your finger or the PIN of your phone.',
    mail: 'A code by e-mail',
    mailThere: (address: string) => `Codes go to ${address}.`,
    mailLine: 'Six figures come to an address you choose.',
    named: 'If I lose every way in',
    namedThere: (one: string, other: string) => `${one} and ${other} can get you new words together.`,
    namedLine: 'Two people you trust can get you new words together.',
    quiet: 'A second page',
    quietLine: 'An empty page to show to somebody who makes you open yours.',
    placesHeading: 'Where your page is open',
    thisOne: 'Here, where you are now',
    other: 'Another phone or computer',
    isShared: 'others use it too',
    since: (since: Date) => `open since ${day.format(since)}`,
    lastSeen: (seen: Date) => `last used on ${day.format(seen)}`,
    endOthers: 'Close it everywhere else',
    onlyHere: 'It is open nowhere else.',
    done: {
      ended:
        'Your page is closed everywhere else. Somebody who knows your words can still get in: get new ones.',
    },
  },
} as const

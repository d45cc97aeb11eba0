const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'Europe/London',
})

/** Getting in with a passkey. */
export const devicesWords = {
  'en-GB': {
    // Shown in the device's own list.
    title: 'My page',
    heading: 'A passkey',
    lead: 'With a passkey you get in with your face, your finger or the PIN of your phone. There are no words to type.',
    careful:
      'Whoever can unlock this phone can then open your page with it. Add one only where nobody else can do that, and nobody can make you.',
    seen: 'The phone keeps it in a list of passkeys, under “My page” and the name of this site.',
    none: 'You have none.',
    listHeading: 'Your passkeys',
    one: (addedAt: Date) => `Added on ${day.format(addedAt)}`,
    used: (at: Date) => `last used on ${day.format(at)}`,
    remove: 'Remove it',
    removeAbout: (addedAt: Date) => `, added on ${day.format(addedAt)}`,
    add: 'Add this phone or computer',
    withoutScript:
      'This browser cannot use passkeys here. They ask for JavaScript and a phone or computer that has them. Your name and words work in every browser.',
    noAnswer: 'Nothing came from your phone or computer. Try once more.',
    failed: 'That did not work, or it took too long. Try once more.',
    known: 'This phone or computer has a passkey here already.',
    problems: {
      'not-verified': 'That did not work, or it took too long. Try once more.',
      'here-already': 'This passkey is known here already.',
    },
    back: 'Back to the ways in',
    done: {
      added: 'Your passkey is there. You can get in with it from now on.',
      removed: 'That passkey is removed. It opens nothing any more.',
    },
    enterHeading: 'Go to your page',
    enterLead: 'Use the passkey you added before.',
    enter: 'Use my passkey',
    wrong: 'That passkey opens nothing here, or it took too long. Try once more, or use your name and words.',
    withWords: 'Use your name and five words instead',
  },
} as const

const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'Europe/London',
})

/** What the pages about passkeys say. */
export const passkeysWords = {
  'en-GB': {
    title: 'Your passkeys',
    lead: 'A passkey signs you in with your face, your finger or the PIN of your device. Nobody can send you to a false page to steal it.',
    sessions: 'Where you are signed in',
    caption: 'Your passkeys',
    name: 'Name',
    made: 'Added',
    lastUsed: 'Last used',
    never: 'Never',
    action: 'Remove it',
    when: (date: Date) => day.format(date),
    remove: 'Remove',
    removeAbout: (name: string) => `the passkey ${name}`,
    none: 'You have none yet. You sign in with a typed code.',
    add: 'Add a passkey',
    newName: 'A name for it',
    newNameHint: 'So that you know it again, like “my phone” or “blue key”.',
    send: 'Add this device or key',
    withoutScript:
      'This browser cannot use passkeys here. They ask for JavaScript and a device that has them. Typed codes work in every browser.',
    asked: 'Your organisation asks for a passkey before people’s words can be opened.',
    addFirst: 'Add one here. Then go on.',
    signInAgain: 'You have one already. Sign out, and sign in with it.',
    lost: 'If you lost it, ask a lead of your organisation. With the yes of one more person, a typed code is enough for a few hours.',
    nameMissing: 'Give it a name.',
    nameTooLong: (most: number) => `Make the name shorter: ${most} letters at most.`,
    noAnswer: 'Nothing came from your device. Try once more.',
    failed: 'That did not work, or it took too long. Try once more.',
    known: 'This device or key is among your passkeys already.',
    problems: {
      'not-verified': 'That did not work, or it took too long. Try once more.',
      'here-already': 'This device or key is a passkey here already.',
      'not-now': 'Sign in with one of your passkeys first. Then you can add another.',
    },
    done: {
      added: 'Your passkey is there. You can sign in with it from now on.',
      removed: 'That passkey is removed. It no longer signs you in.',
    },
    signInTitle: 'Sign in with a passkey',
    signInLead: 'Use the device or key you added before.',
    signIn: 'Use my passkey',
    signInWrong: 'That passkey is not known here, or it took too long. Try once more, or use a typed code.',
    withCode: 'Sign in with a typed code instead',
  },
} as const

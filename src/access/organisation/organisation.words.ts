const when = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/London',
})

/** What the page about the organisation says, and the help lines a new one starts with. */
export const organisationWords = {
  'en-GB': {
    title: 'Your organisation',
    lead: 'People read this before they write to you.',
    name: 'Name of the organisation',
    nameHint: 'As people know it.',
    operator: 'Who runs this server',
    operatorHint:
      'A name people can look up, such as your organisation or the company that keeps the machine. They can read what the server holds, so people are told who they are.',
    helpLines: 'Numbers to ring in danger',
    helpLinesHint:
      'They stand on every page where people write. Open one to change it. To take one away, empty its boxes.',
    lineName: 'Who answers',
    lineNumber: 'Number',
    lineWhen: 'When (for example: day and night)',
    line: (name: string, number: string) => [name, number].filter(Boolean).join(': '),
    newLine: 'Add a number',
    save: 'Save',
    done: {
      saved: 'Saved. Public pages show it from now on.',
      'passkeys-asked': 'From now on a passkey is asked for before words are opened.',
      'passkeys-not-asked': 'Typed codes are enough again.',
    },
    nameMissing: 'Type the name of your organisation.',
    operatorMissing: 'Say who runs this server. It may be your own organisation.',
    tooLong: (most: number) => `Make this shorter: ${most} letters at most.`,
    lineNameMissing: (number: number) => `Say who answers on line ${number}, or empty that line.`,
    lineNumberMissing: (number: number) => `Type the number of line ${number}, or empty that line.`,
    lineNumberWrong: (number: number) => `Type line ${number} as a number people can ring, like 116 123.`,
    tooManyLines: (most: number) => `Keep ${most} lines at most, so that people find the right one.`,
    passkeys: 'Passkeys',
    passkeysWhy:
      'A typed code is as safe as somebody’s mailbox. A passkey cannot be sent on or typed into a false page.',
    passkeysAsked:
      'Everybody who may open people’s words is asked for a passkey. The first is added after a typed code, so see to it that each person adds theirs soon. Somebody who lost it is helped on the team’s page, by two people.',
    passkeysNotAsked: 'People choose for themselves: a typed code or a passkey.',
    passkeysAsk: 'Ask for a passkey before words are opened',
    passkeysStop: 'Let typed codes be enough again',
    passkeysFirst: 'To ask others for one, sign in with one yourself first, so that you know it works here.',
    passkeysOwn: 'Your passkeys',
    copies: 'Live copies of the keys',
    copiesWhy:
      'Every word here opens with a key. When somebody takes their words back, its key is destroyed, and the words are gone from old backups too. A live copy on another disk keeps you from losing all keys at once, and follows each destruction.',
    noCopies:
      'There is no live copy. If the disk with the keys breaks, every word is lost. Whoever runs the server can set one up.',
    copyFollows: (number: number) => `Copy ${number} follows.`,
    copyAway: (number: number, since: Date) =>
      `Copy ${number} does not follow since ${when.format(since)}. Until it does, words taken back are not gone everywhere, and each withdrawal waits. Tell whoever runs the server.`,
    defaultHelpLines: [
      { name: 'Police, ambulance or fire', number: '999', when: 'Right now, if somebody is in danger' },
      { name: 'Samaritans', number: '116 123', when: 'Day and night, free, to talk about anything' },
    ],
  },
} as const

/** What the page of the first start says. */
export const setUpWords = {
  'en-GB': {
    title: 'Set up this server',
    lead: 'This makes your organisation, with you as its first lead. You can change all of it later.',
    code: 'Code from the server’s console',
    codeHint: (tries: number) =>
      `Twelve letters and figures in three groups. After ${tries} tries, start the server again for a new one.`,
    codeMissing: 'Type the code the server printed when it started.',
    codeWrong:
      'This code does not work. Check it on the server’s console. If it does not help, start the server again for a new code.',
    organisation: 'Name of your organisation',
    organisationHint: 'As people know it.',
    operator: 'Who runs this server',
    operatorHint:
      'People read this name before they write to you, because whoever runs the server can read what it holds. It may be your own organisation.',
    name: 'Your name',
    nameHint: 'As your team knows you. Only the team sees it.',
    address: 'Your email address',
    addressHint: 'You sign in with it.',
    roles:
      'You start as lead and as listener, so that you can begin alone. Later you can invite others and give up either.',
    send: 'Set up',
  },
} as const

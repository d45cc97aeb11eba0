const time = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/London',
})

/** What the pages about the team say, and the one letter. */
export const staffWords = {
  'en-GB': {
    title: 'Team',
    lead: 'Everybody who works here, and what each may do.',
    caption: 'Who works here',
    name: 'Name',
    address: 'Email address',
    roles: 'May act as',
    action: 'Change',
    change: 'Change',
    changeAbout: (name: string) => `what ${name} may do`,
    you: '(you)',
    roleNames: {
      lead: 'Lead',
      listener: 'Listener',
      reader: 'Reader',
      coach: 'Coach',
      safeguarding: 'Safeguarding',
      housing: 'Housing',
    },
    roleDoes: {
      lead: 'Opens exercises, decides who is in the team and changes what people read about you.',
      listener: 'Brings in what people said, checks it, finds themes, puts pieces together and publishes.',
      reader: 'Reads each passage as the second person, before it counts as checked.',
      coach:
        'Walks alongside people who let them in. Sees only what each person opens, for as long as they do.',
      safeguarding:
        'Is the second person who sees a safeguarding record at once, and decides with another about telling.',
      housing:
        'Manages homes. Learns nothing of anybody’s space: not what is in it, not whether there is one.',
    },
    inviteTitle: 'Invite somebody',
    inviteName: 'Their name',
    inviteNameHint: 'As the team knows them. Only the team sees it.',
    inviteAddress: 'Their email address',
    inviteAddressHint: 'They sign in with it. They get a letter with the way in.',
    inviteConsole:
      'Mail is not set up on this server, so the letter is printed on its console. Tell them yourself.',
    inviteRoles: 'What may they do?',
    invite: 'Invite',
    done: {
      invited: 'They are in the team now. A letter tells them how to sign in.',
      'invited-without-letter':
        'They are in the team now, but no letter could be sent. Tell them yourself where to sign in.',
      changed: 'Saved.',
      'exception-asked': 'Asked. Another person in the team has to agree on this page.',
      'exception-agreed': 'Agreed. They can sign in with a typed code for some hours.',
      removed: 'They are no longer in the team.',
    },
    sessions: 'See where you are signed in',
    lostTitle: 'Somebody lost their passkey',
    lostWhat: (hours: number) =>
      `A lead asks, and another person agrees after speaking with them. Then a typed code is enough for ${hours} hours, and they can add a new passkey. Speak with the person first, by voice: whoever reads their letters could ask in their name.`,
    lostAsk: (name: string) => `Let a typed code be enough for ${name}`,
    lostWaits: (asker: string, name: string) =>
      `${asker} asks that a typed code be enough for ${name}. Another person has to agree within a day.`,
    lostHolds: (name: string, until: string) => `A typed code is enough for ${name} until ${until}.`,
    lostAgree: (name: string) => `I spoke with ${name}, and agree`,
    when: (date: Date) => time.format(date),
    nameMissing: 'Type a name.',
    nameTooLong: (most: number) => `Make the name shorter: ${most} letters at most.`,
    addressWrong: 'Type the whole email address, like name@example.org.',
    rolesMissing: 'Tick at least one thing they may do.',
    alreadyHere: 'This address is in the team already. Choose “Change” beside its name above.',
    apart: {
      housing:
        'Housing cannot be held together with Coach, Safeguarding or Listener: a landlord is not in the room.',
      lead: 'Lead cannot be held together with Coach or Safeguarding: whoever leads opens no space. Invite a second address for one of the two.',
    },
    ownRoles: 'You cannot give yourself more to do here. Ask another lead to do it.',
    lastLead:
      'This is the only lead. Make somebody else a lead first, so that the team is never without one.',
    memberLead: 'Changes count from their next click.',
    save: 'Save',
    removeTitle: (name: string) => `Remove ${name} from the team`,
    removeLead:
      'They can no longer sign in here, and are signed out now. What they did stays. You can invite them again.',
    remove: 'Remove from the team',
    removeLink: 'Remove this person from the team',
    keep: 'Keep them',
    invitationLetter: (signInPage: string) => ({
      subject: 'You can sign in',
      text: `You can sign in with this address here:\n\n${signInPage}`,
    }),
  },
} as const

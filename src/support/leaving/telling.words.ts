const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'Europe/London',
})

const moment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/London',
})

/** What stands around a person's words when they are told on paper. */
export const tellingWords = {
  'en-GB': {
    title: (name: string) => `The page of ${name}`,
    lead: (at: Date) => `This is all that was on my page on ${moment.format(at)}.`,
    beside: (json: string) => `The file ${json} has the same for computers, word by word.`,
    goalsFile: (fhir: string) => `The file ${fhir} has what I want once more, for programs that read FHIR.`,
    day: (at: Date) => day.format(at),
    moment: (at: Date) => moment.format(at),

    me: 'Me',
    besideIt: (writer: string) => `${writer}, beside it`,
    goals: 'What I want',
    state: 'Where it stands',
    goalStates: { open: 'Open', done: 'Done', 'put-down': 'I put it down' } as Readonly<
      Record<string, string>
    >,
    idea: 'Whose idea',
    ideas: { mine: 'Mine', theirs: 'Somebody else’s', ours: 'Ours' } as Readonly<Record<string, string>>,
    ideaWords: 'Whose idea, in my words',
    who: 'Who does it',
    whos: { me: 'Me', together: 'Together', somebody: 'Somebody for me' } as Readonly<Record<string, string>>,
    withWhom: 'With whom',
    hands: {
      together: 'Written beside me',
      suggested: 'Suggested, and I said yes',
    } as Readonly<Record<string, string>>,
    steps: 'Steps',
    before: 'What I said before',
    marks: 'Numbers I gave it, from 0 to 10',
    mark: (at: Date, mark: string) => `${day.format(at)}: ${mark}`,
    suggestions: 'Suggested, and not answered',
    suggested: 'Suggested by',
    letters: 'Letters to myself',
    invitations: 'Who I let in',
    unknownCoach: 'Somebody I asked',
    coach: (coach: { name: string; organisation: string }) => `${coach.name}, ${coach.organisation}`,
    asked: 'Asked',
    states: {
      asked: 'I gave them words. They had not said yes.',
      open: 'Let in.',
      paused: 'Paused.',
      stopped: 'I stopped this.',
      left: 'They did not come any more.',
    } as Readonly<Record<string, string>>,
    rooms: 'What was open',
    allRooms: 'All of my page',
    from: 'Let in on',
    until: 'Until',
    spoken: 'They wrote down that I said to go on',
    looks: 'Who looked',
    look: (look: { when: string; line: string; why: string }) => `${look.when}: ${look.line} ${look.why}`,

    rest: (table: string) => table,
    yes: 'yes',
    no: 'no',
  },
} as const

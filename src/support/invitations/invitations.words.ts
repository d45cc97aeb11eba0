const day = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'Europe/London',
})

const moment = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/London',
})

/** Whom a person lets in, and how they show them out. */
export const invitationsWords = {
  'en-GB': {
    heading: 'Who I let in',
    lead: 'A coach comes in only if you let them. You can stop at any time. Nobody asks you why.',
    none: 'Nobody is let in.',
    noneWhy: 'That is fine. This page is yours with or without a coach.',
    cardHeading: 'I have a card from a coach',
    card: 'The three words on the card',
    cardHint: 'They let you see who it is. You choose after that.',
    cardLook: 'See who it is',
    codeMissing: 'Type the three words on the card.',
    codeUnknown: (word: string) => `“${word}” is not one of the words we give. Look at it once more.`,
    codeLength: (count: number) => `These are ${count} words. A card has three.`,
    codeWrong: 'These words open nothing here. A card works once, for two weeks. Ask for a new one.',
    often: 'There were many tries from this place. Wait ten minutes, then try again.',
    askHeading: 'Ask a coach',
    askLead: 'You get three words. Tell them to a coach you know. They say yes with them, or they do not.',
    ask: 'Get words for a coach',
    askedHeading: 'Words for your coach',
    askedLead: 'Tell these three words to your coach. They work once, for two weeks.',
    askedOnce: 'This page shows them only once.',
    offerHeading: (name: string) => `Let ${name} in?`,
    offerFrom: (name: string, organisation: string) => `${name} is a coach from ${organisation}.`,
    housing: (organisation: string) =>
      `${organisation} also manages homes. Nobody who does that can see your page, or that you have one.`,
    offerMeans: [
      'They see what you open to them. Each time they look, you can see it.',
      'It is a try-out of four weeks. Then it ends by itself, unless you say go on.',
      'You can stop before that, with one tap. Nobody asks why.',
      'If somebody is in danger right now, they may look at more for half an hour. If a law makes them, they write it down. You see both, at once or as soon as it is safe.',
    ],
    which: 'What do you want to open?',
    all: 'All of my page',
    some: 'Only what I tick here',
    roomNames: {
      goals: 'What I want',
      conversations: 'Conversations',
      'keeping-safe': 'For hard days',
    },
    yes: 'Let them in',
    no: 'No, thank you',
    whichMissing: 'Choose one: all of your page, or only what you tick.',
    whichBoth:
      'You ticked parts of your page, so only these would open. If that is right, go on. For all of your page, take the ticks away.',
    unknownCoach: 'Somebody you asked',
    from: (coach: { name: string; organisation: string }) => `${coach.name}, ${coach.organisation}`,
    states: {
      asked: 'You gave them words. They have not said yes so far.',
      open: 'They are let in.',
      over: 'The four weeks are over. They see nothing. You can say go on at any time.',
      paused:
        'This is paused. They see nothing until you say so, unless a life is in danger now. Stop shuts that too.',
      stopped: 'You stopped this. They see nothing.',
      left: 'They do not come any more. Nobody takes their place unless you choose somebody.',
    },
    until: (date: Date) => `The try-out ends on ${day.format(date)}, unless you press Go on.`,
    spoken: (date: Date) =>
      `On ${moment.format(date)} they wrote down that you said to go on. If that is not so, press Stop.`,
    opens: (rooms: readonly string[]) => `They see: ${rooms.join(', ')}.`,
    opensAll: 'They see all of your page.',
    opensNothing: 'They see your name here and nothing else.',
    change: 'Choose what they see',
    buttons: { pause: 'Pause', stop: 'Stop', 'go-on': 'Go on', 'come-back': 'Let in again' },
    about: (name: string) => `(${name})`,
    duty: 'Somebody you let in before sees nothing more. If a law makes them write about danger, they can still find you by the name they knew, as long as you have a page here.',
    glass: 'What is on their screen at that moment stays there until they leave it. Nothing new opens.',
    roomsHeading: (name: string) => `What ${name} sees`,
    save: 'Save',
    done: {
      opened: 'They are let in.',
      changed: 'Done. It is as you see it here.',
    },
    back: 'Back',
  },
} as const

const when = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/London',
})

/** When every way in is lost. */
export const recoveryWords = {
  'en-GB': {
    heading: 'If you lost every way in',
    lead: 'Did you give three words each to two people? Ask both for them, and type them here.',
    first: 'Three words from one of them',
    second: 'Three words from the other',
    hint: 'The first four letters of each word are enough.',
    missing: 'Type the three words.',
    unknown: (word: string) => `“${word}” is not one of the words we give. Look at it once more.`,
    ask: 'Ask for new words',
    wrong: 'These words do not go together here. Both people’s words have to be right.',
    often: 'There were many tries from this place. Wait ten minutes, then try again.',
    other:
      'Nobody has words for you? Then nobody can open your page, and neither can we. You can begin a new one.',
    beginLink: 'Begin a page of your own',
    began: 'Have you asked for new words before?',
    beganLink: 'Type the words you kept',
    keptHeading: 'Come back in one day',
    keptLead: 'Write these five words down. In one day they get you new words.',
    keptOnce: 'They are shown only now.',
    keptWhy: [
      'We wait one day so that nobody can do this behind your back. Whoever is in your page can stop it.',
      'Until you are back, nobody you let in can see your page, unless a life is in danger now.',
      'When you are back, only your new words open it. Passkeys and codes by e-mail stop.',
    ],
    keptAt: 'In one day, type them here:',
    backHeading: 'Type the words you kept',
    words: 'The five words you kept',
    wordsMissing: 'Type the five words.',
    go: 'Go on',
    backWrong: 'These words are not known here. Look at each word once more.',
    waiting: (readyAt: Date) => `It is too early. Come back from ${when.format(readyAt)} on.`,
    stopped: 'Somebody who was in your page stopped this. You can ask again.',
    over: 'These words were used, or are too old. You can ask again.',
    notice: 'Somebody asked for new words. Stop it?',
    noticeLead:
      'If that was you, on another phone, leave it. Else tap to stop it. If nobody stops it, your words change one day after it was asked.',
    stop: 'Stop it',
    backNotice: 'The people you let in before are waiting.',
    backLead: 'They cannot see your page until you say so.',
    letIn: 'Let them in again',
    keepOut: 'Not now',
    done: {
      stopped:
        'It is stopped. If it was not you who asked, give the people you chose new words, or choose others.',
    },
    letter: {
      subject: 'A note for you',
      text: 'Somebody asked for new words in your name.\n\nIf it was you, there is nothing to do. If it was not you, go in and stop it. You have one day.',
    },
  },
} as const

const day = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})
const number = new Intl.NumberFormat('en-GB')
const dayOf = (date: string) => day.format(new Date(`${date}T00:00:00Z`))

/** Conversations, as their person reads them. */
export const conversationsWords = {
  'en-GB': {
    day: dayOf,
    you: 'You',
    from: (coach: { name: string; organisation: string }) => `${coach.name} from ${coach.organisation}`,
    wrote: (name: string) => `${name} wrote`,
    wroteToday: (name: string) => `${name} wrote, today.`,
    wroteOn: (name: string, date: string) => `${name} wrote, on ${dayOf(date)}.`,
    stoodBeside: (name: string) => `${name}, beside it:`,
    besideBy: (name: string, date: string) => `${name}, on ${dayOf(date)}`,

    heading: 'Conversations',
    lead: 'What was talked about. Nobody can change what is written here. You can write your own line beside any line.',
    none: 'Nothing is written here.',
    noneWhy: 'It can stay like that. A conversation is just as good without a note.',
    write: 'Write about a conversation',
    older: 'See what was before',

    newHeading: 'Write about a conversation',
    words: 'Your words',
    otherDay: 'It was on another day',
    otherDayOrHard: 'It was on another day, or about hard days',
    whichDay: 'Which day was it?',
    dayHint: 'Leave it empty for today.',
    hard: 'This was about hard days',
    hardHint: 'Your page for hard days then leads here too.',
    isHard: 'This was about hard days.',
    hardBy: (coach: { name: string; organisation: string }) =>
      `${coach.name} from ${coach.organisation} said so.`,
    hardBack: 'It was not about that',
    hardBefore: 'Those before',
    save: 'Save',
    readNow: (names: readonly string[]) =>
      names.length === 0
        ? 'Only you can read this now. Whoever you let in later can read it too.'
        : `You and ${names.join(', ')} can read this as soon as you save it.`,
    notWatched: 'Nobody is watching this page right now.',
    takeBackNote: 'You can take your own words back at any time.',

    own: 'Write beside it',
    ownOrBack: 'Write beside it, or take it back',
    takeThis: 'Take it back',
    takeAll: 'Take back all I wrote here',
    takeAllHint: 'Your words here are then gone for everybody. What a coach wrote stays.',
    lineHeading: 'Your own line',
    lineLead: 'Say it the way you saw it. Both stay, side by side.',
    takeHeading: 'Take this line back',
    takeLead: 'It is then gone for everybody who could read it.',
    take: 'Take it back',
    back: 'Back to the conversation',

    missing: 'Write a few words first.',
    tooLong: (letters: number, most: number) =>
      `This is ${number.format(letters)} letters long. ${number.format(most)} fit in one go. Make it shorter, or save it in two parts.`,
    dayWrong: 'Choose a day that there is, or leave it empty.',
    dayToCome: 'Choose a day that has been, or leave it empty.',

    done: {
      saved: 'Your words are saved.',
      beside: 'Your line stands beside it.',
      taken: 'Your words are gone.',
      hard: 'Your page for hard days leads here too.',
      'not-hard': 'Your page for hard days does not lead here.',
      kept: 'It is kept in your conversations.',
    },
  },
} as const

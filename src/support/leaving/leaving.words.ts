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

const wholeDay = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'Europe/London',
})

/** Moving on: what a person takes with them, writes for later, leaves here or lets go. */
export const leavingWords = {
  'en-GB': {
    heading: 'Moving on',
    lead: 'Take your things, leave them here, or let them go. Nobody asks you why.',
    homeLine: 'Take it all with you, or let it go.',

    takeHeading: 'Take it all with you',
    takeLead:
      'You get one file. In it is all that is on your page: to read, to print, and for another computer to use.',
    takeStays: 'The file stays on this phone or computer. Whoever holds that can read it.',
    takeShared: 'You said others use this phone. They will find the file, unless you take it off again.',
    takeTold: 'Your page will say that it was taken.',
    take: 'Take it all with me',

    letterHeading: 'A letter for later',
    letterLead: 'You can write to yourself. When you come back one day, it is the first thing you see.',
    letter: 'What do you want to tell yourself?',
    letterHint: 'Nobody you let in can read it.',
    letterSave: 'Keep this letter',
    letterWrite: 'Write a letter to yourself',
    letterMissing: 'Write a few words first, or go back.',
    letterLong: (most: number) => `Make it shorter: ${most} signs at most.`,
    letterOf: (at: Date) => `You wrote this on ${wholeDay.format(at)}.`,
    letterRemove: 'Throw this letter away',

    moveHeading: 'Move on, and keep your page',
    moveLead:
      'Your page stays as it is, for you alone. Those you let in see nothing any more. To them it is just not open.',
    move: 'I am moving on',
    movedHeading: 'Good to see you',
    moved: (at: Date) =>
      `You moved on on ${wholeDay.format(at)}. Your page is all here, and open only to you.`,
    back: 'I am back',

    goHeading: 'Let it all go',
    goLead: 'All that is on your page can be taken away for good.',
    goLook: 'See what goes and what stays',

    whatHeading: 'What goes, and what stays',
    goesHeading: 'This goes, for good',
    goes: [
      'All your words, and all that coaches wrote on your page.',
      'Who you let in, and who looked.',
      'Your name here, your five words, and each other way in.',
      'The keys to all of it. With the keys gone, old copies that we keep in case of a fire say nothing any more.',
    ],
    staysHeading: 'This stays',
    stays: [
      'What people you let in remember, and what they wrote down in other places.',
      'Numbers they counted for their own reports. Your words and your name are not in them.',
      'A file that you took with you, wherever it is.',
      'Copies of the whole machine, if whoever runs this site makes any. If they hold the keys too, your words are in them until they are thrown away. You can ask.',
      'Records that a law makes somebody write when there is danger. They keep each one until its last day, seven years at most. You are told of a record when it is safe to tell you.',
    ],
    lawKept: (organisation: string, written: Date, until: Date) =>
      `What ${organisation} wrote about you on ${wholeDay.format(written)}: they have to keep it until ${wholeDay.format(until)}. Then it is deleted.`,
    lawKeptLine:
      'Your own line beside it is kept with it. You can take it back first, under “What was written about you”.',
    firstHeading: 'Take it all with you first?',
    goNext: 'Go on',
    notNow: 'Not now',

    whenHeading: 'When shall it go?',
    week: 'In seven days, unless I stop it',
    weekHint:
      'From now on nobody but you can open your page. For seven days you can stop it with one tap, from any phone.',
    now: 'Now, for good',
    nowYes: 'Let it go now',
    nowHint: 'This cannot be taken back. Nobody can get it back for you.',
    nowLater: (minutes: number) =>
      `Do you want it to go now? Close your page, go in again, and come back here within ${minutes} minutes. This works when your words and your other ways in are the same since a week. So nobody can do it who only picks up your phone.`,

    goingHeading: (at: Date) => `It all goes on ${day.format(at)}`,
    going: (at: Date) =>
      `On ${moment.format(at)} your page goes for good. Until then it is open only to you. Did you not want this? Stop it here.`,
    stop: 'Stop it. My page stays',

    goneHeading: 'It is done',
    gone: 'All that was on your page is gone. No key to it is left, so nobody can open it again. We cannot either.',
    goingStillHeading: 'Your page is closed',
    goingStill:
      'Nobody can open it any more. A part of our machine does not answer just now. The last keys go by themselves as soon as it does.',
    goneStays: 'This is still there:',
    goneAgain: 'You can begin a new page at any time.',
    goneBegin: 'Begin a page of your own',

    done: {
      letter: 'Your letter is kept.',
      thrown: 'That letter is gone.',
      moved: 'Your page is open only to you. You can come back whenever you like.',
      back: 'Welcome back. You can let people in again, one by one.',
      stays: 'Your page stays. You can let people in again, one by one.',
      planned: 'Nobody but you can open your page from now on.',
    },

    files: {
      html: 'My page.html',
      pdf: 'My page to print.pdf',
      json: 'My page for computers.json',
      fhir: 'goals.fhir.json',
    },
    bundle: 'my-page.zip',
    notOpened: '[These words could not be opened.]',
    jsonAbout:
      'Everything on this page that is its owner’s, table by table. Times are in UTC. Words are as they were written.',
  },
} as const

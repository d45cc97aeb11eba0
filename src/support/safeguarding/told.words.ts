const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'Europe/London',
})

/** What was written about somebody by duty, as they read it themself. */
export const toldWords = {
  'en-GB': {
    heading: 'What was written about you',
    lead: 'A law can make somebody write a record when there is danger. What they wrote about you is here.',
    none: 'There is nothing here for you to read.',
    noneWhy: 'If there is something one day, you are told first, by somebody and not by this page.',
    from: (author: string, organisation: string, at: Date) =>
      `${author} from ${organisation} wrote this on ${day.format(at)}.`,
    duty: 'Why they had to',
    happened: 'What happened',
    why: 'Why it was written down',
    acted: 'Who acted, and what was done',
    wish: 'What you wanted',
    told: 'How you were told',
    opened: 'They opened parts of your page to help. You can see which under “Who looked”.',
    withheld: (why: string) => `Something that others said is left out here. ${why}`,
    kept: (organisation: string, date: string) =>
      `${organisation} keeps this until ${day.format(new Date(date))}, also when your page is gone, because somebody may go to court about it. Then it is deleted.`,
    who: 'Its author can read it, and those who keep people safe there. Nobody who manages homes can, and nobody who leads.',
    lines: 'What you wrote beside it',
    lineOn: (at: Date) => `You, on ${day.format(at)}`,
    write: 'Write your own line beside it',
    writeMore: 'Write another line beside it',
    lineHeading: 'Your own line',
    lineLead: (author: string, organisation: string, at: Date) =>
      `It stands beside what ${author} from ${organisation} wrote on ${day.format(at)}. Say it the way you saw it. Both stay.`,
    line: 'Your words',
    save: 'Save',
    lineWho:
      'Whoever can read what was written can read your line as soon as you save it. They are asked to look.',
    lineKept: (date: string) =>
      `It is kept with what was written, until ${day.format(new Date(date))}, also when your page is gone. As long as you have your page, you can take it back here.`,
    back: 'Back',
    takeFold: 'Take this line back',
    takeLead: 'It is then gone for everybody who could read it.',
    take: 'Take it back',
    done: { beside: 'Your line stands beside it.', taken: 'Your line is gone.' },
    wrong: 'Is something wrong here? You can ask them to put it right. They must look at it.',
    home: 'What was written about you',
    homeLine: 'Somebody had to write something down. You were told about it.',
  },
} as const

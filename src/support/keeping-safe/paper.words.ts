const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'Europe/London',
})

/** What a person takes with them: on paper, or as a file on their phone. */
export const paperWords = {
  'en-GB': {
    heading: 'On paper, or on my phone',
    lead: 'Take what helps with you, for when you are not online. You choose what goes on it.',
    choose: 'What goes on it?',
    chooseHint: 'Leave out what nobody else should find. It does not say where it comes from.',
    number: (line: { name: string; number: string }) => `${line.name}, ${line.number}`,
    show: 'Show it',
    nothing:
      'There is nothing of yours on it so far. You can write something first, or take just the numbers.',
    paperHeading: 'On paper',
    paperHow:
      'Open the menu of your browser and choose “Print”. Only the words between the lines are printed. Fold it twice, with the words inside.',
    paperWhere: [
      'Who could find it? Think of pockets, bags and drawers.',
      'If you print at a library, a hostel or at work, wait beside the printer. Ask if it keeps a list.',
      'One number you know by heart leaves no trace at all.',
    ],
    phoneHeading: 'On my phone',
    phoneLead: 'You can save it as a file. Then it opens with no signal.',
    phoneStays: [
      'The file stays on this phone until you delete it. Closing this page does not take it away.',
      'Whoever can open this phone can read it. No words are asked for.',
      'It lies with your downloads, and the browser may list it. It is called “list”.',
      'Some phones copy files to an online store. Others may see it there.',
      'It does not change when you change your page.',
      'That you saved it is written under “Who looked”.',
    ],
    phoneIf: 'If somebody else looks at this phone, paper or a number by heart may be safer.',
    save: 'Save the file on this phone',
    shared:
      'You said others use this phone too. So we do not put a file on it. You can print it, or write a number down.',
    ring: 'You can ring',
    asOf: (at: Date) => day.format(at),
    // The name of the file and of the page in it.
    fileName: 'list.html',
    fileTitle: 'List',
    back: 'Back',
  },
} as const

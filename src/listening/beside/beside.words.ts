/** What the team reads about what stands beside quotes. */
export const besideWords = {
  'en-GB': {
    title: 'Beside the quotes',
    lead: 'Some people chose a few words to stand beside what we print of theirs, and some a name for a signed piece. These are their words: nobody here changes them. Two people read them first.',
    howTo:
      'Read them together with the quotes. Could somebody tell who it is, and would it harm them? Then leave the words out, and ask the person for others.',
    emptyWhat: 'What people of this series chose to stand beside their quotes will be here.',
    emptyWhy: 'Nobody who is quoted in it has said yes to that.',
    workplace: 'These people work for whoever asks. Nothing stands beside their quotes, and nobody is named.',
    voice: (number: number) => `Voice ${number}`,
    kind: {
      description: 'What may be said about them',
      name: 'The name to print, in signed pieces only',
    },
    quotes: 'What is quoted of theirs here',
    inWisdom: (number: number) => `in Wisdom ${number}`,
    state: {
      printed: 'Two people have read it. It is printed with the next edition, or is already.',
      waits: (more: number) =>
        more === 2
          ? 'Nobody has read it yet. Two people have to.'
          : 'One person has read it. A second has to.',
      'left-out': 'It is left out.',
    },
    mayPrint: (name: string, day: string) => `${name} said on ${day} that it may be printed.`,
    notPrint: (name: string, day: string) => `${name} said on ${day} to leave it out.`,
    somebody: 'Somebody who has left the team',
    yes: 'It may be printed',
    no: 'Leave it out',
    back: 'Take my answer back',
    about: (number: number, kind: 'description' | 'name') =>
      kind === 'name' ? `(the name of voice ${number})` : `(the words of voice ${number})`,
    tells:
      'There is a name of somebody in this exercise in it, or a number, address or handle. It cannot be printed. Ask the person for other words, or leave it out.',
    changed: 'They have chosen other words by now, or none. Look at the list again.',
    done: {
      yes: 'Noted: it may be printed.',
      no: 'Noted: it is left out.',
      back: 'Your answer is taken back.',
    },
    onQuote: {
      none: 'Nothing. Its voice chose no words for it.',
      printed: 'Printed beside it.',
      waits: 'Not printed yet: two people have to read it first.',
      'left-out': 'Not printed: somebody of the team said to leave it out.',
      'not-signed': 'Their name. Not printed: this piece is not signed.',
      toPage: 'Read it',
    },
    signed: {
      heading: 'Names',
      isOff: 'This piece is not signed: nobody is named in it.',
      isOn: 'This piece is signed: beside each quote stands the name its voice chose. Everybody quoted has to have said yes to that.',
      on: 'Make it a signed piece',
      off: 'Print no names in it',
    },
  },
} as const

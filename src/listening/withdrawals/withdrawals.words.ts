/** What a listener reads before taking a voice's words back for it. */
export const withdrawalWords = {
  'en-GB': {
    title: (number: number) => `Take back everything voice ${number} said`,
    lead: 'Do this when the person asked you to. It cannot be undone.',
    voices: 'Voices',
    goes: 'What goes',
    whatGoes: (passages: number) => [
      passages === 1
        ? 'The one passage of this voice, and everything made of it: readings, themes on it, quotes of it.'
        : `All ${passages} passages of this voice, and everything made of them: readings, themes on them, quotes of them.`,
      'The labels it came with, what it agreed to, and its come-back words.',
      'The keys to all of this, so that old backups cannot open it either.',
    ],
    stays: 'What stays',
    whatStays:
      'Only a note that somebody took their words back, and when. It does not say who, or what the words were.',
    when: 'When should it go from what is printed? Ask the person.',
    now: 'Now',
    nowHint: 'A quote that goes at once can be missed by somebody who watches the page.',
    rebuild: 'Quietly, at the monthly rebuild',
    rebuildHint:
      'What is printed stays until then, and goes with everything else that changes. Here, with us, the words go at once all the same.',
    send: 'Take it all back',
    keep: 'Keep it and go back',
    waiting: {
      title: (number: number) => `Take what is printed of voice ${number} away now`,
      lead: (day: string) =>
        `This person took their words back quietly. With us they are gone. What is printed of them goes on ${day}.`,
      whoAsks:
        'If they ask for it to go at once after all, do it here. We kept no name: only the number of the voice says whose words these were. With their words to come back they can do it themselves.',
      send: 'Take it away now',
      keep: 'Let it wait and go back',
    },
  },
} as const

/** What a listener reads where they say how people were asked. */
export const mannersWords = {
  'en-GB': {
    label: 'How were they asked?',
    hint: 'What you choose here, and the words that belong to it, are kept with each answer.',
    manners: {
      one: 'Aloud, each alone: our words were read out',
      group: 'Aloud on a group call: our words were read out',
      chat: 'In the group chat: our words were sent there',
      room: 'Aloud with others in the room: our words were read out',
      written: 'In writing: they read our sheet',
      form: 'On a page or a form of yours',
      message: 'Nobody asked: they wrote it to us themselves',
    },
    said: 'In other words than ours',
    saidHint:
      'Write what they heard or read, a sentence a line: what your form says, or what you said. Leave it empty when it was our words. Do not write names.',
    missing: 'Say how they were asked.',
    noForm: 'Write what the page or form says: without it nobody can tell later what they said yes to.',
    tooLong: 'Make this shorter: 5,000 letters at most.',
  },
} as const

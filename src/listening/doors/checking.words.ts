/** What a listener reads while checking a file. */
export const checkingWords = {
  'en-GB': {
    first: 'Look at this first',
    notUnderstood: (n: number) =>
      n === 1
        ? 'We did not understand one line.'
        : `We did not understand ${n.toLocaleString('en-GB')} lines.`,
    repeated: (n: number) =>
      n === 1
        ? 'One message was here already, from an earlier file. We left it out.'
        : `${n.toLocaleString('en-GB')} messages were here already, from an earlier file. We left them out.`,
    repeatedMails: (n: number) =>
      n === 1
        ? 'One mail was here already, from a mailbox or an earlier file. We left it out.'
        : `${n.toLocaleString('en-GB')} mails were here already, from a mailbox or an earlier file. We left them out.`,
    otherNames: 'Somebody may have another name in this file than in the earlier one.',
    toSame: 'Look whether anybody is counted twice',
    leftOut: (n: number) =>
      n === 1
        ? 'One line is of somebody who took their words back. It was not stored, and the file is not kept.'
        : `${n.toLocaleString('en-GB')} lines are of people who took their words back. They were not stored, and the file is not kept.`,
    withdrawn:
      'Somebody in this file took their words back. We forgot its name and its lines, and the file is not kept.',
    unread: (n: number) =>
      n === 1
        ? 'One person has not said yes to being read yet.'
        : `${n.toLocaleString('en-GB')} people have not said yes to being read yet.`,
    unreadHint:
      'Nobody can open their words. Unless they say yes, their words are destroyed: the days stand below.',
    goes: (day: string) =>
      `Nobody has said yet that this file is right. Unless somebody does, all of it goes on ${day}.`,
    goesUnless: (day: string) => `goes on ${day} unless they say yes`,
    toHear: (n: number) =>
      n === 1 ? 'one recording to listen to' : `${n.toLocaleString('en-GB')} recordings to listen to`,
    agreed: {
      heading: 'Who agreed, and how?',
      lead: 'No words are shown before this is written down. Without a yes, words stay shut.',
      script: 'What people must have heard or read before they said yes',
      everybodyHint: 'Tick here when all of them said yes. Otherwise tick person by person, below.',
      each: 'Person by person',
      eachHint: 'A person with no tick has not said yes.',
      saved: 'Change who agreed',
    },
    show: {
      words: 'Words',
      notice: 'Notices',
      'not-understood': 'Lines not understood',
    },
    leads: {
      words:
        'The words of everybody who said yes, in the order of the file. Something here that is nobody’s words? Say so.',
      notice:
        'What the program wrote, as far as we can tell. Nobody is counted for it. Is one of these somebody’s words? Say so.',
      'not-understood':
        'We could not tell whose words these lines are. They are in no passage unless you say so.',
    },
    shut: (notUnderstood: number, notices: number) =>
      `Then you see here what we did not understand (${lines(notUnderstood)}) and what we took for notices of the program (${lines(notices)}).`,
    againHint:
      'All of it is read from the beginning then. Who agreed, and what you moved or wrote down here, must be done again.',
    lookThrough: 'Look through the words',
    seeAll: (n: number) => `See all ${n.toLocaleString('en-GB')}`,
    isWords: 'These are words',
    isNotice: 'Not words',
    ofLine: (line: number) => `(line ${line})`,
    whose: 'Whose words',
    nobodyNamed: 'not named',
    ofLabel: (label: string) => `would be words of ${label}`,
    voice: (n: number) => `Voice ${n}`,
    back: 'Back to the file',
    columns: { text: 'What stands there', line: 'Line', why: 'Why', who: 'Who', move: 'Move it' },
    listener: 'a listener said so',
    recordings: {
      title: 'Voice notes and pictures',
      lead: 'They came with the words. Listen, and write down what is said: then it is words like any other.',
      none: 'There is nothing to hear or to see.',
      noneWhy: 'What came from people who have not said yes is not shown.',
      what: 'What',
      who: 'Who',
      when: 'When',
      state: 'State',
      kinds: { audio: 'Voice note', video: 'Film', image: 'Picture' },
      line: (n: number) => `line ${n.toLocaleString('en-GB')}`,
      voice: (n: number) => `Voice ${n}`,
      typed: 'written down',
      notTyped: 'not written down yet',
      write: 'What is said, word for word',
      writePicture: 'Words in this picture, if they are theirs',
      goes: 'When you save this, the recording is destroyed: this person has not said yes to our keeping it.',
      stays: 'What came stays here beside the words.',
      button: 'Save these words',
      back: 'Back',
      pictureAlt: 'A picture that came with the words',
      typedAlready: 'Somebody has written this down already.',
      missing: 'Write down what is said. If there are no words in it, go back.',
      tooLong: 'This is longer than 100,000 letters. Save a part of it.',
      link: 'Voice notes and pictures that came with it',
      done: { typed: 'Saved. The words are with the others now.' },
    },
    asking: {
      lead: 'Nothing of this file is stored yet. It belongs to an earlier file, and somebody in that one took their words back.',
      heading: 'Who took their words back?',
      hint: 'Tick each name of theirs. What these people wrote is not stored. We kept no name, so only you can tell.',
      label: 'These names are not in the earlier file',
      none: 'None of these people took their words back',
      button: 'Go on',
      problem: 'Tick a name, or say that it is none of them.',
    },
    done: {
      words: 'It is with the words now.',
      notice: 'It is not with the words any more.',
      answered: 'Thank you. The file is being read.',
    },
  },
} as const

function lines(n: number): string {
  if (n === 0) return 'nothing'
  return n === 1 ? 'one line' : `${n.toLocaleString('en-GB')} lines`
}

import { counted } from './counted.ts'

const count = (n: number, one: string, many: string) =>
  n === 1 ? one : many.replace('#', n.toLocaleString('en-GB'))

/** What the cards say: one for each person, place or thing that was proposed. */
export const cardWords = {
  'en-GB': {
    title: 'Names and places',
    lead: 'One card for each name, place, number or day. What you decide holds everywhere it stands.',
    ofSource: 'These cards are about one file.',
    ofAll: 'Show the cards of all words',
    place: (place: number, total: number) =>
      `Card ${place} of ${total > counted ? 'more than ' : ''}${Math.min(total, counted).toLocaleString('en-GB')}`,
    decided: 'This card was decided. You can decide it again.',
    stands: (times: number, passages: number) =>
      `${count(times, 'Stands once', 'Stands # times')}, ${count(passages, 'in one passage', 'in # passages')}`,
    also: 'Also written',
    earlier: (put: string) => `Where it stood before, “${put}” was put.`,
    put: 'Put this instead',
    others: (others: readonly string[]) =>
      `Where the words around ask for it, ${others.map((other) => `“${other}”`).join(' or ')} is put. If you change the words above, they are put everywhere.`,
    accept: 'Change it everywhere',
    mentions: 'Everywhere it stands',
    mentionsHint: 'Tick what is somebody or something else. It gets a card of its own.',
    passage: (n: number) => `Passage ${n}`,
    nowPut: (put: string) => `now “${put}”`,
    nowLeft: 'left as it is',
    part: 'Give what I ticked its own card',
    mentionPages: 'More places where it stands',
    earlierMentions: 'Earlier places',
    laterMentions: 'More places',
    leave: 'Leave it as it is',
    leaveButton: 'Leave it everywhere',
    note: 'Why can it stay?',
    noteHint: 'For the team. Do not write names here.',
    noteBefore: (note: string) => `Somebody left it before and wrote: ${note}`,
    same: 'It is the same as another',
    sameLabel: 'The same as',
    sameHint: 'Both become one card.',
    sameButton: 'Make them one card',
    cards: 'Cards',
    previous: 'The card before',
    next: 'The next card',
    keys: 'Keys:',
    keyNames: {
      next: 'next',
      previous: 'before',
      accept: 'change it',
      words: 'the words',
      leave: 'leave it',
    },
    keysOff: 'Switch the keys off',
    keysOn: 'Switch the keys on',
    empty: 'No card waits.',
    emptyWhy:
      'Words that nobody has agreed to yet stay shut, and so do their names. They come here when people agree.',
    toOverview: 'Go to what waits',
    problems: {
      stale:
        'This card changed meanwhile: somebody answered it, perhaps you in another tab, or it was found in more places. This is how it stands now. What you wrote is still here.',
      noneTicked: 'Tick the places that are about somebody or something else.',
      allTicked: 'Leave at least one place on this card.',
      noOther: 'That card is not there any more. Choose another.',
    },
    done: {
      accepted: 'Changed everywhere. This is the next card.',
      left: 'Left as it is. This is the next card.',
      parted: 'What you ticked has its own card. This is what is left on this one.',
      'made-one': 'They are one card, and this is it.',
      'was-decided': 'That card was answered before. This is the next one.',
      'swept-with-cards': 'These words were looked at. What you ticked stands on cards now.',
      'accepted-last': 'Changed everywhere. That was the last card.',
    },
  },
} as const

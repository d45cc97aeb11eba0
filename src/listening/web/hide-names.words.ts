/** What is said where somebody has their own words looked through before they send them. */
export const hideNamesWords = {
  'en-GB': {
    look: 'Look for names before I send',
    about: 'It loads about 500 kB, once. It looks on your own phone or computer. Nothing is sent.',
    failed: 'It did not load. You can press again, or look for names yourself. You can send as before.',
    loading: 'Loading. You can go on writing, and you can send without it.',
    again: 'Look again',
    empty: 'Write your words first. Then we can look.',
    found: (count: number) =>
      count === 1
        ? 'We saw one thing that may tell who somebody is.'
        : `We saw ${count} things that may tell who somebody is.`,
    none: 'We saw no names.',
    nothingMore: 'We saw nothing more.',
    notAll:
      'We do not see every name, and some of these may be none. You know best. You can send at any time.',
    list: 'What we saw in your words',
    kinds: {
      PERSON: 'This may be a name. Hide it?',
      PLACE: 'This may be the name of a place. Hide it?',
      ORGANISATION: 'This may be the name of a group. Hide it?',
      CONTACT: 'This may be a way to find somebody. Hide it?',
      CODE: 'Somebody could look this number up. Hide it?',
    },
    places: (count: number) => `It stands in ${count} places.`,
    hide: 'Hide it',
    leave: 'Leave it',
    isHidden: 'is hidden. In its place you read:',
    isLeft: 'stays as it is.',
    putBack: 'Put it back',
    hideAfterAll: 'Hide it after all',
    saidHidden: (count: number) => (count === 1 ? 'It is hidden.' : `It is hidden in ${count} places.`),
    saidBack: 'It is back.',
    saidLeft: 'It stays as it is.',
    gone: 'These words are not in the box any more.',
  },
} as const

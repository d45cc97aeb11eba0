/** What somebody reads who changes, adds to or takes back their words. */
export const ownWords = {
  'en-GB': {
    title: 'Your words',
    changeHeading: 'Change your words',
    changeLead: 'Write them as you want them now. The team reads the new words from the start.',
    words: 'Your words',
    keep: 'Keep the old words as well',
    keepHint: 'If you leave this empty, we destroy the old ones. Whatever was made of them goes too.',
    change: 'Keep the new words',
    moreHeading: 'Add more words',
    moreHint: 'Write as much or as little as you like. Nothing is sent until you press Send.',
    send: 'Send',
    back: 'Back to my words',
    sureTitle: 'Take everything back?',
    sureOneTitle: 'Take these words back?',
    sure: 'Your words go, and so do your answers and your words to come back. We cannot undo this.',
    elsewhere: (count: number) =>
      count === 1
        ? 'Also take back the piece that came another way'
        : `Also take back the ${count} pieces that came another way`,
    elsewhereHint: 'We count them as yours. You cannot see them here, in case we are wrong.',
    sureOne: 'These words go, and whatever was made of them. The rest stays. We cannot undo this.',
    sureStays: 'We keep only a note that somebody took words back on this day. It does not say who.',
    when: 'When should they go from what is printed?',
    now: 'Now',
    nowHint: 'A quote that goes at once can be missed by somebody who watches the page.',
    rebuild: 'Quietly, when we next renew the pages',
    rebuildHint: 'That is once a month. Here, with us, your words go at once all the same.',
    sureYes: 'Yes, take everything back',
    sureOneYes: 'Yes, take these words back',
    sureNo: 'No, show me my words',
    goneTitle: 'Done',
    goneHeading: 'Everything is gone',
    gone: 'We hold no words of yours here. Your words to come back open nothing any more.',
    goneNow:
      'If something of yours was printed, it goes from our pages now. We cannot call back copies that others made.',
    goneRebuild: 'What is printed goes when we next renew the pages, within a month.',
    waitingHeading: 'Your words are gone from here',
    waiting: 'Nobody here can read them any more. What is printed of them is still there.',
    waitingUntil: (on: string) => `It goes on ${on}, when we next renew the pages.`,
    waitingNow: 'Let it go at once',
    waitingPhrase: 'Your words to come back work until that day. After that they open nothing.',
    goneLater: 'You need give no reason. If you ever want to write again, you can.',
    goneOne: {
      now: 'Done. Those words are gone.',
      'at-rebuild':
        'Done. Here those words are gone. What is printed of them goes when we next renew the pages.',
    },
    write: 'Go to the question',
  },
} as const

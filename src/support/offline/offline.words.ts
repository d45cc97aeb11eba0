/** Writing a note where there is no connection. */
export const offlineWords = {
  'en-GB': {
    // In a coach's list of open pages stands nothing of what it is for.
    title: 'Write',
    heading: 'Write without a connection',
    lead: 'Your note waits on this phone, locked. It goes when this page is open and there is a connection.',
    back: 'Today',
    without: 'This page needs a script, and your browser runs none here.',
    withoutWay: 'With a connection you can write in the other way. Open the person’s page from Today.',
    refused:
      'Your browser keeps nothing here, so nothing can wait here. It may be a private window, or the address may not begin with https.',
    whom: 'Who is it for?',
    noPeople: 'There is no name here.',
    noPeopleWhy:
      'Names come with a connection, for people who let you in to conversations. They go again after 7 days, or when a door is shut.',
    for: (name: string) => `For ${name}`,
    words: 'Your note',
    wordsHint: 'They read it as you write it.',
    day: 'The day it was',
    dayHint: 'You can leave this out.',
    before: 'Once it is saved you cannot read it here. Nobody can: it is locked for the server alone.',
    typing:
      'Until then it stands on this phone as you type it. Save before you hand the phone to somebody else.',
    privately: 'Do not use a private window: what waits there goes when you shut it.',
    begun: 'Not saved yet.',
    save: 'Save',
    other: 'Somebody else',
    saved: 'Saved. It is locked.',
    sent: 'Sent. This phone has no room left to keep a note, so it went at once.',
    notTyped:
      'This phone has no room left. What you type is not kept. Leave this page open, and save it while there is a connection.',
    unread: 'What waits on this phone cannot be read just now. Open this page again.',
    empty: 'Write something first.',
    tooLong: (count: number, most: number) =>
      `This note has ${count.toLocaleString('en-GB')} letters. ${most.toLocaleString('en-GB')} is the most. Make two of it.`,
    full: (most: number) => `${most} notes wait here. There is no room for more until some have gone.`,
    failed:
      'It was not kept, and it did not go. It still stands in the box. Try again with a connection, or copy it.',
    waiting: (count: number) =>
      count === 0
        ? 'Nothing waits here.'
        : count === 1
          ? 'One note waits here.'
          : `${count} notes wait here.`,
    standing: {
      in: '',
      away: 'There is no connection now.',
      out: 'Nobody is signed in. Sign in, and what waits goes.',
      nobody: 'Who is signed in here has no such page.',
    },
    signIn: 'Sign in',
    others: (count: number) =>
      count === 1
        ? 'One of them is from somebody else. It goes when they sign in here.'
        : `${count} of them are from somebody else. They go when that person signs in here.`,
    broken: (count: number) =>
      `${count === 1 ? 'One note' : `${count} notes`} cannot be opened where it should arrive. It is not on the person’s page. Write it again if you can.`,
    gone: (count: number) =>
      `${count === 1 ? 'One note was' : `${count} notes were`} not kept. The person’s door was shut before it came. Nothing of it can be shown: it was locked, or it is no longer yours to bring.`,
    expired: (count: number) =>
      `${count === 1 ? 'One note was' : `${count} notes were`} not kept. It waited here for more than 7 days. Nothing of it can be shown: it was locked.`,
    read: 'I have read this',
    onPhone: 'On this phone',
    keepLead:
      'You can keep this page here, so that it opens with no connection. Then these lie on this phone: this page, and the names of the people you can write to. Nothing else of theirs.',
    keep: 'Keep this page on this phone',
    kept: 'This page is kept on this phone.',
    notKept: 'It could not be kept. Try again with a connection, signed in.',
    keptLead: 'It is kept here, with the names of the people you can write to.',
    remove: 'Remove it from this phone',
    removeWaiting: (count: number) =>
      `${count === 1 ? 'One note has' : `${count} notes have`} not gone. Press again to remove that, too. It cannot be brought back.`,
    removed: 'All of it is removed from this phone.',
    // Where an invitation has ended while its page was open.
    ended: 'This page is shut. The person’s door is not open to you at this moment.',
  },
} as const

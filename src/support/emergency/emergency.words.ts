const time = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/London',
})

/** A coach opens more than they were let into, because somebody is in danger now. */
export const emergencyWords = {
  'en-GB': {
    title: 'Somebody is in danger now',
    lead: 'Ring 999 first. This page opens parts of somebody’s space to you for 30 minutes, if that helps you to help them.',
    means: [
      'It is for a coach who is let into some rooms only, or is paused.',
      'Somebody else who keeps people safe here gets a letter each time, reads why, and can shut it.',
      'The person sees what you opened. You can read, and change nothing.',
    ],
    stopped: 'If they stopped, or the time you were let in is over, nothing opens. Then ring 999.',
    live: 'Open to you now',
    liveUntil: (at: Date) => `until ${time.format(at)}`,
    ground: 'What is happening',
    groundMissing: 'Choose what is happening.',
    why: 'Why you have to look, in a sentence',
    rooms: 'What you have to open',
    roomsMissing: 'Choose at least one.',
    telling: 'Can the person see now that you looked?',
    tellingHint: 'Somebody else may hold their phone.',
    toldOption: 'Yes, they can see it at once',
    waitOption: 'No, it would put them in danger',
    said: 'How they know, or why it would put them in danger',
    day: 'If not now: the day on which two people decide again',
    implicated: 'Does one of them have a part in it?',
    implicatedHint: 'They get no letter, and do not see this.',
    open: 'Open for 30 minutes',
    notOpen:
      'There is nothing here for you to open. Perhaps all of it is open to you, or they stopped, or the time is over. Ring 999.',
    wasShut:
      'Somebody who keeps people safe here shut what you opened. For a day it does not open to you again. Ring 999, and talk to them.',
    nobodyElse:
      'Nothing was opened: nobody else here could be told. Ring 999. Then ask whoever leads here for a safeguarding person.',
    nobody:
      'This cannot be used here: nobody but you keeps people safe in this organisation. Ring 999. Then ask whoever leads here for a safeguarding person.',
    guest: (until: Date) =>
      `You opened this in an emergency. It shuts at ${time.format(until)}. You can read it and change nothing.`,
    link: 'Somebody is in danger now, and you have to see more',
    linkRecord: 'Write what a law makes you write',
    back: 'Today',
  },
} as const

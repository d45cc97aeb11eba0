const day = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/London',
})

/** What the page of one's own sessions says. */
export const sessionsWords = {
  'en-GB': {
    title: 'Where you are signed in',
    lead: 'Each line is a browser that can work here as you. End any you do not know.',
    caption: 'Browsers signed in as you',
    since: 'Signed in',
    lastSeen: 'Last used',
    which: 'Browser',
    action: 'End it',
    when: (date: Date) => day.format(date),
    thisOne: 'This one',
    otherOne: 'Another one',
    end: 'Sign it out',
    endAbout: (since: string) => `(signed in ${since})`,
    endThis: 'To end this one, sign out above.',
    endOthers: 'Sign out everywhere else',
    done: {
      ended: 'That browser is signed out.',
      'others-ended': 'You are signed out everywhere else.',
      changed: 'You now work in this organisation.',
    },
    passkeys: 'Your passkeys: sign in without a code',
    organisations: 'Your organisations',
    organisation: 'Where do you want to work now?',
    change: 'Go there',
  },
} as const

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'Europe/London' })

/** A coach's own side: who lets them in. */
export const todayWords = {
  'en-GB': {
    title: 'Today',
    lead: 'People who let you in. You are their guest.',
    none: 'Nobody has let you in so far.',
    noneWhy: 'Make a card and hand it over. The person chooses.',
    offers: 'Cards and asking',
    tryout: (date: Date) => `Try-out until ${day.format(date)}`,
    // In a coach's list of open pages stands no name.
    guestTitle: 'A space',
    guestLead: 'You are a guest here. The person sees each time you open something.',
    keepingSafe: 'Keeping safe',
    back: 'Today',
    goals: 'What they want',
    spokenHeading: 'The try-out',
    spokenLead: (date: Date) => `It ends by itself on ${day.format(date)}, unless the person says to go on.`,
    spoken: 'They said aloud to go on',
    spokenHint: 'The person sees that you wrote this down, and can stop it.',
    dutyHeading: 'If somebody is in danger',
    backInHeading: 'If they cannot get in',
    goAwayHeading: 'Stop coming',
    goAwayLead:
      'You see nothing of this space after that. The person is told on their page, and chooses what comes next.',
    goAway: 'I stop coming',
    conversations: 'Conversations',
    note: 'Write a note',
    writeOffline: 'Write without a connection',
    done: {
      noted: (name: string | null) =>
        name === null ? 'Your note is saved.' : `Your note with ${name} is saved, and they can read it.`,
      open: 'You said yes. The door is open for four weeks.',
      spoken: 'Written down. The person sees it.',
      gone: 'You have left. The person sees that on their page.',
    },
  },
} as const

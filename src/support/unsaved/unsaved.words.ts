/** What was typed and is not saved: nobody is in any more, or somebody else is. */
export const unsavedWords = {
  'en-GB': {
    save: 'Save',
    late: {
      heading: 'Not saved yet',
      lead: 'Your page closed before these words were saved. They are still here, on this page.',
      steps: [
        'Open your page in a new tab, and go in.',
        'Come back to this tab and press Save.',
        'Or copy your words and keep them where you like.',
      ],
      open: 'Go to your page, in a new tab',
    },
    other: {
      heading: 'Not saved',
      lead: 'These words were typed on another page, so they were not saved on this one. If they are yours, go back to find them. Then go in again on your own page.',
    },
    lateGuest: {
      heading: 'Not saved yet',
      lead: 'You were signed out before this was saved. Your words are still here, on this page.',
      steps: [
        'Sign in again in a new tab.',
        'Come back to this tab and press Save.',
        'Or copy your words and keep them where you like.',
      ],
      open: 'Sign in, in a new tab',
    },
    otherGuest: {
      heading: 'Not saved',
      lead: 'These words were typed on a page of somebody else’s, or by somebody else who was signed in here. They were not saved. Copy them, and open the right page.',
      today: 'Today',
    },
  },
} as const

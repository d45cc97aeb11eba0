/** What error pages say. */
export const httpWords = {
  'en-GB': {
    'not-found': {
      title: 'Nothing here',
      text: 'There is no page at this address, or it is not for you to open.',
    },
    forbidden: {
      title: 'Not for this account',
      text: 'Your account may not do this. Ask a lead of your organisation.',
    },
    conflict: {
      title: 'Something changed meanwhile',
      text: 'Go back, load the page again and try once more.',
    },
    'invalid-state': { title: 'That cannot be done now', text: 'Go back and load the page again.' },
    'rate-limited': { title: 'A short pause', text: 'Please wait a few minutes, then try again.' },
    unavailable: {
      title: 'Not just now',
      text: 'Please try again in a few minutes. What you saved before is all there.',
    },
    fault: {
      title: 'This went wrong on our side',
      text: 'It is not your fault, and nothing you saved before is lost. Go back and try again. If it keeps happening, tell whoever runs this server.',
    },
    tooLarge: {
      title: 'Too much at once',
      text: 'What you sent is larger than this page takes. Make it shorter, or send it in parts.',
    },
    otherSite: {
      title: 'Sent from another page',
      text: 'For safety we only take what is sent from our own pages. Open the page here and send it again.',
    },
    keptToSend:
      'What you wrote may not be saved yet. It is still on this page: wait a little, then send it again.',
    keptToCopy: 'What you wrote was not saved. It is still on this page, so that you can copy it.',
    sendAgain: 'Send again',
    back: 'Go to the first page',
  },
} as const

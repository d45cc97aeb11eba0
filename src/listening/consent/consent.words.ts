/** The sentences people agree to. When one changes, the version changes: it is kept with every answer. */
export const consentWords = {
  version: '2026-11-a',
  'en-GB': {
    uses: {
      read: 'The team may read it',
      quote: 'May be quoted without a name',
    },
    joined: 'Two voices were joined. The stricter of their answers stands.',
    'taken-apart': 'Two voices were taken apart. Each stands by its own answers, and a no stands for both.',
  },
} as const

/** Whom to ring, at the end of every page for contributors and people. */
export const inDangerWords = {
  'en-GB': {
    danger: 'Nobody is watching this page right now. If you are not safe, ring:',
    noLines: 'Nobody is watching this page right now. If you are not safe, ring 999.',
  },
} as const

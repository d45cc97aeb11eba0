/** What is said about the program, to anybody. */
export const programWords = {
  'en-GB': {
    title: 'The program behind this site',
    what: 'This site runs on a free program called Ownterms.',
    free: 'Anybody may read how it works, use it, change it and pass it on. The terms are the GNU Affero General Public License, version 3 or later.',
    get: 'Get the program as it runs here',
    getHint: 'One file with all of it, and nothing of what people wrote.',
    elsewhere: 'Read or get the program as it runs here',
    elsewhereHint: 'This leads to another site. It is not told where you come from.',
  },
} as const

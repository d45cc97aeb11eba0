/** What the demo prints about its people. */
export const demoSpacesWords = {
  'en-GB': {
    guide: (page: string, people: readonly { name: string; phrase: string }[]) =>
      [
        `  People’s own pages     ${page}`,
        '',
        '  Type one of these names and its words there.',
        ...people.map(({ name, phrase }) => `    ${name.padEnd(34)} ${phrase}`),
        '',
        'Stop with Ctrl-C.',
        '',
      ].join('\n'),
  },
} as const

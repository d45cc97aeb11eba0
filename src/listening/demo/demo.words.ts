/** What the demo prints on the console. */
export const demoWords = {
  'en-GB': {
    loading:
      'Loading the demo: files come in, two people read, five pieces are published. This takes some seconds.',
    /** Why the fictional team left what is only likely to be a name. */
    tellsNobody: 'Nobody could be known by it.',
    unfit: (what: string) => `The demo’s decisions do not fit its files: ${what}`,
    guide: (origin: string, staff: readonly { name: string; address: string; roles: readonly string[] }[]) =>
      [
        '',
        'The demo is running. Everybody in it is made up.',
        '',
        `  The published series   ${origin}/read`,
        `  Sign in                ${origin}/sign-in`,
        '',
        '  Type one of these addresses there; the code is printed here.',
        ...staff.map(
          (person) => `    ${person.address.padEnd(34)} ${person.name}, ${person.roles.join(' and ')}`,
        ),
        '',
      ].join('\n'),
  },
} as const

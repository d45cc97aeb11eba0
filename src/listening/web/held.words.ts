/** What a listener reads about contributions that are held back. */
export const heldWords = {
  'en-GB': {
    title: 'Held back',
    doors: 'Doors',
    lead: 'These came through the public page and look as if a machine sent them, or many at once. They count nowhere until you let them in. After thirty days they go.',
    none: 'Nothing is held back.',
    noneWhy: 'Most days it stays so.',
    came: (when: string, why: string) => `Came on ${when}: ${why}.`,
    why: {
      fast: 'the form was sent faster than anybody writes',
      links: 'it is mostly links',
      same: 'the same words came several times',
      many: 'very many came at once',
    },
    letIn: 'Let it in',
    throwAway: 'Throw it away',
    about: (n: number) => `number ${n}`,
    more: (n: number) => `There are ${n} in all. The next ones come when these are done.`,
    link: (n: number) => (n === 1 ? 'One contribution is held back' : `${n} contributions are held back`),
    done: { in: 'Let in. It waits for its first reader now.', away: 'Gone.' },
  },
} as const

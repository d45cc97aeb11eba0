import { counted } from './counted.ts'

const count = (n: number, one: string, many: string) =>
  n === 1 ? one : many.replace('#', n.toLocaleString('en-GB'))

/** What the list of words says that nobody proposed. */
export const sweepWords = {
  'en-GB': {
    title: 'Other words',
    lead: 'Words the software did not mark, each once. Tick those that could tell who somebody is.',
    of: (passages: number, later: number) =>
      `${count(passages, 'These are the words of one passage', 'These are the words of # passages')} that wait for a first reader.${
        later > counted
          ? ` More than ${counted} more come after.`
          : later > 0
            ? count(later, ' One more passage comes after.', ' # more come after.')
            : ''
      }`,
    what: 'They are here because of a capital letter, because some people or places are called so, or because they are numbers. Most say nothing about anybody.',
    legend: 'Could one of these tell who somebody is?',
    times: (n: number) => count(n, 'once', '# times'),
    where: (n: number) => `Passage ${n}`,
    look: 'I have looked at these',
    after: 'What you tick comes next as cards, where you choose what is put instead.',
    tickedBefore: 'What was ticked in a list before is ticked here too.',
    none: 'There is no such word in these passages.',
    empty: 'All words were looked at.',
    emptyWhy: 'When new words come in, their list comes here.',
    toOverview: 'Go to what waits',
    put: { person: 'name', place: 'a place', number: 'a number' },
    problems: {
      stale:
        'New words came in meanwhile, or somebody else looked at these. This is the list as it is now. What you ticked is still ticked where it stands in it.',
    },
  },
} as const

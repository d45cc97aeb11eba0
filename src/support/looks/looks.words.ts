const when = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/London',
})

/** Who looked, in plain words. */
export const looksWords = {
  'en-GB': {
    heading: 'Who looked',
    lead: 'Each time somebody opens a part of your space, it is written here. You are not told in any other way, so that nobody else sees it on your phone.',
    waits:
      'One thing may come later. If a law makes somebody write a record about danger, you are told when it is safe. Two people decide about that again, after four weeks at most. Who looked at it is shown here from then on.',
    none: 'Nothing is shown here so far.',
    noneWhy: 'Only a coach you let in can open anything. Then you will see it here.',
    rooms: {
      space: 'the first page',
      goals: 'your goals',
      conversations: 'your conversations',
      'keeping-safe': 'your page for hard days',
      record: 'a record about keeping somebody safe',
    },
    why: {
      invited: 'You let them in.',
      'taken-out': 'It was done from inside: by you, or by somebody who was in your page.',
      emergency: 'They said somebody was in danger.',
      'way-back': 'You allowed it before. If it was not you, stop it on your first page.',
      safeguarding: 'They have a duty to keep people safe.',
    },
    line: (look: { name: string; organisation: string; room: string; why: string; isAll: boolean }) =>
      look.why === 'taken-out'
        ? look.isAll
          ? 'Everything here was taken out as a file.'
          : `A file was taken out of ${look.room}.`
        : look.why === 'way-back'
          ? `${look.name} from ${look.organisation} said that you asked for new words.`
          : `${look.name} from ${look.organisation} opened ${look.room}.`,
    when: (at: Date) => when.format(at),
    older: 'See what was before',
  },
} as const

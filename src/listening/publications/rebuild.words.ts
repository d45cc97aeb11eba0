/** What the command says. */
export const rebuildWords = {
  'en-GB': {
    rebuilt: (series: number) =>
      series === 0
        ? 'Nothing was due: this month has been rebuilt.'
        : `${series === 1 ? 'One series was' : `${series} series were`} rebuilt for this month.`,
  },
} as const

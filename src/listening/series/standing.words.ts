/** What the team reads on a series page about what stands in public. */
export const standingWords = {
  'en-GB': {
    heading: 'In public',
    figures: (voices: number, date: string) =>
      `The public pages say ${voices === 1 ? 'one person' : `${voices} people`}, as at ${date}.`,
    next: (date: string) =>
      `That number changes once a month and not in between, so that it points at nobody. Next on ${date}.`,
    mendingHeading: 'To mend',
    mendingLead:
      'Somebody took words back. The public page does without them already, or will from the next monthly rebuild. Look at what is left, then say that it is mended. A new edition waits for that.',
    lost: (number: number, lostLead: boolean) =>
      lostLead
        ? `Wisdom ${number} lost its lead quote. In public it says that it is being written anew.`
        : `Wisdom ${number} lost a quote.`,
    open: 'Open it',
    mended: 'It is mended',
    about: (number: number) => `(Wisdom ${number})`,
    foldersHeading: 'Folders it was written to',
    foldersLead: 'They are written again when somebody takes words back, and every month.',
    folder: (number: number, path: string | null) =>
      path === null ? `Folder ${number}` : `Folder ${number}: ${path}`,
    folderState: {
      current: (date: string) => `As it is in public, since ${date}.`,
      due: (date: string) => `Written on ${date}. It is being written again.`,
      missed: (date: string) =>
        `Out of reach. Last written on ${date}: words that were taken back may still be in it. Make it reachable where it was, or remove it and every copy of it.`,
    },
    gone: 'This folder is gone',
    aboutFolder: (number: number) => `(folder ${number})`,
  },
} as const

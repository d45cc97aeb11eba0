/** What the papers say of themselves; all else on them is handed in. */
export const papersWords = {
  'en-GB': {
    /** At the beginning of a PDF. `file` is the readable file beside it. */
    someLettersElsewhere: (file: string) =>
      `This PDF has no letters for some of the words or signs here. The places say so. You can read all of them in the file ${file}.`,
    /** In the place of words that a PDF has no letters for. */
    lettersElsewhere: (file: string) => `[no letters for this here: see ${file}]`,
    /** In the place of a picture that cannot be put into a PDF. */
    pictureElsewhere: (alt: string, file: string) =>
      `[A picture that is not in this PDF: ${alt}. See ${file}.]`,
    attached: (name: string) => `In the file ${name}`,
    page: (number: number, of: number) => `Page ${number} of ${of}`,
  },
} as const

export type PapersWords = (typeof papersWords)['en-GB']

/** The sentences in one language; English where that language has none yet. */
export function getPapersWords(language: string): PapersWords {
  const all: Readonly<Record<string, PapersWords>> = papersWords
  return all[language] ?? papersWords['en-GB']
}

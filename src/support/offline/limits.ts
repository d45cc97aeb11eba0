/** As many letters as one note has at most; the same wherever it is written. */
export const mostLetters = 20_000

/** As many notes as wait on one phone at most. */
export const mostNotes = 50

const day = 24 * 3600 * 1000

/** How long a note, what is typed and a name stay on a phone at most, by what the server last said of the time; in milliseconds. */
export const longestStay = 7 * day

/** The same for notes of a phone that never speaks to the server: its own clock may be weeks wrong, and a note is words. */
export const longestAlone = 30 * day

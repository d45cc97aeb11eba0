/** How the process that reads a PDF ends: its exit codes. Killed by its own watch it has none. */
export const pdfEnd = { read: 0, locked: 3, broken: 4, tooManyPages: 5, tooMuchText: 6 } as const

/** Addresses of the page on which notes are written without a connection, in a file of its own because a phone loads it. */
export const writePaths = {
  write: '/today/write',
  /** The script that keeps that page. */
  writeKeeper: '/today/write-keeper.js',
  /** Whom a coach may write to. */
  writable: '/today/people',
  sendNote: '/today/notes',
} as const

import { embeddedWords } from './embedded.words.ts'
import type { EmbeddedSentence } from './embedded.words.ts'

/** Somebody else has the folder open. `pid` is theirs, or 0 when they have not yet said who they are. */
export class FolderInUse extends Error {
  readonly pid: number

  constructor(folder: string, holder: { pid: number; purpose: 'server' | 'command' } | null) {
    super(
      holder === null
        ? sayEmbedded('somebodyHasFolder', { folder })
        : sayEmbedded(holder.purpose === 'server' ? 'serverHasFolder' : 'commandHasFolder', {
            folder,
            pid: String(holder.pid),
          }),
    )
    this.name = 'FolderInUse'
    this.pid = holder?.pid ?? 0
  }
}

/** The database in a folder cannot be opened; the message is one sentence or two that say what to do. */
export class FolderUnusable extends Error {
  readonly reason: EmbeddedSentence

  constructor(reason: EmbeddedSentence, values: Record<string, string>, cause?: unknown) {
    super(sayEmbedded(reason, values), cause === undefined ? {} : { cause })
    this.name = 'FolderUnusable'
    this.reason = reason
  }
}

export function sayEmbedded(sentence: EmbeddedSentence, values: Record<string, string>): string {
  return embeddedWords['en-GB'][sentence].replace(
    /\{(\w+)\}/g,
    (whole, name: string) => values[name] ?? whole,
  )
}

/** Turns a file system's refusal into one of our sentences; other errors come back as they are. */
export function explainFileError(error: unknown, folder: string): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code
  if (code === 'ENOSPC' || code === 'EDQUOT') return new FolderUnusable('diskFull', { folder }, error)
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new FolderUnusable('notAllowed', { folder }, error)
  }
  if (isSqliteRefusal(error)) return new FolderUnusable('notAllowed', { folder }, error)
  return error
}

/** SQLite, which keeps the lock, says "cannot open" (14) and "read only" (8) in its own numbers. */
function isSqliteRefusal(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && [8, 14].includes(Number(error.errcode) & 0xff)
}

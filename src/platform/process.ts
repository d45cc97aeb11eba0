import { SettingWrong } from './config/config.ts'
import { FolderInUse, FolderUnusable } from './db/embedded.ts'
import { Failure, exitCodeOf } from './errors.ts'
import { CallWrong } from './commands.ts'
import { BackupDamaged } from './db/copy-stream-container.ts'
import { logFault } from './log.ts'

/**
 * Runs a program of ours to its end: one plain sentence and an exit code for everything foreseen, a log line without
 * words for everything else.
 */
export async function runProgram(main: () => Promise<void>): Promise<void> {
  try {
    await main()
  } catch (error) {
    process.exitCode = explain(error)
  }
}

function explain(error: unknown): number {
  if (error instanceof Failure) {
    process.stderr.write(`${error.message || sentenceOf[error.kind]}\n`)
    return exitCodeOf[error.kind]
  }
  if (error instanceof CallWrong) {
    process.stderr.write(`${error.message}\n`)
    return 2
  }
  if (
    error instanceof SettingWrong ||
    error instanceof FolderInUse ||
    error instanceof FolderUnusable ||
    error instanceof BackupDamaged
  ) {
    process.stderr.write(`${error.message}\n`)
    return 3
  }
  logFault('program.fault', error)
  process.stderr.write(
    'This went wrong on our side. The line above tells where; nothing half-done was kept.\n',
  )
  return 1
}

const sentenceOf: Record<Failure['kind'], string> = {
  'not-found': 'There is nothing with that id here.',
  forbidden: 'That is not for this account to do.',
  conflict: 'Something changed meanwhile. Try once more.',
  'invalid-state': 'That cannot be done now.',
  'rate-limited': 'Too often in a short time. Wait a little.',
  unavailable: 'Not just now. Try again in a minute.',
}

/** Resolves at the first wish to stop (Ctrl-C, a service manager, or a parent that is gone). */
export function waitForStop(): Promise<string> {
  return new Promise((resolve) => {
    const stop = (why: string): void => {
      // While somebody listens on it, the channel to a parent would keep this process from ending.
      process.off('disconnect', parentIsGone)
      resolve(why)
    }
    const parentIsGone = (): void => stop('disconnect')
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop(signal))
    process.once('disconnect', parentIsGone)
  })
}

import { chmodSync, closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

export type FolderLock = { release(): void }

const sqliteBusy = 5

/**
 * Takes the one lock on a folder, or gives null when somebody has it. The operating system lets go of it when
 * the process ends, however it ends, so a lock is never left behind. It holds against other processes and
 * against this one. Throws when `path` cannot be opened.
 *
 * Method: an SQLite file in a transaction that excludes everybody, because Node has no file locks of its own
 * and SQLite's are the same on Linux, macOS and Windows.
 */
export function takeFolderLock(path: string): FolderLock | null {
  createPrivately(path)
  const file = new DatabaseSync(path, { timeout: 0 })
  try {
    file.exec('pragma locking_mode = exclusive; begin exclusive')
  } catch (error) {
    file.close()
    if (isBusy(error)) return null
    throw error
  }
  let isHeld = true
  return {
    release() {
      if (!isHeld) return
      isHeld = false
      file.close()
    },
  }
}

/** Never opens a file that is there: closing it again would drop a lock this process already has on it. */
function createPrivately(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return
  }
  chmodSync(path, 0o600)
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === sqliteBusy
}

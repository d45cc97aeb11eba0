import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SettingWrong } from '../config/config.ts'

const nameOf = (dataFolder: string): string => join(dataFolder, 'moved.txt')

/** Leaves a note that the database of a data folder lies elsewhere now. */
export function noteMoved(dataFolder: string, sentence: string): void {
  writeFileSync(nameOf(dataFolder), `${sentence}\n`, { mode: 0o600, flush: true })
}

/** What is written into a database that was moved away would be missing in the new one. Throws `SettingWrong`. */
export function refuseMoved(dataFolder: string): void {
  const note = nameOf(dataFolder)
  if (!existsSync(note)) return
  throw new SettingWrong(
    `${readFileSync(note, 'utf8').trim()} Set DATABASE_URL and OWNTERMS_KEYRING to where it is now. To go back to the old one for good, delete ${note}.`,
  )
}

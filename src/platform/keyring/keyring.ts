import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import { Failure } from '../errors.ts'
import { KeyFile, type KeyFileState } from '../vault/key-file.ts'
import { sayKeyring } from './keyring.words.ts'

type Place = Pick<Config, 'keyringFolder' | 'keyringCopies' | 'deploymentKey'>

/** A file of keys as it lies on its disk now. `how`: beside the keyring. */
export type CopyStatus =
  | { folder: string; how: 'follows' | 'behind' | 'newer' | 'other'; keys: number; state: KeyFileState }
  | { folder: string; how: 'away'; why: string }

/** The keyring and its copies as they lie on their disks, whether or not a server runs. Throws Failure. */
export function readKeyring(config: Place): {
  keyring: { keys: number; state: KeyFileState }
  copies: CopyStatus[]
} {
  if (!KeyFile.isIn(config.keyringFolder)) {
    throw new Failure('not-found', sayKeyring('none', { folder: config.keyringFolder }))
  }
  const keyring = readFile(config.keyringFolder)
  return { keyring, copies: config.keyringCopies.map((folder) => readCopy(folder, keyring.state)) }
}

function readCopy(folder: string, of: KeyFileState): CopyStatus {
  try {
    if (!KeyFile.isIn(folder)) return { folder, how: 'away', why: 'no file' }
    const { keys, state } = readFile(folder)
    return { folder, how: compare(state, of), keys, state }
  } catch (error) {
    const { code } = error as { code?: unknown }
    return { folder, how: 'away', why: typeof code === 'string' ? code : 'cannot be read' }
  }
}

function compare(copy: KeyFileState, keyring: KeyFileState): 'follows' | 'behind' | 'newer' | 'other' {
  if (copy.ring !== keyring.ring) return copy.written === 0 ? 'behind' : 'other'
  if (copy.written > keyring.written || copy.destroyed > keyring.destroyed) return 'newer'
  return copy.written === keyring.written && copy.destroyed === keyring.destroyed ? 'follows' : 'behind'
}

function readFile(folder: string): { keys: number; state: KeyFileState } {
  const file = new KeyFile(folder, { makeFolder: false })
  try {
    return { keys: file.count(), state: file.state() }
  } finally {
    file.close()
  }
}

/**
 * Puts a live copy in the place of a keyring that is lost. Of several copies only the newest will do: an older one holds
 * keys that were destroyed since. Gives how many keys there are. Throws Failure with what to do.
 */
export function restoreKeyring(config: Place, from: string): { keys: number; isKeyMissing: boolean } {
  if (!KeyFile.isIn(from)) throw new Failure('not-found', sayKeyring('nothingThere', { folder: from }))
  const asked = readFile(from).state
  for (const folder of config.keyringCopies) {
    if (folder === from || !KeyFile.isIn(folder)) continue
    const other = readFile(folder).state
    if (other.ring === asked.ring && (other.written > asked.written || other.destroyed > asked.destroyed)) {
      throw new Failure('conflict', sayKeyring('newerCopy', { folder }))
    }
  }
  const keyring = new KeyFile(config.keyringFolder, { makeFolder: true })
  const copy = new KeyFile(from, { makeFolder: false })
  try {
    if (keyring.count() > 0) {
      throw new Failure('conflict', sayKeyring('notEmpty', { folder: config.keyringFolder }))
    }
    keyring.follow(copy)
    const hasKey = config.deploymentKey !== null || existsSync(join(config.keyringFolder, 'deployment.key'))
    return { keys: keyring.count(), isKeyMissing: !hasKey }
  } finally {
    keyring.close()
    copy.close()
  }
}

import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SettingWrong, type Config } from '../config/config.ts'
import { KeyFile, packKeys } from './key-file.ts'
import { isRotating, readNextKey, settleKeyFile } from './rotation.ts'
import { deriveKey, seal, SealBroken, unseal } from './sealing.ts'

type Place = Pick<Config, 'keyringFolder' | 'deploymentKey'>

/** The deployment's key: from the settings, or from its file, which is made at the very first start. */
export function readDeploymentKey(config: Place): Buffer {
  mkdirSync(config.keyringFolder, { recursive: true, mode: 0o700 })
  if (config.deploymentKey) return Buffer.from(config.deploymentKey, 'base64')
  return finishFile(config.keyringFolder, keyFromFile(config.keyringFolder))
}

/** Stops the start with one sentence when a key is not the one this keyring was made with. Throws `SettingWrong`. */
export function proveDeploymentKey(folder: string, key: Buffer): void {
  const file = new KeyFile(folder, { makeFolder: true })
  try {
    if (!file.find('deployment', 'canary')) {
      const wrapped = seal(deriveKey(key, 'canary'), 'canary', Buffer.from('ownterms'))
      file.write([{ do: 'put', ...packKeys('deployment', [{ id: 'canary', wrapped }]) }])
    }
    if (isRotating(file)) {
      throw new SettingWrong(
        'A change of the deployment key was cut short. Finish it: ownterms keyring rotate',
      )
    }
    if (opensKeyring(file, key)) return
  } finally {
    file.close()
  }
  throw new SettingWrong(
    `The deployment key does not fit the keyring in ${folder}. Set OWNTERMS_KEY to the key it was made with, or put its deployment.key file back.`,
  )
}

/** Whether a keyring is under this deployment key. */
export function opensKeyring(keyring: Pick<KeyFile, 'find'>, key: Buffer): boolean {
  const canary = keyring.find('deployment', 'canary')
  try {
    if (canary) unseal(deriveKey(key, 'canary'), 'canary', canary)
    return canary !== null
  } catch (error) {
    if (error instanceof SealBroken) return false
    throw error
  }
}

/** A change of the key may have ended just before its file took the old one's place. */
function finishFile(folder: string, key: Buffer): Buffer {
  const next = readNextKey(folder)
  if (!next || !KeyFile.isIn(folder)) return key
  const file = new KeyFile(folder, { makeFolder: false })
  const isUnderNext = opensKeyring(file, next)
  file.close()
  if (!isUnderNext) return key
  settleKeyFile(folder, false)
  return next
}

function keyFromFile(folder: string): Buffer {
  const path = join(folder, 'deployment.key')
  // Looked at first: another process at its own first start makes the key before the keyring.
  const hasKeys = KeyFile.isIn(folder)
  if (!existsSync(path)) {
    if (hasKeys) {
      throw new SettingWrong(
        `The keyring in ${folder} has no deployment.key beside it. Put the file back, or set OWNTERMS_KEY; nothing can be opened without it.`,
      )
    }
    // Written whole under another name, then linked: of two first starts at once, one key wins and both use it.
    const draft = join(folder, `deployment.key.${process.pid}`)
    writeFileSync(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flush: true })
    try {
      linkSync(draft, path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      unlinkSync(draft)
    }
  }
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64')
  if (key.length !== 32) throw new SettingWrong(`The file ${path} must hold 32 bytes in base64.`)
  return key
}

import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SettingWrong } from '../config/config.ts'
import { KeyFile, packKeys, type KeyWrite } from './key-file.ts'
import { deriveKey, seal, SealBroken, unseal } from './sealing.ts'

/*
 * Changing the deployment's key, so that a crash at any point can be gone on from with either key: both are first
 * written into the keyring, each under the other; then the database follows; then every tenant's key is wrapped anew in
 * one step, which also takes that note away. Words are not touched: their keys are under their tenants'.
 */

export type Rotation = { from: Buffer; to: Buffer }

const [noteOfOld, noteOfNew] = ['rotation-from', 'rotation-to']
const fileName = 'deployment.key'
const nextName = 'deployment.key.new'

/** The change that is under way in a keyring, for whoever holds one of its keys; null when there is none. */
export function findRotation(folder: string, held: Buffer): Rotation | null {
  return withFile(folder, (file) => {
    const [from, to] = [file.find('deployment', noteOfOld), file.find('deployment', noteOfNew)]
    if (!from || !to) return null
    const old = open(held, noteOfOld, from)
    if (old) return { from: old, to: held }
    const next = open(held, noteOfNew, to)
    return next && { from: held, to: next }
  })
}

/** Whether a change of the key was begun here and not ended. */
export function isRotating(keyring: Pick<KeyFile, 'find'>): boolean {
  return keyring.find('deployment', noteOfOld) !== null
}

/**
 * Begins a change to `wanted`, or to a new key of our own, which is then kept in a file beside the old one's. From here
 * on no process starts until it is ended.
 */
export function beginRotation(folder: string, from: Buffer, wanted: Buffer | null): Rotation {
  const to = wanted ?? randomBytes(32)
  if (to.equals(from)) throw new SettingWrong('OWNTERMS_NEW_KEY is the key in use. Make another one.')
  if (!wanted) {
    const text = `${to.toString('base64')}\n`
    writeFileSync(join(folder, nextName), text, { mode: 0o600, flush: true })
  }
  const notes = packKeys('deployment', [
    { id: noteOfOld, wrapped: seal(deriveKey(to, 'rotation'), noteOfOld, from) },
    { id: noteOfNew, wrapped: seal(deriveKey(from, 'rotation'), noteOfNew, to) },
  ])
  withFile(folder, (file) => file.write([{ do: 'rewrap', ...notes }]))
  return { from, to }
}

/** Wraps every tenant's key anew, all or none, and ends the change. Gives how many there are. */
export function endRotation(folder: string, { from, to }: Rotation): number {
  return withFile(folder, (file) => {
    const tenants = file.tenants()
    const rewraps = tenants.map((tenantId): KeyWrite => {
      const place = `tenant/${tenantId}`
      const key = unseal(deriveKey(from, 'wrap'), place, file.find(tenantId, tenantId)!)
      return {
        do: 'rewrap',
        ...packKeys(tenantId, [{ id: tenantId, wrapped: seal(deriveKey(to, 'wrap'), place, key) }]),
      }
    })
    const canary = seal(deriveKey(to, 'canary'), 'canary', Buffer.from('ownterms'))
    file.write([
      ...rewraps,
      { do: 'rewrap', ...packKeys('deployment', [{ id: 'canary', wrapped: canary }]) },
      { do: 'destroy', tenantId: 'deployment', ids: [noteOfOld, noteOfNew] },
    ])
    return tenants.length
  })
}

/**
 * Puts the new key's file in the old one's place once the keyring is under it; takes the old one away when the new key
 * is in the settings. Does nothing when that was done.
 */
export function settleKeyFile(folder: string, isInSettings: boolean): void {
  if (isInSettings) {
    rmSync(join(folder, fileName), { force: true })
    rmSync(join(folder, nextName), { force: true })
  } else if (existsSync(join(folder, nextName))) {
    renameSync(join(folder, nextName), join(folder, fileName))
  }
}

/** The key whose file was made for a change that ended before it took its place; null when there is none. */
export function readNextKey(folder: string): Buffer | null {
  const path = join(folder, nextName)
  return existsSync(path) ? Buffer.from(readFileSync(path, 'utf8').trim(), 'base64') : null
}

function open(key: Buffer, place: string, sealed: Buffer): Buffer | null {
  try {
    return unseal(deriveKey(key, 'rotation'), place, sealed)
  } catch (error) {
    if (error instanceof SealBroken) return null
    throw error
  }
}

function withFile<T>(folder: string, work: (file: KeyFile) => T): T {
  const file = new KeyFile(folder, { makeFolder: false })
  try {
    return work(file)
  } finally {
    file.close()
  }
}

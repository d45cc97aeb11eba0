import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SettingWrong, type Config } from '../config/config.ts'
import { Keyring } from './keyring.ts'
import { deriveKey, fingerprint, seal, SealBroken, unseal } from './sealing.ts'

/** The words behind this id were destroyed: there is no key any more, here or in any backup. */
export class KeyDestroyed extends Error {
  constructor() {
    super('The key of this row was destroyed.')
    this.name = 'KeyDestroyed'
  }
}

/** The deployment's own secrets: staff addresses, codes, the database login, and the wrapping of tenants' keys. */
export class Vault {
  #keyring: Keyring
  #deployment: Buffer
  #tenants = new Map<string, TenantVault>()

  constructor(keyring: Keyring, deploymentKey: Buffer) {
    this.#keyring = keyring
    this.#deployment = deploymentKey
  }

  sealForDeployment(place: string, text: string): Buffer {
    return seal(deriveKey(this.#deployment, 'account'), place, Buffer.from(text))
  }

  openForDeployment(place: string, sealed: Buffer): string {
    return unseal(deriveKey(this.#deployment, 'account'), place, sealed).toString()
  }

  /** A keyed fingerprint for look-ups and secrets of the deployment; `purpose` keeps their uses apart. */
  fingerprint(purpose: string, value: string): Buffer {
    return fingerprint(deriveKey(this.#deployment, purpose), value)
  }

  /** Makes a tenant's key. Call it before the tenant's first row is written. */
  makeTenant(tenantId: string): TenantVault {
    const wrapped = seal(deriveKey(this.#deployment, 'wrap'), `tenant/${tenantId}`, randomBytes(32))
    this.#keyring.put(tenantId, [{ id: tenantId, wrapped }])
    return this.forTenant(tenantId)
  }

  /** The vault of one tenant. Throws `KeyDestroyed` when the tenant's key is gone. */
  forTenant(tenantId: string): TenantVault {
    const wrapped = this.#keyring.find(tenantId, tenantId)
    if (!wrapped) {
      this.#tenants.delete(tenantId)
      throw new KeyDestroyed()
    }
    const known = this.#tenants.get(tenantId)
    if (known) return known
    const key = unseal(deriveKey(this.#deployment, 'wrap'), `tenant/${tenantId}`, wrapped)
    const vault = new TenantVault(this.#keyring, tenantId, key)
    this.#tenants.set(tenantId, vault)
    return vault
  }

  /** Whether no tenant has a key here: a new keyring, or one that does not belong to a database with people in it. */
  isEmpty(): boolean {
    return this.#keyring.isEmpty()
  }

  close(): void {
    this.#keyring.close()
  }
}

/** What a domain function can do with sealed words: `ctx.vault`, always of the current tenant. */
export class TenantVault {
  #keyring: Keyring
  #tenantId: string
  #wrap: Buffer
  #team: Buffer
  #index: Buffer

  constructor(keyring: Keyring, tenantId: string, tenantKey: Buffer) {
    this.#keyring = keyring
    this.#tenantId = tenantId
    this.#wrap = deriveKey(tenantKey, 'wrap')
    this.#team = deriveKey(tenantKey, 'team')
    this.#index = deriveKey(tenantKey, 'index')
  }

  /**
   * Seals texts each under a new key of its own, whose id is the row's id; keys are durable when this returns.
   * `column` names the column the sealed value goes to, such as `passage.verbatim`.
   */
  sealEach(column: string, rows: readonly { id: string; text: string }[]): Buffer[] {
    const keys: { id: string; wrapped: Buffer }[] = []
    const sealed = rows.map((row) => {
      const key = randomBytes(32)
      keys.push({ id: row.id, wrapped: seal(this.#wrap, this.#place('key', row.id), key) })
      return seal(key, this.#place(column, row.id), Buffer.from(row.text))
    })
    this.#keyring.put(this.#tenantId, keys)
    return sealed
  }

  /**
   * Seals a text under the key another row already has: a replacement under its passage's key, so that it goes when
   * the passage goes. Throws `KeyDestroyed`.
   */
  sealUnder(keyId: string, column: string, rowId: string, text: string): Buffer {
    return seal(this.#key(keyId), this.#place(column, rowId), Buffer.from(text))
  }

  /** Opens what `sealEach` (keyId = rowId) or `sealUnder` sealed. Throws `KeyDestroyed` or `SealBroken`. */
  open(keyId: string, column: string, rowId: string, sealed: Buffer): string {
    return unseal(this.#key(keyId), this.#place(column, rowId), sealed).toString()
  }

  /**
   * Sees to it that each of these ids has a key of its own, to seal under with `sealUnder`: a voice's for what it says
   * of itself, a source's for what a listener must check. Those that have one keep it.
   */
  keepKeys(ids: readonly string[]): void {
    this.#keyring.put(
      this.#tenantId,
      ids.map((id) => ({ id, wrapped: seal(this.#wrap, this.#place('key', id), randomBytes(32)) })),
    )
  }

  /** Seals the team's own words (themes, drafts, how somebody agreed) under the organisation's key. */
  sealTeam(column: string, rowId: string, text: string): Buffer {
    return seal(this.#team, this.#place(column, rowId), Buffer.from(text))
  }

  openTeam(column: string, rowId: string, sealed: Buffer): string {
    return unseal(this.#team, this.#place(column, rowId), sealed).toString()
  }

  sealTeamBytes(column: string, rowId: string, bytes: Buffer): Buffer {
    return seal(this.#team, this.#place(column, rowId), bytes)
  }

  openTeamBytes(column: string, rowId: string, sealed: Buffer): Buffer {
    return unseal(this.#team, this.#place(column, rowId), sealed)
  }

  /** A keyed fingerprint within this tenant; `purpose` keeps labels, files and readings apart. */
  fingerprint(purpose: string, value: string | Buffer): Buffer {
    return fingerprint(deriveKey(this.#index, purpose), value)
  }

  /** Whether the words behind an id can still be opened. */
  isKept(keyId: string): boolean {
    return this.#keyring.has(this.#tenantId, keyId)
  }

  /** Destroys keys for good. What was sealed under them is gone everywhere, backups included. */
  destroy(keyIds: readonly string[]): void {
    this.#keyring.destroy(this.#tenantId, keyIds)
  }

  #key(keyId: string): Buffer {
    const wrapped = this.#keyring.find(this.#tenantId, keyId)
    if (!wrapped) throw new KeyDestroyed()
    return unseal(this.#wrap, this.#place('key', keyId), wrapped)
  }

  #place(column: string, rowId: string): string {
    return `${this.#tenantId}/${column}/${rowId}`
  }
}

/** Opens the vault: the keyring file and the deployment's key, made at first start with mode 0600. */
export function openVault(config: Pick<Config, 'keyringFolder' | 'deploymentKey'>): Vault {
  mkdirSync(config.keyringFolder, { recursive: true, mode: 0o700 })
  const key = config.deploymentKey
    ? Buffer.from(config.deploymentKey, 'base64')
    : keyFromFile(config.keyringFolder)
  const keyring = new Keyring(config.keyringFolder)
  const canary = keyring.find('deployment', 'canary')
  const canaryKey = deriveKey(key, 'canary')
  if (!canary) {
    keyring.put('deployment', [{ id: 'canary', wrapped: seal(canaryKey, 'canary', Buffer.from('ownterms')) }])
  } else {
    try {
      unseal(canaryKey, 'canary', canary)
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error
      keyring.close()
      throw new SettingWrong(
        `The deployment key does not fit the keyring in ${config.keyringFolder}. Set OWNTERMS_KEY to the key it was made with, or put its deployment.key file back.`,
      )
    }
  }
  return new Vault(keyring, key)
}

function keyFromFile(folder: string): Buffer {
  const path = join(folder, 'deployment.key')
  // Looked at first: another process at its own first start makes the key before the keyring.
  const hasKeys = existsSync(join(folder, 'keys.sqlite'))
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

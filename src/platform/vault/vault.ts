import { randomBytes } from 'node:crypto'
import type { Config } from '../config/config.ts'
import { Failure } from '../errors.ts'
import { opensKeyring, proveDeploymentKey, readDeploymentKey } from './deployment-key.ts'
import type { KeyFileState } from './key-file.ts'
import { CopyBehind, Keyring, type KeyringCopy } from './keyring.ts'
import { deriveKey, fingerprint, seal, unseal } from './sealing.ts'

export type VaultConfig = Pick<Config, 'keyringFolder' | 'keyringCopies' | 'deploymentKey'>

/** Whose key the deployment's own lasting fingerprints are under: unlike the deployment's key, it is never changed. */
export const ownTenant = '00000000-0000-4000-8000-000000000000'

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
  #tenants = new Map<string, TenantKeys>()
  /** Tenants whose key is not known to be durable. */
  #newTenants = new Map<string, Promise<void>>()

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

  /**
   * A keyed fingerprint for what is found by something nobody here knows (a person's phrase, the words of a card), so
   * that it cannot be made again when the deployment's key changes. Durable before it resolves.
   */
  async lastingFingerprint(purpose: string, value: string): Promise<Buffer> {
    const vault = this.makeTenant(ownTenant)
    await vault.settle()
    return vault.fingerprint(purpose, value)
  }

  /**
   * Makes a tenant's key, unless it has one. Call it before the tenant's first row is written: the first transaction
   * that commits waits until the key is durable.
   */
  makeTenant(tenantId: string): TenantVault {
    const wrapped = seal(deriveKey(this.#deployment, 'wrap'), `tenant/${tenantId}`, randomBytes(32))
    const kept = this.#keyring.put(tenantId, [{ id: tenantId, wrapped }])
    this.#newTenants.set(tenantId, kept)
    kept.then(
      () => this.#newTenants.delete(tenantId),
      () => undefined,
    )
    return this.forTenant(tenantId)
  }

  /** The vault of one tenant, for one transaction. Throws `KeyDestroyed` when the tenant's key is gone. */
  forTenant(tenantId: string): TenantVault {
    const wrapped = this.#keyring.find(tenantId, tenantId)
    if (!wrapped) {
      this.#tenants.delete(tenantId)
      throw new KeyDestroyed()
    }
    let keys = this.#tenants.get(tenantId)
    if (!keys) {
      const key = unseal(deriveKey(this.#deployment, 'wrap'), `tenant/${tenantId}`, wrapped)
      keys = {
        wrap: deriveKey(key, 'wrap'),
        team: deriveKey(key, 'team'),
        index: deriveKey(key, 'index'),
      }
      this.#tenants.set(tenantId, keys)
    }
    return new TenantVault(this.#keyring, tenantId, keys, this.#newTenants.get(tenantId))
  }

  /** Whether no tenant has a key here: a new keyring, or one that does not belong to a database with people in it. */
  isEmpty(): boolean {
    return this.#keyring.isEmpty()
  }

  /** How far the keyring is. */
  get state(): KeyFileState {
    return this.#keyring.state()
  }

  /** Whether the keyring is still under the deployment key this process was started with. */
  isUnderOurKey(): boolean {
    return opensKeyring(this.#keyring, this.#deployment)
  }

  /** Destroys keys of one tenant that no row of the database needs. Gives how many. */
  async sweep(tenantId: string, isNeeded: (id: string) => boolean): Promise<number> {
    const loose = this.#keyring.idsOf(tenantId).filter((id) => !isNeeded(id))
    await this.#keyring.destroy(tenantId, loose)
    return loose.length
  }

  /** Says after a sweep that nothing that was destroyed up to a count is in the keyring any more. */
  raise(destroyed: number): Promise<void> {
    return this.#keyring.raise(destroyed)
  }

  /** Tenants that have a key. */
  get tenants(): string[] {
    return this.#keyring.tenants()
  }

  /** Live copies of the keyring, as this process knows them. */
  get copies(): KeyringCopy[] {
    return this.#keyring.copies
  }

  /** Brings every live copy to where the keyring is. Throws `CopyBehind` when one cannot be brought there now. */
  followCopies(): Promise<void> {
    return this.#keyring.followAll()
  }

  /** Waits for what is on its way to the disk, then lets go of the files. */
  close(): Promise<void> {
    return this.#keyring.close()
  }
}

type TenantKeys = { wrap: Buffer; team: Buffer; index: Buffer }

/** What a domain function can do with sealed words: `ctx.vault`, always of the current tenant. */
export class TenantVault {
  #keyring: Keyring
  #tenantId: string
  #wrap: Buffer
  #team: Buffer
  #index: Buffer
  /** Keys of fingerprints by purpose: deriving one costs more than a hundred fingerprints. */
  #purposes = new Map<string, Buffer>()
  /** Keys made here that the disk may not have yet, and those that it refused. */
  #unsettled = new Set<Promise<void>>()

  constructor(keyring: Keyring, tenantId: string, keys: TenantKeys, tenantKept?: Promise<void>) {
    this.#keyring = keyring
    this.#tenantId = tenantId
    this.#wrap = keys.wrap
    this.#team = keys.team
    this.#index = keys.index
    if (tenantKept) this.#expect(tenantKept)
  }

  /**
   * Waits until every key made here is durable; `within` does so before it commits. Throws when one is not, and
   * then nothing that was sealed under it may be kept.
   */
  async settle(): Promise<void> {
    await Promise.all(this.#unsettled)
  }

  /**
   * Seals texts each under a new key of its own, whose id is the row's id; keys are durable before the transaction
   * commits. `column` names the column the sealed value goes to, such as `passage.verbatim`.
   */
  sealEach(column: string, rows: readonly { id: string; text: string }[]): Buffer[] {
    const keys: { id: string; wrapped: Buffer }[] = []
    const sealed = rows.map((row) => {
      const key = randomBytes(32)
      keys.push({ id: row.id, wrapped: seal(this.#wrap, this.#place('key', row.id), key) })
      return seal(key, this.#place(column, row.id), Buffer.from(row.text))
    })
    this.#expect(this.#keyring.put(this.#tenantId, keys))
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
    this.#expect(
      this.#keyring.put(
        this.#tenantId,
        ids.map((id) => ({ id, wrapped: seal(this.#wrap, this.#place('key', id), randomBytes(32)) })),
      ),
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
    const known = this.#purposes.get(purpose)
    const key = known ?? deriveKey(this.#index, purpose)
    if (!known) this.#purposes.set(purpose, key)
    return fingerprint(key, value)
  }

  /**
   * A fingerprint under the key an id has: whoever holds the database, or even this tenant's own key, makes none
   * without that key's row in the keyring. Throws `KeyDestroyed`.
   */
  fingerprintUnder(keyId: string, purpose: string, value: string): Buffer {
    return fingerprint(deriveKey(this.#key(keyId), purpose), value)
  }

  /** Whether the words behind an id can still be opened. */
  isKept(keyId: string): boolean {
    return this.#keyring.has(this.#tenantId, keyId)
  }

  /**
   * Destroys keys for good: here at once, on the disk when the promise resolves. What was sealed under them is then gone
   * everywhere, backups included; live copies of the keyring follow (`confirmDestroyed`).
   */
  destroy(keyIds: readonly string[]): Promise<void> {
    return this.#keyring.destroy(this.#tenantId, keyIds)
  }

  /** Waits until every live copy has destroyed what the keyring has. Throws Failure (unavailable) while one has not. */
  async confirmDestroyed(): Promise<void> {
    try {
      await this.#keyring.followAll()
    } catch (error) {
      if (!(error instanceof CopyBehind)) throw error
      throw new Failure(
        'unavailable',
        'A copy of the keyring does not follow now, so the keys are not gone everywhere yet. This goes on by itself when it does.',
      )
    }
  }

  #expect(kept: Promise<void>): void {
    this.#unsettled.add(kept)
    kept.then(
      () => this.#unsettled.delete(kept),
      () => undefined,
    )
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

/** The deployment's secrets under two keys at once, while one takes the other's place. */
export function openForRotation(config: VaultConfig, keys: { from: Buffer; to: Buffer }) {
  const keyring = new Keyring(config.keyringFolder)
  return {
    from: new Vault(keyring, keys.from),
    to: new Vault(keyring, keys.to),
    close: () => keyring.close(),
  }
}

/** Opens the vault: the keyring file and the deployment's key, made at first start with mode 0600. */
export function openVault(config: VaultConfig): Vault {
  const key = readDeploymentKey(config)
  proveDeploymentKey(config.keyringFolder, key)
  return new Vault(new Keyring(config.keyringFolder, config.keyringCopies), key)
}

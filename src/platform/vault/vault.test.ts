import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readConfig, SettingWrong } from '../config/config.ts'
import { newBlindId } from '../ids.ts'
import { SealBroken } from './sealing.ts'
import { KeyDestroyed, openVault, type Vault } from './vault.ts'

let folder: string
let vault: Vault | null
const [ours, theirs] = [newBlindId(), newBlindId()]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ownterms-vault-'))
  vault = null
  return () => rm(folder, { recursive: true, force: true })
})

afterEach(() => vault?.close())

function open(env: Record<string, string> = {}): Vault {
  vault = openVault(readConfig(env, { data: folder }))
  return vault
}

const keyFile = () => join(folder, 'keyring/deployment.key')
const ringFile = () => join(folder, 'keyring/keys.sqlite')

describe('sealed values', () => {
  test('open where they were sealed and nowhere else', async () => {
    const tenant = open().makeTenant(ours)
    const other = vault!.makeTenant(theirs)
    const [row, next] = [newBlindId(), newBlindId()]
    const [sealed] = tenant.sealEach('passage.verbatim', [{ id: row, text: 'Kettle.' }])
    tenant.sealEach('passage.verbatim', [{ id: next, text: 'Shelf.' }])
    other.sealEach('passage.verbatim', [{ id: row, text: 'Elsewhere.' }])

    expect(tenant.open(row, 'passage.verbatim', row, sealed!)).toBe('Kettle.')
    expect(() => tenant.open(row, 'passage.verbatim', next, sealed!)).toThrow(SealBroken)
    expect(() => tenant.open(next, 'passage.verbatim', row, sealed!)).toThrow(SealBroken)
    expect(() => tenant.open(row, 'edit.replacement', row, sealed!)).toThrow(SealBroken)
    expect(() => other.open(row, 'passage.verbatim', row, sealed!)).toThrow(SealBroken)
  })

  test('of the team open in their column and row and organisation only', async () => {
    const tenant = open().makeTenant(ours)
    const other = vault!.makeTenant(theirs)
    const [row, next] = [newBlindId(), newBlindId()]
    const sealed = tenant.sealTeam('theme.name', row, 'Warmth')
    expect(tenant.openTeam('theme.name', row, sealed)).toBe('Warmth')
    expect(() => tenant.openTeam('theme.name', next, sealed)).toThrow(SealBroken)
    expect(() => tenant.openTeam('series.title', row, sealed)).toThrow(SealBroken)
    expect(() => other.openTeam('theme.name', row, sealed)).toThrow(SealBroken)
    expect(() => vault!.openForDeployment('theme.name', sealed)).toThrow(SealBroken)
  })

  test('of the deployment open in their place only', async () => {
    open()
    const sealed = vault!.sealForDeployment('account.address/1', 'ada@example.org')
    expect(vault!.openForDeployment('account.address/1', sealed)).toBe('ada@example.org')
    expect(() => vault!.openForDeployment('account.address/2', sealed)).toThrow(SealBroken)
  })

  test('do not open when any bit of them changed, or when they are cut', async () => {
    const tenant = open().makeTenant(ours)
    const sealed = tenant.sealTeam('theme.name', ours, 'Warmth')
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed)
      changed[at]! ^= 1 << (at % 8)
      expect(() => tenant.openTeam('theme.name', ours, changed), `byte ${at}`).toThrow(SealBroken)
      expect(() => tenant.openTeam('theme.name', ours, sealed.subarray(0, at)), `cut to ${at}`).toThrow(
        SealBroken,
      )
    }
  })

  test('never look the same twice, and never show what they hold', async () => {
    const tenant = open().makeTenant(ours)
    const text = 'The kettle stood on the shelf.'
    const seen = new Set(
      Array.from({ length: 50 }, () => tenant.sealTeam('theme.name', ours, text).toString('hex')),
    )
    expect(seen.size).toBe(50)
    for (const one of seen) expect(one).not.toContain(Buffer.from('kettle').toString('hex'))
  })

  test('keep every letter, whatever the language, and an empty text too', async () => {
    const tenant = open().makeTenant(ours)
    for (const text of ['', 'Crys-lled â €', '👩‍👩‍👧 نعم', 'x'.repeat(200_000)]) {
      expect(tenant.openTeam('theme.name', ours, tenant.sealTeam('theme.name', ours, text))).toBe(text)
    }
  })

  test('under another row’s key go when that key goes', async () => {
    const tenant = open().makeTenant(ours)
    const [passage, edit] = [newBlindId(), newBlindId()]
    tenant.sealEach('passage.verbatim', [{ id: passage, text: 'Kettle.' }])
    const sealed = tenant.sealUnder(passage, 'edit.replacement', edit, 'a thing')
    expect(tenant.open(passage, 'edit.replacement', edit, sealed)).toBe('a thing')
    await tenant.destroy([passage])
    expect(() => tenant.open(passage, 'edit.replacement', edit, sealed)).toThrow(KeyDestroyed)
    expect(() => tenant.sealUnder(passage, 'edit.replacement', edit, 'again')).toThrow(KeyDestroyed)
  })

  test('fingerprints tell purposes, organisations and deployments apart', async () => {
    const tenant = open().makeTenant(ours)
    const other = vault!.makeTenant(theirs)
    const prints = [
      tenant.fingerprint('label', 'sam'),
      tenant.fingerprint('source', 'sam'),
      other.fingerprint('label', 'sam'),
      vault!.fingerprint('label', 'sam'),
    ].map((print) => print.toString('hex'))
    expect(new Set(prints).size).toBe(4)
    expect(tenant.fingerprint('label', 'sam').toString('hex')).toBe(prints[0])
  })
})

describe('a destroyed key', () => {
  test('opens nothing any more, here, after a restart or for another process', async () => {
    const tenant = open().makeTenant(ours)
    const ids = [newBlindId(), newBlindId()]
    const [gone, kept] = tenant.sealEach(
      'passage.verbatim',
      ids.map((id) => ({ id, text: id })),
    )
    await tenant.settle()
    const neighbour = openVault(readConfig({}, { data: folder }))
    expect(neighbour.forTenant(ours).open(ids[0]!, 'passage.verbatim', ids[0]!, gone!)).toBe(ids[0])
    await tenant.destroy([ids[0]!])
    await tenant.destroy([ids[0]!])
    for (const one of [tenant, neighbour.forTenant(ours)]) {
      expect(() => one.open(ids[0]!, 'passage.verbatim', ids[0]!, gone!)).toThrow(KeyDestroyed)
      expect([one.isKept(ids[0]!), one.isKept(ids[1]!)]).toEqual([false, true])
      expect(one.open(ids[1]!, 'passage.verbatim', ids[1]!, kept!)).toBe(ids[1])
    }
    await neighbour.close()
    await vault!.close()
    expect(() => open().forTenant(ours).open(ids[0]!, 'passage.verbatim', ids[0]!, gone!)).toThrow(
      KeyDestroyed,
    )
  })

  test('is gone from the bytes of the file at once, its id too', async () => {
    const tenant = open().makeTenant(ours)
    const ids = Array.from({ length: 400 }, () => newBlindId())
    tenant.sealEach(
      'passage.verbatim',
      ids.map((id) => ({ id, text: 'Kettle.' })),
    )
    await tenant.settle()
    const wrapped = readWrapped()
    const some = ids.filter((_, index) => index % 3 === 0)
    for (const id of some) expect(holds(wrapped.get(id)!), id).toBe(true)
    await tenant.destroy(some)
    for (const id of ids) {
      expect(holds(wrapped.get(id)!), id).toBe(!some.includes(id))
      expect(holds(Buffer.from(id)), id).toBe(!some.includes(id))
    }
    expect(readdirSync(join(folder, 'keyring')).sort()).toEqual(['deployment.key', 'keys.sqlite'])

    function holds(bytes: Buffer): boolean {
      return readFileSync(ringFile()).includes(bytes)
    }
  })

  test('of an organisation closes everything of it, also for a process that has it open', async () => {
    const tenant = open().makeTenant(ours)
    await vault!.makeTenant(theirs).settle()
    const neighbour = openVault(readConfig({}, { data: folder }))
    neighbour.forTenant(ours)
    await tenant.destroy([ours])
    expect(() => vault!.forTenant(ours)).toThrow(KeyDestroyed)
    expect(() => neighbour.forTenant(ours)).toThrow(KeyDestroyed)
    expect(neighbour.forTenant(theirs).isKept(theirs)).toBe(true)
    await neighbour.close()
  })

  test('stays gone when its row is written again', async () => {
    const tenant = open().makeTenant(ours)
    const id = newBlindId()
    const [first] = tenant.sealEach('passage.verbatim', [{ id, text: 'Kettle.' }])
    await tenant.destroy([id])
    tenant.sealEach('passage.verbatim', [{ id, text: 'Shelf.' }])
    expect(() => tenant.open(id, 'passage.verbatim', id, first!)).toThrow(SealBroken)
  })
})

describe('keys on disk', () => {
  test('lie in files and a folder only their user can open', async () => {
    open().makeTenant(ours)
    expect(statSync(keyFile()).mode & 0o777).toBe(0o600)
    expect(statSync(ringFile()).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'keyring')).mode & 0o777).toBe(0o700)
    expect(Buffer.from(readFileSync(keyFile(), 'utf8').trim(), 'base64')).toHaveLength(32)
  })

  test('are wrapped: neither the deployment’s key nor a key in the clear is in the ring', async () => {
    const tenant = open().makeTenant(ours)
    tenant.sealEach('passage.verbatim', [{ id: newBlindId(), text: 'Kettle.' }])
    await tenant.settle()
    const deployment = Buffer.from(readFileSync(keyFile(), 'utf8').trim(), 'base64')
    expect(readFileSync(ringFile()).includes(deployment)).toBe(false)
    // Version, nonce, tag and 32 bytes: what is stored is sealed, not bare.
    for (const bytes of readWrapped().values()) expect(bytes.length).toBeGreaterThanOrEqual(1 + 12 + 16)
  })

  test('survive a restart', async () => {
    const sealed = open().makeTenant(ours).sealTeam('theme.name', ours, 'Warmth')
    const key = readFileSync(keyFile(), 'utf8')
    await vault!.close()
    expect(open().forTenant(ours).openTeam('theme.name', ours, sealed)).toBe('Warmth')
    expect(readFileSync(keyFile(), 'utf8')).toBe(key)
  })

  test('with another deployment key, stop the start with one sentence', async () => {
    open().makeTenant(ours)
    await vault!.close()
    vault = null
    const sentence = /^The deployment key does not fit the keyring in .*\. Set OWNTERMS_KEY .*$/
    expect(() => open({ OWNTERMS_KEY: randomBytes(32).toString('base64') })).toThrow(SettingWrong)
    expect(() => open({ OWNTERMS_KEY: randomBytes(32).toString('base64') })).toThrow(sentence)
    writeFileSync(keyFile(), `${randomBytes(32).toString('base64')}\n`)
    expect(() => open()).toThrow(sentence)
  })

  test('without the deployment key, stop the start instead of making a new one', async () => {
    open().makeTenant(ours)
    await vault!.close()
    vault = null
    const aside = join(folder, 'aside')
    renameSync(keyFile(), aside)
    expect(() => open()).toThrow(/has no deployment\.key beside it\. Put the file back/)
    expect(existsSync(keyFile())).toBe(false)
    renameSync(aside, keyFile())
    expect(open().forTenant(ours).isKept(ours)).toBe(true)
  })

  test('of a wrong length are refused', async () => {
    open()
    await vault!.close()
    vault = null
    writeFileSync(keyFile(), 'c2hvcnQ=\n')
    expect(() => open()).toThrow(/must hold 32 bytes in base64/)
    expect(() => readConfig({ OWNTERMS_KEY: 'c2hvcnQ=' }, { data: folder })).toThrow(/32 bytes/)
  })

  test('from the environment need no file', async () => {
    const env = { OWNTERMS_KEY: randomBytes(32).toString('base64') }
    const sealed = open(env).makeTenant(ours).sealTeam('theme.name', ours, 'Warmth')
    expect(existsSync(keyFile())).toBe(false)
    await vault!.close()
    expect(open(env).forTenant(ours).openTeam('theme.name', ours, sealed)).toBe('Warmth')
  })
})

test('processes that start for the first time at once end with one key', async () => {
  for (let round = 0; round < 3; round += 1) {
    rmSync(join(folder, 'keyring'), { recursive: true, force: true })
    const prints = await Promise.all([1, 2, 3, 4].map(() => printInProcess()))
    expect(new Set(prints).size, prints.join('\n')).toBe(1)
    expect(prints[0]).toMatch(/^[0-9a-f]{64}$/)
    expect(readdirSync(join(folder, 'keyring')).sort()).toEqual(['deployment.key', 'keys.sqlite'])
  }
}, 60_000)

/** The fingerprint of one word by a new process that opens this folder. */
async function printInProcess(): Promise<string> {
  const source = `
    import { openVault } from ${JSON.stringify(new URL('vault.ts', import.meta.url).href)}
    const folder = ${JSON.stringify(join(folder, 'keyring'))}
    console.log(openVault({ keyringFolder: folder, keyringCopies: [], deploymentKey: null }).fingerprint('test', 'word').toString('hex'))`
  const child = spawn(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    '--input-type=module',
    '-e',
    source,
  ])
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk))
  child.stderr.on('data', (chunk: Buffer) => (said += chunk))
  await new Promise((done) => child.once('close', done))
  return said.trim()
}

function readWrapped(): Map<string, Buffer> {
  const ring = new DatabaseSync(ringFile(), { readOnly: true })
  const rows = ring.prepare('select id, wrapped from key').all()
  ring.close()
  return new Map(rows.map((row) => [String(row['id']), Buffer.from(row['wrapped'] as Uint8Array)]))
}

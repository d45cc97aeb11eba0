import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTestHouse } from '../../../test/database.ts'
import { makeOrganisation } from '../../access/organisation/organisation.ts'
import { newBlindId } from '../ids.ts'
import { KeyFile, packKeys } from './key-file.ts'
import { CopyBehind, KeyClash, Keyring } from './keyring.ts'

let folder: string
const open: Keyring[] = []
const tenant = newBlindId()

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ownterms-keyring-'))
})

afterEach(async () => {
  for (const ring of open.splice(0)) await ring.close()
  await rm(folder, { recursive: true, force: true })
})

const at = (name: string) => join(folder, name)
const key = (id: string, byte = 1) => ({ id, wrapped: Buffer.alloc(61, byte) })

function ringIn(name: string, copies: string[] = []): Keyring {
  const ring = new Keyring(
    at(name),
    copies.map((copy) => at(copy)),
  )
  open.push(ring)
  return ring
}

/** What another process would find in a folder now. */
function idsIn(name: string): string[] {
  const file = new KeyFile(at(name), { makeFolder: false })
  const ids: string[] = []
  for (let page = file.list(null); page.length > 0; page = file.list(page.at(-1)!)) {
    ids.push(...page.map((one) => one.id))
  }
  file.close()
  return ids
}

describe('a key', () => {
  test('shows at once, and to every process when its promise is kept', async () => {
    const [ours, theirs] = [ringIn('ring'), ringIn('ring')]
    const id = newBlindId()
    const kept = ours.put(tenant, [key(id)])
    expect([ours.has(tenant, id), theirs.has(tenant, id)]).toEqual([true, false])
    await kept
    expect([ours.has(tenant, id), theirs.has(tenant, id)]).toEqual([true, true])
    const gone = theirs.destroy(tenant, [id])
    expect([ours.has(tenant, id), theirs.has(tenant, id)]).toEqual([true, false])
    await gone
    expect([ours.find(tenant, id), theirs.find(tenant, id)]).toEqual([null, null])
  })

  test('that is destroyed and made again in one breath is the new one', async () => {
    const ring = ringIn('ring')
    const id = newBlindId()
    await Promise.all([
      ring.put(tenant, [key(id, 1)]),
      ring.destroy(tenant, [id]),
      ring.put(tenant, [key(id, 2)]),
    ])
    expect(ring.find(tenant, id)).toEqual(key(id, 2).wrapped)
  })

  test('that two processes make at one moment is kept once, and one of them is told', async () => {
    const rings = [ringIn('ring'), ringIn('ring')]
    const id = newBlindId()
    const ends = await Promise.allSettled(rings.map((ring, index) => ring.put(tenant, [key(id, index + 1)])))
    const refused = ends.filter((end) => end.status === 'rejected')
    expect(refused.map((end) => (end as PromiseRejectedResult).reason)).toEqual([expect.any(KeyClash)])
    const winner = ends.findIndex((end) => end.status === 'fulfilled')
    for (const ring of rings) expect(ring.find(tenant, id)).toEqual(key(id, winner + 1).wrapped)
  })

  test('outlives its process being killed once its promise was kept', async () => {
    const source = `
      import { Keyring } from ${JSON.stringify(new URL('keyring.ts', import.meta.url).href)}
      import { randomUUID } from 'node:crypto'
      const ring = new Keyring(${JSON.stringify(at('ring'))})
      for (;;) {
        const ids = Array.from({ length: 20 }, () => randomUUID())
        await ring.put(${JSON.stringify(tenant)}, ids.map((id) => ({ id, wrapped: Buffer.alloc(61, 1) })))
        console.log(ids.join('\\n'))
      }`
    const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (said.length > 40_000) child.kill('SIGKILL')
    })
    await new Promise((done) => child.once('close', done))
    const told = said.split('\n').slice(0, -1)
    expect(told.length).toBeGreaterThan(500)
    const ring = ringIn('ring')
    expect(told.filter((id) => !ring.has(tenant, id))).toEqual([])
  })

  test('of a keyring made before copies were is still there', async () => {
    mkdirSync(at('ring'))
    const old = new DatabaseSync(at('ring/keys.sqlite'))
    old.exec(
      `create table key (tenant_id text not null, id text not null, wrapped blob not null, primary key (tenant_id, id)) without rowid`,
    )
    const id = newBlindId()
    old.prepare('insert into key values (?, ?, ?)').run(tenant, id, key(id).wrapped)
    old.close()
    mkdirSync(at('copy'))
    const ring = ringIn('ring', ['copy'])
    expect(ring.find(tenant, id)).toEqual(key(id).wrapped)
    await ring.followAll()
    expect(idsIn('copy')).toEqual([id])
  })
})

describe('a transaction', () => {
  test('is taken back when its keys cannot be kept, and the next one works', async () => {
    const house = await openTestHouse()
    try {
      const { tenantId } = await makeOrganisation(house.db, {
        name: 'Lantern Street',
        operator: '',
        staff: [{ name: 'Bea', address: 'bea@lantern.example', roles: ['listener'] }],
      })
      const ring = new DatabaseSync(join(house.config.keyringFolder, 'keys.sqlite'))
      const send = () =>
        house.db.within(tenantId, { id: 'worker', roles: ['worker'] }, async (ctx) => {
          ctx.vault.sealEach('passage.verbatim', [{ id: newBlindId(), text: 'Kettle.' }])
          await ctx.enqueue({ kind: 'x', aboutId: tenantId })
        })
      ring.exec('alter table state rename to away')
      await expect(send()).rejects.toMatchObject({ kind: 'unavailable' })
      expect(await house.asOwner('select 1 from task')).toHaveLength(0)
      ring.exec('alter table away rename to state')
      ring.close()
      await send()
      expect(await house.asOwner('select 1 from task')).toHaveLength(1)
    } finally {
      await house.close()
    }
  })
})

describe('a live copy', () => {
  const copied = async (name: string, ring: Keyring) => {
    await ring.followAll()
    expect(idsIn(name)).toEqual(idsIn('ring'))
  }

  test('gets every key and loses every destroyed one before the promise is kept', async () => {
    mkdirSync(at('copy'))
    const ring = ringIn('ring', ['copy'])
    await ring.followAll()
    const ids = Array.from({ length: 30 }, () => newBlindId())
    await ring.put(
      tenant,
      ids.map((id) => key(id)),
    )
    expect(idsIn('copy')).toEqual([...ids].sort())
    await ring.destroy(tenant, ids.slice(1))
    expect(idsIn('copy')).toEqual(ids.slice(0, 1))
    expect(readFileSync(at('copy/keys.sqlite')).includes(Buffer.from(ids[7]!))).toBe(false)
  })

  test('that was away misses nothing and keeps nothing, whoever wrote meanwhile', async () => {
    mkdirSync(at('copy'))
    const [ring, other] = [ringIn('ring', ['copy']), ringIn('ring')]
    const ids = Array.from({ length: 25_000 }, () => newBlindId())
    await ring.put(
      tenant,
      ids.map((id) => key(id)),
    )
    await copied('copy', ring)
    renameSync(at('copy'), at('elsewhere'))
    await ring.destroy(tenant, ids.slice(0, 5))
    await expect(ring.followAll()).rejects.toThrow(CopyBehind)
    expect(ring.copies[0]!.trouble).not.toBeNull()
    await other.put(tenant, [key(newBlindId()), key(newBlindId())])
    await other.destroy(tenant, ids.slice(20_000))
    renameSync(at('elsewhere'), at('copy'))
    await copied('copy', ring)
    expect(ring.copies[0]!.trouble).toBeNull()
    expect(idsIn('copy')).toHaveLength(25_000 - 5 - 5_000 + 2)
  })

  test('is not made in a folder that is not there: its disk may not be mounted', async () => {
    const ring = ringIn('ring', ['copy'])
    await ring.put(tenant, [key(newBlindId())])
    await expect(ring.followAll()).rejects.toThrow(CopyBehind)
    expect(() => idsIn('copy')).toThrow()
  })

  test('never follows an older keyring or another one: what it holds stays as it is', async () => {
    mkdirSync(at('copy'))
    const ring = ringIn('ring', ['copy'])
    const ids = [newBlindId(), newBlindId()]
    await ring.put(tenant, [key(ids[0]!)])
    await copied('copy', ring)
    const older = readFileSync(at('ring/keys.sqlite'))
    await ring.put(tenant, [key(ids[1]!)])
    await ring.destroy(tenant, [ids[0]!])
    mkdirSync(at('older'))
    writeFileSync(at('older/keys.sqlite'), older)
    const stale = ringIn('older', ['copy'])
    await expect(stale.followAll()).rejects.toThrow(CopyBehind)
    expect(stale.copies[0]!.trouble).toBe('newer')
    const stranger = ringIn('stranger', ['copy'])
    await expect(stranger.followAll()).rejects.toThrow(CopyBehind)
    expect(stranger.copies[0]!.trouble).toBe('other')
    expect(idsIn('copy')).toEqual([ids[1]])
  })

  test('follows other wrappings of the same keys too', async () => {
    mkdirSync(at('copy'))
    const ring = ringIn('ring', ['copy'])
    const id = newBlindId()
    await ring.put(tenant, [key(id, 1)])
    await ring.followAll()
    await ring.rewrap(tenant, [key(id, 2)])
    const file = new KeyFile(at('copy'), { makeFolder: false })
    expect(file.find(tenant, id)).toEqual(key(id, 2).wrapped)
    file.close()
  })
})

test('files at one moment written by many keep count of each other', () => {
  const files = [1, 2, 3].map(() => new KeyFile(at('ring'), { makeFolder: true }))
  for (const [index, file] of files.entries()) {
    file.write([{ do: 'put', ...packKeys(tenant, [key(newBlindId(), index)]) }])
  }
  expect(files.map((file) => file.state().written)).toEqual([3, 3, 3])
  expect(new Set(files.map((file) => file.state().ring)).size).toBe(1)
  for (const file of files) file.close()
})

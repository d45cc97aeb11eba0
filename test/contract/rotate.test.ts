import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { listAddresses, findOrMakeAccount } from '../../src/access/accounts/account.ts'
import { rotateDeploymentKey } from '../../src/access/deployment-key/deployment-key.ts'
import { accessRules } from '../../src/access/matrix.ts'
import { readConfig, type Config } from '../../src/platform/config/config.ts'
import { Store } from '../../src/platform/files/store.ts'
import { openRuntime } from '../../src/platform/runtime.ts'
import { beginRotation, endRotation } from '../../src/platform/vault/rotation.ts'
import { openAll, hearSomebody, type Heard } from './heard.ts'

const serverUrl = process.env['OWNTERMS_TEST_DATABASE']!
const quiet = { print: () => undefined }
const name = `rotate_${randomBytes(6).toString('hex')}`
let folder: string
let config: Config
let heard: Heard
let words: unknown

async function onServer(work: (client: pg.Client) => Promise<unknown>, database?: string): Promise<void> {
  const url = new URL(serverUrl)
  if (database) url.pathname = `/${database}`
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ownterms-rotate-'))
  await onServer((client) => client.query(`create database ${name}`))
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  config = readConfig({ DATABASE_URL: url.href }, { data: join(folder, 'data') })
  const runtime = await openRuntime(config, 'command', accessRules(), quiet)
  heard = await hearSomebody(runtime.db, new Store(join(folder, 'data')))
  words = await openAll(runtime.db, heard)
  await runtime.close()
}, 60_000)

afterAll(async () => {
  await onServer(async (client) => {
    await client.query(`drop database if exists ${name} with (force)`)
    await client.query(`drop role if exists ownterms_login_${name}`)
  })
  await rm(folder, { recursive: true, force: true })
})

/** Connections that were just closed take a moment to go. */
beforeEach(async () => {
  await onServer(async (client) => {
    for (let wait = 0; wait < 50; wait += 1) {
      const left = await client.query('select 1 from pg_stat_activity where datname = $1', [name])
      if (left.rowCount === 0) return
      await new Promise((done) => setTimeout(done, 50))
    }
  })
})

const keyFile = () => join(config.keyringFolder, 'deployment.key')
const readKey = () => readFileSync(keyFile(), 'utf8').trim()

/** With these settings everything opens: words, names, and addresses by what they are and by looking them up. */
async function expectWhole(settings: Config = config): Promise<void> {
  const runtime = await openRuntime(settings, 'command', accessRules(), quiet)
  try {
    expect(await openAll(runtime.db, heard)).toEqual(words)
    const addresses = await listAddresses(runtime.db, [heard.ada.id, heard.ben.id])
    expect([...addresses.values()].every((address) => heard.secrets.includes(address))).toBe(true)
    for (const [id, address] of addresses) expect(await findOrMakeAccount(runtime.db, address)).toBe(id)
    await onServer(async (client) => {
      expect((await client.query('select 1 from account')).rowCount).toBe(2)
    }, name)
  } finally {
    await runtime.close()
  }
}

test('a new key in its file takes the old one’s place; words stay as they are', async () => {
  const [before, sealed] = [readKey(), await sealedWords()]
  const rotated = await rotateDeploymentKey(config)
  expect(rotated).toEqual({ organisations: 1, isFinished: false, isInSettings: false })
  expect(readKey()).not.toBe(before)
  expect(await sealedWords()).toEqual(sealed)
  expect(readdirSync(config.keyringFolder).sort()).toEqual(['deployment.key', 'keys.sqlite'])
  await expectWhole()
  await expect(
    openRuntime({ ...config, deploymentKey: before }, 'command', accessRules(), quiet),
  ).rejects.toThrow(/does not fit the keyring/)
})

test('everybody signs in again: sessions and codes are gone', async () => {
  await onServer(async (client) => {
    await client.query(
      `insert into session (id, token_hash, account_id, expires_at) select gen_random_uuid(), $1, id, now() + interval '1 day' from account limit 1`,
      [randomBytes(32)],
    )
  }, name)
  await rotateDeploymentKey(config)
  await onServer(async (client) => {
    expect((await client.query('select 1 from session')).rowCount).toBe(0)
  }, name)
  await expectWhole()
})

test('nothing is changed while anybody else works', async () => {
  const before = readKey()
  const runtime = await openRuntime(config, 'command', accessRules(), quiet)
  await runtime.db.ping()
  await expect(rotateDeploymentKey(config)).rejects.toThrow(/Stop the server/)
  await runtime.close()
  expect(readKey()).toBe(before)
  await expectWhole()
})

test('cut short after the first step nothing starts, and calling it again finishes it', async () => {
  const held = Buffer.from(readKey(), 'base64')
  beginRotation(config.keyringFolder, held, null)
  await expect(openRuntime(config, 'command', accessRules(), quiet)).rejects.toThrow(
    /was cut short. Finish it/,
  )
  expect(await rotateDeploymentKey(config)).toMatchObject({ isFinished: true, organisations: 1 })
  expect(readKey()).not.toBe(held.toString('base64'))
  await expectWhole()
})

test('cut short before the file took its place, the next start puts it there', async () => {
  const held = readKey()
  await rotateDeploymentKey(config)
  const next = readKey()
  writeFileSync(keyFile(), `${held}\n`)
  writeFileSync(`${keyFile()}.new`, `${next}\n`)
  await expectWhole()
  expect(readKey()).toBe(next)
  expect(existsSync(`${keyFile()}.new`)).toBe(false)
})

test('cut short after the database but before the keyring, it is finished with either key', async () => {
  const held = Buffer.from(readKey(), 'base64')
  const wanted = randomBytes(32)
  const rotating = { ...config, newDeploymentKey: wanted.toString('base64') }
  await rotateDeploymentKey(rotating)
  // As if the last step had never been: the keyring under the old key, the database under the new.
  endRotation(config.keyringFolder, { from: wanted, to: held })
  beginRotation(config.keyringFolder, held, wanted)
  const settings = { ...config, deploymentKey: wanted.toString('base64') }
  await expect(openRuntime(settings, 'command', accessRules(), quiet)).rejects.toThrow(/cut short/)
  expect(await rotateDeploymentKey(settings)).toMatchObject({ isFinished: true, isInSettings: true })
  expect(existsSync(keyFile())).toBe(false)
  await expectWhole(settings)
  await expect(rotateDeploymentKey(settings)).rejects.toThrow(/set OWNTERMS_NEW_KEY/)
})

async function sealedWords(): Promise<unknown> {
  let rows: unknown
  await onServer(async (client) => {
    rows = (await client.query('select id, verbatim_sealed from passage order by id')).rows
  }, name)
  return rows
}

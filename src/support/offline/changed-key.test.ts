import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../../bin/parts.ts'
import type { TestHouse } from '../../../test/database.ts'
import { begin, enterCoach, findSpace, letIn } from '../../../test/own-space.ts'
import { enter, openApp, Visitor } from '../../../test/visitor.ts'
import { rotateDeploymentKey } from '../../access/deployment-key/deployment-key.ts'
import { accessRules } from '../../access/matrix.ts'
import { readConfig, type Config } from '../../platform/config/config.ts'
import { addressesOfScripts, readStylesheet } from '../../platform/http/app.tsx'
import { Limits } from '../../platform/http/limits.ts'
import { newBlindId } from '../../platform/ids.ts'
import { openPostbox } from '../../platform/mail/postbox.ts'
import { openRuntime, type Runtime } from '../../platform/runtime.ts'
import { supportPaths } from '../paths.ts'
import type { Known } from './offline.ts'
import { sealNote } from './sealed-note.ts'

/** A house that is opened, shut and opened again, as an operator does who changes the deployment's key. */
const server = process.env['OWNTERMS_TEST_DATABASE']!
const name = `changed_key_${randomBytes(6).toString('hex')}`
let folder: string
let config: Config
let runtime: Runtime

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ownterms-changed-key-'))
  await onServer(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  config = readConfig({ DATABASE_URL: url.href }, { data: join(folder, 'data') })
})

afterAll(async () => {
  await runtime?.close()
  await onServer(`drop database if exists ${name} with (force)`)
  await onServer(`drop role if exists ownterms_login_${name}`)
  await rm(folder, { recursive: true, force: true })
})

async function onServer(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}

async function openHouse(): Promise<{ house: TestHouse; app: Hono }> {
  runtime = await openRuntime(config, 'command', accessRules(), { print: () => undefined })
  const letters: string[] = []
  const services = {
    ...runtime,
    postbox: openPostbox(null, config.mailFrom, (line) => void letters.push(line)),
    limits: new Limits(),
    stylesheet: readStylesheet().href,
    scripts: addressesOfScripts,
  }
  const house = { ...runtime, services, letters } as unknown as TestHouse
  return { house, app: openApp(house, routes) }
}

async function readKey(coach: Visitor): Promise<string> {
  return /data-key="([^"]+)"/.exec((await coach.get(supportPaths.write)).text)![1]!
}

async function seal(coach: Visitor, key: string, space: string, words: string) {
  const { writer, now } = JSON.parse((await coach.get(supportPaths.writable)).text) as Known
  const id = newBlindId()
  const note = { words, day: null, at: now }
  const sealed = await sealNote(Uint8Array.from(Buffer.from(key, 'base64')), { id, space, writer }, note)
  return { id, space, note: Buffer.from(sealed).toString('base64url') }
}

async function send(coach: Visitor, sent: Record<string, string>): Promise<string> {
  const { text } = await coach.send(supportPaths.sendNote, sent)
  return (JSON.parse(text) as { state: string }).state
}

test('notes sealed before the deployment’s key was changed open after it, each once; phones go on with what they have', async () => {
  const before = await openHouse()
  const dele = await enterCoach(before.house, before.app)
  const { person, phrase } = await begin(before.app, 'Maryam')
  await letIn(person, dele)
  const space = await findSpace(dele, 'Maryam')
  const key = await readKey(dele)
  const arrived = await seal(dele, key, space, 'It came, and its answer did not.')
  const waiting = await seal(dele, key, space, 'It waits in a pocket.')
  expect(await send(dele, arrived)).toBe('saved')
  await runtime.close()

  expect((await rotateDeploymentKey(config)).isFinished).toBe(false)

  const after = await openHouse()
  const again = await enter(after.house, after.app, 'dele@lighthouse.example')
  expect(await readKey(again)).toBe(key)
  for (const sent of [arrived, waiting, waiting]) expect(await send(again, sent)).toBe('saved')
  const back = new Visitor(after.app)
  expect((await back.send(supportPaths.enter, { name: 'Maryam', phrase, own: 'yes' })).status).toBe(303)
  const list = (await back.get(supportPaths.conversations)).text
  expect(list.match(/It came, and its answer did not\.|It waits in a pocket\./g)).toHaveLength(2)
})

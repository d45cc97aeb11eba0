import { createServer, type Server } from 'node:net'
import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../../bin/parts.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { makeTestExercise, type TestExercise } from '../../../test/test-exercise.ts'
import { enter, openApp, type Visitor } from '../../../test/visitor.ts'
import { listeningPaths } from '../paths.ts'
import { addMailbox, getMailbox, listMailboxes } from './mailboxes.ts'

const house = useTestHouse()
let app: Hono
let team: TestExercise
let other: TestExercise
let greedy: Server
let said = ''

const settings = {
  host: '127.0.0.1',
  port: 1,
  security: 'none' as const,
  user: 'answers',
  password: 'kettle-and-key',
  folder: 'INBOX',
}
const form = { ...settings, port: '1' }

beforeAll(async () => {
  app = openApp(house, routes)
  team = await makeTestExercise(house, 'Pillarbox', [])
  other = await makeTestExercise(house, 'Elsewhere', [])
  // Something that listens, never speaks, and writes down what it is told.
  greedy = createServer((socket) => {
    socket.on('data', (piece) => (said += piece.toString()))
    socket.on('error', () => undefined)
  })
  await new Promise<void>((done) => greedy.listen(0, '127.0.0.1', done))
})
afterAll(() => greedy.close())

/** Signed in once each: codes are given only so often. */
const signedIn = new Map<string, Promise<Visitor>>()
function visit(who: 'ada' | 'lea' | 'cleo'): Promise<Visitor> {
  const known = signedIn.get(who)
  if (known) return known
  const entering = enter(house, app, team.mailOf(who))
  signedIn.set(who, entering)
  return entering
}
const list = () => team.as(team.people.lea, (ctx) => listMailboxes(ctx, team.exerciseId))

describe('setting a mailbox up', () => {
  test('a lead may; one that cannot be read is told why and not kept, unless they want it kept', async () => {
    const lead = await visit('lea')
    const path = listeningPaths.mailboxes(team.exerciseId)
    const refused = await lead.send(path, form)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('no mail server answers at this port')
    expect(refused.text).not.toContain(settings.password)
    expect((await list()).mailboxes).toEqual([])
    const kept = await lead.send(path, { ...form, anyway: 'yes' })
    expect(kept.status).toBe(303)
    expect((await list()).mailboxes).toHaveLength(1)
  })

  test('no page holds the password, nor does the database', async () => {
    const lead = await visit('lea')
    const [mailbox] = (await list()).mailboxes
    for (const path of [
      listeningPaths.mailboxes(team.exerciseId),
      listeningPaths.mailbox(mailbox!.id),
      listeningPaths.changeMailbox(mailbox!.id),
      listeningPaths.removeMailbox(mailbox!.id),
    ]) {
      const page = await lead.get(path)
      expect(page.status, path).toBe(200)
      expect(page.text, path).not.toContain(settings.password)
    }
    const rows = await house.asOwner('select mailbox::text as row from mailbox')
    expect(JSON.stringify(rows)).not.toContain('answers')
  })

  const wrong: [what: string, change: Record<string, string>, sentence: string][] = [
    ['no server', { host: '' }, 'Write the name of the mail server.'],
    ['an address of a page', { host: 'https://imap.example.org' }, 'without https:// before it'],
    ['a port that is none', { port: '99999' }, 'A port is a number'],
    ['no protection on the way to elsewhere', { host: 'imap.example.org' }, 'could be read on the way'],
    ['no password', { password: '' }, 'Write the password.'],
    ['no folder', { folder: '' }, 'Write the name of the folder.'],
  ]
  test.each(wrong)('%s', async (_, change, sentence) => {
    const listener = await visit('ada')
    const answer = await listener.send(listeningPaths.mailboxes(team.exerciseId), {
      ...form,
      ...change,
      anyway: 'yes',
    })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(sentence)
  })

  test('settings cannot be changed to another server without the password', async () => {
    const listener = await visit('ada')
    const [mailbox] = (await list()).mailboxes
    const port = String((greedy.address() as { port: number }).port)
    const answer = await listener.send(listeningPaths.changeMailbox(mailbox!.id), {
      ...form,
      port,
      password: '',
      anyway: 'yes',
    })
    expect(answer.status).toBe(422)
    expect(said).toBe('')
    const { mailbox: after } = await team.as(team.people.lea, (ctx) => getMailbox(ctx, mailbox!.id))
    expect(after.settings.port).toBe(1)
  })
})

describe('who may not', () => {
  test('a reader', async () => {
    const reader = await visit('cleo')
    const [mailbox] = (await list()).mailboxes
    for (const path of [listeningPaths.mailboxes(team.exerciseId), listeningPaths.mailbox(mailbox!.id)]) {
      expect((await reader.get(path)).status).toBe(403)
    }
  })

  test('somebody of another organisation finds nothing, and changes nothing', async () => {
    const id = await other.as(other.people.lea, (ctx) => addMailbox(ctx, other.exerciseId, settings))
    const lead = await visit('lea')
    expect((await lead.get(listeningPaths.mailbox(id))).status).toBe(404)
    for (const path of [
      listeningPaths.tryMailbox(id),
      listeningPaths.changeMailbox(id),
      listeningPaths.switchMailbox(id),
      listeningPaths.removeMailbox(id),
      listeningPaths.mailboxes(other.exerciseId),
    ]) {
      expect((await lead.send(path, { ...form, anyway: 'yes' })).status, path).toBe(404)
    }
    const { mailboxes } = await other.as(other.people.lea, (ctx) => listMailboxes(ctx, other.exerciseId))
    expect(mailboxes).toMatchObject([{ id, isOn: true }])
  })
})

test('stopped, begun again, forgotten: twice is as once', async () => {
  const lead = await visit('lea')
  const id = await team.as(team.people.lea, (ctx) => addMailbox(ctx, team.exerciseId, settings))
  const isOn = async () => (await team.as(team.people.lea, (ctx) => getMailbox(ctx, id))).mailbox.isOn
  await lead.send(listeningPaths.switchMailbox(id), { on: '' })
  await lead.send(listeningPaths.switchMailbox(id), { on: '' })
  expect(await isOn()).toBe(false)
  await lead.send(listeningPaths.switchMailbox(id), { on: 'yes' })
  expect(await isOn()).toBe(true)
  expect((await lead.send(listeningPaths.removeMailbox(id), {})).status).toBe(303)
  expect((await lead.send(listeningPaths.removeMailbox(id), {})).status).toBe(404)
})

import { setTimeout as sleep } from 'node:timers/promises'
import { Browser, type Answer } from './browser.ts'
import type { RunningServer } from './running-server.ts'

export const listenerAddress = 'ada@example.org'
const readerAddress = 'ben@example.org'

/** A lead who listens and a second reader, both signed in by the codes the server printed on its console. */
export async function bringPeopleIn(server: RunningServer): Promise<{ listener: Browser; reader: Browser }> {
  const listener = new Browser(server.origin, '192.0.2.1')
  const code = await waitForLine(server, /type this code: (\S+)/, 0)
  const setUp = { code, organisation: 'Larch House', operator: 'Larch House', name: 'Ada' }
  expectStatus(await listener.send('/set-up', { ...setUp, address: listenerAddress }), 303, 'set-up')
  await signIn(server, listener, listenerAddress)
  const invited = { name: 'Ben', address: readerAddress, roles: ['reader'] }
  expectStatus(await listener.send('/staff', invited), 303, 'inviting the second reader')
  const reader = new Browser(server.origin, '192.0.2.2')
  await signIn(server, reader, readerAddress)
  return { listener, reader }
}

/** Somebody who lets themself be let in. */
export async function bringCoachIn(server: RunningServer, listener: Browser): Promise<Browser> {
  const invited = { name: 'Cora', address: 'cora@example.org', roles: ['coach'] }
  expectStatus(await listener.send('/staff', invited), 303, 'inviting the coach')
  const coach = new Browser(server.origin, '192.0.2.3')
  await signIn(server, coach, invited.address)
  return coach
}

/** Opens an exercise with the command line; gives its id and its public page's path. */
export async function openExercise(
  server: RunningServer,
  listener: Browser,
): Promise<{ id: string; door: string }> {
  const opened = await server.command([
    'exercise',
    'open',
    '--title',
    'A place of your own',
    '--question',
    'What made it feel like yours?',
    '--as',
    listenerAddress,
    '--json',
  ])
  if (opened.code !== 0) throw new Error(`exercise open: ${opened.stderr}`)
  const { id } = JSON.parse(opened.stdout) as { id: string }
  const doors = await listener.get(`/exercises/${id}/doors`)
  const door = /\/door\/[a-z0-9]+/.exec(doors.text)?.[0]
  if (!door) throw new Error(`The doors page (${doors.status}) does not show the public page's address.`)
  return { id, door }
}

/** Begins a series about an exercise; gives its id. */
export async function makeSeries(listener: Browser, exerciseId: string): Promise<string> {
  const fields = {
    title: 'What makes it ours',
    introduction: 'We asked one question and listened.',
    howHeard: '',
  }
  const made = await listener.send(`/exercises/${exerciseId}/series`, { ...fields, address: '' })
  const id = /\/series\/([0-9a-f-]{36})/.exec(expectStatus(made, 303, 'making a series').location ?? '')?.[1]
  if (!id) throw new Error('Making a series led nowhere.')
  return id
}

export function expectStatus(answer: Answer, status: number, what: string): Answer {
  if (answer.status === status) return answer
  const said = answer.text.replace(/<style[\s\S]*?<\/style>|<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  throw new Error(`${what}: ${answer.status} instead of ${status}: ${said.slice(0, 600)}`)
}

async function signIn(server: RunningServer, browser: Browser, address: string): Promise<void> {
  const before = server.lines.length
  expectStatus(await browser.send('/sign-in', { address }), 303, 'asking for a code')
  await waitForLine(server, new RegExp(`(Letter to ${address}): Your code`), before)
  const code = await waitForLine(server, /\b(\d{3} \d{3})\b/, before)
  expectStatus(await browser.send('/sign-in/code', { code }), 303, 'signing in')
}

async function waitForLine(server: RunningServer, pattern: RegExp, after: number): Promise<string> {
  for (let wait = 0; wait < 500; wait += 1) {
    for (const line of server.lines.slice(after)) {
      const found = pattern.exec(line)
      if (found?.[1]) return found[1]
    }
    await sleep(20)
  }
  throw new Error(`The server never printed ${pattern}. It said:\n${server.lines.slice(-20).join('\n')}`)
}

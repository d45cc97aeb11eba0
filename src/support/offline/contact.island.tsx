import { writePaths } from './write-paths.ts'
import type { Bytes } from './hpke.ts'
import type { Known, Taken } from './offline.ts'
import type { Outbox, Person, Waiting } from './outbox.ts'

/** How it stands: signed in as a coach, no connection, nobody signed in, or somebody for whom this page is not. */
export type Standing = 'in' | 'away' | 'out' | 'nobody'

/** Asks who may be written to, then sends what waits, one after the other. Sent again is saved once by the server. */
export async function makeContact(
  outbox: Outbox,
  keepsNames: boolean,
): Promise<{ standing: Standing; writer?: string; people?: Person[] }> {
  const answer = await ask(() => fetch(writePaths.writable, options))
  if (answer === 'nobody') await outbox.forgetPeople()
  if (typeof answer === 'string') return { standing: answer }
  const { now, writer, people } = (await answer.json()) as Known
  await outbox.hear({ now, writer, people }, keepsNames)
  const { standing, left } = await sendWaiting(outbox, writer)
  return { standing, writer, people: people.filter(({ space }) => !left.has(space)) }
}

/** Sends notes of this writer in their order. Gives the spaces that are gone, and how it stands after that. */
async function sendWaiting(
  outbox: Outbox,
  writer: string,
): Promise<{ standing: Standing; left: Set<string> }> {
  const left = new Set<string>()
  for (const note of await outbox.waiting()) {
    if (note.writer !== writer) continue
    const taken = await send(note)
    // Those behind it wait, too: they keep their order.
    if (taken === 'away' || taken === 'out' || taken === 'nobody') return { standing: taken, left }
    if (taken === 'saved') await outbox.arrived(note)
    if (taken !== 'gone') continue
    await outbox.gone(note)
    left.add(note.space)
  }
  return { standing: 'in', left }
}

async function send({ id, space, sealed }: Waiting): Promise<Taken | Exclude<Standing, 'in'>> {
  const body = new URLSearchParams({ id, space, note: print(sealed) })
  const answer = await ask(() => fetch(writePaths.sendNote, { ...options, method: 'POST', body }))
  return typeof answer === 'string' ? answer : ((await answer.json()) as { state: Taken }).state
}

const options: RequestInit = { cache: 'no-store', redirect: 'manual' }
const longestWait = 20_000

async function ask(get: () => Promise<Response>): Promise<Response | Exclude<Standing, 'in'>> {
  try {
    const answer = await Promise.race([get(), giveUp()])
    if (answer.type === 'opaqueredirect') return 'out'
    if (answer.status === 404 || answer.status === 403) return 'nobody'
    return answer.status === 200 ? answer : 'away'
  } catch {
    return 'away'
  }
}

function giveUp(): Promise<never> {
  return new Promise((_, no) => setTimeout(() => no(new Error('No answer.')), longestWait))
}

/** Base64url, which a form carries as it is. */
function print(bytes: Bytes): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

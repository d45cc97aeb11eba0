import { writePaths } from './write-paths.ts'
import type { Bytes } from './hpke.ts'
import type { Known, Taken } from './offline.ts'
import type { Outbox, Person, Waiting } from './outbox.ts'

/** How it stands: signed in as a coach, no connection, nobody signed in, or somebody for whom this page is not. */
export type Standing = 'in' | 'away' | 'out' | 'nobody'

/** What there was to hear. `broken`: notes the server cannot open. `others`: notes of somebody else who writes on this phone. */
export type Contact = {
  standing: Standing
  writer?: string
  people?: Person[]
  broken?: number
  others?: number
}

/** Asks who may be written to, then sends what waits, one after the other. Sent again is saved once by the server. */
export async function makeContact(outbox: Outbox, keepsNames: boolean): Promise<Contact> {
  const answer = await ask(() => fetch(writePaths.writable, options))
  if (answer === 'nobody') await outbox.forgetPeople()
  if (typeof answer === 'string') return { standing: answer }
  const { now, writer, people } = (await answer.json()) as Known
  await outbox.hear({ now, writer, people }, keepsNames)
  const { left, ...rest } = await sendWaiting(outbox, writer)
  return { ...rest, writer, people: people.filter(({ space }) => !left.has(space)) }
}

/** Sends notes of this writer in their order. Gives the spaces that are gone, and how it stands after that. */
async function sendWaiting(
  outbox: Outbox,
  writer: string,
): Promise<{ standing: Standing; left: Set<string>; broken: number; others: number }> {
  const sum = { standing: 'in' as Standing, left: new Set<string>(), broken: 0, others: 0 }
  for (const note of await outbox.waiting()) {
    if (note.writer !== writer) {
      sum.others += 1
      continue
    }
    const taken = await send(note)
    // Those behind it wait, too: they keep their order.
    if (taken === 'away' || taken === 'out' || taken === 'nobody') return { ...sum, standing: taken }
    if (taken === 'saved') await outbox.arrived(note)
    if (taken === 'broken') sum.broken += 1
    if (taken !== 'gone') continue
    await outbox.gone(note)
    sum.left.add(note.space)
  }
  return sum
}

/** Sends one note; the server has it for good when it says so. */
export async function send({
  id,
  space,
  sealed,
}: Pick<Waiting, 'id' | 'space' | 'sealed'>): Promise<Taken | Exclude<Standing, 'in'>> {
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

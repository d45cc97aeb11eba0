import type { Draft, Waiting } from './outbox.ts'
import { writePaths } from './write-paths.ts'

/*
 * A second copy of all that lies on the phone, in another place of the browser. Chromium throws a site's whole database away
 * when it was killed between the two halves of one write and has written on since ("checksum mismatch"): rare, and a phone
 * kills its browser every day.
 */

/** What lies there. `facts` by their names. */
export type Kept = { notes: Waiting[]; drafts: Draft[]; facts: Record<string, unknown> }

const place = 'spare-write'
const rest = `${writePaths.write}/rest`

/** All there is, to be put back where the browser made the database anew. */
export async function readSpare(): Promise<Kept> {
  const kept: Kept = { notes: [], drafts: [], facts: {} }
  // Opened, it would be there.
  if (!(await caches.has(place))) return kept
  const cache = await caches.open(place)
  for (const address of await cache.keys()) {
    const answer = (await cache.match(address))!
    const note = answer.headers.get('note')
    if (note === null) Object.assign(kept, await answer.json())
    else kept.notes.push({ ...JSON.parse(note), sealed: new Uint8Array(await answer.arrayBuffer()) })
  }
  return kept
}

/** Makes it the same again: what is gone goes first, whatever room there is. A note is found only when it is missing. */
export async function keepSpare(
  turns: readonly number[],
  others: Omit<Kept, 'notes'>,
  find: (turn: number) => Promise<Waiting | undefined>,
): Promise<void> {
  const cache = await caches.open(place)
  const there = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname))
  const wanted = new Map(turns.map((turn) => [`${writePaths.write}/${turn}`, turn]))
  for (const path of there) if (path !== rest && !wanted.has(path)) await cache.delete(path)
  try {
    await cache.put(rest, new Response(JSON.stringify(others)))
  } catch (error) {
    // An older state of it would bring back what has gone.
    await cache.delete(rest)
    throw error
  }
  for (const [path, turn] of wanted) {
    const note = there.has(path) ? undefined : await find(turn)
    if (!note) continue
    const { sealed, ...about } = note
    await cache.put(path, new Response(sealed, { headers: { note: JSON.stringify(about) } }))
  }
}

export async function removeSpare(): Promise<void> {
  await caches.delete(place)
}

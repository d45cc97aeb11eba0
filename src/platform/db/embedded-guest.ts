import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { sayEmbedded } from './embedded-errors.ts'
import { findHolder, openPassword } from './embedded-folder.ts'
import type { EmbeddedFolder, Holder } from './embedded-folder.ts'
import type { EmbeddedDatabase, EmbeddedOptions } from './embedded.ts'

const guestName = 'ownterms guest'

/**
 * Joins a database that another process runs, or gives null when it does not answer (yet). Until `stop()` one idle
 * connection tells its owner that we are here: a command that owns it waits for us before it stops.
 */
export async function joinRunning(
  place: EmbeddedFolder,
  holder: Holder,
  options: EmbeddedOptions,
): Promise<EmbeddedDatabase | null> {
  if (holder.port === null) return null
  const url = `postgres://postgres:${openPassword(place)}@127.0.0.1:${holder.port}/ownterms`
  let isStopped = false
  let presence: pg.Client | null = await connect()
  if (presence === null) return null
  return {
    url,
    owner: false,
    async stop() {
      isStopped = true
      await presence?.end().catch(() => undefined)
      presence = null
    },
  }

  async function connect(): Promise<pg.Client | null> {
    const client = new pg.Client({
      connectionString: url,
      application_name: guestName,
      connectionTimeoutMillis: 2_000,
    })
    client.on('error', () => undefined)
    try {
      await client.connect()
    } catch {
      return null
    }
    // The owner says that it is stopping before it counts its guests, so one of us two always sees the other.
    const now = findHolder(place)
    if (now?.pid !== holder.pid || now.port !== holder.port) {
      await client.end().catch(() => undefined)
      return null
    }
    client.once('end', () => void comeBack())
    return client
  }

  /** The owner may be starting its server again on the same port. */
  async function comeBack(): Promise<void> {
    presence = null
    for (const deadline = performance.now() + 15_000; performance.now() < deadline; await sleep(100)) {
      if (isStopped) return
      const now = findHolder(place)
      if (now?.pid !== holder.pid) break
      const again = await connect()
      if (again === null) continue
      if (isStopped) {
        await again.end()
        return
      }
      presence = again
      return
    }
    if (!isStopped) options.onExit?.(sayEmbedded('ownerWent', { folder: place.folder }))
  }
}

/** How many other processes use the database, each by its idle connection. */
export async function countGuests(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  await client.connect()
  try {
    const found = await client.query<{ count: number }>(
      'select count(*)::int as count from pg_stat_activity where application_name = $1',
      [guestName],
    )
    return found.rows[0]?.count ?? 0
  } finally {
    await client.end()
  }
}

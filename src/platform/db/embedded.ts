import { chmodSync, existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { findBinaries } from './embedded-binaries.ts'
import { FolderInUse, FolderUnusable, explainFileError, sayEmbedded } from './embedded-errors.ts'
import { findHolder, openFolder, openPassword, removeHolder, writeHolder } from './embedded-folder.ts'
import type { EmbeddedFolder } from './embedded-folder.ts'
import { countGuests, joinRunning } from './embedded-guest.ts'
import { endOrphans } from './embedded-orphans.ts'
import {
  PortTaken,
  checkVersion,
  makeData,
  signalServer,
  startServer,
  stopServer,
} from './embedded-process.ts'
import type { RunningServer, ServerSetting } from './embedded-process.ts'
import { chooseUser } from './embedded-user.ts'
import { takeFolderLock } from './folder-lock.ts'
import type { FolderLock } from './folder-lock.ts'

export { FolderInUse, FolderUnusable } from './embedded-errors.ts'

/** A database in a folder. */
export type EmbeddedDatabase = {
  /** The superuser's address: postgres://postgres:password@127.0.0.1:port/ownterms */
  url: string
  /** True when this process started it and `stop()` stops it; false when another process did. */
  owner: boolean
  /** Lets go of it: the owner's stops the server and gives the folder free. May be called twice. */
  stop(): Promise<void>
}

export type EmbeddedOptions = {
  folder: string
  /** There is one server to a folder. A command joins a running server or command, or starts the database itself. */
  purpose: 'server' | 'command'
  log: (line: string) => void
  /** Called once, with a sentence, when the database has gone and will not come back by itself. */
  onExit?: (sentence: string) => void
}

const restartsPerMinute = 5

/** A killed process keeps its lock for a moment; whoever is started in its place must not be refused for that. */
const dyingTime = 500

/**
 * Opens the database in a folder, making folder and database when they are not there and mending what an earlier
 * crash left. While it is open a server that dies is started again on the same port, up to five times a minute.
 * A command waits up to 15 s for a server that is starting or stopping, and a server up to 30 s for a command.
 * Throws FolderInUse when somebody else has the folder, FolderUnusable with what to do about anything else.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const place = openFolder(options.folder)
  const begin = performance.now()
  const deadline = begin + (options.purpose === 'server' ? 30_000 : 15_000)
  try {
    for (;;) {
      const lock = takeFolderLock(place.lock)
      if (lock !== null) return await openAsOwner(place, lock, options)

      const holder = findHolder(place)
      if (options.purpose === 'server') {
        const patience = holder?.purpose === 'server' ? begin + dyingTime : deadline
        if (performance.now() > patience) {
          throw new FolderInUse(place.folder, holder)
        }
      } else {
        const joined = holder === null ? null : await joinRunning(place, holder, options)
        if (joined !== null) return joined
        if (performance.now() > deadline) {
          if (holder === null) throw new FolderInUse(place.folder, null)
          throw new FolderUnusable('notAnswering', { folder: place.folder, pid: String(holder.pid) })
        }
      }
      await sleep(50)
    }
  } catch (error) {
    throw explainFileError(error, place.folder)
  }
}

async function openAsOwner(
  place: EmbeddedFolder,
  lock: FolderLock,
  options: EmbeddedOptions,
): Promise<EmbeddedDatabase> {
  try {
    writeHolder(place, options.purpose, null)
    const found = findBinaries()
    await endOrphans(place.data, options.log)
    const setting: ServerSetting = { place, log: options.log, ...chooseUser(place, found) }
    const password = openPassword(place)
    if (!existsSync(place.data)) await makeData(setting, password)
    // A copy of the folder may have lost this, and PostgreSQL then refuses it.
    chmodSync(place.data, 0o700)
    checkVersion(place, setting.binaries)

    const server = await startServer(setting, null)
    try {
      await makeDatabase(formatUrl(password, server.port, 'postgres'))
    } catch (error) {
      await stopServer(setting, server)
      throw error
    }
    writeHolder(place, options.purpose, server.port)
    return keepRunning(setting, server, password, lock, options)
  } catch (error) {
    removeHolder(place)
    lock.release()
    throw error
  }
}

function keepRunning(
  setting: ServerSetting,
  first: RunningServer,
  password: string,
  lock: FolderLock,
  options: EmbeddedOptions,
): EmbeddedDatabase {
  const { place } = setting
  let server = first
  let restarts: number[] = []
  let restarting: Promise<void> | null = null
  let stopping: Promise<void> | null = null

  // A process that ends without stop() still sends its server away; the next start waits for it to be gone.
  const sendAway = () => signalServer(server, 'SIGINT')
  process.once('exit', sendAway)
  watch()

  return {
    url: formatUrl(password, first.port, 'ownterms'),
    owner: true,
    stop: () => (stopping ??= stop()),
  }

  function watch(): void {
    void server.ended.then(() => {
      if (stopping === null) restarting = restart()
    })
  }

  async function restart(): Promise<void> {
    const now = performance.now()
    restarts = [...restarts.filter((moment) => moment > now - 60_000), now]
    if (restarts.length > restartsPerMinute) return giveUp(sayEmbedded('stoppedForGood', names()))
    options.log('The database stopped by itself; starting it again.')
    try {
      await endOrphans(place.data, options.log)
      server = await startOnSamePort()
    } catch (error) {
      return giveUp(error instanceof Error ? error.message : String(error))
    }
    restarting = null
    watch()
  }

  /** Connections just lost can hold on to the port for a moment. */
  async function startOnSamePort(): Promise<RunningServer> {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      try {
        return await startServer(setting, first.port)
      } catch (error) {
        if (!(error instanceof PortTaken)) throw error
        await sleep(250)
      }
    }
    throw new FolderUnusable('noPort', names())
  }

  function giveUp(sentence: string): void {
    options.log(sentence)
    options.onExit?.(sentence)
  }

  async function stop(): Promise<void> {
    await restarting
    if (options.purpose === 'command') await waitForGuests()
    else writeHolder(place, options.purpose, null)
    await stopServer(setting, server)
    process.off('exit', sendAway)
    removeHolder(place)
    lock.release()
  }

  /** A command that joined this one may still be writing. New ones are turned away just long enough to look. */
  async function waitForGuests(): Promise<void> {
    let hasSpoken = false
    for (;;) {
      writeHolder(place, options.purpose, null)
      const guests = server.hasEnded() ? 0 : await countNow()
      if (guests === 0) return
      if (!hasSpoken) options.log('Waiting for another Ownterms command that uses the same database.')
      hasSpoken = true
      writeHolder(place, options.purpose, first.port)
      await sleep(200)
    }
  }

  async function countNow(): Promise<number> {
    return countGuests(formatUrl(password, first.port, 'postgres')).catch(() => 0)
  }

  function names(): Record<string, string> {
    return { folder: place.folder, log: place.log }
  }
}

async function makeDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const found = await client.query(`select 1 from pg_database where datname = 'ownterms'`)
    if (found.rowCount === 0) await client.query('create database ownterms')
  } finally {
    await client.end()
  }
}

function formatUrl(password: string, port: number, database: string): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/${database}`
}

import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Binaries } from './embedded-binaries.ts'
import { FolderUnusable } from './embedded-errors.ts'
import { giveToFolderOwner, syncFolder } from './embedded-folder.ts'
import type { EmbeddedFolder } from './embedded-folder.ts'
import { endOrphans } from './embedded-orphans.ts'
import { giveToServer } from './embedded-user.ts'
import type { RunAs } from './embedded-user.ts'

/** What every start of a server on one folder needs. */
export type ServerSetting = {
  place: EmbeddedFolder
  binaries: Binaries
  runAs: RunAs
  log: (line: string) => void
}

/** A running PostgreSQL server. `ended` resolves when its process has gone, however it went. */
export type RunningServer = { pid: number; port: number; ended: Promise<void>; hasEnded(): boolean }

/** The server could not have the port it was given. */
export class PortTaken extends Error {}

/** Values the operator may change in postgresql.conf; written there when the folder is made. */
const adjustable = { shared_buffers: '128MB', max_connections: '60' }

/** Values that keep a promise or our own bookkeeping; given on the command line, so that no file can change them. */
const fixed = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  logging_collector: 'off',
  log_destination: 'stderr',
  log_timezone: 'UTC',
  TimeZone: 'UTC',
  // An error's own sentence can quote what somebody typed. The one who asked hears it; the log does not.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_checkpoints: 'off',
}

const largestLog = 10_000_000

/**
 * Makes an empty database in a folder beside, then puts it in its place in one move, so that a kill in the middle
 * leaves nothing half made. Throws FolderUnusable.
 */
export async function makeData(setting: ServerSetting, password: string): Promise<void> {
  const { place, binaries, runAs } = setting
  const draft = `${place.data}.new`
  await endOrphans(draft, setting.log)
  rmSync(draft, { recursive: true, force: true, maxRetries: 10 })
  mkdirSync(draft, { mode: 0o700 })
  chmodSync(draft, 0o700)
  const passwordDraft = `${place.password}.initdb`
  rmSync(passwordDraft, { force: true })
  writeFileSync(passwordDraft, password, { mode: 0o600 })
  giveToServer(passwordDraft, runAs)
  giveToServer(draft, runAs)

  const args = [`--pgdata=${draft}`, '--username=postgres', `--pwfile=${passwordDraft}`]
  args.push('--auth=scram-sha-256', '--encoding=UTF8', '--data-checksums', '--no-instructions')
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C')
  for (const [name, value] of Object.entries(adjustable)) args.push('--set', `${name}=${value}`)
  const output = openLog(place)
  // It stands in the draft so that, orphaned, it is found there like a server.
  const child = spawnAs(runAs, binaries.initdb, args, draft, output)
  const status = await new Promise((resolve) => {
    child.once('error', resolve)
    child.once('exit', resolve)
  })
  const said = readFrom(output)
  closeSync(output.handle)
  rmSync(passwordDraft, { force: true })
  if (status !== 0) {
    rmSync(draft, { recursive: true, force: true, maxRetries: 10 })
    if (said.includes('No space left on device'))
      throw new FolderUnusable('diskFull', { folder: place.folder })
    throw new FolderUnusable('notMade', { folder: place.folder, log: place.log })
  }
  renameSync(draft, place.data)
  syncFolder(place.folder)
}

/** Throws FolderUnusable when the folder's database is of another major version than the programs. */
export function checkVersion(place: EmbeddedFolder, binaries: Binaries): void {
  const file = join(place.data, 'PG_VERSION')
  const found = existsSync(file) ? readFileSync(file, 'utf8').trim() : 'of no version we know'
  if (found !== binaries.major) {
    throw new FolderUnusable('otherVersion', { folder: place.folder, found, brought: binaries.major })
  }
}

/**
 * Starts a server and waits until it takes connections, crash recovery included, however long that takes. With no
 * `port` it finds a free one. It runs in its own process group: Ctrl-C in the terminal is for us to answer first.
 * Throws PortTaken when the `port` asked for is not to be had, FolderUnusable when it does not start.
 */
export async function startServer(setting: ServerSetting, port: number | null): Promise<RunningServer> {
  if (port !== null) return startOnPort(setting, port)
  for (let attempt = 0; attempt < 10; attempt += 1) {
    try {
      return await startOnPort(setting, await findFreePort())
    } catch (error) {
      if (!(error instanceof PortTaken)) throw error
    }
  }
  throw new FolderUnusable('noPort', { folder: setting.place.folder })
}

/** Stops a server: its clients are sent away and everything is written; after 20 s it is cut off, which loses nothing either. */
export async function stopServer(setting: ServerSetting, server: RunningServer): Promise<void> {
  if (process.platform === 'win32') {
    // Windows has no signals to send; pg_ctl speaks to the server through a pipe.
    const args = ['stop', '-D', setting.place.data, '-m', 'fast', '-w', '-t', '20']
    spawn(setting.binaries.pgCtl, args, { stdio: 'ignore' })
    if (await endsWithin(server, 21_000)) return
  } else {
    for (const [kind, milliseconds] of [
      ['SIGINT', 20_000],
      ['SIGQUIT', 5_000],
    ] as const) {
      signalServer(server, kind)
      if (await endsWithin(server, milliseconds)) return
    }
  }
  signalServer(server, 'SIGKILL')
  await server.ended
  await endOrphans(setting.place.data, setting.log)
}

export function signalServer(server: RunningServer, kind: NodeJS.Signals): void {
  if (server.hasEnded()) return
  try {
    process.kill(server.pid, kind)
  } catch {
    // It ended by itself in between.
  }
}

async function startOnPort(setting: ServerSetting, port: number): Promise<RunningServer> {
  const { place, binaries, runAs } = setting
  const args = ['-D', place.data, '-p', String(port)]
  for (const [name, value] of Object.entries(fixed)) args.push('-c', `${name}=${value}`)
  const output = openLog(place)
  const child = spawnAs(runAs, binaries.postgres, args, place.data, output)
  const server = watchServer(child, port)
  try {
    let nextWord = performance.now() + 5_000
    while (!isReady(place, server)) {
      if (server.hasEnded()) throw explainEnd(place, readFrom(output))
      if (performance.now() > nextWord) {
        setting.log('The database is still starting; after a crash it first repairs itself.')
        nextWord = performance.now() + 30_000
      }
      await sleep(5)
    }
  } finally {
    closeSync(output.handle)
  }
  return server
}

function watchServer(child: ChildProcess, port: number): RunningServer {
  let hasEnded = false
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      hasEnded = true
      resolve()
    }
    child.once('error', end)
    child.once('exit', end)
  })
  // A forgotten stop() must not keep the process from ending; embedded.ts sends the server away at exit.
  child.unref()
  return { pid: child.pid ?? 0, port, ended, hasEnded: () => hasEnded }
}

/** PostgreSQL writes its state into the eighth line of its pid file. */
function isReady(place: EmbeddedFolder, server: RunningServer): boolean {
  try {
    const lines = readFileSync(join(place.data, 'postmaster.pid'), 'utf8').split('\n')
    return Number(lines[0]) === server.pid && lines[7]?.trim() === 'ready'
  } catch {
    return false
  }
}

function explainEnd(place: EmbeddedFolder, said: string): Error {
  if (/could not bind|could not create any TCP\/IP sockets/.test(said)) return new PortTaken()
  if (said.includes('No space left on device'))
    return new FolderUnusable('diskFull', { folder: place.folder })
  return new FolderUnusable('didNotStart', { folder: place.folder, log: place.log })
}

type Output = { handle: number; path: string; from: number }

function spawnAs(runAs: RunAs, program: string, args: string[], cwd: string, output: Output): ChildProcess {
  const inNamespace = runAs.kind === 'namespace'
  // unshare replaces itself by the program, so the child's pid is the program's.
  const command = inNamespace ? 'unshare' : program
  const allArgs = inNamespace ? ['--user', `--map-user=${runAs.uid}`, '--', program, ...args] : args
  return spawn(command, allArgs, {
    cwd,
    detached: true,
    windowsHide: true,
    stdio: ['ignore', output.handle, output.handle],
    env: bareEnvironment(),
    ...(runAs.kind === 'user' ? { uid: runAs.uid, gid: runAs.gid } : {}),
  })
}

/** None of the PG… variables of whoever started us may move the server somewhere else. */
function bareEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'Path', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR']
  const entries = kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))
  return { ...(Object.fromEntries(entries) as NodeJS.ProcessEnv), LC_ALL: 'C', TZ: 'UTC' }
}

function openLog(place: EmbeddedFolder): Output {
  if (existsSync(place.log) && statSync(place.log).size > largestLog)
    renameSync(place.log, `${place.log}.old`)
  const handle = openSync(place.log, 'a+', 0o600)
  giveToFolderOwner(place, place.log)
  return { handle, path: place.log, from: fstatSync(handle).size }
}

function readFrom(output: Output): string {
  const length = Math.min(fstatSync(output.handle).size - output.from, 100_000)
  const buffer = Buffer.alloc(Math.max(length, 0))
  readSync(output.handle, buffer, 0, buffer.length, output.from)
  return buffer.toString('utf8')
}

async function endsWithin(server: RunningServer, milliseconds: number): Promise<boolean> {
  // The timer also keeps us alive while we wait: the server's process does not.
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, milliseconds, false)
  })
  const hasEnded = await Promise.race([server.ended.then(() => true), late])
  clearTimeout(timer)
  return hasEnded
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}

import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Ends what an earlier run left alive on a PostgreSQL folder: a server whose Node process was killed, or the
 * children of a server that was killed itself, which keep the shared memory. Gentle first, then firm. After it
 * nobody works in the folder, and no pid file there points at a stranger. Only for the holder of the folder's lock.
 */
export async function endOrphans(data: string, log: (line: string) => void): Promise<void> {
  if (!existsSync(data)) return
  const folder = realpathSync(data)
  const server = findServer(folder)
  if (server !== null) {
    log(`An earlier database server (process ${server}) is still running on ${folder}; stopping it.`)
    signal(server, 'SIGINT')
    await waitUntil(() => findServer(folder) === null, 10_000)
  }
  for (const [kind, milliseconds] of [
    ['SIGQUIT', 3_000],
    ['SIGKILL', 5_000],
  ] as const) {
    const left = listProcesses(folder)
    if (left.length === 0) break
    log(`Ending ${left.length} left-over database process${left.length === 1 ? '' : 'es'} on ${folder}.`)
    for (const pid of left) signal(pid, kind)
    await waitUntil(() => listProcesses(folder).length === 0, milliseconds)
  }
  // PostgreSQL refuses to start when the pid in it is alive, even as somebody else's program.
  if (listProcesses(folder).length === 0) rmSync(join(folder, 'postmaster.pid'), { force: true })
}

/** The pid in the folder's pid file, when it really is a PostgreSQL server on this folder. */
function findServer(folder: string): number | null {
  const pid = readServerPid(folder)
  if (pid === null) return null
  if (process.platform === 'linux') return worksIn(pid, folder) ? pid : null
  return isPostgres(pid) ? pid : null
}

function listProcesses(folder: string): number[] {
  if (process.platform !== 'linux') {
    const server = findServer(folder)
    return server === null ? [] : [server]
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => worksIn(pid, folder))
}

/** PostgreSQL's processes all stand in their data folder; a person's shell may stand there too. */
function worksIn(pid: number, folder: string): boolean {
  try {
    const program = readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
    return (program === 'postgres' || program === 'initdb') && readlinkSync(`/proc/${pid}/cwd`) === folder
  } catch {
    return false
  }
}

function isPostgres(pid: number): boolean {
  const [command, args] =
    process.platform === 'win32'
      ? ['tasklist', ['/fi', `PID eq ${pid}`, '/fo', 'csv', '/nh']]
      : ['ps', ['-p', String(pid), '-o', 'comm=']]
  return /postgres/i.test(spawnSync(command as string, args as string[], { encoding: 'utf8' }).stdout ?? '')
}

function readServerPid(folder: string): number | null {
  try {
    const pid = Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0])
    // A server run for itself alone writes its pid with a minus.
    return Number.isInteger(pid) && pid !== 0 ? Math.abs(pid) : null
  } catch {
    return null
  }
}

function signal(pid: number, kind: NodeJS.Signals): void {
  try {
    process.kill(pid, kind)
  } catch {
    // It ended by itself in between.
  }
}

async function waitUntil(isDone: () => boolean, milliseconds: number): Promise<void> {
  const deadline = performance.now() + milliseconds
  while (!isDone() && performance.now() < deadline) await sleep(20)
}

import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { findFreePort } from '../free-port.ts'

/** What a command of the CLI came to. `code` is null when it was killed. */
export type CommandEnd = { code: number | null; stdout: string; stderr: string }

/** The processes of a server, by what they do; each list is empty when none runs. */
export type Processes = { web: number[]; worker: number[]; database: number[]; command: number[] }

/**
 * The real server as an operator runs it: `bin/serve` with its worker and its embedded database in a folder of its
 * own, and the command line beside it. Everything here can be killed and started again.
 */
export class RunningServer {
  readonly folder: string
  readonly port: number
  readonly origin: string
  /** What the server printed on its console and in its log, oldest first, since the first start. */
  readonly lines: string[] = []
  #built: string
  #env: NodeJS.ProcessEnv
  #process: ChildProcess | null = null
  #commands = new Set<ChildProcess>()

  constructor(place: { folder: string; port: number; built: string; env?: NodeJS.ProcessEnv }) {
    this.folder = place.folder
    this.port = place.port
    this.origin = `http://localhost:${place.port}`
    this.#built = resolve(place.built)
    const { DATABASE_URL: _, SMTP_URL: __, ...env } = process.env
    this.#env = { ...env, ...place.env }
  }

  /** A server on a new temporary folder and a free port. `built` is the folder `tsc` wrote to. */
  static async inNewFolder(built: string, env?: NodeJS.ProcessEnv): Promise<RunningServer> {
    const folder = mkdtempSync(join(tmpdir(), 'ownterms-crash-'))
    return new RunningServer({ folder, port: await findFreePort(), built, ...(env ? { env } : {}) })
  }

  /** A server on a folder that is there already, on a free port. */
  static async inFolder(folder: string, built: string, env?: NodeJS.ProcessEnv): Promise<RunningServer> {
    return new RunningServer({ folder, port: await findFreePort(), built, ...(env ? { env } : {}) })
  }

  /** Starts it and waits until it answers; gives how many seconds that took. Throws with what it said otherwise. */
  async start(): Promise<number> {
    const begun = performance.now()
    const started = spawn(
      process.execPath,
      [join(this.#built, 'bin/serve.js'), '--data', this.folder, '--port', String(this.port)],
      { env: this.#env, stdio: ['ignore', 'pipe', 'pipe'] },
    )
    this.#process = started
    started.stdout.setEncoding('utf8').on('data', (text: string) => this.lines.push(...text.split('\n')))
    started.stderr.setEncoding('utf8').on('data', (text: string) => this.lines.push(...text.split('\n')))
    await this.waitUntilItAnswers(60_000)
    return (performance.now() - begun) / 1000
  }

  /** Waits until pages are answered and the database behind them too. */
  async waitUntilItAnswers(milliseconds: number): Promise<void> {
    const deadline = performance.now() + milliseconds
    while (performance.now() < deadline) {
      if (this.#process?.exitCode !== null || this.#process.signalCode !== null) break
      if (await this.answers()) return
      await sleep(25)
    }
    throw new Error(`The server does not answer. It said:\n${this.lines.slice(-30).join('\n')}`)
  }

  async answers(): Promise<boolean> {
    return fetch(`${this.origin}/health`, { signal: AbortSignal.timeout(2000) }).then(
      (answer) => answer.status === 200,
      () => false,
    )
  }

  /** Whether the server's own process is still there. */
  isRunning(): boolean {
    return this.#process !== null && this.#process.exitCode === null && this.#process.signalCode === null
  }

  /** Runs a command of the CLI on the same folder. */
  async command(args: readonly string[]): Promise<CommandEnd> {
    const child = spawn(
      process.execPath,
      [join(this.#built, 'bin/ownterms.js'), ...args, '--data', this.folder],
      {
        env: this.#env,
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    this.#commands.add(child)
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    const code = await new Promise<number | null>((done) => child.once('close', done))
    this.#commands.delete(child)
    return { code, stdout, stderr }
  }

  /** Every process of this server as it is now. The worker is the server's child that is not a database. */
  processes(): Processes {
    const web = this.isRunning() ? [this.#process!.pid!] : []
    return {
      web,
      worker: listProcesses()
        .filter((one) => web.includes(one.parent) && one.name !== 'postgres')
        .map(pidOf),
      database: this.#listDatabase(),
      command: [...this.#commands].flatMap((child) => child.pid ?? []),
    }
  }

  /** Ends processes without a warning, as a power cut or the kernel does. Those already gone are no error. */
  kill(pids: readonly number[]): void {
    for (const pid of pids) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // It ended by itself in between.
      }
    }
  }

  /** Waits until the server's process and all commands have gone. */
  async waitUntilGone(): Promise<void> {
    const all = [...(this.#process ? [this.#process] : []), ...this.#commands]
    await Promise.all(
      all.map((child) =>
        child.exitCode !== null || child.signalCode !== null
          ? Promise.resolve()
          : new Promise<void>((done) => child.once('exit', () => done())),
      ),
    )
  }

  /** Stops it as an operator does, and gives how many seconds that took. */
  async stop(): Promise<number> {
    const begun = performance.now()
    if (this.isRunning()) this.#process!.kill('SIGTERM')
    await this.waitUntilGone()
    return (performance.now() - begun) / 1000
  }

  /** Ends everything of this server that is still there and removes its folder. */
  async clear(): Promise<void> {
    const { web, worker, database, command } = this.processes()
    this.kill([...web, ...worker, ...command, ...database])
    await this.waitUntilGone()
    this.kill(this.#listDatabase())
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }

  /** One connection as the owner of the tables, to look behind the application and to shift its clocks. */
  async asOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const holder = JSON.parse(readFileSync(join(this.folder, 'server.json'), 'utf8')) as { port: number }
    const password = readFileSync(join(this.folder, 'postgresql.password'), 'utf8').trim()
    const client = new pg.Client({
      connectionString: `postgres://postgres:${password}@127.0.0.1:${holder.port}/ownterms`,
    })
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.end()
    }
  }

  /** PostgreSQL's processes all stand in their data folder, whoever is their parent by now. */
  #listDatabase(): number[] {
    return listProcesses()
      .filter((one) => one.name === 'postgres' && standsIn(one.pid, join(this.folder, 'postgresql')))
      .map(pidOf)
  }
}

type Process = { pid: number; parent: number; name: string }

function pidOf(one: Process): number {
  return one.pid
}

function listProcesses(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const line = readFileSync(`/proc/${name}/stat`, 'utf8')
        const end = line.lastIndexOf(')')
        const [state, parent] = line.slice(end + 2).split(' ')
        if (state === 'Z') return []
        return [{ pid: Number(name), parent: Number(parent), name: line.slice(line.indexOf('(') + 1, end) }]
      } catch {
        return []
      }
    })
}

function standsIn(pid: number, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder)
  } catch {
    return false
  }
}

import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { findFreePort } from '../free-port.ts'

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url))

/** The addresses of the fictional team in `demo/`, by what they are. */
export const demoStaff = {
  lead: 'amira@lantern-street.example',
  listener: 'josie@lantern-street.example',
  reader: 'ffion@lantern-street.example',
  coach: 'dele@lantern-street.example',
  safeguarding: 'rosa@lantern-street.example',
  housing: 'gareth@lantern-street.example',
} as const

/**
 * The product as an operator starts it: `serve` with its worker and its embedded database, in a folder and on a port
 * of its own. Codes are read from its console, as an operator without a mail server would.
 */
export class House {
  readonly origin: string
  readonly folder: string
  /** What it printed, oldest first. */
  readonly lines: string[] = []
  #process: ChildProcess

  private constructor(folder: string, port: number, process: ChildProcess) {
    this.folder = folder
    this.origin = `http://localhost:${port}`
    this.#process = process
    for (const stream of [process.stdout, process.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => this.lines.push(...text.split('\n')))
    }
  }

  /** Starts on an empty folder, or with the demo loaded, and waits until pages are answered. */
  static async start(kind: 'empty' | 'demo'): Promise<House> {
    const built = buildOnce()
    const folder = await mkdtemp(join(tmpdir(), 'ownterms-journey-'))
    const port = await findFreePort()
    const { DATABASE_URL: _, SMTP_URL: __, ...env } = process.env
    const args = [join(built, 'bin/serve.js'), '--data', folder, '--port', String(port)]
    const started = spawn(process.execPath, kind === 'demo' ? [...args, '--demo'] : args, {
      // Visitors of a journey say where they come from, so that limits count them one by one.
      env: { ...env, OWNTERMS_PROXIES: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const house = new House(folder, port, started)
    await house.#waitUntilItAnswers()
    return house
  }

  /** The set-up code of the first start. */
  async readSetUpCode(): Promise<string> {
    return this.waitForLine(/type this code: (\S+)/, 0)
  }

  /** The sign-in code that was printed for an address after line `after`. */
  async readSignInCode(address: string, after: number): Promise<string> {
    await this.waitForLine(new RegExp(`(Letter to ${address}): Your code`), after)
    const from = this.lines.findIndex(
      (line, at) => at >= after && line.includes(`Letter to ${address}: Your code`),
    )
    return this.waitForLine(/\b(\d{3} \d{3})\b/, from)
  }

  /** The first group of the first line after `after` that fits. */
  async waitForLine(pattern: RegExp, after: number): Promise<string> {
    for (let wait = 0; wait < 1000; wait += 1) {
      for (const line of this.lines.slice(after)) {
        const found = pattern.exec(line)?.[1]
        if (found) return found
      }
      await sleep(20)
    }
    throw new Error(`The server never printed ${pattern}. It said:\n${this.lines.slice(-30).join('\n')}`)
  }

  /** Stops it as an operator does and removes its folder. */
  async stop(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const gone = new Promise((done) => this.#process.once('exit', done))
      this.#process.kill('SIGTERM')
      await gone
    }
    await rm(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }

  async #waitUntilItAnswers(): Promise<void> {
    for (let wait = 0; wait < 2400 && this.#process.exitCode === null; wait += 1) {
      const isUp = await fetch(`${this.origin}/health`).then(
        (answer) => answer.ok,
        () => false,
      )
      if (isUp && this.lines.some((line) => line.includes('worker.started'))) return
      await sleep(50)
    }
    throw new Error(`The server does not answer. It said:\n${this.lines.slice(-30).join('\n')}`)
  }
}

let built: string | null = null

/** Compiles what is there now; `OWNTERMS_BUILT` names a folder where that has been done already. */
export function buildOnce(): string {
  built ??= process.env['OWNTERMS_BUILT'] ? join(projectRoot, process.env['OWNTERMS_BUILT']) : null
  if (built) return built
  const tsc = join(projectRoot, 'node_modules/.bin/tsc')
  const run = spawnSync(tsc, ['-p', 'tsconfig.build.json', '--outDir', 'dist-journeys'], {
    cwd: projectRoot,
    encoding: 'utf8',
  })
  if (run.status !== 0) throw new Error(`It does not compile:\n${run.stdout}${run.stderr}`)
  built = join(projectRoot, 'dist-journeys')
  return built
}

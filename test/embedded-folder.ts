import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { openEmbedded, type EmbeddedDatabase, type EmbeddedOptions } from '../src/platform/db/embedded.ts'

/** How long a test with a server of its own may take. */
export const slow = 30_000

type Here = {
  parent: string
  folder: string
  lines: string[]
  opened: EmbeddedDatabase[]
  children: ChildProcess[]
}

type Second = { pid: number; url: string; owner: boolean; stop(): Promise<void>; kill(): void }

/** For a file of tests: before each a new folder for an embedded database; whatever runs in it ends with the test. */
export function useEmbeddedFolder() {
  const here = {} as Here
  let made: string

  // Making a database is the slow part, so most tests begin with a copy of one made here.
  beforeAll(async () => {
    made = mkdtempSync(join(tmpdir(), 'ownterms-made-'))
    chmodSync(made, 0o711)
    const database = await openEmbedded({
      folder: join(made, 'data'),
      purpose: 'server',
      log: () => undefined,
    })
    await database.stop()
  }, slow)
  afterAll(() => rm(made, { recursive: true, force: true }))

  beforeEach(() => {
    const parent = mkdtempSync(join(tmpdir(), 'ownterms-embedded-'))
    // Where root has no namespaces, the user it runs the server as has to get in.
    chmodSync(parent, 0o711)
    Object.assign(here, { parent, folder: join(parent, 'data'), lines: [], opened: [], children: [] })
  })
  afterEach(async () => {
    delete process.env['OWNTERMS_NO_USERNS']
    for (const child of here.children) child.kill('SIGKILL')
    for (const database of here.opened.reverse()) await database.stop()
    for (const pid of listServerProcesses()) process.kill(pid, 'SIGKILL')
    await rm(here.parent, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }, slow)

  /** The copies lose owners and modes, as a folder does that is copied or restored by hand. */
  function copyMade(): void {
    cpSync(join(made, 'data'), here.folder, { recursive: true })
  }

  async function open(
    purpose: EmbeddedOptions['purpose'],
    more: Partial<EmbeddedOptions> = {},
  ): Promise<EmbeddedDatabase> {
    const database = await openEmbedded({
      folder: here.folder,
      purpose,
      log: (line) => here.lines.push(line),
      ...more,
    })
    here.opened.push(database)
    return database
  }

  function openWithoutNamespace(): Promise<EmbeddedDatabase> {
    process.env['OWNTERMS_NO_USERNS'] = '1'
    return open('server')
  }

  function startChild(purpose: EmbeddedOptions['purpose']): ChildProcess {
    const script = `
      import { openEmbedded } from ${JSON.stringify(new URL('../src/platform/db/embedded.ts', import.meta.url).href)}
      const database = await openEmbedded({ folder: ${JSON.stringify(here.folder)}, purpose: '${purpose}', log() {} })
      process.on('message', () => database.stop().then(() => process.exit()))
      process.send({ url: database.url, owner: database.owner })
    `
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    here.children.push(child)
    return child
  }

  async function openInChild(purpose: EmbeddedOptions['purpose']): Promise<Second> {
    const child = startChild(purpose)
    const said = await new Promise<{ url: string; owner: boolean }>((resolve, reject) => {
      child.once('message', (message) => resolve(message as { url: string; owner: boolean }))
      child.once('exit', () => reject(new Error('The second process ended early.')))
    })
    return {
      ...said,
      pid: child.pid ?? 0,
      kill: () => void child.kill('SIGKILL'),
      stop: () =>
        new Promise((resolve) => {
          child.once('exit', () => resolve())
          child.send('stop')
        }),
    }
  }

  function readServerPid(): number {
    return Number(readFileSync(join(here.folder, 'postgresql', 'postmaster.pid'), 'utf8').split('\n')[0])
  }

  /** Every process that stands in our PostgreSQL folder, by the kernel's account; only its server off Linux. */
  function listServerProcesses(): number[] {
    if (process.platform !== 'linux')
      return existsSync(join(here.folder, 'postgresql', 'postmaster.pid')) ? [readServerPid()] : []
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => isIn(pid))
  }

  function isIn(pid: number): boolean {
    try {
      return (
        readFileSync(`/proc/${pid}/cmdline`, 'utf8').length > 0 &&
        readlinkSync(`/proc/${pid}/cwd`).startsWith(join(here.folder, 'postgresql'))
      )
    } catch {
      return false
    }
  }

  function killServerProcesses(): void {
    for (const pid of listServerProcesses()) process.kill(pid, 'SIGKILL')
  }

  return {
    here,
    copyMade,
    open,
    openWithoutNamespace,
    startChild,
    openInChild,
    readServerPid,
    listServerProcesses,
    killServerProcesses,
  }
}

/** What a query gives, on a connection of its own. */
export async function ask<Row = Record<string, unknown>>(
  url: string,
  sql: string,
  values?: string[],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const result = await client.query(sql, values)
    return (result.rows ?? []) as Row[]
  } finally {
    await client.end()
  }
}

export async function untilAnswers(url: string): Promise<void> {
  let answers = false
  await until(async () => {
    answers = await ask(url, 'select 1').then(
      () => true,
      () => false,
    )
    return answers
  })
}

export async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 20_000
  while (!(await isTrue())) {
    if (performance.now() > deadline) throw new Error('It did not happen within 20 s.')
    await sleep(10)
  }
}

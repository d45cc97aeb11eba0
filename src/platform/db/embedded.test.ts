import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { canUserRun, copyBinariesForAll, findBinaries } from './embedded-binaries.ts'
import { FolderInUse, FolderUnusable, openEmbedded } from './embedded.ts'
import type { EmbeddedDatabase, EmbeddedOptions } from './embedded.ts'

const isRoot = process.getuid?.() === 0
const slow = 30_000

let made: string
let parent: string
let folder: string
let lines: string[]
let opened: EmbeddedDatabase[]
let children: ChildProcess[]

/** Making a database is the slow part, so most tests begin with a copy of one made here. */
beforeAll(async () => {
  made = mkdtempSync(join(tmpdir(), 'ownterms-made-'))
  chmodSync(made, 0o711)
  await (await openEmbedded({ folder: join(made, 'data'), purpose: 'server', log: () => undefined })).stop()
}, slow)

afterAll(() => rm(made, { recursive: true, force: true }))

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'ownterms-embedded-'))
  // Where root has no namespaces, the user it runs the server as has to get in.
  chmodSync(parent, 0o711)
  folder = join(parent, 'data')
  lines = []
  opened = []
  children = []
})

afterEach(async () => {
  delete process.env['OWNTERMS_NO_USERNS']
  for (const child of children) child.kill('SIGKILL')
  for (const database of opened.reverse()) await database.stop()
  for (const pid of listServerProcesses()) process.kill(pid, 'SIGKILL')
  await rm(parent, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
}, slow)

test(
  'a new folder is private, and the next start finds what was written',
  async () => {
    const first = await open('server')
    expect(first.owner).toBe(true)
    await ask(first.url, `create table kept (word text); insert into kept values ('hello')`)
    await first.stop()
    expect(existsSync(join(folder, 'server.json'))).toBe(false)

    const second = await open('server')
    expect(await ask(second.url, 'select word from kept')).toEqual([{ word: 'hello' }])
    expect(statSync(folder).mode & 0o007).toBe(0)
    for (const file of ['postgresql.password', 'server.json', 'lock', 'postgresql.log']) {
      expect(statSync(join(folder, file)).mode & 0o777, file).toBe(0o600)
    }
  },
  slow,
)

test(
  'the server keeps its promises about disk, network and order of text',
  async () => {
    const { url } = await open('server')
    const settings = await ask<{ name: string; setting: string }>(
      url,
      'select name, setting from pg_settings',
    )
    const find = (name: string) => settings.find((setting) => setting.name === name)?.setting
    expect(find('listen_addresses')).toBe('127.0.0.1')
    expect(find('unix_socket_directories')).toBe('')
    expect(find('fsync')).toBe('on')
    expect(find('synchronous_commit')).toBe('on')
    expect(find('full_page_writes')).toBe('on')
    expect(find('data_checksums')).toBe('on')
    expect(find('max_connections')).toBe('60')
    const stranger = url.replace(/:[^:@/]+@/, ':wrong@')
    await expect(ask(stranger, 'select 1')).rejects.toThrow(/password/)
    const [database] = await ask(
      url,
      'select datlocprovider, datlocale, encoding from pg_database where datname = current_database()',
    )
    expect(database).toEqual({ datlocprovider: 'b', datlocale: 'C.UTF-8', encoding: 6 })
  },
  slow,
)

test(
  'nothing that somebody typed reaches the server log',
  async () => {
    const { url } = await open('server')
    await expect(ask(url, `select 'Gwendoline'::int`)).rejects.toThrow(/Gwendoline/)
    await expect(ask(url, 'select $1::int / 0', ['77001'])).rejects.toThrow(/division/)
    await ask(url, `create table once (word text primary key); insert into once values ('Gwendoline')`)
    await expect(ask(url, `insert into once values ('Gwendoline')`)).rejects.toThrow(/duplicate/)
    await ask(url, `do $$ begin raise warning 'Gwendoline'; end $$`)
    await opened[0]?.stop()
    const log = readFileSync(join(folder, 'postgresql.log'), 'utf8')
    expect(log).toContain('database system is shut down')
    expect(log).not.toMatch(/Gwendoline|77001/)
  },
  slow,
)

describe('two processes on one folder', () => {
  beforeEach(copyMade)

  test(
    'a second server is refused in one sentence that names the first',
    async () => {
      const child = await openInChild('server')
      const refusal = await open('server').catch((error: unknown) => error)
      expect(refusal).toBeInstanceOf(FolderInUse)
      expect((refusal as FolderInUse).pid).toBe(child.pid)
      expect((refusal as FolderInUse).message).toBe(
        `Another Ownterms server (process ${child.pid}) already has the folder ${folder} open. Stop it first, or use another --data folder.`,
      )
    },
    slow,
  )

  test(
    'a command joins the running server and leaves it running',
    async () => {
      const server = await open('server')
      await ask(server.url, 'create table kept (word text)')
      const child = await openInChild('command')
      expect(child.owner).toBe(false)
      expect(child.url).toBe(server.url)
      await child.stop()
      expect(await ask(server.url, 'select word from kept')).toEqual([])
    },
    slow,
  )

  test(
    'a command that comes while the server is starting waits for it',
    async () => {
      const [server, command] = await Promise.all([
        open('server'),
        sleep(50).then(() => openInChild('command')),
      ])
      expect(command.owner).toBe(false)
      expect(command.url).toBe(server.url)
    },
    slow,
  )

  test(
    'a command that owns the database waits for another that joined it',
    async () => {
      const owner = await open('command')
      expect(owner.owner).toBe(true)
      const guest = await openInChild('command')
      expect(guest.owner).toBe(false)
      let hasStopped = false
      const stopping = owner.stop().then(() => (hasStopped = true))
      await sleep(600)
      expect(hasStopped).toBe(false)
      expect(await ask(guest.url, 'select 1 as one')).toEqual([{ one: 1 }])
      await guest.stop()
      await stopping
      await expect(ask(owner.url, 'select 1')).rejects.toThrow(/ECONNREFUSED/)
    },
    slow,
  )

  test(
    'a server waits for a command to end',
    async () => {
      const command = await openInChild('command')
      const server = open('server')
      await sleep(300)
      await command.stop()
      expect((await server).owner).toBe(true)
    },
    slow,
  )

  test(
    'a guest is told when the owner was killed',
    async () => {
      const child = await openInChild('server')
      let told = ''
      await open('command', { onExit: (sentence) => (told = sentence) })
      child.kill()
      killServerProcesses()
      await until(() => told !== '')
      expect(told).toBe(
        `The Ownterms process that kept the database in ${folder} running has stopped. Run this command again.`,
      )
    },
    slow,
  )
})

describe('after kill -9', () => {
  beforeEach(copyMade)

  test(
    'of our process: the server it left behind is stopped, and what was acknowledged is there',
    async () => {
      const child = await openInChild('server')
      await ask(child.url, `create table kept (word text); insert into kept values ('hello')`)
      const busy = new pg.Client({ connectionString: child.url })
      busy.on('error', () => undefined)
      await busy.connect()
      void busy.query('select pg_sleep(60)').catch(() => undefined)
      child.kill()
      const orphans = listServerProcesses()
      expect(orphans.length).toBeGreaterThan(1)

      const next = await open('server')
      expect(await ask(next.url, 'select word from kept')).toEqual([{ word: 'hello' }])
      expect(listServerProcesses().filter((pid) => orphans.includes(pid))).toEqual([])
    },
    slow,
  )

  test(
    'of the server alone: it comes back at the same address',
    async () => {
      const { url } = await open('server')
      await ask(url, `create table kept (word text); insert into kept values ('hello')`)
      process.kill(readServerPid(), 'SIGKILL')
      await until(() => lines.some((line) => line.includes('starting it again')))
      await untilAnswers(url)
      expect(await ask(url, 'select word from kept')).toEqual([{ word: 'hello' }])
    },
    slow,
  )

  test(
    'of the server again and again: we say so once and give up',
    async () => {
      const told: string[] = []
      const { url } = await open('server', { onExit: (sentence) => told.push(sentence) })
      for (let round = 0; round < 6; round += 1) {
        await untilAnswers(url)
        process.kill(readServerPid(), 'SIGKILL')
        await until(
          () => lines.filter((line) => line.includes('starting it again')).length > round || told.length > 0,
        )
      }
      await until(() => told.length > 0)
      expect(told).toHaveLength(1)
      expect(told[0]).toContain('six times in a minute')
      await opened[0]?.stop()
      expect((await open('server')).owner).toBe(true)
    },
    slow,
  )

  test(
    'of everything but the children of the server: they are ended and the data is there',
    async () => {
      const child = await openInChild('server')
      await ask(child.url, `create table kept (word text); insert into kept values ('hello')`)
      const server = readServerPid()
      const rest = listServerProcesses().filter((pid) => pid !== server)
      for (const pid of rest) process.kill(pid, 'SIGSTOP')
      child.kill()
      process.kill(server, 'SIGKILL')
      expect(rest.length).toBeGreaterThan(0)
      for (const pid of rest) process.kill(pid, 'SIGCONT')

      const next = await open('server')
      expect(await ask(next.url, 'select word from kept')).toEqual([{ word: 'hello' }])
    },
    slow,
  )

  test(
    'of everything while the database is being made, at any moment',
    async () => {
      await rm(folder, { recursive: true })
      for (const milliseconds of [5, 120, 300]) {
        const child = startChild('server')
        await until(() => existsSync(join(folder, 'postgresql.new')))
        await sleep(milliseconds)
        child.kill('SIGKILL')
        if (milliseconds === 5) expect(existsSync(join(folder, 'postgresql'))).toBe(false)
      }
      const database = await open('server')
      expect(await ask(database.url, 'select 1 as one')).toEqual([{ one: 1 }])
      expect(readdirSync(folder).filter((name) => /\.new|initdb/.test(name))).toEqual([])
    },
    slow,
  )

  test(
    'a pid file that now names a stranger is no hindrance, and the stranger lives',
    async () => {
      const first = await open('server')
      await first.stop()
      const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
      children.push(stranger)
      writeFileSync(
        join(folder, 'postgresql', 'postmaster.pid'),
        `${stranger.pid}\n${folder}/postgresql\n1\n5432\n`,
      )
      const second = await open('server')
      expect(await ask(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
      expect(stranger.exitCode).toBe(null)
    },
    slow,
  )
})

describe('a folder we cannot use is refused with what to do', () => {
  beforeEach(copyMade)

  test(
    'made by another PostgreSQL',
    async () => {
      writeFileSync(join(folder, 'postgresql', 'PG_VERSION'), '15\n')
      await expect(open('server')).rejects.toThrow(
        /made by PostgreSQL 15, and this Ownterms brings PostgreSQL 18/,
      )
      await expect(open('server')).rejects.toBeInstanceOf(FolderUnusable)
    },
    slow,
  )

  test('not a folder', async () => {
    await rm(folder, { recursive: true })
    writeFileSync(folder, 'a file')
    await expect(open('server')).rejects.toThrow(`${folder} is not a folder. Choose another --data folder.`)
  })

  test(
    'its password is gone',
    async () => {
      await rm(join(folder, 'postgresql.password'))
      await expect(open('server')).rejects.toThrow(/postgresql\.password is missing or empty/)
    },
    slow,
  )

  test(
    'a setting PostgreSQL does not take',
    async () => {
      writeFileSync(join(folder, 'postgresql', 'postgresql.auto.conf'), 'shared_buffers = lots\n')
      await expect(open('server')).rejects.toThrow(/did not start\. Read the last lines of .*postgresql\.log/)
    },
    slow,
  )
})

if (isRoot && process.platform === 'linux') {
  const hasNamespaces =
    spawnSync('unshare', ['--user', '--map-user=65534', '--', process.execPath, '--version']).status === 0

  describe('as root', () => {
    test(
      'in a folder only root can enter',
      async () => {
        chmodSync(parent, 0o700)
        const refusal = await openWithoutNamespace().catch((error: unknown) => error)
        expect(refusal).toBeInstanceOf(FolderUnusable)
        expect((refusal as FolderUnusable).message).toMatch(
          new RegExp(
            `cannot pass through ${parent} .*under /var/lib/ownterms, or start Ownterms as an ordinary user`,
          ),
        )
        delete process.env['OWNTERMS_NO_USERNS']
        if (!hasNamespaces) return
        expect(await ask((await open('server')).url, 'select 1 as one')).toEqual([{ one: 1 }])
      },
      slow,
    )

    test(
      'as another user where there are no namespaces, and both ways on the same folder',
      async () => {
        const first = await openWithoutNamespace()
        await ask(first.url, `create table kept (word text); insert into kept values ('hello')`)
        expect(statSync(`/proc/${readServerPid()}`).uid).not.toBe(0)
        expect(statSync(join(folder, 'postgresql')).uid).not.toBe(0)
        expect(statSync(folder).mode & 0o777).toBe(0o710)
        await first.stop()

        delete process.env['OWNTERMS_NO_USERNS']
        const second = await open('server')
        expect(await ask(second.url, 'select word from kept')).toEqual([{ word: 'hello' }])
        await second.stop()

        // Once that user can no longer reach it, root takes it back.
        chmodSync(parent, 0o700)
        if (!hasNamespaces) return
        const third = await open('server')
        expect(await ask(third.url, 'select word from kept')).toEqual([{ word: 'hello' }])
        expect(statSync(join(folder, 'postgresql')).uid).toBe(0)
      },
      slow,
    )

    test(
      'a folder made together with those above it can be reached by that user',
      async () => {
        folder = join(parent, 'new', 'newer', 'data')
        const { url } = await openWithoutNamespace()
        expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }])
        expect(statSync(`/proc/${readServerPid()}`).uid).not.toBe(0)
      },
      slow,
    )

    test(
      'the programs are copied once to where every user can run them',
      () => {
        const found = findBinaries()
        chmodSync(parent, 0o711)
        const copied = copyBinariesForAll(found, join(parent, 'system'))
        expect(canUserRun(copied, 65534, 65534)).toBe(true)
        const before = statSync(copied.root).ctimeMs
        expect(copyBinariesForAll(found, join(parent, 'system'))).toEqual(copied)
        expect(statSync(copied.root).ctimeMs).toBe(before)
        chmodSync(parent, 0o700)
        expect(canUserRun(copied, 65534, 65534)).toBe(false)
      },
      slow,
    )
  })
}

/** The copies lose owners and modes, as a folder does that is copied or restored by hand. */
function copyMade(): void {
  cpSync(join(made, 'data'), folder, { recursive: true })
}

async function open(
  purpose: EmbeddedOptions['purpose'],
  more: Partial<EmbeddedOptions> = {},
): Promise<EmbeddedDatabase> {
  const database = await openEmbedded({ folder, purpose, log: (line) => lines.push(line), ...more })
  opened.push(database)
  return database
}

function openWithoutNamespace(): Promise<EmbeddedDatabase> {
  process.env['OWNTERMS_NO_USERNS'] = '1'
  return open('server')
}

function startChild(purpose: EmbeddedOptions['purpose']): ChildProcess {
  const script = `
    import { openEmbedded } from ${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)}
    const database = await openEmbedded({ folder: ${JSON.stringify(folder)}, purpose: '${purpose}', log() {} })
    process.on('message', () => database.stop().then(() => process.exit()))
    process.send({ url: database.url, owner: database.owner })
  `
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  children.push(child)
  return child
}

type Second = { pid: number; url: string; owner: boolean; stop(): Promise<void>; kill(): void }

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

async function ask<Row = Record<string, unknown>>(
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

function readServerPid(): number {
  return Number(readFileSync(join(folder, 'postgresql', 'postmaster.pid'), 'utf8').split('\n')[0])
}

/** Every process that stands in our PostgreSQL folder, by the kernel's account; only its server off Linux. */
function listServerProcesses(): number[] {
  if (process.platform !== 'linux')
    return existsSync(join(folder, 'postgresql', 'postmaster.pid')) ? [readServerPid()] : []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isIn(pid))
}

function isIn(pid: number): boolean {
  try {
    return (
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').length > 0 &&
      readlinkSync(`/proc/${pid}/cwd`).startsWith(join(folder, 'postgresql'))
    )
  } catch {
    return false
  }
}

function killServerProcesses(): void {
  for (const pid of listServerProcesses()) process.kill(pid, 'SIGKILL')
}

async function untilAnswers(url: string): Promise<void> {
  let answers = false
  await until(async () => {
    answers = await ask(url, 'select 1').then(
      () => true,
      () => false,
    )
    return answers
  })
}

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 20_000
  while (!(await isTrue())) {
    if (performance.now() > deadline) throw new Error('It did not happen within 20 s.')
    await sleep(10)
  }
}

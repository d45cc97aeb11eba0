import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, describe, expect, test } from 'vitest'
import { ask, slow, until, useEmbeddedFolder } from '../../../test/embedded-folder.ts'
import { canUserRun, copyBinariesForAll, findBinaries } from './embedded-binaries.ts'
import { FolderInUse, FolderUnusable } from './embedded.ts'

const isRoot = process.getuid?.() === 0

const { here, copyMade, open, openWithoutNamespace, openInChild, readServerPid, killServerProcesses } =
  useEmbeddedFolder()

test(
  'a new folder is private, and the next start finds what was written',
  async () => {
    const first = await open('server')
    expect(first.owner).toBe(true)
    await ask(first.url, `create table kept (word text); insert into kept values ('hello')`)
    await first.stop()
    expect(existsSync(join(here.folder, 'server.json'))).toBe(false)

    const second = await open('server')
    expect(await ask(second.url, 'select word from kept')).toEqual([{ word: 'hello' }])
    expect(statSync(here.folder).mode & 0o007).toBe(0)
    for (const file of ['postgresql.password', 'server.json', 'lock', 'postgresql.log']) {
      expect(statSync(join(here.folder, file)).mode & 0o777, file).toBe(0o600)
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
    await here.opened[0]?.stop()
    const log = readFileSync(join(here.folder, 'postgresql.log'), 'utf8')
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
        `Another Ownterms server (process ${child.pid}) already has the folder ${here.folder} open. Stop it first, or use another --data folder.`,
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
        `The Ownterms process that kept the database in ${here.folder} running has stopped. Run this command again.`,
      )
    },
    slow,
  )
})

describe('a folder we cannot use is refused with what to do', () => {
  beforeEach(copyMade)

  test(
    'made by another PostgreSQL',
    async () => {
      writeFileSync(join(here.folder, 'postgresql', 'PG_VERSION'), '15\n')
      await expect(open('server')).rejects.toThrow(
        /made by PostgreSQL 15, and this Ownterms brings PostgreSQL 18/,
      )
      await expect(open('server')).rejects.toBeInstanceOf(FolderUnusable)
    },
    slow,
  )

  test('not a folder', async () => {
    await rm(here.folder, { recursive: true })
    writeFileSync(here.folder, 'a file')
    await expect(open('server')).rejects.toThrow(
      `${here.folder} is not a folder. Choose another --data folder.`,
    )
  })

  test(
    'its password is gone',
    async () => {
      await rm(join(here.folder, 'postgresql.password'))
      await expect(open('server')).rejects.toThrow(/postgresql\.password is missing or empty/)
    },
    slow,
  )

  test(
    'a setting PostgreSQL does not take',
    async () => {
      writeFileSync(join(here.folder, 'postgresql', 'postgresql.auto.conf'), 'shared_buffers = lots\n')
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
        chmodSync(here.parent, 0o700)
        const refusal = await openWithoutNamespace().catch((error: unknown) => error)
        expect(refusal).toBeInstanceOf(FolderUnusable)
        expect((refusal as FolderUnusable).message).toMatch(
          new RegExp(
            `cannot pass through ${here.parent} .*under /var/lib/ownterms, or start Ownterms as an ordinary user`,
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
        expect(statSync(join(here.folder, 'postgresql')).uid).not.toBe(0)
        expect(statSync(here.folder).mode & 0o777).toBe(0o710)
        await first.stop()

        delete process.env['OWNTERMS_NO_USERNS']
        const second = await open('server')
        expect(await ask(second.url, 'select word from kept')).toEqual([{ word: 'hello' }])
        await second.stop()

        // Once that user can no longer reach it, root takes it back.
        chmodSync(here.parent, 0o700)
        if (!hasNamespaces) return
        const third = await open('server')
        expect(await ask(third.url, 'select word from kept')).toEqual([{ word: 'hello' }])
        expect(statSync(join(here.folder, 'postgresql')).uid).toBe(0)
      },
      slow,
    )

    test(
      'a folder made together with those above it can be reached by that user',
      async () => {
        here.folder = join(here.parent, 'new', 'newer', 'data')
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
        chmodSync(here.parent, 0o711)
        const copied = copyBinariesForAll(found, join(here.parent, 'system'))
        expect(canUserRun(copied, 65534, 65534)).toBe(true)
        const before = statSync(copied.root).ctimeMs
        expect(copyBinariesForAll(found, join(here.parent, 'system'))).toEqual(copied)
        expect(statSync(copied.root).ctimeMs).toBe(before)
        chmodSync(here.parent, 0o700)
        expect(canUserRun(copied, 65534, 65534)).toBe(false)
      },
      slow,
    )
  })
}

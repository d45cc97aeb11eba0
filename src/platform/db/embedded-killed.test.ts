import { spawn } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { beforeEach, describe, expect, test } from 'vitest'
import { ask, slow, until, untilAnswers, useEmbeddedFolder } from '../../../test/embedded-folder.ts'

const { here, copyMade, open, startChild, openInChild, readServerPid, listServerProcesses } =
  useEmbeddedFolder()

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
      await until(() => here.lines.some((line) => line.includes('starting it again')))
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
          () =>
            here.lines.filter((line) => line.includes('starting it again')).length > round || told.length > 0,
        )
      }
      await until(() => told.length > 0)
      expect(told).toHaveLength(1)
      expect(told[0]).toContain('six times in a minute')
      await here.opened[0]?.stop()
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
      await rm(here.folder, { recursive: true })
      for (const milliseconds of [5, 120, 300]) {
        const child = startChild('server')
        await until(() => existsSync(join(here.folder, 'postgresql.new')))
        await sleep(milliseconds)
        child.kill('SIGKILL')
        if (milliseconds === 5) expect(existsSync(join(here.folder, 'postgresql'))).toBe(false)
      }
      const database = await open('server')
      expect(await ask(database.url, 'select 1 as one')).toEqual([{ one: 1 }])
      expect(readdirSync(here.folder).filter((name) => /\.new|initdb/.test(name))).toEqual([])
    },
    slow,
  )

  test(
    'a pid file that now names a stranger is no hindrance, and the stranger lives',
    async () => {
      const first = await open('server')
      await first.stop()
      const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
      here.children.push(stranger)
      writeFileSync(
        join(here.folder, 'postgresql', 'postmaster.pid'),
        `${stranger.pid}\n${here.folder}/postgresql\n1\n5432\n`,
      )
      const second = await open('server')
      expect(await ask(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
      expect(stranger.exitCode).toBe(null)
    },
    slow,
  )
})

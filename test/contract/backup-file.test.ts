import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accessRules } from '../../src/access/matrix.ts'
import { backupCommand, restoreCommand } from '../../src/platform/backup/backup.commands.ts'
import { backUp } from '../../src/platform/backup/backup.ts'
import { readConfig } from '../../src/platform/config/config.ts'
import { openRuntime } from '../../src/platform/runtime.ts'
import { hearSomebody, openAll } from './heard.ts'
import { usePlaces, type Place } from './places-to-back-up.ts'

const { home, openPlace } = usePlaces()

describe('the file', () => {
  let place: Place
  beforeAll(async () => {
    place = await openPlace('superuser')
  })
  afterAll(() => place?.close())

  test('is never written over unless asked, nor the half of another', async () => {
    const file = join(home.folder, 'kept.backup')
    writeFileSync(file, 'mine')
    await expect(backUp(place, file, { force: false })).rejects.toThrow(/--force/)
    expect(readFileSync(file, 'utf8')).toBe('mine')
    await backUp(place, file, { force: true })
    expect(statSync(file).size).toBeGreaterThan(100)
    const half = join(home.folder, 'half.backup')
    writeFileSync(`${half}.part`, 'somebody')
    await expect(backUp(place, half, { force: false })).rejects.toThrow(/another backup is being written/)
    expect(readFileSync(`${half}.part`, 'utf8')).toBe('somebody')
    await backUp(place, half, { force: true })
    expect([existsSync(half), existsSync(`${half}.part`)]).toEqual([true, false])
  })

  test('needs a folder', async () => {
    await expect(backUp(place, join(home.folder, 'nowhere/x.backup'), { force: false })).rejects.toThrow(
      /no folder/,
    )
  })

  test('comes and goes by the commands, which say what is not in it', async () => {
    const file = join(home.folder, 'command.backup')
    const heard = await hearSomebody(place.db, home.store)
    const lines: string[] = []
    const call = async (command: typeof backupCommand, url: string, words: string[]) => {
      const config = readConfig({ DATABASE_URL: url }, { data: join(home.folder, 'data') })
      const runtime = await openRuntime(config, 'command', accessRules())
      try {
        await command.run({
          runtime,
          words,
          option: () => undefined,
          has: () => false,
          within: () => Promise.reject(new Error('Nobody acts here.')),
          print: (line) => void lines.push(line),
        })
      } finally {
        await runtime.close()
      }
    }
    await call(backupCommand, place.ownerUrl, [file])
    expect(lines.join('\n')).toMatch(/^Wrote .*tables.*\nThe keyring is not in it/)
    const empty = await openPlace('superuser')
    await call(restoreCommand, empty.ownerUrl, [file])
    expect(lines.join('\n')).toMatch(/\nRestored .*\nEverybody signs in again/)
    expect(await openAll(empty.db, heard)).toHaveLength(9)
    await empty.close()
    await expect(call(backupCommand, place.ownerUrl, [])).rejects.toThrow(/Name the file/)
    await expect(call(restoreCommand, place.ownerUrl, [file, 'more'])).rejects.toThrow(/Name the file/)
  })
})

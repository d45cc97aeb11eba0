import {
  createReadStream,
  createWriteStream,
  mkdtempSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { chmodSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BackupDamaged, openBackup, readBackup, writeBackup } from './copy-stream-container.ts'
import type { BackupPart } from './copy-stream-container.ts'
import { copyTableIn, copyTableOut } from './copy-stream.ts'
import { openEmbedded } from './embedded.ts'
import type { EmbeddedDatabase } from './embedded.ts'

const rows = 200_000
const columns = ['id', 'Odd "name"', 'day', 'bytes', 'list', 'nothing', 'amount']

let folder: string
let database: EmbeddedDatabase
let client: pg.Client

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ownterms-copy-'))
  chmodSync(folder, 0o711)
  database = await openEmbedded({ folder: join(folder, 'data'), purpose: 'command', log: () => undefined })
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query(`
    create schema attic;
    create table attic.full (id bigint, "Odd ""name""" text, day timestamptz, bytes bytea, list text[], nothing int,
      amount double precision);
    create table attic.copy (like attic.full);
    insert into attic.full
      select n, case n % 4 when 0 then E'tab\\there\\nnew line \\\\. \\\\N' when 1 then '' when 2 then '𝒳 naïve ' || n end,
        timestamptz '2026-03-04 05:06:07.123456+00' + n * interval '1 minute', sha256(n::text::bytea),
        array['a,b', null, '"' || n], null, n / 7.0
      from generate_series(1, ${rows}) n`)
}, 60_000)

afterAll(async () => {
  await client?.end()
  await database?.stop()
  await rm(folder, { recursive: true, force: true })
})

test('a table goes through a file and comes back the same, in little memory', async () => {
  const file = join(folder, 'whole.backup')
  await client.query('begin')
  const sum = await writeBackup(createWriteStream(file), { made: 'today' }, [
    { name: 'attic.full', columns, chunks: copyTableOut(client, 'attic.full', columns) },
  ])
  await client.query('commit')
  expect(sum.tables).toBe(1)
  expect(sum.written).toBe(statSync(file).size)
  expect(sum.written).toBeLessThan(sum.bytes / 2)

  const backup = await openBackup(createReadStream(file))
  expect(backup.meta).toEqual({ made: 'today' })
  let highest = 0
  const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage().arrayBuffers)), 5)
  for await (const table of backup.tables) {
    expect(table.name).toBe('attic.full')
    expect(await copyTableIn(client, 'attic.copy', table.columns, table.chunks)).toBe(rows)
  }
  clearInterval(watch)
  expect(highest).toBeLessThan(sum.bytes)
  const hash = (table: string) => `(select md5(string_agg(t::text, '|' order by id)) from ${table} t)`
  const same = await client.query(`select ${hash('attic.full')} = ${hash('attic.copy')} as same`)
  expect(same.rows).toEqual([{ same: true }])
}, 60_000)

test('dates survive a server that writes the day first', async () => {
  await client.query(`create table attic.days (day date); create table attic.days_back (day date)`)
  await client.query(`insert into attic.days values ('2026-04-03'); set datestyle = 'SQL, DMY'; begin`)
  const chunks = await collect(copyTableOut(client, 'attic.days', ['day']))
  await client.query(`commit; set datestyle = 'SQL, MDY'`)
  await copyTableIn(client, 'attic.days_back', ['day'], chunks)
  await client.query('reset datestyle')
  expect((await client.query(`select day::text from attic.days_back`)).rows).toEqual([{ day: '2026-04-03' }])
})

test('the client is of use again after an early leave and after an error', async () => {
  await client.query('begin')
  for await (const chunk of copyTableOut(client, 'attic.full', columns)) {
    expect(chunk.length).toBeGreaterThan(0)
    break
  }
  expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  await client.query('rollback')

  await expect(collect(copyTableOut(client, 'attic.missing', ['id']))).rejects.toThrow(/does not exist/)
  await expect(copyTableIn(client, 'attic.copy', ['id'], [Buffer.from('words\n')])).rejects.toThrow(/bigint/)
  expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }])
})

test('rows that came before damage are taken back', async () => {
  await client.query('create table attic.half (id bigint)')
  async function* breakOff(): AsyncGenerator<Buffer> {
    yield Buffer.from('1\n2\n')
    throw new BackupDamaged('cutShort')
  }
  await expect(copyTableIn(client, 'attic.half', ['id'], breakOff())).rejects.toThrow(BackupDamaged)
  expect((await client.query('select * from attic.half')).rows).toEqual([])
})

describe('a backup file', () => {
  const content = Buffer.from(Array.from({ length: 400_000 }, (_, index) => `${index * 7919}\n`).join(''))
  let whole: Buffer

  beforeAll(async () => {
    const file = join(folder, 'small.backup')
    await writeBackup(createWriteStream(file), { format: 'test' }, [
      { name: 'first', columns: ['a', 'b'], chunks: cut(content) },
      { name: 'empty', columns: ['c'], chunks: cut(Buffer.alloc(0)) },
    ])
    whole = readFileSync(file)
  })

  test('gives back what went in, in the same order', async () => {
    const parts = await collect(readBackup(Readable.from([whole])))
    expect(
      Buffer.concat(parts.flatMap((part) => (part.kind === 'chunk' ? [part.data] : []))).equals(content),
    ).toBe(true)
    expect(parts.filter((part) => part.kind !== 'chunk')).toEqual([
      { kind: 'meta', meta: { format: 'test' } },
      { kind: 'table', name: 'first', columns: ['a', 'b'] },
      { kind: 'table-end', bytes: content.length },
      { kind: 'table', name: 'empty', columns: ['c'] },
      { kind: 'table-end', bytes: 0 },
      { kind: 'end', tables: 2, bytes: content.length },
    ] satisfies BackupPart[])
  })

  test('is the same whatever pieces the disk gives it in', async () => {
    const pieces = Array.from({ length: Math.ceil(whole.length / 777) }, (_, index) =>
      whole.subarray(index * 777, (index + 1) * 777),
    )
    const parts = await collect(readBackup(Readable.from(pieces)))
    expect(parts.at(-1)).toEqual({ kind: 'end', tables: 2, bytes: content.length })
  })

  test('cut short anywhere is refused as cut short', async () => {
    for (const size of spread(1, whole.length - 1, 60)) {
      expect(await findDamage(whole.subarray(0, size)), `cut to ${size}`).toBe('cutShort')
    }
  })

  test('with one bit changed anywhere is refused, and no changed piece is handed out', async () => {
    for (const at of [
      ...spread(0, whole.length - 1, 120),
      ...spread(whole.length - 60, whole.length - 1, 60),
    ]) {
      const changed = Buffer.from(whole)
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
      const given: Buffer[] = []
      const damage = await findDamage(changed, (part) => part.kind === 'chunk' && given.push(part.data))
      expect(['changed', 'notABackup', 'otherVersion'], `bit in byte ${at}`).toContain(damage)
      const before = Buffer.concat(given)
      expect(before.equals(content.subarray(0, before.length)), `bit in byte ${at}`).toBe(true)
    }
  })

  test('with something after its end, or another file in its place, is refused', async () => {
    expect(await findDamage(Buffer.concat([whole, Buffer.from('x')]))).toBe('changed')
    expect(await findDamage(Buffer.concat([whole, whole]))).toBe('changed')
    expect(await findDamage(Buffer.alloc(0))).toBe('notABackup')
    expect(await findDamage(Buffer.from('PK\u0003\u0004 an archive of another kind'))).toBe('notABackup')
    expect(
      await findDamage(Buffer.from(whole.toString('latin1').replace('backup 1', 'backup 2'), 'latin1')),
    ).toBe('otherVersion')
  })

  test('read as tables, tells of damage even when the caller skips the rows', async () => {
    const file = join(folder, 'short.backup')
    writeFileSync(file, whole.subarray(0, whole.length - 1))
    const { tables } = await openBackup(createReadStream(file))
    const names: string[] = []
    const reading = (async () => {
      for await (const table of tables) names.push(table.name)
    })()
    await expect(reading).rejects.toThrow('This backup ends too early: a part of it is missing.')
    expect(names).toEqual(['first', 'empty'])
  })

  async function findDamage(bytes: Buffer, see: (part: BackupPart) => unknown = () => undefined) {
    try {
      for await (const part of readBackup(Readable.from([bytes]))) see(part)
    } catch (error) {
      if (error instanceof BackupDamaged) return error.damage
      throw error
    }
    return 'none'
  }
})

async function* cut(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 100_003) yield bytes.subarray(at, at + 100_003)
}

function spread(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from + Math.floor(((to - from) * index) / (count - 1)))
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = []
  for await (const item of items) all.push(item)
  return all
}

import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { columns, type Column } from '../../src/platform/db/columns.ts'
import { useTestHouse } from '../test-house.ts'

type Live = {
  table: string
  column: string
  type: string
  isView: boolean
  isUnlogged: boolean
  statistics: number | null
}

const house = useTestHouse()
let live: Live[]

beforeAll(async () => {
  live = await readLive()
})

/** Every column of every table and view that is ours: the queue's own schema (pgboss) holds ids only. */
async function readLive(): Promise<Live[]> {
  const rows = await house.asOwner(
    `select case when n.nspname = 'public' then '' else n.nspname || '.' end || c.relname as table,
            a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
            c.relkind = 'v' as "isView", c.relpersistence = 'u' as "isUnlogged",
            a.attstattarget as statistics
     from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind in ('r', 'p', 'v', 'm', 'f')
       and n.nspname not in ('pg_catalog', 'information_schema', 'pgboss') and n.nspname not like 'pg\\_%'
     order by 1, a.attnum`,
  )
  return rows as Live[]
}

const declared: Record<string, Record<string, Column>> = columns

function register(): { name: string; column: Column }[] {
  return Object.entries(declared).flatMap(([table, held]) =>
    Object.entries(held).map(([column, what]) => ({ name: `${table}.${column}`, column: what })),
  )
}

const nameOf = (one: Live): string => `${one.table}.${one.column}`

describe('the column register', () => {
  test('declares every column there is', () => {
    const known = new Set(register().map(({ name }) => name))
    const missing = live.filter((one) => !one.isView && !known.has(nameOf(one))).map(nameOf)
    expect(missing, 'declare these in src/platform/db/columns.ts').toEqual([])
  })

  test('declares no column that is not there', () => {
    const there = new Set(live.filter((one) => !one.isView).map(nameOf))
    const gone = register()
      .map(({ name }) => name)
      .filter((name) => !there.has(name))
    expect(gone, 'take these out of src/platform/db/columns.ts').toEqual([])
  })

  test('a column added by hand is noticed', async () => {
    await house.asOwner('alter table theme add column colour text')
    const after = await readLive()
    await house.asOwner('alter table theme drop column colour')
    const known = new Set(register().map(({ name }) => name))
    expect(after.filter((one) => !one.isView && !known.has(nameOf(one))).map(nameOf)).toEqual([
      'theme.colour',
    ])
  })

  test('words and labels are ciphertext, or derived where neither log nor statistics see them', () => {
    const held = live.filter((one) =>
      ['words', 'label'].includes(declared[one.table]?.[one.column]?.holds ?? ''),
    )
    expect(held.length).toBeGreaterThan(20)
    const open = held.filter((one) => one.type !== 'bytea' || !one.column.endsWith('_sealed'))
    expect(open.filter((one) => !one.isUnlogged || one.statistics !== 0).map(nameOf)).toEqual([])
    expect(open.map(nameOf)).toEqual(['reading.text'])
  })

  test('what is sealed says under which key, and nothing else names a key', () => {
    const wrong = register().filter(({ name, column }) => name.endsWith('_sealed') !== (column.key !== null))
    expect(wrong.map(({ name }) => name)).toEqual([])
  })

  test('fingerprints are bytes; in derived tables the planner keeps none of them', () => {
    const prints = live.filter((one) => declared[one.table]?.[one.column]?.holds === 'fingerprint')
    expect(prints.filter((one) => one.type !== 'bytea').map(nameOf)).toEqual([])
    expect(prints.filter((one) => one.isUnlogged && one.statistics !== 0).map(nameOf)).toEqual([])
  })

  test('plain text holds ids, fixed words, or what the team wrote for the public', () => {
    const plain = live.filter((one) => !one.isView && /^(?:text|json|char|varchar|citext)/.test(one.type))
    const wrong = plain.filter((one) =>
      ['words', 'label'].includes(declared[one.table]?.[one.column]?.holds ?? 'words'),
    )
    expect(wrong.map(nameOf)).toEqual(['reading.text'])
  })

  test('tables that are derived, or of one day, are unlogged, and no other table is', () => {
    const unlogged = new Set(live.filter((one) => one.isUnlogged).map((one) => one.table))
    const derived = Object.keys(declared).filter((table) =>
      Object.values(declared[table]!).every(
        ({ retention }) => retention === 'derived' || retention === 'day',
      ),
    )
    expect([...unlogged].sort()).toEqual(derived.sort())
  })
})

describe('the shape queries see', () => {
  test('has the columns of the live schema, of the live types', () => {
    const shape = readShape()
    const seen = live
      .filter((one) => one.table !== 'schema_migration' && !one.table.startsWith('scope.'))
      .map((one) => `${nameOf(one)} ${typesOf[one.type] ?? one.type}`)
    expect([...shape].sort()).toEqual(seen.sort())
  })
})

/** What stands for a type of the database in the shape of the tables. */
const typesOf: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  date: 'string',
  'uuid[]': 'string',
  'text[]': 'string',
  bytea: 'Buffer',
  'timestamp with time zone': 'Date',
  integer: 'number',
  bigint: 'number',
  real: 'number',
  boolean: 'boolean',
  jsonb: 'unknown',
}

/** Reads the shape of the tables as text: its types leave nothing to ask at run time. One line a column, as Prettier sets them. */
function readShape(): string[] {
  const folder = new URL('../../src/platform/db/', import.meta.url)
  const files = readdirSync(folder).filter((name) => /^schema-[a-z-]+\.ts$/.test(name))
  return files.flatMap((file) => {
    const text = readFileSync(new URL(file, folder), 'utf8')
    const [, listed = ''] = /export type \w+Tables = \{\n(.*?)\n\}/s.exec(text) ?? []
    return [...listed.matchAll(/(\w+): (\w+)/g)].flatMap(([, table, type]) => {
      const [, body = ''] = new RegExp(`type ${type} = \\{\\n(.*?)\\n\\}`, 's').exec(text) ?? []
      return [...body.matchAll(/^ {2}(\w+): (.+)$/gm)].map(([, column, written]) => {
        const kind = /string|Buffer|Date|number|boolean|unknown/.exec(
          written!.replace(/^ColumnType<unknown.*/, 'unknown'),
        )
        const isNamed = /^(?:Generated<)?'/.test(written!)
        return `${table}.${column} ${isNamed ? 'string' : kind?.[0]}`
      })
    })
  })
}

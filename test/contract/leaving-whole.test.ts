import { beforeAll, describe, expect, test } from 'vitest'
import { columns, type Column } from '../../src/platform/db/columns.ts'
import { newBlindId } from '../../src/platform/ids.ts'
import { letGo } from '../../src/support/leaving/leaving.ts'
import { listTaken, openName, type OpenedSpace } from '../../src/support/leaving/opened.ts'
import { takeOut, writeFiles } from '../../src/support/leaving/taking.ts'
import { useTestHouse } from '../test-house.ts'
import { insertOf, oneOfEach, type Row } from './one-of-each.ts'

/*
 * Promise 11 cannot be kept table by table: whoever adds one would have to remember. Here the live schema, the column
 * register, what a person takes away and what goes when they leave are held against each other.
 */

const house = useTestHouse()
const declared: Record<string, Record<string, Column>> = columns

/** Of a space, and in nothing its person takes away: why. */
const notTaken: Record<string, string> = {
  'space.quiet_sealed': 'whoever holds the phone must not learn of another space',
  'space.phrase_sealed': 'whoever holds the file must not get in with it',
  'invitation.known_as_sealed':
    'a name of before, for a coach who is shut out; whoever holds the file learns no other',
  'today.*': 'said for one day: the person keeps it as a line of a conversation, or nobody does',
  'emergency.*': 'shown when it is told, as the record it belongs to and as looks',
}

/** Tables of a space: their rows go with its own. */
let ofSpace: string[]
/** Tables beside the tenants that name a space: the ways in. */
let ways: string[]

beforeAll(async () => {
  const found = await house.asOwner(
    `with recursive under (oid) as (
       select 'public.space'::regclass::oid
       union select k.conrelid from pg_constraint k join under u on k.confrelid = u.oid where k.contype = 'f')
     select c.relname::text as name from under u join pg_class c on c.oid = u.oid order by 1`,
  )
  ofSpace = found.map((row) => String(row['name']))
  const named = await house.asOwner(
    `select c.relname::text as name from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'space_id')
       and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id') order by 1`,
  )
  ways = named.map((row) => String(row['name']))
})

function columnsOf(table: string): [string, Column][] {
  return Object.entries(declared[table]!)
}

describe('every table of a space', () => {
  test('goes when its person leaves, and stays no longer than they do', () => {
    expect(ofSpace).toContain('goal_wording')
    const wrong = [...ofSpace, ...ways].flatMap((table) =>
      columnsOf(table)
        .filter(
          ([, { withdrawal, retention }]) =>
            withdrawal !== 'deleted' || !['space', 'day', 'derived'].includes(retention),
        )
        .map(([column]) => `${table}.${column}`),
    )
    expect(wrong).toEqual([])
  })

  test('is taken away by its person, but for what is named here with its reason', () => {
    const left = ofSpace.flatMap((table) =>
      columnsOf(table)
        .filter(([, column]) => column.export !== 'person' && column.holds !== 'fingerprint')
        .filter(([, column]) => column.retention !== 'derived')
        .map(([column]) => (`${table}.*` in notTaken ? `${table}.*` : `${table}.${column}`)),
    )
    expect([...new Set(left)].sort()).toEqual(Object.keys(notTaken).sort())
  })

  test('and no other, says that it is a person’s', () => {
    const taken = listTaken().map(({ table }) => table)
    expect(taken.filter((table) => !ofSpace.includes(table))).toEqual([])
  })

  test('whatever else names a space is kept by law, by its own date', async () => {
    const naming = await house.asOwner(
      `select c.relname::text as name, a.attname::text as column from pg_attribute a join pg_class c on c.oid = a.attrelid
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attname ~ 'space' and a.attnum > 0
         and a.atttypid in ('uuid'::regtype, 'uuid[]'::regtype)`,
    )
    const others = naming.map((row) => String(row['name'])).filter((name) => !ways.includes(name))
    expect(others.length).toBeGreaterThan(0)
    const loose = others.filter((table) => columnsOf(table).some(([, { retention }]) => retention !== 'law'))
    expect(loose).toEqual([])
  })
})

/** What else a row says when all its sealed columns are filled: only a coach's line names its writer. */
const fitting: Record<string, Record<string, unknown>> = { line: { author: 'coach' } }

/** Distinct words for every sealed column a person takes. */
function sentenceOf(table: string, column: string): string {
  return `A heron stood in ${table.replaceAll('_', ' ')}, ${column.replaceAll('_', ' ')} & “waited”.`
}

describe('of a space with one of everything', () => {
  const spaceId = newBlindId()
  let seeded: { name: string; sentence: string }[]

  beforeAll(async () => {
    const vault = house.vault.makeTenant(spaceId)
    const rows = oneOfEach(spaceId).filter(({ table }) => table === 'account' || ofSpace.includes(table))
    seeded = []
    for (const row of rows) {
      const rowId = typeof row.values['id'] === 'string' ? row.values['id'] : spaceId
      for (const [column, held] of row.table === 'account' ? [] : columnsOf(row.table)) {
        if (held.key === null || held.export !== 'person') continue
        const sentence = sentenceOf(row.table, column)
        const place = `${row.table}.${column.replace(/_sealed$/, '')}`
        row.values[column] = vault.sealTeam(place, rowId, sentence)
        seeded.push({ name: `${row.table}.${column}`, sentence })
      }
      await house.asOwner(...insertOf({ ...row, values: { ...row.values, ...fitting[row.table] } }))
    }
    const account = rows.find(({ table }) => table === 'account')!.values['id']
    for (const row of rowsOfWays(spaceId, account)) await house.asOwner(...insertOf(row))
  })

  test('the sentences are in every sealed column that is a person’s', () => {
    const all = listTaken().flatMap(({ table, names }) =>
      names.filter((name) => declared[table]![name]!.key !== null).map((name) => `${table}.${name}`),
    )
    expect(seeded.map(({ name }) => name).sort()).toEqual(all.sort())
    expect(all.length).toBeGreaterThan(10)
  })

  test('each sentence is in the file for computers and in the one for people, and each row in its table', async () => {
    const opened = await take()
    const files = new Map<string, string>()
    for await (const { name, bytes } of writeFiles(opened))
      files.set(name.slice(name.indexOf('.') + 1), Buffer.from(bytes).toString())
    const parsed = JSON.parse(files.get('json')!) as { tables: Record<string, object[]> }
    const text = JSON.stringify(parsed)
    const paper = files.get('html')!.replaceAll('&amp;', '&')
    expect(seeded.filter(({ sentence }) => !text.includes(JSON.stringify(sentence).slice(1, -1)))).toEqual([])
    // The name is on the paper as its title.
    expect(seeded.filter(({ sentence }) => !paper.includes(sentence))).toEqual([])
    expect(files.get('pdf')!.startsWith('%PDF-')).toBe(true)
    // In the file for other programs is what was said of goals and steps, but for who typed it.
    const wanted = seeded.filter(({ name }) => /^goal_wording\.(?!by_)/.test(name))
    expect(wanted.length).toBeGreaterThan(2)
    const goals = JSON.stringify(JSON.parse(files.get('fhir.json')!))
    expect(wanted.filter(({ sentence }) => !goals.includes(JSON.stringify(sentence).slice(1, -1)))).toEqual(
      [],
    )
    for (const { table, names } of listTaken()) {
      const kept = names.filter((name) => name !== 'tenant_id').map((name) => openName(table, name))
      expect(Object.keys(parsed.tables[table]![0]!), table).toEqual(kept)
      expect(new Set(kept).size, table).toBe(kept.length)
    }
  })

  test('a look that cannot be told yet is not in it', async () => {
    await house.asOwner(`update look set told_from = 'infinity' where tenant_id = $1`, [spaceId])
    const opened = await take()
    await house.asOwner(`update look set told_from = now() where tenant_id = $1`, [spaceId])
    expect(opened.tables['look']!.filter((row) => row['why'] !== 'taken-out')).toEqual([])
  })

  test('nothing in any table names it after it was let go, but what the law makes somebody keep', async () => {
    expect((await findNaming()).toSorted()).toEqual(
      [...ofSpace, ...ways].filter((one) => one !== 'space_leaving').toSorted(),
    )
    expect(await letGo(house.db, spaceId)).toBe('gone')
    expect(await findNaming()).toEqual([])
    expect(house.vault.tenants).not.toContain(spaceId)
  })

  const take = (): Promise<OpenedSpace> =>
    house.db.within(spaceId, { id: spaceId, roles: ['person'] }, (ctx) => takeOut(ctx, house.vault))

  /** Every table in which the id of this space stands, in whatever column. */
  async function findNaming(): Promise<string[]> {
    const all = await house.asOwner(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_' and c.relkind in ('r', 'p')`,
    )
    const found: string[] = []
    for (const { name } of all) {
      const rows = await house.asOwner(`select 1 from ${String(name)} t where t::text like $1 limit 1`, [
        `%${spaceId}%`,
      ])
      if (rows.length > 0) found.push(String(name))
    }
    return found
  }
})

/** One of every way in. */
function rowsOfWays(spaceId: string, account: unknown): Row[] {
  const bytes = () => Buffer.from(newBlindId())
  const made: Record<string, Record<string, unknown>> = {
    space_entry: { entry_index: bytes() },
    space_session: { token_hash: bytes(), is_shared: false, expires_at: '2040-01-01' },
    space_passkey: { credential: newBlindId(), public_key: 'key', counter: 0 },
    space_address: { address_index: bytes() },
    space_named: { pair_index: bytes() },
    space_vouch: { code_index: bytes(), account_id: account, organisation_id: newBlindId() },
    space_recovery: { waiting_index: bytes(), begun_by: 'named' },
  }
  return Object.entries(made).map(([table, values]) => ({
    table,
    values: { id: newBlindId(), space_id: spaceId, ...values },
  }))
}

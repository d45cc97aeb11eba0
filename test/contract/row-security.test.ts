import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roles, tables } from '../../src/access/matrix.ts'
import { newBlindId } from '../../src/platform/ids.ts'
import { rooms } from '../../src/support/looks/looks.ts'
import { useTestHouse } from '../test-house.ts'
import { coachOf, deploymentTables, insertOf, oneOfEach, tenantOf, type Row } from './one-of-each.ts'
import { before } from './rows-of-spaces.ts'

type Verb = 'select' | 'insert' | 'update' | 'delete'
const verbs: readonly Verb[] = ['select', 'insert', 'update', 'delete']

const house = useTestHouse()
let login: pg.Client
let own: Row[]
let other: Row[]
/** Whom the space of each tenant lets in. */
const coaches = new Map<string, string>()

beforeAll(async () => {
  own = oneOfEach()
  other = oneOfEach()
  for (const rows of [own, other]) coaches.set(tenantOf(rows), coachOf(rows))
  await seed(own)
  await seed(other)
  login = new pg.Client({ connectionString: house.loginUrl })
  await login.connect()
}, 60_000)

afterAll(() => login?.end(), 60_000)

describe('role × table × verb, as the restricted login', () => {
  test.each(Object.keys(tables))('%s', async (table) => {
    // Only the row and what it stands on: then nothing else can be why a delete or an insert is refused.
    const full = oneOfEach()
    coaches.set(tenantOf(full), coachOf(full))
    const row = full.find((one) => one.table === table)!
    const parents = full.slice(0, full.indexOf(row))
    const untouched = await fingerprintOf(tenantOf(other))

    // Whatever works is taken back, so one seeding serves every role.
    await seed(parents)
    for (const role of roles) await walk(full, row, role, 'insert')
    await seed([row])
    // A space shows its name to whom it lets in.
    if (table === 'space') await seed(full.filter((one) => one.table === 'invitation'))
    for (const role of roles) {
      for (const verb of ['select', 'update'] as const) await walk(full, row, role, verb)
    }
    // Where what stands cannot go alone, what stood before can.
    if (before[table]) await seed([{ table, values: { ...row.values, id: newBlindId(), ...before[table] } }])
    for (const role of roles) await walk(full, row, role, 'delete')
    await empty(tenantOf(full))
    expect(await fingerprintOf(tenantOf(other))).toBe(untouched)
  })

  test('all roles at once touch nothing of another tenant either', async () => {
    const before = await fingerprintOf(tenantOf(other))
    for (const table of Object.keys(tables)) {
      for (const verb of verbs) {
        const crossed = await inScope(tenantOf(own), roles, 'commit', (client) =>
          reachOver(client, verb, table),
        )
        expect([0, '42501'], `${verb} ${table}`).toContain(crossed)
      }
    }
    expect(await fingerprintOf(tenantOf(other))).toBe(before)
  })

  test('what happened, what was said and what was agreed cannot be rewritten by anybody', async () => {
    const fixed: [string, Verb][] = [
      ['audit_event', 'update'],
      ['audit_event', 'delete'],
      ['passage', 'update'],
      ['consent_event', 'update'],
      ['voice_join', 'update'],
      ['voice_apart', 'update'],
      ['beside_reading', 'update'],
      ['preview_answer', 'update'],
      ['intruder_answer', 'update'],
      ['wording', 'update'],
      ['wording', 'delete'],
      ['conversation', 'update'],
      ['line', 'update'],
      ['today', 'update'],
    ]
    for (const [table, verb] of fixed) {
      expect(tables[table]![verb], `${verb} ${table}`).toBeUndefined()
      const row = own.find((one) => one.table === table)!
      const touched = await inScope(tenantOf(own), roles, 'rollback', (client) => attempt(client, verb, row))
      expect(touched, `${verb} ${table}`).toBe('42501')
    }
    for (const table of Object.keys(tables)) {
      const touched = await inScope(tenantOf(own), roles, 'rollback', (client) =>
        countTouched(client, `truncate ${table} cascade`),
      )
      expect(touched, `truncate ${table}`).toBe('42501')
    }
  })

  test('the view of passages shows what its tables show, and only of the own tenant', async () => {
    for (const role of roles) {
      const seen = await inScope(tenantOf(own), [role], 'rollback', async (client) => {
        const answer = await client.query<{ tenant_id: string }>('select tenant_id from passage_state')
        return answer.rows.map((row) => row.tenant_id)
      })
      const mayLook = (tables['passage']!.select as readonly string[]).includes(role)
      expect(seen, role).toEqual(mayLook ? [tenantOf(own)] : [])
    }
  })
})

describe('the login', () => {
  test('is no superuser, bypasses nothing, inherits nothing, and is a member of the two restricted roles only', async () => {
    const [found] = await house.asOwner(
      `select r.rolsuper, r.rolbypassrls, r.rolinherit, r.rolcreatedb, r.rolcreaterole, r.rolreplication,
         array(select roleid::regrole::text from pg_auth_members where member = r.oid order by 1) as roles
       from pg_roles r where rolname = $1`,
      [loginName()],
    )
    expect(found).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolinherit: false,
      rolcreatedb: false,
      rolcreaterole: false,
      rolreplication: false,
      roles: ['ownterms_access', 'ownterms_app'],
    })
    const groups = await house.asOwner(
      `select rolname::text as name, rolsuper or rolbypassrls or rolcanlogin or rolcreaterole as strong,
         (select count(*)::int from pg_auth_members where member = r.oid) as memberships
       from pg_roles r where rolname in ('ownterms_app', 'ownterms_access') order by 1`,
    )
    expect(groups).toEqual([
      { name: 'ownterms_access', strong: false, memberships: 0 },
      { name: 'ownterms_app', strong: false, memberships: 0 },
    ])
  })

  test('owns nothing but what is in pgboss', async () => {
    const owned = await house.asOwner(
      `select c.relname::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relowner = $1::regrole and n.nspname not in ('pgboss', 'pg_toast')
       union all select proname from pg_proc where proowner = $1::regrole and pronamespace <> 'pgboss'::regnamespace
       union all select nspname from pg_namespace where nspowner = $1::regrole
       union all select datname from pg_database where datdba = $1::regrole`,
      [loginName()],
    )
    expect(owned).toEqual([])
  })

  test('sees nothing and changes nothing before it is let in, whatever role it puts on', async () => {
    const names = [...Object.keys(tables), ...deploymentTables]
    const ways = [
      [],
      ['reset role'],
      ['set role ownterms_app'],
      ['set role ownterms_app', 'reset role'],
      ['set role ownterms_app', `set app.tenant = '${tenantOf(own)}'`, 'reset role'],
      [`set session authorization ${loginName()}`],
    ]
    for (const way of ways) {
      await withClient(async (client) => {
        for (const step of way) await client.query(step)
        for (const name of names) {
          const touched = await countTouched(client, `select from ${name}`)
          expect([0, '42501'], `${way.join('; ')}: ${name}`).toContain(touched)
          expect(await countTouched(client, `delete from ${name}`), name).not.toBe(1)
        }
      })
    }
    await withClient(async (client) => {
      await client.query('set role ownterms_access')
      for (const name of Object.keys(tables)) {
        expect(await countTouched(client, `select from ${name}`), name).toBe('42501')
      }
    })
  })

  test('can become nobody else', async () => {
    const others = await house.asOwner(
      `select rolname::text as name from pg_roles
       where rolname not in ($1, 'ownterms_app', 'ownterms_access')`,
      [loginName()],
    )
    expect(others.length).toBeGreaterThan(5)
    await withClient(async (client) => {
      for (const { name } of others) {
        const role = pg.escapeIdentifier(String(name))
        expect(await countTouched(client, `set role ${role}`), String(name)).toBe('42501')
        expect(await countTouched(client, `set session authorization ${role}`), String(name)).toBe('42501')
      }
    })
  })

  test('can switch nothing off and make nothing', async () => {
    await withClient(async (client) => {
      const tricks = [
        'alter table passage disable row level security',
        'alter table passage no force row level security',
        'drop policy may_select on passage',
        'create policy mine on passage using (true)',
        'create table public.mine (id int)',
        'create temporary table mine (id int)',
        'create schema mine',
        'create role mine',
        `insert into scope.access_rule values ('visitor', 'passage', 'select')`,
        'select * from scope.access_rule',
        `select scope.guard('passage')`,
        `alter role ${loginName()} superuser`,
        'grant ownterms_app to current_user, pg_monitor',
        `copy passage to program 'cat'`,
        `copy passage to '/tmp/passages'`,
      ]
      for (const prefix of ['reset role', 'set role ownterms_app', 'set role ownterms_access']) {
        await client.query(prefix)
        for (const trick of tricks) {
          expect(await countTouched(client, trick), `${prefix}; ${trick}`).toMatch(/^(42501|0LP01)$/)
        }
      }
    })
    // Asked to leave row security out, PostgreSQL answers with an error instead of rows.
    const asked = await inScope(tenantOf(own), ['listener'], 'rollback', async (client) => {
      await client.query('set local row_security = off')
      return countTouched(client, 'select from passage')
    })
    expect(asked).toBe('42501')
  })
})

test('a clash with another tenant’s address does not show the row it clashed with', async () => {
  const address = other.find((row) => row.table === 'exercise')!.values['address']
  const error = await inScope(tenantOf(own), ['listener'], 'rollback', async (client) =>
    client
      .query(
        `insert into exercise (tenant_id, id, address, title, question) values ($1, $2, $3, 'A', 'What helps?')`,
        [tenantOf(own), newBlindId(), address],
      )
      .then(
        () => null,
        (raised: unknown) => raised as pg.DatabaseError,
      ),
  )
  expect(error?.code).toBe('23505')
  expect(`${error?.message} ${error?.detail}`).not.toContain(address)
})

/** One cell of the walk: what a role's verb does in its tenant, in none, without the role, and in another tenant. */
async function walk(full: readonly Row[], row: Row, role: string, verb: Verb): Promise<void> {
  const { table } = row
  const here = tenantOf(full)
  const isAllowed = (tables[table]![verb] as readonly string[] | undefined)?.includes(role) ?? false
  const name = `${role} ${verb} ${table}`

  const touched = await inScope(here, [role], 'rollback', (client) => attempt(client, verb, row))
  if (isAllowed) expect(touched, name).toBe(1)
  else expect([0, '42501'], name).toContain(touched)

  const nowhere = await inScope(null, [role], 'commit', (client) => attempt(client, verb, row))
  expect([0, '42501'], `${name}, in no tenant`).toContain(nowhere)
  const nobody = await inScope(here, [], 'commit', (client) => attempt(client, verb, row))
  expect([0, '42501'], `${name}, without its role`).toContain(nobody)
  const crossed = await inScope(here, [role], 'commit', (client) => reachOver(client, verb, table))
  expect([0, '42501'], `${name}, in another tenant`).toContain(crossed)
  if (verb === 'update' && isAllowed) {
    const pushed = await inScope(here, [role], 'rollback', (client) =>
      countTouched(client, `update ${table} set tenant_id = $1`, [tenantOf(other)]),
    )
    expect(pushed, `${name}, into another tenant`).toBe('42501')
  }
}

/** Everything a verb can do in the current scope: rows touched, or the error's code. No WHERE, so no other right is needed. */
async function attempt(client: pg.Client, verb: Verb, row: Row): Promise<number | string> {
  if (verb === 'select') return countTouched(client, `select from ${row.table}`)
  if (verb === 'insert') return countTouched(client, ...insertOf(row))
  if (verb === 'delete') return countTouched(client, `delete from ${row.table}`)
  return countTouched(client, `update ${row.table} set tenant_id = $1`, [row.values['tenant_id']])
}

/** The same against rows of the other tenant by name. */
async function reachOver(client: pg.Client, verb: Verb, table: string): Promise<number | string> {
  const there = tenantOf(other)
  if (verb === 'select') return countTouched(client, `select from ${table} where tenant_id = $1`, [there])
  if (verb === 'delete') return countTouched(client, `delete from ${table} where tenant_id = $1`, [there])
  if (verb === 'update') {
    return countTouched(client, `update ${table} set tenant_id = $1 where tenant_id = $1`, [there])
  }
  const row = oneOfEach(there).find((one) => one.table === table)!
  return countTouched(client, ...insertOf(row))
}

async function countTouched(
  client: pg.Client,
  text: string,
  values: readonly unknown[] = [],
): Promise<number | string> {
  try {
    return (await client.query(text, [...values])).rowCount ?? 0
  } catch (error) {
    return (error as pg.DatabaseError).code ?? String(error)
  }
}

async function inScope<T>(
  tenantId: string | null,
  held: readonly string[],
  end: 'commit' | 'rollback',
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  await login.query('begin')
  try {
    await login.query(
      `select set_config('role', 'ownterms_app', true), set_config('app.tenant', $1, true),
         set_config('app.roles', $2, true), set_config('app.actor', $3, true)`,
      [tenantId ?? '', held.join(','), coaches.get(tenantId ?? '') ?? ''],
    )
    if (held.includes('coach') && end === 'rollback') await lookEverywhere(login, tenantId)
    if (end === 'rollback') await lookAtRecords(login)
    return await work(login)
  } finally {
    await login.query(end)
  }
}

/** What a coach writes down before opening a room; nothing where none lets them in. */
async function lookEverywhere(client: pg.Client, tenantId: string | null): Promise<void> {
  for (const room of ['space', ...rooms]) {
    await client.query('savepoint look')
    const written = await countTouched(
      client,
      `insert into look (tenant_id, id, account_id, who_sealed, room, why) values ($1, $2, $3, $4, $5, 'invited')`,
      [tenantId, newBlindId(), coaches.get(tenantId ?? ''), Buffer.from('x'), room],
    )
    if (written !== 1) await client.query('rollback to savepoint look')
  }
}

/** What whoever may see a safeguarding record writes down before opening it; nothing for anybody else. */
async function lookAtRecords(client: pg.Client): Promise<void> {
  await client.query('savepoint record')
  const done = await countTouched(
    client,
    `select scope.look_at_record(id, gen_random_uuid(), 'x') from safeguarding_record`,
  )
  if (typeof done === 'string') await client.query('rollback to savepoint record')
}

async function withClient<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: house.loginUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function seed(rows: readonly Row[]): Promise<void> {
  for (const row of rows) {
    const [text, values] = insertOf(row)
    await house.asOwner(row.table === 'account' ? `${text} on conflict do nothing` : text, values)
  }
}

async function empty(tenantId: string): Promise<void> {
  // Wisdoms hold on to their pictures, so exercises go first.
  for (const table of ['exercise', 'organisation', 'space', 'reading', 'label_index', 'derived_mark']) {
    await house.asOwner(`delete from ${table} where tenant_id = $1`, [tenantId])
  }
}

/** Stands for every row a tenant has, where it lies on disk included: an update that changes no value shows too. */
async function fingerprintOf(tenantId: string): Promise<string> {
  const parts: string[] = []
  for (const table of Object.keys(tables)) {
    const [row] = await house.asOwner(
      `select md5(coalesce(string_agg(t.ctid::text || t::text, '|' order by t.ctid), '')) as hash
       from ${table} t where tenant_id = $1`,
      [tenantId],
    )
    parts.push(`${table} ${row!['hash']}`)
  }
  return parts.join('\n')
}

function loginName(): string {
  return new URL(house.loginUrl).username
}

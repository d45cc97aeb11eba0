import { describe, expect, test } from 'vitest'
import { tables } from '../../src/access/matrix.ts'
import { useTestHouse } from '../test-house.ts'
import { deploymentTables, oneOfEach } from './one-of-each.ts'

const house = useTestHouse()

describe('the live schema', () => {
  test('the matrix names exactly the tables that hold a tenant’s data, and the rows here are one of each', async () => {
    const live = await house.asOwner(
      `select c.relname::text as name from pg_class c
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'm', 'f')
         and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')`,
    )
    const names = live.map((row) => String(row['name'])).filter((name) => !deploymentTables.includes(name))
    expect(names.sort()).toEqual(Object.keys(tables).sort())
    expect([...new Set(oneOfEach().map((row) => row.table))].sort()).toEqual(['account', ...names].sort())
  })

  test('every table is a tenant’s, a deployment’s, or the list of migrations', async () => {
    const live = await house.asOwner(
      `select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind not in ('i', 'v')`,
    )
    expect(live.map((row) => String(row['name'])).sort()).toEqual(
      [...Object.keys(tables), ...deploymentTables, 'schema_migration'].sort(),
    )
  })

  test('row security is on and forced, with five policies, on every tenant table', async () => {
    for (const table of Object.keys(tables)) {
      const [found] = await house.asOwner(
        `select relrowsecurity as on, relforcerowsecurity as forced,
           array(select polname || ' ' || polcmd::text || ' ' || array_to_string(polroles::regrole[], ',')
                 from pg_policy where polrelid = c.oid and polname <> 'owner' and polpermissive order by polname) as policies,
           (select polroles = array[c.relowner] from pg_policy where polrelid = c.oid and polname = 'owner') as owner
         from pg_class c where oid = $1::regclass`,
        [table],
      )
      expect(found, table).toEqual({
        on: true,
        forced: true,
        owner: true,
        policies: [
          'may_delete d ownterms_app',
          'may_insert a ownterms_app',
          'may_select r ownterms_app',
          'may_update w ownterms_app',
        ],
      })
    }
  })

  test('every primary key of a tenant table starts with the tenant, and every foreign key between them holds it', async () => {
    const keys = await house.asOwner(
      `select k.conrelid::regclass::text as table, k.contype::text as kind, r.relname::text as target,
         (select a.attname from pg_attribute a where a.attrelid = k.conrelid and a.attnum = k.conkey[1])::text as first,
         (select a.attname from pg_attribute a where a.attrelid = k.confrelid and a.attnum = k.confkey[1])::text as there
       from pg_constraint k left join pg_class r on r.oid = k.confrelid
       where k.conrelid = any($1::regclass[]) and k.contype in ('p', 'f')`,
      [Object.keys(tables)],
    )
    const primary = keys.filter((key) => key['kind'] === 'p')
    expect(primary.map((key) => key['table']).sort()).toEqual(Object.keys(tables).sort())
    for (const key of keys) {
      // An account belongs to no tenant.
      if (key['target'] === 'account') continue
      expect(key, JSON.stringify(key)).toMatchObject({ first: 'tenant_id' })
      if (key['kind'] === 'f') expect(key, JSON.stringify(key)).toMatchObject({ there: 'tenant_id' })
    }
  })

  test('only addresses that are random or public can clash with another tenant’s', async () => {
    const found = await house.asOwner(
      `select i.indrelid::regclass::text as table,
         (select a.attname from pg_attribute a where a.attrelid = i.indrelid and a.attnum = i.indkey[0])::text as first
       from pg_index i where i.indisunique and i.indrelid = any($1::regclass[])`,
      [Object.keys(tables)],
    )
    const open = found.filter((index) => index['first'] !== 'tenant_id')
    expect(open.map((index) => `${index['table']}.${index['first']}`).sort()).toEqual([
      'exercise.address',
      'published_address.address',
    ])
  })

  test('the functions of the schema answer to nobody who was not named', async () => {
    const found = await house.asOwner(
      `select p.proname::text as name, has_function_privilege('ownterms_app', p.oid, 'execute') as app,
         has_function_privilege('ownterms_access', p.oid, 'execute') as access,
         exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) where grantee = 0) as anybody,
         p.prosecdef and not exists (
           select from unnest(p.proconfig) as setting where setting like 'search_path=%pg_temp') as loose
       from pg_proc p where p.pronamespace = 'scope'::regnamespace order by 1`,
    )
    expect(found.filter((one) => one['anybody'] || one['loose'])).toEqual([])
    expect(found.filter((one) => one['app']).map((one) => one['name'])).toEqual([
      'acts_as',
      'allows',
      'answered_at',
      'belonged',
      'call_folders_of',
      'conversations_about_hard_days',
      'could_open',
      'count_come_backs',
      'empty_out_readings',
      'end_today',
      'give_come_back',
      'is_coach',
      'is_emergency',
      'is_invited',
      'is_let_in',
      'is_put_together',
      'is_workplace_of',
      'kept_keys',
      'knows_person',
      'labels_beside',
      'labels_to_reckon_with',
      'leave_public',
      'let_voice_wait',
      'lines_beside_records',
      'london_day',
      'look_at_record',
      'move_come_backs',
      'move_passages',
      'newest_keeping_safe',
      'newest_of_chance',
      'note_mending',
      'open_emergency',
      'opens_record',
      'part_come_backs',
      'put_in_order',
      'quotes_to_show',
      'records_told',
      'replace_address',
      'replace_come_backs',
      'replace_entry',
      'replace_named',
      'sees_record',
      'shut_emergency',
      'shut_words',
      'stand_beside_record',
      'take_back_from_record',
      'take_numbers',
      'take_offer',
      'tenant',
      'typed_it',
      'voices_of_labels',
      'was_shut',
      'wrote_record',
    ])
    expect(found.find((one) => one['name'] === 'guard')).toMatchObject({ app: false, access: false })
  })

  test('whoever looks before a tenant is known has no right on any tenant table, and the other way round', async () => {
    const rights = await house.asOwner(
      `select c.relname::text as name,
         has_table_privilege('ownterms_access', c.oid, 'select, insert, update, delete, truncate, references, trigger') as access,
         has_table_privilege('ownterms_app', c.oid, 'select, insert, update, delete, truncate, references, trigger') as app
       from pg_class c where c.relnamespace in ('public'::regnamespace, 'scope'::regnamespace) and c.relkind = 'r'`,
    )
    for (const { name, access, app } of rights) {
      const table = String(name)
      expect({ access, app }, table).toEqual({
        access: deploymentTables.includes(table),
        app: table in tables,
      })
    }
  })
})

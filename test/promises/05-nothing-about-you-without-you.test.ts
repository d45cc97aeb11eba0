import type { Hono } from 'hono'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { routes } from '../../bin/parts.ts'
import { tables } from '../../src/access/matrix.ts'
import { newBlindId } from '../../src/platform/ids.ts'
import { columns, type Column } from '../../src/platform/db/columns.ts'
import { withLogin, type Scope } from '../as-login.ts'
import { begin, dayAhead, enterCoach, enterKeepers, findSpace, letIn } from '../own-space.ts'
import { useTestHouse } from '../test-house.ts'
import { openApp, type Visitor } from '../visitor.ts'

/*
 * Promise 5: a person can read every word about them. The one exception, a safeguarding record, is narrow, reasoned, seen
 * by a second person, and told or decided again by two. Asked of the database itself, as the application's own login.
 */

const house = useTestHouse()
let app: Hono
let coach: Visitor
let person: Visitor
let spaceId: string
let tenantId: string
const ids = new Map<string, string>()
let count = 0

beforeAll(async () => {
  app = openApp(house, routes)
  coach = await enterCoach(house, app)
  await enterKeepers(house, app)
  const rows = await house.asOwner('select tenant_id, account_id, name_sealed from membership')
  for (const row of rows) {
    const [tenant, account] = [String(row['tenant_id']), String(row['account_id'])]
    const name = house.vault
      .forTenant(tenant)
      .openTeam('membership.name', account, row['name_sealed'] as Buffer)
    ids.set(name, account)
    tenantId = tenant
  }
}, 60_000)

beforeEach(async () => {
  count += 1
  person = (await begin(app, `Knot ${count}`)).person
  await letIn(person, coach)
  spaceId = await findSpace(coach, `Knot ${count}`)
})

describe('every word in a space', () => {
  const declared: Record<string, Record<string, Column>> = columns
  const ofSpace = Object.keys(declared).filter((table) =>
    Object.values(declared[table]!).some(({ key }) => key === 'space'),
  )

  test('is its person’s to read, whoever wrote it', () => {
    expect(ofSpace.length).toBeGreaterThan(5)
    const hidden = ofSpace.filter((table) => !tables[table]!.select!.includes('person'))
    expect(hidden).toEqual([])
  })

  test('lies in the space: an organisation names a space only in a safeguarding record', async () => {
    const found = await house.asOwner(
      `select c.relname || '.' || a.attname as name
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname ~ 'space'
         and exists (select from pg_attribute t where t.attrelid = c.oid and t.attname = 'tenant_id')`,
    )
    expect(found.map((row) => row['name'])).toEqual(['safeguarding_record.about_space'])
  })
})

describe('the one exception', () => {
  test('has these places for words, and stands on these duties and no other', async () => {
    const sealed = await house.asOwner(
      `select attrelid::regclass::text || '.' || attname as name from pg_attribute
       where attrelid::regclass::text like 'safeguarding%' and atttypid = 'bytea'::regtype order by 1`,
    )
    expect(sealed.map((row) => row['name'])).toEqual([
      'safeguarding_decision.words_sealed',
      'safeguarding_line.words_sealed',
      'safeguarding_record.names_sealed',
      'safeguarding_words.acted_sealed',
      'safeguarding_words.happened_sealed',
      'safeguarding_words.third_parties_sealed',
      'safeguarding_words.why_sealed',
      'safeguarding_words.wish_sealed',
    ])
    for (const duty of ['other', '', 'worry']) {
      const code = await asStaff('Dele', (run) => run(insertRecord(), [newBlindId(), duty]))
      expect(code, duty).toBe('23514')
    }
  })

  test('is written only by who was let in, in their own name', async () => {
    expect(await asStaff('Rhys', (run) => run(insertRecord(), [newBlindId(), 'law']))).toBe('42501')
    const forged = insertRecord().replace('$account', `'${ids.get('Nia')!}'`)
    expect(await asStaff('Dele', (run) => run(forged, [newBlindId(), 'law']))).toBe('42501')
  })

  test('cannot be written where nobody else would see it, by whatever road', async () => {
    const id = newBlindId()
    const code = await asStaff('Dele', async (run) => {
      await run(insertRecord(), [id, 'law'])
      for (const name of ['Nia', 'Owen']) {
        const named = await run(
          `insert into safeguarding_implicated (tenant_id, safeguarding_record_id, account_id, named_by)
           values ('${tenantId}', $1, '${ids.get(name)!}', $account)`,
          [id],
        )
        if (typeof named === 'string') return named
      }
      return 0
    })
    expect(code).toBe('23514')
  })

  test('shows its words to nobody without a look, and to nobody who is implicated with one', async () => {
    const id = await seedRecord()
    const read = (name: string, withLook: boolean) =>
      asStaff(name, async (run) => {
        if (withLook) await run(`select scope.look_at_record($1, gen_random_uuid(), 'x')`, [id])
        return run('select from safeguarding_words where safeguarding_record_id = $1', [id])
      })
    expect(await read('Nia', false)).toBe(0)
    expect(await read('Nia', true)).toBe(1)
    for (const name of ['Owen', 'Rhys', 'Sol', 'Amira', 'Gareth']) {
      expect(await read(name, true), name).not.toBe(1)
      expect(await asStaff(name, (run) => run('select from safeguarding_record')), name).toBe(0)
    }
  })

  test('is told or put off by two, for four weeks at most; its first day is no longer either', async () => {
    const id = await seedRecord()
    const [fits, late] = [await dayAhead(house, 28), await dayAhead(house, 29)]
    const say = (run: Run, until: string) =>
      run(
        `insert into safeguarding_decision (tenant_id, id, safeguarding_record_id, kind, words_sealed, until, said_by)
         values ('${tenantId}', gen_random_uuid(), $1, 'wait', 'x', $2, $account)`,
        [id, until],
      )
    expect(await asStaff('Nia', (run) => say(run, late))).toBe('23514')
    expect(await asStaff('Nia', (run) => say(run, fits))).toBe(1)
    // Nobody agrees with themself, whatever they send, and nobody sets the day without a decision.
    const alone = await asStaff('Nia', async (run) => {
      await run(`select scope.look_at_record($1, gen_random_uuid(), 'x')`, [id])
      await say(run, fits)
      return run(
        'update safeguarding_decision set agreed_by = $account, agreed_at = now() where not is_first',
        [],
      )
    })
    expect(alone).toBe('42501')
    const [set, told] = [`decide_by = decide_by + 400`, 'told_at = null']
    for (const change of [set, told]) {
      const code = await asStaff('Nia', (run) =>
        run(`update safeguarding_record set ${change} where id = $1`, [id]),
      )
      expect(code).toBe('42501')
    }
  })

  test('shows the person nothing before they are told, and what others said never', async () => {
    const id = await seedRecord()
    const told = () =>
      withLogin(house, { tenantId: spaceId, actorId: spaceId, roles: ['person'] }, async (client) => {
        const { rows, fields } = await client.query('select * from scope.records_told()')
        return { found: rows.length, names: fields.map(({ name }) => name) }
      })
    expect((await told()).found).toBe(0)
    await house.asOwner('update safeguarding_record set told_at = now() where id = $1', [id])
    await house.asOwner(
      `update safeguarding_decision set kind = 'told', until = null where is_first and safeguarding_record_id = $1`,
      [id],
    )
    const after = await told()
    expect(after.found).toBe(1)
    expect(after.names.filter((name) => /third|part/.test(name))).toEqual([])
    // Nor to anybody but its person, in whatever space.
    for (const roles of [['coach'], ['worker'], ['safeguarding']]) {
      const scope = { tenantId: spaceId, actorId: ids.get('Dele')!, roles }
      const rows = await withLogin(house, scope, async (client) =>
        client.query('select from scope.records_told()'),
      )
      expect(rows.rowCount, roles.join()).toBe(0)
    }
  })
})

test('would be caught: with the guard on its words taken away, who is implicated reads them', async () => {
  const id = await seedRecord()
  await house.asOwner('alter policy opened on safeguarding_words using (true)')
  const seen = await asStaff('Owen', (run) =>
    run('select from safeguarding_words where safeguarding_record_id = $1', [id]),
  )
  await house.asOwner(
    'alter policy opened on safeguarding_words using (scope.opens_record(safeguarding_record_id))',
  )
  expect(seen).toBe(1)
})

/** Runs a statement, and gives the rows it touched, or the code of the error. `$account` is who acts. */
type Run = (text: string, values: readonly unknown[]) => Promise<number | string>

const rolesOf: Record<string, string[]> = {
  Dele: ['coach'],
  Rhys: ['coach'],
  Nia: ['safeguarding'],
  Owen: ['safeguarding'],
  Sol: ['listener', 'reader'],
  Amira: ['lead'],
  Gareth: ['housing'],
}

async function asStaff(
  name: string,
  work: (
    run: (text: string, values?: readonly unknown[]) => Promise<number | string>,
  ) => Promise<number | string>,
): Promise<number | string> {
  const actorId = ids.get(name)!
  const scope: Scope = { tenantId, actorId, roles: rolesOf[name]! }
  return withLogin(house, scope, async (client) =>
    work(async (text, values = []) => {
      await client.query('savepoint before')
      try {
        const answer = await client.query(text.replaceAll('$account', `'${actorId}'`), [...values])
        return answer.rowCount ?? 0
      } catch (error) {
        await client.query('rollback to savepoint before')
        return String((error as { code?: string }).code)
      }
    }),
  )
}

function insertRecord(): string {
  return `insert into safeguarding_record (tenant_id, id, kind, about_space, names_sealed, duty, written_by)
    values ('${tenantId}', $1, 'record', '${spaceId}', 'x', $2, $account)`
}

/** A record by Dele, not yet told, in which Owen has a part. */
async function seedRecord(): Promise<string> {
  const id = newBlindId()
  await house.asOwner(insertRecord().replaceAll('$account', `'${ids.get('Dele')!}'`), [id, 'law'])
  await house.asOwner(
    `insert into safeguarding_words (tenant_id, safeguarding_record_id, why_sealed) values ($1, $2, 'x')`,
    [tenantId, id],
  )
  await house.asOwner(
    `insert into safeguarding_decision (tenant_id, id, safeguarding_record_id, kind, words_sealed, until, said_by, is_first)
     values ($1, $2, $3, 'wait', 'x', current_date + 7, $4, true)`,
    [tenantId, newBlindId(), id, ids.get('Dele')!],
  )
  await house.asOwner(
    `insert into safeguarding_implicated (tenant_id, safeguarding_record_id, account_id, named_by) values ($1, $2, $3, $4)`,
    [tenantId, id, ids.get('Owen')!, ids.get('Dele')!],
  )
  return id
}

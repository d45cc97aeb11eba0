import type { Hono } from 'hono'
import { beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../../bin/parts.ts'
import { columns } from '../../platform/db/columns.ts'
import { newBlindId } from '../../platform/ids.ts'
import { askAsLogin, withLogin, type Scope } from '../../../test/as-login.ts'
import { begin, enterCoach, findSpace, letIn, readSending } from '../../../test/own-space.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { openApp, type Visitor } from '../../../test/visitor.ts'
import { supportPaths } from '../paths.ts'

/*
 * What the database itself lets the person and the coach do with what was written, and that nothing is hidden from the
 * person.
 */

const house = useTestHouse()
let app: Hono
let coach: Visitor
let person: Visitor
let space: string
let asPerson: Scope
let asCoach: Scope

beforeAll(async () => {
  app = openApp(house, routes)
  coach = await enterCoach(house, app)
  person = (await begin(app, 'Maryam')).person
  await letIn(person, coach)
  space = await findSpace(coach, 'Maryam')
  const [invitation] = await house.asOwner('select account_id from invitation where tenant_id = $1', [space])
  asPerson = { tenantId: space, actorId: space, roles: ['person'] }
  asCoach = { tenantId: space, actorId: String(invitation!['account_id']), roles: ['coach'] }
  for (const words of ['First of the coach.', 'Second of the coach.\nAnd a third.']) {
    const { text } = await coach.get(supportPaths.guestNote(space))
    await coach.send(supportPaths.guestNote(space), { sending: readSending(text), words })
  }
  const { text } = await person.get(supportPaths.newConversation)
  await person.send(supportPaths.newConversation, { sending: readSending(text), words: 'The person’s own.' })
  const { conversation_id, id } = await findLine('coach')
  const path = supportPaths.guestLine(space, conversation_id, id)
  await coach.send(path, {
    sending: readSending((await coach.get(path)).text),
    words: 'Beside, by the coach.',
  })
}, 60_000)

async function findLine(author: string): Promise<{ id: string; conversation_id: string }> {
  const [row] = await house.asOwner(
    'select id, conversation_id from line where tenant_id = $1 and author = $2 order by number limit 1',
    [space, author],
  )
  return row as { id: string; conversation_id: string }
}

/** Statements of the coach, after a look at conversations. */
async function lookThen(statements: string[], values: unknown[] = []): Promise<unknown> {
  return withLogin(house, asCoach, async (client) => {
    await client.query(
      `insert into look (tenant_id, id, account_id, who_sealed, room, why)
       values ($1, gen_random_uuid(), $2, 'x', 'conversations', 'invited')`,
      [space, asCoach.actorId],
    )
    let answer: unknown
    for (const text of statements) {
      answer = await client.query(text, values).then(
        ({ rowCount }) => rowCount,
        (error: { code: string }) => error.code,
      )
    }
    return answer
  })
}

describe('no hidden notes', () => {
  const tables = ['conversation', 'line'] as const

  test.each(tables)('the person reads every column of every row of %s', async (table) => {
    const live = await house.asOwner(
      `select column_name::text as name from information_schema.columns
       where table_schema = 'public' and table_name = $1`,
      [table],
    )
    const names = live.map(({ name }) => String(name))
    expect(names.sort()).toEqual(Object.keys(columns[table]).sort())
    for (const name of names) {
      const all = await house.asOwner(
        `select tenant_id::text || ${name === 'tenant_id' ? "''" : `coalesce(${name}::text, '')`} as value
         from ${table} where tenant_id = $1 order by id`,
        [space],
      )
      const seen = await askAsLogin(
        house,
        asPerson,
        `select tenant_id::text || ${name === 'tenant_id' ? "''" : `coalesce(${name}::text, '')`} as value
         from ${table} order by id`,
      )
      expect(all.length).toBeGreaterThan(2)
      expect(seen, name).toEqual(all)
    }
  })

  test('no rule of these tables asks the person anything but that it is their space', async () => {
    const rules = await house.asOwner(
      `select polrelid::regclass::text || ' ' || polname || ' ' || pg_get_expr(polqual, polrelid) as rule
       from pg_policy where polrelid = any ('{conversation,line}'::regclass[]) and polcmd in ('r', '*')
         and polname <> 'owner'`,
    )
    for (const { rule } of rules) {
      expect(rule).toMatch(/ (?:may_select .*scope\.tenant\(\).*scope\.allows|invited_select .*is_let_in)/s)
    }
    expect(rules).toHaveLength(4)
  })

  test('every word a coach wrote stands on the person’s pages', async () => {
    const ids = await house.asOwner('select id from conversation where tenant_id = $1', [space])
    const pages = await Promise.all(ids.map(({ id }) => person.get(supportPaths.conversation(String(id)))))
    const all = pages.map(({ text }) => text).join('\n')
    for (const words of [
      'First of the coach.',
      'Second of the coach.',
      'And a third.',
      'Beside, by the coach.',
    ]) {
      expect(all).toContain(words)
    }
  })

  test('words of conversations stand in these two tables and in no other of a space', async () => {
    const held = Object.entries(columns).filter(([table]) => /note|conversation|line|entry/.test(table))
    const withWords = held.filter(([, names]) => Object.values(names).some(({ holds }) => holds === 'words'))
    const ofSpaces = withWords.filter(([, names]) => Object.values(names).some(({ key }) => key === 'space'))
    expect(ofSpaces.map(([table]) => table).filter((table) => !table.startsWith('chance'))).toEqual(['line'])
  })
})

describe('what a coach may do', () => {
  test('reads nothing without a look', async () => {
    expect(await askAsLogin(house, asCoach, 'select from line')).toEqual([])
    expect(await lookThen(['select from line'])).toBe(5)
  })

  test('changes no line and takes none away, not even of their own', async () => {
    for (const table of ['line', 'conversation']) {
      expect(await lookThen([`delete from ${table}`]), table).toBe(0)
      expect(await lookThen([`update ${table} set tenant_id = tenant_id`]), table).toBe('42501')
    }
  })

  test('writes as themself, whatever the statement says; and so does the person', async () => {
    const { conversation_id } = await findLine('coach')
    const write = (scope: Scope, author: string) =>
      withLogin(house, scope, async (client) => {
        const id = newBlindId()
        await client.query(
          `insert into line (tenant_id, id, conversation_id, number, author, author_sealed, words_sealed)
           values ($1, $2, $3, 1, $4, ${author === 'coach' ? "'x'" : 'null'}, 'x')`,
          [space, id, conversation_id, author],
        )
        await client.query(`reset role`)
        await client.query(
          `select set_config('role', 'ownterms_app', true), set_config('app.roles', 'person', true)`,
        )
        const { rows } = await client.query<{ author: string }>('select author from line where id = $1', [id])
        return rows[0]!.author
      })
    expect(await write(asCoach, 'person')).toBe('coach')
    expect(await write(asPerson, 'coach')).toBe('person')
  })

  test('nothing at all where conversations are not open to them', async () => {
    await house.asOwner(`update invitation set rooms = '{goals}' where tenant_id = $1`, [space])
    const { id, conversation_id } = await findLine('coach')
    const before = await house.asOwner('select count(*) from look where tenant_id = $1', [space])
    for (const path of [
      supportPaths.guestConversations(space),
      supportPaths.guestNote(space),
      supportPaths.guestConversation(space, conversation_id),
      supportPaths.guestLine(space, conversation_id, id),
    ]) {
      expect((await coach.get(path)).status, path).toBe(404)
    }
    // Nothing was opened, so nothing is written down.
    expect(await house.asOwner('select count(*) from look where tenant_id = $1', [space])).toEqual(before)
    const insert = `insert into conversation (tenant_id, id, number, happened_on) values ($1, gen_random_uuid(), 1, now())`
    expect(await askAsLogin(house, asCoach, insert, [space])).toBe('42501')
    expect((await coach.get(supportPaths.guest(space))).text).not.toContain(supportPaths.guestNote(space))
    await house.asOwner(`update invitation set rooms = null where tenant_id = $1`, [space])
  })
})

describe('what the person may do', () => {
  test('takes away their own lines and no other, and no conversation in which lines are left', async () => {
    const [gone] = (await askAsLogin(
      house,
      asPerson,
      'with gone as (delete from line returning author) select array_agg(distinct author) as authors from gone',
    )) as { authors: unknown }[]
    expect(gone!.authors).toEqual(['person'])
    expect(await askAsLogin(house, asPerson, 'delete from conversation')).toBe('23503')
    expect(await askAsLogin(house, asPerson, 'update line set words_sealed = words_sealed')).toBe('42501')
  })
})

test('somebody else’s ids open nothing, anywhere', async () => {
  const { person: other } = await begin(app, 'Sam')
  await letIn(other, coach)
  const there = await findSpace(coach, 'Sam')
  const { id, conversation_id } = await findLine('person')
  const sending = readSending((await other.get(supportPaths.newConversation)).text)
  const ofCoach = readSending((await coach.get(supportPaths.guestNote(there))).text)
  const paths: [Visitor, string, string][] = [
    [other, supportPaths.conversation(conversation_id), sending],
    [other, supportPaths.line(conversation_id, id), sending],
    [coach, supportPaths.guestConversation(there, conversation_id), ofCoach],
    [coach, supportPaths.guestLine(there, conversation_id, id), ofCoach],
  ]
  for (const [visitor, path, bound] of paths) {
    expect((await visitor.get(path)).status, path).toBe(404)
    const sent = await visitor.send(path, { sending: bound, words: 'Not here.' })
    expect(sent.status, path).toBe(404)
  }
  for (const path of [
    supportPaths.takeBack(conversation_id, id),
    supportPaths.takeBackAll(conversation_id),
  ]) {
    expect((await other.send(path)).status, path).toBe(404)
  }
  // A line of one conversation is no line of another.
  const { conversation_id: elsewhere } = await findLine('coach')
  expect((await person.get(supportPaths.line(elsewhere, id))).status).toBe(404)
  const after = await other.get(`${supportPaths.conversations}?before=${conversation_id}`)
  expect(after.status).toBe(200)
  const [row] = await house.asOwner('select count(*)::int as lines from line where tenant_id = $1', [there])
  expect(row).toEqual({ lines: 0 })
})

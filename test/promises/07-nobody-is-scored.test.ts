import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { routes } from '../../bin/parts.ts'
import { supportRoutes } from '../../bin/support-parts.ts'
import { useTestHouse } from '../test-house.ts'

/*
 * Promise 7: nobody is scored. No column, screen or export holds a risk level, a category of what somebody lacks, a
 * rating, or ranks people, coaches or teams.
 */

const house = useTestHouse()

/** Every number a space can hold, and what it is. Anything else stops the build. */
const numbersInSpaces: Readonly<Record<string, string>> = {
  'goal_mark.mark': 'a person’s own 0 to 10, put down by themself, which nobody adds up',
  'goal.wording': 'which of its wordings stands now',
  'goal.place': 'the order a person gives their goals',
  'goal_wording.number': 'which wording it is',
  'step.place': 'the order a person gives their steps',
  'keeping_safe_version.place': 'which saving of the page it is',
  'chance_version.place': 'which saving of the chance it is',
  'conversation.number': 'the order conversations came in, which no clock of a phone changes',
  'line.number': 'the order of the lines of a note',
}

test('a space holds no number but those a person puts there, and places in an order', async () => {
  const rows = await house.asOwner(
    `select c.relname || '.' || a.attname as name
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where a.atttypid = any ('{int2,int4,int8,numeric,float4,float8,money}'::regtype[])
       and (c.oid = 'space'::regclass or exists (
         select from pg_constraint k where k.contype = 'f' and k.confrelid = 'space'::regclass and k.conrelid = c.oid))
     order by 1`,
  )
  const unknown = rows.map((row) => String(row['name'])).filter((name) => !(name in numbersInSpaces))
  expect(unknown, 'say what these numbers are, or take them out').toEqual([])
})

test('no coach’s role reads the numbers a person puts down', async () => {
  const [found] = await house.asOwner(
    `select count(*)::int as rules from scope.access_rule
     where table_name = 'goal_mark' and role not in ('person', 'worker')`,
  )
  expect(found!['rules']).toBe(0)
})

/** Words that rank or sort people, in any name of the schema, in any address and in any file of the program. */
const ranks =
  /(?:^|[_\-/.])(?:risks?|levels?|scores?|ratings?|ranks?|rankings?|tiers?|severit(?:y|ies)|priorit(?:y|ies)|needs?|engagements?|outcomes?[_-]stars?|traffic|rag|progress[_-]stages?)(?=$|[_\-/.])/i

test('no table, column, fixed word, address or file of Support ranks anybody', async () => {
  const names = await house.asOwner(
    `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'
     union select pg_get_constraintdef(k.oid) from pg_constraint k join pg_class c on c.oid = k.conrelid
       where k.contype = 'c' and c.relnamespace = 'public'::regnamespace`,
  )
  const all = [
    ...names.map((row) => String(row['name'])),
    ...routes.map(({ path }) => path),
    ...readdirSync('src/support', { recursive: true }).map(String),
  ]
  expect(all.length).toBeGreaterThan(300)
  // A duty is named as the law names it: somebody at risk is somebody to be kept from harm, not a rank.
  const said = all.map((name) => name.replaceAll("'", '/').replaceAll('-at-risk', ''))
  expect(said.filter((name) => ranks.test(name))).toEqual([])
})

test('the words that would be refused are', () => {
  for (const name of [
    'space.risk_level',
    'person.need',
    'goal.score',
    '/spaces/:space/rating',
    'coach.rank',
  ]) {
    expect(name, name).toMatch(ranks)
  }
  expect(supportRoutes.length).toBeGreaterThan(10)
})

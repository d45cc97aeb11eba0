import type { Hono } from 'hono'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { routes } from '../../bin/parts.ts'
import { supportPaths } from '../../src/support/paths.ts'
import { begin, dayAhead, enterCoach, enterKeepers, findSpace, letIn, readForm } from '../own-space.ts'
import { useTestHouse } from '../test-house.ts'
import { enter, openSlowly, Visitor, type Answer } from '../visitor.ts'

/*
 * Words that were written and could not be saved: they stand on the page that says so, and are saved once when they are
 * sent again from there; by whoever wrote them, and by nobody else.
 */

const house = useTestHouse()
const text = 'We sat by the harbour.\nShe laughed about the seagull.'
let app: Hono
let coach: Visitor
let rosa: Visitor
let person: Visitor
let phrase: string
let name: string
let spaceId: string
let count = 0

beforeAll(async () => {
  app = openSlowly(house, routes)
  coach = await enterCoach(house, app)
  rosa = await enter(house, app, 'rosa@lighthouse.example')
  await enterKeepers(house, app)
  // What the database answers to whatever would write into a table while its disk is full.
  await house.asOwner(`create function no_room() returns trigger language plpgsql as
    $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`)
}, 60_000)

beforeEach(async () => {
  count += 1
  name = `Sparrow ${count}`
  ;({ person, phrase } = await begin(app, name))
  await letIn(person, coach)
  await letIn(person, rosa)
  spaceId = await findSpace(coach, name)
})

/** The form a page holds that says that nothing was saved, as a browser sends it. */
function readKept({ text: html }: Answer): { action: string; fields: [string, string][] } {
  const form = [...html.matchAll(/<form action="([^"]+)"[^>]*>(.*?)<\/form>/gs)].find(([, , inside]) =>
    inside!.includes('harbour'),
  )!
  const fields = [...form[2]!.matchAll(/<(?:input|button)[^>]*? name="([^"]+)"[^>]*? value="([^"]*)"/gs)]
  const areas = [...form[2]!.matchAll(/<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)</gs)]
  return {
    action: form[1]!,
    fields: [...fields, ...areas].map(([, field, value]) => [field!, decode(value!)]),
  }
}

function decode(html: string): string {
  return html
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
}

/** Sends a form as a browser does: with everything hidden that stands in it on its page. */
async function fillIn(
  by: Visitor,
  page: string,
  action: string,
  typed: Record<string, string>,
): Promise<Answer> {
  return by.send(action, { ...(await readForm(by, page, action)), ...typed })
}

async function countRows(table: string): Promise<number> {
  const [row] = await house.asOwner(`select count(*)::int as count from ${table} where tenant_id = $1`, [
    spaceId,
  ])
  return Number(row!['count'])
}

type Writing = {
  who: 'person' | 'coach'
  table: string
  page: () => Promise<string>
  action: (page: string) => string
  typed: Record<string, string>
}

const same = (page: string) => page
/** A chance of the person's, and the page where a coach says something about it. */
async function makeChance(): Promise<string> {
  await fillIn(person, supportPaths.newChance, supportPaths.newChance, { choice: 'I walk home', wanted: '' })
  return supportPaths.guestKeepingSafe(spaceId)
}

const writings: Readonly<Record<string, Writing>> = {
  'a note of one’s own': {
    who: 'person',
    table: 'conversation',
    page: async () => supportPaths.newConversation,
    action: same,
    typed: { words: text },
  },
  'what somebody wants': {
    who: 'person',
    table: 'goal',
    page: async () => supportPaths.goals,
    action: () => supportPaths.addGoal,
    typed: { words: text },
  },
  'words for a hard day': {
    who: 'person',
    table: 'keeping_safe_version',
    page: async () => supportPaths.keepingPart('helps'),
    action: same,
    typed: { text },
  },
  'a chance': {
    who: 'person',
    table: 'chance',
    page: async () => supportPaths.newChance,
    action: same,
    typed: { choice: text, wanted: '' },
  },
  'a letter to one’s later self': {
    who: 'person',
    table: 'later_letter',
    page: async () => supportPaths.letter,
    action: same,
    typed: { words: text },
  },
  'a coach’s note': {
    who: 'coach',
    table: 'conversation',
    page: async () => supportPaths.guestNote(spaceId),
    action: same,
    typed: { words: text },
  },
  'what a coach suggests': {
    who: 'coach',
    table: 'goal_suggestion',
    page: async () => supportPaths.guestGoals(spaceId),
    action: () => supportPaths.guestSuggest(spaceId),
    typed: { words: text },
  },
  'a coach’s line beside a chance': {
    who: 'coach',
    table: 'chance_line',
    page: makeChance,
    action: () => `${supportPaths.guestKeepingSafe(spaceId)}/chances/[^"]+/line`,
    typed: { said: text },
  },
  'what was said aloud today': {
    who: 'coach',
    table: 'today',
    page: async () => supportPaths.guest(spaceId),
    action: () => supportPaths.askedAloud(spaceId),
    typed: { wish: 'own', words: text },
  },
}

async function open(
  writing: Writing,
): Promise<{ by: Visitor; action: string; sent: Record<string, string> }> {
  const by = writing.who === 'person' ? person : coach
  const page = await writing.page()
  const html = (await by.get(page)).text
  const action = new RegExp(`<form action="(${writing.action(page)})"`).exec(html)![1]!
  return { by, action, sent: { ...(await readForm(by, page, action)), ...writing.typed } }
}

async function comeBack(writing: Writing): Promise<Visitor> {
  if (writing.who === 'coach') return coach
  const again = new Visitor(app)
  await again.send(supportPaths.enter, { name, phrase, own: 'yes' })
  return again
}

describe.each(Object.entries(writings))('%s', (_, writing) => {
  test('while the database’s disk is full, and again when there is room', async () => {
    const { by, action, sent } = await open(writing)
    await house.asOwner(
      `create trigger no_room before insert on ${writing.table} for each row execute function no_room()`,
    )
    const failed = await by.send(action, sent)
    await house.asOwner(`drop trigger no_room on ${writing.table}`)
    expect(failed.status).toBe(503)
    expect(failed.text).toContain('We sat by the harbour.')
    expect(failed.text).toContain('href="https://www.bbc.co.uk/weather"')
    expect(await countRows(writing.table)).toBe(0)
    const kept = readKept(failed)
    for (let time = 0; time < 2; time += 1) expect((await by.send(kept.action, kept.fields)).status).toBe(303)
    expect(await countRows(writing.table)).toBe(1)
  })

  test('when nobody is in any more, and when they have come back', async () => {
    const { by, action, sent } = await open(writing)
    await house.asOwner('delete from space_session where space_id = $1', [spaceId])
    const late = await (writing.who === 'coach' ? new Visitor(app) : by).send(action, sent)
    expect(late.status).toBe(403)
    expect(late.text).toContain('We sat by the harbour.')
    expect(await countRows(writing.table)).toBe(0)
    const again = await comeBack(writing)
    const kept = readKept(late)
    expect((await again.send(kept.action, kept.fields)).status).toBe(303)
    expect(await countRows(writing.table)).toBe(1)
  })

  test('sent from an old tab by somebody else who came in meanwhile: not saved, for nobody', async () => {
    const { action, sent } = await open(writing)
    const other = writing.who === 'coach' ? rosa : (await begin(app, `Wren ${count}`)).person
    const [before] = await house.asOwner(`select count(*)::int as all from ${writing.table}`)
    const refused = await other.send(action, sent)
    expect(refused.status).toBe(409)
    // A coach may copy what stands there; whoever is in a space of their own sees nothing of another's words.
    expect(refused.text.includes('harbour')).toBe(writing.who === 'coach')
    expect(await house.asOwner(`select count(*)::int as all from ${writing.table}`)).toEqual([before])
  })
})

test('what two who work here must write down waits as well, and is nobody else’s', async () => {
  const page = `${supportPaths.writeRecord}?space=${spaceId}`
  const sent = {
    ...(await readForm(coach, page, supportPaths.writeRecord)),
    duty: 'adult-at-risk',
    happened: text,
    why: 'He takes her tablets.',
    acted: 'I rang the council.',
    wish: 'She wants to stay.',
    telling: 'wait',
    decision: 'He reads her phone.',
    until: await dayAhead(house, 14),
    space: spaceId,
  }
  expect((await rosa.send(supportPaths.writeRecord, sent)).status).toBe(409)
  const late = await new Visitor(app).send(supportPaths.writeRecord, sent)
  expect(late.status).toBe(403)
  const kept = readKept(late)
  const written = []
  for (let time = 0; time < 2; time += 1) written.push(await coach.send(kept.action, kept.fields))
  expect(new Set(written.map(({ location }) => location)).size).toBe(1)
  expect(written[0]!.location).toMatch(/^\/safeguarding\/.+done=written/)
  expect((await coach.get(written[0]!.location!)).text).toContain('She laughed about the seagull.')
})

test('a coach who is asked for a passkey in the middle of a note saves it after that', async () => {
  const sent = {
    ...(await readForm(coach, supportPaths.guestNote(spaceId))),
    words: text,
  }
  await house.asOwner('update organisation set passkeys_required = true')
  const held = await coach.send(supportPaths.guestNote(spaceId), sent)
  await house.asOwner('update organisation set passkeys_required = false')
  expect(held.status).toBe(403)
  expect(held.text).toContain('href="/sessions/passkeys"')
  expect(await countRows('conversation')).toBe(0)
  const kept = readKept(held)
  for (let time = 0; time < 2; time += 1)
    expect((await coach.send(kept.action, kept.fields)).status).toBe(303)
  expect(await countRows('conversation')).toBe(1)
})

test('words beside a line that was taken back meanwhile can be copied', async () => {
  await fillIn(person, supportPaths.newConversation, supportPaths.newConversation, {
    words: 'It was a long week',
  })
  const list = (await person.get(supportPaths.conversations)).text
  const conversation = /href="(\/space\/conversations\/[0-9a-f-]{36})"/.exec(list)![1]!
  const id = conversation.split('/').at(-1)!
  const guestPage = (await coach.get(supportPaths.guestConversation(spaceId, id))).text
  const line = new RegExp(`href="(/spaces/${spaceId}/conversations/${id}/[0-9a-f-]{36})"`).exec(
    guestPage,
  )![1]!
  const sent = { ...(await readForm(coach, line)), words: text }
  await person.send(`${conversation}/take-back`)
  const gone = await coach.send(line, sent)
  expect(gone.status).toBe(404)
  expect(gone.text).toContain('She laughed about the seagull.')
  expect(gone.text).not.toContain(`<form action="${line}"`)
})

test('after going back, other words from the same form are kept beside the first', async () => {
  for (const [page, action, table] of [
    [supportPaths.goals, supportPaths.addGoal, 'goal'],
    [supportPaths.letter, supportPaths.letter, 'later_letter'],
    [supportPaths.newConversation, supportPaths.newConversation, 'conversation'],
  ] as const) {
    const form = await readForm(person, page, action)
    for (const words of ['A flat by the sea', 'A dog', 'A dog']) {
      expect((await person.send(action, { ...form, words })).status).toBe(303)
    }
    expect(await countRows(table), table).toBe(2)
  }
})

test('a space that goes at this moment leads to the door', async () => {
  await house.db.vault.sweep(spaceId, () => false)
  expect((await person.get(supportPaths.goals)).location).toBe(supportPaths.enter)
})

test('five words that open a page are not words to be kept: what could not be opened shows them nowhere', async () => {
  await house.asOwner(
    'create trigger no_room before insert on space_session for each row execute function no_room()',
  )
  const failed = await new Visitor(app).send(supportPaths.enter, { name, phrase, own: 'yes' })
  await house.asOwner('drop trigger no_room on space_session')
  expect(failed.status).toBe(503)
  expect(failed.text).not.toContain(phrase)
  expect(failed.text).not.toContain(name)
})

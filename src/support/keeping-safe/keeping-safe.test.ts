import type { Hono } from 'hono'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { routes } from '../../../bin/parts.ts'
import { begin, enterCoach, findSpace, letIn, readSending } from '../../../test/own-space.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { openApp, type Visitor } from '../../../test/visitor.ts'
import { newId } from '../../platform/ids.ts'
import { Limits } from '../../platform/http/limits.ts'
import { supportPaths } from '../paths.ts'
import { mostLetters } from './keeping-safe.form.ts'
import { keepingSafeWords } from './keeping-safe.words.ts'

const house = useTestHouse()
const words = keepingSafeWords['en-GB']
let app: Hono
let coach: Visitor

beforeAll(async () => {
  app = openApp(house, routes)
  coach = await enterCoach(house, app)
})

beforeEach(() => {
  // Everybody here comes from one network.
  house.services.limits = new Limits()
})

/** A form for one part, as somebody has it before them. */
async function openForm(person: Visitor, part: string): Promise<{ from: string; sending: string }> {
  const { text } = await person.get(supportPaths.keepingPart(part))
  return { from: /name="from" value="([^"]*)"/.exec(text)?.[1] ?? '', sending: readSending(text) }
}

async function write(person: Visitor, part: string, text: string): Promise<void> {
  const form = await openForm(person, part)
  const sent = await person.send(supportPaths.keepingPart(part), { text, ...form })
  expect(sent.status).toBe(303)
}

async function countVersions(spaceId: string): Promise<number> {
  const rows = await house.asOwner('select id from keeping_safe_version where tenant_id = $1', [spaceId])
  return rows.length
}

async function findOwnSpace(person: Visitor): Promise<string> {
  await letIn(person, coach)
  const [row] = await house.asOwner('select tenant_id from invitation order by opened_at desc limit 1')
  return String(row!['tenant_id'])
}

function ownWords(html: string): string[] {
  return [...html.matchAll(/<div class="own">(.*?)<\/div>/gs)].map(([, text]) => text!)
}

test('nothing has to be written, and any part can be alone', async () => {
  const { person } = await begin(app, 'Alder')
  const empty = await person.get(supportPaths.keeping)
  for (const part of Object.values(words.parts)) expect(empty.text).toContain(part)
  expect(empty.text).toContain(words.begin)
  expect((await person.get(supportPaths.keepingPart('helps'))).text).not.toContain('required')

  await write(person, 'more', 'The dog\nand the  sea')
  const page = await person.get(supportPaths.keeping)
  expect(ownWords(page.text)).toEqual(['The dog<br/>and the  sea'])
})

test('each saving is a version of its own; the earlier ones stay readable, in the order of writing', async () => {
  const { person } = await begin(app, 'Beech')
  for (const text of ['One', 'Two', 'Three']) await write(person, 'helps', text)
  // Clocks that go wrong change no order.
  await house.asOwner(`update keeping_safe_version set written_at = written_at - place * interval '1 day'`)
  const list = await person.get(supportPaths.keepingEarlier)
  const links = [...list.text.matchAll(/href="(\/space\/keeping\/before\/[0-9a-f-]{36})"/g)].map(
    ([, href]) => href!,
  )
  expect(links).toHaveLength(2)
  const shown = await Promise.all(links.map((href) => person.get(href)))
  expect(shown.flatMap(({ text }) => ownWords(text))).toEqual(['Two', 'One'])

  await person.send(`${links[1]!}/again`)
  expect(ownWords((await person.get(supportPaths.keeping)).text)).toEqual(['One'])
  const [{ count }] = (await house.asOwner(
    `select count(*)::int as count from keeping_safe_version where tenant_id = (
       select tenant_id from keeping_safe_version where id = $1)`,
    [links[0]!.split('/').at(-1)!],
  )) as [{ count: number }]
  expect(count).toBe(4)
})

test('no version is ever written over: the database has no such right', async () => {
  const [row] = await house.asOwner(
    `select bool_or(has_table_privilege('ownterms_app', t, 'update')) as may
     from unnest(array['keeping_safe_version', 'chance', 'chance_version', 'chance_line']) as t`,
  )
  expect(row).toEqual({ may: false })
})

test('a form sent twice saves once, and what is sent from it again, changed, goes on from there', async () => {
  const { person } = await begin(app, 'Cedar')
  const form = await openForm(person, 'helps')
  const send = (text: string) => person.send(supportPaths.keepingPart('helps'), { text, ...form })
  await Promise.all([send('A bath'), send('A bath')])
  await send('A bath')
  const spaceId = await findOwnSpace(person)
  expect(await countVersions(spaceId)).toBe(1)
  await send('A hot bath')
  expect(ownWords((await person.get(supportPaths.keeping)).text)).toEqual(['A hot bath'])
  expect(await countVersions(spaceId)).toBe(2)
})

test('two pages open at once: both are kept, and the person is asked', async () => {
  const { person } = await begin(app, 'Elm')
  await write(person, 'who', 'My sister')
  const [first, second, third] = [
    await openForm(person, 'who'),
    await openForm(person, 'who'),
    await openForm(person, 'helps'),
  ]
  await person.send(supportPaths.keepingPart('who'), { text: 'My brother', ...first })
  await person.send(supportPaths.keepingPart('who'), { text: 'Nan', ...second })
  await person.send(supportPaths.keepingPart('helps'), { text: 'Tea', ...third })
  const page = await person.get(supportPaths.keeping)
  expect(ownWords(page.text)).toEqual(['Tea', 'My brother', 'Nan'])
  expect(page.text).toContain(words.both)

  const form = await person.get(supportPaths.keepingPart('who'))
  expect(form.text).toContain(words.bothForm)
  expect(form.text).toContain('My brother\n\nNan</textarea>')
  await write(person, 'who', 'Nan')
  const chosen = await person.get(supportPaths.keeping)
  expect(ownWords(chosen.text)).toEqual(['Tea', 'Nan'])
  expect(chosen.text).not.toContain(words.both)
})

test('two savings in the same moment lose nothing', async () => {
  const { person } = await begin(app, 'Fir')
  await write(person, 'helps', 'Tea')
  const forms = await Promise.all([1, 2, 3, 4].map(() => openForm(person, 'helps')))
  await Promise.all(
    forms.map((form, index) =>
      person.send(supportPaths.keepingPart('helps'), { text: `Way ${index}`, ...form }),
    ),
  )
  const kept = ownWords((await person.get(supportPaths.keeping)).text)
  expect(kept.toSorted()).toEqual(['Way 0', 'Way 1', 'Way 2', 'Way 3'])
})

test('too long is said, and the words stay before their writer', async () => {
  const { person } = await begin(app, 'Gorse')
  const form = await openForm(person, 'helps')
  const text = 'long '.repeat(mostLetters / 5)
  const fits = await person.send(supportPaths.keepingPart('helps'), { text: text.trim(), ...form })
  expect(fits.status).toBe(303)
  const over = await person.send(supportPaths.keepingPart('helps'), { text: `${text}${text}end`, ...form })
  expect(over.status).toBe(422)
  expect(over.text).toContain('end</textarea>')
  expect(over.text).toContain(words.tooLong(mostLetters + 3))
})

test('two full pages kept together can be saved as they are', async () => {
  const { person } = await begin(app, 'Holly')
  const [one, other] = [await openForm(person, 'helps'), await openForm(person, 'helps')]
  await person.send(supportPaths.keepingPart('helps'), { text: 'a'.repeat(mostLetters), ...one })
  await person.send(supportPaths.keepingPart('helps'), { text: 'b'.repeat(mostLetters), ...other })
  const text = `${'a'.repeat(mostLetters)}\n\n${'b'.repeat(mostLetters)}`
  const form = await openForm(person, 'helps')
  expect((await person.send(supportPaths.keepingPart('helps'), { text, ...form, both: 'yes' })).status).toBe(
    303,
  )
  expect(ownWords((await person.get(supportPaths.keeping)).text)).toHaveLength(1)
})

test('what is too long of two pages kept together is said by as much as it is', async () => {
  const { person } = await begin(app, 'Merganser')
  const { from, sending } = await openForm(person, 'helps')
  const text = 'x'.repeat(5 * mostLetters + 7)
  const sent = await person.send(supportPaths.keepingPart('helps'), { text, from, sending, both: 'yes' })
  expect(sent.status).toBe(422)
  expect(sent.text).toContain(words.tooLong(7))
})

test('a form somebody else left open in the same browser saves nothing here', async () => {
  const { person } = await begin(app, 'Hazel')
  const left = await openForm(person, 'helps')
  const other = (await begin(app, 'Heather')).person
  const sent = await other.send(supportPaths.keepingPart('helps'), { text: 'Not theirs', ...left })
  expect(sent.status).toBe(409)
  expect(sent.text).not.toContain('Not theirs')
  expect(ownWords((await other.get(supportPaths.keeping)).text)).toEqual([])
  const chance = readSending((await person.get(supportPaths.newChance)).text)
  expect((await other.send(supportPaths.newChance, { choice: 'Not theirs', sending: chance })).status).toBe(
    409,
  )
})

test('words outlive a page that closed by itself, and save when their person is in again', async () => {
  const { person, phrase } = await begin(app, 'Hornbeam')
  const form = await openForm(person, 'helps')
  const chance = readSending((await person.get(supportPaths.newChance)).text)
  person.cookies.clear()
  const late = await person.send(supportPaths.keepingPart('helps'), { text: 'Long words', ...form })
  expect(late.status).toBe(403)
  expect(late.text).toContain('Long words</textarea>')
  const lateChance = await person.send(supportPaths.newChance, { choice: 'A long one', sending: chance })
  expect(lateChance.text).toContain('A long one</textarea>')
  await person.send(supportPaths.enter, { name: 'Hornbeam', phrase })
  const again = { from: '', sending: readSending(late.text) }
  await person.send(supportPaths.keepingPart('helps'), { text: 'Long words', ...again })
  expect(ownWords((await person.get(supportPaths.keeping)).text)).toEqual(['Long words'])
})

test('hostile words are words', async () => {
  const { person } = await begin(app, 'Ivy')
  await write(person, 'more', '<script>alert(1)</script>"\'&\u0000\u202e</textarea>')
  const pages = [supportPaths.keeping, supportPaths.keepingPart('more')]
  for (const path of pages) {
    const { text } = await person.get(path)
    expect(text).not.toContain('<script>')
    expect(text.match(/<\/textarea>/g)?.length ?? 0).toBeLessThan(2)
  }
})

test('an earlier page can be taken away; the one that stands cannot, so that nothing taken out comes back', async () => {
  const { person } = await begin(app, 'Juniper')
  await write(person, 'where', 'A secret place')
  await write(person, 'where', 'The library')
  const spaceId = await findOwnSpace(person)
  const rows = await house.asOwner(
    'select id from keeping_safe_version where tenant_id = $1 order by place',
    [spaceId],
  )
  const [early, newest] = rows.map((row) => String(row['id']))
  await person.send(supportPaths.keepingRemove(newest!))
  expect(ownWords((await person.get(supportPaths.keeping)).text)).toEqual(['The library'])
  await person.send(supportPaths.keepingRemove(early!))
  expect((await person.get(supportPaths.keepingVersion(early!))).status).toBe(404)
  await write(person, 'where', 'The park')
  await write(person, 'where', '')
  await person.send(supportPaths.keepingRemoveAll)
  expect(await countVersions(spaceId)).toBe(1)
  expect(ownWords((await person.get(supportPaths.keeping)).text)).toEqual([])
})

test('another person’s version, an unknown part and an id nobody has are not there', async () => {
  const { person } = await begin(app, 'Kale')
  await write(person, 'helps', 'Mine')
  const other = (await begin(app, 'Larch')).person
  const [row] = await house.asOwner('select id from keeping_safe_version order by written_at desc limit 1')
  const theirs = String(row!['id'])
  for (const id of [theirs, newId()]) {
    expect((await other.get(supportPaths.keepingVersion(id))).status).toBe(404)
    expect((await other.send(supportPaths.keepingAgain(id))).status).toBe(404)
    await other.send(supportPaths.keepingRemove(id))
  }
  expect((await other.get(supportPaths.keepingPart('score'))).status).toBe(404)
  expect(ownWords((await person.get(supportPaths.keeping)).text)).toEqual(['Mine'])

  const { sending } = await openForm(other, 'helps')
  // A form made from somebody else's version knows nothing of it.
  await other.send(supportPaths.keepingPart('helps'), { text: 'Theirs', from: theirs, sending })
  expect(ownWords((await other.get(supportPaths.keeping)).text)).toEqual(['Theirs'])
})

test('a coach with this room alone reads the page as it stands, each look is seen, and nothing can be sent', async () => {
  const { person } = await begin(app, 'Maple')
  await write(person, 'where', 'With Sam, 4 Mill Lane')
  await write(person, 'where', 'The library')
  await letIn(person, coach, { which: 'some', rooms: ['keeping-safe'] })
  const id = await findSpace(coach, 'Maple')
  expect((await coach.get(supportPaths.guest(id))).text).toContain(supportPaths.guestKeepingSafe(id))
  const room = await coach.get(supportPaths.guestKeepingSafe(id))
  expect(ownWords(room.text)).toEqual(['The library'])
  expect((await person.get(supportPaths.looks)).text).toContain(
    'Dele from The Lighthouse opened your page for hard days.',
  )
  expect((await person.get(supportPaths.keeping)).text).toContain(words.seenBy(['Dele']))
})

test('a coach without this room finds no page and no way to it', async () => {
  const { person } = await begin(app, 'Nettle')
  await write(person, 'helps', 'Quiet')
  await letIn(person, coach, { which: 'some', rooms: ['goals'] })
  const id = await findSpace(coach, 'Nettle')
  expect((await coach.get(supportPaths.guest(id))).text).not.toContain(supportPaths.guestKeepingSafe(id))
  expect(ownWords((await coach.get(supportPaths.guestKeepingSafe(id))).text)).toEqual([])
})

test('the first page shows one line and none of the words; titles and addresses say nothing', async () => {
  const { person } = await begin(app, 'Oak')
  await write(person, 'helps', 'Breathing')
  expect((await person.get(supportPaths.space)).text).not.toContain('Breathing')
  const paths = [
    supportPaths.keeping,
    supportPaths.keepingPart('helps'),
    supportPaths.keepingEarlier,
    supportPaths.keepingPaper,
    supportPaths.chances,
    supportPaths.newChance,
  ]
  for (const path of paths) {
    const { text } = await person.get(path)
    expect(text).toContain('<title>My page</title>')
    expect(text.length).toBeLessThan(20_000)
    expect(path).not.toMatch(/safe|danger|risk|harm|help-/)
  }
})

test('numbers to ring stand before anything else, and those in a person’s words can be tapped', async () => {
  await house.asOwner(`update organisation set help_lines = $1`, [
    JSON.stringify([{ name: 'Samaritans', number: '116 123', when: 'always' }]),
  ])
  const { person } = await begin(app, 'Pine')
  await write(person, 'who', 'Nan 07700 900123')
  const { text } = await person.get(supportPaths.keeping)
  expect(text.indexOf('tel:116123')).toBeGreaterThan(0)
  expect(text.indexOf('tel:116123')).toBeLessThan(text.indexOf('tel:07700900123'))
})

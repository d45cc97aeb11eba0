import type { Hono } from 'hono'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { routes } from '../../../bin/parts.ts'
import { makeOrganisation } from '../../access/organisation/organisation.ts'
import { begin, enterCoach, findSpace, letIn, listToday, readSending } from '../../../test/own-space.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { enter, openApp, Visitor } from '../../../test/visitor.ts'
import { receiveNote } from '../conversations/conversations.ts'
import { supportPaths } from '../paths.ts'
import { personIn } from '../spaces/spaces.ts'
import { mostOwnLetters } from './asked.form.ts'
import { askedWords } from './asked.words.ts'
import { endDays } from './today.ts'

const house = useTestHouse()
const words = askedWords['en-GB']
let app: Hono
let coach: Visitor
let person: Visitor
let space: string
let aloudSending: string

beforeAll(async () => {
  app = openApp(house, routes)
  coach = await enterCoach(house, app)
  person = (await begin(app, 'Sparrow')).person
  await letIn(person, coach)
  space = await findSpace(coach, 'Sparrow')
  aloudSending = readSending((await coach.get(supportPaths.guest(space))).text)
})

beforeEach(async () => {
  for (const table of ['today', 'line', 'conversation']) await house.asOwner(`delete from ${table}`)
  await house.asOwner(`update invitation set state = 'open', rooms = null`)
})

async function say(wish: string, more: Record<string, string> = {}) {
  const sending = readSending((await person.get(supportPaths.askToday)).text)
  return person.send(supportPaths.askToday, { wish, sending, ...more })
}

/** What the person says aloud, written down by a coach. */
async function sayAloud(typed: Record<string, string>, by = coach) {
  return by.send(supportPaths.askedAloud(space), { ...typed, sending: aloudSending })
}

async function press(path: string) {
  return person.send(path, { sending: readSending((await person.get(supportPaths.askToday)).text) })
}

/** What stands beside the person's name on the coach's page of today, without its tags. */
async function readToday(visitor = coach, id = space): Promise<string> {
  const { text } = await visitor.get(supportPaths.today)
  const [, own = ''] = text.split(`href="${supportPaths.guest(id)}"`)
  return own.split('</li>')[0]!.replaceAll(/<[^>]+>/g, ' ')
}

async function countRows(): Promise<number> {
  const [row] = await house.asOwner('select count(*)::int as rows from today where tenant_id = $1', [space])
  return Number(row!['rows'])
}

async function note(happenedOn: string | null = null) {
  const { text } = await coach.get(supportPaths.guestNote(space))
  const sent = { sending: readSending(text), words: 'We talked.', ...(happenedOn ? { day: happenedOn } : {}) }
  expect((await coach.send(supportPaths.guestNote(space), sent)).status).toBe(303)
}

describe('what a person wants today', () => {
  test.each(['listen', 'think', 'together', 'for-me'] as const)('is one tap: %s', async (wish) => {
    const home = await person.get(supportPaths.space)
    expect(home.text).toContain(`name="wish" value="${wish}"`)
    expect((await say(wish)).location).toBe(`${supportPaths.space}?done=said`)
    expect((await person.get(supportPaths.space)).text).toContain(words.wishes[wish])
    expect(await readToday()).toContain(words.wishes[wish])
    expect((await coach.get(supportPaths.guest(space))).text).toContain(words.wishes[wish])
  })

  test('or own words, of which one tap takes the place', async () => {
    await say('own', { words: 'Sit with me at the surgery <b>' })
    expect(await readToday()).toContain('Sit with me at the surgery &lt;b>')
    await say('listen')
    expect(await readToday()).not.toContain('surgery')
    expect(await countRows()).toBe(1)
  })

  test('its buttons are equal, and none is chosen', async () => {
    const { text } = await person.get(supportPaths.space)
    const [, block = ''] = text.split('class="buttons wishes"')
    const classes = [...block.split('</div>')[0]!.matchAll(/class="([^"]+)"/g)].map(([, name]) => name)
    expect(classes).toEqual(Array.from({ length: 5 }, () => 'button plain'))
  })

  test('own words that are none, or too many, are asked again and stay', async () => {
    expect((await say('own', { words: '  ' })).text).toContain(words.missing)
    const long = 'a'.repeat(mostOwnLetters + 1)
    const again = await say('own', { words: long })
    expect(again.status).toBe(422)
    expect(again.text).toContain(long)
    expect((await say('somebody-elses')).status).toBe(422)
    expect(await countRows()).toBe(0)
  })

  test('pressed twice at once is said once', async () => {
    const sending = readSending((await person.get(supportPaths.askToday)).text)
    const both = await Promise.all(
      ['listen', 'listen'].map((wish) => person.send(supportPaths.askToday, { wish, sending })),
    )
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    expect(await countRows()).toBe(1)
  })

  test('from a page another person left open in this browser is refused', async () => {
    const sending = readSending((await person.get(supportPaths.askToday)).text)
    const { person: other } = await begin(app, 'Heron')
    for (const path of [supportPaths.askToday, supportPaths.keepToday, supportPaths.clearToday]) {
      const refused = await other.send(path, { wish: 'own', words: 'Not Heron’s.', sending })
      expect(refused.status).toBe(409)
      expect(refused.text).not.toContain('Not Heron’s.')
    }
    expect((await other.get(supportPaths.space)).text).not.toContain(words.said)
  })

  test('sent when nobody is in any more comes back when it was typed', async () => {
    const sending = readSending((await person.get(supportPaths.askToday)).text)
    const late = await new Visitor(app).send(supportPaths.askToday, {
      wish: 'own',
      words: 'Come with me.',
      sending,
    })
    expect(late.status).toBe(403)
    expect(late.text).toContain('Come with me.')
    const sent = { wish: 'own', words: 'Come with me.', sending: readSending(late.text) }
    expect((await person.send(supportPaths.askToday, sent)).status).toBe(303)
  })
})

describe('said aloud', () => {
  test('a coach writes it down, and the person sees who did', async () => {
    const aloud = await sayAloud({ wish: 'together' })
    expect(aloud.location).toBe(`${supportPaths.guest(space)}?done=aloud`)
    expect((await person.get(supportPaths.space)).text).toContain(words.saidAloud('Dele'))
    expect(await readToday()).toContain(words.aloud)
  })

  test('stands beside what the person said themself, until they say something else', async () => {
    await say('listen')
    await sayAloud({ wish: 'own', words: 'Ring the bank.' })
    const both = await readToday()
    expect(both).toContain(words.wishes.listen)
    expect(both).toContain('Ring the bank.')
    await sayAloud({ wish: 'think' })
    expect(await readToday()).not.toContain('Ring the bank.')
    await say('for-me')
    expect(await countRows()).toBe(1)
  })

  test('is not lost when the coach was signed out, and lands on nobody else’s page', async () => {
    const sent = { wish: 'own', words: 'Come to the clinic with me.' }
    const late = await sayAloud(sent, new Visitor(app))
    expect(late.status).toBe(403)
    expect(late.text).toContain(sent.words)
    const { person: other } = await begin(app, 'Wigeon')
    await letIn(other, coach)
    const path = supportPaths.askedAloud(await findSpace(coach, 'Wigeon'))
    const wrong = await coach.send(path, { ...sent, sending: readSending(late.text) })
    expect(wrong.status).toBe(409)
    expect(wrong.text).toContain(sent.words)
    expect((await other.get(supportPaths.space)).text).not.toContain('clinic')
    expect((await sayAloud(sent)).status).toBe(303)
    expect((await person.get(supportPaths.space)).text).toContain(sent.words)
  })

  test('own words that are too long are asked again', async () => {
    const sent = { wish: 'own', words: 'b'.repeat(mostOwnLetters + 1) }
    const again = await sayAloud(sent)
    expect(again.status).toBe(422)
    expect(again.text).toContain(sent.words)
  })
})

describe('it goes', () => {
  test('when the person takes it away', async () => {
    await say('listen')
    expect((await press(supportPaths.clearToday)).location).toContain('cleared')
    expect(await countRows()).toBe(0)
  })

  test('when the conversation of today is noted, and not with a note about another day', async () => {
    await say('listen')
    await note('2026-11-01')
    expect(await countRows()).toBe(1)
    await note()
    expect(await countRows()).toBe(0)
  })

  test('but not with a note that was written before it was said', async () => {
    await say('listen')
    const earlier = new Date(Date.now() - 3 * 3600_000)
    const at = { id: 'a-phone/1', words: 'Written this morning.', happenedOn: null, writtenAt: earlier }
    await house.db.within(space, personIn(space), (ctx) => receiveNote(ctx, at))
    expect(await countRows()).toBe(1)
  })

  test('with the day, by the database’s clock: at midnight in London it is shown no more, and a round takes it away', async () => {
    await say('own', { words: 'Stay with me.' })
    await sayAloud({ wish: 'think' })
    const midnight = `date_trunc('day', now() at time zone 'Europe/London') at time zone 'Europe/London'`
    await house.asOwner(`update today set said_at = ${midnight} where tenant_id = $1`, [space])
    expect(await readToday()).toContain('Stay with me.')
    await endDays(house.db)
    expect(await countRows()).toBe(2)
    await house.asOwner(`update today set said_at = ${midnight} - interval '1 second' where tenant_id = $1`, [
      space,
    ])
    expect(await readToday()).not.toContain('Stay with me.')
    expect((await person.get(supportPaths.space)).text).not.toContain('Stay with me.')
    expect((await coach.get(supportPaths.guest(space))).text).not.toContain('Stay with me.')
    // A wish of a new day takes the old one's place before the round has come.
    await say('listen')
    expect(await readToday()).toContain(words.wishes.listen)
    await house.asOwner(`update today set said_at = said_at - interval '1 day' where tenant_id = $1`, [space])
    await endDays(house.db)
    expect(await countRows()).toBe(0)
  })

  test('and stays nowhere else, unless the person keeps it as a line of theirs', async () => {
    await say('own', { words: 'Look at the letter with me.' })
    await press(supportPaths.keepToday)
    await press(supportPaths.keepToday)
    const rows = await house.asOwner('select author from line where tenant_id = $1', [space])
    expect(rows).toEqual([{ author: 'person' }])
    expect((await coach.get(supportPaths.guestConversations(space))).text).toContain(
      words.kept('Look at the letter with me.'),
    )
    // It is kept, and still said.
    expect(await readToday()).toContain('Look at the letter with me.')
  })

  test('its words are sealed, in no log and in no statistics', async () => {
    await say('own', { words: 'Nobody may find this' })
    const [table] = await house.asOwner(
      `select relpersistence::text as kind, (select string_agg(attname || attstattarget, ' ' order by attnum)
         from pg_attribute where attrelid = c.oid and attname like '%sealed') as aims
       from pg_class c where relname = 'today'`,
    )
    expect(table).toEqual({ kind: 'u', aims: 'words_sealed0 coach_sealed0' })
    const [row] = await house.asOwner('select words_sealed from today where tenant_id = $1', [space])
    expect((row!['words_sealed'] as Buffer).includes('Nobody may find this')).toBe(false)
  })
})

describe('who sees it', () => {
  test('only coaches to whom conversations are open, and the person is told who', async () => {
    expect((await person.get(supportPaths.space)).text).toContain(words.seenBy(['Dele']))
    await say('listen')
    await house.asOwner(`update invitation set rooms = '{goals}' where tenant_id = $1`, [space])
    expect(await readToday()).not.toContain(words.wishes.listen)
    const guest = await coach.get(supportPaths.guest(space))
    expect(guest.status).toBe(200)
    expect(guest.text).not.toContain(words.wishes.listen)
    expect((await sayAloud({ wish: 'think' })).status).toBe(404)
    expect((await person.get(supportPaths.space)).text).toContain(words.seenBy([]))
  })

  test('nobody once the door is shut', async () => {
    await say('listen')
    await house.asOwner(`update invitation set state = 'paused' where tenant_id = $1`, [space])
    expect(await readToday()).toBe('')
    expect((await sayAloud({ wish: 'think' })).status).toBe(404)
  })

  test('no coach of another organisation, and the list is in the order of the alphabet', async () => {
    await makeOrganisation(house.db, {
      name: 'The Harbour',
      operator: 'Harbour Ltd',
      staff: [{ name: 'Bo', address: 'bo@harbour.example', roles: ['coach'] }],
    })
    const stranger = await enter(house, app, 'bo@harbour.example')
    await say('listen')
    expect((await stranger.get(supportPaths.today)).text).not.toContain(words.wishes.listen)
    expect((await sayAloud({ wish: 'think' }, stranger)).status).toBe(404)

    for (const name of ['Zed', 'amal', 'Bee']) {
      const { person: one } = await begin(app, name)
      await letIn(one, stranger)
      const sending = readSending((await one.get(supportPaths.askToday)).text)
      await one.send(supportPaths.askToday, { wish: 'listen', sending })
    }
    const names = (await listToday(stranger)).map(({ name }) => name)
    expect(names).toEqual(['amal', 'Bee', 'Zed'])
  })
})

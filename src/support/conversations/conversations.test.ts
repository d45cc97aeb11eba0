import type { Hono } from 'hono'
import { beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../../bin/parts.ts'
import { makeOrganisation } from '../../access/organisation/organisation.ts'
import { newBlindId } from '../../platform/ids.ts'
import { begin, enterCoach, findSpace, letIn, readSending } from '../../../test/own-space.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { enter, openApp, Visitor, type Answer } from '../../../test/visitor.ts'
import { supportPaths } from '../paths.ts'
import { mostLetters } from './conversations.form.ts'
import { conversationsWords } from './conversations.words.ts'
import { unsavedWords } from '../unsaved/unsaved.words.ts'

const house = useTestHouse()
const words = conversationsWords['en-GB']
let app: Hono
let coach: Visitor
let person: Visitor
let space: string

beforeAll(async () => {
  app = openApp(house, routes)
  coach = await enterCoach(house, app)
  person = (await begin(app, 'Maryam')).person
  await letIn(person, coach)
  space = await findSpace(coach, 'Maryam')
})

/** Opens the form at an address and sends it. */
async function fill(visitor: Visitor, path: string, sent: Record<string, string>): Promise<Answer> {
  const { text } = await visitor.get(path)
  return visitor.send(path, { sending: readSending(text), ...sent })
}

async function noteByCoach(text: string, more: Record<string, string> = {}): Promise<string> {
  const saved = await fill(coach, supportPaths.guestNote(space), { words: text, ...more })
  expect(saved.location).toBe(`${supportPaths.todayIn(space)}&done=noted`)
  return newestOf(person)
}

async function noteByPerson(text: string, more: Record<string, string> = {}): Promise<string> {
  const saved = await fill(person, supportPaths.newConversation, { words: text, ...more })
  return /conversations\/([0-9a-f-]{36})/.exec(saved.location!)![1]!
}

/** The first conversation of a person's list. */
async function newestOf(visitor: Visitor): Promise<string> {
  const { text } = await visitor.get(supportPaths.conversations)
  return /conversations\/([0-9a-f-]{36})"/.exec(text)![1]!
}

async function readLines(
  conversation: string,
): Promise<{ id: string; author: string; beside_line_id: string | null }[]> {
  const rows = await house.asOwner(
    'select id, author, beside_line_id from line where conversation_id = $1 order by number',
    [conversation],
  )
  return rows as { id: string; author: string; beside_line_id: string | null }[]
}

describe('a note', () => {
  test('stands on the first page by who wrote and when, and by no word of it: somebody may look over a shoulder', async () => {
    const home = () => person.get(supportPaths.space)
    expect((await home()).text).toContain(words.none)
    const id = await noteByCoach('We rang the refuge together.')
    expect((await home()).text).toContain(words.wroteToday('Dele'))
    expect((await home()).text).not.toContain('refuge')
    const [line] = await readLines(id)
    await fill(person, supportPaths.line(id, line!.id), { words: 'Only you rang.' })
    await noteByPerson('He found the phone.', { day: '2026-01-05' })
    const { text } = await home()
    expect(text).toContain(words.wroteOn(words.you, '2026-01-05'))
    for (const said of ['refuge', 'Only you', 'found the phone']) expect(text).not.toContain(said)
  })

  test('asks for nothing but the words, and both see it at once', async () => {
    const id = await noteByCoach('We rang the council.\n\nMaryam asked for a ground floor.')
    const seen = await person.get(supportPaths.conversation(id))
    expect(seen.text).toContain('We rang the council.')
    expect(seen.text).toContain('Maryam asked for a ground floor.')
    expect(seen.text).toContain(words.wrote('Dele from The Lighthouse'))
    const guest = await coach.get(supportPaths.guestConversation(space, id))
    expect(guest.text).toContain('Maryam asked for a ground floor.')
    expect(await readLines(id)).toHaveLength(2)
    const { text } = await coach.get(supportPaths.guestNote(space))
    expect(text.match(/<(?:input|textarea|select)(?! type="hidden")[^>]*>/g)).toHaveLength(3)
    expect(text).not.toMatch(/required|checked/)
  })

  test('can be the person’s own, and the coach sees that', async () => {
    const id = await noteByPerson('Today was good.')
    const seen = await coach.get(supportPaths.guestConversation(space, id))
    expect(seen.text).toContain('Today was good.')
    expect(seen.text).toContain(words.wrote('Maryam'))
  })

  test('says the day its writer says, or today', async () => {
    await noteByPerson('Spring.', { day: '2026-03-21' })
    expect((await person.get(supportPaths.conversations)).text).toContain(words.day('2026-03-21'))
    const id = await noteByPerson('Just now.')
    const [row] = await house.asOwner(
      'select happened_on = scope.london_day(now()) as today from conversation where id = $1',
      [id],
    )
    expect(row).toEqual({ today: true })
  })

  test.each(['2026-02-30', '21.03.2026', '1850-01-01', '2190-01-01'])(
    'a day that cannot be (%s) is asked again, and the words stay',
    async (day) => {
      const again = await fill(person, supportPaths.newConversation, { words: 'Kept in the box.', day })
      expect(again.status).toBe(422)
      expect(again.text).toContain('Kept in the box.')
    },
  )

  test('of hostile length is not lost and not saved: the page says how long it may be', async () => {
    const long = 'word '.repeat(mostLetters / 5 + 1)
    const again = await fill(coach, supportPaths.guestNote(space), { words: long })
    expect(again.status).toBe(422)
    expect(again.text).toContain(words.tooLong(long.trim().length, mostLetters))
    expect(again.text).toContain(long.trim())
    const id = await noteByCoach('x'.repeat(mostLetters))
    expect((await person.get(supportPaths.conversation(id))).status).toBe(200)
    const lines = Array.from({ length: 6_000 }, (_, index) => String(index))
      .join('\n')
      .slice(0, mostLetters)
    const many = await noteByCoach(lines)
    expect(await readLines(many)).toHaveLength(200)
    const { text } = await person.get(supportPaths.conversation(many))
    expect(text).toContain(lines.split('\n').at(-1))
  })

  test.each(['', '   \n \n'])('without words (%j) asks for some', async (empty) => {
    const again = await fill(coach, supportPaths.guestNote(space), { words: empty })
    expect(again.status).toBe(422)
    expect(again.text).toContain(words.missing)
  })

  test('shows words as they are and never as part of the page', async () => {
    const id = await noteByCoach('<script>alert(1)</script> & "so" مرحبا')
    const { text } = await person.get(supportPaths.conversation(id))
    expect(text).toContain('&lt;script>alert(1)&lt;/script> &amp; ')
    expect(text).toContain('مرحبا')
  })
})

describe('sending', () => {
  test('twice saves once; other words of the same form are saved beside the first', async () => {
    const { text } = await coach.get(supportPaths.guestNote(space))
    const note = { sending: readSending(text), words: 'Pressed twice.' }
    const both = await Promise.all([note, note].map((one) => coach.send(supportPaths.guestNote(space), one)))
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    await coach.send(supportPaths.guestNote(space), { ...note, words: 'Gone back and put right.' })
    const list = (await person.get(supportPaths.conversations)).text
    expect(list.match(/Pressed twice\./g)).toHaveLength(1)
    expect(list).toContain('Gone back and put right.')
  })

  test('two tabs both save', async () => {
    const tabs = [
      await person.get(supportPaths.newConversation),
      await person.get(supportPaths.newConversation),
    ]
    for (const [index, tab] of tabs.entries()) {
      await person.send(supportPaths.newConversation, {
        sending: readSending(tab.text),
        words: `Tab number ${index + 1}.`,
      })
    }
    const { text } = await person.get(supportPaths.conversations)
    expect(text).toContain('Tab number 1.')
    expect(text).toContain('Tab number 2.')
  })

  test('another person’s draft never lands on this person’s page, and is not shown there', async () => {
    const draft = await person.get(supportPaths.newConversation)
    const { person: other } = await begin(app, 'Sam')
    const words_ = 'Only Maryam’s.'
    const refused = await other.send(supportPaths.newConversation, {
      sending: readSending(draft.text),
      words: words_,
    })
    expect(refused.status).toBe(409)
    expect(refused.text).not.toContain(words_)
    expect((await other.get(supportPaths.conversations)).text).toContain(words.none)
  })

  test('a coach’s draft for one person is refused on another’s page, and its words can be copied', async () => {
    const { person: other } = await begin(app, 'Ola')
    await letIn(other, coach)
    const there = await findSpace(coach, 'Ola')
    const draft = await coach.get(supportPaths.guestNote(space))
    const refused = await coach.send(supportPaths.guestNote(there), {
      sending: readSending(draft.text),
      words: 'About Maryam.',
    })
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('About Maryam.')
    expect(refused.text).not.toContain('Ola')
    expect((await other.get(supportPaths.conversations)).text).toContain(words.none)
    const forged = await coach.send(supportPaths.guestNote(there), {
      sending: `${newBlindId()}.x`,
      words: 'About Maryam.',
    })
    expect(forged.status).toBe(409)
  })
})

test('a coach’s draft is refused when another coach is signed in by then', async () => {
  await makeOrganisation(house.db, {
    name: 'The Harbour',
    operator: 'Harbour Ltd',
    staff: [{ name: 'Bo', address: 'bo@harbour.example', roles: ['coach'] }],
  })
  const other = await enter(house, app, 'bo@harbour.example')
  await letIn(person, other)
  const sending = readSending((await coach.get(supportPaths.guestNote(space))).text)
  const refused = await other.send(supportPaths.guestNote(space), { sending, words: 'Not Bo’s words.' })
  expect(refused.status).toBe(409)
  expect((await person.get(supportPaths.conversations)).text).not.toContain('Not Bo’s words.')
})

describe('words typed when nobody is in any more', () => {
  test('of a coach come back on a page that sends them again', async () => {
    const { text } = await coach.get(supportPaths.guestNote(space))
    const note = { sending: readSending(text), words: 'Typed in a long afternoon.', day: '2026-11-20' }
    const late = await new Visitor(app).send(supportPaths.guestNote(space), note)
    expect(late.status).toBe(403)
    expect(late.text).toContain(unsavedWords['en-GB'].lateGuest.lead)
    expect(late.text).toContain('Typed in a long afternoon.')
    expect(late.text).toContain('value="2026-11-20"')
    expect(late.text).toContain(`action="${supportPaths.guestNote(space)}"`)
    expect(late.text).not.toContain('Maryam')
    const saved = await coach.send(supportPaths.guestNote(space), {
      ...note,
      sending: readSending(late.text),
    })
    expect(saved.status).toBe(303)
    expect((await person.get(supportPaths.conversations)).text).toContain('Typed in a long afternoon.')
  })

  test('of a person too, for a conversation and for a line', async () => {
    const id = await noteByCoach('A line to stand beside.')
    const [line] = await readLines(id)
    for (const path of [supportPaths.newConversation, supportPaths.line(id, line!.id)]) {
      const sending = readSending((await person.get(path)).text)
      const late = await new Visitor(app).send(path, { sending, words: `Mine at ${path}` })
      expect(late.status).toBe(403)
      expect(late.text).toContain(unsavedWords['en-GB'].late.lead)
      expect(late.text).toContain(`Mine at ${path}`)
      expect(late.text).toContain('http-equiv="refresh"')
      const saved = await person.send(path, {
        sending: readSending(late.text),
        words: `Mine at ${path}`,
      })
      expect(saved.status).toBe(303)
    }
  })
})

describe('lines beside lines', () => {
  test('the person stands theirs beside a coach’s; both stay, and the coach sees both', async () => {
    const id = await noteByCoach('Maryam missed the viewing.')
    const [line] = await readLines(id)
    const stood = await fill(person, supportPaths.line(id, line!.id), { words: 'Nobody told me the day.' })
    expect(stood.location).toBe(`${supportPaths.conversation(id)}?done=beside`)
    for (const { text } of [
      await person.get(supportPaths.conversation(id)),
      await coach.get(supportPaths.guestConversation(space, id)),
    ]) {
      expect(text.indexOf('Nobody told me the day.')).toBeGreaterThan(
        text.indexOf('Maryam missed the viewing.'),
      )
    }
    // A coach who wrote something wrong stands a line beside it too, at the same place.
    const [, beside] = await readLines(id)
    await fill(coach, supportPaths.guestLine(space, id, beside!.id), { words: 'True: I forgot to say.' })
    const rows = await readLines(id)
    expect(rows.map(({ beside_line_id }) => beside_line_id)).toEqual([null, line!.id, line!.id])
    expect(rows.map(({ author }) => author)).toEqual(['coach', 'person', 'coach'])
    expect((await person.get(supportPaths.conversation(id))).text).toContain('True: I forgot to say.')
  })

  test('the person takes back what is theirs; what a coach wrote stays', async () => {
    const id = await noteByPerson('First.\nSecond.')
    const [first, second] = await readLines(id)
    await fill(coach, supportPaths.guestLine(space, id, first!.id), { words: 'I heard that.' })
    await person.send(supportPaths.takeBack(id, first!.id))
    const seen = await coach.get(supportPaths.guestConversation(space, id))
    expect(seen.text).not.toContain('First.')
    expect(seen.text).toContain('I heard that.')
    const rows = await readLines(id)
    expect(rows.map(({ beside_line_id }) => beside_line_id)).toEqual([null, null])
    const ofCoach = rows.find(({ author }) => author === 'coach')!
    expect((await person.send(supportPaths.takeBack(id, ofCoach.id))).status).toBe(404)
    const taken = await person.send(supportPaths.takeBack(id, second!.id))
    expect(taken.location).toBe(`${supportPaths.conversation(id)}?done=taken`)
    expect((await person.send(supportPaths.takeBackAll(id))).status).toBe(404)
    expect(await readLines(id)).toHaveLength(1)
  })

  test('all of theirs goes in one tap, and the conversation with it when nothing is left', async () => {
    const id = await noteByPerson('One.\nTwo.\nThree.')
    const taken = await person.send(supportPaths.takeBackAll(id))
    expect(taken.location).toBe(`${supportPaths.conversations}?done=taken`)
    expect((await person.get(supportPaths.conversation(id))).status).toBe(404)
  })

  test('a coach has nothing to take back or change with', async () => {
    const id = await noteByCoach('Said.')
    const { text } = await coach.get(supportPaths.guestConversation(space, id))
    expect(text).not.toContain('take-back')
    const [line] = await readLines(id)
    expect((await coach.send(supportPaths.takeBack(id, line!.id))).status).not.toBe(200)
    expect(await readLines(id)).toHaveLength(1)
  })
})

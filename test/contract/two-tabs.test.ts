import type { Hono } from 'hono'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { routes } from '../../bin/parts.ts'
import { supportPaths } from '../../src/support/paths.ts'
import { begin, enterCoach, findSpace, letIn, readPhrase, readForm } from '../own-space.ts'
import { useTestHouse } from '../test-house.ts'
import { openSlowly, type Answer, type Visitor } from '../visitor.ts'

/*
 * One person with two tabs open, a person and a coach at the same moment, and a phone that sends a form twenty times:
 * nothing that was written is lost, nothing is there twice, and what was shut stays shut.
 */

const house = useTestHouse()
let app: Hono
let coach: Visitor
let person: Visitor
let name: string
let spaceId: string
let count = 0

beforeAll(async () => {
  app = openSlowly(house, routes)
  coach = await enterCoach(house, app)
}, 60_000)

beforeEach(async () => {
  count += 1
  name = `Plover ${count}`
  ;({ person } = await begin(app, name))
  await letIn(person, coach)
  spaceId = await findSpace(coach, name)
})

async function countRows(table: string, where = 'true'): Promise<number> {
  const [row] = await house.asOwner(
    `select count(*)::int as count from ${table} where tenant_id = $1 and ${where}`,
    [spaceId],
  )
  return Number(row!['count'])
}

async function findId(table: string, where = 'true'): Promise<string> {
  const [row] = await house.asOwner(`select id from ${table} where tenant_id = $1 and ${where}`, [spaceId])
  return String(row!['id'])
}

async function addGoal(words = 'A flat'): Promise<string> {
  await person.send(supportPaths.addGoal, {
    ...(await readForm(person, supportPaths.goals, supportPaths.addGoal)),
    words,
  })
  return findId('goal')
}

/** Twenty of the same at the same moment. */
async function sendTwenty(send: (place: number) => Promise<Answer>): Promise<Answer[]> {
  return Promise.all(Array.from({ length: 20 }, (_, place) => send(place)))
}

function statusesOf(answers: readonly Answer[]): number[] {
  return [...new Set(answers.map(({ status }) => status))].toSorted()
}

describe('a form that is sent twenty times at the same moment', () => {
  const forms: Readonly<
    Record<
      string,
      {
        who: 'person' | 'coach'
        table: string
        page: () => string
        action?: () => string
        typed: Record<string, string>
      }
    >
  > = {
    'a goal': {
      who: 'person',
      table: 'goal',
      page: () => supportPaths.goals,
      action: () => supportPaths.addGoal,
      typed: { words: 'A flat' },
    },
    'a note': {
      who: 'person',
      table: 'conversation',
      page: () => supportPaths.newConversation,
      typed: { words: 'We met' },
    },
    'a page for hard days': {
      who: 'person',
      table: 'keeping_safe_version',
      page: () => supportPaths.keepingPart('helps'),
      typed: { text: 'Tea' },
    },
    'a chance': {
      who: 'person',
      table: 'chance',
      page: () => supportPaths.newChance,
      typed: { choice: 'I walk', wanted: '' },
    },
    'a letter': {
      who: 'person',
      table: 'later_letter',
      page: () => supportPaths.letter,
      typed: { words: 'Dear me' },
    },
    'what is wanted today': {
      who: 'person',
      table: 'today',
      page: () => supportPaths.askToday,
      typed: { wish: 'own', words: 'Just tea' },
    },
    'the day everything goes': {
      who: 'person',
      table: 'moving_on',
      page: () => supportPaths.whenItGoes,
      typed: {},
    },
    'a coach’s note': {
      who: 'coach',
      table: 'conversation',
      page: () => supportPaths.guestNote(spaceId),
      typed: { words: 'We met' },
    },
    'a suggestion': {
      who: 'coach',
      table: 'goal_suggestion',
      page: () => supportPaths.guestGoals(spaceId),
      action: () => supportPaths.guestSuggest(spaceId),
      typed: { words: 'A card' },
    },
    'said aloud': {
      who: 'coach',
      table: 'today',
      page: () => supportPaths.guest(spaceId),
      action: () => supportPaths.askedAloud(spaceId),
      typed: { wish: 'own', words: 'Tea' },
    },
  }

  test.each(Object.entries(forms))('%s is there once', async (_, { who, table, page, action, typed }) => {
    const by = who === 'person' ? person : coach
    const target = action?.() ?? page()
    const sent = { ...(await readForm(by, page(), target)), ...typed }
    expect(statusesOf(await sendTwenty(() => by.send(target, sent)))).toEqual([303])
    expect(await countRows(table)).toBe(1)
  })

  test('a card lets in once', async () => {
    const card = readPhrase((await coach.send(supportPaths.makeOffer)).text)
    const before = await countRows('invitation')
    const answers = await sendTwenty(() => person.send(supportPaths.acceptOffer, { card, which: 'all' }))
    expect(statusesOf(answers)).toEqual([303])
    expect(await countRows('invitation')).toBe(before + 1)
  })

  test('two named people, a quiet phrase and new words are the same words each time', async () => {
    for (const [page, typed] of [
      [supportPaths.named, { one: 'Mum', other: 'Jo' }],
      [supportPaths.quiet, { name: 'Wren' }],
    ] as const) {
      const sent = { ...(await readForm(person, page)), ...typed }
      const answers = await Promise.all([1, 2, 3].map(() => person.send(page, sent)))
      expect(statusesOf(answers), page).toEqual([200])
      const shown = answers.map(({ text }) =>
        [...text.matchAll(/<p class="phrase">([^<]+)</g)].map(([, said]) => said).join(),
      )
      expect(new Set(shown).size, page).toBe(1)
    }
    const sent = await readForm(person, supportPaths.keys, supportPaths.newWords)
    const answers = await Promise.all([1, 2, 3].map(() => person.send(supportPaths.newWords, sent)))
    expect(answers.every(({ status }) => status === 303)).toBe(true)
    expect(await house.asOwner('select 1 from space_entry where space_id = $1', [spaceId])).toHaveLength(1)
  })
})

describe('twenty different ones at the same moment', () => {
  test('words of one goal: every one is kept', async () => {
    const goalId = await addGoal()
    const page = supportPaths.goalWords(goalId)
    const forms = await Promise.all(Array.from({ length: 20 }, () => readForm(person, page)))
    const answers = await sendTwenty((place) =>
      person.send(page, { ...forms[place]!, words: `A flat, said ${place}` }),
    )
    expect(statusesOf(answers)).toEqual([303, 409])
    expect(await countRows('goal_wording')).toBe(21)
    expect(await countRows('goal')).toBe(1)
  })

  test('the page for hard days and a chance: every text stands there', async () => {
    const part = supportPaths.keepingPart('helps')
    const parts = await Promise.all(Array.from({ length: 20 }, () => readForm(person, part)))
    expect(
      statusesOf(await sendTwenty((place) => person.send(part, { ...parts[place]!, text: `Tea ${place}.` }))),
    ).toEqual([303])
    const { text } = await person.get(supportPaths.keeping)
    for (let place = 0; place < 20; place += 1) expect(text).toContain(`Tea ${place}.`)

    await person.send(supportPaths.newChance, {
      ...(await readForm(person, supportPaths.newChance)),
      choice: 'I walk',
      wanted: '',
    })
    const change = supportPaths.changeChance(await findId('chance'))
    const forms = await Promise.all(Array.from({ length: 20 }, () => readForm(person, change)))
    expect(
      statusesOf(
        await sendTwenty((place) =>
          person.send(change, { ...forms[place]!, choice: `Walk ${place}.`, wanted: '' }),
        ),
      ),
    ).toEqual([303])
    const chance = (await person.get(supportPaths.chance(await findId('chance')))).text
    for (let place = 0; place < 20; place += 1) expect(chance).toContain(`Walk ${place}.`)
  })

  test('notes of a person and a coach, and lines beside one line', async () => {
    await person.send(supportPaths.newConversation, {
      ...(await readForm(person, supportPaths.newConversation)),
      words: 'We met',
    })
    const [conversationId, lineId] = [await findId('conversation'), await findId('line')]
    const pages = [
      supportPaths.line(conversationId, lineId),
      supportPaths.guestLine(spaceId, conversationId, lineId),
    ]
    const notes = [supportPaths.newConversation, supportPaths.guestNote(spaceId)]
    const by = [person, coach]
    const forms = await Promise.all(
      Array.from({ length: 20 }, async (_, place) => {
        const page = (place < 10 ? pages : notes)[place % 2]!
        return [page, await readForm(by[place % 2]!, page, page)] as const
      }),
    )
    const answers = await sendTwenty((place) =>
      by[place % 2]!.send(forms[place]![0], { ...forms[place]![1], words: `Said ${place}.` }),
    )
    expect(statusesOf(answers)).toEqual([303])
    expect(await countRows('line')).toBe(21)
    expect(await countRows('conversation')).toBe(11)
  })

  test('orders, states and steps of goals at the same moment end in one order, and in no fault', async () => {
    const goals: string[] = []
    for (let place = 0; place < 4; place += 1) {
      await addGoal(`Goal ${place}`)
      const rows = await house.asOwner('select id from goal where tenant_id = $1 order by place', [spaceId])
      goals.push(String(rows.at(-1)!['id']))
    }
    const answers = await sendTwenty((place) => {
      const goalId = goals[place % 4]!
      if (place % 3 === 0) return person.send(supportPaths.goalPlace(goalId), { to: String(place % 4) })
      if (place % 3 === 1)
        return person.send(supportPaths.goalState(goalId), { state: place % 2 ? 'done' : 'open' })
      return person.send(supportPaths.goalPlace(goals[3 - (place % 4)]!), { to: String(3 - (place % 4)) })
    })
    // A goal that another tab had finished at that moment has no place among the open ones.
    expect([303, 404]).toEqual(expect.arrayContaining(statusesOf(answers)))
    expect(await countRows('goal')).toBe(4)
  })
})

describe('two tabs that say different things', () => {
  test('a step is done in one and gone in the other', async () => {
    const goalId = await addGoal()
    const goalPage = supportPaths.goal(goalId)
    await person.send(supportPaths.addStep(goalId), {
      ...(await readForm(person, goalPage, supportPaths.addStep(goalId))),
      words: 'Ring them',
    })
    const stepId = await findId('step')
    const words = await readForm(person, supportPaths.step(stepId))
    await person.send(supportPaths.removeStep(stepId))
    const done = await person.send(supportPaths.stepState(stepId), { state: 'done' })
    expect(done.status).toBe(404)
    expect(done.text).toMatch(/<h1>/)
    const changed = await person.send(supportPaths.step(stepId), { ...words, words: 'Ring them on Monday' })
    expect(changed.status).toBe(404)
    expect(changed.text).toContain('Ring them on Monday')
    expect((await person.send(supportPaths.removeStep(stepId))).status).toBe(303)
  })

  test('whom one tab shows out, no older tab lets in again; coming back is asked for by name', async () => {
    const invitation = supportPaths.changeInvitation(await findId('invitation'))
    for (const how of ['stop', 'pause']) {
      await person.send(invitation, { change: 'come-back' })
      expect((await coach.get(supportPaths.guest(spaceId))).status).toBe(200)
      await person.send(invitation, { change: how })
      await person.send(invitation, { change: 'go-on' })
      expect((await coach.get(supportPaths.guest(spaceId))).status, how).toBe(404)
    }
    await person.send(invitation, { change: 'come-back' })
    expect((await coach.get(supportPaths.guest(spaceId))).status).toBe(200)
  })

  test('an older tab makes a try-out no longer than it is', async () => {
    const id = await findId('invitation')
    const readUntil = () => house.asOwner('select until from invitation where id = $1', [id])
    const before = await readUntil()
    await house.asOwner(`update invitation set until = until - interval '20 days' where id = $1`, [id])
    const shorter = await readUntil()
    expect(shorter).not.toEqual(before)
    await person.send(supportPaths.changeInvitation(id), { change: 'come-back' })
    expect(await readUntil()).toEqual(shorter)
  })

  test('twenty taps of stop, pause, go on and come back end in what one of them said', async () => {
    const invitation = supportPaths.changeInvitation(await findId('invitation'))
    const taps = ['stop', 'pause', 'go-on', 'come-back', 'stop']
    const answers = await sendTwenty((place) => person.send(invitation, { change: taps[place % 5]! }))
    expect(statusesOf(answers)).toEqual([303])
    await person.send(invitation, { change: 'stop' })
    expect((await coach.get(supportPaths.guest(spaceId))).status).toBe(404)
  })

  test('the coach leaves in one tab while the person lets them go on in the other: the door is shut or open, and both see it', async () => {
    const id = await findId('invitation')
    await Promise.all([
      coach.send(supportPaths.goAway(spaceId)),
      person.send(supportPaths.changeInvitation(id), { change: 'go-on' }),
    ])
    const [row] = await house.asOwner('select state from invitation where id = $1', [id])
    expect(row!['state']).toBe('left')
    await person.send(supportPaths.changeInvitation(id), { change: 'come-back' })
    expect((await coach.get(supportPaths.guest(spaceId))).status).toBe(404)
  })

  test('everything is to go, and another tab writes on: the words are there if it is stopped', async () => {
    const form = await readForm(person, supportPaths.newConversation)
    const coachForm = await readForm(coach, supportPaths.guestNote(spaceId))
    await person.send(supportPaths.whenItGoes)
    expect(
      (await person.send(supportPaths.newConversation, { ...form, words: 'One more thing' })).status,
    ).toBe(303)
    const late = await coach.send(supportPaths.guestNote(spaceId), {
      ...coachForm,
      words: 'We met by the harbour',
    })
    expect(late.status).toBe(404)
    expect(late.text).toContain('We met by the harbour')
    await person.send(supportPaths.comeBack)
    expect((await person.get(supportPaths.conversations)).text).toContain('One more thing')
    expect((await coach.get(supportPaths.guest(spaceId))).status).toBe(404)
  })

  test('everything goes while ten tabs save: nothing of it stays, and nobody is told of a fault', async () => {
    const forms = await Promise.all(
      Array.from({ length: 10 }, () => readForm(person, supportPaths.newConversation)),
    )
    const now = await readForm(person, supportPaths.whenItGoes, supportPaths.letGoNow)
    const answers = await Promise.all([
      ...forms
        .slice(0, 5)
        .map((form, place) =>
          person.send(supportPaths.newConversation, { ...form, words: `Said ${place}.` }),
        ),
      person.send(supportPaths.letGoNow, now),
      ...forms
        .slice(5)
        .map((form, place) =>
          person.send(supportPaths.newConversation, { ...form, words: `Said ${place}.` }),
        ),
    ])
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    expect(await countRows('conversation')).toBe(0)
    expect(await house.asOwner('select 1 from space where tenant_id = $1', [spaceId])).toEqual([])
  })

  test('what one tab takes back while another stands words beside it: both are answered', async () => {
    for (let time = 0; time < 5; time += 1) {
      const page = supportPaths.newConversation
      await person.send(page, { ...(await readForm(person, page)), words: `We met ${time}` })
      const [row] = await house.asOwner(
        'select id, conversation_id from line where tenant_id = $1 order by number desc limit 1',
        [spaceId],
      )
      const [lineId, conversationId] = [String(row!['id']), String(row!['conversation_id'])]
      const line = supportPaths.guestLine(spaceId, conversationId, lineId)
      const form = await readForm(coach, line)
      const [taken, stood] = await Promise.all([
        person.send(supportPaths.takeBackAll(conversationId)),
        coach.send(line, { ...form, words: 'I saw it in another way' }),
      ])
      expect(taken.status).toBe(303)
      expect([303, 404]).toContain(stood.status)
      if (stood.status === 404) expect(stood.text).toContain('I saw it in another way')
      await house.asOwner('delete from line where tenant_id = $1', [spaceId])
      await house.asOwner('delete from conversation where tenant_id = $1', [spaceId])
    }
  })
})

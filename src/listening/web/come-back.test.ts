import type { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/database.ts'
import { openApp, Visitor, type Answer } from '../../../test/visitor.ts'
import { makeOrganisation } from '../../access/organisation/organisation.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { findDoorPath, openPlainExercise } from '../../../test/test-exercise.ts'
import { Limits } from '../../platform/http/limits.ts'
import { Patience } from '../../platform/http/patience.ts'
import { askedWords } from '../consent/asked.words.ts'
import { listGiven } from '../consent/consent.ts'
import { listDetails } from '../consent/details.ts'
import { changeTold, closeExercise } from '../exercises/exercises.ts'
import { hashPhrase } from '../phrases/phrases.ts'
import { answersWords } from './answers.words.ts'
import { comeBackWords } from './come-back.words.ts'
import { ownWords } from './own.words.ts'
import { webRoutes } from './web.routes.tsx'

const back = comeBackWords['en-GB']
const own = ownWords['en-GB']
const asked = askedWords['en-GB']

let house: TestHouse
let app: Hono
let tenantId: string
let listenerId: string
let exerciseId: string
let path: string
let visitor: Visitor
let delays: number[]

beforeAll(async () => {
  house = await openTestHouse()
  app = openApp(house, webRoutes)
  const made = await makeOrganisation(house.db, {
    name: 'Lantern Street',
    operator: 'Lantern Street itself',
    staff: [{ name: 'Ada', address: 'ada@example.org', roles: ['listener'] }],
  })
  tenantId = made.tenantId
  listenerId = made.accountIds[0]!
}, 60_000)

afterAll(async () => house?.close(), 60_000)

beforeEach(async () => {
  delays = []
  const patience = new Patience(Date.now, async (time) => void delays.push(time))
  house.services.limits = new Limits(Date.now, patience)
  const opened = await openOne('What helped you most?')
  exerciseId = opened.id
  path = opened.path
  visitor = new Visitor(app)
})

async function openOne(question: string): Promise<{ id: string; path: string }> {
  const id = await asListener((ctx) => openPlainExercise(ctx, question))
  return { id, path: await findDoorPath(house, id) }
}

function asListener<T>(fn: (ctx: Ctx) => Promise<T>): Promise<T> {
  return house.db.within(tenantId, { id: listenerId, roles: ['listener'] }, fn)
}

async function sendWords(words: string, more: Record<string, string> = {}, at = path): Promise<string> {
  const phrase = await sendTooFast(words, more, at)
  // It waits for a listener: here she lets it in.
  await house.asOwner('update contribution set is_held = false')
  return phrase
}

/** Sent faster than anybody writes. */
async function sendTooFast(words: string, more: Record<string, string> = {}, at = path): Promise<string> {
  const { text } = await visitor.get(at)
  const sending = /name="sending" value="([^"]+)"/.exec(text)![1]!
  const answer = await visitor.send(at, { words, sending, ...more })
  return /<p class="phrase">([a-z ]+)<\/p>/.exec(answer.text)?.[1] ?? ''
}

async function comeBack(phrase: string, at = path): Promise<Answer> {
  return visitor.send(`${at}/come-back`, { phrase })
}

function ticketIn(answer: Answer): string {
  return /name="ticket" value="([^"]+)"/.exec(answer.text)?.[1] ?? ''
}

function sendingIn(answer: Answer): string {
  return /name="sending" value="([^"]+)"/.exec(answer.text)?.[1] ?? ''
}

function passagesIn(answer: Answer): string[] {
  return [...answer.text.matchAll(/name="passage" value="([^"]+)"/g)].map(([, id]) => id!)
}

async function count(table: string): Promise<number> {
  const [row] = await house.asOwner(`select count(*)::int as n from ${table} where exercise_id = $1`, [
    exerciseId,
  ])
  return Number(row!['n'])
}

async function voiceId(): Promise<string> {
  const [row] = await house.asOwner('select id from voice where exercise_id = $1 order by number', [
    exerciseId,
  ])
  return String(row!['id'])
}

describe('the phrase', () => {
  test('opens, however it is typed, but only in its order; it is in no page', async () => {
    const phrase = await sendWords('Mine alone')
    const [a, b, c, d, e] = phrase.split(' ') as [string, string, string, string, string]
    for (const typed of [phrase, ` ${a.toUpperCase()}-${b},${c}  ${d} ${e.slice(0, 4)} `]) {
      const answer = await comeBack(typed)
      expect(answer.status).toBe(200)
      expect(answer.text).toContain('Mine alone')
      expect(answer.text).not.toContain(`${a} ${b}`)
    }
    for (const typed of [`${b} ${a} ${c} ${d} ${e}`, `${a} ${b} ${c} ${d}`, `${a} ${b}`, 'not them', '']) {
      const answer = await comeBack(typed)
      expect(answer.status, typed).toBe(422)
      expect(answer.text).not.toContain('Mine alone')
    }
  })

  test('of before, four words hashed without a pepper, opens what it opened', async () => {
    await sendWords('From last year')
    const older = ['ability', 'able', 'about', 'above']
    const hash = await hashPhrase(house.vault.forTenant(tenantId), exerciseId, older)
    await house.asOwner(`update come_back set phrase_hash = $1, made = 'four-words' where exercise_id = $2`, [
      hash,
      exerciseId,
    ])
    expect((await comeBack(older.join(' '))).text).toContain('From last year')
  })

  test('cannot be searched for without the exercise’s pepper, which lies in the keyring', async () => {
    const phrase = (await sendWords('Peppered')).split(' ')
    const vault = house.vault.forTenant(tenantId)
    expect(vault.isKept(exerciseId)).toBe(true)
    const before = await hashPhrase(vault, exerciseId, phrase)
    await vault.destroy([exerciseId])
    expect((await hashPhrase(vault, exerciseId, phrase)).equals(before)).toBe(false)
  })

  test('wrong ones are answered later and later; the right one comes through a flood', async () => {
    const phrase = await sendWords('Mine alone')
    for (let tries = 0; tries < 8; tries += 1) {
      expect((await comeBack('ability able about above absent')).status).toBe(422)
    }
    expect(delays).toEqual([0, 0, 0, 500, 1000, 2000, 4000, 8000])
    expect((await comeBack(phrase)).text).toContain('Mine alone')
    expect(delays).toHaveLength(8)
  }, 20_000)
})

describe('what a voice sees and says', () => {
  test('its words first, then the first question that was never answered, and no other', async () => {
    const shown = await comeBack(await sendWords('My words', { quote: 'yes' }))
    expect(shown.text.indexOf('My words')).toBeLessThan(shown.text.indexOf(asked.describe.asks))
    expect(shown.text).toContain(back.waiting)
    expect(shown.text).toContain(back.printedNone)
    for (const use of ['sign', 'later', 'preview', 'told', 'recording'] as const) {
      expect(shown.text, use).not.toContain(asked[use].asks)
    }
    const next = await visitor.send(`${path}/come-back/answers`, {
      ticket: ticketIn(shown),
      change: 'describe-no',
    })
    expect(next.text).toContain(asked.sign.asks)
    expect(next.text).not.toContain(asked.describe.asks)
  })

  test('a yes that needs words asks for them, keeps them under its own key, and a no takes them away', async () => {
    const shown = await comeBack(await sendWords('My words'))
    const path2 = `${path}/come-back/answers`
    const empty = await visitor.send(path2, { ticket: ticketIn(shown), change: 'describe-yes' })
    expect(empty.status).toBe(422)
    expect(empty.text).toContain(asked.describe.missing)
    const long = await visitor.send(path2, {
      ticket: ticketIn(shown),
      change: 'describe-yes',
      'text-describe': 'x'.repeat(81),
    })
    expect(long.status).toBe(422)
    expect(long.text).toContain('x'.repeat(81))
    expect(await count('voice_detail')).toBe(0)

    const form = { ticket: ticketIn(shown), change: 'describe-yes', 'text-describe': ' a dad\n of two ' }
    await visitor.send(path2, form)
    await visitor.send(path2, form)
    const id = await voiceId()
    expect(await asListener((ctx) => listDetails(ctx, id))).toEqual({ description: 'a dad of two' })
    expect(await count('voice_detail')).toBe(1)
    // Sent twice, answered once; the sentences it was asked in are kept with it.
    const given = (await asListener((ctx) => listGiven(ctx, id))).filter((one) => one.use === 'describe')
    expect(given).toMatchObject([
      { answer: true, way: 'page', recordedBy: 'voice', version: askedWords.version },
    ])
    expect(given[0]!.sentences).toEqual(expect.arrayContaining([asked.describe.asks, asked.describe.yes]))
    const [sealed] = await house.asOwner('select id, text_sealed from voice_detail where voice_id = $1', [id])
    const rowId = String(sealed!['id'])
    const vault = house.vault.forTenant(tenantId)
    const open = (key: string) =>
      vault.open(key, 'voice_detail.text', rowId, sealed!['text_sealed'] as Buffer)
    expect(open(id)).toBe('a dad of two')

    await visitor.send(path2, { ticket: ticketIn(shown), change: 'describe-no' })
    expect(await count('voice_detail')).toBe(0)
  })

  test('what is held back is said to wait for a person, until it is let in', async () => {
    const phrase = await sendTooFast('Written in one second')
    const held = await comeBack(phrase)
    expect(held.text).toContain(back.held)
    expect(held.text).not.toContain(back.waiting)
    await house.asOwner('update contribution set is_held = false where exercise_id = $1', [exerciseId])
    const letIn = await comeBack(phrase)
    expect(letIn.text).not.toContain(back.held)
    expect(letIn.text).toContain(back.waiting)
  })

  test('all answers stand on one page, with four lines to copy; the two hats in its own words', async () => {
    const shown = await comeBack(await sendWords('My words'))
    const all = await visitor.send(`${path}/come-back/all`, { ticket: ticketIn(shown) })
    for (const use of ['read', 'quote', 'describe', 'sign', 'later', 'preview', 'told'] as const) {
      expect(all.text, use).toContain(asked[use].asks)
    }
    expect(all.text).not.toContain(asked.recording.asks)
    expect(all.text).toContain('You said yes: the team reads your words.')
    const told = await visitor.send(`${path}/come-back/answers`, {
      ticket: ticketIn(all),
      change: 'told-yes',
      'text-told': 'the hostel, Tuesdays',
      then: 'all',
    })
    expect(told.text).toContain(back.changed)
    expect(told.text).toContain('the hostel, Tuesdays')
    const hats = 'I run the night shelter and slept there at nineteen.'
    const kept = await visitor.send(`${path}/come-back/hats`, { ticket: ticketIn(told), hats })
    expect(kept.text).toContain(hats)
    const gone = await visitor.send(`${path}/come-back/hats`, { ticket: ticketIn(told), hats: '' })
    expect(gone.text).not.toContain(hats)
    expect(gone.text).toContain(answersWords['en-GB'].hats)
  })

  test('an exercise asks only what it says it asks', async () => {
    await asListener((ctx) =>
      changeTold(ctx, exerciseId, {
        basis: 'consent',
        basisText: '',
        mightAct: '',
        removeUntil: null,
        rawUntil: null,
        payment: '',
        asks: 'told',
      }),
    )
    const shown = await comeBack(await sendWords('My words'))
    expect(shown.text).toContain(asked.told.asks)
    const all = await visitor.send(`${path}/come-back/all`, { ticket: ticketIn(shown) })
    expect(all.text).not.toContain(asked.sign.asks)
  })

  test('a no to reading takes the reading away at once', async () => {
    const shown = await comeBack(await sendWords('My coach Farida helped me'))
    const [passage] = passagesIn(shown)
    await house.asOwner(
      'insert into passage_review (tenant_id, passage_id, first_by, reading_index, second_by, second_at) values ($1, $2, $3, $4, $5, now())',
      [tenantId, passage, listenerId, Buffer.from('x'), await secondReader()],
    )
    await house.asOwner(
      'insert into reading (tenant_id, passage_id, exercise_id, text) values ($1, $2, $3, $4)',
      [tenantId, passage, exerciseId, 'My coach Farida helped me'],
    )
    expect((await comeBackAgain(shown)).text).toContain(back.same)
    const shut = await visitor.send(`${path}/come-back/answers`, {
      ticket: ticketIn(shown),
      change: 'read-no',
    })
    expect(shut.text).toContain(back.shut)
    expect(await count('reading')).toBe(0)
    await visitor.send(`${path}/come-back/answers`, { ticket: ticketIn(shown), change: 'read-yes' })
    expect(await count('reading')).toBe(1)
  })
})

describe('changing words', () => {
  test('makes a new version whose review begins anew; the old one is destroyed', async () => {
    const shown = await comeBack(await sendWords('The old words'))
    const [old] = passagesIn(shown)
    const form = await visitor.send(`${path}/come-back/words`, { ticket: ticketIn(shown), passage: old! })
    expect(form.text).toContain('The old words')
    const change = { ticket: ticketIn(form), passage: old!, sending: sendingIn(form), words: 'The new words' }
    const changed = await visitor.send(`${path}/come-back/words/changed`, change)
    expect(changed.text).toContain('The new words')
    expect(changed.text).not.toContain('The old words')
    expect(changed.text).toContain(back.waiting)
    expect(house.vault.forTenant(tenantId).isKept(old!)).toBe(false)
    expect([await count('passage'), await count('voice')]).toEqual([1, 1])
    const tasks = await house.asOwner(
      `select kind from task join contribution c on c.id = about_id
       where c.exercise_id = $1 and sending_index is not null`,
      [exerciseId],
    )
    expect(tasks).toEqual([{ kind: 'contribution.propose' }])

    // The same form again, and another tab that still shows the old words: nothing is doubled or brought back.
    const twice = await visitor.send(`${path}/come-back/words/changed`, change)
    expect(twice.text).toContain(back.notThere)
    const tab = await visitor.send(`${path}/come-back/words/changed`, { ...change, words: 'Another tab' })
    expect(tab.text).toContain(back.notThere)
    expect(await count('passage')).toBe(1)
    expect((await comeBackAgain(shown)).text).toContain('The new words')
  })

  test('keeps the old ones when its voice says so; the same words change nothing; an empty box is said', async () => {
    const shown = await comeBack(await sendWords('The old words'))
    const [old] = passagesIn(shown)
    const change = { ticket: ticketIn(shown), passage: old!, sending: 'a' }
    const at = `${path}/come-back/words/changed`
    expect((await visitor.send(at, { ...change, words: 'The old words' })).text).toContain(back.sameWords)
    expect((await visitor.send(at, { ...change, words: ' ' })).status).toBe(422)
    const kept = await visitor.send(at, { ...change, words: 'Newer', keep: 'yes' })
    expect(kept.text).toContain('The old words')
    expect(kept.text).toContain('Newer')
    expect((await visitor.send(at, { ...change, words: 'Newer', keep: 'yes' })).text).toContain(
      back.keptBefore,
    )
    expect(await count('passage')).toBe(2)
  })

  test('adding: kept once, however often it is sent, until the exercise is closed', async () => {
    const shown = await comeBack(await sendWords('First'))
    const form = await visitor.send(`${path}/come-back/more`, { ticket: ticketIn(shown) })
    const more = { ticket: ticketIn(form), sending: sendingIn(form), words: 'Second thoughts' }
    const both = await Promise.all([
      visitor.send(`${path}/come-back/more/added`, more),
      visitor.send(`${path}/come-back/more/added`, more),
    ])
    expect(both.map((one) => one.status)).toEqual([200, 200])
    expect([await count('passage'), await count('voice')]).toEqual([2, 1])
    await asListener((ctx) => closeExercise(ctx, exerciseId, true))
    const late = await visitor.send(`${path}/come-back/more/added`, { ...more, words: 'Too late' })
    expect(late.status).toBe(409)
    expect(late.text).toContain('Too late')
    expect(await count('passage')).toBe(2)
  })
})

describe('taking back', () => {
  test('one passage, after one question; the rest stays', async () => {
    const shown = await comeBack(await sendWords('Stays here'))
    const ticket = ticketIn(shown)
    const added = await visitor.send(`${path}/come-back/more/added`, { ticket, sending: 's', words: 'Goes' })
    const goes = passagesIn(added)[1]!
    const sure = await visitor.send(`${path}/come-back/take`, { ticket, passage: goes })
    expect(sure.text).toContain(own.sureOneTitle)
    expect(sure.text).toContain('Goes')
    expect(await count('passage')).toBe(2)
    for (const _ of [1, 2]) {
      const done = await visitor.send(`${path}/come-back/taken`, { ticket, passage: goes })
      expect(done.text).toContain('Stays here')
      expect(done.text).not.toContain('>Goes<')
    }
    expect([await count('passage'), await count('withdrawal')]).toEqual([1, 1])
    expect(house.vault.forTenant(tenantId).isKept(goes)).toBe(false)
  })

  test('everything, with all it said of itself, and the phrase; twice does nothing more', async () => {
    const phrase = await sendWords('Take me back')
    await sendWords('Leave me here')
    const shown = await comeBack(phrase)
    const ticket = ticketIn(shown)
    await visitor.send(`${path}/come-back/answers`, {
      ticket,
      change: 'told-yes',
      'text-told': 'sam@example.org',
    })
    const id = await voiceId()
    const sure = await visitor.send(`${path}/come-back/take`, { ticket })
    expect(sure.text).toContain(own.sureTitle)
    expect(await count('voice')).toBe(2)
    for (const _ of [1, 2]) {
      const done = await visitor.send(`${path}/come-back/taken`, { ticket })
      expect(done.text).toContain(own.goneHeading)
    }
    expect([await count('voice'), await count('passage'), await count('withdrawal')]).toEqual([1, 1, 1])
    expect(await count('voice_detail')).toBe(0)
    expect(house.vault.forTenant(tenantId).isKept(id)).toBe(false)
    expect((await comeBack(phrase)).status).toBe(422)
  })

  test('a single passage is everything, and says so', async () => {
    const shown = await comeBack(await sendWords('All there is'))
    const sure = await visitor.send(`${path}/come-back/take`, {
      ticket: ticketIn(shown),
      passage: passagesIn(shown)[0]!,
    })
    expect(sure.text).toContain(own.sureTitle)
  })
})

describe('somebody else', () => {
  const steps = ['own', 'all', 'answers', 'hats', 'words', 'words/changed', 'more', 'more/added', 'stop']
    .concat('take', 'taken')
    .map((step) => `come-back/${step}`)

  test('a ticket opens only its own exercise, whole and for a quarter of an hour', async () => {
    const ticket = ticketIn(await comeBack(await sendWords('Here only')))
    const other = await openOne('Another?')
    for (const step of steps) {
      expect((await visitor.send(`${other.path}/${step}`, { ticket, words: 'x' })).status, step).toBe(422)
      for (const bad of ['', `${ticket.slice(0, -2)}AA`, 'AAAA']) {
        expect((await visitor.send(`${path}/${step}`, { ticket: bad, words: 'x' })).status, step).toBe(422)
      }
    }
    expect([await count('voice'), await count('passage'), await count('consent_event')]).toEqual([1, 1, 2])
  })

  test('an id of somebody else’s passage shows, changes and takes nothing', async () => {
    const theirs = await comeBack(await sendWords('Theirs and secret'))
    const [foreign] = passagesIn(theirs)
    const elsewhere = await openOne('Another?')
    const far = await comeBack(await sendWords('Far away', {}, elsewhere.path), elsewhere.path)
    const mine = await comeBack(await sendWords('Mine'))
    const ticket = ticketIn(mine)
    for (const passage of [foreign!, passagesIn(far)[0]!, crypto.randomUUID(), "x' or 1=1", '']) {
      for (const step of ['words', 'words/changed', 'take', 'taken']) {
        const answer = await visitor.send(`${path}/come-back/${step}`, {
          ticket,
          passage,
          words: 'Written over',
          sending: `${step}${passage}`,
        })
        expect(answer.status).toBe(200)
        expect(answer.text).not.toContain('secret')
        expect(answer.text).toContain('Mine')
      }
    }
    expect((await comeBackAgain(theirs)).text).toContain('Theirs and secret')
    expect(await count('passage')).toBe(2)
    expect(await count('withdrawal')).toBe(0)
  })
})

async function comeBackAgain(shown: Answer): Promise<Answer> {
  return visitor.send(`${path}/come-back/own`, { ticket: ticketIn(shown) })
}

async function secondReader(): Promise<string> {
  const id = crypto.randomUUID()
  await house.asOwner('insert into account (id, address_sealed, address_index) values ($1, $2, $3)', [
    id,
    Buffer.from('x'),
    Buffer.from(id),
  ])
  return id
}

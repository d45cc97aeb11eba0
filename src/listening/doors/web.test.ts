import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/database.ts'
import { openApp, Visitor, type Answer } from '../../../test/visitor.ts'
import { makeOrganisation } from '../../access/organisation/organisation.ts'
import { readStylesheet } from '../../platform/http/app.tsx'
import { Limits } from '../../platform/http/limits.ts'
import { readingAgeOf } from '../../text/language/reading-age.ts'
import { closeExercise, openExercise } from '../exercises/exercises.ts'
import { comeBackWords } from './web-come-back.words.ts'
import { webRoutes } from './web.routes.tsx'
import { webWords } from './web.words.ts'

let house: TestHouse
let app: Hono
let tenantId: string
let listenerId: string
let exerciseId: string
let path: string
let visitor: Visitor

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
  house.services.limits = new Limits()
  exerciseId = await asListener((ctx) =>
    openExercise(ctx, {
      title: 'What helped',
      question: 'What helped you most?',
      asked: 'Anybody',
      openUntil: null,
      whatHappens: 'Two of us read it.',
      whoReads: 'The team',
      readBy: 'within two days',
    }),
  )
  const [row] = await house.asOwner('select address from exercise where id = $1', [exerciseId])
  path = `/door/${String(row!['address'])}`
  visitor = new Visitor(app)
})

function asListener<T>(fn: Parameters<typeof house.db.within<T>>[2]): Promise<T> {
  return house.db.within(tenantId, { id: listenerId, roles: ['listener'] }, fn)
}

async function getSending(): Promise<string> {
  const { text } = await visitor.get(path)
  return /name="sending" value="([^"]+)"/.exec(text)![1]!
}

async function sendWords(words: string, more: Record<string, string> = {}): Promise<Answer> {
  return visitor.send(path, { words, sending: await getSending(), ...more })
}

function phraseIn(answer: Answer): string {
  return /<p class="phrase">([a-z ]+)<\/p>/.exec(answer.text)?.[1] ?? ''
}

function ticketIn(answer: Answer): string {
  return /name="ticket" value="([^"]+)"/.exec(answer.text)?.[1] ?? ''
}

async function count(table: string): Promise<number> {
  const [row] = await house.asOwner(`select count(*)::int as n from ${table} where exercise_id = $1`, [
    exerciseId,
  ])
  return Number(row!['n'])
}

async function listAnswers(): Promise<string[]> {
  const rows = await house.asOwner(
    'select use, answer, words_version, recorded_by from consent_event where exercise_id = $1 order by at, id',
    [exerciseId],
  )
  return rows.map((row) => `${row['use']} ${row['answer']} ${row['words_version']} ${row['recorded_by']}`)
}

describe('the public page', () => {
  test('says what has to be said before the button, and keeps no cookie', async () => {
    const { status, text, setCookies } = await visitor.get(path)
    expect(status).toBe(200)
    expect(setCookies).toEqual([])
    expect(text).not.toContain('<script')
    const button = text.indexOf('class="button primary"')
    for (const said of [
      'What helped you most?',
      'Nobody is watching this page right now',
      '116 123',
      'Lantern Street',
      'Lantern Street itself',
      'within two days',
      'Two of us read it.',
      'A court can order us to hand over what we can read.',
      'Sending means the team reads it.',
    ]) {
      expect(text.indexOf(said), said).toBeGreaterThan(-1)
      expect(text.indexOf(said), said).toBeLessThan(button)
    }
    expect(text).toContain('Leave quickly')
    expect(text).not.toMatch(/name="quote"[^>]*checked/)
    expect(text).toMatch(/<title>One question<\/title>/)
  })

  test('weighs at most 14 kB in all, gzipped', async () => {
    const { text } = await visitor.get(path)
    expect(gzipSync(text).length + gzipSync(readStylesheet().text).length).toBeLessThanOrEqual(14_000)
  })

  test('an address that leads nowhere is a page that is neutral and public', async () => {
    for (const address of ['/door/abcdefghjk', '/door/x', "/door/a'b%3B--"]) {
      const answer = await visitor.get(address)
      expect(answer.status).toBe(404)
      expect(answer.text).toContain('Leave quickly')
      expect(answer.text).not.toContain('Sign in')
    }
  })

  test('no sentence promises secrecy, and a child of nine can read them together', () => {
    for (const words of [webWords['en-GB'], comeBackWords['en-GB']]) {
      const text = sentencesIn(words).join('\n\n')
      expect(text.toLowerCase()).not.toContain('confidential')
      expect(readingAgeOf(text)).toBeLessThanOrEqual(9)
    }
  })

  test('the version of the words changes with the sentences people agree to', () => {
    const { sending, quote, quoteYes, quoteHint } = webWords['en-GB']
    const { read, quote: quoteAnswers, change } = comeBackWords['en-GB']
    const print = (value: unknown) =>
      createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12)
    expect([webWords.version, print([sending, quote, quoteYes, quoteHint])]).toMatchInlineSnapshot(`
      [
        "web-2026-11-a",
        "c6aafb95e73d",
      ]
    `)
    expect([comeBackWords.version, print([read, quoteAnswers, change])]).toMatchInlineSnapshot(`
      [
        "come-back-2026-11-a",
        "21578c4b75f8",
      ]
    `)
  })
})

describe('sending', () => {
  test('keeps the words to the letter, the answers, and nothing about the sender', async () => {
    const words = '  First line\r\nsecond — “with” 🙂 marks\r\n\r\nlast  '
    const answer = await sendWords(words, { quote: 'yes' })
    expect(answer.status).toBe(200)
    expect(answer.setCookies).toEqual([])
    expect(phraseIn(answer).split(' ')).toHaveLength(4)
    expect(answer.text).toContain('We cannot look them up for you.')
    expect(answer.text).toContain(`${path}/come-back`)

    const [passage] = await house.asOwner('select id, verbatim_sealed from passage where exercise_id = $1', [
      exerciseId,
    ])
    const id = String(passage!['id'])
    const opened = house.vault
      .forTenant(tenantId)
      .open(id, 'passage.verbatim', id, passage!['verbatim_sealed'] as Buffer)
    expect(opened).toBe(words.replaceAll('\r\n', '\n'))
    expect(await listAnswers()).toEqual([
      `read true ${webWords.version} visitor`,
      `quote true ${webWords.version} visitor`,
    ])
    const acts = await house.asOwner(
      'select act, actor, about_id from audit_event where about_id = $1 order by at, id',
      [exerciseId],
    )
    expect(acts.map((row) => `${row['act']} ${row['actor']}`)).toContain('contribution.received visitor')
    const tasks = await house.asOwner(
      'select kind from task join contribution on contribution.id = about_id where exercise_id = $1',
      [exerciseId],
    )
    expect(tasks).toEqual([{ kind: 'contribution.propose' }])
  })

  test('an empty tick is a no', async () => {
    await sendWords('Not for printing')
    expect((await listAnswers()).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'read true',
      'quote false',
    ])
  })

  test('the same form twice, also at once, is kept once and shows the same four words', async () => {
    const form = { words: 'Pressed twice', sending: await getSending() }
    const answers = await Promise.all([visitor.send(path, form), visitor.send(path, form)])
    answers.push(await visitor.send(path, { ...form, quote: 'yes' }))
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200])
    expect(new Set(answers.map(phraseIn)).size).toBe(1)
    expect(phraseIn(answers[0]!)).not.toBe('')
    expect([await count('voice'), await count('passage'), await count('come_back')]).toEqual([1, 1, 1])
    // The tick of the last sending counts.
    expect((await listAnswers()).at(-1)).toBe(`quote true ${webWords.version} voice`)
    // A repeat leaves no trace, not even a number taken.
    expect(
      await house.asOwner('select last_passage from exercise_counter where exercise_id = $1', [exerciseId]),
    ).toEqual([{ last_passage: 1 }])
  })

  test('other words of the same form are a contribution of their own', async () => {
    const sending = await getSending()
    const one = await visitor.send(path, { words: 'One', sending })
    const two = await visitor.send(path, { words: 'Two', sending })
    expect(phraseIn(two)).not.toBe(phraseIn(one))
    expect(await count('passage')).toBe(2)
  })

  test('after half an hour a repeat is still kept once, but shows no words', async () => {
    const form = { words: 'Sent again much later', sending: await getSending() }
    await visitor.send(path, form)
    await house.asOwner(
      `update come_back set created_at = now() - interval '31 minutes' where exercise_id = $1`,
      [exerciseId],
    )
    const again = await visitor.send(path, form)
    expect(again.status).toBe(200)
    expect(phraseIn(again)).toBe('')
    expect(again.text).toContain(webWords['en-GB'].knownHeading)
    expect(await count('passage')).toBe(1)
  })

  test('a form of another day, of another exercise or with a broken seal loses no words', async () => {
    for (const sending of ['', 'x.y.z', `${await getSending()}x`]) {
      expect(phraseIn(await visitor.send(path, { words: `With ${sending}`, sending }))).not.toBe('')
    }
    expect(await count('passage')).toBe(3)
  })

  test('what is wrong is said, and the words stay on the page', async () => {
    const long = `${'word '.repeat(4001)}end`
    for (const [form, sentence] of [
      [{ words: ' \n ' }, webWords['en-GB'].empty],
      [{ words: long }, 'There is room for 20,000'],
      [{ words: 'Some <b>words</b>', more: 'http://x' }, webWords['en-GB'].moreFilled],
    ] as const) {
      const answer = await sendWords(form.words, form)
      expect(answer.status).toBe(422)
      expect(answer.text).toContain(sentence)
      expect(answer.text).toContain(form.words.trim().replaceAll('<', '&lt;').replaceAll('>', '>'))
    }
    expect(await count('voice')).toBe(0)
  })

  test('more than ten in ten minutes from one network wait, and no words are lost', async () => {
    for (let sent = 0; sent < 10; sent += 1) expect((await sendWords(`Number ${sent}`)).status).toBe(200)
    const answer = await sendWords('One too many')
    expect(answer.status).toBe(429)
    expect(answer.text).toContain('One too many')
    expect(await count('passage')).toBe(10)
  })

  test('a closed exercise has no box, and gives words written meanwhile back', async () => {
    const sending = await getSending()
    await asListener((ctx) => closeExercise(ctx, exerciseId, true))
    const page = await visitor.get(path)
    expect(page.text).toContain(webWords['en-GB'].closed)
    expect(page.text).not.toContain('<textarea')
    const late = await visitor.send(path, { words: 'Too late by a minute', sending })
    expect(late.status).toBe(409)
    expect(late.text).toContain('Too late by a minute')
    expect(await count('voice')).toBe(0)
  })

  test('a form from another site is refused', async () => {
    const answer = await visitor.send(path, { words: 'x' }, { origin: 'https://elsewhere.example' })
    expect(answer.status).toBe(403)
    expect(await count('voice')).toBe(0)
  })
})

describe('coming back', () => {
  test('stays open when strangers tried a thousand times within the hour', async () => {
    const phrase = phraseIn(await sendWords('Mine alone'))
    for (let tried = 0; tried < 1000; tried += 1) {
      house.services.limits.take('come-back-to', exerciseId, Infinity, 3600)
    }
    expect((await visitor.send(`${path}/come-back`, { phrase })).text).toContain('Mine alone')
  })

  test('with the four words, however they are typed, but only in their order', async () => {
    const [a, b, c, d] = phraseIn(await sendWords('Mine alone')).split(' ') as [
      string,
      string,
      string,
      string,
    ]
    for (const typed of [`${a} ${b} ${c} ${d}`, ` ${a.toUpperCase()}-${b},${c}  ${d.slice(0, 4)} `]) {
      const answer = await visitor.send(`${path}/come-back`, { phrase: typed })
      expect(answer.status).toBe(200)
      expect(answer.text).toContain('Mine alone')
      // The phrase itself is in no page.
      expect(answer.text).not.toContain(`${a} ${b}`)
    }
    for (const typed of [`${b} ${a} ${c} ${d}`, `${a} ${b} ${c}`, 'these are not them', '']) {
      const answer = await visitor.send(`${path}/come-back`, { phrase: typed })
      expect(answer.status).toBe(422)
      expect(answer.text).not.toContain('Mine alone')
    }
  })

  test('shows what the team sees, and a no takes the reading away at once', async () => {
    const phrase = phraseIn(await sendWords('My coach Farida helped me', { quote: 'yes' }))
    let own = await visitor.send(`${path}/come-back`, { phrase })
    expect(own.text).toContain(comeBackWords['en-GB'].waiting)
    await review('Farida', '[a coach]')
    own = await visitor.send(`${path}/come-back`, { phrase })
    expect(own.text).toContain('My coach Farida helped me')
    expect(own.text).toContain('My coach [a coach] helped me')

    own = await visitor.send(`${path}/come-back/answers`, { ticket: ticketIn(own), change: 'quote-no' })
    expect(own.text).toContain(comeBackWords['en-GB'].quote.no)
    expect(await count('reading')).toBe(1)
    own = await visitor.send(`${path}/come-back/answers`, { ticket: ticketIn(own), change: 'read-no' })
    expect(own.text).toContain(comeBackWords['en-GB'].shut)
    expect(await count('reading')).toBe(0)
    own = await visitor.send(`${path}/come-back/answers`, { ticket: ticketIn(own), change: 'read-yes' })
    expect(await count('reading')).toBe(1)
    expect((await listAnswers()).slice(2)).toEqual([
      `quote false ${comeBackWords.version} voice`,
      `read false ${comeBackWords.version} voice`,
      `read true ${comeBackWords.version} voice`,
    ])
  })

  test('everything can be taken back, after one question; twice does nothing more', async () => {
    const phrase = phraseIn(await sendWords('Take me back'))
    await sendWords('Leave me here')
    const own = await visitor.send(`${path}/come-back`, { phrase })
    const asked = await visitor.send(`${path}/come-back/take`, { ticket: ticketIn(own) })
    expect(asked.text).toContain(comeBackWords['en-GB'].sureTitle)
    expect(await count('voice')).toBe(2)
    for (const _ of [1, 2]) {
      const done = await visitor.send(`${path}/come-back/taken`, { ticket: ticketIn(asked) })
      expect(done.text).toContain(comeBackWords['en-GB'].goneHeading)
    }
    expect([await count('voice'), await count('passage'), await count('withdrawal')]).toEqual([1, 1, 1])
    expect((await visitor.send(`${path}/come-back`, { phrase })).status).toBe(422)
  })

  test('a ticket opens only its own exercise, and not for ever', async () => {
    const own = await visitor.send(`${path}/come-back`, { phrase: phraseIn(await sendWords('Here only')) })
    const ticket = ticketIn(own)
    const other = await asListener((ctx) =>
      openExercise(ctx, {
        title: 'Other',
        question: 'Other?',
        asked: '',
        openUntil: null,
        whatHappens: '',
        whoReads: '',
        readBy: '',
      }),
    )
    const [row] = await house.asOwner('select address from exercise where id = $1', [other])
    const elsewhere = await visitor.send(`/door/${String(row!['address'])}/come-back/answers`, { ticket })
    expect(elsewhere.status).toBe(422)
    for (const bad of ['', `${ticket.slice(0, -2)}AA`, 'AAAA']) {
      expect((await visitor.send(`${path}/come-back/taken`, { ticket: bad })).status).toBe(422)
    }
    expect(await count('voice')).toBe(1)
  })

  test('tries are slowed, per network and per exercise', async () => {
    const phrase = 'abandon ability able about'
    for (let tries = 0; tries < 10; tries += 1) {
      expect((await visitor.send(`${path}/come-back`, { phrase })).status).toBe(422)
    }
    expect((await visitor.send(`${path}/come-back`, { phrase })).status).toBe(429)
  }, 20_000)
})

/** Two people pass the newest passage with one accepted edit. */
async function review(word: string, replacement: string): Promise<void> {
  const [passage] = await house.asOwner(
    'select id, verbatim_sealed from passage where exercise_id = $1 order by number desc limit 1',
    [exerciseId],
  )
  const id = String(passage!['id'])
  const vault = house.vault.forTenant(tenantId)
  const verbatim = vault.open(id, 'passage.verbatim', id, passage!['verbatim_sealed'] as Buffer)
  const editId = crypto.randomUUID()
  const reader = crypto.randomUUID()
  await house.asOwner('insert into account (id, address_sealed, address_index) values ($1, $2, $3)', [
    reader,
    Buffer.from('x'),
    Buffer.from(reader),
  ])
  const start = verbatim.indexOf(word)
  await house.asOwner(
    `insert into edit (tenant_id, id, passage_id, start_at, end_at, kind, type, confidence, reason, replacement_sealed,
       state, proposed_by, decided_by, decided_at)
     values ($1, $2, $3, $4, $5, 'generalise', 'name', 1, 'known', $6, 'accepted', 'engine', $7, now())`,
    [
      tenantId,
      editId,
      id,
      start,
      start + word.length,
      vault.sealUnder(id, 'edit.replacement', editId, replacement),
      listenerId,
    ],
  )
  await house.asOwner(
    `insert into passage_review (tenant_id, passage_id, first_by, reading_index, second_by, second_at)
     values ($1, $2, $3, $4, $5, now())`,
    [tenantId, id, listenerId, Buffer.from('x'), reader],
  )
  await house.asOwner(
    'insert into reading (tenant_id, passage_id, exercise_id, text) values ($1, $2, $3, $4)',
    [tenantId, id, exerciseId, verbatim.replace(word, replacement)],
  )
}

/** Every sentence of a words table; functions are called with a figure. */
function sentencesIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'function') return [String((value as (one: string, two: string) => string)('2', '4'))]
  return Object.values(value as object).flatMap(sentencesIn)
}

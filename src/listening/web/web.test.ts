import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/database.ts'
import { openApp, Visitor, type Answer } from '../../../test/visitor.ts'
import { findDoorPath } from '../../../test/test-exercise.ts'
import { makeOrganisation } from '../../access/organisation/organisation.ts'
import { readStylesheet } from '../../platform/http/app.tsx'
import { Limits } from '../../platform/http/limits.ts'
import { readingAgeOf } from '../../text/language/reading-age.ts'
import { askedWords } from '../consent/asked.words.ts'
import { receiptWords } from '../consent/receipt.words.ts'
import { changeTold, closeExercise, openExercise } from '../exercises/exercises.ts'
import { countVoices } from '../exercises/people.ts'
import { toldWords } from '../exercises/told.words.ts'
import { listPassageStates } from '../passages/passages.ts'
import { listVoices } from '../voices/voices.ts'
import { letIn, listHeld, throwAway } from './held.ts'
import { answersWords } from './answers.words.ts'
import { comeBackWords } from './come-back.words.ts'
import { ownWords } from './own.words.ts'
import { makeSending } from './sending.ts'
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
  path = await findDoorPath(house, exerciseId)
  visitor = new Visitor(app)
})

function asListener<T>(fn: Parameters<typeof house.db.within<T>>[2]): Promise<T> {
  return house.db.within(tenantId, { id: listenerId, roles: ['listener'] }, fn)
}

/** A form opened a minute ago: somebody who writes takes their time. */
async function getSending(): Promise<string> {
  return makeSending(house.vault.forTenant(tenantId), exerciseId, Date.now() - 60_000)
}

async function getFreshSending(): Promise<string> {
  const { text } = await visitor.get(path)
  return /name="sending" value="([^"]+)"/.exec(text)![1]!
}

async function sendWords(words: string, more: Record<string, string> = {}): Promise<Answer> {
  return visitor.send(path, { words, sending: await getSending(), ...more })
}

function phraseIn(answer: Answer): string {
  return /<p class="phrase">([a-z ]+)<\/p>/.exec(answer.text)?.[1] ?? ''
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
    // From the box to the button it is one question and one sentence.
    const way = text.slice(text.indexOf('</textarea>'), button).replace(/<[^>]+>/g, ' ')
    expect(way.split(/\s+/).length).toBeLessThan(60)
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
    const pages = [webWords, comeBackWords, ownWords, answersWords, askedWords, receiptWords, toldWords]
    for (const words of pages.map((one) => one['en-GB'])) {
      const text = sentencesIn(words).join('\n\n')
      expect(text.toLowerCase()).not.toContain('confidential')
      expect(readingAgeOf(text), text.slice(0, 60)).toBeLessThanOrEqual(9)
    }
  })

  test('the version of the words changes with the sentences people agree to', () => {
    const { sending, quote, quoteYes, quoteHint, you, law } = webWords['en-GB']
    const { mightAct, basis, removeUntil, removeUntilPrinted, afterwards, rawUntil } = toldWords['en-GB']
    const told = [mightAct, basis, removeUntil('D'), removeUntilPrinted, afterwards, rawUntil('D')]
    const print = (value: unknown) =>
      createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12)
    expect([webWords.version, print([sending, quote, quoteYes, quoteHint, you, law, told])])
      .toMatchInlineSnapshot(`
      [
        "web-2026-11-b",
        "4c5aa3910a33",
      ]
    `)
    expect([askedWords.version, print(sentencesIn(askedWords['en-GB']))]).toMatchInlineSnapshot(`
      [
        "asked-2026-11-b",
        "8aee0e496425",
      ]
    `)
  })

  test('says first when we might have to act, and until when words can be taken back', async () => {
    const told = toldWords['en-GB']
    const { text } = await visitor.get(path)
    expect(text.indexOf(told.mightAct)).toBeGreaterThan(-1)
    expect(text.indexOf(told.mightAct)).toBeLessThan(text.indexOf('<textarea'))
    expect(text).toContain(`${told.removeUntilPrinted} ${told.afterwards}`)
    expect(text).toContain(told.basis.consent)
    await asListener((ctx) =>
      changeTold(ctx, exerciseId, {
        basis: 'public-task',
        basisText: 'The council asked us to.',
        mightAct: 'If a child is in danger we ring somebody.',
        removeUntil: '2031-06-30',
        rawUntil: '2032-01-31',
        payment: 'A voucher of ten pounds.',
        asks: 'told',
      }),
    )
    const changed = (await visitor.get(path)).text
    for (const said of [
      'If a child is in danger we ring somebody.',
      'The council asked us to.',
      'Until 30 June 2031 we can remove everything.',
      'On 31 January 2032 we delete what you wrote.',
      'A voucher of ten pounds.',
    ]) {
      expect(changed).toContain(said)
    }
  })
})

describe('what looks like a machine’s', () => {
  const heldWhy = async () =>
    (await house.asOwner('select held_why from contribution where exercise_id = $1', [exerciseId])).map(
      (row) => row['held_why'],
    )
  const text = 'Somebody rang back, and that was all it took.'

  test('is kept, gets its phrase, and counts nowhere until a listener lets it in', async () => {
    const sent = await visitor.send(path, { words: text, sending: await getFreshSending() })
    const phrase = phraseIn(sent)
    expect(phrase).not.toBe('')
    expect(await heldWhy()).toEqual(['fast'])
    const ids = async () =>
      asListener(async (ctx) => [
        (await listVoices(ctx, { exerciseId })).length,
        (await countVoices(ctx, exerciseId)).people,
        (await listPassageStates(ctx, { exerciseId })).length,
      ])
    expect(await ids()).toEqual([0, 0, 0])
    expect(await house.asOwner(`select 1 from task where kind = 'contribution.propose'`)).toEqual([])
    expect((await visitor.send(`${path}/come-back`, { phrase })).text).toContain(text)
    const { held } = await asListener((ctx) => listHeld(ctx, exerciseId))
    expect(held).toMatchObject([{ words: text, why: 'fast' }])
    await asListener((ctx) => letIn(ctx, held[0]!.contributionId))
    expect(await ids()).toEqual([1, 1, 1])
    await expect(asListener((ctx) => letIn(ctx, held[0]!.contributionId))).rejects.toMatchObject({
      kind: 'not-found',
    })
  })

  test('thrown away, its words and keys are gone', async () => {
    await visitor.send(path, {
      words: `${text} https://a.example https://b.example https://c.example`,
      sending: await getSending(),
    })
    expect(await heldWhy()).toEqual(['links'])
    const { held } = await asListener((ctx) => listHeld(ctx, exerciseId))
    await asListener((ctx) => throwAway(ctx, held[0]!.contributionId))
    expect([await count('voice'), await count('passage')]).toEqual([0, 0])
  })

  test('the same long words a third time, from anywhere; short ones never', async () => {
    for (let n = 0; n < 3; n += 1) await sendWords(text)
    for (let n = 0; n < 3; n += 1) await sendWords('They rang back.')
    expect((await heldWhy()).filter(Boolean)).toEqual(['same'])
  })

  test('one link among many words is somebody’s', async () => {
    await sendWords(
      `${text} I wrote about it here: https://a.example/blog and then my worker read it and rang me again`,
    )
    expect(await heldWhy()).toEqual([null])
  })

  test('more than ten from one network wait; nobody is turned away until there are very many', async () => {
    for (let n = 0; n < 12; n += 1) await sendWords(`Number ${n} says what it says`)
    expect((await heldWhy()).filter((why) => why === 'many')).toHaveLength(2)
  }, 30_000)
})

describe('sending', () => {
  test('keeps the words to the letter, the answers, and nothing about the sender', async () => {
    const words = '  First line\r\nsecond — “with” 🙂 marks\r\n\r\nlast  '
    const answer = await sendWords(words, { quote: 'yes' })
    expect(answer.status).toBe(200)
    expect(answer.setCookies).toEqual([])
    expect(phraseIn(answer).split(' ')).toHaveLength(5)
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

  test('the same form twice, also at once, is kept once and shows the same five words', async () => {
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

  test('more than sixty in ten minutes from one network wait, and no words are lost', async () => {
    const { limits } = house.services
    const take = limits.take.bind(limits)
    let whose = ''
    limits.take = (what, network, most, seconds) => {
      if (what === 'web-sending') whose = network
      return take(what, network, most, seconds)
    }
    for (let sent = 0; sent < 4; sent += 1) expect((await sendWords(`Number ${sent}`)).status).toBe(200)
    for (let others = 0; others < 56; others += 1) take('web-sending', whose, 60, 600)
    const answer = await sendWords('One too many')
    expect(answer.status).toBe(429)
    expect(answer.text).toContain('One too many')
    expect(await count('passage')).toBe(4)
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

  test('the sentences are kept as they stood, and nobody agrees to ones they have not read', async () => {
    const { text } = await visitor.get(path)
    const sending = /name="sending" value="([^"]+)"/.exec(text)![1]!
    const shown = /name="shown" value="([^"]+)"/.exec(text)![1]!
    const told = { basis: 'consent', basisText: '', mightAct: '', removeUntil: null, rawUntil: null } as const
    await asListener((ctx) =>
      changeTold(ctx, exerciseId, { ...told, payment: 'Nothing but thanks.', asks: 'told' }),
    )
    const again = await visitor.send(path, { words: 'Begun before', sending, shown, quote: 'yes' })
    expect(again.status).toBe(409)
    expect(again.text).toContain(webWords['en-GB'].retold)
    expect(again.text).toContain('Begun before')
    expect(await count('voice')).toBe(0)

    const shownNow = /name="shown" value="([^"]+)"/.exec(again.text)![1]!
    const form = { words: 'Begun before', sending, quote: 'yes' }
    const sent = await visitor.send(path, { ...form, shown: shownNow })
    expect(phraseIn(sent)).not.toBe('')
    // The same form once more, whatever the page says by now, is the same sending.
    expect(phraseIn(await visitor.send(path, { ...form, shown: shownNow }))).toBe(phraseIn(sent))
    await sendWords('A second one')
    const kept = await house.asOwner(
      `select w.version, w.language, w.sentences, count(e.id)::int as answers from wording w
       join consent_event e on e.wording_id = w.id where w.exercise_id = $1 group by 1, 2, 3`,
      [exerciseId],
    )
    expect(kept).toHaveLength(1)
    expect(kept[0]).toMatchObject({ version: webWords.version, language: 'en-GB', answers: 4 })
    expect(kept[0]!['sentences']).toEqual(
      expect.arrayContaining(['Nothing but thanks.', webWords['en-GB'].quote]),
    )
  })

  test('a form from another site is refused', async () => {
    const answer = await visitor.send(path, { words: 'x' }, { origin: 'https://elsewhere.example' })
    expect(answer.status).toBe(403)
    expect(await count('voice')).toBe(0)
  })
})

/** Every sentence of a words table; functions are called with a figure. */
function sentencesIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'function') {
    const one = value.toString().startsWith('(uses') ? ['this', 'that'] : '2'
    return [String((value as (one: unknown, two: string) => string)(one, '4'))]
  }
  return Object.values(value as object).flatMap(sentencesIn)
}

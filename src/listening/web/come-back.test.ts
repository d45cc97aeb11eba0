import { beforeEach, describe, expect, test } from 'vitest'
import { openPlainExercise } from '../../../test/test-exercise.ts'
import { passagesIn, phraseIn, ticketIn, usePublicPage } from '../../../test/public-page.ts'
import { Limits } from '../../platform/http/limits.ts'
import { Patience } from '../../platform/http/patience.ts'
import { askedWords } from '../consent/asked.words.ts'
import { listGiven } from '../consent/consent.ts'
import { listDetails } from '../consent/details.ts'
import { changeTold } from '../exercises/exercises.ts'
import { hashPhrase } from '../phrases/phrases.ts'
import { answersWords } from './answers.words.ts'
import { comeBackWords } from './come-back.words.ts'

const back = comeBackWords['en-GB']
const asked = askedWords['en-GB']

const page = usePublicPage((ctx) => openPlainExercise(ctx, 'What helped you most?'))
const { asListener, openOne, sendTooFast, sendAndLetIn, comeBack, comeBackAgain, count, firstVoiceId } = page

let delays: number[]

beforeEach(() => {
  delays = []
  const patience = new Patience(Date.now, async (time) => void delays.push(time))
  page.house.services.limits = new Limits(Date.now, patience)
})

describe('the phrase', () => {
  test('opens, however it is typed, but only in its order; it is in no page', async () => {
    const phrase = await sendAndLetIn('Mine alone')
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
    await sendAndLetIn('From last year')
    const older = ['ability', 'able', 'about', 'above']
    const hash = await hashPhrase(page.house.vault.forTenant(page.tenantId), page.exerciseId, older)
    await page.house.asOwner(
      `update come_back set phrase_hash = $1, made = 'four-words' where exercise_id = $2`,
      [hash, page.exerciseId],
    )
    expect((await comeBack(older.join(' '))).text).toContain('From last year')
  })

  test('cannot be searched for without the exercise’s pepper, which lies in the keyring', async () => {
    const phrase = (await sendAndLetIn('Peppered')).split(' ')
    const vault = page.house.vault.forTenant(page.tenantId)
    expect(vault.isKept(page.exerciseId)).toBe(true)
    const before = await hashPhrase(vault, page.exerciseId, phrase)
    await vault.destroy([page.exerciseId])
    expect((await hashPhrase(vault, page.exerciseId, phrase)).equals(before)).toBe(false)
  })

  test('wrong ones are answered later and later; the right one comes through a flood', async () => {
    const phrase = await sendAndLetIn('Mine alone')
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
    const shown = await comeBack(await sendAndLetIn('My words', { quote: 'yes' }))
    expect(shown.text.indexOf('My words')).toBeLessThan(shown.text.indexOf(asked.describe.asks))
    expect(shown.text).toContain(back.waiting)
    expect(shown.text).toContain(back.printedNone)
    for (const use of ['sign', 'later', 'preview', 'told', 'recording'] as const) {
      expect(shown.text, use).not.toContain(asked[use].asks)
    }
    const next = await page.visitor.send(`${page.path}/come-back/answers`, {
      ticket: ticketIn(shown),
      change: 'describe-no',
    })
    expect(next.text).toContain(asked.sign.asks)
    expect(next.text).not.toContain(asked.describe.asks)
  })

  test('a yes that needs words asks for them, keeps them under its own key, and a no takes them away', async () => {
    const shown = await comeBack(await sendAndLetIn('My words'))
    const path2 = `${page.path}/come-back/answers`
    const empty = await page.visitor.send(path2, { ticket: ticketIn(shown), change: 'describe-yes' })
    expect(empty.status).toBe(422)
    expect(empty.text).toContain(asked.describe.missing)
    const long = await page.visitor.send(path2, {
      ticket: ticketIn(shown),
      change: 'describe-yes',
      'text-describe': 'x'.repeat(81),
    })
    expect(long.status).toBe(422)
    expect(long.text).toContain('x'.repeat(81))
    expect(await count('voice_detail')).toBe(0)

    const form = { ticket: ticketIn(shown), change: 'describe-yes', 'text-describe': ' a dad\n of two ' }
    await page.visitor.send(path2, form)
    await page.visitor.send(path2, form)
    const id = await firstVoiceId()
    expect(await asListener((ctx) => listDetails(ctx, id))).toEqual({ description: 'a dad of two' })
    expect(await count('voice_detail')).toBe(1)
    // Sent twice, answered once; the sentences it was asked in are kept with it.
    const given = (await asListener((ctx) => listGiven(ctx, id))).filter((one) => one.use === 'describe')
    expect(given).toMatchObject([
      { answer: true, way: 'page', recordedBy: 'voice', version: askedWords.version },
    ])
    expect(given[0]!.sentences).toEqual(expect.arrayContaining([asked.describe.asks, asked.describe.yes]))
    const [sealed] = await page.house.asOwner(
      'select id, text_sealed from voice_detail where voice_id = $1',
      [id],
    )
    const rowId = String(sealed!['id'])
    const vault = page.house.vault.forTenant(page.tenantId)
    const open = (key: string) =>
      vault.open(key, 'voice_detail.text', rowId, sealed!['text_sealed'] as Buffer)
    expect(open(id)).toBe('a dad of two')

    await page.visitor.send(path2, { ticket: ticketIn(shown), change: 'describe-no' })
    expect(await count('voice_detail')).toBe(0)
  })

  test('is told that the team left out what it chose, until it chooses other words', async () => {
    const shown = await comeBack(await sendAndLetIn('My words', { quote: 'yes' }))
    const choose = (text: string) =>
      page.visitor.send(`${page.path}/come-back/answers`, {
        ticket: ticketIn(shown),
        change: 'describe-yes',
        'text-describe': text,
      })
    await choose('a dad of two')
    expect((await comeBackAgain(shown)).text).not.toContain(back.leftOut)
    await page.house.asOwner(
      `insert into beside_reading (tenant_id, detail_id, read_by, may_print)
       select tenant_id, id, $1, false from voice_detail where voice_id = $2`,
      [page.listenerId, await firstVoiceId()],
    )
    expect((await comeBackAgain(shown)).text).toContain(`“a dad of two”</span> ${back.leftOut}`)
    await choose('somebody with a cat')
    expect((await comeBackAgain(shown)).text).not.toContain(back.leftOut)
  })

  test('what is held back is said to wait for a person, until it is let in', async () => {
    const phrase = phraseIn(await sendTooFast('Written in one second'))
    const held = await comeBack(phrase)
    expect(held.text).toContain(back.held)
    expect(held.text).not.toContain(back.waiting)
    await page.house.asOwner('update contribution set is_held = false where exercise_id = $1', [
      page.exerciseId,
    ])
    const letIn = await comeBack(phrase)
    expect(letIn.text).not.toContain(back.held)
    expect(letIn.text).toContain(back.waiting)
  })

  test('all answers stand on one page, with four lines to copy; the two hats in its own words', async () => {
    const shown = await comeBack(await sendAndLetIn('My words'))
    const all = await page.visitor.send(`${page.path}/come-back/all`, { ticket: ticketIn(shown) })
    for (const use of ['read', 'quote', 'describe', 'sign', 'later', 'preview', 'told'] as const) {
      expect(all.text, use).toContain(asked[use].asks)
    }
    expect(all.text).not.toContain(asked.recording.asks)
    expect(all.text).toContain('You said yes: the team reads your words.')
    const told = await page.visitor.send(`${page.path}/come-back/answers`, {
      ticket: ticketIn(all),
      change: 'told-yes',
      'text-told': 'the hostel, Tuesdays',
      then: 'all',
    })
    expect(told.text).toContain(back.changed)
    expect(told.text).toContain('the hostel, Tuesdays')
    const hats = 'I run the night shelter and slept there at nineteen.'
    const kept = await page.visitor.send(`${page.path}/come-back/hats`, { ticket: ticketIn(told), hats })
    expect(kept.text).toContain(hats)
    const gone = await page.visitor.send(`${page.path}/come-back/hats`, { ticket: ticketIn(told), hats: '' })
    expect(gone.text).not.toContain(hats)
    expect(gone.text).toContain(answersWords['en-GB'].hats)
  })

  test('an exercise asks only what it says it asks', async () => {
    await asListener((ctx) =>
      changeTold(ctx, page.exerciseId, {
        basis: 'consent',
        basisText: '',
        mightAct: '',
        removeUntil: null,
        rawUntil: null,
        payment: '',
        asks: 'told',
      }),
    )
    const shown = await comeBack(await sendAndLetIn('My words'))
    expect(shown.text).toContain(asked.told.asks)
    const all = await page.visitor.send(`${page.path}/come-back/all`, { ticket: ticketIn(shown) })
    expect(all.text).not.toContain(asked.sign.asks)
  })

  test('a no to reading takes the reading away at once', async () => {
    const shown = await comeBack(await sendAndLetIn('My coach Farida helped me'))
    const [passage] = passagesIn(shown)
    await page.house.asOwner(
      'insert into passage_review (tenant_id, passage_id, first_by, reading_index, second_by, second_at) values ($1, $2, $3, $4, $5, now())',
      [page.tenantId, passage, page.listenerId, Buffer.from('x'), await secondReader()],
    )
    await page.house.asOwner(
      'insert into reading (tenant_id, passage_id, exercise_id, text) values ($1, $2, $3, $4)',
      [page.tenantId, passage, page.exerciseId, 'My coach Farida helped me'],
    )
    expect((await comeBackAgain(shown)).text).toContain(back.same)
    const shut = await page.visitor.send(`${page.path}/come-back/answers`, {
      ticket: ticketIn(shown),
      change: 'read-no',
    })
    expect(shut.text).toContain(back.shut)
    expect(await count('reading')).toBe(0)
    await page.visitor.send(`${page.path}/come-back/answers`, { ticket: ticketIn(shown), change: 'read-yes' })
    expect(await count('reading')).toBe(1)
  })
})

describe('somebody else', () => {
  const steps = ['own', 'all', 'answers', 'hats', 'words', 'words/changed', 'more', 'more/added', 'stop']
    .concat('take', 'taken')
    .map((step) => `come-back/${step}`)

  test('a ticket opens only its own exercise, whole and for a quarter of an hour', async () => {
    const ticket = ticketIn(await comeBack(await sendAndLetIn('Here only')))
    const other = await openOne()
    for (const step of steps) {
      expect((await page.visitor.send(`${other.path}/${step}`, { ticket, words: 'x' })).status, step).toBe(
        422,
      )
      for (const bad of ['', `${ticket.slice(0, -2)}AA`, 'AAAA']) {
        expect(
          (await page.visitor.send(`${page.path}/${step}`, { ticket: bad, words: 'x' })).status,
          step,
        ).toBe(422)
      }
    }
    expect([await count('voice'), await count('passage'), await count('consent_event')]).toEqual([1, 1, 2])
  })

  test('an id of somebody else’s passage shows, changes and takes nothing', async () => {
    const theirs = await comeBack(await sendAndLetIn('Theirs and secret'))
    const [foreign] = passagesIn(theirs)
    const elsewhere = await openOne()
    const far = await comeBack(await sendAndLetIn('Far away', {}, elsewhere.path), elsewhere.path)
    const mine = await comeBack(await sendAndLetIn('Mine'))
    const ticket = ticketIn(mine)
    for (const passage of [foreign!, passagesIn(far)[0]!, crypto.randomUUID(), "x' or 1=1", '']) {
      for (const step of ['words', 'words/changed', 'take', 'taken']) {
        const answer = await page.visitor.send(`${page.path}/come-back/${step}`, {
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

async function secondReader(): Promise<string> {
  const id = crypto.randomUUID()
  await page.house.asOwner('insert into account (id, address_sealed, address_index) values ($1, $2, $3)', [
    id,
    Buffer.from('x'),
    Buffer.from(id),
  ])
  return id
}

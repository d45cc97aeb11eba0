import { describe, expect, test } from 'vitest'
import { openPlainExercise } from '../../../test/test-exercise.ts'
import { passagesIn, sendingIn, ticketIn, usePublicPage } from '../../../test/public-page.ts'
import { closeExercise } from '../exercises/exercises.ts'
import { comeBackWords } from './come-back.words.ts'
import { ownWords } from './own.words.ts'

const back = comeBackWords['en-GB']
const own = ownWords['en-GB']

const page = usePublicPage((ctx) => openPlainExercise(ctx, 'What helped you most?'))
const { asListener, sendAndLetIn, comeBack, comeBackAgain, count, firstVoiceId } = page

describe('changing words', () => {
  test('makes a new version whose review begins anew; the old one is destroyed', async () => {
    const shown = await comeBack(await sendAndLetIn('The old words'))
    const [old] = passagesIn(shown)
    const form = await page.visitor.send(`${page.path}/come-back/words`, {
      ticket: ticketIn(shown),
      passage: old!,
    })
    expect(form.text).toContain('The old words')
    const change = { ticket: ticketIn(form), passage: old!, sending: sendingIn(form), words: 'The new words' }
    const changed = await page.visitor.send(`${page.path}/come-back/words/changed`, change)
    expect(changed.text).toContain('The new words')
    expect(changed.text).not.toContain('The old words')
    expect(changed.text).toContain(back.waiting)
    expect(page.house.vault.forTenant(page.tenantId).isKept(old!)).toBe(false)
    expect([await count('passage'), await count('voice')]).toEqual([1, 1])
    const tasks = await page.house.asOwner(
      `select kind from task join contribution c on c.id = about_id
       where c.exercise_id = $1 and sending_index is not null`,
      [page.exerciseId],
    )
    expect(tasks).toEqual([{ kind: 'contribution.propose' }])

    // The same form again, and another tab that still shows the old words: nothing is doubled or brought back.
    const twice = await page.visitor.send(`${page.path}/come-back/words/changed`, change)
    expect(twice.text).toContain(back.notThere)
    const tab = await page.visitor.send(`${page.path}/come-back/words/changed`, {
      ...change,
      words: 'Another tab',
    })
    expect(tab.text).toContain(back.notThere)
    expect(await count('passage')).toBe(1)
    expect((await comeBackAgain(shown)).text).toContain('The new words')
  })

  test('keeps the old ones when its voice says so; the same words change nothing; an empty box is said', async () => {
    const shown = await comeBack(await sendAndLetIn('The old words'))
    const [old] = passagesIn(shown)
    const change = { ticket: ticketIn(shown), passage: old!, sending: 'a' }
    const at = `${page.path}/come-back/words/changed`
    expect((await page.visitor.send(at, { ...change, words: 'The old words' })).text).toContain(
      back.sameWords,
    )
    expect((await page.visitor.send(at, { ...change, words: ' ' })).status).toBe(422)
    const kept = await page.visitor.send(at, { ...change, words: 'Newer', keep: 'yes' })
    expect(kept.text).toContain('The old words')
    expect(kept.text).toContain('Newer')
    expect((await page.visitor.send(at, { ...change, words: 'Newer', keep: 'yes' })).text).toContain(
      back.keptBefore,
    )
    expect(await count('passage')).toBe(2)
  })

  test('adding: kept once, however often it is sent, until the exercise is closed', async () => {
    const shown = await comeBack(await sendAndLetIn('First'))
    const form = await page.visitor.send(`${page.path}/come-back/more`, { ticket: ticketIn(shown) })
    const more = { ticket: ticketIn(form), sending: sendingIn(form), words: 'Second thoughts' }
    const both = await Promise.all([
      page.visitor.send(`${page.path}/come-back/more/added`, more),
      page.visitor.send(`${page.path}/come-back/more/added`, more),
    ])
    expect(both.map((one) => one.status)).toEqual([200, 200])
    expect([await count('passage'), await count('voice')]).toEqual([2, 1])
    await asListener((ctx) => closeExercise(ctx, page.exerciseId, true))
    const late = await page.visitor.send(`${page.path}/come-back/more/added`, { ...more, words: 'Too late' })
    expect(late.status).toBe(409)
    expect(late.text).toContain('Too late')
    expect(await count('passage')).toBe(2)
  })
})

describe('taking back', () => {
  test('one passage, after one question; the rest stays', async () => {
    const shown = await comeBack(await sendAndLetIn('Stays here'))
    const ticket = ticketIn(shown)
    const added = await page.visitor.send(`${page.path}/come-back/more/added`, {
      ticket,
      sending: 's',
      words: 'Goes',
    })
    const goes = passagesIn(added)[1]!
    const sure = await page.visitor.send(`${page.path}/come-back/take`, { ticket, passage: goes })
    expect(sure.text).toContain(own.sureOneTitle)
    expect(sure.text).toContain('Goes')
    expect(await count('passage')).toBe(2)
    for (const _ of [1, 2]) {
      const done = await page.visitor.send(`${page.path}/come-back/taken`, { ticket, passage: goes })
      expect(done.text).toContain('Stays here')
      expect(done.text).not.toContain('>Goes<')
    }
    expect([await count('passage'), await count('withdrawal')]).toEqual([1, 1])
    expect(page.house.vault.forTenant(page.tenantId).isKept(goes)).toBe(false)
  })

  test('everything, with all it said of itself, and the phrase; twice does nothing more', async () => {
    const phrase = await sendAndLetIn('Take me back')
    await sendAndLetIn('Leave me here')
    const shown = await comeBack(phrase)
    const ticket = ticketIn(shown)
    await page.visitor.send(`${page.path}/come-back/answers`, {
      ticket,
      change: 'told-yes',
      'text-told': 'sam@example.org',
    })
    const id = await firstVoiceId()
    const sure = await page.visitor.send(`${page.path}/come-back/take`, { ticket })
    expect(sure.text).toContain(own.sureTitle)
    expect(await count('voice')).toBe(2)
    for (const _ of [1, 2]) {
      const done = await page.visitor.send(`${page.path}/come-back/taken`, { ticket })
      expect(done.text).toContain(own.goneHeading)
    }
    expect([await count('voice'), await count('passage'), await count('withdrawal')]).toEqual([1, 1, 1])
    expect(await count('voice_detail')).toBe(0)
    expect(page.house.vault.forTenant(page.tenantId).isKept(id)).toBe(false)
    expect((await comeBack(phrase)).status).toBe(422)
  })

  test('a single passage is everything, and says so', async () => {
    const shown = await comeBack(await sendAndLetIn('All there is'))
    const sure = await page.visitor.send(`${page.path}/come-back/take`, {
      ticket: ticketIn(shown),
      passage: passagesIn(shown)[0]!,
    })
    expect(sure.text).toContain(own.sureTitle)
  })
})

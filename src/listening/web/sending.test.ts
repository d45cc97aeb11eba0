import { describe, expect, test } from 'vitest'
import { phraseIn, usePublicPage } from '../../../test/public-page.ts'
import { openPlainExercise } from '../../../test/test-exercise.ts'
import { changeTold, closeExercise } from '../exercises/exercises.ts'
import { webWords } from './web.words.ts'

const page = usePublicPage((ctx) => openPlainExercise(ctx, 'What helped you most?'))
const { asListener, makeSlowSending, sendWords, count } = page

async function listAnswers(): Promise<string[]> {
  const rows = await page.house.asOwner(
    'select use, answer, words_version, recorded_by from consent_event where exercise_id = $1 order by at, id',
    [page.exerciseId],
  )
  return rows.map((row) => `${row['use']} ${row['answer']} ${row['words_version']} ${row['recorded_by']}`)
}

describe('sending', () => {
  test('keeps the words to the letter, the answers, and nothing about the sender', async () => {
    const words = '  First line\r\nsecond — “with” 🙂 marks\r\n\r\nlast  '
    const answer = await sendWords(words, { quote: 'yes' })
    expect(answer.status).toBe(200)
    expect(answer.setCookies).toEqual([])
    expect(phraseIn(answer).split(' ')).toHaveLength(5)
    expect(answer.text).toContain('We cannot look them up for you.')
    expect(answer.text).toContain(`${page.path}/come-back`)

    const [passage] = await page.house.asOwner(
      'select id, verbatim_sealed from passage where exercise_id = $1',
      [page.exerciseId],
    )
    const id = String(passage!['id'])
    const opened = page.house.vault
      .forTenant(page.tenantId)
      .open(id, 'passage.verbatim', id, passage!['verbatim_sealed'] as Buffer)
    expect(opened).toBe(words.replaceAll('\r\n', '\n'))
    expect(await listAnswers()).toEqual([
      `read true ${webWords.version} visitor`,
      `quote true ${webWords.version} visitor`,
    ])
    const acts = await page.house.asOwner(
      'select act, actor, about_id from audit_event where about_id = $1 order by at, id',
      [page.exerciseId],
    )
    expect(acts.map((row) => `${row['act']} ${row['actor']}`)).toContain('contribution.received visitor')
    const tasks = await page.house.asOwner(
      'select kind from task join contribution on contribution.id = about_id where exercise_id = $1',
      [page.exerciseId],
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
    const form = { words: 'Pressed twice', sending: makeSlowSending() }
    const answers = await Promise.all([
      page.visitor.send(page.path, form),
      page.visitor.send(page.path, form),
    ])
    answers.push(await page.visitor.send(page.path, { ...form, quote: 'yes' }))
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200])
    expect(new Set(answers.map(phraseIn)).size).toBe(1)
    expect(phraseIn(answers[0]!)).not.toBe('')
    expect([await count('voice'), await count('passage'), await count('come_back')]).toEqual([1, 1, 1])
    // The tick of the last sending counts.
    expect((await listAnswers()).at(-1)).toBe(`quote true ${webWords.version} voice`)
    // A repeat leaves no trace, not even a number taken.
    expect(
      await page.house.asOwner('select last_passage from exercise_counter where exercise_id = $1', [
        page.exerciseId,
      ]),
    ).toEqual([{ last_passage: 1 }])
  })

  test('other words of the same form are a contribution of their own', async () => {
    const sending = makeSlowSending()
    const one = await page.visitor.send(page.path, { words: 'One', sending })
    const two = await page.visitor.send(page.path, { words: 'Two', sending })
    expect(phraseIn(two)).not.toBe(phraseIn(one))
    expect(await count('passage')).toBe(2)
  })

  test('after half an hour a repeat is still kept once, but shows no words', async () => {
    const form = { words: 'Sent again much later', sending: makeSlowSending() }
    await page.visitor.send(page.path, form)
    await page.house.asOwner(
      `update come_back set created_at = now() - interval '31 minutes' where exercise_id = $1`,
      [page.exerciseId],
    )
    const again = await page.visitor.send(page.path, form)
    expect(again.status).toBe(200)
    expect(phraseIn(again)).toBe('')
    expect(again.text).toContain(webWords['en-GB'].knownHeading)
    expect(await count('passage')).toBe(1)
  })

  test('a form of another day, of another exercise or with a broken seal loses no words', async () => {
    for (const sending of ['', 'x.y.z', `${makeSlowSending()}x`]) {
      expect(phraseIn(await page.visitor.send(page.path, { words: `With ${sending}`, sending }))).not.toBe('')
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
    const { limits } = page.house.services
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
    const sending = makeSlowSending()
    await asListener((ctx) => closeExercise(ctx, page.exerciseId, true))
    const shut = await page.visitor.get(page.path)
    expect(shut.text).toContain(webWords['en-GB'].closed)
    expect(shut.text).not.toContain('<textarea')
    const late = await page.visitor.send(page.path, { words: 'Too late by a minute', sending })
    expect(late.status).toBe(409)
    expect(late.text).toContain('Too late by a minute')
    expect(await count('voice')).toBe(0)
  })

  test('the sentences are kept as they stood, and nobody agrees to ones they have not read', async () => {
    const { text } = await page.visitor.get(page.path)
    const sending = /name="sending" value="([^"]+)"/.exec(text)![1]!
    const shown = /name="shown" value="([^"]+)"/.exec(text)![1]!
    const told = { basis: 'consent', basisText: '', mightAct: '', removeUntil: null, rawUntil: null } as const
    await asListener((ctx) =>
      changeTold(ctx, page.exerciseId, { ...told, payment: 'Nothing but thanks.', asks: 'told' }),
    )
    const again = await page.visitor.send(page.path, { words: 'Begun before', sending, shown, quote: 'yes' })
    expect(again.status).toBe(409)
    expect(again.text).toContain(webWords['en-GB'].retold)
    expect(again.text).toContain('Begun before')
    expect(await count('voice')).toBe(0)

    const shownNow = /name="shown" value="([^"]+)"/.exec(again.text)![1]!
    const form = { words: 'Begun before', sending, quote: 'yes' }
    const sent = await page.visitor.send(page.path, { ...form, shown: shownNow })
    expect(phraseIn(sent)).not.toBe('')
    // The same form once more, whatever the page says by now, is the same sending.
    expect(phraseIn(await page.visitor.send(page.path, { ...form, shown: shownNow }))).toBe(phraseIn(sent))
    await sendWords('A second one')
    const kept = await page.house.asOwner(
      `select w.version, w.language, w.sentences, count(e.id)::int as answers from wording w
       join consent_event e on e.wording_id = w.id where w.exercise_id = $1 group by 1, 2, 3`,
      [page.exerciseId],
    )
    expect(kept).toHaveLength(1)
    expect(kept[0]).toMatchObject({ version: webWords.version, language: 'en-GB', answers: 4 })
    expect(kept[0]!['sentences']).toEqual(
      expect.arrayContaining(['Nothing but thanks.', webWords['en-GB'].quote]),
    )
  })

  test('a form from another site is refused', async () => {
    const answer = await page.visitor.send(page.path, { words: 'x' }, { origin: 'https://elsewhere.example' })
    expect(answer.status).toBe(403)
    expect(await count('voice')).toBe(0)
  })
})

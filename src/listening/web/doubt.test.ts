import { describe, expect, test } from 'vitest'
import { phraseIn, usePublicPage } from '../../../test/public-page.ts'
import { openPlainExercise } from '../../../test/test-exercise.ts'
import { countVoices } from '../exercises/people.ts'
import { listPassageStates } from '../passages/passages.ts'
import { listVoices } from '../voices/voices.ts'
import { letIn, listHeld, throwAway } from './held.ts'

const page = usePublicPage((ctx) => openPlainExercise(ctx, 'What helped you most?'))
const { asListener, makeSlowSending, sendTooFast, sendWords, count } = page

describe('what looks like a machine’s', () => {
  const heldWhy = async () =>
    (
      await page.house.asOwner('select held_why from contribution where exercise_id = $1', [page.exerciseId])
    ).map((row) => row['held_why'])
  const text = 'Somebody rang back, and that was all it took.'

  test('is kept, gets its phrase, and counts nowhere until a listener lets it in', async () => {
    const sent = await sendTooFast(text)
    const phrase = phraseIn(sent)
    expect(phrase).not.toBe('')
    expect(await heldWhy()).toEqual(['fast'])
    const ids = async () =>
      asListener(async (ctx) => [
        (await listVoices(ctx, { exerciseId: page.exerciseId })).length,
        (await countVoices(ctx, page.exerciseId)).people,
        (await listPassageStates(ctx, { exerciseId: page.exerciseId })).length,
      ])
    expect(await ids()).toEqual([0, 0, 0])
    expect(await page.house.asOwner(`select 1 from task where kind = 'contribution.propose'`)).toEqual([])
    expect((await page.visitor.send(`${page.path}/come-back`, { phrase })).text).toContain(text)
    const { held } = await asListener((ctx) => listHeld(ctx, page.exerciseId))
    expect(held).toMatchObject([{ words: text, why: 'fast' }])
    await asListener((ctx) => letIn(ctx, held[0]!.contributionId))
    expect(await ids()).toEqual([1, 1, 1])
    await expect(asListener((ctx) => letIn(ctx, held[0]!.contributionId))).rejects.toMatchObject({
      kind: 'not-found',
    })
  })

  test('thrown away, its words and keys are gone', async () => {
    await page.visitor.send(page.path, {
      words: `${text} https://a.example https://b.example https://c.example`,
      sending: makeSlowSending(),
    })
    expect(await heldWhy()).toEqual(['links'])
    const { held } = await asListener((ctx) => listHeld(ctx, page.exerciseId))
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

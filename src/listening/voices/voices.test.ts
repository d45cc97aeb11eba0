import type { Hono } from 'hono'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { enter, openApp } from '../../../test/visitor.ts'
import { signInRoutes } from '../../access/sign-in/sign-in.routes.tsx'
import { Limits } from '../../platform/http/limits.ts'
import { newId } from '../../platform/ids.ts'
import { listStanding, recordConsent } from '../consent/consent.ts'
import { takeNumbers } from '../exercises/exercises.queries.ts'
import { countPassages, writePassages } from '../passages/passages.ts'
import { listeningPaths } from '../paths.ts'
import { decide, openForReview, openSecondReading, passSecond } from '../review/review.ts'
import {
  makeTestExercise,
  strangeId,
  type TeamMember,
  type TestExercise,
} from '../../../test/test-exercise.ts'
import { countVoices } from '../exercises/people.ts'
import { joinVoices } from './joins.ts'
import { voiceRoutes } from './voice.routes.tsx'
import { voicesRoutes } from './voices.routes.tsx'
import { changePart, getVoice, listVoices, meetSpeakers, recordAnswers } from './voices.ts'

const house = useTestHouse()
let app: Hono
let made: TestExercise
let serial = 0
const visit = (who: TeamMember) => enter(house, app, made.mailOf(who))

beforeAll(async () => {
  app = openApp(house, [...signInRoutes, ...voicesRoutes, ...voiceRoutes])
}, 60_000)

/** Three people of a group chat, one of whom also wrote on the public page. */
beforeEach(async () => {
  serial += 1
  house.services.limits = new Limits()
  made = await makeTestExercise(house, `Voices${serial}`, [
    { label: 'Web', text: 'Warm, and nobody knocks.' },
  ])
  await hear(['Ada Lane', 'Sam', '+44 7700 900123'])
})

/** Words that come in a file: a source of its own, two passages for each label. Gives the voices. */
async function hear(labels: readonly (string | null)[], state = 'shown'): Promise<string[]> {
  const sourceId = newId()
  await house.asOwner(
    `insert into source (tenant_id, id, exercise_id, door, format, content_index, state)
     values ($1, $2, $3, 'whatsapp', 'whatsapp', $4, $5)`,
    [made.tenantId, sourceId, made.exerciseId, Buffer.from(sourceId), state],
  )
  return made.as(made.people.ada, async (ctx) => {
    const { exerciseId } = made
    const numbers = await takeNumbers(ctx, exerciseId, labels.length, labels.length * 2)
    const met = await meetSpeakers(ctx, { exerciseId, sourceId, labels, firstNumber: numbers.firstVoice })
    await writePassages(
      ctx,
      met.flatMap(({ contributionId }, index) =>
        [0, 1].map((half) => {
          const number = numbers.firstPassage + index * 2 + half
          return { exerciseId, contributionId, number, line: null, saidAt: null, text: 'My own front door.' }
        }),
      ),
    )
    return met.map((speaker) => speaker.voiceId)
  })
}

const voices = () => made.as(made.people.ada, (ctx) => listVoices(ctx, { exerciseId: made.exerciseId }))
const count = () => made.as(made.people.ada, (ctx) => countVoices(ctx, made.exerciseId))
const readings = () => house.asOwner('select passage_id from reading where tenant_id = $1', [made.tenantId])

/** Everything of a voice is read and passed by two people. */
async function reviewAll(voiceId: string): Promise<string[]> {
  await made.as(made.people.ada, (ctx) =>
    recordAnswers(ctx, { ...made, answers: [{ voiceId, read: true }], how: 'asked' }),
  )
  const rows = await house.asOwner(
    `select p.id from passage p join contribution c on c.id = p.contribution_id where c.voice_id = $1 order by p.number`,
    [voiceId],
  )
  const ids = rows.map((row) => String(row['id']))
  for (const id of ids) {
    await made.as(made.people.ada, async (ctx) => {
      const { stamp } = await openForReview(ctx, id)
      await decide(ctx, id, { stamp, answers: [], pass: true })
    })
    await made.as(made.people.ben, async (ctx) =>
      passSecond(ctx, id, (await openSecondReading(ctx, id)).seal),
    )
  }
  return ids
}

describe('who was heard', () => {
  test('is counted once, without facilitators and without what is still arriving', async () => {
    await hear(['Not yet here'], 'arriving')
    expect(await count()).toMatchObject({ people: 4, facilitators: 0 })
    const [, , sam] = await voices()
    await made.as(made.people.ada, (ctx) => changePart(ctx, sam!.id, 'facilitator'))
    expect(await count()).toMatchObject({ people: 3, facilitators: 1 })
    expect(await voices()).toMatchObject([
      {
        number: 1,
        doors: ['web'],
        passages: 1,
        words: 5,
        labels: ['Web'],
        standing: { read: true, quote: true },
      },
      { number: 2, doors: ['whatsapp'], passages: 2, words: 7, labels: ['Ada Lane'], part: 'contributor' },
      { number: 3, labels: ['Sam'], part: 'facilitator', standing: { read: false, quote: false } },
      { number: 4, labels: ['+44 7700 900123'] },
    ])
  })

  test('labels are for listeners only, in the list and on the page', async () => {
    for (const person of [made.people.lea, made.people.cleo]) {
      const seen = await made.as(person, (ctx) => listVoices(ctx, { exerciseId: made.exerciseId }))
      expect(seen.map((voice) => voice.labels)).toEqual([null, null, null, null])
    }
    const path = listeningPaths.voices(made.exerciseId)
    const [listener, lead] = [await visit('ada'), await visit('lea')]
    expect((await listener.get(path)).text).toContain('Ada Lane')
    expect((await listener.get(path)).text).not.toContain('type="checkbox"')
    expect((await listener.get(`${path}?tick=yes`)).text).toContain('type="checkbox"')
    expect((await lead.get(`${path}?tick=yes`)).text).not.toContain('type="checkbox"')
    const page = await lead.get(path)
    expect(page.text).toContain('4 people. One of them agreed to be read.')
    expect(page.text).not.toContain('Ada Lane')
    expect(page.text).not.toContain('900123')
    expect(page.text).not.toContain('<button class="button primary"')
  })

  test('lead and reader change nothing, and the database agrees', async () => {
    const [web] = await voices()
    for (const name of ['lea', 'cleo'] as const) {
      const visitor = await visit(name)
      expect((await visitor.get(listeningPaths.voice(web!.id))).status).toBe(403)
      expect((await visitor.send(listeningPaths.voicePart(web!.id), { part: 'facilitator' })).status).toBe(
        403,
      )
      expect((await visitor.send(listeningPaths.voices(made.exerciseId), { how: 'x' })).status).toBe(403)
      const record = made.as(made.people[name], (ctx) =>
        recordAnswers(ctx, { ...made, answers: [{ voiceId: web!.id, quote: false }], how: '' }),
      )
      await expect(record).rejects.toThrow(/row-level security/)
    }
    expect((await voices())[0]).toEqual(web)
  })

  test('another organisation finds nothing', async () => {
    const [web] = await voices()
    const other = await makeTestExercise(house, `Strange${serial}`, [{ label: 'X', text: 'Elsewhere.' }])
    const foreign = await enter(house, app, `ada@strange${serial}.example`)
    expect((await foreign.get(listeningPaths.voices(made.exerciseId))).status).toBe(404)
    expect((await foreign.get(listeningPaths.voice(web!.id))).status).toBe(404)
    expect((await foreign.send(listeningPaths.voicePart(web!.id), { part: 'facilitator' })).status).toBe(404)
    const ours = listeningPaths.voice(other.voiceIds[0]!)
    expect((await foreign.send(ours, { other: web!.id })).status).toBe(404)
    const form = { [`was-${web!.id}`]: 'read quote 1', how: 'x', manner: 'one' }
    expect((await foreign.send(listeningPaths.voices(other.exerciseId), form)).status).toBe(404)
    expect((await voices())[0]).toEqual(web)
  })
})

describe('facilitator or contributor', () => {
  test('takes the readings out, and brings them back without a new review', async () => {
    const [, ada] = await voices()
    const ids = await reviewAll(ada!.id)
    expect(await readings()).toHaveLength(2)
    await made.as(made.people.ada, (ctx) => changePart(ctx, ada!.id, 'facilitator'))
    expect(await readings()).toHaveLength(0)
    await made.as(made.people.ada, (ctx) => changePart(ctx, ada!.id, 'contributor'))
    expect((await readings()).map((row) => row['passage_id']).sort()).toEqual([...ids].sort())
  })

  test('is one button, back to the list', async () => {
    const [, ada] = await voices()
    const visitor = await visit('ada')
    const answer = await visitor.send(listeningPaths.voicePart(ada!.id), { part: 'facilitator' })
    expect(answer.location).toBe(`${listeningPaths.voices(made.exerciseId)}?done=facilitator`)
    expect((await visitor.send(listeningPaths.voicePart(ada!.id), { part: 'boss' })).status).toBe(422)
    expect((await visitor.get(listeningPaths.voices(made.exerciseId))).text).toContain(
      '3 people. One of them agreed to be read. One facilitator is not counted.',
    )
  })
})

describe('what people agreed to', () => {
  test('is recorded once for what was changed, with how, and opens or shuts the readings', async () => {
    const [web, ada] = await voices()
    await reviewAll(ada!.id)
    const visitor = await visit('ada')
    const path = listeningPaths.voices(made.exerciseId)
    const form = {
      [`was-${web!.id}`]: 'read quote 1',
      [`read-${web!.id}`]: 'yes',
      [`was-${ada!.id}`]: 'read 2',
      [`read-${ada!.id}`]: 'yes',
      [`quote-${ada!.id}`]: 'yes',
      how: 'asked at the end of the call',
      manner: 'group',
    }
    for (let time = 0; time < 2; time += 1)
      expect((await visitor.send(path, form)).location).toBe(`${path}?done=agreed`)
    expect((await voices()).slice(0, 2).map((voice) => voice.standing)).toEqual([
      { read: true, quote: false },
      { read: true, quote: true },
    ])
    const rows = await house.asOwner(
      `select how_sealed from consent_event where voice_id = $1 and use = 'quote'`,
      [ada!.id],
    )
    expect(rows).toHaveLength(1)
    expect((rows[0]!['how_sealed'] as Buffer).includes('asked')).toBe(false)
    await made.as(made.people.ada, (ctx) =>
      recordAnswers(ctx, { ...made, answers: [{ voiceId: ada!.id, read: false }], how: '' }),
    )
    expect(await readings()).toHaveLength(0)
  })

  test('needs how, needs “read” for “quote”, and keeps the ticks meanwhile', async () => {
    const [, ada] = await voices()
    const visitor = await visit('ada')
    const path = listeningPaths.voices(made.exerciseId)
    const answer = await visitor.send(path, { [`was-${ada!.id}`]: '2', [`quote-${ada!.id}`]: 'yes' })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Write in a few words how they agreed.')
    expect(answer.text).toContain('For voice 2, tick “be read” as well')
    expect(answer.text).toMatch(new RegExp(`name="quote-${ada!.id}"[^>]*checked`))
    expect((await visitor.send(path, { [`was-${ada!.id}`]: '2', how: 'x' })).status).toBe(422)
    expect(await made.as(made.people.ada, (ctx) => listStanding(ctx, [ada!.id]))).toEqual(
      new Map([[ada!.id, { read: false, quote: false }]]),
    )
  })

  test('an old page takes nothing back that was said since', async () => {
    const [, ada, sam] = await voices()
    await made.as(made.people.ben, (ctx) =>
      recordAnswers(ctx, { ...made, answers: [{ voiceId: ada!.id, read: true }], how: 'b' }),
    )
    const visitor = await visit('ada')
    await visitor.send(listeningPaths.voices(made.exerciseId), {
      [`was-${ada!.id}`]: '2',
      [`was-${sam!.id}`]: '3',
      [`read-${sam!.id}`]: 'yes',
      how: 'asked',
      manner: 'one',
    })
    expect((await voices()).map((voice) => voice.standing.read)).toEqual([true, true, true, false])
  })
})

describe('two voices that are one person', () => {
  test('become one: counts, labels and words stay, the stricter answer stands, the history too', async () => {
    const [, ada, sam] = await voices()
    const ids = await reviewAll(ada!.id)
    await reviewAll(sam!.id)
    const record = (voiceId: string, read: boolean, quote: boolean) =>
      made.as(made.people.ada, (ctx) =>
        recordConsent(ctx, {
          ...made,
          voiceIds: [voiceId],
          answers: { read, quote },
          how: 'by phone',
          wordsVersion: 't',
        }),
      )
    await record(ada!.id, true, true)
    await record(sam!.id, true, false)
    const before = await made.as(made.people.ada, (ctx) =>
      countPassages(ctx, { exerciseId: made.exerciseId }),
    )
    expect(await made.as(made.people.ada, (ctx) => joinVoices(ctx, ada!.id, sam!.id))).toBe(ada!.id)

    expect(await count()).toMatchObject({ people: 3, facilitators: 0 })
    const kept = await made.as(made.people.ada, (ctx) => getVoice(ctx, ada!.id))
    expect(kept).toMatchObject({
      number: 2,
      passages: 4,
      labels: ['Ada Lane', 'Sam'],
      standing: { read: true, quote: false },
    })
    expect(await made.as(made.people.ada, (ctx) => countPassages(ctx, { exerciseId: made.exerciseId }))).toBe(
      before,
    )
    expect(await readings()).toHaveLength(4)
    expect(ids).toHaveLength(2)
    const history = await house.asOwner('select voice_id from consent_event where tenant_id = $1', [
      made.tenantId,
    ])
    // Ada’s review, her answers by phone and what follows for quoting; Sam’s stay Sam’s.
    expect(history.filter((row) => row['voice_id'] === ada!.id)).toHaveLength(4)
    expect(history.filter((row) => row['voice_id'] === sam!.id)).toHaveLength(3)
    await expect(made.as(made.people.ada, (ctx) => getVoice(ctx, sam!.id))).rejects.toMatchObject({
      kind: 'not-found',
    })
  })

  test('who was never asked has said no', async () => {
    const [, ada, sam] = await voices()
    await reviewAll(ada!.id)
    await made.as(made.people.ada, (ctx) => joinVoices(ctx, ada!.id, sam!.id))
    expect((await made.as(made.people.ada, (ctx) => getVoice(ctx, ada!.id))).standing).toEqual({
      read: false,
      quote: false,
    })
    expect(await readings()).toHaveLength(0)
  })

  test('keep every come-back phrase: it leads to the voice that stays', async () => {
    const [web, ada] = await voices()
    await house.asOwner(
      `insert into come_back (tenant_id, id, exercise_id, voice_id, phrase_hash, opens)
       values ($1, gen_random_uuid(), $2, $3, 'x', array[$3::uuid])`,
      [made.tenantId, made.exerciseId, web!.id],
    )
    expect(await made.as(made.people.ada, (ctx) => joinVoices(ctx, ada!.id, web!.id))).toBe(ada!.id)
    const phrases = await house.asOwner('select voice_id from come_back where tenant_id = $1', [
      made.tenantId,
    ])
    expect(phrases).toEqual([{ voice_id: ada!.id }])
    expect((await made.as(made.people.ada, (ctx) => getVoice(ctx, ada!.id))).doors).toEqual([
      'web',
      'whatsapp',
    ])
  })

  test('a voice is joined once, with itself never, with a stranger never', async () => {
    const [, ada, sam] = await voices()
    const join = (keep: string, other: string) =>
      made.as(made.people.ada, (ctx) => joinVoices(ctx, keep, other))
    await expect(join(ada!.id, ada!.id)).rejects.toMatchObject({ kind: 'invalid-state' })
    await expect(join(ada!.id, strangeId)).rejects.toMatchObject({ kind: 'not-found' })
    const both = await Promise.allSettled([join(ada!.id, sam!.id), join(sam!.id, ada!.id)])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await count()).toMatchObject({ people: 3, facilitators: 0 })
  })

  test('the page finds the other by the beginning of a name, and joins', async () => {
    const [, ada, sam] = await voices()
    const visitor = await visit('ada')
    const path = listeningPaths.voice(ada!.id)
    const page = await visitor.get(path)
    expect(page.text).toContain(listeningPaths.voiceWithdraw(ada!.id))
    expect(page.text).not.toContain('Voice 3')
    const found = await visitor.send(listeningPaths.voiceFind(ada!.id), { name: 'sa' })
    expect(found.text).toContain('Voice 3, Sam (WhatsApp, 2 passages)')
    expect((await visitor.send(path, {})).status).toBe(422)
    expect((await visitor.send(path, { other: sam!.id })).location).toBe(`${path}?done=joined`)
  })
})

describe('labels after a crash', () => {
  test('are found again: the same whole name is the same voice', async () => {
    const [, ada] = await voices()
    await house.asOwner('delete from label_index')
    const met = await hear(['ADA  LANE', 'Sam'])
    expect(met[0]).toBe(ada!.id)
    const [mine] = await house.asOwner(
      `select (select count(*) from label_index where tenant_id = $1 and kind = 'label') as found,
              (select count(*) from voice_label where tenant_id = $1) as wanted`,
      [made.tenantId],
    )
    expect(mine!['found']).toBe(mine!['wanted'])
  })

  test('two imports at once rebuild them once', async () => {
    await house.asOwner('delete from label_index')
    const [, ada] = await voices()
    const met = await Promise.all([hear(['Ada Lane']), hear(['Ada Lane'])])
    expect(met.flat()).toEqual([ada!.id, ada!.id])
  })

  test('a label whose key was destroyed stays gone', async () => {
    await house.asOwner('delete from label_index')
    const [, ada] = await voices()
    const [label] = await house.asOwner('select id from voice_label where voice_id = $1', [ada!.id])
    await made.as(made.people.ada, async (ctx) => ctx.vault.destroy([String(label!['id'])]))
    expect((await hear(['Ada Lane']))[0]).not.toBe(ada!.id)
    expect((await voices())[1]!.labels).toEqual([])
  })
})

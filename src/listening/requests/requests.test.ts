import type { Hono } from 'hono'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { findDoorPath, makeTestExercise, type TestExercise } from '../../../test/test-exercise.ts'
import { enter, openApp, Visitor, type Answer } from '../../../test/visitor.ts'
import { signInRoutes } from '../../access/sign-in/sign-in.routes.tsx'
import { Limits } from '../../platform/http/limits.ts'
import { Patience } from '../../platform/http/patience.ts'
import { consentRoutes } from '../consent/consent.routes.tsx'
import { comeBackWords } from '../web/come-back.words.ts'
import { webRoutes } from '../web/web.routes.tsx'
import { joinVoices } from '../voices/joins.ts'
import { withdraw } from '../withdrawals/withdrawals.ts'
import { requestRoutes } from './requests.routes.tsx'
import { requestsWords } from './requests.words.ts'

const words = requestsWords['en-GB']

const house = useTestHouse()
let app: Hono
let made: TestExercise
let serial = 0
let ada: Visitor
let ben: Visitor
let voiceId: string
let door: string

beforeAll(async () => {
  app = openApp(house, [...signInRoutes, ...webRoutes, ...consentRoutes, ...requestRoutes])
}, 60_000)

beforeEach(async () => {
  serial += 1
  house.services.limits = new Limits(Date.now, new Patience(Date.now, async () => undefined))
  made = await makeTestExercise(house, `Requests${serial}`, [
    { label: 'Winifred', text: 'A heron stood on the weir.' },
    { label: 'Oda', text: 'Hers alone.' },
    { label: 'Tove', text: 'Out on the ice.' },
  ])
  voiceId = made.voiceIds[0]!
  door = await findDoorPath(house, made.exerciseId)
  ada = await enter(house, app, made.mailOf('ada'))
  ben = await enter(house, app, made.mailOf('ben'))
}, 30_000)

async function ask(kind: 'phrase' | 'print', by = ada): Promise<string> {
  const answer = await by.send(`/voices/${voiceId}/requests`, { kind, howKnown: 'She knew how it began' })
  expect(answer.status).toBe(303)
  return answer.location!.replace(/\?.*/, '')
}

async function passDay(): Promise<void> {
  await house.asOwner(
    `update request set asked_at = asked_at - interval '25 hours', ready_at = ready_at - interval '25 hours'
     where voice_id = $1`,
    [voiceId],
  )
}

function phraseIn(answer: Answer): string {
  return /<p class="phrase">([a-z ]+)<\/p>/.exec(answer.text)?.[1] ?? ''
}

describe('a first phrase', () => {
  test('is made once, for somebody who was heard and has none', async () => {
    const first = await ada.send(`/voices/${voiceId}/phrase`)
    const phrase = phraseIn(first)
    expect(phrase.split(' ')).toHaveLength(5)
    expect((await new Visitor(app).send(`${door}/come-back`, { phrase })).text).toContain('A heron stood')
    expect(phraseIn(await ada.send(`/voices/${voiceId}/phrase`))).toBe('')
    expect(phraseIn(await ben.send(`/voices/${voiceId}/phrase`))).toBe('')
  })

  test('cannot be made for who wrote on the public page, although its row is gone', async () => {
    await house.asOwner(
      `insert into consent_event (tenant_id, id, exercise_id, voice_id, use, answer, words_version, recorded_by)
       values ($1, gen_random_uuid(), $2, $3, 'read', true, 'w', 'visitor')`,
      [made.tenantId, made.exerciseId, voiceId],
    )
    expect(phraseIn(await ada.send(`/voices/${voiceId}/phrase`))).toBe('')
  })
})

describe('lost words', () => {
  test('new ones need a second person and a day; the old ones then open nothing', async () => {
    const old = phraseIn(await ada.send(`/voices/${voiceId}/phrase`))
    const request = await ask('phrase')
    const number = /the number is (\d{4})/.exec((await ada.get(request)).text)![1]
    expect(Number(number)).toBeGreaterThanOrEqual(1000)

    // Neither alone, nor without the other, nor before the day.
    expect((await ada.send(`${request}/second`)).status).toBe(409)
    expect(phraseIn(await ada.send(`${request}/give`))).toBe('')
    await passDay()
    expect(phraseIn(await ada.send(`${request}/give`))).toBe('')
    await house.asOwner(
      `update request set asked_at = now(), ready_at = now() + interval '1 day' where voice_id = $1`,
      [voiceId],
    )
    expect((await ben.send(`${request}/second`)).status).toBe(303)
    expect((await ada.send(`${request}/give`)).text).toContain(words.refused)
    await passDay()

    const given = phraseIn(await ada.send(`${request}/give`))
    expect(given.split(' ')).toHaveLength(5)
    const visitor = new Visitor(app)
    expect((await visitor.send(`${door}/come-back`, { phrase: given })).text).toContain('A heron stood')
    expect((await visitor.send(`${door}/come-back`, { phrase: old })).status).toBe(422)
    // Once: a second press makes no others, and the ones given go on opening.
    expect((await ada.send(`${request}/give`)).text).toContain(words.refused)
    expect((await visitor.send(`${door}/come-back`, { phrase: given })).status).toBe(200)
    const acts = await house.asOwner('select act from audit_event where about = $1 order by at, id', [
      'request',
    ])
    expect(acts.map((row) => row['act'])).toEqual(['request.asked', 'request.agreed', 'come-back.replaced'])
  })

  test('whoever holds the words sees that somebody asked, and stops it', async () => {
    const phrase = phraseIn(await ada.send(`/voices/${voiceId}/phrase`))
    const request = await ask('phrase')
    await ben.send(`${request}/second`)
    const visitor = new Visitor(app)
    const own = await visitor.send(`${door}/come-back`, { phrase })
    expect(own.text).toContain(comeBackWords['en-GB'].requestedStop)
    const ticket = /name="ticket" value="([^"]+)"/.exec(own.text)![1]!
    const stopped = await visitor.send(`${door}/come-back/stop`, { ticket })
    expect(stopped.text).toContain(comeBackWords['en-GB'].stopped)
    await passDay()
    expect(phraseIn(await ada.send(`${request}/give`))).toBe('')
    expect((await visitor.send(`${door}/come-back`, { phrase })).status).toBe(200)
  })

  test('asking twice is asking once; what is missing is said', async () => {
    expect(await ask('phrase')).toBe(await ask('phrase', ben))
    const answer = await ada.send(`/voices/${voiceId}/requests`, {})
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(words.howMissing)
    expect(answer.text).toContain(words.kindMissing)
  })

  test('the database itself gives no phrase to one person alone', async () => {
    const request = (await ask('phrase')).split('/').at(-1)!
    await passDay()
    const given = await made.as(made.people.ada, async (ctx) => {
      const { replaceComeBacks } = await import('./requests.queries.ts')
      return replaceComeBacks(ctx, request, crypto.randomUUID(), Buffer.alloc(32, 7))
    })
    expect(given).toBe(false)
    await expect(
      house.asOwner('update request set second_by = asked_by where id = $1', [request]),
    ).rejects.toThrow('request_check')
  })
})

describe('a print of all that is held', () => {
  test('opens with two people’s yes after a day, and holds everything of this voice and nothing of another', async () => {
    const request = await ask('print')
    expect((await ada.send(`${request}/give`)).status).toBe(409)
    await ben.send(`${request}/second`)
    expect((await ada.send(`${request}/give`)).status).toBe(409)
    await passDay()
    const held = await ada.send(`${request}/give`)
    for (const part of ['A heron stood on the weir.', 'Winifred', 'said so']) {
      expect(held.text).toContain(part)
    }
    expect(held.text).not.toContain('Hers alone')
    expect((await ada.send(`${request}/give`)).status).toBe(200)
    const openings = await house.asOwner(
      `select 1 from audit_event where act = 'request.print-opened' and about_id = $1`,
      [request.split('/').at(-1)],
    )
    expect(openings).toHaveLength(2)
  })

  test('holds nothing that was joined to the voice after the second person’s yes', async () => {
    const [earlier, later] = [made.voiceIds[1]!, made.voiceIds[2]!]
    await made.as(made.people.ada, (ctx) => joinVoices(ctx, voiceId, earlier))
    const request = await ask('print')
    await ben.send(`${request}/second`)
    await passDay()
    await made.as(made.people.ada, (ctx) => joinVoices(ctx, voiceId, later))
    const held = (await ada.send(`${request}/give`)).text
    for (const part of ['A heron stood on the weir.', 'Hers alone', 'Oda']) expect(held).toContain(part)
    for (const part of ['on the ice', 'Tove']) expect(held).not.toContain(part)
  })

  test('a request goes with the voice, and its words under the voice’s key', async () => {
    await ask('print')
    const [row] = await house.asOwner('select id, how_known_sealed from request where voice_id = $1', [
      voiceId,
    ])
    const rowId = String(row!['id'])
    const vault = house.vault.forTenant(made.tenantId)
    const open = () => vault.open(voiceId, 'request.how_known', rowId, row!['how_known_sealed'] as Buffer)
    expect(open()).toBe('She knew how it began')
    await made.as(made.people.ada, (ctx) => withdraw(ctx, { voiceId, when: 'now' }))
    expect(open).toThrow('key')
    expect(await house.asOwner('select 1 from request where id = $1', [rowId])).toEqual([])
  })
})

test('a request for a voice that is found to be another’s is over, and so is one nobody came for in two weeks', async () => {
  const request = await ask('phrase')
  expect((await ben.send(`${request}/second`)).status).toBe(303)
  await passDay()
  await made.as(made.people.ada, (ctx) => joinVoices(ctx, made.voiceIds[1]!, voiceId))
  expect((await ada.send(`${request}/give`)).text).toContain(words.refused)

  voiceId = made.voiceIds[1]!
  const late = await ask('phrase')
  expect((await ben.send(`${late}/second`)).status).toBe(303)
  await house.asOwner(
    `update request set asked_at = now() - interval '16 days', ready_at = now() - interval '15 days' where voice_id = $1`,
    [voiceId],
  )
  expect((await ada.send(`${late}/give`)).text).toContain(words.refused)
  expect(await house.asOwner('select 1 from come_back where exercise_id = $1', [made.exerciseId])).toEqual([])
})

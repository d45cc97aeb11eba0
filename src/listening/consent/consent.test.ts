import type { Hono } from 'hono'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { tellSeries } from '../../../test/told-series.ts'
import { makeTestExercise, strangeId, type TestExercise } from '../../../test/test-exercise.ts'
import { enter, openApp, type Visitor } from '../../../test/visitor.ts'
import { signInRoutes } from '../../access/sign-in/sign-in.routes.tsx'
import { Limits } from '../../platform/http/limits.ts'
import { KeyDestroyed } from '../../platform/vault/vault.ts'
import { toldWords } from '../exercises/told.words.ts'
import { checkGates } from '../publications/gates.ts'
import { withdraw } from '../withdrawals/withdrawals.ts'
import { voiceAnswersWords } from './answers.words.ts'
import { askedWords } from './asked.words.ts'
import { joinConsent, listAnswers, listGiven, recordConsent } from './consent.ts'
import { consentRoutes } from './consent.routes.tsx'
import { listDetails } from './details.ts'
import { scriptWords } from './script.words.ts'

const words = voiceAnswersWords['en-GB']

const house = useTestHouse()
let app: Hono
let made: TestExercise
let serial = 0
let ada: Visitor
let voiceId: string

beforeAll(async () => {
  app = openApp(house, [...signInRoutes, ...consentRoutes])
}, 60_000)

beforeEach(async () => {
  serial += 1
  house.services.limits = new Limits()
  made = await makeTestExercise(house, `Consent${serial}`, [
    { label: 'Winifred', text: 'A heron stood on the weir.', agreed: false },
    { label: 'Oda', text: 'Hers alone.', agreed: false },
  ])
  voiceId = made.voiceIds[0]!
  ada = await enter(house, app, made.mailOf('ada'))
}, 30_000)

function send(fields: Record<string, string>) {
  return ada.send(`/voices/${voiceId}/answers`, { how: 'In the kitchen', ...fields })
}

test('the script says the limits first, and on a call that others know who speaks', async () => {
  const one = await ada.get(`/exercises/${made.exerciseId}/script`)
  const group = await ada.get(`/exercises/${made.exerciseId}/script?for=group`)
  const first = toldWords['en-GB'].mightAct
  for (const { text } of [one, group]) {
    expect(text.indexOf(first)).toBeGreaterThan(-1)
    expect(text.indexOf(first)).toBeLessThan(text.indexOf('What made it feel like home?'))
    expect(text).toContain(toldWords['en-GB'].afterwards)
    expect(text.toLowerCase()).not.toContain('confidential')
  }
  expect(group.text).toContain(scriptWords['en-GB'].group)
  expect(one.text).not.toContain(scriptWords['en-GB'].group)
})

test('spoken answers are kept with the script that was read, and become four lines', async () => {
  const answer = await send({
    'answer-read': 'yes',
    'answer-describe': 'yes',
    'text-describe': 'a gran of five',
    'answer-sign': 'no',
    hats: 'I was a warden once.',
    hearers: 'group',
  })
  expect(answer.location).toBe(`/voices/${voiceId}/receipt?done=answered`)
  const given = await made.as(made.people.ada, (ctx) => listGiven(ctx, voiceId))
  expect(given.map((one) => [one.use, one.answer, one.way, one.how])).toEqual([
    ['read', true, 'spoken', 'In the kitchen'],
    ['describe', true, 'spoken', 'In the kitchen'],
    ['sign', false, 'spoken', 'In the kitchen'],
  ])
  expect(given[0]!.version).toBe(`${scriptWords.version} ${askedWords.version}`)
  expect(given[0]!.sentences).toEqual(
    expect.arrayContaining([scriptWords['en-GB'].group, askedWords['en-GB'].read.asks]),
  )
  const receipt = await ada.get(`/voices/${voiceId}/receipt`)
  const list = receipt.text.slice(receipt.text.lastIndexOf('<ol>'), receipt.text.lastIndexOf('</ol>'))
  expect(list.match(/<li>/g)).toHaveLength(4)
  expect(list).toContain('You said yes: the team reads your words; we say beside it what you chose.')
  // Sent twice, nothing is answered twice.
  await send({ 'answer-read': 'yes', 'answer-describe': 'yes', 'text-describe': 'a gran of five' })
  expect(await made.as(made.people.ada, (ctx) => listGiven(ctx, voiceId))).toHaveLength(3)
})

test('what is missing is said and nothing is kept', async () => {
  for (const [fields, sentence] of [
    [{ 'answer-read': 'yes', how: '' }, words.noHow],
    [{ 'answer-read': 'yes', 'answer-told': 'yes' }, askedWords['en-GB'].told.missing],
    [{ 'answer-quote': 'yes' }, words.readFirst],
  ] as const) {
    const answer = await send(fields)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(sentence)
  }
  expect(await made.as(made.people.ada, (ctx) => listAnswers(ctx, voiceId))).toEqual({})
  expect((await ada.get(`/voices/${strangeId}/answers`)).status).toBe(404)
})

test('how somebody agreed and what they said of themselves go with their key; rows of before still open', async () => {
  await send({ 'answer-read': 'yes', 'answer-told': 'yes', 'text-told': 'the hostel', hats: 'Both.' })
  const id = crypto.randomUUID()
  const vault = house.vault.forTenant(made.tenantId)
  await house.asOwner(
    `insert into consent_event (tenant_id, id, exercise_id, voice_id, use, answer, words_version, recorded_by,
       how_sealed, how_key, at)
     values ($1, $2, $3, $4, 'read', false, 'old', 'worker', $5, 'organisation', now() - interval '1 year')`,
    [made.tenantId, id, made.exerciseId, voiceId, vault.sealTeam('consent_event.how', id, 'Last year')],
  )
  const given = await made.as(made.people.ada, (ctx) => listGiven(ctx, voiceId))
  expect(given[0]).toMatchObject({ how: 'Last year', sentences: null, way: 'before' })

  const sealed = await house.asOwner(
    `select id, how_sealed as sealed, 'consent_event.how' as place from consent_event
       where voice_id = $1 and how_key = 'voice'
     union all select id, text_sealed, 'voice_detail.text' from voice_detail where voice_id = $1`,
    [voiceId],
  )
  const open = () =>
    sealed.map((row) => vault.open(voiceId, String(row['place']), String(row['id']), row['sealed'] as Buffer))
  expect(open().sort()).toEqual(['Both.', 'In the kitchen', 'In the kitchen', 'the hostel'])
  await made.as(made.people.ada, (ctx) => withdraw(ctx, { voiceId, when: 'now' }))
  expect(open).toThrow(KeyDestroyed)
  for (const table of ['consent_event', 'voice_detail']) {
    expect(await house.asOwner(`select 1 from ${table} where voice_id = $1`, [voiceId])).toEqual([])
  }
})

test('of two voices that are one, a no stands and so does the wish to see it first', async () => {
  const [kept, other] = made.voiceIds as [string, string]
  const answer = (id: string, answers: Record<string, boolean>) =>
    made.as(made.people.ada, (ctx) =>
      recordConsent(ctx, {
        exerciseId: made.exerciseId,
        voiceIds: [id],
        answers,
        how: 'x',
        wordsVersion: 'test',
      }),
    )
  await answer(kept, { read: true, quote: true, later: true, recording: true })
  await answer(other, { read: true, later: false, preview: true, recording: true, sign: true })
  await made.as(made.people.ada, (ctx) => joinConsent(ctx, made.exerciseId, kept, other))
  const answers = await made.as(made.people.ada, (ctx) => listAnswers(ctx, kept))
  const stands = Object.fromEntries(Object.entries(answers).map(([use, one]) => [use, one.answer]))
  expect(stands).toEqual({ read: true, quote: false, later: false, recording: true, preview: true })
  expect(await made.as(made.people.ada, (ctx) => listDetails(ctx, kept))).toEqual({})
})

test('nothing is printed of somebody who wants to see it first, until they have', async () => {
  const told = await tellSeries(house, 'Shown')
  const answer = (preview: boolean) =>
    told.as(told.people.ada, async (ctx) => {
      await recordConsent(ctx, {
        exerciseId: told.exerciseId,
        voiceIds: [told.voiceIds[0]!],
        answers: { preview },
        how: 'x',
        wordsVersion: 'test',
      })
      return (await checkGates(ctx, told.seriesId)).map((problem) => [problem.kind, problem.href])
    })
  expect(await answer(true)).toEqual([['not-shown', `/voices/${told.voiceIds[0]}/answers`]])
  expect(await answer(false)).toEqual([])
})

import { beforeEach, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { makeTestExercise, type TestExercise } from '../../../test/test-exercise.ts'
import { changeStaffMember, inviteStaffMember } from '../../access/staff/staff.ts'
import type { Actor } from '../../platform/db/database.ts'
import { listPassageStates, openPassages } from '../passages/passages.ts'
import { listPassageLines } from '../passages/passages-list.ts'
import { withdrawVoice } from '../withdrawals/withdrawals.ts'
import { changeWorkplace, viewWorkplace } from '../workplace/workplace.ts'
import {
  answerConcern,
  choosePerson,
  findWhoIsTold,
  getConcern,
  listTellings,
  markConcern,
  noteSeen,
  openIdentity,
  sendTellings,
  tellVoice,
} from './concerns.ts'
import { concernsWords } from './concerns.words.ts'

const text = 'He waits outside. I am scared to go home. The soup was good.'
const marked = { start: text.indexOf('I am'), end: text.indexOf(' The'), note: 'She named a place.' }
const house = useTestHouse()
let exercise: TestExercise
let letters: { to: string; subject: string; text: string }[]
const postbox = {
  isOnline: true,
  send: async (letter: { to: string; subject: string; text: string }) => void letters.push(letter),
  close: () => undefined,
}
let made = 0

beforeEach(async () => {
  letters = []
  made += 1
  exercise = await makeTestExercise(house, `Harbour${made}`, [
    { label: 'Ina Marlow', text, agreed: true },
    { label: '+44 7700 900123', text: 'Nothing to say here.', agreed: false },
  ])
}, 60_000)

const mark = (actor: Actor = exercise.people.ada) =>
  exercise.as(actor, (ctx) => markConcern(ctx, exercise.passageIds[0]!, marked))
const send = () => sendTellings(house.db, postbox, exercise.tenantId, 'https://listen.example')

test('a mark tells one person at once, in a letter that says nothing of what it is about', async () => {
  await mark()
  expect(await send()).toBe(1)
  expect(letters).toHaveLength(1)
  expect(letters[0]!.to).toBe(`lea@harbour${made}.example`)
  expect(JSON.stringify(letters[0])).not.toMatch(/danger|scared|Ina|home\?/)
  expect(await send()).toBe(0)
})

test('the same stretch marked twice is one concern', async () => {
  const [first, second] = [await mark(), await mark(exercise.people.ben)]
  expect(second).toBe(first)
})

test('until the person looks they are told again each hour; somebody else’s look changes nothing', async () => {
  const id = await mark()
  await send()
  await house.asOwner(`update concern set told_at = now() - interval '61 minutes'`)
  await exercise.as(exercise.people.ada, (ctx) => noteSeen(ctx, id))
  expect(await send()).toBe(1)
  expect(letters[1]!.subject).toBe(concernsWords['en-GB'].letter('', true).subject)
  await exercise.as(exercise.people.lea, (ctx) => noteSeen(ctx, id))
  await house.asOwner(`update concern set told_at = now() - interval '61 minutes'`)
  expect(await send()).toBe(0)
})

test('who leads or listens sees it; another organisation does not', async () => {
  const id = await mark()
  const view = await exercise.as(exercise.people.lea, (ctx) => getConcern(ctx, id))
  expect(view.marked).toMatchObject({ text: 'I am scared to go home.', before: 'He waits outside. ' })
  expect(view.note).toBe('She named a place.')
  expect(view.labels).toBeNull()
  await exercise.as(exercise.people.ada, (ctx) => getConcern(ctx, id))
  const other = await makeTestExercise(house, `Elsewhere${made}`, [])
  await expect(other.as(other.people.lea, (ctx) => getConcern(ctx, id))).rejects.toMatchObject({
    kind: 'not-found',
  })
})

test('a voice that did not agree to be read cannot be marked', async () => {
  await expect(
    exercise.as(exercise.people.ada, (ctx) =>
      markConcern(ctx, exercise.passageIds[1]!, { start: 0, end: 4, note: '' }),
    ),
  ).rejects.toMatchObject({ kind: 'not-found' })
})

test('a name opens only with a ground and a reason, which stay and cannot be changed', async () => {
  const id = await mark()
  const { lea } = exercise.people
  await exercise.as(lea, (ctx) =>
    openIdentity(ctx, id, { ground: 'serious-harm', reason: 'He said he will be there at six.' }),
  )
  const view = await exercise.as(lea, (ctx) => getConcern(ctx, id))
  expect(view.labels).toEqual(['Ina Marlow'])
  expect(view.openings).toMatchObject([
    { ground: 'serious-harm', reason: 'He said he will be there at six.', by: 'Lea' },
  ])
  expect(await house.asOwner(`select act from audit_event where about_id = $1 order by at`, [id])).toEqual([
    { act: 'concern.marked' },
    { act: 'concern.identity-opened-serious-harm' },
  ])
})

test('it is answered once', async () => {
  const id = await mark()
  const { lea, ada } = exercise.people
  await exercise.as(lea, (ctx) => answerConcern(ctx, id, { outcome: 'safe', answer: 'She rang us.' }))
  await expect(
    exercise.as(ada, (ctx) => answerConcern(ctx, id, { outcome: 'not-so', answer: 'No.' })),
  ).rejects.toMatchObject({ kind: 'conflict' })
  const view = await exercise.as(ada, (ctx) => getConcern(ctx, id))
  expect([view.concern.outcome, view.answer, view.concern.answeredBy]).toEqual([
    'safe',
    'She rang us.',
    'Lea',
  ])
})

test('the voice reads what it is told; when it goes, the words go and only times stay', async () => {
  const id = await mark()
  const { lea } = exercise.people
  await exercise.as(lea, (ctx) => tellVoice(ctx, id, 'We rang the night shelter.'))
  await exercise.as(lea, (ctx) =>
    openIdentity(ctx, id, { ground: 'law', reason: 'The court asked for it in writing.' }),
  )
  const voice = { id: 'voice', roles: ['voice'] }
  expect(await exercise.as(voice, (ctx) => listTellings(ctx, [exercise.passageIds[0]!]))).toMatchObject([
    { words: 'We rang the night shelter.' },
  ])
  expect(await exercise.as(voice, (ctx) => listTellings(ctx, [exercise.passageIds[1]!]))).toEqual([])
  await exercise.as(exercise.people.ada, (ctx) => withdrawVoice(ctx, exercise.voiceIds[0]!))
  const view = await exercise.as(lea, (ctx) => getConcern(ctx, id))
  expect(view).toMatchObject({
    marked: null,
    note: null,
    labels: null,
    tellings: [],
    openings: [{ reason: null }],
  })
  await expect(
    exercise.as(lea, (ctx) => openIdentity(ctx, id, { ground: 'law', reason: 'Once more please.' })),
  ).rejects.toMatchObject({ kind: 'invalid-state' })
})

test('who is told can be chosen; somebody of another organisation cannot', async () => {
  const { ada, ben } = exercise.people
  await exercise.as(ada, (ctx) => choosePerson(ctx, exercise.exerciseId, ben.id))
  const who = await exercise.as(ada, (ctx) => findWhoIsTold(ctx, exercise.exerciseId))
  expect([who.person.name, who.isChosen]).toEqual(['Ben', true])
  const other = await makeTestExercise(house, `Faraway${made}`, [])
  await expect(
    exercise.as(ada, (ctx) => choosePerson(ctx, exercise.exerciseId, other.people.ada.id)),
  ).rejects.toMatchObject({ kind: 'not-found' })
})

test('where voices work for the host, whoever leads opens nothing: words, labels, worries', async () => {
  const id = await mark()
  const { ada, ben, lea } = exercise.people
  await exercise.as(ada, (ctx) =>
    changeWorkplace(ctx, exercise.exerciseId, { isOn: true, advice: 'Somebody else: 0800 000' }),
  )
  const both = { id: lea.id, roles: ['lead', 'listener', 'reader'] }
  const opened = (actor: Actor) =>
    exercise.as(actor, async (ctx) =>
      openPassages(ctx, await listPassageStates(ctx, { exerciseId: exercise.exerciseId })),
    )
  expect(await opened(both)).toEqual([])
  expect((await opened(ada)).map((passage) => passage.verbatim)).toEqual([text])
  await expect(exercise.as(both, (ctx) => getConcern(ctx, id))).rejects.toMatchObject({ kind: 'not-found' })
  await expect(exercise.as(lea, (ctx) => getConcern(ctx, id))).rejects.toMatchObject({ kind: 'not-found' })
  const who = await exercise.as(ben, (ctx) => findWhoIsTold(ctx, exercise.exerciseId))
  expect([who.person, ...who.others].map((member) => member.name).sort()).toEqual(['Ada', 'Ben'])
  await expect(
    exercise.as(ada, (ctx) =>
      listPassageLines(ctx, exercise.exerciseId, { afterNumber: -1, isVerbatim: true, limit: 10 }),
    ),
  ).rejects.toMatchObject({ kind: 'forbidden' })
})

test('who joins a workplace later is named and opens nothing of before, whatever else they are given', async () => {
  const { ada, lea, cleo } = exercise.people
  const { exerciseId } = exercise
  await exercise.as(ada, (ctx) => changeWorkplace(ctx, exerciseId, { isOn: true, advice: 'x' }))
  const [account] = await house.asOwner(
    `insert into account (id, address_sealed, address_index) values (gen_random_uuid(), 'x', $1) returning id`,
    [Buffer.from(`kim${made}`)],
  )
  const kim = { id: String(account!['id']), roles: ['listener'] }
  await exercise.as(lea, (ctx) =>
    inviteStaffMember(ctx, { accountId: kim.id, name: 'Kim', roles: ['listener'] }),
  )
  const opened = (actor: Actor) =>
    exercise.as(actor, async (ctx) =>
      (await openPassages(ctx, await listPassageStates(ctx, { exerciseId }))).map((one) => one.number),
    )
  expect(await opened(kim)).toEqual([])
  // Cleo, who read before, is given more; she loses nothing, and Kim gains nothing.
  await exercise.as(lea, (ctx) =>
    changeStaffMember(ctx, { accountId: cleo.id, name: 'Cleo', roles: ['reader', 'listener'] }),
  )
  await exercise.as(lea, (ctx) =>
    changeStaffMember(ctx, { accountId: kim.id, name: 'Kim', roles: ['reader', 'listener'] }),
  )
  expect(await opened({ ...cleo, roles: ['reader', 'listener'] })).toEqual([1])
  expect(await opened({ ...kim, roles: ['reader', 'listener'] })).toEqual([])
  const view = await exercise.as(ada, (ctx) => viewWorkplace(ctx, exerciseId))
  expect(view.lateJoiners).toMatchObject([{ name: 'Kim', upTo: 2 }])
  expect(view.mayEnd).toBe(false)
  await expect(
    exercise.as(ada, (ctx) => changeWorkplace(ctx, exerciseId, { isOn: false, advice: '' })),
  ).rejects.toMatchObject({ kind: 'invalid-state' })
})

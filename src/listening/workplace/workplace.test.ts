import { beforeEach, expect, test } from 'vitest'
import { bringFile } from '../../../test/brought-file.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import {
  bringWords,
  makeTestExercise,
  openPlainExercise,
  type TestExercise,
} from '../../../test/test-exercise.ts'
import { enter, openApp, Visitor } from '../../../test/visitor.ts'
import { signInRoutes } from '../../access/sign-in/sign-in.routes.tsx'
import { actAs } from '../../access/acting/acting.ts'
import type { Action } from '../../access/matrix.ts'
import { sessionCookie, startSession } from '../../access/sessions/sessions.ts'
import { changeStaffMember, inviteStaffMember, removeStaffMember } from '../../access/staff/staff.ts'
import type { Actor, Ctx } from '../../platform/db/database.ts'
import { concernRoutes } from '../concerns/concerns.routes.tsx'
import { getConcern, markConcern } from '../concerns/concerns.ts'
import { consentRoutes } from '../consent/consent.routes.tsx'
import { confirmSource } from '../doors/confirm.ts'
import { getLines } from '../doors/checking.ts'
import { doorsRoutes } from '../doors/doors.routes.tsx'
import { getSource, listSources, recordAgreement } from '../doors/doors.ts'
import { exerciseRoutes } from '../exercises/exercises.routes.tsx'
import { toldFormWords } from '../exercises/told-form.words.ts'
import { heldRoutes } from '../web/held.routes.tsx'
import { takeForNotice } from '../doors/lines.ts'
import { listeningPaths } from '../paths.ts'
import { listPassageLines } from '../passages/passages-list.ts'
import { eachReading, listPassageStates, openPassages, rewriteReadings } from '../passages/passages.ts'
import { paymentRoutes } from '../payments/payments.routes.tsx'
import { publicationsRoutes } from '../publications/publications.routes.tsx'
import { giveFirstPhrase } from '../requests/phrases-given.ts'
import { requestRoutes } from '../requests/requests.routes.tsx'
import { listKnownNames } from '../review/proposals.ts'
import { findNamesIn } from '../../text/deidentify/deidentify.ts'
import { ensureLabels, findVoicesByLabel } from '../voices/label-index.ts'
import { joinVoices } from '../voices/joins.ts'
import { voiceRoutes } from '../voices/voice.routes.tsx'
import { changeWorkplace } from './workplace.ts'

const text = 'They put me on nights for asking. Nobody else heard it.'
const chat = [
  '12/05/2024, 09:15 - Ina Marlow: They told me to keep quiet about the rota.',
  '12/05/2024, 09:16 - Tom Farrow: The kitchen is the only warm place.',
  '12/05/2024, 09:17 - Ina Marlow left',
  'a line of nobody',
].join('\n')

const house = useTestHouse()
let team: TestExercise
let made = 0

beforeEach(async () => {
  made += 1
  team = await makeTestExercise(house, `Quarry${made}`, [{ label: 'Ina Marlow', text, agreed: true }])
  await team.as(team.people.ada, (ctx) =>
    changeWorkplace(ctx, team.exerciseId, { isOn: true, advice: 'Somebody outside' }),
  )
}, 60_000)

const within = <T>(fn: (ctx: Ctx) => Promise<T>) => team.as(team.people.ada, fn)

/** A chat that waits to be checked, everybody in it agreed. */
async function bringChat(words = chat): Promise<string> {
  const { exerciseId } = team
  const name = 'WhatsApp Chat with Ina.txt'
  const { sourceId } = await bringFile(house.services.store, within, { exerciseId, name, bytes: words })
  await within((ctx) =>
    recordAgreement(ctx, sourceId, {
      how: 'Ina asked them.',
      everybody: ['read', 'quote'],
      answers: new Map(),
    }),
  )
  return sourceId
}

async function join(name: string, roles: Actor['roles']): Promise<Actor> {
  const [account] = await house.asOwner(
    `insert into account (id, address_sealed, address_index) values (gen_random_uuid(), 'x', $1) returning id`,
    [Buffer.from(`${name}${made}`)],
  )
  const id = String(account!['id'])
  await team.as(team.people.lea, (ctx) =>
    inviteStaffMember(ctx, { accountId: id, name, roles: roles as ('listener' | 'reader' | 'lead')[] }),
  )
  return { id, roles }
}

const opened = (actor: Actor) =>
  team.as(actor, async (ctx) =>
    (await openPassages(ctx, await listPassageStates(ctx, { exerciseId: team.exerciseId }))).map(
      (one) => one.number,
    ),
  )

test('its settings do not offer to ask what nobody is asked here, and say why', async () => {
  const words = toldFormWords['en-GB']
  const ada = await enter(house, openApp(house, [...signInRoutes, ...exerciseRoutes]), team.mailOf('ada'))
  const offers = async (exerciseId: string) => {
    const { text: page } = await ada.get(listeningPaths.told(exerciseId))
    return [words.asksNoNames, words.use.describe, words.use.sign, words.use.later].map((one) =>
      page.includes(one),
    )
  }
  expect(await offers(team.exerciseId)).toEqual([true, false, false, true])
  expect(await offers(await within((ctx) => openPlainExercise(ctx)))).toEqual([false, true, true, true])
})

test('whoever leads and listens too is no listener here: every page of words, names and people is shut', async () => {
  const { lea, ada } = team.people
  await team.as(lea, (ctx) =>
    changeStaffMember(ctx, { accountId: lea.id, name: 'Lea', roles: ['lead', 'listener', 'reader'] }),
  )
  const sourceId = await bringChat()
  const [voiceId] = team.voiceIds
  const app = openApp(house, [
    ...doorsRoutes,
    ...heldRoutes,
    ...voiceRoutes,
    ...consentRoutes,
    ...requestRoutes,
    ...paymentRoutes,
    ...publicationsRoutes,
    ...concernRoutes,
  ])
  const visit = async (actor: Actor) => {
    const visitor = new Visitor(app)
    const token = await house.db.outside((tx, now) => startSession(tx, house.db.vault, actor.id, now))
    visitor.cookies.set(sessionCookie, token)
    return visitor
  }
  const [boss, listener] = [await visit(lea), await visit(ada)]
  const pages = [
    listeningPaths.source(sourceId),
    listeningPaths.sourceLines(sourceId, 'words'),
    listeningPaths.held(team.exerciseId),
    listeningPaths.voice(voiceId!),
    listeningPaths.voiceAnswers(voiceId!),
    listeningPaths.voiceReceipt(voiceId!),
    listeningPaths.requests(team.exerciseId),
    listeningPaths.payments(team.exerciseId),
    listeningPaths.paymentsFile(team.exerciseId),
    listeningPaths.markConcern(team.passageIds[0]!),
  ]
  for (const page of pages) {
    expect([page, (await boss.get(page)).status]).toEqual([page, 403])
    expect([page, (await listener.get(page)).status]).toEqual([page, 200])
  }
  const forms = [
    listeningPaths.voicePhrase(voiceId!),
    listeningPaths.voiceFind(voiceId!),
    listeningPaths.voiceRequests(voiceId!),
    listeningPaths.sourceRight(sourceId),
    listeningPaths.voiceAnswers(voiceId!),
  ]
  for (const form of forms) {
    const answer = await boss.send(form, { typed: 'Ina Marlow' })
    expect([form, answer.status]).toEqual([form, 403])
    // What the boss typed is given back to the boss, and nothing beside it.
    expect(answer.text.replace('<blockquote class="kept">Ina Marlow</blockquote>', '')).not.toContain('Ina')
  }
})

test('what a leading listener changes leaves the readings and the fingerprints of labels whole', async () => {
  const { ada, ben, cleo, lea } = team.people
  await house.asOwner(
    `insert into passage_review (tenant_id, passage_id, first_by, first_at, second_by, second_at, reading_index)
     values ($1, $2, $3, now(), $4, now(), 'x')`,
    [team.tenantId, team.passageIds[0], ben.id, cleo.id],
  )
  await team.as(ada, (ctx) => rewriteReadings(ctx, team.passageIds))
  const readings = () =>
    team.as(team.worker, async (ctx) => {
      const found: string[] = []
      for await (const one of eachReading(ctx, team.exerciseId)) found.push(one.text)
      return found
    })
  expect(await readings()).toEqual([text])
  const both = { id: lea.id, roles: ['lead', 'listener'] }
  await team.as(both, (ctx) => rewriteReadings(ctx, team.passageIds))
  expect(await readings()).toEqual([text])

  // After a crash whoever comes first makes them again: of every exercise, also of those shut to them.
  await house.asOwner('truncate label_index')
  await team.as(both, (ctx) => ensureLabels(ctx))
  const known = await team.as(ada, (ctx) => findVoicesByLabel(ctx, team.exerciseId, ['Ina Marlow']))
  expect(known.map((owner) => owner?.voiceId)).toEqual([team.voiceIds[0]])
})

test('who joined later is counted with, and kept from printing, the names of before', async () => {
  const kim = await join('Kim', ['listener'])
  const known = await team.as(kim, (ctx) => listKnownNames(ctx, team.exerciseId))
  expect(findNamesIn('A word with Ina Marlow at the gate.', known)).not.toEqual([])
  const owners = await team.as(kim, (ctx) => findVoicesByLabel(ctx, team.exerciseId, ['Ina Marlow']))
  expect(owners.map((owner) => owner?.voiceId)).toEqual(team.voiceIds)
})

test('who joined later sees no line, name or word of a file that came before, and moves none', async () => {
  const sourceId = await bringChat()
  const kim = await join('Kim', ['listener'])
  const words = await within((ctx) => getLines(ctx, sourceId, { kind: 'words', skip: 0 }))
  expect(words.words).toHaveLength(2)
  const seen = await team.as(kim, async (ctx) => ({
    view: await getSource(ctx, sourceId),
    list: await listSources(ctx, team.exerciseId),
    words: await getLines(ctx, sourceId, { kind: 'words', skip: 0 }),
    notices: await getLines(ctx, sourceId, { kind: 'notice', skip: 0 }),
  }))
  expect(seen.view.voices).toBe(2)
  expect(seen.notices.lines.length).toBeGreaterThan(0)
  expect(JSON.stringify(seen)).not.toMatch(/Ina|Tom|rota|kitchen/)
  await expect(team.as(kim, (ctx) => takeForNotice(ctx, sourceId, words.words[0]!.id))).rejects.toMatchObject(
    { kind: 'forbidden' },
  )
})

test('who joined later gets no phrase to words of before, neither given nor by joining their own voice', async () => {
  const kim = await join('Kim', ['listener'])
  const vault = house.db.vault.forTenant(team.tenantId)
  const as = <T>(fn: (ctx: Ctx) => Promise<T>) => team.as(kim, fn)
  await expect(giveFirstPhrase({ vault, within: as }, team.voiceIds[0]!)).rejects.toMatchObject({
    kind: 'forbidden',
  })
  const own = await within((ctx) =>
    bringWords(ctx, team.exerciseId, [{ label: 'Kim himself', text: 'Mine.' }]),
  )
  expect(await giveFirstPhrase({ vault, within: as }, own.voiceIds[0]!)).toHaveLength(5)
  await expect(as((ctx) => joinVoices(ctx, own.voiceIds[0]!, team.voiceIds[0]!))).rejects.toMatchObject({
    kind: 'forbidden',
  })
})

test('a worry about words of before opens for who joined later only when they are the one who is told', async () => {
  const id = await within((ctx) =>
    markConcern(ctx, team.passageIds[0]!, { start: 0, end: 9, note: 'She named the rota.' }),
  )
  const kim = await join('Kim', ['listener'])
  const view = await team.as(kim, (ctx) => getConcern(ctx, id))
  expect([view.marked, view.note]).toEqual([null, null])
  await house.asOwner('update concern set told_to = $1 where id = $2', [kim.id, id])
  expect((await team.as(kim, (ctx) => getConcern(ctx, id))).marked?.text).toBe('They put ')
})

test('who left and comes back is later once more, and so is whoever leads no longer', async () => {
  const { lea, ben, ada } = team.people
  const kim = await join('Kim', ['reader'])
  const sourceId = await bringChat()
  await confirmSource(within, house.services.store, sourceId)
  expect(await opened(kim)).toEqual([2, 3])
  await team.as(lea, (ctx) => removeStaffMember(ctx, { accountId: kim.id, db: house.db }))
  await team.as(lea, (ctx) => inviteStaffMember(ctx, { accountId: kim.id, name: 'Kim', roles: ['reader'] }))
  expect(await opened(kim)).toEqual([])

  await team.as(lea, (ctx) =>
    changeStaffMember(ctx, { accountId: ben.id, name: 'Ben', roles: ['listener', 'lead'] }),
  )
  expect(await opened({ id: ben.id, roles: ['listener', 'lead'] })).toEqual([])
  await team.as(lea, (ctx) => changeStaffMember(ctx, { accountId: ben.id, name: 'Ben', roles: ['listener'] }))
  expect(await opened(ben)).toEqual([])
  expect(await opened(ada)).toEqual([1, 2, 3])
})

test('a command may no more than a page: whoever leads is refused, though they listen too', async () => {
  const { exerciseId } = team
  const act = (asks: Action, about: readonly string[], who = `lea@quarry${made}.example`) =>
    actAs(house.db, who, { asks, about })
  await house.asOwner(
    `insert into membership (tenant_id, account_id, role, name_sealed)
     select tenant_id, account_id, unnest(array['listener', 'reader']), name_sealed from membership where account_id = $1`,
    [team.people.lea.id],
  )
  for (const asks of ['source.import', 'series.publish', 'passage.read-verbatim'] as const) {
    await expect(act(asks, [exerciseId])).rejects.toMatchObject({ kind: 'forbidden' })
  }
  // What is left to them is what leads do.
  const list = await act('passage.list', [exerciseId])
  expect(await list(async (ctx) => ctx.actor.roles)).toEqual(['lead'])
  const [line] = await list((ctx) =>
    listPassageLines(ctx, exerciseId, { afterNumber: -1, isVerbatim: false, limit: 10 }),
  )
  expect(line).toMatchObject({ voice: null, at: null })
  // Elsewhere they listen.
  const elsewhere = await act('source.import', [])
  expect((await elsewhere(async (ctx) => ctx.actor.roles)).toSorted()).toEqual(['lead', 'listener', 'reader'])
  await expect(act('source.import', [], `cleo@quarry${made}.example`)).rejects.toMatchObject({
    kind: 'forbidden',
  })
})

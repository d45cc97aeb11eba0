import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { makeTestExercise, type TestExercise } from '../../../test/test-exercise.ts'
import { enter, openApp, type Visitor } from '../../../test/visitor.ts'
import { signInRoutes } from '../../access/sign-in/sign-in.routes.tsx'
import type { CommandRun } from '../../platform/commands.ts'
import { Limits } from '../../platform/http/limits.ts'
import { listSources } from '../doors/doors.ts'
import { doorsRoutes } from '../doors/doors.routes.tsx'
import { importCommand } from '../doors/import.commands.ts'
import { listeningPaths } from '../paths.ts'
import { voicesRoutes } from '../voices/voices.routes.tsx'
import { listVoices } from '../voices/voices.ts'
import { askedWords } from './asked.words.ts'
import { listGiven, type Given } from './consent.ts'
import { consentRoutes } from './consent.routes.tsx'
import { manners, otherWords, recordAsking, type Asking, type Manner } from './manners.ts'
import { mannersWords } from './manners.words.ts'
import { scriptWords } from './script.words.ts'

const says = scriptWords['en-GB']
const words = mannersWords['en-GB']
const leaflet = 'We would like to print what you wrote.\n\n  Tick here if we may.  \n'

const house = useTestHouse()
let app: Hono
let folder: string
let made: TestExercise
let ada: Visitor
let serial = 0

beforeAll(async () => {
  app = openApp(house, [...signInRoutes, ...doorsRoutes, ...voicesRoutes, ...consentRoutes])
  folder = await mkdtemp(join(tmpdir(), 'ownterms-manners-'))
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }), 60_000)

beforeEach(async () => {
  serial += 1
  house.services.limits = new Limits()
  made = await makeTestExercise(house, `Manner${serial}`, [
    { label: 'Winifred', text: 'A heron stood on the weir.', agreed: false },
  ])
  ada = await enter(house, app, made.mailOf('ada'))
}, 30_000)

const givenBy = (voiceId: string) => made.as(made.people.ada, (ctx) => listGiven(ctx, voiceId))
const shortly = (given: Given) => [given.way, given.version, given.sentences?.length ?? 0]

/** Runs `ownterms import` on a chat; gives the voices that came. */
async function bringChat(options: Record<string, string> = {}): Promise<string[]> {
  const path = join(folder, `chat ${serial} ${Object.keys(options).length}.txt`)
  await writeFile(path, '12/05/2024, 09:15 - Ina Marlow: A kettle.\n12/05/2024, 09:16 - Tom: A key.\n')
  const run = {
    runtime: { store: house.services.store },
    words: [made.exerciseId, path],
    option: (name: string) => options[name],
    has: () => false,
    within: (fn: Parameters<typeof made.as>[1]) => made.as(made.people.ada, fn),
    print: () => undefined,
  }
  await importCommand.run(run as unknown as CommandRun)
  const voices = await made.as(made.people.ada, (ctx) => listVoices(ctx, { exerciseId: made.exerciseId }))
  return voices.filter((voice) => voice.doors.includes('whatsapp')).map((voice) => voice.id)
}

const ours: [Manner, way: string, version: string, sentence: string][] = [
  ['one', 'spoken', scriptWords.version, says.names],
  ['group', 'spoken', scriptWords.version, says.group],
  ['chat', 'spoken', scriptWords.version, says.chat],
  ['room', 'spoken', scriptWords.version, says.room],
  ['written', 'written', scriptWords.paperVersion, says.onPaper],
]

test('our words are kept as they were read out or printed, with their version', async () => {
  const [voiceId] = made.voiceIds
  for (const [manner, way, version, sentence] of ours) {
    await made.as(made.people.ada, (ctx) =>
      recordAsking(ctx, {
        ...made,
        voiceIds: [voiceId!],
        answers: { read: true },
        asking: { how: 'x', manner },
      }),
    )
    const last = (await givenBy(voiceId!)).at(-1)!
    expect([last.way, last.version]).toEqual([way, `${version} ${askedWords.version}`])
    expect(last.sentences).toEqual(expect.arrayContaining([sentence, askedWords['en-GB'].read.asks]))
  }
})

const others: [Asking, way: string, version: string, sentences: string[] | null][] = [
  [
    { how: 'x', manner: 'form', said: leaflet },
    'form',
    otherWords.version,
    ['We would like to print what you wrote.', 'Tick here if we may.'],
  ],
  [{ how: 'x', manner: 'group', said: 'May we?' }, 'spoken', otherWords.version, ['May we?']],
  [{ how: 'x', manner: 'message' }, 'message', otherWords.noneVersion, null],
  [{ how: 'x' }, 'other', otherWords.noneVersion, null],
]

test('other words are kept instead of ours, and where nobody knows any, none are made up', async () => {
  const [voiceId] = made.voiceIds
  for (const [asking, way, version, sentences] of others) {
    await made.as(made.people.ada, (ctx) =>
      recordAsking(ctx, { ...made, voiceIds: [voiceId!], answers: { read: true }, asking }),
    )
    expect((await givenBy(voiceId!)).at(-1)).toMatchObject({ way, version, sentences })
  }
  const page = await ada.get(listeningPaths.voiceAnswers(voiceId!))
  expect(page.text).toContain('in a message of their own')
  expect(page.text).toContain('Tick here if we may.')
})

test('where a file is checked a listener says how they were asked, and that is what is kept', async () => {
  await bringChat()
  const [source] = await made.as(made.people.ada, (ctx) => listSources(ctx, made.exerciseId))
  const path = listeningPaths.sourceAgreed(source!.id)
  const page = await ada.get(listeningPaths.source(source!.id))
  expect(page.text).toContain(says.chat)
  const form = { everybody: 'read', how: 'Asked in the group.' }
  for (const [fields, sentence] of [
    [{}, words.missing],
    [{ manner: 'shouted' }, words.missing],
    [{ manner: 'form' }, words.noForm],
    [{ manner: 'form', said: 'a'.repeat(5001) }, words.tooLong],
  ] as const) {
    const answer = await ada.send(path, { ...form, ...fields })
    expect([answer.status, answer.text.includes(sentence)]).toEqual([422, true])
  }
  const back = await ada.send(path, { ...form, manner: 'form', said: '' })
  expect(back.text).toMatch(/value="form"[^>]*checked/)
  expect((await ada.send(path, { ...form, manner: 'chat' })).status).toBe(303)
  await ada.send(listeningPaths.sourceRight(source!.id))
  const voices = await made.as(made.people.ada, (ctx) => listVoices(ctx, { exerciseId: made.exerciseId }))
  const tom = voices.find((voice) => voice.labels?.includes('Tom'))!
  const [given] = await givenBy(tom.id)
  expect(given!.sentences).toContain(says.chat)
  expect(given).toMatchObject({ way: 'spoken', version: `${scriptWords.version} ${askedWords.version}` })
})

test('the list of voices keeps the same', async () => {
  const [voiceId] = made.voiceIds
  const path = listeningPaths.voices(made.exerciseId)
  const form = { [`was-${voiceId}`]: '1', [`read-${voiceId}`]: 'yes', how: 'In a letter to us.' }
  const refused = await ada.send(path, form)
  expect([refused.status, refused.text.includes(words.missing)]).toEqual([422, true])
  expect((await ada.send(path, { ...form, manner: 'message' })).status).toBe(303)
  // A no needs no manner.
  expect((await ada.send(path, { [`was-${voiceId}`]: 'read 1' })).status).toBe(303)
  expect((await givenBy(voiceId!)).map((one) => [one.answer, one.way])).toEqual([
    [true, 'message'],
    [false, 'other'],
  ])
})

test('a command says it too; without a word of it nothing is made up', async () => {
  const [ina] = await bringChat({ agreed: 'They said so.', asked: 'form', said: leaflet })
  expect((await givenBy(ina!)).map(shortly)).toEqual([
    ['form', otherWords.version, 2],
    ['form', otherWords.version, 2],
  ])
  made = await makeTestExercise(house, `Mannerb${serial}`, [])
  const [other] = await bringChat({ agreed: 'They said so.' })
  expect((await givenBy(other!)).map(shortly)).toEqual([
    ['other', otherWords.noneVersion, 0],
    ['other', otherWords.noneVersion, 0],
  ])
  for (const options of [
    { agreed: 'x', asked: 'shouted' },
    { agreed: 'x', asked: 'form' },
  ]) {
    await expect(bringChat(options)).rejects.toThrow('--')
  }
})

test('there is a sentence for each', () => {
  expect(Object.keys(words.manners).toSorted()).toEqual([...manners].toSorted())
})

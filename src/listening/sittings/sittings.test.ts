import sharp from 'sharp'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { makeTestExercise, type TestExercise } from '../../../test/test-exercise.ts'
import { enter, openApp } from '../../../test/visitor.ts'
import { signInRoutes } from '../../access/sign-in/sign-in.routes.tsx'
import { askedWords } from '../consent/asked.words.ts'
import { listGiven } from '../consent/consent.ts'
import { openPaper, openScript } from '../consent/script.ts'
import { scriptWords } from '../consent/script.words.ts'
import { Fields } from '../../platform/http/fields.ts'
import { newBlindId } from '../../platform/ids.ts'
import { keepPhoto } from '../doors/attachments.ts'
import { listPassageStates, openPassages } from '../passages/passages.ts'
import { listVoices } from '../voices/voices.ts'
import { withdrawVoice } from '../withdrawals/withdrawals.ts'
import { parseSitting, type TypedSitting } from './sittings.form.ts'
import { sittingRoutes } from './sittings.routes.tsx'
import { keepSitting } from './sittings.ts'
import { sittingsWords } from './sittings.words.ts'

const words = sittingsWords['en-GB']
const today = '2026-11-22'
const typed: TypedSitting = {
  door: 'conversation',
  words: 'I kept the letter.\r\n\r\nIt is on the fridge,\r\nunder the magnet.',
  isMany: false,
  mine: '',
  label: 'Bea',
  on: today,
  read: true,
  quote: false,
  sending: '',
}

const house = useTestHouse()
let exercise: TestExercise

function shape(change: Partial<TypedSitting>) {
  const parsed = parseSitting({ ...typed, ...change }, today)
  return parsed.ok ? parsed.input : parsed.problems.map((problem) => problem.sentence)
}

test('one person: a passage a paragraph, one label', () => {
  expect(shape({})).toMatchObject({
    turns: [
      { label: 'Bea', text: 'I kept the letter.' },
      { label: 'Bea', text: 'It is on the fridge,\nunder the magnet.' },
    ],
    mayQuote: false,
  })
  expect(shape({ label: '' })).toMatchObject({ turns: [{ label: null }, { label: null }] })
})

test('several people: a turn a marker, lines without one go on', () => {
  expect(
    shape({
      isMany: true,
      mine: 'me',
      words: 'Me: What helped?\nA: The letter.\nAll of it: every word.\n\nB: Tea.',
    }),
  ).toMatchObject({
    turns: [
      { label: 'Me', text: 'What helped?', isMine: true },
      { label: 'A', text: 'The letter.\nAll of it: every word.', isMine: false },
      { label: 'B', text: 'Tea.', isMine: false },
    ],
  })
})

test.each<[string, Partial<TypedSitting>, string]>([
  ['nothing', { words: ' \n ' }, words.missing],
  ['no yes', { read: false }, words.readMissing],
  ['a day to come', { on: '2026-11-23' }, words.dayWrong],
  ['no day', { on: 'Tuesday' }, words.dayWrong],
  ['nobody named', { isMany: true, words: 'Well.\nA: Yes.' }, words.noLabel(1)],
  ['one alone', { isMany: true, words: 'A: Yes.\nA: No.' }, words.oneOnly],
  ['only me', { isMany: true, mine: 'a', words: 'A: Yes.' }, words.onlyMine],
  ['too long', { words: 'x'.repeat(200_001) }, words.tooLong('200,000')],
])('%s is put right by a sentence', (_, change, sentence) => {
  expect(shape(change)).toContain(sentence)
})

test('what was written down waits for its first reader at once, with the yes on record; sent twice, kept once', async () => {
  exercise = await makeTestExercise(house, 'Sittings', [])
  const { ada, ben } = exercise.people
  const sending = crypto.randomUUID()
  const sitting = shape({ sending, isMany: true, mine: 'ME', words: 'Me: And?\nA: The kettle.\nB: Tea.' })
  if (Array.isArray(sitting)) throw new Error(sitting.join())
  const keep = () => exercise.as(ada, (ctx) => keepSitting(ctx, exercise.exerciseId, sitting))
  const [first, second] = await Promise.all([keep(), keep()])
  expect([first, second].filter((id) => id === null)).toHaveLength(1)
  const shown = await exercise.as(ben, async (ctx) => ({
    voices: await listVoices(ctx, { exerciseId: exercise.exerciseId }),
    passages: await openPassages(ctx, await listPassageStates(ctx, { exerciseId: exercise.exerciseId })),
  }))
  expect(
    shown.voices.map(({ labels, part, standing }) => [labels, part, standing.read, standing.quote]),
  ).toEqual([
    [['Me'], 'facilitator', false, false],
    [['A'], 'contributor', true, false],
    [['B'], 'contributor', true, false],
  ])
  expect(shown.passages.map(({ verbatim, door, saidAt }) => [verbatim, door, saidAt])).toEqual([
    ['The kettle.', 'conversation', today],
    ['Tea.', 'conversation', today],
  ])
  expect(await house.asOwner(`select kind from task where kind = 'passage.propose'`)).toHaveLength(1)
  const given = await exercise.as(ada, (ctx) => listGiven(ctx, shown.voices[1]!.id))
  const room = await exercise.as(ada, (ctx) => openScript(ctx, exercise.exerciseId, 'room'))
  expect(room.said).toContain(scriptWords['en-GB'].room)
  for (const [at, use] of (['read', 'quote'] as const).entries()) {
    const { asks, hint, yes, no } = askedWords['en-GB'][use]
    expect(given[at]).toMatchObject({
      use,
      way: 'spoken',
      version: `${scriptWords.version} ${askedWords.version}`,
      sentences: [...room.said, asks, hint, yes, no],
    })
  }
  await exercise.as(ada, (ctx) => withdrawVoice(ctx, shown.voices[1]!.id))
  expect(
    await house.asOwner(`select 1 from voice where exercise_id = $1`, [exercise.exerciseId]),
  ).toHaveLength(2)
})

test('on paper: in writing, with what stood above the lines; what the page shows is what is kept', async () => {
  const made = await makeTestExercise(house, 'Paper', [])
  const { ada } = made.people
  const sitting = shape({ door: 'paper', label: '' })
  if (Array.isArray(sitting)) throw new Error(sitting.join())
  await made.as(ada, (ctx) => keepSitting(ctx, made.exerciseId, sitting))
  const [given, paper] = await made.as(ada, async (ctx) => {
    const [voice] = await listVoices(ctx, { exerciseId: made.exerciseId })
    return [await listGiven(ctx, voice!.id), await openPaper(ctx, made.exerciseId)]
  })
  expect(given[0]).toMatchObject({
    way: 'written',
    how: words.howPaper,
    version: `${scriptWords.paperVersion} ${askedWords.version}`,
  })
  expect(given[0]!.sentences!.slice(0, paper.said.length)).toEqual(paper.said)
  expect(paper.said).toContain(scriptWords['en-GB'].onPaper)
  const visitor = await enter(house, openApp(house, [...signInRoutes, ...sittingRoutes]), 'ada@paper.example')
  const page = await visitor.get(`/exercises/${made.exerciseId}/sitting`)
  for (const sentence of given[0]!.sentences!.slice(0, paper.said.length))
    expect(page.text).toContain(sentence)
  expect(page.text).toContain(askedWords['en-GB'].quote.asks)
})

test('what is said aloud stands open until this listener has kept an answer to these very sentences', async () => {
  const made = await makeTestExercise(house, 'Aloud', [])
  const { ada, ben } = made.people
  const visitor = await enter(house, openApp(house, [...signInRoutes, ...sittingRoutes]), 'ada@aloud.example')
  const isOpen = async () => {
    const { text } = await visitor.get(`/exercises/${made.exerciseId}/sitting`)
    const [, details] = new RegExp(`<details([^>]*)><summary>${words.before}`).exec(text) ?? []
    expect(text).toContain(scriptWords['en-GB'].names)
    return details === ' open'
  }
  const keep = (actor: typeof ada, change: Partial<TypedSitting>) => {
    const sitting = shape({ ...change, sending: crypto.randomUUID() })
    if (Array.isArray(sitting)) throw new Error(sitting.join())
    return made.as(actor, (ctx) => keepSitting(ctx, made.exerciseId, sitting))
  }
  expect(await isOpen()).toBe(true)
  await keep(ben, {})
  await keep(ada, { door: 'paper' })
  expect(await isOpen()).toBe(true)
  await keep(ada, { isMany: true, label: '', words: 'A: A key.\nB: Tea.' })
  expect(await isOpen()).toBe(false)
  await house.asOwner(`update exercise set might_act = 'We would ring somebody.' where id = $1`, [
    made.exerciseId,
  ])
  expect(await isOpen()).toBe(true)
})

test('an exercise of another organisation is not found', async () => {
  const other = await makeTestExercise(house, 'Elsewhere', [])
  const sitting = shape({})
  if (Array.isArray(sitting)) throw new Error(sitting.join())
  await expect(
    other.as(other.people.ada, (ctx) => keepSitting(ctx, exercise.exerciseId, sitting)),
  ).rejects.toMatchObject({ kind: 'not-found' })
})

test('a photo of the paper lies with its words, without what a phone writes into it, and goes with them', async () => {
  const { ada } = exercise.people
  const { store } = house.services
  const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#faf6ec' } })
    .withExif({ IFD0: { ImageDescription: 'Kitchen of 4 Mill Lane' } })
    .jpeg()
    .toBuffer()
  expect(bytes.toString('latin1')).toContain('Mill Lane')
  const id = newBlindId()
  const kept = await store.keep(id, Readable.from([bytes]))
  const received = {
    files: [{ id, field: 'photo', name: 'paper.jpg', ...kept }],
    tooLarge: [],
    fields: new Fields([]),
  }
  const photo = await keepPhoto(store, received)
  expect(await store.size(id)).toBeNull()
  if (!photo.ok || !photo.input) throw new Error('no photo')
  const drawn = await buffer(store.read(photo.input.id, photo.input.key))
  expect(drawn.toString('latin1')).not.toContain('Mill Lane')
  const sitting = shape({
    door: 'paper',
    words: 'The lift was mended in a day.',
    sending: crypto.randomUUID(),
  })
  if (Array.isArray(sitting)) throw new Error(sitting.join())
  const sourceId = await exercise.as(ada, (ctx) =>
    keepSitting(ctx, exercise.exerciseId, sitting, photo.input),
  )
  const row = () =>
    house.asOwner(
      `select a.media_type as type, a.is_typed as typed, c.voice_id as voice from attachment a
       join contribution c on c.id = a.contribution_id where c.source_id = $1`,
      [sourceId],
    )
  const [shown] = await row()
  expect(shown).toMatchObject({ type: 'image/webp', typed: true })
  await exercise.as(ada, (ctx) => withdrawVoice(ctx, String(shown!['voice'])))
  expect(await row()).toEqual([])
  expect(house.vault.forTenant(exercise.tenantId).isKept(photo.input.id)).toBe(false)
})

test('what is no picture, or too large a one, gets a sentence and leaves nothing', async () => {
  const { store } = house.services
  const id = newBlindId()
  const kept = await store.keep(id, Readable.from([Buffer.from('not a picture at all')]))
  const refused = await keepPhoto(store, {
    files: [{ id, field: 'photo', name: 'x.jpg', ...kept }],
    tooLarge: [],
    fields: new Fields([]),
  })
  expect(refused).toMatchObject({ ok: false, problems: [{ field: 'photo' }] })
  expect(await store.size(id)).toBeNull()
  const large = await keepPhoto(store, { files: [], tooLarge: ['x.jpg'], fields: new Fields([]) })
  expect(large).toMatchObject({ ok: false, problems: [{ field: 'photo' }] })
})

import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { bringFile } from '../../../test/brought-file.ts'
import { taggedRecordings } from '../../../test/tagged-recordings.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { makeZip } from '../../../test/made-zip.ts'
import { makeTestExercise, openPlainExercise, type TestExercise } from '../../../test/test-exercise.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { readRange } from '../../platform/http/visit.ts'
import { recordConsent } from '../consent/consent.ts'
import { takeTagsOut } from '../files/recording-tags.ts'
import { listPassageStates, openPassages } from '../passages/passages.ts'
import { withdrawVoice } from '../withdrawals/withdrawals.ts'
import { confirmSource } from './confirm.ts'
import { getSource, recordAgreement, takeOutSource } from './doors.ts'
import { sweepDoors } from './import.jobs.ts'
import { getRecording, listRecordings, openRecording, typeRecording } from './recordings.ts'

const house = useTestHouse()
let team: TestExercise
let other: TestExercise
let photo: Buffer

beforeAll(async () => {
  team = await makeTestExercise(house, 'Lantern', [])
  other = await makeTestExercise(house, 'Elsewhere', [])
  photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#804020' } })
    .jpeg()
    .withExif({ IFD0: { Copyright: 'taken at 14 Mill Lane' } })
    .toBuffer()
}, 60_000)

const within = <T>(fn: (ctx: Ctx) => Promise<T>) => team.as(team.people.ada, fn)

/** What a player of voice notes knows one by; the rest is noise. */
const note = (() => {
  const bytes = Buffer.alloc(9000, 7)
  bytes.write('OggS', 0, 'latin1')
  bytes.write('OpusHead', 28, 'latin1')
  return bytes
})()

const tagged = Buffer.from(taggedRecordings.opus.base64, 'base64')

const chat =
  '01/05/2026, 10:01 - Sam Okafor: A kettle, honestly.\n' +
  '02/05/2026, 10:02 - Jo Price: PTT-20260502-WA0001.opus (file attached)\n' +
  '03/05/2026, 10:03 - Sam Okafor: IMG-20260503-WA0002.jpg (file attached)\n' +
  'my door\n' +
  '04/05/2026, 10:04 - Sam Okafor: PTT-20260504-WA0003.opus (file attached)\n'

async function bring(voiceNote = note) {
  const exerciseId = await within((ctx) => openPlainExercise(ctx))
  const bytes = makeZip([
    { name: 'WhatsApp Chat with Sam.txt', bytes: Buffer.from(chat) },
    { name: 'PTT-20260502-WA0001.opus', bytes: voiceNote },
    { name: 'IMG-20260503-WA0002.jpg', bytes: photo },
    {
      name: 'PTT-20260504-WA0003.opus',
      bytes: Buffer.from('MZ\u0000 a program that calls itself a voice note'),
    },
    { name: 'PTT-nobody-speaks-of.opus', bytes: note },
  ])
  const { store } = house.services
  const { sourceId } = await bringFile(store, within, { exerciseId, name: 'chat.zip', bytes })
  const { speakers } = await within((ctx) => getSource(ctx, sourceId))
  const voiceOf = (label: string) => speakers.find((one) => one.labels.includes(label))!
  return { exerciseId, sourceId, sam: voiceOf('Sam Okafor'), jo: voiceOf('Jo Price') }
}

const agree = (sourceId: string, voiceIds: string[]) =>
  within((ctx) =>
    recordAgreement(ctx, sourceId, {
      how: 'Aloud.',
      everybody: null,
      answers: new Map(voiceIds.map((id) => [id, ['read']])),
    }),
  )
const list = async (sourceId: string) => (await within((ctx) => listRecordings(ctx, sourceId, 0))).recordings

test('voice notes and pictures are kept by what they are, and shown once their voice said yes', async () => {
  const { sourceId, sam, jo } = await bring()
  // Somebody who only sent a voice note was heard too.
  expect(jo).toMatchObject({ passages: 0, recordings: 1 })
  expect(await list(sourceId)).toEqual([])
  await agree(sourceId, [sam.voiceId])
  expect((await list(sourceId)).map(({ kind, line }) => [kind, line])).toEqual([['image', 3]])
  await agree(sourceId, [sam.voiceId, jo.voiceId])
  const [voice, picture, ...more] = await list(sourceId)
  expect([voice?.kind, picture?.kind, more]).toEqual(['audio', 'image', []])
  const { store } = house.services
  const file = await openRecording(within, store, sourceId, picture!.id)
  expect(file.mediaType).toBe('image/webp')
  const drawn = await buffer(store.readRange(picture!.id, file.key, 0, file.size))
  expect(drawn.includes('Mill Lane')).toBe(false)
  expect((await sharp(drawn).metadata()).exif).toBeUndefined()
  const sound = await openRecording(within, store, sourceId, voice!.id)
  expect(sound).toMatchObject({ mediaType: 'audio/ogg', size: note.length })
  expect(await buffer(store.readRange(voice!.id, sound.key, 20, 40))).toEqual(note.subarray(20, 40))
  await expect(
    other.as(other.people.ada, (ctx) => getRecording(ctx, sourceId, voice!.id)),
  ).rejects.toMatchObject({ kind: 'not-found' })
})

test('a voice note is kept without what it tells of where and when it was made', async () => {
  const { sourceId, jo } = await bring(tagged)
  await agree(sourceId, [jo.voiceId])
  const [voice] = await list(sourceId)
  const { store } = house.services
  const sound = await openRecording(within, store, sourceId, voice!.id)
  expect(sound).toMatchObject({ mediaType: 'audio/ogg', size: tagged.length })
  const kept = await buffer(store.read(voice!.id, sound.key))
  expect(tagged.includes('Westgate')).toBe(true)
  expect(kept.includes('Westgate') || kept.includes('51.5074')).toBe(false)
  expect(kept.equals(takeTagsOut(Buffer.from(tagged), 'audio/ogg')!)).toBe(true)
})

test('what is said in one becomes words of its voice, in their place, and the sound goes', async () => {
  const { exerciseId, sourceId, sam, jo } = await bring()
  await agree(sourceId, [sam.voiceId, jo.voiceId])
  const [voice] = await list(sourceId)
  expect(await within((ctx) => getRecording(ctx, sourceId, voice!.id))).toMatchObject({ doesGo: true })
  const twice = await Promise.allSettled(
    [1, 2].map(() => within((ctx) => typeRecording(ctx, sourceId, voice!.id, 'They let me be late.'))),
  )
  expect(twice.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  await confirmSource(within, house.services.store, sourceId)
  const words = await within(async (ctx) => openPassages(ctx, await listPassageStates(ctx, { exerciseId })))
  expect(words.map(({ verbatim, voiceNumber, saidAt }) => [verbatim, voiceNumber, saidAt])).toEqual([
    ['A kettle, honestly.', sam.voiceNumber, '2026-05-01T10:01:00'],
    ['They let me be late.', jo.voiceNumber, '2026-05-02T10:02:00'],
    ['my door', sam.voiceNumber, '2026-05-03T10:03:00'],
  ])
  expect((await list(sourceId)).map(({ kind }) => kind)).toEqual(['image'])
  expect(house.vault.forTenant(team.tenantId).isKept(voice!.id)).toBe(false)
})

test('a recording stays where its voice said yes to that, until the voice withdraws', async () => {
  const { exerciseId, sourceId, sam, jo } = await bring()
  await agree(sourceId, [sam.voiceId, jo.voiceId])
  await within((ctx) =>
    recordConsent(ctx, {
      exerciseId,
      voiceIds: [jo.voiceId],
      answers: { recording: true },
      how: 'Aloud.',
      wordsVersion: 'test-1',
    }),
  )
  const [voice] = await list(sourceId)
  await within((ctx) => typeRecording(ctx, sourceId, voice!.id, 'They let me be late.'))
  await expect(within((ctx) => typeRecording(ctx, sourceId, voice!.id, 'Again.'))).rejects.toMatchObject({
    kind: 'conflict',
  })
  expect((await list(sourceId))[0]).toMatchObject({ id: voice!.id, isTyped: true })
  await confirmSource(within, house.services.store, sourceId)
  await within((ctx) => withdrawVoice(ctx, jo.voiceId))
  expect(house.vault.forTenant(team.tenantId).isKept(voice!.id)).toBe(false)
  expect(await house.asOwner('select 1 from attachment where id = $1', [voice!.id])).toEqual([])
  expect(await list(sourceId)).toHaveLength(1)
})

test('a source that is taken out takes them with it; the sweep takes the files nobody speaks of', async () => {
  const { sourceId } = await bring()
  const rows = await house.asOwner(
    `select a.id from attachment a join contribution c on c.id = a.contribution_id where c.source_id = $1`,
    [sourceId],
  )
  const { store } = house.services
  const ids = rows.map((row) => String(row['id']))
  expect(ids).toHaveLength(2)
  const { utimesSync } = await import('node:fs')
  const longAgo = new Date(Date.now() - 3_600_000)
  for (const id of ids) utimesSync(`${store.folder}/${id}`, longAgo, longAgo)
  await sweepDoors(house.db, store)
  expect(await Promise.all(ids.map((id) => store.size(id)))).not.toContain(null)
  await takeOutSource(within, store, sourceId)
  await sweepDoors(house.db, store)
  expect(await Promise.all(ids.map((id) => store.size(id)))).toEqual([null, null])
  expect(ids.some((id) => house.vault.forTenant(team.tenantId).isKept(id))).toBe(false)
})

test.each([
  [undefined, null],
  ['bytes=0-', { start: 0, end: 100 }],
  ['bytes=10-19', { start: 10, end: 20 }],
  ['bytes=90-500', { start: 90, end: 100 }],
  ['bytes=-5', { start: 95, end: 100 }],
  ['bytes=-500', { start: 0, end: 100 }],
  ['bytes=100-', 'outside'],
  ['bytes=9-2', 'outside'],
  ['bytes=-0', 'outside'],
  ['bytes=-', null],
  ['bytes=0-1,5-6', null],
  ['lines=0-1', null],
])('the range %s of 100 bytes', (header, expected) => {
  expect(readRange(header, 100)).toEqual(expected)
})

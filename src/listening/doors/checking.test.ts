import { beforeAll, describe, expect, test } from 'vitest'
import { bringFile } from '../../../test/brought-file.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import {
  makeTestExercise,
  openPlainExercise,
  strangeId,
  type TestExercise,
} from '../../../test/test-exercise.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { runWaitingTasks } from '../../platform/jobs/tasks.ts'
import { listPassageStates, openPassages } from '../passages/passages.ts'
import { proposeTask } from '../review/review.jobs.ts'
import { listStanding, recordConsent } from '../consent/consent.ts'
import { keepSitting } from '../sittings/sittings.ts'
import { findVoicesByLabel } from '../voices/label-index.ts'
import { withdrawalTask, withdrawVoice } from '../withdrawals/withdrawals.ts'
import { answerAsked } from './asking.ts'
import { getLines } from './checking.ts'
import { confirmSource } from './confirm.ts'
import { getSource, recordAgreement } from './doors.ts'
import { importTask } from './import.jobs.ts'
import { takeForNotice, takeForWords } from './lines.ts'
import { destroyUnread } from './unread.ts'

const house = useTestHouse()
let team: TestExercise
let other: TestExercise

beforeAll(async () => {
  team = await makeTestExercise(house, 'Lantern', [])
  other = await makeTestExercise(house, 'Elsewhere', [])
}, 60_000)

const within = <T>(fn: (ctx: Ctx) => Promise<T>) => team.as(team.people.ada, fn)

const open = () => within((ctx) => openPlainExercise(ctx))

const bring = (exerciseId: string, text: string, name = 'WhatsApp Chat with Sam Okafor.txt') =>
  bringFile(house.services.store, within, { exerciseId, name, bytes: text })

const agree = (sourceId: string) =>
  within((ctx) =>
    recordAgreement(ctx, sourceId, {
      how: 'Sam Okafor asked them all on 3 May.',
      everybody: ['read', 'quote'],
      answers: new Map(),
    }),
  )
const confirm = (sourceId: string) => confirmSource(within, house.services.store, sourceId)
const runTasks = () =>
  runWaitingTasks({ db: house.db, store: house.services.store }, [importTask, proposeTask, withdrawalTask])
const lines = async (sourceId: string, kind: 'notice' | 'not-understood' | 'words') =>
  within((ctx) => getLines(ctx, sourceId, { kind, skip: 0 }))

async function read(exerciseId: string) {
  const open = await within(async (ctx) => openPassages(ctx, await listPassageStates(ctx, { exerciseId })))
  return open.map(({ number, verbatim, voiceNumber, saidAt }) => ({ number, verbatim, voiceNumber, saidAt }))
}

const may = (day: number, who: string, text: string) =>
  `${String(day).padStart(2, '0')}/05/2026, 10:0${day} - ${who}: ${text}\n`
const chat =
  'a line of a message before\n' +
  '01/05/2026, 10:00 - Messages and calls are end-to-end encrypted.\n' +
  may(1, 'Sam Okafor', 'A kettle, honestly.') +
  '01/05/2026, 10:01 - Jo Price created group "Frontline"\n' +
  may(2, 'Jo Price', 'This message was deleted') +
  may(3, 'Jo Price', 'Nobody in a hurry.')

describe('the lines of a file', () => {
  test('are shut until it is known how people agreed, and moved by one click, there and back', async () => {
    const exerciseId = await open()
    const { sourceId, notices } = await bring(exerciseId, chat)
    expect(notices).toBe(3)
    const shut = await lines(sourceId, 'notice')
    expect(shut.lines.map((line) => line.text)).toEqual([null, null, null])
    await expect(within((ctx) => takeForWords(ctx, sourceId, shut.lines[2]!.id))).rejects.toThrow(
      'First write down',
    )
    await agree(sourceId)

    const deleted = (await lines(sourceId, 'notice')).lines.find((line) => line.reason === 'deleted')!
    expect(deleted).toMatchObject({ text: expect.stringContaining('deleted'), label: 'Jo Price' })
    await within((ctx) => takeForWords(ctx, sourceId, deleted.id))
    // A second press in another tab finds nothing more to do.
    await expect(within((ctx) => takeForWords(ctx, sourceId, deleted.id))).rejects.toMatchObject({
      kind: 'not-found',
    })
    const kettle = (await lines(sourceId, 'words')).words.find((words) => words.text.includes('kettle'))!
    await within((ctx) => takeForNotice(ctx, sourceId, kettle.id))
    expect(house.vault.forTenant(team.tenantId).isKept(kettle.id)).toBe(false)
    const view = await within((ctx) => getSource(ctx, sourceId))
    expect(view.source).toMatchObject({ passages: 2, notices: 3 })

    const moved = (await lines(sourceId, 'notice')).lines.find((line) => line.reason === 'listener')!
    await within((ctx) => takeForWords(ctx, sourceId, moved.id))
    await confirm(sourceId)
    // In the order of the file, each with its time, and Jo is one voice.
    const words = await read(exerciseId)
    expect(words.map(({ verbatim, saidAt }) => [verbatim, saidAt])).toEqual([
      ['A kettle, honestly.', '2026-05-01T10:01:00'],
      ['This message was deleted', '2026-05-02T10:02:00'],
      ['Nobody in a hurry.', '2026-05-03T10:03:00'],
    ])
    expect(new Set(words.map(({ voiceNumber }) => voiceNumber)).size).toBe(2)
    expect(await house.asOwner('select 1 from source_line where source_id = $1', [sourceId])).toEqual([])
    await expect(lines(sourceId, 'notice')).rejects.toMatchObject({ kind: 'not-found' })
  })

  test('of somebody who did not agree stay shut beside those of who did', async () => {
    const exerciseId = await open()
    const { sourceId } = await bring(exerciseId, chat)
    const [sam] = (await within((ctx) => getSource(ctx, sourceId))).speakers.filter((one) =>
      one.labels.includes('Sam Okafor'),
    )
    const answers = new Map([[sam!.voiceId, ['read', 'quote'] as const]])
    await within((ctx) => recordAgreement(ctx, sourceId, { how: 'He said so.', everybody: null, answers }))
    const notices = (await lines(sourceId, 'notice')).lines
    expect(notices.find((line) => line.label === 'Jo Price')).toMatchObject({ text: null })
    expect(notices.some((line) => line.text?.includes('encrypted'))).toBe(true)
    await agree(sourceId)
    const all = (await lines(sourceId, 'notice')).lines
    expect(all.find((line) => line.label === 'Jo Price')?.text).toContain('deleted')
  })

  test('that were all somebody had leave no voice behind once the file is right', async () => {
    const exerciseId = await open()
    const { sourceId } = await bring(
      exerciseId,
      may(1, 'Sam Okafor', 'Tea.') + may(2, 'Jo Price', 'Left the chat'),
    )
    await agree(sourceId)
    const left = (await lines(sourceId, 'words')).words.find((words) => words.text.startsWith('Left'))!
    await within((ctx) => takeForNotice(ctx, sourceId, left.id))
    await confirm(sourceId)
    for (const table of ['voice', 'voice_label', 'contribution']) {
      expect(await house.asOwner(`select 1 from ${table} where exercise_id = $1`, [exerciseId])).toHaveLength(
        1,
      )
    }
  })

  test('of a stranger are not found, and one that names nobody goes to whom a listener says', async () => {
    const exerciseId = await open()
    const { sourceId } = await bring(exerciseId, chat)
    await agree(sourceId)
    const [line] = (await lines(sourceId, 'not-understood')).lines
    await expect(
      other.as(other.people.ada, (ctx) => takeForWords(ctx, sourceId, line!.id)),
    ).rejects.toMatchObject({ kind: 'not-found' })
    await expect(within((ctx) => takeForWords(ctx, sourceId, line!.id, strangeId))).rejects.toMatchObject({
      kind: 'not-found',
    })
    const { speakers } = await within((ctx) => getSource(ctx, sourceId))
    const sam = speakers.find((speaker) => speaker.labels.includes('Sam Okafor'))!
    await within((ctx) => takeForWords(ctx, sourceId, line!.id, sam.voiceId))
    await confirm(sourceId)
    expect((await read(exerciseId))[0]).toMatchObject({
      verbatim: 'a line of a message before',
      voiceNumber: sam.voiceNumber,
    })
  })
})

describe('a voice that withdraws', () => {
  test('leaves no line, no name of a file, no way it agreed, and no file behind; others stay', async () => {
    const exerciseId = await open()
    const first = await bring(exerciseId, chat)
    await agree(first.sourceId)
    await confirm(first.sourceId)
    const second = await bring(
      exerciseId,
      may(7, 'Sam Okafor', 'A bench.') + may(8, 'Ola', 'A bus.') + '07/05/2026, 10:07 - Sam Okafor left\n',
    )
    await agree(second.sourceId)
    const { speakers } = await within((ctx) => getSource(ctx, first.sourceId))
    const sam = speakers.find((speaker) => speaker.labels.includes('Sam Okafor'))!
    const [upload] = await house.asOwner('select upload_id from source where id = $1', [second.sourceId])
    await within((ctx) => withdrawVoice(ctx, sam.voiceId))
    const rows = await house.asOwner(
      `select file_name_sealed, how_agreed_sealed, upload_id, withdrawn from source where id = any($1)`,
      [[first.sourceId, second.sourceId]],
    )
    const nothing = { file_name_sealed: null, how_agreed_sealed: null, upload_id: null, withdrawn: 1 }
    expect(rows).toEqual([nothing, nothing])
    expect(upload!['upload_id']).not.toBeNull()
    const vault = house.vault.forTenant(team.tenantId)
    expect([first, second].map(({ sourceId }) => vault.isKept(sourceId))).toEqual([false, false])
    expect(await house.asOwner('select 1 from source_line where source_id = $1', [second.sourceId])).toEqual(
      [],
    )
    // What is left can still be checked and shown.
    expect(await within((ctx) => getSource(ctx, second.sourceId))).toMatchObject({
      source: { fileName: null, howAgreed: null, isKept: false, withdrawn: 1 },
    })
    await agree(second.sourceId)
    await confirm(second.sourceId)
    expect((await read(exerciseId)).map(({ verbatim }) => verbatim)).toEqual(['Nobody in a hurry.', 'A bus.'])
  })
})

describe('a later export of the same chat', () => {
  const again = (text: string) => chat + text

  test('brings only what is new, two messages alike in one minute included', async () => {
    const exerciseId = await open()
    const first = await bring(exerciseId, again(may(4, 'Jo Price', 'ok') + may(4, 'Jo Price', 'ok')))
    await agree(first.sourceId)
    await confirm(first.sourceId)
    const later = may(4, 'Jo Price', 'ok').repeat(3) + may(5, 'Sam Okafor', 'And a laugh.')
    const second = await bring(exerciseId, again(later))
    expect(second).toMatchObject({ repeated: 4, passages: 2, voices: 2 })
    await agree(second.sourceId)
    await confirm(second.sourceId)
    const words = await read(exerciseId)
    expect(words.map(({ verbatim }) => verbatim).sort()).toEqual(
      ['A kettle, honestly.', 'And a laugh.', 'Nobody in a hurry.', 'ok', 'ok', 'ok'].sort(),
    )
    expect(new Set(words.map(({ voiceNumber }) => voiceNumber)).size).toBe(2)
    await expect(bring(exerciseId, again(later + '\n'))).rejects.toThrow('here already')
  })

  test('and a yes of everybody does not stand against the no somebody gave themselves; asked by name it does', async () => {
    const exerciseId = await open()
    const first = await bring(exerciseId, chat)
    await agree(first.sourceId)
    await confirm(first.sourceId)
    const [owner] = await within((ctx) => findVoicesByLabel(ctx, exerciseId, ['Sam Okafor']))
    const sam = owner!.voiceId
    const voice = { id: 'voice', roles: ['voice'] }
    const no = { answers: { quote: false }, how: null, wordsVersion: 'web-1' }
    await team.as(voice, (ctx) => recordConsent(ctx, { exerciseId, voiceIds: [sam], ...no }))
    const standing = () => within(async (ctx) => (await listStanding(ctx, [sam])).get(sam))
    const second = await bring(exerciseId, again(may(5, 'Sam Okafor', 'And a laugh.')))
    await agree(second.sourceId)
    expect(await standing()).toEqual({ read: true, quote: false })
    const turn = { label: 'Sam Okafor', text: 'Said at the table.', isMine: false }
    const sitting = {
      door: 'conversation' as const,
      isMany: true,
      on: '2026-05-06',
      mayQuote: true,
      sending: '',
      turns: [turn],
    }
    await within((ctx) => keepSitting(ctx, exerciseId, sitting))
    expect(await standing()).toEqual({ read: true, quote: false })
    await within((ctx) =>
      recordAgreement(ctx, second.sourceId, {
        how: 'Sam rang on 9 May and said so.',
        everybody: null,
        answers: new Map([[sam, ['read', 'quote']]]),
      }),
    )
    expect(await standing()).toEqual({ read: true, quote: true })
  })

  test('asks who withdrew before anything is stored, and stores nothing of theirs', async () => {
    const exerciseId = await open()
    const first = await bring(exerciseId, chat)
    await agree(first.sourceId)
    await confirm(first.sourceId)
    const { speakers } = await within((ctx) => getSource(ctx, first.sourceId))
    const sam = speakers.find((speaker) => speaker.labels.includes('Sam Okafor'))!
    await within((ctx) => withdrawVoice(ctx, sam.voiceId))
    await runTasks()
    const second = await bring(
      exerciseId,
      again(may(6, 'Sam Okafor', 'Me again.') + may(7, 'Ola', 'New here.')),
    )
    expect(second).toMatchObject({ state: 'asking', passages: 0 })
    const held = () => house.asOwner('select 1 from contribution where source_id = $1', [second.sourceId])
    expect(await held()).toEqual([])
    const { asked } = await within((ctx) => getSource(ctx, second.sourceId))
    expect(asked).toEqual(['Ola', 'Sam Okafor'])
    await expect(within((ctx) => answerAsked(ctx, second.sourceId, [7]))).rejects.toMatchObject({
      kind: 'not-found',
    })
    await within((ctx) => answerAsked(ctx, second.sourceId, [1]))
    await expect(within((ctx) => answerAsked(ctx, second.sourceId, [0]))).rejects.toMatchObject({
      kind: 'not-found',
    })
    const [row] = await house.asOwner('select upload_id from source where id = $1', [second.sourceId])
    await runTasks()
    const view = await within((ctx) => getSource(ctx, second.sourceId))
    expect(view.source).toMatchObject({
      state: 'to-check',
      passages: 1,
      repeated: 1,
      leftOut: 2,
      isKept: false,
    })
    expect(view.speakers.map((speaker) => speaker.labels)).toEqual([['Ola']])
    expect(await house.services.store.size(String(row!['upload_id']))).toBeNull()
  })
})

describe('words nobody said yes for', () => {
  test('are told when they go, stay 30 days, and go by the road of a withdrawal', async () => {
    const exerciseId = await open()
    const { sourceId } = await bring(exerciseId, chat)
    const { speakers } = await within((ctx) => getSource(ctx, sourceId))
    const sam = speakers.find((speaker) => speaker.labels.includes('Sam Okafor'))!
    const jo = speakers.find((speaker) => speaker.labels.includes('Jo Price'))!
    await within((ctx) =>
      recordAgreement(ctx, sourceId, {
        how: 'Aloud.',
        everybody: null,
        answers: new Map([[jo.voiceId, ['read']]]),
      }),
    )
    await confirm(sourceId)
    const after = await within((ctx) => getSource(ctx, sourceId))
    const due = after.speakers.find((speaker) => speaker.voiceId === sam.voiceId)!.goesOn!
    expect(Math.round((due.getTime() - Date.now()) / 86_400_000)).toBe(30)
    const age = (days: number) =>
      house.asOwner(
        `update contribution set received_at = now() - make_interval(days => $2) where source_id = $1`,
        [sourceId, days],
      )
    const [label] = await house.asOwner('select id from voice_label where voice_id = $1', [sam.voiceId])
    await age(29)
    await destroyUnread(house.db)
    expect(await house.asOwner('select 1 from voice where id = $1', [sam.voiceId])).toHaveLength(1)
    await age(31)
    await destroyUnread(house.db)
    expect(await house.asOwner('select 1 from voice where id = $1', [sam.voiceId])).toEqual([])
    expect(house.vault.forTenant(team.tenantId).isKept(String(label!['id']))).toBe(false)
    expect((await read(exerciseId)).map(({ verbatim }) => verbatim)).toEqual(['Nobody in a hurry.'])
  })

  test('go whole when nobody says in that time that their file is right', async () => {
    const exerciseId = await open()
    const { sourceId } = await bring(exerciseId, chat)
    await house.asOwner(`update source set brought_at = now() - interval '31 days' where id = $1`, [sourceId])
    await destroyUnread(house.db)
    expect(await house.asOwner('select 1 from source where id = $1', [sourceId])).toEqual([])
    expect(await house.asOwner('select 1 from voice where exercise_id = $1', [exerciseId])).toEqual([])
  })
})

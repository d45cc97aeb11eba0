import { Readable } from 'node:stream'
import { beforeAll, describe, expect, test } from 'vitest'
import { bringFile } from '../../../test/brought-file.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { makeZip } from '../../../test/made-zip.ts'
import { makeOrganisation } from '../../access/organisation/organisation.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { openPlainExercise } from '../../../test/test-exercise.ts'
import type { Failure } from '../../platform/errors.ts'
import { newBlindId } from '../../platform/ids.ts'
import { runWaitingTasks } from '../../platform/jobs/tasks.ts'
import { proposeTask } from '../review/review.jobs.ts'
import { countVoices } from '../exercises/people.ts'
import { withdrawalTask } from '../withdrawals/withdrawals.ts'
import { listPassageStates, openPassages } from '../passages/passages.ts'
import { confirmSource } from './confirm.ts'
import { getSource, recordAgreement, takeOutSource, turnDates } from './doors.ts'
import { openFileText } from '../files/file-text.ts'
import { announceSource, bringIn, type Agreed } from './import.ts'
import { importTask, sweepDoors } from './import.jobs.ts'

const house = useTestHouse()
let tenantId: string
let listener: string

beforeAll(async () => {
  const made = await makeOrganisation(house.db, {
    name: 'Lantern Street',
    operator: 'Lantern Street',
    staff: [{ name: 'Bea', address: 'bea@lantern.example', roles: ['listener'] }],
  })
  tenantId = made.tenantId
  listener = made.accountIds[0]!
})

const within = <T>(fn: (ctx: Ctx) => Promise<T>) =>
  house.db.within(tenantId, { id: listener, roles: ['listener'] }, fn)

const open = () => within((ctx) => openPlainExercise(ctx))

const bring = (exerciseId: string, name: string, bytes: Buffer | string, agreed: Agreed | null = null) =>
  bringFile(house.services.store, within, { exerciseId, name, bytes, agreed })

const call = `WEBVTT

1
00:00:01.000 --> 00:00:02.000
Bea Host: What helped?

2
00:00:03.000 --> 00:00:05.000
Sam Okafor: A kettle, honestly.

3
00:00:05.500 --> 00:00:07.000
Sam Okafor: And nobody in a hurry.
`

const yes: Agreed = { how: 'Asked at the start of the call.', uses: ['read', 'quote'] }

/** The call as it lies there before it is read in. */
async function announceCall(exerciseId: string) {
  const { store } = house.services
  const id = newBlindId()
  const file = { id, name: 'call.vtt', ...(await store.keep(id, Readable.from([Buffer.from(call)]))) }
  const text = await openFileText(store, file)
  const sourceId = await within((ctx) => announceSource(ctx, { exerciseId, file, text, agreed: yes }))
  return { file, text, sourceId }
}

describe('a file that is brought in', () => {
  test('becomes voices and passages, cues of one speaker in one passage', async () => {
    const exerciseId = await open()
    const result = await bring(exerciseId, 'call.vtt', call, yes)
    expect(result).toMatchObject({ door: 'group-call', passages: 2, voices: 2, notUnderstood: [] })
    const passages = await within(async (ctx) =>
      openPassages(ctx, await listPassageStates(ctx, { exerciseId })),
    )
    expect(passages.map((passage) => [passage.number, passage.verbatim, passage.saidAt])).toEqual([
      [1, 'What helped?', '00:00:01'],
      [2, 'A kettle, honestly. And nobody in a hurry.', '00:00:03'],
    ])
  })

  test('is refused the second time, and the first stays whole', async () => {
    const exerciseId = await open()
    await bring(exerciseId, 'call.vtt', call, yes)
    await expect(bring(exerciseId, 'again.vtt', call, yes)).rejects.toThrow('brought in before')
    expect(await within((ctx) => listPassageStates(ctx, { exerciseId }))).toHaveLength(2)
  })

  test('sent twice at once comes in once, and the other is told so', async () => {
    const exerciseId = await open()
    const outcomes = await Promise.allSettled(
      ['one.vtt', 'two.vtt', 'three.vtt'].map((name) => bring(exerciseId, name, call, yes)),
    )
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as Failure] : []))
    expect(refused.map((failure) => failure.kind)).toEqual(['conflict', 'conflict'])
    expect(await within((ctx) => listPassageStates(ctx, { exerciseId }))).toHaveLength(2)
  })

  test('stays shut until somebody records how people agreed', async () => {
    const exerciseId = await open()
    const { sourceId } = await bring(exerciseId, 'call.vtt', call)
    const read = () => within(async (ctx) => openPassages(ctx, await listPassageStates(ctx, { exerciseId })))
    expect(await read()).toEqual([])
    const view = await within((ctx) => getSource(ctx, sourceId))
    const sam = view.speakers.find((speaker) => speaker.labels.includes('Sam Okafor'))!
    await within((ctx) =>
      recordAgreement(ctx, sourceId, {
        how: 'By letter.',
        everybody: null,
        answers: new Map([[sam.voiceId, ['read']]]),
      }),
    )
    expect(await read()).toEqual([])
    await confirmSource(within, house.services.store, sourceId)
    const open1 = await read()
    expect(open1.map((passage) => passage.verbatim)).toEqual(['A kettle, honestly. And nobody in a hurry.'])
    expect(open1[0]).toMatchObject({ mayRead: true, mayQuote: false })
  })

  test('waits to be checked with its upload, and only a listener who knows how people agreed shows it', async () => {
    const exerciseId = await open()
    const { store } = house.services
    const { sourceId, state } = await bring(exerciseId, 'call.vtt', call)
    const uploadOf = async () => {
      const [row] = await house.asOwner('select state, upload_id from source where id = $1', [sourceId])
      return row as { state: string; upload_id: string | null }
    }
    const { upload_id: upload } = await uploadOf()
    expect(state).toBe('to-check')
    expect(await store.size(upload!)).toBe(call.length)
    await sweepDoors(house.db, store)
    expect(await store.size(upload!)).toBe(call.length)
    expect(await within((ctx) => listPassageStates(ctx, { exerciseId }))).toEqual([])
    expect(await within((ctx) => countVoices(ctx, exerciseId))).toMatchObject({ people: 0, facilitators: 0 })
    await expect(bring(exerciseId, 'again.vtt', call)).rejects.toThrow('waits to be checked')
    await expect(confirmSource(within, store, sourceId)).rejects.toThrow('First write down')
    const everybody = { how: 'Aloud.', everybody: ['read'] as const, answers: new Map() }
    await within((ctx) => recordAgreement(ctx, sourceId, everybody))
    // Two tabs at once: it is shown once.
    await Promise.all([1, 2].map(() => confirmSource(within, store, sourceId)))
    expect(await uploadOf()).toEqual({ state: 'shown', upload_id: null })
    expect(await store.size(upload!)).toBeNull()
    expect(await within((ctx) => listPassageStates(ctx, { exerciseId }))).toHaveLength(2)
    const tasks = await house.asOwner(
      `select count(*) from task where kind = 'passage.propose' and about_id = $1`,
      [exerciseId],
    )
    expect(Number(tasks[0]!['count'])).toBe(1)
  })

  test('is read again the other way round from its kept upload, and the first reading leaves no key', async () => {
    const exerciseId = await open()
    const { store } = house.services
    const chat = '05/04/2026, 09:16 - Jo: It was the bus fare\n05/04/2026, 09:17 - Jo: and the laugh\n'
    const { sourceId } = await bring(exerciseId, 'chat.txt', chat)
    const said = () =>
      house.asOwner('select id, said_at from passage where exercise_id = $1 order by line', [exerciseId])
    const first = await said()
    expect(first.map((row) => row['said_at'])).toEqual(['2026-04-05T09:16:00', '2026-04-05T09:17:00'])
    await turnDates(within, store, sourceId)
    await expect(turnDates(within, store, sourceId)).rejects.toThrow('right now')
    await runWaitingTasks({ db: house.db, store }, [importTask, proposeTask, withdrawalTask])
    const second = await said()
    expect(second.map((row) => row['said_at'])).toEqual(['2026-05-04T09:16:00', '2026-05-04T09:17:00'])
    const vault = house.vault.forTenant(tenantId)
    expect(first.some((row) => vault.isKept(String(row['id'])))).toBe(false)
    const view = await within((ctx) => getSource(ctx, sourceId))
    expect(view.source).toMatchObject({ state: 'to-check', dayMonth: 'month-day chosen', passages: 2 })
  })

  test('a whole name is one voice in two files, a first name is not', async () => {
    const exerciseId = await open()
    await bring(exerciseId, 'call.vtt', call, yes)
    await bring(exerciseId, 'two.vtt', call.replace('kettle', 'bench').replaceAll('Bea Host', 'Bea'), yes)
    await bring(exerciseId, 'three.vtt', call.replace('kettle', 'dog').replaceAll('Bea Host', 'Bea'), yes)
    const states = await within((ctx) => listPassageStates(ctx, { exerciseId }))
    expect(new Set(states.map((state) => state.voiceNumber)).size).toBe(4)
  })

  test('interview notes say who seems to ask the questions', async () => {
    const exerciseId = await open()
    const { sourceId } = await bring(exerciseId, 'notes.txt', 'INT: How was it?\n\nP3: Quiet.\n\nINT: And?\n')
    const view = await within((ctx) => getSource(ctx, sourceId))
    expect(view.speakers.map((one) => [one.labels, one.asks])).toEqual([
      [['INT'], true],
      [['P3'], false],
    ])
  })

  test('each row of a table without a name is somebody of their own', async () => {
    const exerciseId = await open()
    const result = await bring(
      exerciseId,
      'cards.csv',
      'date,name,words\n2026-01-02,,"They let me be late, twice"\n2026-01-03,,"Somebody rang back when they said"\n2026-01-04,Ola,"No forms on the first day at all"\n',
      yes,
    )
    expect(result).toMatchObject({ door: 'table', passages: 3, voices: 3 })
  })

  test('in the middle of a failure leaves nothing behind: no row, no key, no upload', async () => {
    const exerciseId = await open()
    const { store } = house.services
    const { file, text, sourceId } = await announceCall(exerciseId)
    const broken = {
      ...text,
      chunks: async function* () {
        yield call
        yield `\n4\n00:00:09.000 --> 00:00:10.000\nSam Okafor: ${'a'.repeat(1_100_000)}`
      },
    }
    await expect(
      bringIn(within, store, { exerciseId, sourceId, file, text: broken, agreed: yes }),
    ).rejects.toThrow('never ends')
    const rows = await house.asOwner('select 1 from source where id = $1', [sourceId])
    const passages = await house.asOwner('select 1 from passage where exercise_id = $1', [exerciseId])
    const voices = await house.asOwner('select 1 from voice where exercise_id = $1', [exerciseId])
    expect([rows, passages, voices]).toEqual([[], [], []])
    expect(await store.size(file.id)).toBeNull()
    // And the same file may come again.
    await expect(bring(exerciseId, 'call.vtt', call, yes)).resolves.toMatchObject({ passages: 2 })
  })

  test('taken out again leaves no derived row either', async () => {
    const exerciseId = await open()
    const { sourceId } = await bring(exerciseId, 'call.vtt', call, yes)
    const [passage] = await house.asOwner('select id from passage where exercise_id = $1', [exerciseId])
    await house.asOwner(
      'insert into reading (tenant_id, passage_id, exercise_id, text) values ($1, $2, $3, $4)',
      [tenantId, passage!['id'], exerciseId, 'A kettle, honestly.'],
    )
    const vault = house.vault.forTenant(tenantId)
    expect(vault.isKept(String(passage!['id']))).toBe(true)
    await takeOutSource(within, house.services.store, sourceId)
    expect(vault.isKept(String(passage!['id']))).toBe(false)
    // And should this process have died before that, a task does it.
    const marked = await house.asOwner(
      `select w.key_ids from withdrawal w join task t on t.about_id = w.id and t.kind = 'withdrawal.complete'
       where w.exercise_id = $1`,
      [exerciseId],
    )
    expect(marked[0]!['key_ids']).toContain(passage!['id'])
    for (const table of ['reading', 'label_index', 'passage', 'voice', 'voice_label']) {
      expect(await house.asOwner(`select 1 from ${table} where exercise_id = $1`, [exerciseId])).toEqual([])
    }
  })

  test('a killed import shows nothing, and the sweep takes away what it left', async () => {
    const exerciseId = await open()
    const { store } = house.services
    const { file, text, sourceId } = await announceCall(exerciseId)
    const killed = {
      ...text,
      chunks: async function* () {
        yield `${call}\n`.repeat(600)
        throw new Error('killed')
      },
    }
    await expect(
      bringIn(within, store, { exerciseId, sourceId, file, text: killed, agreed: yes }),
    ).rejects.toThrow('killed')
    const half = await house.asOwner('select 1 from passage where exercise_id = $1', [exerciseId])
    expect(half.length).toBeGreaterThan(0)
    expect(await within((ctx) => listPassageStates(ctx, { exerciseId }))).toEqual([])
    await house.asOwner(`update source set touched_at = now() - interval '1 hour' where id = $1`, [sourceId])
    await sweepDoors(house.db, store)
    expect(await house.asOwner('select 1 from passage where exercise_id = $1', [exerciseId])).toEqual([])
  })

  test.each([
    ['empty', '', 'no text in this file'],
    ['binary', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 1, 2, 3, 0, 0, 0]), 'does not hold text'],
    ['a zip cut short', zipOf([['_chat.txt', 'x'.repeat(500)]]).subarray(0, 120), 'cannot be opened'],
    ['a zip without a text', zipOf([['photo.jpg', 'x']]), 'no chat text'],
    [
      'a zip with two texts',
      zipOf([
        ['a.txt', 'x'],
        ['b.txt', 'y'],
      ]),
      'more than one text',
    ],
  ])('%s gets one clear sentence', async (_name, bytes, sentence) => {
    const exerciseId = await open()
    await expect(bring(exerciseId, 'file.bin', bytes)).rejects.toThrow(sentence)
    expect(
      await house.asOwner(`select 1 from source where exercise_id = $1 and format <> 'web'`, [exerciseId]),
    ).toEqual([])
  })

  test('a WhatsApp zip, also with a path in its names, is read without unpacking', async () => {
    const exerciseId = await open()
    const chat = '12/11/2024, 09:16 - Jo: It was the bus fare\n12/11/2024, 09:17 - Jo: and the laugh\n'
    await expect(bring(exerciseId, 'chat.zip', zipOf([['../../_chat.txt', chat]]), yes)).rejects.toThrow(
      'lead out of it',
    )
    const plain = await bring(exerciseId, 'chat.zip', zipOf([['WhatsApp Chat/_chat.txt', chat]]), yes)
    expect(plain).toMatchObject({ door: 'whatsapp', passages: 2, voices: 1 })
  })

  test('UTF-16 and Windows-1252 files keep their letters', async () => {
    const exerciseId = await open()
    const words = 'Ffion: Diolch, café £5 it cost me\n\nRhys: Zoë brought the tea round\n'
    await bring(
      exerciseId,
      'a.txt',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(words, 'utf16le')]),
      yes,
    )
    await bring(exerciseId, 'b.txt', Buffer.from(words.replace('tea', 'cake'), 'latin1'), yes)
    const passages = await within(async (ctx) =>
      openPassages(ctx, await listPassageStates(ctx, { exerciseId })),
    )
    const all = passages.map((passage) => passage.verbatim).join('\n')
    expect(all.match(/café £5/g)).toHaveLength(2)
    expect(all.match(/Zoë brought/g)).toHaveLength(2)
  })

  test('is not shown to another organisation, and its id there is not found', async () => {
    const exerciseId = await open()
    const { sourceId } = await bring(exerciseId, 'call.vtt', call, yes)
    const other = await makeOrganisation(house.db, {
      name: 'Elsewhere',
      operator: '',
      staff: [{ name: 'Z', address: `z${newBlindId()}@x.example`, roles: ['listener'] }],
    })
    await expect(
      house.db.within(other.tenantId, { id: other.accountIds[0]!, roles: ['listener'] }, (ctx) =>
        getSource(ctx, sourceId),
      ),
    ).rejects.toMatchObject({ kind: 'not-found' })
  })
})

function zipOf(files: readonly [string, string][]): Buffer {
  return makeZip(files.map(([name, bytes]) => ({ name, bytes })))
}

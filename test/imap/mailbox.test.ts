import { bringFile } from '../brought-file.ts'
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { recordAgreement, takeOutSource } from '../../src/listening/doors/doors.ts'
import { closeExercise } from '../../src/listening/exercises/exercises.ts'
import { lookIntoMailbox } from '../../src/listening/mailboxes/look.ts'
import { lookIntoMailboxesDue } from '../../src/listening/mailboxes/mailboxes.jobs.ts'
import {
  addMailbox,
  changeMailbox,
  getMailbox,
  removeMailbox,
  switchMailbox,
  tryMailbox,
  type InboxSettings,
} from '../../src/listening/mailboxes/mailboxes.ts'
import { listPassageStates, openPassages } from '../../src/listening/passages/passages.ts'
import { withdrawVoice } from '../../src/listening/withdrawals/withdrawals.ts'
import { runWaitingTasks } from '../../src/platform/jobs/tasks.ts'
import { taskHandlers } from '../../bin/parts.ts'
import { useTestHouse } from '../test-house.ts'
import { startDovecot, type Dovecot } from '../dovecot.ts'
import { makeTestExercise, type TestExercise } from '../test-exercise.ts'

const house = useTestHouse()
let server: Dovecot
let team: TestExercise
let folder = ''
let count = 0

beforeAll(async () => {
  server = await startDovecot()
})
afterAll(() => server?.stop())
beforeEach(async () => {
  count += 1
  folder = `f${count}`
  team = await makeTestExercise(house, `Post${count}`, [])
})

const settings = (change: Partial<InboxSettings> = {}): InboxSettings => ({
  host: server.host,
  port: server.port,
  security: 'none',
  user: server.user,
  password: server.password,
  folder,
  ...change,
})

const letter = (
  number: number,
  words: string,
  more = '',
  from = `Person ${number} <p${number}@example.org>`,
) =>
  `From: ${from}\nDate: Tue, 12 Nov 2024 09:16:02 +0000\nSubject: What helps?\nMessage-ID: <${folder}-${number}@example.org>\n${more}Content-Type: text/plain; charset=utf-8\n\n${words}\n`

const asAda: <T>(fn: Parameters<typeof team.as<T>>[1]) => Promise<T> = (fn) => team.as(team.people.ada, fn)
const setUp = (change: Partial<InboxSettings> = {}) =>
  asAda((ctx) => addMailbox(ctx, team.exerciseId, settings(change)))
const look = (id: string) => lookIntoMailbox(house.db, team.tenantId, id)
const makeDue = (id: string) => house.asOwner('update mailbox set next_look_at = now() where id = $1', [id])
const listWords = () =>
  asAda(async (ctx) => {
    const states = await listPassageStates(ctx, { exerciseId: team.exerciseId })
    return { states, open: await openPassages(ctx, states) }
  })

describe('what comes', () => {
  test('each mail becomes words nobody can read until it is recorded how its sender agreed', async () => {
    server.deliver([letter(1, '> What helps?\nA key.'), letter(2, 'A kettle.')], folder)
    const id = await setUp()
    expect(await look(id)).toBe(2)
    const before = await listWords()
    expect(before.states.map((state) => [state.door, state.mayRead])).toEqual([
      ['email', false],
      ['email', false],
    ])
    expect(before.open).toEqual([])
    const { mailbox } = await asAda((ctx) => getMailbox(ctx, id))
    expect(mailbox).toMatchObject({ arrived: 2, passedOver: 0, trouble: null })
    await asAda((ctx) =>
      recordAgreement(ctx, mailbox.sourceId!, {
        how: 'The leaflet says so.',
        everybody: ['read'],
        answers: new Map(),
      }),
    )
    expect((await listWords()).open.map((one) => [one.verbatim, one.context, one.saidAt])).toEqual([
      ['A key.', 'What helps?', '2024-11-12T09:16:02'],
      ['A kettle.', null, '2024-11-12T09:16:02'],
    ])
  })

  test('later mails come too, one address is one voice, and nothing on the server changes', async () => {
    server.deliver([letter(1, 'A key.')], folder)
    const id = await setUp()
    await look(id)
    server.deliver(
      [
        letter(2, 'And a kettle.', '', '"P. One" <p1@example.org>'),
        letter(3, 'Tea.', '', 'Kim <kim@example.org>'),
        letter(4, 'Milk.', '', 'K. Lane <kim@example.org>'),
      ],
      folder,
    )
    expect(await look(id)).toBeNull()
    await makeDue(id)
    expect(await look(id)).toBe(3)
    const { states } = await listWords()
    expect(new Set(states.map((state) => state.voiceId)).size).toBe(2)
    expect(new Set(states.map((state) => state.sourceId)).size).toBe(1)
    expect(server.list(folder)).toHaveLength(4)
    expect(server.list(folder).join(' ')).not.toMatch(/:2,\w*S/)
  })

  test('what a program sent, and what nobody can read, is left out and stands in nobody’s way', async () => {
    const endless = letter(3, `${'word '.repeat(20)}\n`.repeat(210_000))
    server.deliver(
      [
        letter(1, 'I am away.', 'Auto-Submitted: auto-replied\n'),
        '\u0000\u0001',
        endless,
        letter(4, 'A key.'),
      ],
      folder,
    )
    const id = await setUp()
    await look(id)
    expect((await asAda((ctx) => getMailbox(ctx, id))).mailbox).toMatchObject({ arrived: 1, passedOver: 3 })
    expect(await house.asOwner('select 1 from source_line where tenant_id = $1', [team.tenantId])).toEqual([])
  })

  test('a new mail is looked through for names in the background', async () => {
    server.deliver([letter(1, 'Ring me on 07700 900123.')], folder)
    await look(await setUp())
    await runWaitingTasks({ db: house.db, store: house.services.store }, taskHandlers)
    const rows = await house.asOwner('select 1 from edit where tenant_id = $1', [team.tenantId])
    expect(rows).toHaveLength(1)
  })
})

describe('once', () => {
  test('a folder that the server numbers anew brings nothing twice', async () => {
    server.deliver([letter(1, 'A key.'), letter(2, 'A kettle.')], folder)
    const id = await setUp()
    await look(id)
    await house.asOwner(
      'update mailbox set uid_validity = 1, last_uid = 0, next_look_at = now() where id = $1',
      [id],
    )
    expect(await look(id)).toBe(2)
    expect((await listWords()).states).toHaveLength(2)
    expect((await asAda((ctx) => getMailbox(ctx, id))).mailbox.arrived).toBe(2)
  })

  test('nor does a mailbox set up again, or the same mail in another folder', async () => {
    server.deliver([letter(1, 'A key.')], folder)
    server.deliver([letter(1, 'A key.'), letter(2, 'A kettle.')], `${folder}-more`)
    const id = await setUp()
    await look(id)
    await asAda((ctx) => removeMailbox(ctx, id))
    await look(await setUp())
    await look(await setUp({ folder: `${folder}-more` }))
    expect((await listWords()).states).toHaveLength(2)
  })

  test('mails without a number of their own are told apart by their place', async () => {
    const bare = 'From: p@example.org\n\nA key.\n'
    server.deliver([bare, bare], folder)
    await look(await setUp())
    expect((await listWords()).states).toHaveLength(2)
  })

  test('a mail that came in a file does not come by the mailbox, and the other way round', async () => {
    server.deliver([letter(1, 'A key.'), letter(2, 'A kettle.')], folder)
    await bringBox(letter(1, 'A key.'))
    const id = await setUp()
    await look(id)
    expect((await asAda((ctx) => getMailbox(ctx, id))).mailbox).toMatchObject({ arrived: 1, passedOver: 0 })
    const both = await bringBox(letter(2, 'A kettle.', '', '"P. Two" <p2@example.org>'), letter(3, 'Tea.'))
    expect(both).toMatchObject({ passages: 1, repeated: 1 })
    expect((await listWords()).states).toHaveLength(3)
  })

  test('once the file is taken out, its mails come by the mailbox after all', async () => {
    server.deliver([letter(1, 'A key.'), letter(2, 'A kettle.')], folder)
    const { sourceId } = await bringBox(letter(1, 'A key.'))
    const id = await setUp()
    await look(id)
    await takeOutSource((fn) => asAda(fn), house.services.store, sourceId)
    expect((await listWords()).states).toHaveLength(1)
    await makeDue(id)
    await look(id)
    expect((await listWords()).states).toHaveLength(2)
  })

  test('two workers at once: each mail once', async () => {
    server.deliver(
      Array.from({ length: 20 }, (_, at) => letter(at, `Words ${at}.`)),
      folder,
    )
    const id = await setUp()
    const [a, b] = await Promise.all([look(id), look(id)])
    expect([a, b].filter((one) => one === null)).toHaveLength(1)
    expect((await listWords()).states).toHaveLength(20)
  })

  test('a worker that thinks it has the mailbox although another took it over brings nothing twice', async () => {
    server.deliver(
      Array.from({ length: 60 }, (_, at) => letter(at, `Words ${at}.`)),
      folder,
    )
    const id = await setUp()
    const first = look(id)
    await sleep(60)
    await makeDue(id)
    await Promise.all([first, look(id)])
    expect((await listWords()).states).toHaveLength(60)
  })

  test('the worker is killed twice in the middle: every mail comes, and none twice', async () => {
    const all = 150
    server.deliver(
      Array.from({ length: all }, (_, at) => letter(at, `Words ${at}.`)),
      folder,
    )
    const id = await setUp()
    for (const atLeast of [10, 60]) {
      const reader = startReader()
      await waitForPassages(atLeast)
      reader.kill('SIGKILL')
      await new Promise((done) => reader.once('exit', done))
      expect(await countPassages()).toBeLessThan(all)
      await makeDue(id)
    }
    const last = startReader()
    await waitForPassages(all)
    last.kill('SIGKILL')
    await makeDue(id)
    await lookIntoMailboxesDue(house.db)
    const { mailbox } = await asAda((ctx) => getMailbox(ctx, id))
    await asAda((ctx) =>
      recordAgreement(ctx, mailbox.sourceId!, { how: 'x', everybody: ['read'], answers: new Map() }),
    )
    const said = (await listWordsAll()).toSorted()
    expect(said).toEqual(Array.from({ length: all }, (_, at) => `Words ${at}.`).toSorted())
    expect(mailbox).toMatchObject({ arrived: all, passedOver: 0 })
  })
})

describe('taken back', () => {
  test('who withdrew stays gone, although the mails lie on the server and its numbers change', async () => {
    server.deliver([letter(1, 'A key.'), letter(2, 'A kettle.')], folder)
    const id = await setUp()
    await look(id)
    const { states } = await listWords()
    await asAda((ctx) => withdrawVoice(ctx, states[0]!.voiceId))
    await house.asOwner(
      'update mailbox set uid_validity = 1, last_uid = 0, next_look_at = now() where id = $1',
      [id],
    )
    await look(id)
    expect((await listWords()).states.map((state) => state.passageId)).toEqual([states[1]!.passageId])
  })

  test('what came through it can be taken out whole; new mails come, old ones do not come again', async () => {
    server.deliver([letter(1, 'A key.')], folder)
    const id = await setUp()
    await look(id)
    const { sourceId } = (await asAda((ctx) => getMailbox(ctx, id))).mailbox
    await takeOutSource((fn) => asAda(fn), house.services.store, sourceId!)
    server.deliver([letter(2, 'A kettle.')], folder)
    await makeDue(id)
    await look(id)
    expect((await listWords()).states).toHaveLength(1)
  })
})

describe('taken back from a file', () => {
  test('a mail that came in a file and was taken back does not come by the mailbox', async () => {
    server.deliver([letter(1, 'A key.'), letter(2, 'A kettle.')], folder)
    const { sourceId } = await bringBox(letter(1, 'A key.'), letter(2, 'A kettle.'))
    const { states } = await listWords()
    await asAda((ctx) => withdrawVoice(ctx, states[0]!.voiceId))
    const id = await setUp()
    await look(id)
    expect((await listWords()).states.map((state) => state.passageId)).toEqual([states[1]!.passageId])
    await takeOutSource((fn) => asAda(fn), house.services.store, sourceId)
    await makeDue(id)
    await look(id)
    expect((await listWords()).states.map((state) => state.voiceId)).not.toContain(states[0]!.voiceId)
    expect((await listWords()).states).toHaveLength(1)
  })
})

describe('when it cannot be read', () => {
  test('the page says why, the next try waits longer each time, and it goes on by itself', async () => {
    server.deliver([letter(1, 'A key.')], folder)
    const id = await setUp({ password: 'wrong' })
    const waits: number[] = []
    for (let tries = 0; tries < 3; tries += 1) {
      await makeDue(id)
      expect(await look(id)).toBe(0)
      const { mailbox } = await asAda((ctx) => getMailbox(ctx, id))
      expect(mailbox.trouble).toBe('login')
      waits.push(Math.round((mailbox.nextLookAt.getTime() - Date.now()) / 60_000))
    }
    expect(waits).toEqual([2, 4, 8])
    await asAda((ctx) => changeMailbox(ctx, id, settings()))
    expect(await look(id)).toBe(1)
    expect((await asAda((ctx) => getMailbox(ctx, id))).mailbox.trouble).toBeNull()
  })

  const troubles: [what: string, change: () => Partial<InboxSettings>, trouble: string][] = [
    ['a wrong password', () => ({ password: 'wrong' }), 'login'],
    ['a folder that is not there', () => ({ folder: 'Nowhere' }), 'folder'],
    ['a port nobody listens at', () => ({ port: 1 }), 'not-listening'],
    ['a certificate nobody vouches for', () => ({ security: 'tls', port: server.tlsPort }), 'certificate'],
    ['the same after STARTTLS', () => ({ security: 'starttls' }), 'certificate'],
    ['TLS where there is none', () => ({ security: 'tls' }), 'no-tls'],
    ['a server that does not exist', () => ({ host: 'nowhere.invalid' }), 'host-unknown'],
  ]
  test.each(troubles)('%s', async (_, change, trouble) => {
    expect(await tryMailbox(settings(change()))).toEqual({ trouble })
  })

  test('one that is stopped, forgotten or of a closed exercise is left alone', async () => {
    server.deliver([letter(1, 'A key.')], folder)
    const id = await setUp()
    await asAda((ctx) => switchMailbox(ctx, id, false))
    expect(await look(id)).toBeNull()
    await asAda((ctx) => switchMailbox(ctx, id, true))
    await asAda((ctx) => closeExercise(ctx, team.exerciseId, true))
    await lookIntoMailboxesDue(house.db)
    expect(await countPassages()).toBe(0)
    await asAda((ctx) => closeExercise(ctx, team.exerciseId, false))
    await lookIntoMailboxesDue(house.db)
    expect(await countPassages()).toBe(1)
  })
})

/** Brings a box of mails in as a file whose people all agreed. */
async function bringBox(...mails: string[]) {
  const bytes = mails.map((mail) => `From a@b Tue Nov 12 09:16:02 2024\n${mail}\n`).join('')
  const agreed = { how: 'x', uses: ['read'] as const }
  const brought = { exerciseId: team.exerciseId, name: 'box.mbox', bytes, agreed }
  return bringFile(house.services.store, (fn) => asAda(fn), brought)
}

function startReader() {
  return spawn(
    process.execPath,
    [fileURLToPath(new URL('./reader.ts', import.meta.url)), house.loginUrl, house.config.dataFolder],
    { stdio: 'inherit' },
  )
}

async function countPassages(): Promise<number> {
  const rows = await house.asOwner('select count(*)::int as n from passage where exercise_id = $1', [
    team.exerciseId,
  ])
  return Number(rows[0]!['n'])
}

async function waitForPassages(atLeast: number): Promise<void> {
  for (let wait = 0; wait < 3000; wait += 1) {
    if ((await countPassages()) >= atLeast) return
    await sleep(5)
  }
  throw new Error(`only ${await countPassages()} passages came`)
}

async function listWordsAll(): Promise<string[]> {
  return asAda(async (ctx) => {
    const states = await listPassageStates(ctx, { exerciseId: team.exerciseId, limit: 1000 })
    return (await openPassages(ctx, states)).map((one) => one.verbatim)
  })
}

import type { Hono } from 'hono'
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeOrganisation } from '../../src/access/organisation/organisation.ts'
import { signInRoutes } from '../../src/access/sign-in/sign-in.routes.tsx'
import { makeSending } from '../../src/listening/web/sending.ts'
import { webRoutes } from '../../src/listening/web/web.routes.tsx'
import { takeNumbers } from '../../src/listening/exercises/exercises.ts'
import { recordConsent } from '../../src/listening/consent/consent.ts'
import { writePassages } from '../../src/listening/passages/passages.ts'
import { proposeContributionTask, proposeTask } from '../../src/listening/review/review.jobs.ts'
import { openSecondReading, passSecond } from '../../src/listening/review/review.ts'
import { meetSpeakers } from '../../src/listening/voices/voices.ts'
import { withdrawalRoutes } from '../../src/listening/withdrawals/withdrawals.routes.tsx'
import { withdrawalTask, withdrawVoice } from '../../src/listening/withdrawals/withdrawals.ts'
import type { Ctx } from '../../src/platform/db/database.ts'
import { Limits } from '../../src/platform/http/limits.ts'
import { runTask } from '../../src/platform/jobs/tasks.ts'
import { KeyFile } from '../../src/platform/vault/key-file.ts'
import { KeyDestroyed } from '../../src/platform/vault/vault.ts'
import { openTestHouse } from '../database.ts'
import { useTestHouse } from '../test-house.ts'
import { enter, openApp, Visitor } from '../visitor.ts'
import { answerWithoutGuesses } from '../passage-to-review.ts'
import { findDoorPath, makeTestExercise, openPlainExercise } from '../test-exercise.ts'

/**
 * Promise 2: a withdrawal removes the words everywhere we hold them, backups included, because the keys go; only a
 * contentless marker stays.
 */
const sentence = 'The heron on the weir at Scammonden taught me how to wait.'
const replacement = '[a quiet reservoir]'
const label = 'Ottoline Vaspar'

const house = useTestHouse()
let app: Hono
let tenantId: string
let first: string
let second: string
let exerciseId: string
let path: string

beforeAll(async () => {
  app = openApp(house, [...signInRoutes, ...webRoutes, ...withdrawalRoutes])
  const made = await makeOrganisation(house.db, {
    name: 'Lantern Street',
    operator: 'Lantern Street',
    staff: [
      { name: 'Ada', address: 'ada@example.org', roles: ['listener'] },
      { name: 'Ben', address: 'ben@example.org', roles: ['reader'] },
    ],
  })
  tenantId = made.tenantId
  first = made.accountIds[0]!
  second = made.accountIds[1]!
}, 60_000)

beforeEach(async () => {
  house.services.limits = new Limits()
  exerciseId = await as(first, 'listener', (ctx) => openPlainExercise(ctx, 'What helped you most?'))
  path = await findDoorPath(house, exerciseId)
})

function as<T>(account: string, role: string, fn: (ctx: Ctx) => Promise<T>): Promise<T> {
  return house.db.within(tenantId, { id: account, roles: [role] }, fn)
}

describe('you can change your mind', () => {
  test('with five words, without an account: nothing of it is left anywhere', async () => {
    const visitor = new Visitor(app)
    // A form opened a minute ago: what comes back faster than anybody writes is held back.
    const sending = makeSending(house.vault.forTenant(tenantId), exerciseId, Date.now() - 60_000)
    const sent = await visitor.send(path, { words: sentence, quote: 'yes', sending })
    const phrase = /class="phrase">([a-z ]+)</.exec(sent.text)![1]!
    const kept = await sealedRows()
    const passageId = String(kept.passages[0]!['id'])
    await runTasks()
    await reviewAndBuildOn(passageId)
    const edits = await house.asOwner('select id, replacement_sealed from edit where passage_id = $1', [
      passageId,
    ])

    // What the scan must find before, so that finding nothing afterwards means something.
    expect(await findInTables('heron')).toContain('reading.text')
    expect(await findInTables(passageId)).toEqual(
      expect.arrayContaining(['coding.passage_id', 'edit.passage_id', 'passage.id', 'quote.passage_id']),
    )
    expect(openSealed(passageId, kept.passages[0]!['verbatim_sealed'])).toBe(sentence)

    const own = await visitor.send(`${path}/come-back`, { phrase })
    expect(own.text).toContain(sentence)
    expect(own.text).toContain(`The heron on the weir at ${replacement} taught me how to wait.`)
    const ticket = /name="ticket" value="([^"]+)"/.exec(own.text)![1]!
    const gone = await visitor.send(`${path}/come-back/taken`, { ticket })
    expect(gone.status).toBe(200)

    // The keys went with the answer itself, before any background work.
    expect(house.vault.forTenant(tenantId).isKept(passageId)).toBe(false)
    expect(() => openSealed(passageId, kept.passages[0]!['verbatim_sealed'])).toThrow(KeyDestroyed)
    for (const edit of edits) {
      const id = String(edit['id'])
      expect(() =>
        house.vault
          .forTenant(tenantId)
          .open(passageId, 'edit.replacement', id, edit['replacement_sealed'] as Buffer),
      ).toThrow(KeyDestroyed)
    }

    await runTasks()
    for (const word of ['heron', 'Scammonden', 'quiet reservoir'])
      expect(await findInTables(word), word).toEqual([])
    // What was done stays on record, by an id that leads nowhere any more.
    expect(await findInTables(passageId)).toEqual(['audit_event.about_id'])
    expect(await findInTables(String(kept.voices[0]!['id']))).toEqual([])
    expect((await readFile(join(house.config.keyringFolder, 'keys.sqlite'))).includes(passageId)).toBe(false)
    expect(await house.asOwner('select key_ids, completed_at is not null as done from withdrawal')).toEqual([
      { key_ids: [], done: true },
    ])

    // Once more: the phrase opens nothing, the page still says that all is gone, and no second marker is made.
    expect((await visitor.send(`${path}/come-back`, { phrase })).status).toBe(422)
    const again = await visitor.send(`${path}/come-back/taken`, { ticket })
    expect(again.text).toContain('Everything is gone')
    expect(await house.asOwner('select id from withdrawal')).toHaveLength(1)
  })

  test('through a listener, labels included; the words of others stay', async () => {
    const { voiceId, labelId, passageId, other } = await bringTwo()
    const [row] = await house.asOwner('select label_sealed from voice_label where id = $1', [labelId])
    const listener = await enter(house, app, 'ada@example.org')
    const asked = await listener.get(`/voices/${voiceId}/withdraw`)
    expect(asked.status).toBe(200)
    expect(asked.text).not.toContain(label)
    expect((await listener.send(`/voices/${voiceId}/withdraw`)).location).toBe(
      `/exercises/${exerciseId}/voices?done=withdrawn`,
    )
    await runTasks()
    for (const id of [voiceId, labelId, passageId]) expect(await findInTables(id), id).toEqual([])
    const vault = house.vault.forTenant(tenantId)
    expect(() => vault.open(labelId, 'voice_label.label', labelId, row!['label_sealed'] as Buffer)).toThrow(
      KeyDestroyed,
    )
    expect(vault.isKept(other)).toBe(true)
    expect((await listener.send(`/voices/${voiceId}/withdraw`)).status).toBe(404)
  })

  test('a process that dies right after the words went: the task destroys the keys', async () => {
    const { voiceId, passageId } = await bringTwo()
    // A crash between the commit and the keys: what was to run after the commit never runs.
    await as('voice', 'voice', (ctx) => withdrawVoice({ ...ctx, afterCommit: () => undefined }, voiceId))
    const vault = house.vault.forTenant(tenantId)
    expect(vault.isKept(passageId)).toBe(true)
    await runTasks()
    expect(vault.isKept(passageId)).toBe(false)
  })

  test('it is pending while a live copy of the keyring is away, and complete when the copy has followed', async () => {
    const copy = join(await mkdtemp(join(tmpdir(), 'ownterms-copy-')), 'keyring')
    await mkdir(copy)
    const own = await openTestHouse({ OWNTERMS_KEYRING_COPIES: copy })
    try {
      const team = await makeTestExercise(own, 'Weir', [{ label, text: sentence }])
      const passageId = team.passageIds[0]!
      await own.vault.followCopies()
      expect(isInCopy(copy, team.tenantId, passageId)).toBe(true)

      await rename(copy, `${copy}-away`)
      await team.as(team.people.ada, (ctx) => withdrawVoice(ctx, team.voiceIds[0]!))
      const complete = async () => {
        const [task] = await own.asOwner(`select id from task where kind = 'withdrawal.complete'`)
        await own.asOwner(`update task set state = 'waiting' where kind = 'withdrawal.complete'`)
        const services = { db: own.db, store: own.services.store }
        await runTask(services, [withdrawalTask], team.tenantId, String(task!['id']))
        return own.asOwner('select key_ids <> $1 as pending from withdrawal', ['{}'])
      }
      expect(await complete()).toEqual([{ pending: true }])

      await rename(`${copy}-away`, copy)
      expect(await complete()).toEqual([{ pending: false }])
      expect(isInCopy(copy, team.tenantId, passageId)).toBe(false)
    } finally {
      await own.close()
      await rm(dirname(copy), { recursive: true, force: true })
    }
  }, 60_000)
})

/** Whether another process would find a key in a live copy of the keyring now. */
function isInCopy(folder: string, tenantId: string, id: string): boolean {
  const file = new KeyFile(folder, { makeFolder: false })
  try {
    return file.has(tenantId, id)
  } finally {
    file.close()
  }
}

/** Two people pass the passage with one more edit; then a theme, a coding and a quote stand on it. */
async function reviewAndBuildOn(passageId: string): Promise<void> {
  const vault = house.vault.forTenant(tenantId)
  const editId = crypto.randomUUID()
  const start = sentence.indexOf('Scammonden')
  await house.asOwner('delete from edit where passage_id = $1 and start_at < $3 and end_at > $2', [
    passageId,
    start,
    start + 10,
  ])
  await house.asOwner(
    `insert into edit (tenant_id, id, passage_id, start_at, end_at, kind, type, confidence, reason, replacement_sealed,
       state, proposed_by, decided_by, decided_at)
     values ($1, $2, $3, $4, $5, 'generalise', 'place', 1, 'by-hand', $6, 'accepted', 'listener', $7, now())`,
    [
      tenantId,
      editId,
      passageId,
      start,
      start + 10,
      vault.sealUnder(passageId, 'edit.replacement', editId, replacement),
      first,
    ],
  )
  const answered = await as(first, 'listener', (ctx) => answerWithoutGuesses(ctx, passageId))
  expect(answered).toMatchObject({ ok: true })
  await as(second, 'reader', async (ctx) => {
    const { seal } = await openSecondReading(ctx, passageId)
    expect(await passSecond(ctx, passageId, seal)).toMatchObject({ ok: true })
  })
  const themeId = crypto.randomUUID()
  await house.asOwner('insert into theme (tenant_id, id, exercise_id, name_sealed) values ($1, $2, $3, $4)', [
    tenantId,
    themeId,
    exerciseId,
    vault.sealTeam('theme.name', themeId, 'Patience'),
  ])
  await house.asOwner(
    'insert into coding (tenant_id, id, passage_id, theme_id, start_at, end_at, coded_by) values ($1, $2, $3, $4, 0, 9, $5)',
    [tenantId, crypto.randomUUID(), passageId, themeId, first],
  )
  await house.asOwner(
    'insert into quote (tenant_id, id, passage_id, start_at, end_at) values ($1, $2, $3, 0, 9)',
    [tenantId, crypto.randomUUID(), passageId],
  )
}

/** A voice with a label and one without, as an import brings them. */
async function bringTwo() {
  return as('worker', 'worker', async (ctx) => {
    const numbers = await takeNumbers(ctx, exerciseId, 2, 2)
    const speakers = await meetSpeakers(ctx, {
      exerciseId,
      sourceId: exerciseId,
      labels: [label, null],
      firstNumber: numbers.firstVoice,
    })
    const ids = await writePassages(
      ctx,
      speakers.map((speaker, index) => ({
        exerciseId,
        contributionId: speaker.contributionId,
        number: numbers.firstPassage + index,
        line: null,
        saidAt: null,
        text: sentence,
      })),
    )
    await recordConsent(ctx, {
      exerciseId,
      voiceIds: speakers.map((speaker) => speaker.voiceId),
      answers: { read: true },
      how: 'said yes on the call',
      wordsVersion: 'test',
    })
    const voiceId = speakers[0]!.voiceId
    return { voiceId, passageId: ids[0]!, other: ids[1]! }
  }).then(async (made) => {
    const [row] = await house.asOwner('select id from voice_label where voice_id = $1', [made.voiceId])
    return { ...made, labelId: String(row!['id']) }
  })
}

async function sealedRows() {
  return {
    passages: await house.asOwner('select id, verbatim_sealed from passage where exercise_id = $1', [
      exerciseId,
    ]),
    voices: await house.asOwner('select id from voice where exercise_id = $1', [exerciseId]),
  }
}

function openSealed(passageId: string, sealed: unknown): string {
  return house.vault.forTenant(tenantId).open(passageId, 'passage.verbatim', passageId, sealed as Buffer)
}

/** Does what waits in the outbox, as the worker would. */
async function runTasks(): Promise<void> {
  const { db, store } = house.services
  const tasks = await house.asOwner(`select id from task where state = 'waiting'`)
  const handlers = [withdrawalTask, proposeTask, proposeContributionTask]
  for (const task of tasks) {
    await runTask({ db, store }, handlers, tenantId, String(task['id']))
  }
  expect(await house.asOwner(`select kind, failure from task where state <> 'done'`)).toEqual([])
}

/** Every column of every table of the database in which a text stands, as itself or inside bytes. */
async function findInTables(text: string): Promise<string[]> {
  const columns = await house.asOwner(
    `select table_schema || '.' || table_name as place, table_name, column_name, data_type
     from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
  )
  const found: string[] = []
  for (const column of columns) {
    const name = `"${String(column['column_name'])}"`
    const holds =
      column['data_type'] === 'bytea'
        ? `position(convert_to($1, 'UTF8') in ${name}) > 0`
        : `position($1 in ${name}::text) > 0`
    const rows = await house.asOwner(`select 1 from ${String(column['place'])} where ${holds} limit 1`, [
      text,
    ])
    if (rows.length > 0) found.push(`${String(column['table_name'])}.${String(column['column_name'])}`)
  }
  return found.sort()
}

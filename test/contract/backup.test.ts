import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  createReadStream,
  createWriteStream,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { eachReading } from '../../src/listening/passages/passages.ts'
import { withdrawVoice } from '../../src/listening/withdrawals/withdrawals.ts'
import { backUp, restoreBackup } from '../../src/platform/backup/backup.ts'
import { readConfig } from '../../src/platform/config/config.ts'
import { readBackup, writeBackup } from '../../src/platform/db/copy-stream-container.ts'
import type { Database } from '../../src/platform/db/database.ts'
import { Failure } from '../../src/platform/errors.ts'
import { openVault } from '../../src/platform/vault/vault.ts'
import { hearOne, hearSomebody, listAll, openAll, question, type Heard } from './heard.ts'
import { insertOf, oneOfEach, tenantOf } from './one-of-each.ts'
import { usePlaces, type Place } from './places-to-back-up.ts'

/** Derived rows are made again, what was wanted today is gone with the day, and nobody is signed in by an old backup. */
const notInBackup = [
  'derived_mark',
  'label_index',
  'passkey_challenge',
  'reading',
  'schema_migration',
  'session',
  'set_up_code',
  'sign_in_code',
  'space_session',
  'today',
]

const { home, openPlace } = usePlaces()
let count = 0

/** Who owns the tables: the embedded database's superuser, or an ordinary user of an operator's PostgreSQL. */
describe.each(['superuser', 'plain owner'] as const)('owned by a %s', (kind) => {
  let first: Place
  let second: Place
  let heard: Heard
  let file: string

  beforeAll(async () => {
    first = await openPlace(kind)
    heard = await hearSomebody(first.db, home.store)
  }, 60_000)

  beforeEach(async () => {
    second = await openPlace(kind)
    count += 1
    file = join(home.folder, `${count}.backup`)
    return () => second.close()
  })

  afterAll(() => first?.close())

  test('every row of every table comes back the same', async () => {
    const rows = oneOfEach()
    home.vault
      .makeTenant(tenantOf(rows))
      .keepKeys(rows.flatMap(({ values: { id } }) => (typeof id === 'string' ? [id] : [])))
    for (const row of rows) await first.asOwner(...insertOf(row))
    await first.asOwner(`update task set state = 'done'`)
    await first.asOwner(
      `insert into passkey (id, account_id, credential, public_key, counter, name_sealed)
       select gen_random_uuid(), id, id::text, 'key', 0, address_sealed from account limit 1`,
    )
    await first.asOwner(
      `insert into space_entry (id, entry_index, space_id) values (gen_random_uuid(), '\\x01', $1)`,
      [tenantOf(rows)],
    )
    const spaceId = tenantOf(rows)
    await first.asOwner(
      `insert into space_passkey (id, space_id, credential, public_key, counter)
       values (gen_random_uuid(), $1, $1::uuid::text, 'key', 0)`,
      [spaceId],
    )
    await first.asOwner(
      `insert into space_address (id, space_id, address_index) values (gen_random_uuid(), $1, '\\x01')`,
      [spaceId],
    )
    await first.asOwner(
      `insert into space_named (id, space_id, pair_index) values (gen_random_uuid(), $1, '\\x01')`,
      [spaceId],
    )
    await first.asOwner(
      `insert into space_vouch (id, space_id, code_index, account_id, organisation_id)
       select gen_random_uuid(), $1, '\\x01', id, $1 from account limit 1`,
      [spaceId],
    )
    await first.asOwner(
      `insert into space_recovery (id, space_id, waiting_index, begun_by)
       values (gen_random_uuid(), $1, '\\x01', 'named')`,
      [spaceId],
    )
    await first.asOwner('insert into space_leaving (space_id) values (gen_random_uuid())')
    const tables = (await first.listTables()).filter((name) => !notInBackup.includes(name))
    for (const name of tables) expect((await first.fingerprint(name)).count, name).toBeGreaterThan(0)

    const made = await backUp(first, file, { force: false })
    expect(made).toEqual({ tables: tables.length, written: statSync(file).size })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const restored = await restoreBackup(second, file, { replace: false })

    let sum = 0
    for (const name of tables) {
      const there = await second.fingerprint(name)
      expect(there, name).toEqual(await first.fingerprint(name))
      sum += there.count
    }
    expect(restored).toMatchObject({
      tables: tables.length,
      rows: sum,
      passages: 0,
      voices: 0,
      organisationsGone: 0,
    })
    expect(await second.listUnforced()).toEqual([])
    await first.asOwner('delete from exercise where tenant_id = $1', [tenantOf(rows)])
    await first.asOwner('delete from organisation where tenant_id = $1', [tenantOf(rows)])
    for (const name of ['space', 'reading', 'label_index', 'derived_mark']) {
      await first.asOwner(`delete from ${name} where tenant_id = $1`, [tenantOf(rows)])
    }
  })

  test('what was restored can be read and worked with at once, readings included', async () => {
    await backUp(first, file, { force: false })
    await restoreBackup(second, file, { replace: false })
    expect((await openAll(second.db, heard)).map((passage) => passage.verbatim)).toEqual(
      (await openAll(first.db, heard)).map((passage) => passage.verbatim),
    )
    expect((await second.fingerprint('reading')).count).toBe(0)
    const readings = await readingsOf(second.db, heard)
    expect(readings).toHaveLength(6)
    expect(readings).toEqual(await readingsOf(first.db, heard))
    await hearOne(second.db, heard, 'And one more.')
    expect(await listAll(second.db, heard.tenantId, heard.ada, heard.exerciseId)).toHaveLength(10)
  })

  test('a backup taken while somebody writes holds one moment', async () => {
    await first.asOwner(
      `insert into source_line (tenant_id, id, source_id, line, kind, text_sealed)
       select $1, gen_random_uuid(), $2, n, 'notice', decode(repeat(md5(n::text), 12), 'hex') from generate_series(1, 40000) n`,
      [heard.tenantId, heard.exerciseId],
    )
    const people = writePeople(first.db, heard)
    await people.heard(3)
    const before = people.count()
    await backUp(first, file, { force: false })
    const during = people.count() - before
    await people.stop()
    expect(during).toBeGreaterThan(0)

    await restoreBackup(second, file, { replace: false })
    const [sums] = await second.asOwner(
      `select (select last_passage from exercise_counter where exercise_id = $1) as counted,
         (select count(*)::int from passage where exercise_id = $1) as passages,
         (select max(number) from passage where exercise_id = $1) as highest,
         (select count(*)::int from contribution c where exercise_id = $1
            and not exists (select from passage p where p.contribution_id = c.id)) as empty`,
      [heard.exerciseId],
    )
    const { passages } = sums as { passages: number }
    expect(passages).toBeGreaterThanOrEqual(9 + before)
    expect(passages).toBeLessThanOrEqual(9 + before + during + 1)
    expect(sums).toEqual({ counted: passages, passages, highest: passages, empty: 0 })
    expect(await openSealed(second.db, heard)).toBe(passages)
    await first.asOwner(`delete from source_line where tenant_id = $1`, [heard.tenantId])
  }, 60_000)

  test('after a withdrawal, an older backup opens everything but that voice', async () => {
    const here = await openPlace(kind)
    const other = await hearSomebody(here.db, home.store)
    await backUp(here, file, { force: false })
    const states = await listAll(here.db, other.tenantId, other.ada, other.exerciseId)
    const gone = states.filter((state) => state.voiceNumber === 2)
    expect(gone).toHaveLength(3)
    await here.db.within(other.tenantId, other.ada, (ctx) => withdrawVoice(ctx, gone[0]!.voiceId))
    await here.close()

    const restored = await restoreBackup(second, file, { replace: false })
    expect(restored).toMatchObject({ passages: 3, voices: 1 })
    const left = await openAll(second.db, other)
    expect(left.map((passage) => passage.verbatim)).toEqual(
      other.secrets.slice(0, 9).filter((_, index) => index % 3 !== 1),
    )
    expect(await readingsOf(second.db, other)).toHaveLength(3)
    const [rows] = await second.asOwner(
      `select (select count(*)::int from voice) as voices, (select count(*)::int from voice_label) as labels,
         (select count(*)::int from consent_event where voice_id = $1) as answers`,
      [gone[0]!.voiceId],
    )
    expect(rows).toEqual({ voices: 2, labels: 2, answers: 0 })
  })

  test('the file holds no sentence, label or address, readings included', async () => {
    expect((await first.fingerprint('reading')).count).toBe(6)
    await backUp(first, file, { force: false })
    const raw = readFileSync(file)
    const parts: Buffer[] = []
    for await (const part of readBackup(createReadStream(file))) {
      if (part.kind === 'chunk') parts.push(part.data)
      if (part.kind === 'meta') parts.push(Buffer.from(JSON.stringify(part.meta)))
    }
    const text = Buffer.concat(parts).toString('latin1')
    // Found when it is there: the question is not sealed.
    expect(text).toContain(question)
    for (const secret of heard.secrets) {
      for (const form of [
        secret,
        hex(secret),
        hex(secret).toUpperCase(),
        Buffer.from(secret).toString('base64'),
      ]) {
        expect(text.includes(form), secret).toBe(false)
        expect(raw.includes(form), secret).toBe(false)
      }
      for (const word of secret.match(/[a-z]*x[a-z]{6,}/g) ?? [])
        expect(text.includes(word), word).toBe(false)
    }
    for (const key of [readFileSync(join(home.folder, 'data/keyring/deployment.key'), 'utf8').trim()]) {
      expect(text.includes(key) || text.includes(Buffer.from(key, 'base64').toString('hex'))).toBe(false)
    }
  })

  test('a full disk leaves no file', async () => {
    await first.asOwner(
      `insert into source_line (tenant_id, id, source_id, line, kind, text_sealed)
       select $1, gen_random_uuid(), $2, n, 'notice', decode(repeat(md5(n::text), 8), 'hex') from generate_series(1, 5000) n`,
      [heard.tenantId, heard.exerciseId],
    )
    const before = readdirSync(home.folder).sort()
    // The kernel refuses this process every byte of a file beyond 100 kB, as a full disk would.
    execFileSync('prlimit', ['--pid', String(process.pid), '--fsize=100000:'])
    try {
      await expect(backUp(first, file, { force: false })).rejects.toThrow(/^There is no room for .*Make room/)
    } finally {
      execFileSync('prlimit', ['--pid', String(process.pid), '--fsize=unlimited:'])
    }
    expect(readdirSync(home.folder).sort()).toEqual(before)
    await backUp(first, file, { force: false })
    expect(statSync(file).size).toBeGreaterThan(100_000)
    await first.asOwner(`delete from source_line where tenant_id = $1`, [heard.tenantId])
  })

  test('a damaged or cut file is refused in one sentence and changes nothing', async () => {
    const kept = await hearSomebody(second.db, home.store)
    const before = await second.fingerprintAll()
    await backUp(first, file, { force: false })
    const whole = readFileSync(file)
    const refused = async (sentence: RegExp) => {
      const error = await restoreBackup(second, file, { replace: true }).catch((raised: unknown) => raised)
      expect(error).toBeInstanceOf(Failure)
      expect((error as Failure).message).toMatch(sentence)
      expect(await second.fingerprintAll()).toEqual(before)
      expect(await second.listUnforced()).toEqual([])
    }
    for (const size of [whole.length - 1, whole.length - 100, Math.floor(whole.length / 2), 40]) {
      truncateSync(file, size)
      await refused(/^This backup ends too early: a part of it is missing\. Restore another copy of it\.$/)
      writeFileSync(file, whole)
    }
    const changed = Buffer.from(whole)
    changed[Math.floor(whole.length * 0.9)]! ^= 4
    writeFileSync(file, changed)
    await refused(/^This backup has been damaged/)
    writeFileSync(file, 'Something else.')
    await refused(/^This file is not a backup/)
    await rm(file)
    await refused(/^There is no file/)
    expect(await openAll(second.db, kept)).toHaveLength(9)
  })

  test('a database with people in it is only written over when asked', async () => {
    const others = await hearSomebody(second.db, home.store)
    const before = await second.fingerprintAll()
    await backUp(first, file, { force: false })
    await expect(restoreBackup(second, file, { replace: false })).rejects.toThrow(/--replace/)
    expect(await second.fingerprintAll()).toEqual(before)

    await restoreBackup(second, file, { replace: true })
    expect(
      await second.asOwner('select 1 from organisation where tenant_id = $1', [others.tenantId]),
    ).toEqual([])
    expect((await second.fingerprint('reading')).count).toBe(0)
    expect(await openAll(second.db, heard)).toHaveLength(9)
  })

  test('nobody is signed in by an old backup, and unfinished work begins again under a new id', async () => {
    const [account] = await first.asOwner('select id from account limit 1')
    await first.asOwner(
      `insert into session (id, token_hash, account_id, expires_at) values (gen_random_uuid(), $1, $2, now() + '1 day')`,
      [randomBytes(32), account!['id']],
    )
    await first.asOwner(`update task set state = 'sent'`)
    const open = await first.asOwner(`select id from task where state = 'sent'`)
    expect(open.length).toBeGreaterThan(0)
    await backUp(first, file, { force: false })
    await restoreBackup(second, file, { replace: false })
    expect(await second.asOwner('select 1 from session')).toEqual([])
    const tasks = await second.asOwner('select id, state from task')
    expect(tasks.map((task) => task['state'])).toEqual(open.map(() => 'waiting'))
    for (const { id } of open) expect(tasks.map((task) => task['id'])).not.toContain(id)
  })

  test('another keyring is refused, and the database stays empty', async () => {
    await backUp(first, file, { force: false })
    const config = readConfig({}, { data: join(home.folder, `stranger-${count}`) })
    const stranger = openVault(config)
    await expect(
      restoreBackup({ ...second, vault: stranger, config }, file, { replace: false }),
    ).rejects.toThrow(/^The keyring in .* has no key for what is in this backup/)
    await stranger.close()
    expect(await second.asOwner('select 1 from organisation')).toEqual([])
  })

  test('a backup of another schema is refused with what to do', async () => {
    const ours = await second.asOwner('select name, hash from schema_migration order by name')
    const write = (migrations: unknown[]) =>
      writeBackup(createWriteStream(file), { madeAt: new Date().toISOString(), migrations }, [])
    await write([...ours, { name: '9999_later.sql', hash: 'x' }])
    await expect(restoreBackup(second, file, { replace: false })).rejects.toThrow(
      /newer Ownterms \(it has 9999_later/,
    )
    await write(ours.map((one, index) => (index === 0 ? { ...one, hash: 'x' } : one)))
    await expect(restoreBackup(second, file, { replace: false })).rejects.toThrow(/another 0001_/)
    await write(ours)
    await expect(restoreBackup(second, file, { replace: false })).rejects.toThrow(/damaged/)
  })
})

/** Somebody who goes on saying things until stopped. */
function writePeople(db: Database, heard: Heard) {
  let isStopped = false
  let written = 0
  const writing = (async () => {
    while (!isStopped) {
      await hearOne(db, heard, `Sentence ${written}.`)
      written += 1
    }
  })()
  return {
    count: () => written,
    heard: async (enough: number) => {
      while (written < enough) await new Promise((done) => setTimeout(done, 5))
    },
    stop: async () => {
      isStopped = true
      await writing
    },
  }
}

async function readingsOf(db: Database, heard: Heard): Promise<string[]> {
  return db.within(heard.tenantId, heard.ada, async (ctx) => {
    const texts: string[] = []
    for await (const reading of eachReading(ctx, heard.exerciseId)) texts.push(reading.text)
    return texts
  })
}

/** How many passages of the exercise open with today's keys, consent or not. */
async function openSealed(db: Database, heard: Heard): Promise<number> {
  const states = await listAll(db, heard.tenantId, heard.ada, heard.exerciseId)
  return db.within(
    heard.tenantId,
    heard.ada,
    async (ctx) => states.filter((one) => ctx.vault.isKept(one.passageId)).length,
  )
}

function hex(text: string): string {
  return Buffer.from(text).toString('hex')
}

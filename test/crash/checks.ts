import { readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { Browser } from './browser.ts'
import { bringFile, send, type Setting } from './clients.ts'
import type { BroughtFile } from './ledger.ts'
import { makeMark } from './made-up-words.ts'
import { expectStatus, listenerAddress } from './people.ts'
import type { RunningServer } from './running-server.ts'

/** What was found wrong, one sentence each; empty when all is well. */
export type Faults = string[]

type SourceRow = { id: string; state: string; told: number; held: number }

/** Waits until nothing is left to do in the background; gives how many seconds that took. */
export async function waitUntilSettled(server: RunningServer, seconds = 180): Promise<number> {
  const begun = performance.now()
  for (;;) {
    const left = await server.asOwner((client) =>
      client.query<{ kind: string; state: string }>(
        `select kind, state from task where state in ('waiting', 'sent', 'running')`,
      ),
    )
    const passed = (performance.now() - begun) / 1000
    if (left.rows.length === 0) return passed
    if (passed > seconds) {
      throw new Error(
        `Still to do after ${seconds} s: ${JSON.stringify(left.rows)}\n${server.lines.slice(-20).join('\n')}`,
      )
    }
    await sleep(250)
  }
}

/** No file is shown unless it is whole: what its source says, what it holds and what was sent are one number. */
export async function findHalfImports({ server, ledger }: Setting): Promise<Faults> {
  const shown = (await listSources(server)).filter(({ state }) => state === 'shown' || state === 'to-check')
  const sizes = new Set(ledger.files.map((file) => file.messages))
  const known = new Map(
    ledger.files.flatMap((file) => (file.sourceId ? [[file.sourceId, file.messages]] : [])),
  )
  return shown
    .filter(({ id, told, held }) => told !== held || !sizes.has(held) || (known.get(id) ?? held) !== held)
    .map(({ id, told, held }) => `Source ${id} is here with ${held} passages and says ${told}.`)
}

/** Whoever got no answer asks again, as people do. What was kept already must not be kept twice. */
export async function askAgain(setting: Setting): Promise<Faults> {
  const { server, ledger, asked } = setting
  const faults: Faults = []
  for (const contribution of ledger.contributions) {
    if (contribution.isAcknowledged || !contribution.fields['words']) continue
    const browser = new Browser(server.origin, contribution.network)
    if (!(await send(browser, contribution, ledger, asked.door))) {
      faults.push(`A contribution (${contribution.mark}) was refused when it was sent again.`)
    }
    browser.close()
  }
  for (const file of ledger.files) if (!file.isAcknowledged) await bringFile(setting, file)
  await waitUntilSettled(server)
  return faults
}

/** Every contribution that was acknowledged is there, once; none is there twice. */
export async function findLostContributions(setting: Setting): Promise<Faults> {
  const { server, ledger, asked } = setting
  const counts = countMarks(await readVerbatims(server, asked.id), 'zk')
  return ledger.contributions.flatMap(({ mark, isAcknowledged }) => {
    const count = counts.get(mark) ?? 0
    if (isAcknowledged && count === 0) return [`An acknowledged contribution (${mark}) is lost.`]
    return count > 1 ? [`A contribution (${mark}) is there ${count} times.`] : []
  })
}

/** Every file of an exercise is there once, whole, and each of its messages opens. */
export async function findLostFiles(setting: Setting, exerciseId: string): Promise<Faults> {
  const { server, ledger, people } = setting
  const files = ledger.files.filter((file) => file.exerciseId === exerciseId)
  for (const { id, state } of await listSources(server, exerciseId)) {
    if (state !== 'shown' && state !== 'to-check') continue
    const how = { manner: 'chat', how: 'They said so together.', everybody: ['read', 'quote'] }
    expectStatus(await people.listener.send(`/sources/${id}/agreed`, how), 303, 'recording agreement')
    expectStatus(await people.listener.send(`/sources/${id}/right`, {}), 303, 'saying that it is right')
  }
  const counts = countMarks(await readVerbatims(server, exerciseId), 'vn')
  const faults = files.flatMap((file) => findMissing(file, counts))
  const held = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const sent = files.reduce((sum, file) => sum + file.messages, 0)
  return held === sent
    ? faults
    : [...faults, `The exercise holds ${held} messages of files that have ${sent}.`]
}

/** Signatures of first and second readers that were acknowledged stand. */
export async function findLostReviews({ server, ledger }: Setting): Promise<Faults> {
  const rows = await server.asOwner((client) =>
    client.query<{ passage_id: string; second_by: string | null }>(
      'select passage_id, second_by from passage_review',
    ),
  )
  const byPassage = new Map(rows.rows.map((row) => [row.passage_id, row]))
  const firsts = [...ledger.firsts].filter(
    (id) => !byPassage.has(id) && Number.isFinite(ledger.touched.get(id)),
  )
  const seconds = [...ledger.seconds].filter(
    ([id, begun]) => !byPassage.get(id)?.second_by && !((ledger.touched.get(id) ?? 0) >= begun),
  )
  return [
    ...firsts.map((id) => `The first reading of passage ${id} was acknowledged and is lost.`),
    ...seconds.map(([id]) => `The second reading of passage ${id} was acknowledged and is lost.`),
  ]
}

/**
 * The derived readings, which a crash of the database empties, are whole again after the first page that needs them:
 * one for each reviewed passage, with the words that its verbatim and edits give.
 */
export async function findWrongReadings({ server, people, asked, seriesId }: Setting): Promise<Faults> {
  expectStatus(await people.listener.get(`/series/${seriesId}/gates`), 200, 'the page of the gates')
  const derived = await server.asOwner((client) =>
    client.query<{ number: number; text: string }>(
      `select p.number, r.text from reading r join passage p on p.id = r.passage_id where r.exercise_id = $1`,
      [asked.id],
    ),
  )
  const byNumber = new Map(derived.rows.map((row) => [row.number, row.text]))
  const reviewed = (await readPassages(server, asked.id, [])).filter((line) => line.reading !== undefined)
  const wrong = reviewed.filter((line) => byNumber.get(line.number) !== line.reading)
  return [
    ...wrong.map(({ number }) => `The derived reading of passage ${number} is not what its edits give.`),
    ...(byNumber.size === reviewed.length
      ? []
      : [`There are ${byNumber.size} derived readings of ${reviewed.length} reviewed passages.`]),
    ...reviewed
      .filter((line) => line.reading?.includes('07700'))
      .map(({ number }) => `The reading of passage ${number} shows what was taken out.`),
  ]
}

/**
 * Makes what was left behind look old, starts the server anew, and looks whether its sweep took it all: no upload,
 * no source on its way, no passage without a source that is shown.
 */
export async function findLeftOvers(server: RunningServer): Promise<Faults> {
  const uploads = join(server.folder, 'uploads')
  const list = () => readdirNames(uploads)
  await server.asOwner((client) =>
    client.query(`update source set touched_at = now() - interval '1 hour' where state = 'arriving'`),
  )
  // Its turn comes only every few minutes; nobody waits for that here.
  await server.asOwner((client) => client.query('delete from scope.round'))
  const longAgo = new Date(Date.now() - 3_600_000)
  for (const name of list()) utimesSync(join(uploads, name), longAgo, longAgo)
  await server.stop()
  await server.start()
  let arriving: SourceRow[] = []
  let wanted = new Set<string>()
  for (let wait = 0; wait < 100; wait += 1) {
    arriving = (await listSources(server)).filter((source) => source.state === 'arriving')
    wanted = await listWantedUploads(server)
    if (list().every((name) => wanted.has(name)) && arriving.length === 0) return []
    await sleep(100)
  }
  return [
    ...list()
      .filter((name) => !wanted.has(name))
      .map((name) => `The upload ${name} was left behind.`),
    ...arriving.map(({ id }) => `Source ${id} is on its way and nobody brings it.`),
  ]
}

/** Files of sources that wait to be checked: they stay until somebody says that they are right. */
async function listWantedUploads(server: RunningServer): Promise<Set<string>> {
  const answer = await server.asOwner((client) =>
    client.query<{ id: string }>(`select upload_id as id from source where state = 'to-check'`),
  )
  return new Set(answer.rows.map((row) => row.id))
}

/** Keys in the keyring under which no row lies: harmless, but they should be few. Gives how many. */
export async function countLooseKeys(server: RunningServer): Promise<number> {
  const keyring = new DatabaseSync(join(server.folder, 'keyring', 'keys.sqlite'), { readOnly: true })
  const keys = keyring.prepare('select id from key').all() as { id: string }[]
  keyring.close()
  const rows = await server.asOwner((client) =>
    client.query<{ id: string }>(
      `select id from passage union all select id from voice_label union all select tenant_id from organisation`,
    ),
  )
  const needed = new Set(rows.rows.map((row) => row.id))
  return keys.filter(({ id }) => id !== 'canary' && !needed.has(id)).length
}

async function listSources(server: RunningServer, exerciseId?: string): Promise<SourceRow[]> {
  const answer = await server.asOwner((client) =>
    client.query<SourceRow>(
      `select s.id, s.state, s.passages as told,
         (select count(*)::integer from contribution c join passage p on p.contribution_id = c.id
          where c.source_id = s.id) as held
       from source s where s.format <> 'web' and ($1::uuid is null or s.exercise_id = $1)`,
      [exerciseId ?? null],
    ),
  )
  return answer.rows
}

type Line = { number: number; verbatim?: string; reading?: string }

async function readPassages(server: RunningServer, exerciseId: string, options: string[]): Promise<Line[]> {
  const ended = await server.command(['passages', exerciseId, ...options, '--json', '--as', listenerAddress])
  if (ended.code !== 0) throw new Error(`passages ended with ${ended.code}: ${ended.stderr}`)
  return ended.stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line)
}

async function readVerbatims(server: RunningServer, exerciseId: string): Promise<string[]> {
  return (await readPassages(server, exerciseId, ['--verbatim'])).flatMap((line) => line.verbatim ?? [])
}

/** How often each marked word stands in these texts. Marks stand at the beginning. */
function countMarks(texts: readonly string[], prefix: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) {
    const first = text.slice(0, text.indexOf(' '))
    if (first.startsWith(`${prefix}q`)) counts.set(first, (counts.get(first) ?? 0) + 1)
  }
  return counts
}

function findMissing(file: BroughtFile, counts: ReadonlyMap<string, number>): Faults {
  let missing = 0
  let twice = 0
  for (let number = 0; number < file.messages; number += 1) {
    const count = counts.get(makeMark(file.mark, number)) ?? 0
    if (count === 0) missing += 1
    if (count > 1) twice += 1
  }
  const faults: Faults = []
  if (missing > 0)
    faults.push(`${file.name} (${file.way}): ${missing} of ${file.messages} messages are not there.`)
  if (twice > 0) faults.push(`${file.name} (${file.way}): ${twice} messages are there more than once.`)
  return faults
}

function readdirNames(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

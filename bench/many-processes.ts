/**
 * Two web and two worker processes on one database, one keyring and one live copy of it, under load, while one after the
 * other is killed: people write through both, files are brought in, words are taken back.
 *
 *   node bench/many-processes.ts [--seconds 120] [--seed 1] [--built dist]
 *
 * Prints counts before and after; ends with 1 when anything acknowledged was lost, doubled, or came back.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { openEmbedded } from '../src/platform/db/embedded.ts'
import { KeyFile } from '../src/platform/vault/key-file.ts'
import { openVault } from '../src/platform/vault/vault.ts'
import { makeRandom } from '../test/chance.ts'
import { Browser, readForm } from '../test/crash/browser.ts'
import { makeMark, makeSentence, writeWhatsapp } from '../test/crash/made-up-words.ts'
import { expectStatus } from '../test/crash/people.ts'
import { quantile } from './running-processes.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '120' },
    seed: { type: 'string', default: '1' },
    built: { type: 'string', default: 'dist' },
  },
})
const random = makeRandom(Number(values.seed))
const print = (line: string) => void process.stdout.write(`${line}\n`)
const folder = mkdtempSync(join(tmpdir(), 'ownterms-many-'))
const copy = join(folder, 'copy')
mkdirSync(copy)
const database = await openEmbedded({
  folder: join(folder, 'postgres'),
  purpose: 'server',
  log: () => undefined,
})
const lines: string[] = []

type Kind = 'web' | 'worker'
type Running = { kind: Kind; port: number; child: ChildProcess }
type Sent = { mark: string; fields: Record<string, string>; isAcknowledged: boolean; isTakenBack: boolean }

const sent: Sent[] = []
const files: { mark: string; messages: number; isAcknowledged: boolean }[] = []
const forms: { fields: Record<string, string>; openedAt: number }[] = []
const times: number[] = []
const kills: Record<Kind, number> = { web: 0, worker: 0 }
const faults: string[] = []
const isOver = () => performance.now() > ends
let ends = Infinity
let strange = 0

const processes: Running[] = []
for (const kind of ['web', 'web', 'worker', 'worker'] as const) {
  processes.push(start(kind, await findFreePort()))
}
try {
  for (const web of webs()) await untilItAnswers(web)
  const listener = await bringLeadIn()
  const exercise = await openExercise(listener)
  print(`Two web and two worker processes on one database. ${Number(values.seconds)} s under load.`)
  ends = performance.now() + Number(values.seconds) * 1000
  const working = [
    ...Array.from({ length: 6 }, () => repeat(() => writeOne(exercise.door))),
    repeat(() => takeBack(listener)),
    repeat(() => bringFile(listener, exercise.id)),
  ]
  while (!isOver()) {
    await sleep(3000 + random() * 3000)
    await killOne()
  }
  await Promise.all(working)
  for (const web of webs()) await untilItAnswers(web)

  const acknowledged = sent.filter((one) => one.isAcknowledged).length
  for (const one of sent.filter((each) => !each.isAcknowledged)) await sendAgain(exercise.door, one)
  await untilSettled()
  await look(acknowledged)
} finally {
  for (const { child } of processes) child.kill('SIGKILL')
  await database.stop()
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
}
for (const fault of faults.slice(0, 20)) print(`FAULT: ${fault}`)
print(faults.length === 0 ? 'Nothing lost, nothing doubled, nothing came back.' : `${faults.length} faults.`)
process.exitCode = faults.length === 0 ? 0 : 1

function start(kind: Kind, port: number): Running {
  const { SMTP_URL: _, ...env } = process.env
  const child = spawn(process.execPath, [join(resolve(values.built), `bin/${kind}.js`)], {
    env: {
      ...env,
      DATABASE_URL: database.url,
      OWNTERMS_DATA: join(folder, 'data'),
      OWNTERMS_KEYRING: join(folder, 'keyring'),
      OWNTERMS_KEYRING_COPIES: copy,
      OWNTERMS_PROXIES: '1',
      PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => lines.push(...text.split('\n')))
  }
  return { kind, port, child }
}

function webs(): Running[] {
  return processes.filter((one) => one.kind === 'web')
}

function anyOrigin(): string {
  return `http://localhost:${webs()[Math.floor(random() * 2)]!.port}`
}

/** Never both web processes at once: a proxy in front would have nobody to ask. */
async function killOne(): Promise<void> {
  const at = Math.floor(random() * processes.length)
  const one = processes[at]!
  one.child.kill('SIGKILL')
  await new Promise((done) => one.child.once('exit', done))
  kills[one.kind] += 1
  await sleep(500 + random() * 1000)
  processes[at] = start(one.kind, one.port)
  if (one.kind === 'web') await untilItAnswers(processes[at])
}

async function untilItAnswers({ port }: Running): Promise<void> {
  for (let wait = 0; wait < 600; wait += 1) {
    const isUp = await fetch(`http://localhost:${port}/health`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (isUp) return
    await sleep(50)
  }
  throw new Error(`A web process does not answer:\n${lines.slice(-20).join('\n')}`)
}

async function repeat(step: () => Promise<boolean>): Promise<void> {
  while (!isOver()) {
    const isDone = await step().catch(() => false)
    await sleep(isDone ? 20 + random() * 80 : 200)
  }
}

async function bringLeadIn(): Promise<Browser> {
  const browser = new Browser(anyOrigin(), '192.0.2.1')
  const address = 'ada@example.org'
  const readCodes = () => lines.flatMap((line) => /type this code: (\S+)/.exec(line)?.[1] ?? [])
  // Each web process prints one, and the last one printed counts.
  for (let wait = 0; readCodes().length < 2 && wait < 200; wait += 1) await sleep(20)
  for (const code of readCodes()) {
    const given = { code, organisation: 'Larch House', operator: 'Larch House', name: 'Ada', address }
    if ((await browser.send('/set-up', given)).status === 303) break
  }
  const before = lines.length
  expectStatus(await browser.send('/sign-in', { address }), 303, 'asking for a code')
  for (let wait = 0; wait < 200; wait += 1) {
    const code = /\b(\d{3} \d{3})\b/.exec(lines.slice(before).join('\n'))?.[1]
    if (code) {
      expectStatus(await browser.send('/sign-in/code', { code }), 303, 'signing in')
      return browser
    }
    await sleep(20)
  }
  throw new Error('No code was printed.')
}

async function openExercise(listener: Browser): Promise<{ id: string; door: string }> {
  const path = '/exercises/new'
  const form = readForm((await listener.get(path)).text, path)
  const made = await listener.send(path, {
    ...form,
    title: 'A place of your own',
    question: 'What made it feel like yours?',
  })
  const id = /\/exercises\/([0-9a-f-]{36})/.exec(expectStatus(made, 303, 'opening').location ?? '')?.[1]
  const door = /\/door\/[a-z0-9]+/.exec((await listener.get(`/exercises/${id}/doors`)).text)?.[0]
  if (!id || !door) throw new Error('There is no exercise with a public page.')
  return { id, door }
}

async function writeOne(door: string): Promise<boolean> {
  const browser = new Browser(anyOrigin(), makeNetwork())
  try {
    const page = await browser.get(door)
    if (page.status !== 200) return false
    forms.push({ fields: readForm(page.text, door), openedAt: Date.now() })
    const form = forms.find((one) => Date.now() - one.openedAt > 2500)
    if (!form) return true
    forms.splice(forms.indexOf(form), 1)
    const mark = makeMark('zk', sent.length)
    const one: Sent = {
      mark,
      fields: { ...form.fields, words: `${mark} ${makeSentence(random)}` },
      isAcknowledged: false,
      isTakenBack: false,
    }
    sent.push(one)
    const answer = await browser.send(door, one.fields)
    one.isAcknowledged = answer.status === 200
    if (answer.status === 200) times.push(answer.milliseconds)
    else strange += 1
    return one.isAcknowledged
  } finally {
    browser.close()
  }
}

function makeNetwork(): string {
  return `198.51.${Math.floor(random() * 250)}.${Math.floor(random() * 250)}`
}

async function sendAgain(door: string, one: Sent): Promise<void> {
  const browser = new Browser(anyOrigin(), makeNetwork())
  const answer = await browser.send(door, one.fields)
  browser.close()
  if (answer.status !== 200) faults.push(`A contribution (${one.mark}) was refused when it was sent again.`)
}

/** The listener's cookies at whichever web process answers. */
function asListener(listener: Browser): Browser {
  const browser = new Browser(anyOrigin(), '192.0.2.1')
  for (const [name, value] of listener.cookies) browser.cookies.set(name, value)
  return browser
}

async function takeBack(listener: Browser): Promise<boolean> {
  await sleep(1000)
  const one = sent.find((each) => each.isAcknowledged && !each.isTakenBack)
  if (!one) return false
  const found = (await readWords()).find((row) => row.mark === one.mark)
  if (!found) return false
  const browser = asListener(listener)
  try {
    const path = `/voices/${found.voiceId}/withdraw`
    const page = await browser.get(path)
    const answer = await browser.send(path, readForm(page.text, path))
    if (answer.status !== 303) return false
    one.isTakenBack = true
    return true
  } finally {
    browser.close()
  }
}

async function bringFile(listener: Browser, exerciseId: string): Promise<boolean> {
  const mark = makeMark('vn', files.length)
  const path = join(folder, `${mark}.txt`)
  const bytes = 50_000 + random() * 400_000
  const messages = await writeWhatsapp(path, { bytes, seed: Math.floor(random() * 2 ** 31), mark })
  const file = { mark, messages, isAcknowledged: false }
  files.push(file)
  const browser = asListener(listener)
  try {
    const name = `${mark}.txt`
    const answer = await browser.sendFile(`/exercises/${exerciseId}/doors/import`, 'file', { path, name })
    file.isAcknowledged = answer.status === 303
    await sleep(4000)
    return file.isAcknowledged
  } finally {
    browser.close()
  }
}

async function asOwner<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}

/** Every passage that is there, opened with the keyring as it is. */
async function readWords(): Promise<{ id: string; mark: string; voiceId: string }[]> {
  const rows = await asOwner<{ id: string; tenant_id: string; voice_id: string; sealed: Buffer }>(
    `select p.id, p.tenant_id, c.voice_id, p.verbatim_sealed as sealed from passage p
     join contribution c on c.id = p.contribution_id`,
  )
  const vault = openVault({ keyringFolder: join(folder, 'keyring'), keyringCopies: [], deploymentKey: null })
  const opened = rows.flatMap((row) => {
    try {
      const text = vault.forTenant(row.tenant_id).open(row.id, 'passage.verbatim', row.id, row.sealed)
      return [{ id: row.id, mark: text.split(' ')[0]!, voiceId: row.voice_id }]
    } catch {
      faults.push(`Passage ${row.id} is there and its key is not.`)
      return []
    }
  })
  await vault.close()
  return opened
}

async function untilSettled(): Promise<void> {
  for (let wait = 0; wait < 1200; wait += 1) {
    const [left] = await asOwner<{ count: string }>(
      `select count(*) from task where state in ('waiting', 'sent', 'running')`,
    )
    if (Number(left!.count) === 0) return
    await sleep(100)
  }
  faults.push('Work is still waiting two minutes after the last kill.')
}

async function look(acknowledged: number): Promise<void> {
  const counts = new Map<string, number>()
  for (const { mark } of await readWords()) counts.set(mark, (counts.get(mark) ?? 0) + 1)
  const takenBack = sent.filter((one) => one.isTakenBack)
  for (const one of sent) {
    const count = counts.get(one.mark) ?? 0
    if (one.isTakenBack && count > 0) faults.push(`${one.mark} was taken back and is there.`)
    else if (!one.isTakenBack && count !== 1) faults.push(`${one.mark} is there ${count} times.`)
  }
  let messages = 0
  for (const file of files.filter((one) => one.isAcknowledged)) {
    for (let number = 0; number < file.messages; number += 1) {
      const count = counts.get(makeMark(file.mark, number)) ?? 0
      messages += count
      if (count !== 1) faults.push(`Message ${number} of ${file.mark} is there ${count} times.`)
    }
  }
  const [marker] = await asOwner<{ made: string; complete: string }>(
    'select count(*) as made, count(completed_at) as complete from withdrawal',
  )
  if (marker!.made !== marker!.complete) {
    faults.push(`${marker!.complete} of ${marker!.made} withdrawals are complete.`)
  }
  if (sent.length === 0 || takenBack.length === 0) faults.push('Nobody wrote, or nobody took anything back.')
  const [ring, second] = [join(folder, 'keyring'), copy].map(readIds)
  const missing = [...ring!].filter((id) => !second!.has(id)).length
  const extra = [...second!].filter((id) => !ring!.has(id)).length
  if (missing + extra > 0) faults.push(`The copy lacks ${missing} keys and has ${extra} too many.`)
  print(`killed: ${kills.web} × web, ${kills.worker} × worker; ${strange} answers that were no yes`)
  print(
    `contributions: ${sent.length} tried, ${acknowledged} acknowledged under load, ${sent.length} after sending again; ` +
      `${sent.filter((one) => (counts.get(one.mark) ?? 0) === 1).length} there once, ${takenBack.length} taken back`,
  )
  print(
    `files: ${files.filter((one) => one.isAcknowledged).length} of ${files.length} acknowledged, ${messages} messages there once`,
  )
  print(
    `keys: ${ring!.size} in the keyring, ${second!.size} in its copy; withdrawals: ${marker!.made}, all complete`,
  )
  print(
    `an answer to a contribution: median ${quantile(times, 0.5).toFixed(0)} ms, p95 ${quantile(times, 0.95).toFixed(0)} ms`,
  )
}

function readIds(where: string): Set<string> {
  const file = new KeyFile(where, { makeFolder: false })
  const ids = new Set(file.tenants().flatMap((tenantId) => file.idsOf(tenantId)))
  file.close()
  return ids
}

function findFreePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

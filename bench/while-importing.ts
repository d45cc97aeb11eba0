/**
 * Whether the public page stays quick while a very large file is brought in: uploads a made-up WhatsApp export through
 * the page, and all that time sends contributions from many networks and opens public pages.
 *
 *   node bench/while-importing.ts [--megabytes 200] [--every 250] [--seed 1] [--built dist]
 *
 * Prints times by what was asked and in which part of the import, speed, and the peak memory of each process. Ends
 * with 1 when a contribution's p95 is not under 500 ms, the importing process held 300 MB or more, or anything failed.
 */
import { rmSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { makeRandom } from '../test/chance.ts'
import { Browser, readForm } from '../test/crash/browser.ts'
import { makeSentence, writeWhatsapp } from '../test/crash/made-up-words.ts'
import { bringPeopleIn, expectStatus, openExercise } from '../test/crash/people.ts'
import { RunningServer } from '../test/crash/running-server.ts'
import { peakMegabytes, quantile } from './running-processes.ts'

const { values } = parseArgs({
  options: {
    megabytes: { type: 'string', default: '200' },
    every: { type: 'string', default: '250' },
    seed: { type: 'string', default: '1' },
    built: { type: 'string', default: 'dist' },
  },
})
const most = { contribution: 500, megabytes: 300 }
const random = makeRandom(Number(values.seed))
const print = (line: string) => void process.stdout.write(`${line}\n`)

/** What goes on while something is asked. `reading`: the rules read what arrived. */
type Part = 'before' | 'upload' | 'import' | 'reading'
type Asked = {
  part: Part
  what: 'contribution' | 'its page' | '/read'
  milliseconds: number
  isGood: boolean
}
const asked: Asked[] = []
let part: Part = 'before'
let isOver = false

print(
  `This machine has ${availableParallelism()} cores; in the last minute ${loadavg()[0]?.toFixed(1)} programs wanted one.`,
)
const path = join(tmpdir(), `ownterms-bench-${process.pid}.txt`)
const bytes = Number(values.megabytes) * 1_000_000
const server = await RunningServer.inNewFolder(values.built, { OWNTERMS_PROXIES: '1' })
try {
  const messages = await writeWhatsapp(path, { bytes, seed: Number(values.seed) })
  await server.start()
  const { listener } = await bringPeopleIn(server)
  const exercise = await openExercise(server, listener)
  const visits = [askEvery(() => contribute(exercise.door)), askEvery(() => open('/read', '/read'))]
  await sleep(5000)

  part = 'upload'
  const begun = performance.now()
  const sent = await listener.sendFile(`/exercises/${exercise.id}/doors/import`, 'file', {
    path,
    name: 'chat.txt',
  })
  const uploadSeconds = (performance.now() - begun) / 1000
  const source = expectStatus(sent, 303, 'the upload').location!.split('?')[0]!

  part = 'import'
  const importBegun = performance.now()
  await waitForTask('source.import')
  const importSeconds = (performance.now() - importBegun) / 1000
  const peaks = readPeaks()
  const page = await listener.get(source)

  part = 'reading'
  const agreed = { how: 'They said so together.', everybody: ['read', 'quote'] }
  expectStatus(await listener.send(`${source}/agreed`, agreed), 303, 'recording agreement')
  expectStatus(await listener.send(`${source}/right`, {}), 303, 'saying that it is right')
  await Promise.race([waitForTask('passage.propose'), sleep(30_000)])
  isOver = true
  await Promise.all(visits)

  const shown = await countPassages()
  console.table(summarise())
  print(`The upload of ${values.megabytes} MB took ${uploadSeconds.toFixed(1)} s.`)
  print(
    `The import took ${importSeconds.toFixed(1)} s: ${Math.round(messages / importSeconds).toLocaleString('en-GB')} messages/s; ` +
      `${shown.toLocaleString('en-GB')} of ${messages.toLocaleString('en-GB')} messages are shown (its page answers ${page.status}).`,
  )
  print(`Peak memory up to there: web ${peaks.web} MB, worker ${peaks.worker} MB.`)
  const during = asked.filter(
    (one) => one.what === 'contribution' && (one.part === 'upload' || one.part === 'import'),
  )
  const p95 = quantile(timesOf(during), 0.95)
  const failed = asked.filter((one) => !one.isGood).length
  const isGood =
    p95 < most.contribution && peaks.worker < most.megabytes && failed === 0 && shown === messages
  print(
    `${isGood ? 'Met' : 'NOT met'}: contributions during upload and import p95 ${p95.toFixed(0)} ms (under ${most.contribution}), ` +
      `importing process ${peaks.worker} MB (under ${most.megabytes}), ${failed} failed.`,
  )
  process.exitCode = isGood ? 0 : 1
} finally {
  isOver = true
  await server.clear()
  rmSync(path, { force: true })
}

/** Asks at a fixed pace, whether or not the one before has been answered, as strangers do. */
async function askEvery(ask: () => Promise<void>): Promise<void> {
  const underWay = new Set<Promise<void>>()
  const begun = performance.now()
  for (let count = 1; !isOver; count += 1) {
    const one = ask().finally(() => underWay.delete(one))
    underWay.add(one)
    await sleep(Math.max(0, begun + count * Number(values.every) - performance.now()))
  }
  await Promise.all(underWay)
}

async function contribute(door: string): Promise<void> {
  const browser = makeStranger()
  try {
    const page = await note('its page', browser.get(door))
    if (!page) return
    // What comes back faster than anybody writes is held back.
    await sleep(2100)
    const fields = { ...readForm(page.text, door), words: makeSentence(random, 60), quote: 'yes' }
    await note('contribution', browser.send(door, fields))
  } finally {
    browser.close()
  }
}

async function open(path: string, what: Asked['what']): Promise<void> {
  const browser = makeStranger()
  await note(what, browser.get(path))
  browser.close()
}

async function note(what: Asked['what'], answered: ReturnType<Browser['get']>) {
  const now = part
  const answer = await answered.catch(() => null)
  const isGood = answer?.status === 200
  asked.push({ part: now, what, milliseconds: answer?.milliseconds ?? Number.NaN, isGood })
  return isGood ? answer : null
}

function makeStranger(): Browser {
  const number = () => Math.floor(random() * 254)
  return new Browser(server.origin, `10.${number()}.${number()}.${number()}`)
}

async function waitForTask(kind: string): Promise<void> {
  for (;;) {
    const rows = await server.asOwner((client) =>
      client.query<{ state: string; failure: string | null }>(
        'select state, failure from task where kind = $1 order by created_at limit 1',
        [kind],
      ),
    )
    const [task] = rows.rows
    if (task?.state === 'failed') throw new Error(`${kind} failed: ${task.failure}`)
    if (task?.state === 'done') return
    await sleep(500)
  }
}

async function countPassages(): Promise<number> {
  const answer = await server.asOwner((client) =>
    client.query<{ passages: number }>(
      `select passages from source where format = 'whatsapp' and state in ('to-check', 'shown')`,
    ),
  )
  return answer.rows[0]?.passages ?? 0
}

function readPeaks(): { web: number; worker: number } {
  const { web, worker } = server.processes()
  return { web: Math.round(peakMegabytes(web[0] ?? 0)), worker: Math.round(peakMegabytes(worker[0] ?? 0)) }
}

function summarise(): Record<string, string | number>[] {
  const parts: Part[] = ['before', 'upload', 'import', 'reading']
  return parts.flatMap((name) =>
    (['contribution', 'its page', '/read'] as const).map((what) => {
      const here = asked.filter((one) => one.part === name && one.what === what)
      const times = timesOf(here)
      return {
        part: name,
        asked: what,
        count: here.length,
        'p50 ms': Math.round(quantile(times, 0.5)),
        'p95 ms': Math.round(quantile(times, 0.95)),
        'max ms': Math.round(Math.max(...times)),
        failed: here.filter((one) => !one.isGood).length,
      }
    }),
  )
}

function timesOf(list: readonly Asked[]): number[] {
  return list.filter((one) => one.isGood).map((one) => one.milliseconds)
}

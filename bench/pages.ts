/**
 * What each public page weighs and costs: bytes of the page and its stylesheet, what looks for names in a browser,
 * requests a second and the server's processor time for the contribution page and `/read`.
 *
 *   node bench/pages.ts [--seconds 10] [--connections 8] [--data DIR] [--built dist]
 *
 * DIR is a data folder whose server is stopped and where a series is published, such as the demo's; it is opened
 * as it is. Without it a new house with one exercise is made, and the pages of a series are left out.
 */
import { fork } from 'node:child_process'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Browser, readForm } from '../test/crash/browser.ts'
import { bringPeopleIn, openExercise } from '../test/crash/people.ts'
import { RunningServer } from '../test/crash/running-server.ts'
import { processorMilliseconds } from './running-processes.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    connections: { type: 'string', default: '8' },
    data: { type: 'string' },
    built: { type: 'string', default: 'dist' },
  },
})
const print = (line: string) => void process.stdout.write(`${line}\n`)
const env = { OWNTERMS_PROXIES: '1' }
const server = values.data
  ? await RunningServer.inFolder(values.data, values.built, env)
  : await RunningServer.inNewFolder(values.built, env)
const visitor = new Browser(server.origin, '192.0.2.9')
try {
  await server.start()
  const door = values.data ? await findDoor() : await makeDoor()
  const pages = await collectPages(door)
  console.table(await Promise.all(pages.map(weigh)))
  console.table(await weighScripts(pages[0]!))

  const loads = [...new Set(['contribution page', 'list of series', 'introduction', 'a Wisdom'])]
    .map((name) => pages.find((page) => page.name === name))
    .filter((page) => page !== undefined)
  const costs: Record<string, string | number>[] = []
  for (const page of loads) if (page.path) costs.push(await load(page.name, page.path))
  console.table(costs)
} finally {
  visitor.close()
  if (values.data) await server.stop()
  else await server.clear()
}

type Page = { name: string; path: string | null; html: string }

async function collectPages(door: string): Promise<Page[]> {
  const page = async (name: string, path: string): Promise<Page> => {
    const answer = await visitor.get(path)
    if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}.`)
    return { name, path, html: answer.text }
  }
  const first = await page('contribution page', door)
  const fields = { ...readForm(first.html, door), words: 'The lamp by the window was mine to put on.' }
  const sent = await visitor.send(door, fields)
  const read = await page('list of series', '/read')
  const pages = [
    first,
    { name: 'thank-you page', path: null, html: sent.text },
    await page('come-back page', `${door}/come-back`),
    ...(await comeBack(door, /<p class="phrase">([^<]+)</.exec(sent.text)?.[1] ?? '')),
    read,
  ]
  const series = /href="(\/read\/[^"/]+\/)"/.exec(read.html)?.[1]
  if (!series) return pages
  const introduction = await page('introduction', series)
  pages.push(introduction)
  const wisdom = /href="([^":]*\b\d+[^":]*\.html|[^":]*wisdom[^":]*)"/.exec(introduction.html)?.[1]
  if (wisdom) pages.push(await page('a Wisdom', new URL(wisdom, server.origin + series).pathname))
  return pages
}

/** The pages behind the phrase: each the answer to a form, in the order somebody goes through them. */
async function comeBack(door: string, phrase: string): Promise<Page[]> {
  const send = async (name: string, path: string, fields: Record<string, string>): Promise<Page> => {
    const answer = await visitor.send(path, fields)
    if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}.`)
    return { name, path: null, html: answer.text }
  }
  const own = await send('what is held', `${door}/come-back`, { phrase })
  const go = (name: string, path: string) => send(name, path, readForm(own.html, path))
  return [
    own,
    await go('all answers', `${door}/come-back/all`),
    await go('changing words', `${door}/come-back/words`),
    await go('adding words', `${door}/come-back/more`),
    await send('taking words back', `${door}/come-back/take`, readForm(own.html, `${door}/come-back/words`)),
  ]
}

/** Bytes as they travel: alone, and with the stylesheet a first visitor needs as well. */
async function weigh(page: Page): Promise<Record<string, string | number>> {
  const href = /<link rel="stylesheet" href="([^"]+)"/.exec(page.html)?.[1]
  const base = server.origin + (page.path ?? '/')
  const css = href ? (await visitor.get(new URL(href, base).pathname)).text : ''
  const html = sizes(page.html)
  const sheet = sizes(css)
  return {
    page: page.name,
    HTML: html.plain,
    'HTML gzip': html.gzip,
    'HTML brotli': html.brotli,
    CSS: sheet.plain,
    'CSS gzip': sheet.gzip,
    'CSS brotli': sheet.brotli,
    'together gzip': html.gzip + sheet.gzip,
    'together brotli': html.brotli + sheet.brotli,
  }
}

/** What the contribution page's script loads: the button's own file at once, the rest when somebody presses it. */
async function weighScripts(page: Page): Promise<Record<string, string | number>[]> {
  const first = /<script type="module" src="([^"]+)"/.exec(page.html)![1]!
  const texts = new Map<string, string>()
  const waiting = [first]
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (texts.has(path)) continue
    const answer = await visitor.get(path)
    if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}.`)
    texts.set(path, answer.text)
    const imports = answer.text.matchAll(/^(?:import|export)[^'";]*?from '([^']+)'|import\('([^']+)'\)/gm)
    for (const [, one, other] of imports)
      waiting.push(new URL((one ?? other)!, server.origin + path).pathname)
  }
  const sum = (what: string, is: (path: string) => boolean) => {
    const found = [...texts].filter(([path]) => is(path)).map(([, text]) => sizes(text))
    const add = (kind: 'plain' | 'gzip') => found.reduce((all, one) => all + one[kind], 0)
    return { what, files: found.length, bytes: add('plain'), gzip: add('gzip') }
  }
  return [
    sum('at once: the button', (path) => path === first),
    sum('when pressed: the engine', (path) => path !== first && !path.endsWith('.bin.js')),
    sum('when pressed: its model and words', (path) => path.endsWith('.bin.js')),
    sum('all', () => true),
  ]
}

function sizes(text: string): { plain: number; gzip: number; brotli: number } {
  const bytes = Buffer.from(text)
  return {
    plain: bytes.length,
    gzip: bytes.length && gzipSync(bytes, { level: 9 }).length,
    brotli: bytes.length && brotliCompressSync(bytes).length,
  }
}

/** Asks for one page from a process of its own for some seconds; the server's processor time is read before and after. */
async function load(name: string, path: string): Promise<Record<string, string | number>> {
  const pid = server.processes().web[0]!
  const client = fork(fileURLToPath(new URL('./load.ts', import.meta.url)), [
    server.origin + path,
    values.seconds,
    values.connections,
  ])
  const told = () =>
    new Promise<{ requests: number; failed: number; seconds: number }>((done) => client.once('message', done))
  await told()
  const before = processorMilliseconds(pid)
  client.send('measure')
  const { requests, failed, seconds } = await told()
  const used = processorMilliseconds(pid) - before
  client.disconnect()
  return {
    page: name,
    'requests/s': Math.round(requests / seconds),
    'processor ms a request': Math.round((used / requests) * 1000) / 1000,
    requests,
    failed,
  }
}

async function makeDoor(): Promise<string> {
  const { listener } = await bringPeopleIn(server)
  const { door } = await openExercise(server, listener)
  listener.close()
  return door
}

async function findDoor(): Promise<string> {
  const found = await server.asOwner((client) =>
    client.query<{ address: string }>(
      'select address from exercise where closed_at is null and (open_until is null or open_until >= current_date) limit 1',
    ),
  )
  const address = found.rows[0]?.address
  if (!address) {
    print('No exercise in this folder is open.')
    process.exit(1)
  }
  return `/door/${address}`
}

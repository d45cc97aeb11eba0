/**
 * How fast the whole engine reads in a browser: `node bench/deidentify-browser.ts [--small]`. The modules are what tsc makes of them,
 * without Node's types; Debian's Chromium, or the one `CHROMIUM` names, loads them and the models from this machine.
 */
import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'

const { values } = parseArgs({ options: { small: { type: 'boolean', default: false } } })
const root = fileURLToPath(new URL('..', import.meta.url))
const models = values.small ? ['small-names.bin', 'small-words.bin'] : ['names.bin', 'words.bin', 'facts.bin']

const built = await mkdtemp(join(tmpdir(), 'engine-'))
try {
  await build(built)
  const files = new Map<string, Buffer>()
  for (const path of await readdir(built, { recursive: true })) {
    if (path.endsWith('.js')) files.set(`/${path}`, await readFile(join(built, path)))
  }
  const code = [...files.values()]
  for (const name of models) files.set(`/${name}`, await readFile(join(root, 'models', name)))
  files.set('/texts.json', Buffer.from(JSON.stringify(await readTexts())))
  tellSizes(
    code,
    models.map((name) => files.get(`/${name}`)!),
  )
  await measure(files)
} finally {
  await rm(built, { recursive: true })
}

async function build(folder: string): Promise<void> {
  const compilerOptions = {
    noEmit: false,
    outDir: folder,
    rootDir: join(root, 'src/text'),
    types: [],
    removeComments: true,
  }
  const config = join(folder, 'tsconfig.json')
  const entry = join(root, 'src/text/deidentify/deidentify.ts')
  await writeFile(
    config,
    JSON.stringify({ extends: join(root, 'tsconfig.json'), compilerOptions, include: [], files: [entry] }),
  )
  const run = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', config], { encoding: 'utf8' })
  if (run.status !== 0) throw new Error(`The engine could not be built for a browser:\n${run.stdout}`)
}

/** Our own texts, some with known names. */
async function readTexts(): Promise<string[]> {
  const lines = (await readFile(join(root, 'test/corpus/texts.jsonl'), 'utf8')).split('\n').filter(Boolean)
  return lines.map((line) => (JSON.parse(line) as { text: string }).text)
}

function tellSizes(code: readonly Buffer[], data: readonly Buffer[]): void {
  const gzipped = (bytes: Buffer) => gzipSync(bytes, { level: 9 }).length
  const engine = gzipped(Buffer.concat(code))
  const rest = data.map(gzipped)
  console.log(
    `${code.length} modules, ${engine} bytes gzipped together; models ${rest.join(' + ')}; ` +
      `${engine + rest.reduce((sum, size) => sum + size, 0)} in all`,
  )
}

async function measure(files: ReadonlyMap<string, Buffer>): Promise<void> {
  const types: Record<string, string> = { '.js': 'text/javascript', '.json': 'application/json' }
  const server = createServer((request, response) => {
    const body = files.get(request.url ?? '') ?? Buffer.from('<!doctype html><title>engine</title>')
    response.setHeader('content-type', types[extname(request.url ?? '')] ?? 'text/html')
    response.end(body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  })
  try {
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    const worked = async () => {
      const { metrics } = await session.send('Performance.getMetrics')
      return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0
    }
    await page.evaluate(inPage(models))
    const { start, opened } = (await page.evaluate('startEngine()')) as { start: number; opened: number }
    await page.evaluate('readAll(5)')
    const from = await worked()
    const read = (await page.evaluate('readAll(20)')) as { seconds: number; bytes: number; proposals: number }
    const processor = (await worked()) - from
    const speed = (seconds: number) => ((20 * read.bytes) / 1e6 / seconds).toFixed(2)
    console.log(
      `modules ${start.toFixed(0)} ms, models opened ${opened.toFixed(0)} ms; ${speed(read.seconds)} MB/s by the clock, ` +
        `${speed(processor)} MB/s of its thread's processor time, ${read.proposals} proposals; Chromium ${browser.version()}`,
    )
  } finally {
    await browser.close()
    server.close()
  }
}

/** What the page does, as it would be written there: nothing of Node is at hand. */
function inPage(names: readonly string[]): string {
  return `(() => {
    const load = async (name) => new Uint8Array(await (await fetch('/' + name)).arrayBuffer())
    globalThis.startEngine = async () => {
      globalThis.texts = await (await fetch('/texts.json')).json()
      const models = await Promise.all(${JSON.stringify(names)}.map(load))
      const begun = performance.now()
      const { deidentify, openTagger } = await import('/deidentify/deidentify.js')
      const loaded = performance.now()
      globalThis.tagger = openTagger(...models)
      globalThis.deidentify = deidentify
      return { start: loaded - begun, opened: performance.now() - loaded }
    }
    globalThis.readAll = (rounds) => {
      let proposals = 0
      const from = performance.now()
      for (let round = 0; round < rounds; round += 1) {
        proposals = 0
        for (const text of texts) proposals += deidentify(text, { tagger }).length
      }
      const seconds = (performance.now() - from) / 1000
      return { seconds, proposals, bytes: new TextEncoder().encode(texts.join('')).length }
    }
  })()`
}

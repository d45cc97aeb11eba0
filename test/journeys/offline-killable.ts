import { spawn, type ChildProcess } from 'node:child_process'
import { appendFile, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { chromium, type Page } from 'playwright-core'
import { patience } from './offline-phone.ts'

/** The head of a record that names a body of 144 bytes, and no body. */
export async function tearLastWrite(folder: string): Promise<void> {
  await appendFile(
    await findOne(folder, /\.leveldb\/\d+\.log$/),
    Uint8Array.of(0x12, 0x34, 0x56, 0x78, 144, 0, 1),
  )
}

/** Whether Chromium found nothing it could open when it last began, and made it anew. */
export async function isMadeAnew(folder: string): Promise<boolean> {
  return (await readFile(await findOne(folder, /\.leveldb\/LOG$/), 'utf8')).includes('since it was missing')
}

async function findOne(folder: string, pattern: RegExp): Promise<string> {
  const found = (await readdir(folder, { recursive: true })).filter((name) => pattern.test(name))
  if (found.length !== 1) throw new Error(`There should be one of ${pattern}, and there are ${found.length}.`)
  return join(folder, found[0]!)
}

export type Killable = { page: Page; kill: () => Promise<void> }

/** A browser of its own whose folder outlives it, to be ended without a word. */
export async function startKillable(origin: string, folder: string): Promise<Killable> {
  await rm(join(folder, 'DevToolsActivePort'), { force: true })
  const child: ChildProcess = spawn(
    process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--no-first-run',
      '--remote-debugging-port=0',
      `--user-data-dir=${folder}`,
      'about:blank',
    ],
    { detached: true, stdio: 'ignore' },
  )
  const gone = new Promise<void>((done) => child.once('exit', () => done()))
  let port = ''
  for (let wait = 0; wait < 400 && !port; wait += 1) {
    port = (await readFile(join(folder, 'DevToolsActivePort'), 'utf8').catch(() => '')).split('\n')[0]!
    await sleep(25)
  }
  const over = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
  const context = over.contexts()[0]!
  context.setDefaultTimeout(patience)
  const page = context.pages()[0]!
  // Addresses in these steps are of this house.
  const open = page.goto.bind(page)
  page.goto = (path, settings) => open(new URL(path, origin).href, settings)
  return {
    page,
    kill: async () => {
      if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGKILL')
      await gone
    },
  }
}

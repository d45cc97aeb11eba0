import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { supportPaths } from '../../src/support/paths.ts'
import { openChromium, openVisitor, signIn, sizes } from './chromium.ts'
import { demoStaff, House } from './house.ts'
import {
  keepPage,
  openWrite,
  pressSave,
  readPhone,
  saveNote,
  type,
  waitForCount,
  words,
} from './offline-phone.ts'

// A coach in a doorway. The steps stand on one another.

let house: House
let browser: Browser
let person: Page
let coach: { page: Page; context: BrowserContext }

beforeAll(async () => {
  house = await House.start('demo')
  browser = await openChromium()
  coach = await openPhone()
  await signIn(coach.page, house, demoStaff.coach, '**/today')
  person = (await openVisitor(browser, house, { javaScriptEnabled: false })).page
  await person.goto(supportPaths.begin)
  await person.getByLabel('A name you like').fill('Wren')
  await person.getByRole('button', { name: 'Begin' }).click()
  await person.getByRole('button', { name: 'I have written them down' }).click()
  await coach.page.goto(supportPaths.offers)
  await coach.page.getByRole('button', { name: 'Make a card' }).click()
  const card = await coach.page.locator('.phrase').innerText()
  await person.goto(supportPaths.invitations)
  await person.getByLabel('The three words on the card').fill(card)
  await person.getByRole('button', { name: 'See who it is' }).click()
  await person.getByRole('button', { name: 'Let them in' }).click()
})

afterAll(async () => {
  await browser?.close()
  await house?.stop()
})

async function openPhone() {
  return openVisitor(browser, house, { viewport: sizes.phone })
}

/** The first lines of the person's conversations, the newest first, over all pages of the list. */
async function readList(): Promise<string[]> {
  const found: string[] = []
  for (let path: string | null = supportPaths.conversations; path;) {
    await person.goto(path)
    found.push(...(await person.locator('main li, main dd').allInnerTexts()))
    const older = person.locator('main a[href*="before="]')
    path = (await older.count()) > 0 ? await older.getAttribute('href') : null
  }
  return found
}

async function count(text: string): Promise<number> {
  return (await readList()).filter((line) => line.includes(text)).length
}

async function changeInvitation(button: string): Promise<void> {
  await person.goto(supportPaths.invitations)
  await person.getByRole('button', { name: new RegExp(`^${button}`) }).click()
  await person.waitForURL('**/space/people?done=changed')
}

async function clearSession(context: BrowserContext): Promise<void> {
  await context.clearCookies()
}

test('nothing lies on the phone before somebody asks for it; then the page, and the names', async () => {
  const { page, context } = coach
  await page.goto(supportPaths.today)
  await page.getByRole('link', { name: 'Write without a connection' }).click()
  await page.getByRole('button', { name: 'Wren', exact: true }).waitFor()
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0)
  expect(await readPhone(page)).not.toContain('Wren')
  await keepPage(page)
  await page.reload()
  await page.getByRole('button', { name: 'Wren', exact: true }).waitFor()
  expect(await readPhone(page)).toContain('Wren')

  await context.setOffline(true)
  await openWrite(page)
  await page.getByText(words.standing.away).waitFor()
  await saveNote(page, 'Wren', 'We talked of the harbour under the stairs.')
  await waitForCount(page, 1)
  const lying = await readPhone(page)
  expect(lying).not.toContain('harbour')
  expect(lying).toContain('notes {')
  await context.setOffline(false)
  await waitForCount(page, 0)
  expect(await count('We talked of the harbour under the stairs.')).toBe(1)
})

test('airplane mode while it is on its way: the server has it, the phone does not know, and it is there once', async () => {
  const { page, context } = coach
  await openWrite(page)
  const cdp = await context.newCDPSession(page)
  let isCut = false
  await page.route('**/today/notes', async (route) => {
    // It arrives; its answer does not.
    if (!isCut) await route.fetch()
    isCut = true
    await route.abort('internetdisconnected')
  })
  await saveNote(page, 'Wren', 'Cut off in the middle of a word.')
  await page.getByText(words.standing.away).waitFor()
  await waitForCount(page, 1)
  expect(isCut).toBe(true)
  await cdp.detach()
  await page.unroute('**/today/notes')
  await context.setOffline(true)
  await openWrite(page)
  await waitForCount(page, 1)
  await context.setOffline(false)
  await waitForCount(page, 0)
  expect(await count('Cut off in the middle of a word.')).toBe(1)
})

test('30 notes on each of two phones, their clocks a day wrong: none lost, none twice, in their order', async () => {
  const phones = [coach, await openPhone()]
  const [, second] = phones
  await signIn(second!.page, house, demoStaff.coach, '**/today')
  await openWrite(second!.page)
  await keepPage(second!.page)
  await Promise.all(
    phones.map(async ({ page, context }, which) => {
      await context.setOffline(true)
      const wrong = (which === 0 ? 1 : -1) * 24 * 3600 * 1000
      await page.addInitScript((by) => {
        const now = Date.now
        Date.now = () => now() + by
      }, wrong)
      await openWrite(page)
      for (let at = 1; at <= 30; at += 1) await saveNote(page, 'Wren', `Phone ${which} note ${at}.`)
      await waitForCount(page, 30)
    }),
  )
  await Promise.all(phones.map(({ context }) => context.setOffline(false)))
  await Promise.all(phones.map(({ page }) => page.waitForFunction(() => navigator.onLine)))
  await Promise.all(phones.map(({ page }) => waitForCount(page, 0)))
  const list = (await readList()).join('\n')
  for (const which of [0, 1]) {
    const order = [...list.matchAll(new RegExp(`Phone ${which} note (\\d+)\\.`, 'g'))].map(([, at]) =>
      Number(at),
    )
    expect(order).toEqual(Array.from({ length: 30 }, (_, at) => 30 - at))
  }
  await second!.context.close()
})

test('the session ends: notes stay, no name is shown, and they go after signing in', async () => {
  const { page, context } = coach
  await context.setOffline(true)
  await openWrite(page)
  await saveNote(page, 'Wren', 'Written before the session ended.')
  await clearSession(context)
  await context.setOffline(false)
  await page.getByText(words.standing.out).waitFor()
  await waitForCount(page, 1)
  expect(await page.getByRole('button', { name: 'Wren', exact: true }).isVisible()).toBe(false)
  const before = house.lines.length
  await page.getByRole('link', { name: words.signIn }).click()
  await page.getByLabel('address', { exact: false }).first().fill(demoStaff.coach)
  await page.locator('main button').click()
  await page
    .getByLabel('code', { exact: false })
    .first()
    .fill(await house.readSignInCode(demoStaff.coach, before))
  await page.locator('main button').click()
  await page.waitForURL('**/today/write')
  await waitForCount(page, 0)
  expect(await count('Written before the session ended.')).toBe(1)
})

test('the invitation ends: the note and the name go from the phone, and the coach is told', async () => {
  const { page, context } = coach
  await context.setOffline(true)
  await openWrite(page)
  await saveNote(page, 'Wren', 'Too late for the door.')
  await type(page, 'Wren', 'Half a sentence')
  await changeInvitation('Pause')
  await context.setOffline(false)
  await page.getByText(words.gone(2).slice(0, 30)).waitFor()
  await waitForCount(page, 0)
  const lying = await readPhone(page)
  for (const word of ['Wren', 'Half a sentence', 'notes {']) expect(lying).not.toContain(word)
  await page.getByRole('button', { name: words.read }).click()
  await page.getByRole('alert').waitFor({ state: 'hidden' })
  await page.reload()
  await waitForCount(page, 0)
  expect(await page.getByRole('button', { name: 'Wren', exact: true }).count()).toBe(0)
  expect(await page.getByRole('alert').isVisible()).toBe(false)
  await changeInvitation('Let in again')
  expect(await count('Too late for the door.')).toBe(0)
})

test('an open page of a space shuts when the invitation ends, by the clock and when it is brought back', async () => {
  const { page, context } = coach
  await page.goto(supportPaths.today)
  await page.getByRole('link', { name: 'Wren', exact: true }).click()
  const address = page.url()
  await page.route(address, async (route) => {
    const answer = await route.fetch()
    const body = (await answer.text()).replace(/data-left="\d+"/, 'data-left="2500"')
    await route.fulfill({ response: answer, body })
  })
  await page.goto(address)
  expect(await page.getByRole('heading', { name: 'Wren' }).isVisible()).toBe(true)
  await context.setOffline(true)
  await page.getByText(words.ended).waitFor()
  expect(await page.locator('body').innerText()).not.toContain('Wren')
  await context.setOffline(false)

  await page.unroute(address)
  await page.goto(address)
  await changeInvitation('Pause')
  expect(await page.getByRole('heading', { name: 'Wren' }).isVisible()).toBe(true)
  await page.evaluate(() => dispatchEvent(new Event('pageshow')))
  await page.getByText(words.ended).waitFor()
  expect(await page.locator('body').innerText()).not.toContain('Wren')
  await changeInvitation('Let in again')
})

test('removed from the phone it is gone: places, notes, names, and what kept the page', async () => {
  const { page, context } = coach
  // Let in again, and known here again.
  await openWrite(page)
  await page.getByRole('button', { name: 'Wren', exact: true }).waitFor()
  await context.setOffline(true)
  await openWrite(page)
  await saveNote(page, 'Wren', 'Never to be sent.')
  const remove = page.getByRole('button', { name: words.remove })
  await remove.click()
  await page.getByText(words.removeWaiting(1)).waitFor()
  await remove.click()
  await page.getByText(words.removed).waitFor()
  const left = await page.evaluate(async () => ({
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    places: await caches.keys(),
  }))
  expect(left).toEqual({ workers: 0, places: [] })
  expect(await readPhone(page)).not.toMatch(/Wren|notes \{/)
  await expect(page.goto(supportPaths.write)).rejects.toThrow(/INTERNET_DISCONNECTED/)
  await context.setOffline(false)
})

test('the browser is killed while it saves: whatever was typed is there once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ownterms-phone-'))
  const text = (at: number) => `Killed in the middle, ${at}.`
  let own: Killable | null = null
  try {
    own = await startKillable(folder)
    await signIn(own.page, house, demoStaff.coach, '**/today')
    await openWrite(own.page)
    await keepPage(own.page)
    const session = await own.page.context().cookies()
    for (const [at, wait] of [0, 3, 8, 20].entries()) {
      await own.page.context().setOffline(true)
      await openWrite(own.page)
      await type(own.page, 'Wren', text(at))
      // What is typed is on the disk some moments later.
      await sleep(300)
      await own.page.evaluate(() =>
        setTimeout(() => document.querySelector<HTMLElement>('[data-note] [type=submit]')!.click()),
      )
      await sleep(wait)
      await own.kill()
      own = await startKillable(folder)
      // Chromium writes cookies down every half minute only: this stands for signing in again.
      await own.page.context().addCookies(session)
      await openWrite(own.page)
      await waitForCount(own.page, 0)
      await own.page.getByRole('button', { name: 'Wren', exact: true }).click()
      const left = await own.page.getByLabel(words.words).inputValue()
      expect(['', text(at)]).toContain(left)
      if (left !== '') {
        await pressSave(own.page)
        await own.page.locator('[data-note]').waitFor({ state: 'hidden' })
      }
      await openWrite(own.page)
      await waitForCount(own.page, 0)
      expect(await count(text(at))).toBe(1)
    }
  } finally {
    await own?.kill()
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
})

type Killable = { page: Page; kill: () => Promise<void> }

/** A browser of its own whose folder outlives it, to be ended without a word. */
async function startKillable(folder: string): Promise<Killable> {
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
  context.setDefaultTimeout(10_000)
  const page = context.pages()[0]!
  // Addresses in these steps are of this house.
  const open = page.goto.bind(page)
  page.goto = (path, settings) => open(new URL(path, house.origin).href, settings)
  return {
    page,
    kill: async () => {
      process.kill(-child.pid!, 'SIGKILL')
      await gone
    },
  }
}

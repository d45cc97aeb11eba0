import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { supportPaths } from '../../src/support/paths.ts'
import { follow, openChromium, openVisitor, signIn, sizes } from './chromium.ts'
import { House } from './house.ts'
import { isMadeAnew, startKillable, tearLastWrite, type Killable } from './offline-killable.ts'
import {
  begin,
  keepPage,
  makeCoach,
  openWrite,
  patience,
  pressSave,
  readPhone,
  saveNote,
  spoilNotes,
  type,
  waitForCount,
  waitForStanding,
  words,
} from './offline-phone.ts'

// A coach in a doorway. The steps stand on one another.

const dele = 'dele@lighthouse.example'
let house: House
let browser: Browser
let person: Page
let coach: { page: Page; context: BrowserContext }

beforeAll(async () => {
  house = await House.start('empty')
  await makeCoach(house, dele)
  browser = await openChromium()
  coach = await openPhone()
  await signIn(coach.page, house, dele, '**/today')
  person = (await openVisitor(browser, house, { javaScriptEnabled: false })).page
  person.setDefaultTimeout(patience)
  await person.goto(supportPaths.begin)
  await person.getByLabel('A name you like').fill('Wren')
  await follow(person.getByRole('button', { name: 'Begin' }))
  await follow(person.getByRole('button', { name: 'I have written them down' }))
  await coach.page.goto(supportPaths.offers)
  await follow(coach.page.getByRole('button', { name: 'Make a card' }))
  const card = await coach.page.locator('.phrase').innerText()
  await person.goto(supportPaths.invitations)
  await person.getByLabel('The three words on the card').fill(card)
  await follow(person.getByRole('button', { name: 'See who it is' }))
  await follow(person.getByRole('button', { name: 'Let them in' }))
})

afterAll(async () => {
  await browser?.close()
  await house?.stop()
})

async function openPhone() {
  const phone = await openVisitor(browser, house, { viewport: sizes.phone })
  phone.context.setDefaultTimeout(patience)
  return phone
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
  await follow(person.getByRole('button', { name: new RegExp(`^${button}`) }))
  expect(person.url()).toContain('done=changed')
}

test('nothing lies on the phone before somebody asks for it; then the page, and the names', async () => {
  const { page, context } = coach
  await page.goto(supportPaths.today)
  await follow(page.getByRole('link', { name: 'Write without a connection' }))
  await page.getByRole('button', { name: 'Wren', exact: true }).waitFor()
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0)
  expect(await readPhone(page)).not.toContain('Wren')
  await keepPage(page)
  await page.reload()
  await page.getByRole('button', { name: 'Wren', exact: true }).waitFor()
  expect(await readPhone(page)).toContain('Wren')

  await context.setOffline(true)
  await openWrite(page)
  await waitForStanding(page, 'away')
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
  let isCut = false
  await page.route('**/today/notes', async (route) => {
    // It arrives; its answer does not.
    if (!isCut) await route.fetch()
    isCut = true
    await route.abort('internetdisconnected')
  })
  await saveNote(page, 'Wren', 'Cut off in the middle of a word.')
  await waitForStanding(page, 'away')
  await waitForCount(page, 1)
  expect(isCut).toBe(true)
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
  await signIn(second!.page, house, dele, '**/today')
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
  await context.clearCookies()
  await context.setOffline(false)
  await waitForStanding(page, 'out')
  await waitForCount(page, 1)
  expect(await page.getByRole('button', { name: 'Wren', exact: true }).isVisible()).toBe(false)
  const before = house.lines.length
  await follow(page.getByRole('link', { name: words.signIn }))
  await page.getByLabel('address', { exact: false }).first().fill(dele)
  await follow(page.locator('main button'))
  await page
    .getByLabel('code', { exact: false })
    .first()
    .fill(await house.readSignInCode(dele, before))
  await follow(page.locator('main button'))
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
  await page.getByText(words.gone(2)).waitFor()
  await waitForCount(page, 0)
  const lying = await readPhone(page)
  for (const word of ['Wren', 'Half a sentence', 'notes {']) expect(lying).not.toContain(word)
  await page.getByRole('button', { name: words.read }).click()
  await page.getByRole('alert').waitFor({ state: 'hidden' })
  await openWrite(page)
  await waitForCount(page, 0)
  expect(await page.getByRole('button', { name: 'Wren', exact: true }).count()).toBe(0)
  expect(await page.getByRole('alert').isVisible()).toBe(false)
  await changeInvitation('Let in again')
  expect(await count('Too late for the door.')).toBe(0)
})

test('an open page of a space shuts when the invitation ends, by the clock and when it is brought back', async () => {
  const { page, context } = coach
  await page.goto(supportPaths.today)
  await follow(page.getByRole('link', { name: 'Wren', exact: true }))
  const address = page.url()
  let body = ''
  await page.route(address, async (route) => {
    const answer = await route.fetch()
    body = (await answer.text()).replace(/data-left="\d+"/, 'data-left="2500"')
    await route.fulfill({ response: answer, body })
  })
  await page.goto(address)
  expect(body).toMatch(/<h1[^>]*>.*Wren.*data-left="2500"/s)
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

test('two tabs open at once: neither lies on what the other types, both send, and each note is there once', async () => {
  const { context } = coach
  const tabs = [coach.page, await context.newPage()]
  for (const tab of tabs) await openWrite(tab)
  await context.setOffline(true)
  for (const [at, tab] of tabs.entries()) await type(tab, 'Wren', `From tab ${at}.`)
  // Shut and opened again, the first goes on with its own: the other one's is open there.
  await openWrite(tabs[0]!)
  expect(await begin(tabs[0]!, 'Wren')).toBe('From tab 0.')
  await Promise.all(tabs.map((tab) => pressSave(tab)))
  await context.setOffline(false)
  await Promise.all(tabs.map((tab) => waitForCount(tab, 0)))
  const list = await readList()
  for (const at of [0, 1]) expect(list.filter((line) => line.includes(`From tab ${at}.`))).toHaveLength(1)
  await tabs[1]!.close()
})

test('what nobody can open is said; removed from the phone all is gone: places, notes, names, and what kept the page', async () => {
  const { page, context } = coach
  // Let in again, and known here again.
  await openWrite(page)
  await page.getByRole('button', { name: 'Wren', exact: true }).waitFor()
  await context.setOffline(true)
  await openWrite(page)
  await saveNote(page, 'Wren', 'Never to be opened.')
  await spoilNotes(page)
  await context.setOffline(false)
  await page.getByText(words.broken(1)).waitFor()
  await waitForCount(page, 1)
  expect(await count('Never to be opened.')).toBe(0)
  await context.setOffline(true)
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

test('a phone with no room left: it says so, what is typed stays in the box, and with a connection it goes', async () => {
  const { page, context } = await openPhone()
  await signIn(page, house, dele, '**/today')
  const cdp = await context.newCDPSession(page)
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: house.origin, quotaSize: 1000 })
  await openWrite(page)
  await context.setOffline(true)
  await begin(page, 'Wren')
  await page.getByLabel(words.words).fill('There was no room for this.')
  await page.getByText(words.notTyped).waitFor()
  const [save, other] = [words.save, words.other].map((name) =>
    page.getByRole('button', { name, exact: true }),
  )
  await other!.click()
  await save!.click()
  await page.getByText(words.failed).waitFor()
  expect(await page.getByLabel(words.words).inputValue()).toBe('There was no room for this.')
  await context.setOffline(false)
  await waitForStanding(page, 'in')
  await save!.click()
  await page.getByText(words.sent).waitFor()
  expect(await readPhone(page)).not.toContain('room for this')
  expect(await count('There was no room for this.')).toBe(1)
  await context.close()
})

test('the browser is killed while it saves, and throws its database away: what was typed is there once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ownterms-phone-'))
  const text = (at: number) => `Killed in the middle, ${at}.`
  let own: Killable | null = null
  try {
    own = await startKillable(house.origin, folder)
    await signIn(own.page, house, dele, '**/today')
    await openWrite(own.page)
    await keepPage(own.page)
    const session = await own.page.context().cookies()
    const again = async () => {
      await own!.kill()
      own = await startKillable(house.origin, folder)
      // Chromium writes cookies down every half minute only: this stands for signing in again.
      await own.page.context().addCookies(session)
      return own.page
    }
    const kept = join(folder, 'Default', 'IndexedDB')
    for (const [at, wait] of [0, 3, 8, 20].entries()) {
      await own.page.context().setOffline(true)
      await openWrite(own.page)
      await type(own.page, 'Wren', text(at))
      await own.page.evaluate(() =>
        setTimeout(() => document.querySelector<HTMLElement>('[data-note] [type=submit]')!.click()),
      )
      await sleep(wait)
      const page = await again()
      await openWrite(page)
      await waitForCount(page, 0)
      const left = await begin(page, 'Wren')
      expect(['', text(at)]).toContain(left)
      if (left !== '') await pressSave(page)
      await openWrite(page)
      await waitForCount(page, 0)
      expect(await count(text(at))).toBe(1)
    }
    // A write that a kill cut in two: its first half is there. Chromium writes on behind it, and at the start after that it
    // throws the whole database away.
    await own.kill()
    await tearLastWrite(kept)
    await again()
    await own.page.context().setOffline(true)
    await openWrite(own.page)
    await saveNote(own.page, 'Wren', 'Saved behind a torn write.')
    await type(own.page, 'Wren', 'Begun behind a torn write.')
    await again()
    await openWrite(own.page)
    await waitForCount(own.page, 0)
    expect(await isMadeAnew(kept)).toBe(true)
    expect(await count('Saved behind a torn write.')).toBe(1)
    expect(await begin(own.page, 'Wren')).toBe('Begun behind a torn write.')
    // What Chromium keeps for pages cannot be opened any more, nor made anew: the page says that it can keep nothing.
    await own.kill()
    await rm(kept, { recursive: true })
    await writeFile(kept, '')
    await again()
    await own.page.goto(supportPaths.write)
    await own.page.getByText(words.refused).waitFor()
    expect(await own.page.locator('[data-write]').isVisible()).toBe(false)
  } finally {
    await own?.kill()
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
})

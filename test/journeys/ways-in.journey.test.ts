import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectHeading, follow, openChromium, openVisitor, sizes } from './chromium.ts'
import { House } from './house.ts'

// A person's ways into their own space, at the size of a phone. The steps stand on one another.

let house: House
let browser: Browser
const open: BrowserContext[] = []

beforeAll(async () => {
  house = await House.start('empty')
  browser = await openChromium()
})

afterAll(async () => {
  for (const context of open) await context.close()
  await browser?.close()
  await house?.stop()
})

async function openPhone(settings = {}): Promise<{ page: Page; faults: string[] }> {
  const { page, context, faults } = await openVisitor(browser, house, { viewport: sizes.phone, ...settings })
  open.push(context)
  return { page, faults }
}

/** A phone that knows its person by face or finger. */
async function openOwnPhone(): Promise<{ page: Page; faults: string[] }> {
  const phone = await openPhone()
  const device = await phone.page.context().newCDPSession(phone.page)
  await device.send('WebAuthn.enable')
  await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return phone
}

/** Begins a space; its words. */
async function begin(page: Page, name: string): Promise<string> {
  await page.goto('/space/begin')
  await page.getByLabel('A name you like').fill(name)
  await page.getByRole('button', { name: 'Begin' }).click()
  const phrase = await page.locator('.phrase').innerText()
  await page.getByRole('button', { name: 'I have written them down' }).click()
  await page.waitForURL('**/space')
  return phrase
}

async function closePage(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await page.waitForURL('**/space/in?done=closed')
}

async function useDevice(page: Page): Promise<void> {
  await page.goto('/space/in')
  await page.getByRole('link', { name: 'Use a passkey instead' }).click()
  await page.getByRole('button', { name: 'Use my passkey' }).click()
}

test('what is printed of words to keep holds the words and the way, and nothing a finder need not know', async () => {
  const { page } = await openPhone()
  await page.goto('/space/begin')
  await page.getByLabel('A name you like').fill('Sanderling')
  await page.getByRole('button', { name: 'Begin' }).click()
  const phrase = await page.locator('.phrase').innerText()
  const readPrinted = async () => {
    await page.emulateMedia({ media: 'print' })
    const text = await page.locator('body').innerText()
    await page.emulateMedia({ media: 'screen' })
    return text
  }
  const card = await readPrinted()
  for (const said of [phrase, 'Sanderling', '/space/in']) expect(card).toContain(said)
  expect(card).not.toMatch(/Close|others use|not safe|program behind|prints?\b/)
  await page.getByRole('button', { name: 'I have written them down' }).click()
  await page.waitForURL('**/space')
  expect(await readPrinted()).toContain('not safe')

  await page.getByRole('link', { name: 'Ways in' }).click()
  await page.getByRole('link', { name: 'A second page' }).click()
  expect(page.url()).not.toMatch(/second|quiet/)
  await page.getByRole('button', { name: 'Make a second page' }).click()
  const second = await page.locator('.phrase').innerText()
  expect((await readPrinted()).trim()).toBe(second)
})

test('a passkey is added, opens the page, and opens nothing once it is removed; a second page has none of it', async () => {
  const { page, faults } = await openOwnPhone()
  await begin(page, 'Wagtail')
  await page.getByRole('link', { name: 'Ways in' }).click()
  await page.getByRole('link', { name: 'A passkey' }).click()
  await page.getByRole('button', { name: 'Add this phone or computer' }).click()
  await page.waitForURL('**/space/keys/device?done=added')
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)

  await page.goto('/space/keys/more')
  await page.getByRole('button', { name: 'Make a second page' }).click()
  const second = await page.locator('.phrase').innerText()
  await closePage(page)

  await useDevice(page)
  await page.waitForURL('**/space')
  await expectHeading(page, 'Hello Wagtail')
  await closePage(page)

  await page.goto('/space/in')
  await page.getByLabel('Your name here').fill('wagtail')
  await page.getByLabel('Your five words').fill(second)
  await follow(page.getByRole('button', { name: 'Go in' }))
  await page.goto('/space/keys/device')
  await page.getByText('You have none.').waitFor()
  await closePage(page)

  await useDevice(page)
  await page.waitForURL('**/space')
  await page.goto('/space/keys/device')
  await page.getByRole('button', { name: /^Remove it/ }).click()
  await page.waitForURL('**/space/keys/device?done=removed')
  await closePage(page)
  await useDevice(page)
  await page.getByText('That passkey opens nothing here').first().waitFor()
  // The console tells of the refused passkey (422), and of the picture for its tab that Chromium asks any site for.
  expect(faults.filter((fault) => !/status of (422|404)/.test(fault))).toEqual([])
})

test('without a script the page of passkeys says so', async () => {
  const { page } = await openPhone({ javaScriptEnabled: false })
  await page.goto('/space/in/device')
  await page.getByText('Your name and words work in every browser').waitFor()
  expect(await page.getByRole('button', { name: 'Use my passkey' }).isVisible()).toBe(false)
})

test('leaving quickly leaves no page behind, by the link and by Escape; on a shared phone it goes by itself', async () => {
  const { page } = await openPhone()
  // The everyday page is another site's, which no test asks.
  await page.context().route('**/space/weather', (route) => route.fulfill({ body: 'Rain' }))
  await page.clock.install()
  await begin(page, 'Dipper')
  const leaves = [
    () => page.getByRole('link', { name: 'Leave quickly' }).click(),
    async () => {
      for (let pressed = 0; pressed < 3; pressed += 1) await page.keyboard.press('Escape')
    },
  ]
  for (const leave of leaves) {
    await page.goto('/space/keys')
    const entries = await page.evaluate(() => history.length)
    await leave()
    await page.waitForURL('**/space/weather')
    expect(await page.evaluate(() => history.length)).toBe(entries)
    await page.goBack()
    await page.waitForURL('**/space')
  }

  await page.clock.fastForward('04:50')
  await page.locator('h1').click()
  await page.clock.fastForward('04:50')
  await expectHeading(page, 'Hello Dipper')
  await page.clock.fastForward('00:20')
  await page.waitForURL('**/space/in?done=still')
})

test('with everything lost, two people’s words ask for new ones; whoever is in stops it with one tap', async () => {
  const { page: lost, faults } = await openPhone({ javaScriptEnabled: false })
  const { page } = await openPhone({ javaScriptEnabled: false })
  const phrase = await begin(page, 'Nuthatch')
  await page.goto('/space/keys/two')
  await page.getByLabel('The first person').fill('Nan')
  await page.getByLabel('The second person').fill('Jo')
  await page.getByRole('button', { name: 'Make words for both' }).click()
  const [nan, jo] = await page.locator('.phrase').allInnerTexts()

  await lost.goto('/space/in')
  await lost.getByRole('link', { name: 'I lost every way in' }).click()
  await lost.getByLabel('Three words from one of them').fill(nan!)
  await lost.getByLabel('Three words from the other').fill(nan!)
  await lost.getByRole('button', { name: 'Ask for new words' }).click()
  await lost.getByText('These words do not go together here').first().waitFor()
  await lost.getByLabel('Three words from the other').fill(jo!)
  await lost.getByRole('button', { name: 'Ask for new words' }).click()
  await expectHeading(lost, 'Come back in one day')
  expect(await lost.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  const kept = await lost.locator('.phrase').innerText()
  const comeBack = async () => {
    await lost.goto('/space/lost/back')
    await lost.getByLabel('The five words you kept').fill(kept)
    await lost.getByRole('button', { name: 'Go on' }).click()
  }
  await comeBack()
  await lost.getByText('It is too early.').first().waitFor()

  await page.goto('/space')
  await page.getByRole('heading', { name: 'Somebody asked for new words. Stop it?' }).waitFor()
  await page.getByRole('button', { name: 'Stop it' }).click()
  await page.getByText('It is stopped.').waitFor()
  await comeBack()
  await lost.getByText('Somebody who was in your page stopped this.').first().waitFor()
  await closePage(page)
  await page.getByLabel('Your name here').fill('Nuthatch')
  await page.getByLabel('Your five words').fill(phrase)
  await page.getByRole('button', { name: 'Go in' }).click()
  await expectHeading(page, 'Hello Nuthatch')
  expect(faults.filter((fault) => !/status of (422|404)/.test(fault))).toEqual([])
})

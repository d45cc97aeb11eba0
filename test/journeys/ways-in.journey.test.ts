import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectHeading, openChromium, openVisitor, sizes } from './chromium.ts'
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

test('a passkey is added, opens the page, and opens nothing once it is removed; a second page has none of it', async () => {
  const { page, faults } = await openOwnPhone()
  await begin(page, 'Wagtail')
  await page.getByRole('link', { name: 'Ways in' }).click()
  await page.getByRole('link', { name: 'A passkey' }).click()
  await page.getByRole('button', { name: 'Add this phone or computer' }).click()
  await page.waitForURL('**/space/keys/device?done=added')
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)

  await page.goto('/space/keys/second')
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
  await page.getByRole('button', { name: 'Go in' }).click()
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

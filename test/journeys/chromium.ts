import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core'
import { expect } from 'vitest'
import type { House } from './house.ts'

/** Debian's Chromium, or the one `CHROMIUM` names. It calls nobody. */
export function openChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', '--disable-gpu', '--no-first-run'],
  })
}

export const sizes = {
  phone: { width: 360, height: 740 },
  desk: { width: 1280, height: 800 },
} as const

let visitors = 0

type Settings = Parameters<Browser['newContext']>[0]

/** One person's browser, on a network of its own. `faults` collects what the console and the network complained of. */
export async function openVisitor(
  browser: Browser,
  house: { origin: string },
  settings: Settings = {},
): Promise<{ context: BrowserContext; page: Page; faults: string[] }> {
  visitors += 1
  const context = await browser.newContext({
    baseURL: house.origin,
    viewport: sizes.desk,
    extraHTTPHeaders: { 'x-forwarded-for': `198.51.${Math.floor(visitors / 250)}.${(visitors % 250) + 1}` },
    ...settings,
  })
  context.setDefaultTimeout(10_000)
  const faults: string[] = []
  context.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${message.page()?.url()}: ${message.text()}`)
  })
  context.on('requestfailed', (request) => faults.push(`${request.url()}: ${request.failure()?.errorText}`))
  context.on('request', (request) => {
    if (!request.url().startsWith(house.origin)) faults.push(`asked another host: ${request.url()}`)
  })
  context.on('weberror', (error) => faults.push(String(error.error())))
  return { context, page: await context.newPage(), faults }
}

/**
 * Presses a link or a button that leads to another page, and waits until that page is there: one that is still on its
 * way has none of what it will have.
 */
export async function follow(what: Locator): Promise<void> {
  await Promise.all([what.page().waitForEvent('load'), what.click()])
}

/** Signs in through the pages with the code from the server's console; `leadsTo` is where that ends. */
export async function signIn(
  page: Page,
  house: House,
  address: string,
  leadsTo = '**/exercises',
): Promise<void> {
  const before = house.lines.length
  await page.goto('/sign-in')
  await page.getByLabel('address', { exact: false }).first().fill(address)
  await follow(page.locator('main button'))
  await page
    .getByLabel('code', { exact: false })
    .first()
    .fill(await house.readSignInCode(address, before))
  await follow(page.locator('main button'))
  await page.waitForURL(leadsTo)
}

/** Goes in to the page of one of the demo's people, with the words the console printed. */
export async function enterOwnPage(page: Page, house: House, name: string): Promise<void> {
  const phrase = await house.waitForLine(new RegExp(`^ {4}${name} +(\\S.*)$`), 0)
  await page.goto('/space/in')
  await page.locator('input[name="name"]').fill(name)
  await page.locator('input[name="phrase"]').fill(phrase)
  await page.locator('input[name="own"]').check()
  await page.locator('main form button').first().click()
  await page.waitForURL('**/space')
}

/** The page as it is must be one a person can read: an answer that is fine, one heading, nothing beside the edge. */
export async function expectHeading(page: Page, text: string | RegExp): Promise<void> {
  const said = (await page.locator('h1').innerText()).replace(/\s+/g, ' ')
  if (typeof text === 'string') expect(said).toContain(text)
  else expect(said).toMatch(text)
}

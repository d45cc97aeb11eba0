import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChromium, openVisitor, signIn } from './chromium.ts'
import { demoStaff, House } from './house.ts'
import { findPath, listLinks, mayOpen, supportPagePaths } from './pages.ts'
import { look, nameOf } from './reading-well.ts'

/** A person's own pages, their coach's, and the doors before: every one of them, as people see it. */

let house: House
let browser: Browser
const seen = new Set<string>()

type Who = 'person' | 'coach' | 'safeguarding' | null

beforeAll(async () => {
  house = await House.start('demo')
  browser = await openChromium()
})

afterAll(async () => {
  await browser?.close()
  await house?.stop()
})

/** Lets the demo's person in, with the words the console printed. */
async function enterAsMaryam(page: Page): Promise<void> {
  const phrase = await house.waitForLine(/^ {4}Maryam +(\S.*)$/, 0)
  await page.goto('/space/in')
  await page.locator('input[name="name"]').fill('Maryam')
  await page.locator('input[name="phrase"]').fill(phrase)
  await page.locator('input[name="own"]').check()
  await page.locator('main form button').first().click()
  await page.waitForURL('**/space')
}

const starts: Readonly<Record<string, readonly string[]>> = {
  person: ['/space', '/space/words'],
  coach: ['/today'],
  safeguarding: ['/safeguarding'],
  null: ['/space/begin', '/space/in', '/space/lost', '/space/gone'],
}

async function walk(page: Page, who: Who): Promise<{ path: string; address: string }[]> {
  const waiting = [...starts[String(who)]!]
  const found: { path: string; address: string }[] = []
  for (let address = waiting.shift(); address; address = waiting.shift()) {
    const path = findPath(address)
    if (!path || !supportPagePaths.includes(path) || !mayOpen(path, who)) continue
    if (found.some((one) => one.path === path)) continue
    const answer = await page.request.get(address)
    expect(answer.status(), address).toBe(200)
    const html = await answer.text()
    // A person's page weighs little: whoever reads it pays for it.
    if (who !== 'coach' && who !== 'safeguarding') expect(html.length, address).toBeLessThan(14_000)
    found.push({ path, address })
    waiting.push(...listLinks(html, answer.url()))
  }
  return found
}

test.each(['person', 'coach', 'safeguarding', null] as const)(
  'every page reads well for a %s',
  async (who) => {
    const { page, faults, context } = await openVisitor(browser, house, { bypassCSP: true })
    if (who === 'person') await enterAsMaryam(page)
    else if (who !== null) {
      await signIn(page, house, demoStaff[who], who === 'coach' ? '**/today' : '**/safeguarding')
    }
    const found = await walk(page, who)
    const wrong: string[] = []
    for (const { path, address } of found) {
      if (!seen.has(path)) wrong.push(...(await look(page, address, nameOf(who, path, 1))))
      seen.add(path)
    }
    expect([...wrong, ...faults]).toEqual([])
    expect(found.length).toBeGreaterThan(1)
    await context.close()
  },
)

/** Pages that only something that happened leads to: each is looked at where that happens, in a test of its room. */
const elsewhere: readonly string[] = []

test('every page of Support was looked at', () => {
  expect(supportPagePaths.filter((path) => !seen.has(path) && !elsewhere.includes(path))).toEqual([])
})

test('no title in the history of a person’s browser says what was there', async () => {
  const { page, context } = await openVisitor(browser, house, {})
  await enterAsMaryam(page)
  const titles = new Set<string>()
  for (const { address } of await walk(page, 'person')) {
    await page.goto(address)
    titles.add(await page.title())
    expect(new URL(page.url()).pathname).not.toMatch(/safe|abuse|danger|harm|support|coach|help|crisis/)
  }
  expect([...titles]).toEqual(['My page'])
  await context.close()
})

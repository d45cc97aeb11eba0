import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enterOwnPage, follow, openChromium, openVisitor, signIn } from './chromium.ts'
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
  await writeRecord()
  await changeChance()
})

afterAll(async () => {
  await browser?.close()
  await house?.stop()
})

/** A safeguarding record that was told at once, through the page a coach has for it. */
async function writeRecord(): Promise<void> {
  const { page, context } = await openVisitor(browser, house, { javaScriptEnabled: false })
  await signIn(page, house, demoStaff.coach, '**/today')
  await page.goto('/safeguarding/new')
  await page.locator('input[name="name"]').fill('Maryam')
  await page.locator('input[name="duty"][value="life-in-danger"]').check()
  const said = {
    happened: 'The heater in her room gives off a smell that made her faint twice.',
    why: 'It could kill her or the man next door before Monday.',
    acted: 'I rang the fire service with her, and they shut it off.',
    wish: 'To stay in the room, with a heater that works.',
    decision: 'I read it out to her in the room, and she corrected one word.',
  }
  for (const [name, words] of Object.entries(said)) {
    await page.locator(`textarea[name="${name}"]`).fill(words)
  }
  await page.locator('input[name="telling"][value="told"]').check()
  await follow(page.locator('main form button').first())
  await page.waitForURL(/\/safeguarding\/[0-9a-f-]{36}/)
  await context.close()
}

/** A chance said anew, so that there is one of before. */
async function changeChance(): Promise<void> {
  const { page, context } = await openVisitor(browser, house, { javaScriptEnabled: false })
  await enterOwnPage(page, house, 'Maryam')
  await page.goto('/space/keeping/chances')
  await follow(
    page.locator('main a[href^="/space/keeping/chances/"]').filter({ hasNotText: 'Write' }).first(),
  )
  await follow(page.locator('a[href$="/change"]'))
  await page.locator('textarea').last().fill('In the café now, because of the rain.')
  await follow(page.locator('main form button.primary'))
  await context.close()
}

/** Asks for a code nobody gets, so that the page that takes one can be looked at. */
async function askForCode(page: Page): Promise<void> {
  await page.goto('/space/in/code')
  await page.locator('input[name="name"]').fill('Nobody')
  await page.locator('input[name="address"]').fill('nobody@lantern-street.example')
  await follow(page.locator('main form button').first())
}

const starts: Readonly<Record<string, readonly string[]>> = {
  person: ['/space', '/space/words'],
  coach: ['/today', '/way-back'],
  safeguarding: ['/safeguarding'],
  null: ['/space/begin', '/space/in', '/space/in/code/type', '/space/over'],
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
    if (who === null) await askForCode(page)
    else if (who === 'person') await enterOwnPage(page, house, 'Maryam')
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

test('every page of Support was looked at', () => {
  expect(supportPagePaths.filter((path) => !seen.has(path))).toEqual([])
})

test('no title in the history of a person’s browser says what was there', async () => {
  const { page, context } = await openVisitor(browser, house, {})
  await enterOwnPage(page, house, 'Maryam')
  const titles = new Set<string>()
  for (const { address } of await walk(page, 'person')) {
    await page.goto(address)
    titles.add(await page.title())
    expect(new URL(page.url()).pathname).not.toMatch(/safe|abuse|danger|harm|support|coach|crisis/)
  }
  expect([...titles]).toEqual(['My page'])
  await context.close()
})

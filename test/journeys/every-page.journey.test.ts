import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StaffRole } from '../../src/access/matrix.ts'
import { contribute, makeBusy, type Busy } from './busy-day.ts'
import { expectHeading, follow, openChromium, openVisitor, signIn, sizes } from './chromium.ts'
import { demoStaff, House } from './house.ts'
import { findPath, listLinks, mayOpen, pagePaths } from './pages.ts'
import { glance, look, nameOf, pictures, readWell } from './reading-well.ts'

let house: House
let browser: Browser
let busy: Busy
const seen = new Set<string>()

beforeAll(async () => {
  house = await House.start('demo')
  browser = await openChromium()
  busy = await makeBusy(browser, house)
})

afterAll(async () => {
  await browser?.close()
  await house?.stop()
})

/** Who works with what was heard. The pages of people and their coaches are looked at in a journey of their own. */
const listeningTeam = ['lead', 'listener', 'reader'] as const

test.each([...listeningTeam, null])('every page reads well for a %s', async (role) => {
  const { page, faults, context } = await openVisitor(browser, house, { bypassCSP: true })
  if (role) await signIn(page, house, demoStaff[role])
  const found = await walk(page, role)
  const wrong: string[] = []
  for (const { path, address, at } of found) {
    const name = nameOf(role, path, at)
    wrong.push(
      ...(seen.has(path) && at === 1 ? await glance(page, address, name) : await look(page, address, name)),
    )
    seen.add(path)
  }
  expect([...wrong, ...faults]).toEqual([])
  const missing = pagePaths.filter((path) => mayOpen(path, role) && !found.some((one) => one.path === path))
  expect(missing, 'pages that no link leads to').toEqual([])
  await context.close()
})

test('every page of the route table was looked at', () => {
  expect(pagePaths.filter((path) => !seen.has(path))).toEqual([])
})

test('a page that is not there is a page all the same', async () => {
  const { page, context } = await openVisitor(browser, house, { bypassCSP: true })
  await signIn(page, house, demoStaff.reader)
  for (const address of [
    `/exercises/${randomUUID()}`,
    '/door/nowhere',
    '/read/nowhere/',
    '/nowhere',
    '/staff/x',
  ]) {
    const answer = await page.goto(address)
    expect(answer?.status(), address).toBe(address === '/staff/x' ? 403 : 404)
    expect(await readWell(page), address).toEqual([])
  }
  await context.close()
})

test('the pages that answer a form read well too', async () => {
  const { page, faults, context } = await openVisitor(browser, house, {
    bypassCSP: true,
    viewport: sizes.phone,
  })
  const wrong: string[] = []
  const stop = async (name: string, heading: string) => {
    await expectHeading(page, heading)
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    if (width > sizes.phone.width) wrong.push(`${name}: ${width} px wide`)
    await page.screenshot({ path: join(pictures, `answer-${name}-360.png`), fullPage: true })
    wrong.push(...(await readWell(page)).map((sentence) => `${name}: ${sentence}`))
  }
  await page.goto(busy.door)
  await follow(page.getByRole('button', { name: 'Send', exact: true }))
  await stop('nothing-written', 'support really worked')
  expect(await page.locator('.problems a').count()).toBe(1)
  const phrase = await contribute(page, busy.door, 'She learned my daughter’s name and used it.')
  await stop('sent', 'We have your words')
  await page.goto(`${busy.door}/come-back`)
  await page.locator('input[name="phrase"]').fill(`${phrase} one`)
  await follow(page.locator('main button'))
  await stop('phrase-wrong', 'Come back')
  await page.locator('input[name="phrase"]').fill(phrase)
  await follow(page.locator('main button'))
  await stop('own-words', 'What we hold of you')
  await follow(page.getByRole('button', { name: 'Yes, use these words' }))
  await stop('answer-lacks-words', 'What we hold of you')
  await follow(page.getByRole('button', { name: 'No, say nothing about me' }))
  await stop('answered', 'What we hold of you')
  await follow(page.getByRole('button', { name: 'See and change all my answers' }))
  await stop('all-answers', 'All my answers')
  await page.locator('summary', { hasText: 'May we quote you without your name?' }).click()
  await follow(page.getByRole('button', { name: 'No, do not quote me' }))
  await stop('answer-changed', 'All my answers')
  await follow(page.getByRole('button', { name: 'Back to my words' }))
  await follow(page.getByRole('button', { name: 'Change these words' }))
  await stop('change-words', 'Change your words')
  await page.locator('textarea').fill('She learned my name and used it.')
  await follow(page.getByRole('button', { name: 'Keep the new words' }))
  await stop('words-changed', 'What we hold of you')
  await follow(page.getByRole('button', { name: 'Add more words' }))
  await stop('more-words', 'Add more words')
  await page.locator('textarea').fill('And she wrote it down.')
  await follow(page.getByRole('button', { name: 'Send', exact: true }))
  await stop('words-added', 'What we hold of you')
  await follow(page.getByRole('button', { name: 'Take these words back' }).first())
  await stop('sure-of-one', 'Take these words back?')
  await follow(page.getByRole('button', { name: 'Yes, take these words back' }))
  await follow(page.getByRole('button', { name: 'Take everything back' }))
  await stop('sure', 'Take everything back?')
  await follow(page.getByRole('button', { name: 'Yes, take everything back' }))
  await stop('gone', 'Everything is gone')
  expect(wrong).toEqual([])
  // A form with something to put right is answered with 422, which Chromium's console tells as an error.
  expect(faults.filter((fault) => !fault.includes('422'))).toEqual([])
  await context.close()
})

type Found = { path: string; address: string; at: number }

/**
 * A page of every kind that a person reaches by links, found as a reader finds them; for a listener two of those kinds
 * that look different as the work goes on.
 */
async function walk(page: Page, role: StaffRole | null): Promise<Found[]> {
  if (!role) await askForCode(page)
  // The public page's address is on paper, not on a page of ours.
  // Of many files in a list only a few are opened: those that wait lead on to the most pages.
  const waiting = role
    ? [...busy.waiting, '/exercises']
    : ['/', '/sign-in', '/sign-in/code', '/read', busy.door]
  const asked = new Set<string>()
  const found: Found[] = []
  for (let address = waiting.shift(); address; address = waiting.shift()) {
    const path = findPath(address)
    if (!path || asked.has(address) || !pagePaths.includes(path) || !mayOpen(path, role)) continue
    const at = found.filter((one) => one.path === path).length + 1
    const most =
      path === '/sources/:source' ? 3 : /^\/(?:passages|series|wisdoms|sources)\//.test(path) ? 2 : 1
    if (at > (role === 'listener' ? most : 1)) continue
    asked.add(address)
    const answer = await page.request.get(address)
    expect(answer.status(), address).toBe(200)
    found.push({ path, address, at })
    waiting.push(...listLinks(await answer.text(), answer.url()))
  }
  return found
}

/** Asks for a code, so that the page that takes it can be looked at. */
async function askForCode(page: Page): Promise<void> {
  await page.goto('/sign-in')
  await page.locator('input[name="address"]').fill('nobody@lantern-street.example')
  await follow(page.locator('main button'))
}

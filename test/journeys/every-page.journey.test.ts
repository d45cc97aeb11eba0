import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { staffRoles, type StaffRole } from '../../src/access/matrix.ts'
import { contribute, makeBusy, type Busy } from './busy-day.ts'
import { expectHeading, openChromium, openVisitor, signIn, sizes } from './chromium.ts'
import { demoStaff, House, projectRoot } from './house.ts'
import { findPath, listLinks, mayOpen, pagePaths } from './pages.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const pictures = join(projectRoot, 'test-results', 'pages')

let house: House
let browser: Browser
let busy: Busy
const seen = new Set<string>()

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  house = await House.start('demo')
  browser = await openChromium()
  busy = await makeBusy(browser, house)
})

afterAll(async () => {
  await browser?.close()
  await house?.stop()
})

test.each([...staffRoles, null])('every page reads well for a %s', async (role) => {
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
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await stop('nothing-written', 'support really worked')
  expect(await page.locator('.problems a').count()).toBe(1)
  const phrase = await contribute(page, busy.door, 'She learned my daughter’s name and used it.')
  await stop('sent', 'We have your words')
  await page.goto(`${busy.door}/come-back`)
  await page.locator('input[name="phrase"]').fill(`${phrase} one`)
  await page.locator('main button').click()
  await stop('phrase-wrong', 'Come back')
  await page.locator('input[name="phrase"]').fill(phrase)
  await page.locator('main button').click()
  await stop('own-words', 'What we hold of you')
  await page.getByRole('button', { name: 'Yes, use these words' }).click()
  await stop('answer-lacks-words', 'What we hold of you')
  await page.getByRole('button', { name: 'No, say nothing about me' }).click()
  await stop('answered', 'What we hold of you')
  await page.getByRole('button', { name: 'See and change all my answers' }).click()
  await stop('all-answers', 'All my answers')
  await page.locator('summary', { hasText: 'May we quote you without your name?' }).click()
  await page.getByRole('button', { name: 'No, do not quote me' }).click()
  await stop('answer-changed', 'All my answers')
  await page.getByRole('button', { name: 'Back to my words' }).click()
  await page.getByRole('button', { name: 'Change these words' }).click()
  await stop('change-words', 'Change your words')
  await page.locator('textarea').fill('She learned my name and used it.')
  await page.getByRole('button', { name: 'Keep the new words' }).click()
  await stop('words-changed', 'What we hold of you')
  await page.getByRole('button', { name: 'Add more words' }).click()
  await stop('more-words', 'Add more words')
  await page.locator('textarea').fill('And she wrote it down.')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await stop('words-added', 'What we hold of you')
  await page.getByRole('button', { name: 'Take these words back' }).first().click()
  await stop('sure-of-one', 'Take these words back?')
  await page.getByRole('button', { name: 'Yes, take these words back' }).click()
  await page.getByRole('button', { name: 'Take everything back' }).click()
  await stop('sure', 'Take everything back?')
  await page.getByRole('button', { name: 'Yes, take everything back' }).click()
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
  await page.locator('main button').click()
}

/** What is wrong with a page, in sentences: at both sizes, and in the dark on a phone. */
async function look(page: Page, address: string, name: string): Promise<string[]> {
  const wrong: string[] = []
  await page.emulateMedia({ colorScheme: 'light' })
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport)
    if (size === 'phone') {
      const answer = await page.goto(address)
      if (answer?.status() !== 200) wrong.push(`${answer?.status()}`)
    }
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    if (width > viewport.width) wrong.push(`${size}: ${width} px wide`)
    await page.screenshot({ path: join(pictures, `${name}-${viewport.width}.png`), fullPage: true })
    wrong.push(...(await readWell(page)).map((sentence) => `${size}: ${sentence}`))
  }
  await page.emulateMedia({ colorScheme: 'dark' })
  wrong.push(...(await runAxe(page, ['color-contrast'])).map((sentence) => `dark: ${sentence}`))
  return [...new Set(wrong)].map((sentence) => `${name} (${address}): ${sentence}`)
}

/** The same for a page somebody of another role has looked at: what this role sees of it, on a phone. */
async function glance(page: Page, address: string, name: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(sizes.phone)
  const answer = await page.goto(address)
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  return [
    ...(answer?.status() === 200 ? [] : [String(answer?.status())]),
    ...(width > sizes.phone.width ? [`${width} px wide`] : []),
    ...(await readWell(page)),
  ].map((sentence) => `${name} (${address}): ${sentence}`)
}

async function readWell(page: Page): Promise<string[]> {
  const wrong = await runAxe(page, null)
  const headings = await page.locator('h1').count()
  if (headings !== 1) wrong.push(`${headings} first headings`)
  if ((await page.title()).trim() === '') wrong.push('no title')
  const empty = await page
    .locator('h1, h2, h3, a, button')
    .evaluateAll((all) =>
      all.filter((one) => (one.textContent ?? '').trim() === '').map((one) => one.outerHTML.slice(0, 80)),
    )
  return [...wrong, ...empty.map((html) => `nothing in it: ${html}`)]
}

/** What axe has against the page as it is now; only the rules named, or all of WCAG 2.2 AA and good practice. */
async function runAxe(page: Page, rules: string[] | null): Promise<string[]> {
  await page.evaluate(axeSource)
  const results = (await page.evaluate(
    (only) =>
      (window as unknown as { axe: { run: (what: Document, how: object) => Promise<unknown> } }).axe.run(
        document,
        {
          runOnly: only
            ? { type: 'rule', values: only }
            : {
                type: 'tag',
                values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
              },
          resultTypes: ['violations'],
        },
      ),
    rules,
  )) as AxeResults
  return results.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes
        .slice(0, 2)
        .map(({ html }) => html.slice(0, 120))
        .join(' | ')}`,
  )
}

function nameOf(role: string | null, path: string, at: number): string {
  const words = path.replaceAll(/[^a-z0-9]+/gi, '-').replaceAll(/^-|-$/g, '') || 'home'
  return `${role ?? 'public'}-${words}-${at}`
}

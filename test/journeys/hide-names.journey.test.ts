import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'
import type { AxeResults } from 'axe-core'
import type { Browser, Page, Request } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tabTo } from './by-keyboard.ts'
import { bringPeopleIn, openExercise } from '../crash/people.ts'
import { RunningServer } from '../crash/running-server.ts'
import { openChromium, openVisitor, sizes } from './chromium.ts'
import { buildOnce, projectRoot } from './house.ts'

// What runs on the public page: the offer under its box, and leaving quickly; what both do, and what they never do.

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const pictures = join(projectRoot, 'test-results', 'pages')
const written =
  'My worker Marguerite rang me every week. Nobody asked for a form. Marguerite came to my flat in Wolverhampton ' +
  'and we had tea. You can ask her on 07700 900123.'
const telling = /marguerite|wolverhampton|900123|had(?:%20|\+| )tea/i

let server: RunningServer
let browser: Browser
let door: string

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  server = await RunningServer.inNewFolder(relative(projectRoot, buildOnce()), { OWNTERMS_PROXIES: '1' })
  await server.start()
  browser = await openChromium()
  const { listener } = await bringPeopleIn(server)
  door = (await openExercise(server, listener)).door
  listener.close()
})

afterAll(async () => {
  await browser?.close()
  await server?.clear()
})

test('names are found, hidden, put back, and sent as they stand; the words go out once, with Send', async () => {
  const { page, context, faults } = await openVisitor(browser, server, { viewport: sizes.phone })
  const asked: Request[] = []
  context.on('request', (request) => asked.push(request))
  await page.goto(door)
  expect(asked.map(pathOf).filter((path) => path.startsWith('/browser/'))).toHaveLength(1)
  await box(page).fill(written)
  await press(page, 'Look for names before I send')
  await page.getByText(/^We saw \d things/).waitFor()
  expect((await itemsOf(page)).join('\n')).toMatch(/Marguerite[^]*Wolverhampton[^]*07700 900123/)
  await keepPicture(page, 'found')

  await item(page, 'Marguerite').getByRole('button', { name: 'Hide it' }).click()
  expect(await box(page).inputValue()).toMatch(/^My worker \[[a-z ]+\] rang me .* form\. \[[a-z ]+\] came/)
  expect(await box(page).inputValue()).not.toContain('Marguerite')
  await page.getByText('It is hidden in 2 places.').waitFor()
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Put it back Marguerite')
  await item(page, 'Marguerite').getByRole('button', { name: 'Put it back' }).click()
  expect(await box(page).inputValue()).toBe(written)
  await item(page, 'Marguerite').getByRole('button', { name: 'Hide it' }).click()
  await item(page, '07700').getByRole('button', { name: 'Hide it' }).click()
  await item(page, 'Wolverhampton').getByRole('button', { name: 'Leave it' }).click()

  // More typing, at the beginning: what was hidden is still known, and what is new is found.
  await box(page).evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(0, 0))
  await box(page).pressSequentially('Samira knows. ')
  await press(page, 'Look again')
  await item(page, 'Samira').getByRole('button', { name: 'Hide it' }).click()
  await item(page, 'Marguerite').getByRole('button', { name: 'Put it back' }).click()
  await keepPicture(page, 'decided')
  const stands = await box(page).inputValue()
  expect(stands).toMatch(
    /^\[[a-z ]+\] knows\. My worker Marguerite rang .* in Wolverhampton .* on \[phone number\]\.$/,
  )

  await page.waitForTimeout(1000)
  expect(asked.filter(tells)).toEqual([])
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  const phrase = await page.locator('.phrase').innerText()
  expect(asked.filter(tells).map((request) => `${request.method()} ${pathOf(request)}`)).toEqual([
    `POST ${door}`,
  ])
  expect(asked.filter((request) => request.method() !== 'GET')).toHaveLength(1)
  expect(asked.every((request) => request.url().startsWith(`${server.origin}/`))).toBe(true)

  await page.goto(`${door}/come-back`)
  await page.locator('input[name="phrase"]').fill(phrase)
  await page.locator('main button').click()
  expect(await page.locator('div.own').first().innerText()).toBe(stands)
  // The console tells of the picture for its tab that Chromium asks any site for.
  expect(faults.filter((fault) => !fault.includes('404'))).toEqual([])
  await context.close()
})

test('the keyboard is enough, and whoever listens hears what happened', async () => {
  const { page, context } = await openVisitor(browser, server)
  await page.goto(door)
  await box(page).fill(written)
  await tabTo(page, 'Look for names before I send')
  await page.keyboard.press('Enter')
  await page.getByText(/^We saw \d things/).waitFor()
  await tabTo(page, 'Hide it Marguerite')
  await page.keyboard.press('Space')
  expect(await page.locator('[role=status]').innerText()).toBe('It is hidden in 2 places.')
  await page.keyboard.press('Enter')
  expect(await page.locator('[role=status]').innerText()).toBe('It is back.')
  expect(await box(page).inputValue()).toBe(written)
  await context.close()
})

test('an empty box, and words without a name, are told so', async () => {
  const { page, context } = await openVisitor(browser, server, { viewport: sizes.phone })
  await page.goto(door)
  await press(page, 'Look for names before I send')
  await page.getByText('Write your words first').waitFor()
  await box(page).fill('They listened, and then they put the kettle on.')
  await press(page, 'Look')
  await page.getByText('We saw no names.').waitFor()
  expect(await itemsOf(page)).toEqual([])
  await context.close()
})

test('when it does not load, that is said, the words are sent, and it can be tried again', async () => {
  const { page, context } = await openVisitor(browser, server, { viewport: sizes.phone })
  await page.goto(door)
  await context.route('**/*.bin.js', (route) => route.abort())
  await box(page).fill(written)
  await press(page, 'Look for names before I send')
  await page.getByText('It did not load').waitFor()
  expect(await box(page).inputValue()).toBe(written)
  await context.unroute('**/*.bin.js')
  await press(page, 'Look for names before I send')
  await page.getByText(/^We saw \d things/).waitFor()

  await page.reload()
  await context.route('**/browser/**', (route) => route.abort())
  await box(page).fill(`${written} Twice.`)
  await press(page, 'Look')
  await page.getByText('It did not load').waitFor()
  await page.waitForTimeout(2100)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  expect((await page.locator('.phrase').innerText()).split(' ')).toHaveLength(5)
  await context.close()
})

test('while it loads nobody has to wait for it', async () => {
  const { page, context } = await openVisitor(browser, server, { viewport: sizes.phone })
  await page.goto(door)
  await context.route('**/*.bin.js', () => undefined)
  await box(page).fill('They listened, and then they rang back.')
  await press(page, 'Look for names before I send')
  await page.getByText('You can go on writing').waitFor()
  await page.waitForTimeout(2100)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  expect((await page.locator('.phrase').innerText()).split(' ')).toHaveLength(5)
  await context.close()
})

test('without scripts nothing is offered, and the page is whole', async () => {
  const { page, context } = await openVisitor(browser, server, { javaScriptEnabled: false })
  await page.goto(door)
  expect(await page.getByRole('button').allInnerTexts()).toEqual(['Send'])
  expect(await page.getByText('Look for names').isVisible()).toBe(false)
  expect(await page.getByText('You can leave out names').isVisible()).toBe(true)
  await context.close()
})

test('leaving quickly puts an everyday page in the place of this one, with words in the box or the phrase in sight', async () => {
  const { page, context } = await openVisitor(browser, server, { viewport: sizes.phone })
  // The everyday page is another site's, which no test asks.
  await context.route('https://www.bbc.co.uk/**', (route) => route.fulfill({ body: 'Rain' }))
  await page.goto(door)
  await box(page).fill('They rang back, and nobody was to know.')
  const entries = await page.evaluate(() => history.length)
  for (let pressed = 0; pressed < 3; pressed += 1) await page.keyboard.press('Escape')
  await page.waitForURL('https://www.bbc.co.uk/**')
  expect(await page.evaluate(() => history.length)).toBe(entries)
  await page.goto(door)
  await page.getByRole('link', { name: 'Leave quickly' }).click()
  await page.waitForURL('https://www.bbc.co.uk/**')
  await page.goBack()
  expect(page.url()).not.toContain('/door/')
  await context.close()
})

test('a script of this page could not send anything if it tried', async () => {
  const { page, context } = await openVisitor(browser, server)
  await page.goto(door)
  const tried = await page.evaluate(() =>
    Promise.all([
      fetch('/health').then(
        () => 'went out',
        () => 'refused',
      ),
      new Promise((done) => {
        const request = new XMLHttpRequest()
        request.onload = () => done('went out')
        request.onerror = () => done('refused')
        request.open('GET', '/health')
        request.send()
      }),
    ]),
  )
  expect(tried).toEqual(['refused', 'refused'])
  await context.close()
})

test('it reads well, at both sizes and in the dark', async () => {
  const { page, context } = await openVisitor(browser, server, { bypassCSP: true })
  const wrong: string[] = []
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport)
    await page.goto(door)
    await box(page).fill(written)
    wrong.push(...(await runAxe(page)))
    await press(page, 'Look for names before I send')
    await page.getByText(/^We saw \d things/).waitFor()
    wrong.push(...(await runAxe(page)))
    await item(page, 'Marguerite').getByRole('button', { name: 'Hide it' }).click()
    await item(page, 'Wolverhampton').getByRole('button', { name: 'Leave it' }).click()
    wrong.push(...(await runAxe(page)))
    await keepPicture(page, size)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      viewport.width,
    )
  }
  await page.emulateMedia({ colorScheme: 'dark' })
  wrong.push(...(await runAxe(page)))
  await keepPicture(page, 'dark')
  expect(wrong).toEqual([])
  await context.close()
})

function box(page: Page) {
  return page.locator('textarea[name="words"]')
}

function press(page: Page, name: string): Promise<void> {
  return page.getByRole('button', { name }).first().click()
}

function itemsOf(page: Page): Promise<string[]> {
  return page.locator('.offers li').allInnerTexts()
}

function item(page: Page, words: string) {
  return page.locator('.offers li', { hasText: words })
}

function pathOf(request: Request): string {
  return new URL(request.url()).pathname
}

function tells(request: Request): boolean {
  return telling.test(`${request.url()} ${request.postData() ?? ''} ${JSON.stringify(request.headers())}`)
}

async function keepPicture(page: Page, name: string): Promise<void> {
  const width = page.viewportSize()!.width
  await page.screenshot({ path: join(pictures, `hide-names-${name}-${width}.png`), fullPage: true })
}

async function runAxe(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  const results = (await page.evaluate(() =>
    (window as unknown as { axe: { run: (what: Document, how: object) => Promise<unknown> } }).axe.run(
      document,
      {
        runOnly: {
          type: 'tag',
          values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        },
        resultTypes: ['violations'],
      },
    ),
  )) as AxeResults
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`)
}

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contribute, makeBusy, type Busy } from './busy-day.ts'
import { focused, tabTo, walkByTab } from './by-keyboard.ts'
import { expectHeading, follow, openChromium, openVisitor, signIn, sizes } from './chromium.ts'
import { demoStaff, House } from './house.ts'

let house: House
let browser: Browser
let busy: Busy

beforeAll(async () => {
  house = await House.start('demo')
  browser = await openChromium()
  busy = await makeBusy(browser, house)
})

afterAll(async () => {
  await browser?.close()
  await house?.stop()
})

test('somebody contributes with the keyboard alone', async () => {
  const { page, context } = await openVisitor(browser, house, { viewport: sizes.phone })
  await page.goto(busy.door)
  const stops = await walkByTab(page)
  expect(stops.map(({ name }) => name)).toEqual([
    'Skip to the main part',
    'Leave quickly (opens a weather page)',
    '999',
    '116 123',
    '0808 800 4444',
    '0808 2000 247',
    'Go straight to the box',
    'More: what happens with your words, and what we keep',
    'words',
    'Look for names before I send',
    'quote',
    'Send',
    'Come back with the words you got',
    // The same numbers once more at the end, with when each of them answers.
    '999',
    '116 123',
    '0808 800 4444',
    '0808 2000 247',
    'How to clear this page from the phone or computer',
    'The program behind this site',
  ])
  expect(stops.filter(({ isSeen }) => !isSeen)).toEqual([])

  await page.goto(busy.door)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(await focused(page)).toMatchObject({ name: 'main' })
  await tabTo(page, 'words')
  await page.keyboard.type('A door that opens from the inside.')
  await tabTo(page, 'quote')
  await page.keyboard.press('Space')
  expect(await page.locator('input[name="quote"]').isChecked()).toBe(true)
  await tabTo(page, 'Send')
  await page.keyboard.press('Enter')
  await page.locator('.phrase').waitFor()
  await expectHeading(page, 'We have your words')
  await context.close()
})

test('what is to be put right is reached from the summary', async () => {
  const { page, context } = await openVisitor(browser, house)
  await page.goto(busy.door)
  await tabTo(page, 'Send')
  await page.keyboard.press('Space')
  await page.locator('.problems').waitFor()
  await tabTo(page, 'Write your answer in the box, then send it.')
  await page.keyboard.press('Enter')
  expect(await focused(page)).toMatchObject({ name: 'words' })
  await context.close()
})

test('somebody reviews a passage with the keyboard alone', async () => {
  const { page, context } = await openVisitor(browser, house)
  await signIn(page, house, demoStaff.listener)
  await page.goto(`${busy.exercise}/review`)
  await tabTo(page, 'Read the next one first')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/passages/*/review')
  await page.goto(busy.fresh)
  const stops = await walkByTab(page)
  const named = stops.map(({ name }) => name.replace(/-[0-9a-f-]{36}$/, ''))
  // An answer and its words for each proposal: the name, the number and the place at least.
  expect(named.filter((name) => name === 'edit').length).toBeGreaterThan(2)
  expect(named.filter((name, at) => !(name === 'edit' && named[at + 1] === 'put') && name !== 'put')).toEqual(
    [
      'Skip to the main part',
      'Lantern Street',
      'Exercises',
      'Team',
      'Sign out',
      'Exercises',
      'What made it work',
      'Check who can be known',
      'These words make me fear for somebody',
      'Choose the sentence',
      'Save, and pass on to a second reader',
      'Save only',
      'The program behind this site',
    ],
  )
  expect(stops.filter(({ isSeen }) => !isSeen)).toEqual([])

  // Arrow keys choose among the answers to one question.
  await page.reload()
  await tabTo(page, /^edit-/)
  await page.keyboard.press('ArrowDown')
  expect(await page.locator('input[value="leave"]').first().isChecked()).toBe(true)
  expect(await page.locator('input[name^="note-"]').first().isVisible()).toBe(true)
  await page.keyboard.press('ArrowUp')
  await tabTo(page, /^put-/)
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('my worker')
  await tabTo(page, 'Save only')
  await page.keyboard.press('Enter')
  await page.locator('.notice').waitFor()
  expect(await page.locator('.notice').innerText()).toContain('Saved')
  expect(await page.locator('input[name^="put-"]').first().inputValue()).toBe('my worker')

  // A thing no rule knows: its sentence, then its words, each with the space bar.
  await tabTo(page, 'Choose the sentence')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/review/add')
  await tabTo(page, 'sentence')
  for (let down = 0; down < 3; down += 1) await page.keyboard.press('ArrowDown')
  await tabTo(page, 'Go on to the words')
  await page.keyboard.press('Enter')
  await page.waitForURL('**sentence=3')
  const floor = page.locator('.choose-words label', { hasText: 'floor' }).locator('input')
  for (
    let tabs = 0;
    tabs < 60 && !(await floor.evaluate((one) => one === document.activeElement));
    tabs += 1
  ) {
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Space')
  expect(await floor.isChecked()).toBe(true)
  const outline = await floor.evaluate((one) => getComputedStyle(one.nextElementSibling!).outlineStyle)
  expect(outline).toBe('solid')
  await context.close()
})

test('somebody answers cards with keys, and can switch the keys off', async () => {
  const { page, context } = await openVisitor(browser, house)
  await signIn(page, house, demoStaff.listener)
  await page.goto(`${busy.exercise}/review/names`)
  const heading = () => page.locator('h2.card').innerText()
  const press = async (key: string) => {
    await Promise.all([page.waitForEvent('domcontentloaded'), page.keyboard.press(key)])
  }
  const first = await heading()
  await press('j')
  const second = await heading()
  expect(second).not.toBe(first)
  await press('k')
  expect(await heading()).toBe(first)

  // The words: while they are written, letters are letters.
  await page.keyboard.press('e')
  await page.keyboard.type('a jolly lake')
  expect(await page.locator('#field-put').inputValue()).toBe('a jolly lake')
  await page.keyboard.press('Escape')
  await press('a')
  expect(await page.locator('.notice').innerText()).toContain('Changed everywhere.')
  expect(await heading()).toBe(second)

  await page.keyboard.press('l')
  await page.keyboard.type('Everybody is called so.')
  await press('Enter')
  expect(await page.locator('.notice').innerText()).toContain('Left as it is.')

  // The browser remembers that somebody wants no keys.
  const third = await heading()
  await page.getByRole('button', { name: 'Switch the keys off' }).click()
  await page.reload()
  await page.keyboard.press('j')
  await page.keyboard.press('a')
  await page.waitForTimeout(300)
  expect(await heading()).toBe(third)
  expect(await page.getByRole('button', { name: 'Switch the keys on' }).isVisible()).toBe(true)
  await context.close()
})

test('somebody does the whole first reading without a script', async () => {
  const writer = await openVisitor(browser, house)
  const odd = 'We had a Rule of the Kettle there: eighty cups, 88 spoons, one Lid, and nobody Minded.'
  await contribute(writer.page, busy.door, odd)
  await writer.context.close()
  const { page, context } = await openVisitor(browser, house, {
    javaScriptEnabled: false,
    viewport: sizes.phone,
  })
  await signIn(page, house, demoStaff.listener)
  const button = (name: string | RegExp) => follow(page.getByRole('button', { name }))
  const link = (name: string) => follow(page.getByRole('link', { name }))
  await page.goto(`${busy.exercise}/review`)
  await link('Go through the names and places')
  expect(await page.locator('.keys').isVisible()).toBe(false)
  for (let cards = 0; cards < 60; cards += 1) {
    if ((await page.locator('#accept').count()) === 0) break
    await button('Change it everywhere')
  }
  expect(await page.locator('main').innerText()).toContain('No card waits.')
  await link('Go to what waits')
  await link('Look at the other words')
  await page.locator('input[name="word"]').first().check()
  await button('I have looked at these')
  await expectHeading(page, 'Names and places')
  await button('Change it everywhere')
  await link('Go to what waits')
  await button(/^Pass those \d+ on to a second reader$/)
  expect(await page.locator('.notice').innerText()).toMatch(/Passed on\.|Something new was found/)
  await context.close()
})

test('at 200 % nothing is lost and nothing stands beside the edge', async () => {
  // A window of 1280 at 200 % gives a page 640 wide, each of its pixels drawn twice; 400 % gives 320.
  for (const width of [640, 320]) {
    const { page, context } = await openVisitor(browser, house, {
      viewport: { width, height: 400 },
      deviceScaleFactor: 1280 / width,
    })
    await signIn(page, house, demoStaff.reader)
    const series = await readFirstWisdom(page)
    for (const address of [
      busy.door,
      `${busy.exercise}/passages`,
      `${busy.exercise}/review?for=second`,
      series,
    ]) {
      await page.goto(address)
      expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBe(width)
      expect(await listCutOff(page), address).toEqual([])
    }
    await context.close()
  }
})

test('a Wisdom is printed as a page, without what only a screen needs', async () => {
  const { page, context } = await openVisitor(browser, house)
  await page.goto(await readFirstWisdom(page))
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  const shown = await page.evaluate(() => ({
    neighbours: getComputedStyle(document.querySelector('.neighbours')!).display,
    paper: getComputedStyle(document.body).backgroundColor,
    ink: getComputedStyle(document.querySelector('blockquote')!).color,
  }))
  expect(shown).toEqual({ neighbours: 'none', paper: 'rgb(255, 255, 255)', ink: 'rgb(0, 0, 0)' })
  const pdf = await page.pdf({ format: 'A4' })
  const sheets = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
  expect(sheets).toBeGreaterThan(0)
  expect(sheets).toBeLessThanOrEqual(3)
  await context.close()
})

async function readFirstWisdom(page: Page): Promise<string> {
  await page.goto('/read')
  await follow(page.getByRole('link', { name: 'Side by side' }))
  await follow(page.getByRole('link', { name: 'Put the kettle on first' }).first())
  await page.waitForLoadState()
  return new URL(page.url()).pathname
}

/** Text that does not fit into what holds it. */
async function listCutOff(page: Page): Promise<string[]> {
  return page.locator('main *').evaluateAll((all) =>
    all
      .filter((one) => !one.closest('.unseen, thead, textarea, select'))
      .filter(
        (one) => getComputedStyle(one).overflowX !== 'visible' || one.matches('a, p, td, th, button, h1, h2'),
      )
      .filter((one) => getComputedStyle(one).display !== 'inline' && one.scrollWidth > one.clientWidth + 1)
      .map((one) => `${one.tagName} ${one.className}: ${(one.textContent ?? '').slice(0, 60)}`),
  )
}

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contribute } from './busy-day.ts'
import { expectHeading, follow, openChromium, openVisitor, signIn } from './chromium.ts'
import { madeFiles, madePicture } from './made-files.ts'
import { House } from './house.ts'

// Everything here is done without JavaScript, by people who only have the pages. The steps stand on one another, so
// they run in their order and the first that fails fails the rest.

const people = {
  ada: { name: 'Ada Marsh', address: 'ada@larch.example' },
  bo: { name: 'Bo Lind', address: 'bo@larch.example' },
  cy: { name: 'Cy Roe', address: 'cy@larch.example' },
} as const

const question = 'What made a place feel like yours?'
const ownWords =
  'I had a drawer. One drawer that locked, and the key was on my string and nobody asked for it.'

let house: House
let browser: Browser
let ada: Page
let bo: Page
let cy: Page
let exercise: string
let door: string
let phrase: string
let series: string

beforeAll(async () => {
  house = await House.start('empty')
  browser = await openChromium()
})

afterAll(async () => {
  await browser?.close()
  await house?.stop()
})

test('a new server is set up with the code on its console', async () => {
  ada = await openPerson()
  await ada.goto('/')
  await follow(ada.locator('a[href="/set-up"]'))
  await ada.locator('input[name="code"]').fill(await house.readSetUpCode())
  await ada.locator('input[name="organisation"]').fill('Larch House')
  await ada.locator('input[name="operator"]').fill('Larch House')
  await ada.locator('input[name="name"]').fill(people.ada.name)
  await ada.locator('input[name="address"]').fill(people.ada.address)
  await press(ada, 'Set up')
  await expectHeading(ada, 'Sign in')
  await signIn(ada, house, people.ada.address)
  expect(await ada.locator('h1').innerText()).toBe('Exercises')
})

test('an exercise is opened', async () => {
  await follow(ada.getByRole('link', { name: 'Ask a question' }))
  await ada.locator('input[name="title"]').fill('A place of your own')
  await ada.locator('textarea[name="question"]').fill(`${question} And what did not?`)
  await press(ada, 'Open the exercise')
  expect(await ada.locator('.problems').innerText()).toContain('room for one question')
  expect(await ada.locator('input[name="title"]').inputValue()).toBe('A place of your own')
  await ada.locator('textarea[name="question"]').fill(question)
  await press(ada, 'Open the exercise')
  await expectHeading(ada, 'A place of your own')
  exercise = pathOf(ada)
  door = (await ada.locator('a[href^="/door/"]').getAttribute('href'))!
})

test('a listener and a reader are invited and sign in elsewhere', async () => {
  for (const [person, role] of [
    [people.bo, 'listener'],
    [people.cy, 'reader'],
  ] as const) {
    await ada.goto('/staff')
    await ada.locator('input[name="name"]').fill(person.name)
    await ada.locator('input[name="address"]').fill(person.address)
    await ada.locator(`input[name="roles"][value="${role}"]`).check()
    await press(ada, 'Invite')
    expect(await ada.locator('.notice').innerText()).toContain('in the team now')
  }
  bo = await openPerson()
  cy = await openPerson()
  await signIn(bo, house, people.bo.address)
  await signIn(cy, house, people.cy.address)
  await cy.goto(`${exercise}/doors`)
  await expectHeading(cy, 'Not for this account')
})

test.each(madeFiles.map((file) => [file.name, file] as const))(
  '%s comes in by the upload form',
  async (_, file) => {
    await ada.goto(`${exercise}/doors`)
    const { name, mimeType, text } = file
    await ada.locator('input[type="file"]').setInputFiles({ name, mimeType, buffer: Buffer.from(text) })
    await press(ada, 'Bring it in')
    await expectHeading(ada, name)
    expect(await ada.locator('.lead').innerText()).toContain(file.expects)
    // Words stay shut until somebody writes down how people agreed.
    await ada.locator('input[name="everybody"][value="read"]').check()
    await ada.locator('input[name="everybody"][value="quote"]').check()
    await press(ada, 'Record')
    expect(await ada.locator('.problems').count()).toBe(1)
    await ada.locator('input[name="everybody"][value="read"]').check()
    await ada.locator('input[name="everybody"][value="quote"]').check()
    await ada.locator('input[name="manner"]').first().check()
    await ada.locator('textarea[name="how"]').fill('Everybody said yes aloud.')
    await press(ada, 'Record')
    expect(await ada.locator('.notice').innerText()).toContain('Recorded')
    // Nothing of it is final until somebody says so.
    await press(ada, 'This is right')
    expect(await ada.locator('.notice').innerText()).toContain('here now')
  },
)

test('the same file again is refused', async () => {
  await ada.goto(`${exercise}/doors`)
  const { name, mimeType, text } = madeFiles[0]!
  await ada.locator('input[type="file"]').setInputFiles({ name, mimeType, buffer: Buffer.from(text) })
  await press(ada, 'Bring it in')
  expect(await ada.locator('.problems').innerText()).toContain('brought in before')
})

test('who ran the call is not counted', async () => {
  await ada.goto(`${exercise}/voices`)
  const line = ada.locator('tr', { hasText: people.ada.name })
  await follow(line.first().locator('a'))
  await press(ada, 'not count')
  await ada.goto(`${exercise}/voices`)
  expect(await ada.locator('tr', { hasText: people.ada.name }).first().innerText()).toContain('facilitator')
})

test('anybody contributes without JavaScript, and comes back with five words', async () => {
  const { page, context } = await openVisitor(browser, house, { javaScriptEnabled: false })
  phrase = await contribute(page, door, ownWords)
  expect(phrase.split(/\s+/)).toHaveLength(5)
  expect(await context.cookies()).toEqual([])
  await comeBack(page)
  expect(await page.locator('main').innerText()).toContain(ownWords)
  await context.close()
})

test('two people read every passage', async () => {
  // What is proposed for a contribution is made in the background.
  const firsts = await readAllFirst(ada)
  const seconds = (await readAllSecond(bo)) + (await readAllSecond(cy))
  expect(firsts).toBeGreaterThan(10)
  expect(seconds).toBe(firsts)
  await ada.goto(`${exercise}/passages`)
  const list = await ada.locator('main').innerText()
  expect(list).toContain('One drawer that locked')
  expect(list).not.toMatch(/Shanice|Unathi|07700/)
})

test('words get themes', async () => {
  await code('One drawer that locked', 'Mine to lock')
  await code('kettle', 'Small things')
  await code('painted the door', 'Small things')
  await ada.goto(`${exercise}/themes`)
  expect(await ada.locator('main ul').first().innerText()).toMatch(
    /Mine to lock: one stretch[\s\S]*Small things: 2 stretches/,
  )
})

test('a series with one Wisdom is made of quotes, cuts, narration, a picture and a Reflection', async () => {
  await ada.goto(`${exercise}/series`)
  await ada.locator('input[name="title"]').fill('A drawer that locks')
  await ada
    .locator('textarea[name="introduction"]')
    .fill('We asked one question of the people who live here.')
  await press(ada, 'Begin the series')
  series = pathOf(ada)
  await follow(ada.getByRole('link', { name: 'New Wisdom' }))
  await ada.locator('input[name="title"]').fill('It has to lock')
  await press(ada, 'Begin')
  await expectHeading(ada, 'Wisdom 1')
  // There is nowhere to type a quote: every field on the page is the team's.
  expect(await fieldNames(ada)).toEqual(['reflection', 'title'])

  await press(ada, 'Choose the lead quote')
  await pick(ada, 'drawer')
  expect(await ada.locator('#lead').innerText()).toContain('I had a drawer.')
  await press(ada, 'Add narration here', 0)
  await ada
    .locator('textarea[name^="narration-"]')
    .fill('People talked about small things. One said "it was mine".')
  await ada
    .locator('textarea[name="reflection"]')
    .fill('We have keys to every room. We are going to count them.')
  await press(ada, 'Add a quote here', 1)
  await pick(ada, 'kettle')
  await press(ada, 'Leave words out', 1)
  const words = ada.locator('input[name="cut"]')
  await words.nth(2).check({ force: true })
  await press(ada, 'Show how it reads')
  expect(await ada.locator('section .own, section [class~="own"]').innerText()).toContain('…')
  await press(ada, 'Save it like this')
  await expectHeading(ada, 'Wisdom 1')
  expect(await ada.locator('#body').innerText()).toContain('…')
})

test('the gates name what stands in the way, with the way to it', async () => {
  await ada.goto(`${series}/gates`)
  const told = await ada.locator('main > ol').innerText()
  expect(told).toContain('picture')
  expect(told).toContain('how people were heard')
  expect(told).toContain('quotation marks')
  expect(await ada.getByRole('button', { name: 'Publish' }).count()).toBe(0)

  await follow(ada.locator('main > ol a', { hasText: 'picture' }).first())
  await ada.locator('input[type="file"]').setInputFiles(madePicture)
  await press(ada, 'Save')
  expect(await ada.locator('.problems').count()).toBe(1)
  await ada.locator('input[type="file"]').setInputFiles(madePicture)
  await ada.locator('textarea[name="alt"]').fill('A small drawer, a key in its lock.')
  await press(ada, 'Save')

  await ada.goto(`${series}/gates`)
  await follow(ada.locator('main > ol a', { hasText: 'quotation marks' }))
  await ada.locator('textarea[name^="narration-"]').fill('People talked about small things.')
  await press(ada, 'Save', -1)

  await ada.goto(`${series}/gates`)
  await follow(ada.locator('main > ol a', { hasText: 'how people were heard' }))
  await ada
    .locator('textarea[name="howHeard"]')
    .fill('On one call, on paper and on a page anybody could open.')
  await press(ada, 'Save')
})

test('somebody who did not read it first looks at it as a person would who wants to know', async () => {
  await ada.goto(`${series}/gates`)
  await follow(ada.locator('main > ol a', { hasText: 'could tell who they are' }).first())
  await expectHeading(ada, 'Who said this?')
  expect(await ada.locator('main').innerText()).toContain('I had a drawer.')
  await cy.goto(`${series}/intruder`)
  const asked = cy.getByRole('button', { name: /^No\b/u })
  expect(await asked.count()).toBeGreaterThan(0)
  for (let left = await asked.count(); left > 0; left -= 1) await follow(asked.first())
  expect(await asked.count()).toBe(0)
})

test('published, it stands at /read', async () => {
  await ada.goto(`${series}/gates`)
  await press(ada, 'Publish')
  // The page looks again by itself, without a script, until it is done.
  await ada.getByText('The newest edition is what stands here').waitFor({ timeout: 30_000 })
  const { page, context } = await openVisitor(browser, house, { javaScriptEnabled: false })
  await page.goto('/read')
  await follow(page.getByRole('link', { name: 'A drawer that locks' }))
  expect(await page.locator('main').innerText()).toContain(question)
  await follow(page.getByRole('link', { name: 'It has to lock' }).first())
  const text = await page.locator('main').innerText()
  expect(text).toContain('I had a drawer.')
  expect(text).toContain('We are going to count them.')
  expect(await page.locator('main img').getAttribute('alt')).toBe('A small drawer, a key in its lock.')
  await context.close()
})

test('taken back with the phrase, the words are gone at the next load', async () => {
  const { page, context } = await openVisitor(browser, house, { javaScriptEnabled: false })
  await comeBack(page)
  await press(page, 'Take everything back')
  await press(page, 'Yes, take everything back')
  await expectHeading(page, 'Everything is gone')
  const { page: reader, context: other } = await openVisitor(browser, house, { javaScriptEnabled: false })
  await reader.goto('/read')
  await follow(reader.getByRole('link', { name: 'A drawer that locks' }))
  expect(await reader.content()).not.toContain('I had a drawer')
  const link = reader.getByRole('link', { name: 'It has to lock' })
  if ((await link.count()) > 0) await follow(link.first())
  expect(await reader.content()).not.toContain('I had a drawer')
  await comeBack(page)
  expect(await page.locator('.problems').innerText()).toContain('open nothing here')
  await context.close()
  await other.close()
})

async function openPerson(): Promise<Page> {
  return (await openVisitor(browser, house, { javaScriptEnabled: false })).page
}

function pathOf(page: Page): string {
  return new URL(page.url()).pathname
}

async function press(page: Page, name: string, at = 0): Promise<void> {
  const buttons = page.getByRole('button', { name })
  await follow(at === -1 ? buttons.last() : buttons.nth(at))
}

async function comeBack(page: Page): Promise<void> {
  await page.goto(`${door}/come-back`)
  await page.locator('input[name="phrase"]').fill(phrase)
  await press(page, 'Show my words')
}

/** Passes every passage on as its first reader; gives how many. */
async function readAllFirst(page: Page): Promise<number> {
  await page.goto(`${exercise}/review`)
  const next = page.getByRole('link', { name: 'Read the next one first' })
  await expect.poll(() => page.reload().then(() => next.count()), { timeout: 20_000 }).toBe(1)
  await follow(next)
  for (let count = 0; ; count += 1) {
    const pass = page.locator('button[value="pass"]')
    if ((await pass.count()) === 0) return count
    await follow(pass)
    expect(await page.locator('.problems').count()).toBe(0)
  }
}

async function readAllSecond(page: Page): Promise<number> {
  await page.goto(`${exercise}/review?for=second`)
  const next = page.locator('a.primary')
  if ((await next.count()) === 0) return 0
  await follow(next.first())
  for (let count = 0; ; count += 1) {
    const pass = page.locator('button[value="pass"]')
    if ((await pass.count()) === 0) return count
    await follow(pass)
  }
}

/** Puts a theme, new or known, on a whole passage that holds these words. */
async function code(text: string, theme: string): Promise<void> {
  await ada.goto(`${exercise}/themes`)
  await follow(ada.locator('article', { hasText: text }).first().locator('a[href*="/codings"]'))
  const goOn = ada.getByRole('button', { name: 'Go on to the words' })
  if ((await goOn.count()) > 0) await follow(goOn)
  const known = ada.getByLabel(theme, { exact: true })
  if ((await known.count()) > 0) await known.check()
  else await ada.locator('input[name="new-theme"]').fill(theme)
  await follow(ada.locator('button[value="stay"]'))
  expect(await ada.locator('.notice').innerText()).toContain('Saved')
}

/** Chooses the coded stretch that holds a word. */
async function pick(page: Page, word: string): Promise<void> {
  await follow(
    page.locator('form', { hasText: word }).filter({ hasText: 'Use this' }).first().getByRole('button'),
  )
}

/** The names of what can be typed into on a page, without hidden fields. */
async function fieldNames(page: Page): Promise<string[]> {
  const html = await page.locator('main').innerHTML()
  const names = [...html.matchAll(/<(?:input|textarea)\b[^>]*>/g)]
    .filter(([tag]) => !/type="hidden"/.test(tag))
    .map(([tag]) => /name="([^"]*)"/.exec(tag)?.[1] ?? '')
  return names.toSorted()
}

import type { Browser, Page } from 'playwright-core'
import { follow, openVisitor, signIn } from './chromium.ts'
import type { House } from './house.ts'
import { makeChatWithNote, tableOfCards } from './made-files.ts'

/** Words with a name, a number and a place in them, so that a first reader has something to decide. */
const freshWords =
  'My worker Dougie rang me on 07700 900123 the morning I moved. He did not ask for a form. ' +
  'He asked if the kettle worked. Then he sat on the floor with me, in an empty flat in Harlow, and we had tea.'

/**
 * Where things are: the paths of the exercise, of its public page, of the first reading of `freshWords`, and of the
 * files that wait to be checked.
 */
export type Busy = { exercise: string; door: string; fresh: string; waiting: string[] }

/**
 * The demo on a working day: words that wait for a first reader and for a second, a file nobody has agreed to yet, and
 * a series that cannot be published. All of it through the pages.
 */
export async function makeBusy(browser: Browser, house: House): Promise<Busy> {
  const { page, context } = await openVisitor(browser, house, { javaScriptEnabled: false })
  // Not the listener the journeys sign in as: she is to be the second reader of what this one passes.
  await signIn(page, house, 'tunde@lantern-street.example')
  await follow(page.getByRole('link', { name: 'What made it work' }))
  const exercise = new URL(page.url()).pathname
  const door = (await page.locator('a[href^="/door/"]').first().getAttribute('href'))!
  await contribute(page, door, freshWords)
  await contribute(page, door, 'Somebody rang back. That was all of it, and it was a lot.')
  const [fresh, newest] = await findNewest(page, exercise)
  await worry(page, newest)
  await passOne(page, newest)
  await flood(page, door)
  const waiting = [
    await bringUnagreed(page, exercise),
    await bringRecordings(page, exercise),
    await bringTable(page, exercise),
  ]
  await beginSeries(page, exercise)
  await setUpMailbox(page, exercise)
  await askForPrint(page, exercise)
  await pay(page, exercise)
  await context.close()
  return { exercise, door, fresh, waiting }
}

/** Writes on the public page; gives the five words to come back. */
export async function contribute(page: Page, door: string, text: string, mayQuote = true): Promise<string> {
  await page.goto(door)
  await page.locator('textarea[name="words"]').fill(text)
  if (mayQuote) await page.locator('input[name="quote"]').check()
  // What comes back faster than anybody writes is held back.
  await page.waitForTimeout(2100)
  await follow(page.getByRole('button', { name: 'Send', exact: true }))
  return page.locator('.phrase').innerText()
}

/** What looks like an advertisement, and is held back for a listener's look. */
async function flood(page: Page, door: string): Promise<void> {
  await contribute(page, door, 'Cheap kettles: https://kettles.example https://pots.example', false)
}

/** Somebody asks for everything that is held of them. */
async function askForPrint(page: Page, exercise: string): Promise<void> {
  await page.goto(`${exercise}/voices`)
  await follow(page.locator('main a[href^="/voices/"]').first())
  await follow(page.getByRole('link', { name: 'See and record all answers' }))
  await follow(page.getByRole('link', { name: 'They lost their words' }))
  await page.locator('input[value="print"]').check()
  await page.locator('textarea[name="howKnown"]').fill('She knew the day and how it began.')
  await follow(page.locator('main form button').first())
}

async function pay(page: Page, exercise: string): Promise<void> {
  await page.goto(`${exercise}/payments`)
  await page.locator('input[name="name"]').fill('Winifred Oke')
  await page.locator('input[name="amount"]').fill('20')
  await page.locator('input[value="voucher"]').check()
  await follow(page.locator('main form button').last())
}

/** The first readings of the two newest passages, once what is proposed for them has been made in the background. */
async function findNewest(page: Page, exercise: string): Promise<[string, string]> {
  for (let wait = 0; wait < 100; wait += 1) {
    await page.goto(`${exercise}/review`)
    while ((await page.locator('a[rel="next"]').count()) > 0) await follow(page.locator('a[rel="next"]'))
    const links = await page.locator('table a').all()
    const [fresh, newest] = await Promise.all(links.slice(-2).map((link) => link.getAttribute('href')))
    if (fresh && newest) {
      await page.goto(fresh)
      if ((await page.locator('main').innerText()).includes('if the kettle worked')) return [fresh, newest]
    }
    await page.waitForTimeout(100)
  }
  throw new Error('What was written on the public page never waits for a first reader.')
}

/** Marks words of a passage that make one fear for somebody. */
async function worry(page: Page, passage: string): Promise<void> {
  await page.goto(passage)
  await follow(page.getByRole('link', { name: 'fear for somebody' }))
  await page.locator('input[name="word"]').last().check()
  await follow(page.locator('main form button').first())
}

/** Passes a passage as its first reader. */
async function passOne(page: Page, passage: string): Promise<void> {
  await page.goto(passage)
  await follow(page.locator('button[value="pass"]'))
}

/** A table that waits until somebody has looked which of its columns hold words. */
async function bringTable(page: Page, exercise: string): Promise<string> {
  await page.goto(`${exercise}/doors`)
  await page.locator('input[type="file"]').setInputFiles(tableOfCards)
  await follow(page.locator('main form button').first())
  await page.waitForURL('**/sources/**')
  return new URL(page.url()).pathname
}

async function bringUnagreed(page: Page, exercise: string): Promise<string> {
  const lines = [
    '14/11/2026, 18:02 - Messages and calls are end-to-end encrypted.',
    '14/11/2026, 18:03 - Shanice: I kept the letter she wrote me',
    '14/11/2026, 18:04 - Unku: mine is on the fridge',
  ]
  await page.goto(`${exercise}/doors`)
  await page.locator('input[type="file"]').setInputFiles({
    name: 'WhatsApp Chat with Thursday.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from(`a line from before\n${lines.join('\n')}\n`),
  })
  await follow(page.locator('main form button').first())
  await page.waitForURL('**/sources/**')
  return new URL(page.url()).pathname
}

/** One whose server does not answer, which is kept all the same. */
async function setUpMailbox(page: Page, exercise: string): Promise<void> {
  await page.goto(`${exercise}/mailboxes`)
  await page.locator('input[name="host"]').fill('localhost')
  await page.locator('input[name="port"]').fill('1')
  await page.locator('input[name="user"]').fill('answers@lantern-street.example')
  await page.locator('input[name="password"]').fill('kettle')
  await follow(page.getByRole('button', { name: 'Try it and save' }))
  await page.locator('input[name="password"]').fill('kettle')
  await follow(page.getByRole('button', { name: 'Save it all the same' }))
}

/** A chat with a voice note, agreed to and not checked yet. */
async function bringRecordings(page: Page, exercise: string): Promise<string> {
  await page.goto(`${exercise}/doors`)
  await page.locator('input[type="file"]').setInputFiles(makeChatWithNote())
  await follow(page.locator('main form button').first())
  await page.locator('input[name="everybody"][value="read"]').check()
  await page.locator('input[name="manner"][value="chat"]').check()
  await page.locator('textarea[name="how"]').fill('Asked in the group.')
  await follow(page.getByRole('button', { name: 'Record' }))
  return new URL(page.url()).pathname
}

async function beginSeries(page: Page, exercise: string): Promise<void> {
  await page.goto(`${exercise}/series`)
  await page.getByText('Begin another series').click()
  await page.locator('input[name="title"]').fill('What is still missing')
  await follow(page.locator('main form button').last())
  await page.goto(page.url().replace(/\?.*/, '/wisdoms/new'))
  await page.locator('input[name="title"]').fill('They said "call us"')
  await follow(page.locator('main form button').last())
}

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tabTo } from './by-keyboard.ts'
import { expectHeading, follow, openChromium, openVisitor, signIn, sizes } from './chromium.ts'
import { demoStaff, House } from './house.ts'

// The same two days of work, once on pages without any script, and once with no pointer at all.

let house: House
let browser: Browser
let door: string

beforeAll(async () => {
  house = await House.start('demo')
  browser = await openChromium()
  const { page, context } = await openVisitor(browser, house)
  await signIn(page, house, demoStaff.listener)
  await follow(page.getByRole('link', { name: 'What made it work' }))
  door = (await page.locator('a[href^="/door/"]').first().getAttribute('href'))!
  await context.close()
})

afterAll(async () => {
  await browser?.close()
  await house?.stop()
})

/** How somebody moves through a page: by what things are called, and by the names of fields. */
type Hand = {
  press: (button: string) => Promise<void>
  follow: (link: string | RegExp) => Promise<void>
  tick: (field: string) => Promise<void>
  write: (field: string, text: string) => Promise<void>
}

const ways: { way: string; javaScriptEnabled: boolean; handOf: (page: Page) => Hand }[] = [
  { way: 'without JavaScript', javaScriptEnabled: false, handOf: byPointer },
  { way: 'by the keyboard alone', javaScriptEnabled: true, handOf: byKeys },
]

describe.each(ways)('$way', ({ way, javaScriptEnabled, handOf }) => {
  test('somebody contributes, comes back, changes, answers and takes one passage back', async () => {
    const { page, context } = await openVisitor(browser, house, { javaScriptEnabled, viewport: sizes.phone })
    const { press, follow, tick, write } = handOf(page)
    await page.goto(door)
    await write('words', `A lamp by the window, ${way}.`)
    await tick('quote')
    await page.waitForTimeout(2100)
    await press('Send')
    await expectHeading(page, 'We have your words')
    const phrase = await page.locator('.phrase').innerText()

    await follow(/come-back$/)
    await write('phrase', phrase)
    await press('Show my words')
    await expectHeading(page, 'What we hold of you')
    expect(await page.locator('main').innerText()).toContain(`A lamp by the window, ${way}.`)

    await press('Change these words')
    await write('words', 'A lamp, and a chair beside it.')
    await press('Keep the new words')
    await expectHeading(page, 'What we hold of you')
    expect(await page.locator('main').innerText()).toContain('A lamp, and a chair beside it.')
    expect(await page.locator('main').innerText()).not.toContain('by the window')

    await press('No, say nothing about me')
    expect(await page.getByRole('heading', { name: 'May we say a few words about you' }).count()).toBe(0)

    await press('Add more words')
    await write('words', 'Nobody rang the bell.')
    await press('Send')
    await press('Take these words back')
    await expectHeading(page, 'Take these words back?')
    expect(await page.locator('main').innerText()).toContain('A lamp, and a chair beside it.')
    await press('Yes, take these words back')
    await expectHeading(page, 'What we hold of you')
    const left = await page.locator('main').innerText()
    expect(left).toContain('Nobody rang the bell.')
    expect(left).not.toContain('A lamp, and a chair')
    expect(await context.cookies()).toEqual([])
    await context.close()
  })

  test('a listener brings a file in, checks it, joins two voices and reads first', async () => {
    const { page, context } = await openVisitor(browser, house, { javaScriptEnabled })
    const { press, follow, tick, write } = handOf(page)
    await signIn(page, house, demoStaff.listener)
    await follow('What made it work')
    await follow('Doors')
    await page.locator('input[type="file"]').setInputFiles({
      name: `Call ${way}.vtt`,
      mimeType: 'text/vtt',
      buffer: Buffer.from(
        `WEBVTT\n\n00:00:01.000 --> 00:00:05.000\nImani: A neighbour in Harlow lent me a ladder, ${way}.\n`,
      ),
    })
    await press('Bring it in')
    await page.getByRole('heading', { name: 'Who agreed, and how?' }).waitFor()
    await page.waitForLoadState()
    await tick('everybody')
    await tick('manner')
    await write('how', 'Asked aloud at the start.')
    await press('Record this')
    expect(await page.locator('.notice').innerText()).toContain('Recorded')
    await follow('Look through the words')
    expect(await page.locator('main').innerText()).toContain('lent me a ladder')
    await follow('Back to the file')
    await press('This is right')
    expect(await page.locator('.notice').innerText()).toContain('here now')

    await follow('What made it work')
    await follow('One person twice?')
    await press('One person: join them')
    expect(await page.locator('.notice').innerText()).toContain('Joined')

    await follow('What made it work')
    await follow('Review')
    await follow('Read the next one first')
    await expectHeading(page, /^Passage \d+/)
    const first = await page.locator('h1').innerText()
    await press('Save, and pass on to a second reader')
    expect(await page.locator('.problems').count()).toBe(0)
    expect(await page.locator('h1').innerText()).not.toBe(first)
    await context.close()
  })
})

function byPointer(page: Page): Hand {
  return {
    press: (name) => follow(page.getByRole('button', { name }).first()),
    follow: (name) =>
      follow(page.getByRole('link', typeof name === 'string' ? { name, exact: true } : { name }).first()),
    tick: (field) => page.locator(`input[name="${field}"]`).first().check(),
    write: (field, text) => page.locator(`[name="${field}"]`).first().fill(text),
  }
}

/** Every page is gone through from where the focus is, so nothing is reached by going backwards. */
function byKeys(page: Page): Hand {
  const enter = async (name: string | RegExp) => {
    await tabTo(page, name)
    await Promise.all([page.waitForEvent('framenavigated'), page.keyboard.press('Enter')])
    await page.waitForLoadState()
  }
  return {
    // What a button is about is said after its name, for those who hear it.
    press: (name) => enter(new RegExp(`^${name}`)),
    follow: enter,
    tick: async (field) => {
      await tabTo(page, field)
      await page.keyboard.press('Space')
    },
    write: async (field, text) => {
      await tabTo(page, field)
      await page.keyboard.press('ControlOrMeta+A')
      await page.keyboard.type(text)
    },
  }
}

import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { unpackZip } from '../made-zip.ts'
import { tabTo, walkByTab } from './by-keyboard.ts'
import { expectHeading, follow, openChromium, openVisitor, signIn, sizes } from './chromium.ts'
import { demoStaff, House } from './house.ts'
import { letCoachIn, makeCard, setUp } from './doorway.ts'
import { Phone } from './phone.ts'

/** A person's day and a coach's day, at the size of a phone, with and without scripts. */

let house: House
let browser: Browser
/** The coach's other device, on which nothing is looked at. */
let desk: Page

beforeAll(async () => {
  house = await House.start('empty')
  browser = await openChromium()
  await setUp(browser, house)
  desk = (await openVisitor(browser, house, { javaScriptEnabled: false })).page
  await signIn(desk, house, demoStaff.coach, '**/today')
})

afterAll(async () => {
  await browser?.close()
  await house?.stop()
})

/** What she writes, letter by letter: as she spells it, in two languages and two scripts, with a picture sign. */
const herWords = {
  goal: 'I wanna see the sea agen 🌊 efo Mam, wrth gwrs',
  step: 'Zadzwonić do siostry & ask abt the <bus>',
  with: 'my sister Ola',
  beside: 'That’s not how I saw it. I laffed because I was tired.',
  helps: 'Tea, the blanket, Ola’s dog 🐕',
  choice: 'أمشي إلى البيت وحدي',
  wanted: 'a charged phone',
  letter: 'Dear me. U got thru that winter. 💛',
}

const modes = [
  { how: 'with scripts', javaScriptEnabled: true, wren: 'Wren', siskin: 'Siskin', dunnock: 'Dunnock' },
  { how: 'without a script', javaScriptEnabled: false, wren: 'Robin', siskin: 'Wagtail', dunnock: 'Linnet' },
]

describe.each(modes)('$how', ({ how, javaScriptEnabled, wren, siskin, dunnock }) => {
  test('a person’s day', async () => {
    const hand = { name: `person ${how}`, javaScriptEnabled, title: 'My page' }
    const phone = await Phone.open(browser, house, hand)
    const { page } = phone

    // A worker hands over a card, in a doorway.
    const { address, card } = await makeCard(desk)
    await phone.goTo(address, 'A page of your own')
    const asked = page.locator('main input:not([type=hidden]), main textarea, main select')
    expect(await asked.evaluateAll((all) => all.map((one) => one.getAttribute('name')))).toEqual([
      'name',
      'own',
    ])
    await phone.fill('A name you like', wren)
    await phone.press('Begin', 'Your five words')
    const phrase = await page.locator('.phrase').innerText()
    expect(phrase.split(' ')).toHaveLength(5)
    await phone.press('I have written them down', `Hello ${wren}`)

    // She lets the coach in, to try it out.
    await phone.press('Who I let in', 'Who I let in')
    await phone.fill('The three words on the card', card)
    await phone.press('See who it is', 'Let Dele Martins in?')
    await phone.expectWords('It is a try-out of four weeks.')
    await phone.press('Let them in', 'They are let in.')
    await phone.press('My page', `Hello ${wren}`)

    // What she wants, and a step.
    await phone.press('What I want', 'What I want')
    await phone.fill('In my own words', herWords.goal)
    await phone.press('Add', 'It is here.')
    await phone.press(page.getByRole('link', { name: herWords.goal }), 'What I want')
    await phone.expectWords(herWords.goal)
    await phone.unfold('Add a step')
    await phone.fill('A step, in my own words', herWords.step)
    await phone.unfold('Say more, if you like')
    await phone.choose('Together')
    await phone.fill('With whom, or who', herWords.with)
    await phone.choose('Mine')
    await phone.press('Add', 'It is here.')
    await phone.expectWords(herWords.step, herWords.with, 'It was my idea.')
    await phone.unfold('A number of my own')
    await page.getByLabel('My number today').selectOption('7')
    await phone.press(page.locator('#numbers').getByRole('button', { name: 'Save' }), 'Your number is kept.')
    await phone.press('My page', `Hello ${wren}`)
    await phone.expectWords(herWords.goal)

    // What she wants of today.
    await phone.press('Just listen', 'Done. You can change it at any time today.')
    await phone.expectWords('Just listen', 'Dele Martins can see what you choose, until tonight.')

    // The coach comes, looks, and writes a note; she stands a line of her own beside it.
    const hers = await openAsCoach(wren)
    await readGoals(hers)
    await writeNote(hers, coachNote)
    await phone.press('Conversations', 'Conversations')
    await phone.expectWords(coachNote)
    await phone.press(page.locator('main ul.lines a').first(), /202\d/)
    await phone.press('Write beside it', 'Your own line')
    await phone.expectWords(coachNote)
    await phone.fill('Your words', herWords.beside)
    await phone.press('Save', 'Your line stands beside it.')
    await phone.expectWords(coachNote, herWords.beside)
    await phone.press('My page', `Hello ${wren}`)
    // Over her shoulder nobody reads it.
    await phone.expectWords('Dele Martins wrote')
    await phone.expectNoWords(coachNote, herWords.beside)

    // The page for hard days, and a chance.
    await phone.press('For hard days', 'For hard days')
    await phone.press('What helps', 'What helps')
    await phone.fill('In my words', herWords.helps)
    await phone.press('Save', 'Saved.')
    await phone.expectWords(herWords.helps)
    await phone.press('Chances I choose to take', 'Chances I choose to take')
    await phone.press('Write one down', 'A chance I choose to take')
    await phone.fill('What I choose to do', herWords.choice)
    await phone.fill('What I want in place', herWords.wanted)
    await phone.press('Save', 'Saved.')
    await phone.press(page.getByRole('link', { name: herWords.choice }), 'A chance I choose to take')
    await phone.expectWords(herWords.choice, herWords.wanted)
    await phone.press('My page', `Hello ${wren}`)

    // Who looked; the coach is paused, and let in again.
    await phone.press('Who looked', 'Who looked')
    await phone.expectWords('Dele Martins from Lantern Street opened your goals.')
    await phone.press('My page', `Hello ${wren}`)
    await phone.press('Who I let in', 'Who I let in')
    await phone.press('Pause', 'Done. It is as you see it here.')
    await phone.expectWords('This is paused. They see nothing until you say so')
    expect((await desk.goto(hers))!.status()).toBe(404)
    await phone.press('Let in again', 'Done. It is as you see it here.')
    await phone.expectWords('They are let in. They see all of your page.')
    expect((await desk.goto(hers))!.status()).toBe(200)

    // Somebody comes in: she leaves quickly, and comes back with her words.
    const wayOut = await phone.leaveQuickly()
    expect(wayOut).toContain('weather')
    await phone.goTo('/space', 'Go to your page')
    await phone.fill('Your name here', wren.toLowerCase())
    await phone.fill('Your five words', phrase)
    await phone.press('Go in', `Hello ${wren}`)

    // She puts down what she wanted. It is not said to have gone wrong.
    await phone.press('What I want', 'What I want')
    await phone.press(page.getByRole('link', { name: herWords.goal }), 'What I want')
    await phone.press(page.getByRole('button', { name: 'Put down', exact: true }), 'You have put it down.')
    await phone.expectWords(herWords.goal, herWords.step)
    await phone.expectNoWords(/fail|gave up|abandon|unfinished|not reached/i)

    // All of it goes with her.
    await phone.press('My page', `Hello ${wren}`)
    await phone.press('Moving on', 'Moving on')
    await phone.press('Write a letter to yourself', 'A letter for later')
    await phone.fill('What do you want to tell yourself?', herWords.letter)
    await phone.press('Keep this letter', 'Your letter is kept.')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Take it all with me' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('my-page.zip')
    await expectAllInside(await download.path())

    // She moves on, comes back to her letter, and lets it all go.
    await phone.press('I am moving on', /open only to you/)
    expect((await desk.goto(hers))!.status()).toBe(404)
    await phone.press('My page', `Hello ${wren}`)
    await phone.expectWords(herWords.letter)
    await phone.press('I am back', 'Welcome back.')
    await phone.expectWords('Nobody now.')
    await phone.press('Moving on', 'Moving on')
    await phone.press('See what goes and what stays', 'What goes, and what stays')
    await phone.press('Go on', 'When shall it go?')
    await phone.press('In seven days, unless I stop it', 'Nobody but you can open your page')
    await phone.expectWords('It all goes on')
    await phone.press('Close', 'Go to your page')
    // A file that is taken ends what would have been a page.
    await phone.close(/all\/file: net::ERR_ABORTED/)
  })

  test('a coach’s day', async () => {
    const hand = { name: `coach ${how}`, javaScriptEnabled, title: null }
    const phone = await Phone.open(browser, house, hand)
    const { page } = phone
    const person = await openPerson(siskin, 'Do with me')
    await (await openPerson(dunnock, null)).context().close()
    await signIn(page, house, demoStaff.coach, '**/today')

    // Who lets him in, and what each of them asked of today.
    await phone.goTo('/today', 'Today')
    const line = page.locator('main li', { hasText: siskin })
    expect(await line.innerText()).toMatch(/Today: Do with me\nTry-out until/)
    expect(await page.locator('main li', { hasText: dunnock }).innerText()).not.toContain('Today:')
    await phone.expectNoWords(/overdue|last seen|last contact|\d+ days/i)

    // A note on the way to the bus: what is needed for it, and no more.
    phone.startOver()
    await phone.press(line.getByRole('link', { name: 'Write a note' }), `A note with ${siskin}`)
    // Save stands on the glass, with nothing to scroll past.
    const save = await page.getByRole('button', { name: 'Save' }).boundingBox()
    expect(save!.y + save!.height).toBeLessThan(740)
    await phone.fill('The note', coachNote)
    await phone.press('Save', `Your note with ${siskin} is saved, and they can read it.`)
    expect({ presses: phone.presses, pages: phone.pages }).toEqual({ presses: 2, pages: 2 })
    process.stdout.write(`A note ${how}: ${phone.presses} presses, pages in ${phone.waited.toFixed(2)} s\n`)
    await person.goto('/space/conversations')
    expect(await person.locator('main').textContent()).toContain(coachNote)

    // A look at his own words, which changes nothing and stands in the way of nothing.
    await phone.press(line.getByRole('link', { name: 'Write a note' }), `A note with ${siskin}`)
    await phone.fill('The note', coachNote)
    await phone.press('Look at my words', `A note with ${siskin}`)
    await phone.expectWords('Ideas for your words', '“refused to engage”:')
    expect(await page.getByLabel('The note').inputValue()).toBe(coachNote)
    await phone.press('Save', `Your note with ${siskin} is saved, and they can read it.`)

    // Her page: that he looked is written down, and she sees it.
    await phone.press(line.getByRole('link', { name: siskin, exact: true }), siskin)
    await person.goto('/space/looks')
    expect(await person.locator('main').textContent()).toContain(
      'Dele Martins from Lantern Street opened the first page.',
    )
    await phone.press('What they want', `What ${siskin} wants`)
    await phone.expectWords(herWords.goal)
    await phone.unfold('Write it together')
    await phone.fill('Their words', herWords.step)
    await page.locator('#together-goal').selectOption({ label: `A step for: ${herWords.goal}` })
    await phone.choose(page.locator('#together').getByLabel('Together', { exact: true }))
    await phone.press('Save their words', 'It is on their page, with your name.')
    await phone.expectWords(herWords.step, 'We do it together.')
    await markStepDone(person)
    await phone.press(page.locator('nav.crumbs a').last(), siskin)
    await phone.press('What they want', `What ${siskin} wants`)
    await phone.unfold('Steps that are done')
    await phone.expectWords(herWords.step)

    // She pauses him: he finds nothing, and no trace; then she lets him in again.
    const hers = new URL(page.url()).pathname.replace('/goals', '')
    await changeInvitation(person, 'Pause')
    await phone.goTo(hers, 'Nothing here', 404)
    await phone.goTo('/today', 'Today')
    await phone.expectNoWords(siskin, /paused|stopped/i)
    await changeInvitation(person, 'Let in again')
    await phone.goTo('/today', 'Today')
    await phone.expectWords(siskin)

    // A card for somebody new.
    await phone.press('Cards and asking', 'Cards')
    await phone.press('Make a card', 'Your card')
    expect((await page.locator('.phrase').innerText()).split(' ')).toHaveLength(3)
    await phone.press('Back to today', 'Today')

    // What the law may ask of him is found, and says what it is for.
    await phone.press(line.getByRole('link', { name: siskin, exact: true }), siskin)
    await phone.press('Write what a law makes you write', 'Write a safeguarding record')
    await phone.expectWords('Only for a duty that is named here. For all else there is no place.')
    await phone.close(/status of 404/)
    await person.context().close()
  })
})

test('a coach’s note and what a person wants, with the keyboard alone', async () => {
  const person = await openPerson('Nuthatch', null)
  const coach = await takeOver(desk)
  await coach.goto('/today')
  await expectAllSeen(coach)
  await tabTo(coach, 'Write a note Nuthatch')
  await pressKey(coach, 'Enter')
  await expectHeading(coach, 'A note with Nuthatch')
  await expectAllSeen(coach)
  await tabTo(coach, 'words')
  await coach.keyboard.type(coachNote)
  await tabTo(coach, 'Save')
  await pressKey(coach, 'Enter')
  expect(await coach.locator('.notice').innerText()).toContain('Your note with Nuthatch is saved')

  const hers = await takeOver(person)
  await hers.goto('/space')
  await expectAllSeen(hers)
  await tabTo(hers, 'What I want')
  await pressKey(hers, 'Enter')
  await expectAllSeen(hers)
  await tabTo(hers, 'words')
  await hers.keyboard.type(herWords.letter)
  await tabTo(hers, 'Add')
  await pressKey(hers, 'Space')
  expect(await hers.locator('[role="status"]').innerText()).toBe('It is here.')
  await tabTo(hers, herWords.letter)
  await pressKey(hers, 'Enter')
  await tabTo(hers, 'Add a step')
  await hers.keyboard.press('Space')
  await tabTo(hers, 'words')
  await hers.keyboard.type(herWords.step)
  await tabTo(hers, 'Add')
  await pressKey(hers, 'Space')
  expect(await hers.locator('main').textContent()).toContain(herWords.step)
  for (const page of [person, coach, hers]) await page.context().close()
})

/** The same hand with a keyboard, where pages have scripts. */
async function takeOver(from: Page): Promise<Page> {
  const { page, context } = await openVisitor(browser, house, { viewport: sizes.phone })
  await context.addCookies(await from.context().cookies())
  return page
}

/** A key that leads to another page. */
async function pressKey(page: Page, key: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press(key)])
}

/** Whatever the Tab key stops at is seen; then the page is as it was. */
async function expectAllSeen(page: Page): Promise<void> {
  const stops = await walkByTab(page)
  expect(stops.filter(({ isSeen }) => !isSeen)).toEqual([])
  await page.reload()
}

const coachNote =
  'We stood by the bus stop and talked about the sea. She has no time for it, she says. She refused to engage with the form.'

/** Somebody who let the coach in, on a phone of her own. */
async function openPerson(name: string, asks: string | null): Promise<Page> {
  const { page } = await openVisitor(browser, house, { javaScriptEnabled: false })
  await letCoachIn(page, desk, { name, wants: herWords.goal, asks })
  return page
}

async function markStepDone(person: Page): Promise<void> {
  await person.goto('/space/goals')
  await follow(person.getByRole('link', { name: herWords.goal }))
  await follow(person.locator('main ul.lines li').getByRole('button', { name: /^Done/ }))
}

async function changeInvitation(person: Page, change: string): Promise<void> {
  await person.goto('/space/people')
  await follow(person.getByRole('button', { name: change }))
}

/** The coach opens somebody's page; its address. */
async function openAsCoach(name: string): Promise<string> {
  await desk.goto('/today')
  await follow(desk.getByRole('link', { name, exact: true }))
  return new URL(desk.url()).pathname
}

async function readGoals(space: string): Promise<void> {
  await desk.goto(`${space}/goals`)
  expect(await desk.locator('main').textContent()).toContain(herWords.goal)
}

async function writeNote(space: string, words: string): Promise<void> {
  await desk.goto(`${space}/conversations/new`)
  await desk.locator('textarea').fill(words)
  await follow(desk.getByRole('button', { name: 'Save' }))
}

/** The file she took holds each of her words: to read, and for another computer. */
async function expectAllInside(path: string): Promise<void> {
  const parts = unpackZip(await readFile(path))
  const read = (ending: string) => Buffer.from(parts.find(({ name }) => name.endsWith(ending))!.bytes)
  expect(read('.pdf').subarray(0, 5).toString()).toBe('%PDF-')
  const [reader, json] = [await browser.newPage(), read('.json').toString()]
  await reader.setContent(read('.html').toString())
  const html = (await reader.locator('body').textContent())!
  await reader.close()
  for (const words of [...Object.values(herWords), coachNote]) {
    expect(html).toContain(words)
    expect(json).toContain(JSON.stringify(words).slice(1, -1))
  }
}

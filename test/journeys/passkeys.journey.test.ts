import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectHeading, openChromium, openVisitor, signIn, sizes } from './chromium.ts'
import { demoStaff, House } from './house.ts'

// With Chromium's own pretended authenticator: a device that knows its person. The steps stand on one another.

let house: House
let browser: Browser
const open: BrowserContext[] = []

beforeAll(async () => {
  house = await House.start('demo')
  browser = await openChromium()
})

afterAll(async () => {
  await browser?.close()
  await house?.stop()
})

/** Where somebody is led who may open words and has shown no passkey. */
const heldBack = '**/sessions/passkeys'

type Person = { page: Page; device: CDPSession; authenticatorId: string; faults: string[] }

async function openPerson(settings = {}): Promise<Person> {
  const { page, context, faults } = await openVisitor(browser, house, settings)
  open.push(context)
  const device = await context.newCDPSession(page)
  await device.send('WebAuthn.enable')
  const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { page, device, authenticatorId, faults }
}

async function addPasskey(page: Page, name: string): Promise<void> {
  await page.goto('/sessions/passkeys')
  await page.getByLabel('A name for it').fill(name)
  await page.getByRole('button', { name: 'Add this device or key' }).click()
  await page.waitForURL('**/sessions/passkeys?done=added')
}

async function signInWithPasskey(page: Page, back = '/exercises'): Promise<void> {
  await page.goto(`/sign-in?back=${encodeURIComponent(back)}`)
  await page.getByRole('link', { name: 'Sign in with a passkey instead' }).click()
  await page.getByRole('button', { name: 'Use my passkey' }).click()
  await page.waitForURL(`**${back}`)
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.waitForURL('**/?done=signed-out')
}

let lead: Person
let listener: Person

test('a passkey is added, named, and signs in; then it is removed and does not', async () => {
  lead = await openPerson()
  const { page, faults } = lead
  await signIn(page, house, demoStaff.lead)
  await page.goto('/sessions')
  await page.getByRole('link', { name: /Your passkeys/ }).click()
  await expectHeading(page, 'Your passkeys')
  await addPasskey(page, 'my “phone” & key')
  expect(await page.locator('tbody th, tbody td').first().innerText()).toBe('my “phone” & key')
  await page.setViewportSize(sizes.phone)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await page.setViewportSize(sizes.desk)

  await signOut(page)
  await signInWithPasskey(page, '/staff')
  await addAnotherIsKnown(page)

  const other = await openPerson()
  await signIn(other.page, house, demoStaff.lead)
  await other.page.goto('/sessions/passkeys')
  await other.page.getByRole('button', { name: /^Remove/ }).click()
  await other.page.waitForURL('**/sessions/passkeys?done=removed')
  await signOut(page)
  await page.goto('/sign-in/passkey')
  await page.getByRole('button', { name: 'Use my passkey' }).click()
  await page.getByText('That passkey is not known here').first().waitFor()
  await signIn(page, house, demoStaff.lead)
  // The console tells of the refused sign-in (422), and of the picture for its tab that Chromium asks any site for.
  expect(faults.filter((fault) => !/status of (422|404)/.test(fault))).toEqual([])
})

async function addAnotherIsKnown(page: Page): Promise<void> {
  await page.goto('/sessions/passkeys')
  await page.getByLabel('A name for it').fill('the same again')
  await page.getByRole('button', { name: 'Add this device or key' }).click()
  await page.getByText('This device or key is among your passkeys already.').waitFor()
}

test('without a script the page says so, and typed codes work', async () => {
  const { page, context } = await openVisitor(browser, house, { javaScriptEnabled: false })
  open.push(context)
  await page.goto('/sign-in/passkey')
  await page.getByText('Typed codes work in every browser').waitFor()
  expect(await page.getByRole('button', { name: 'Use my passkey' }).isVisible()).toBe(false)
  await page.getByRole('link', { name: 'typed code instead' }).click()
  await signIn(page, house, demoStaff.reader)
})

test('nobody asks others for a passkey before using one', async () => {
  const { page } = lead
  await page.goto('/organisation')
  await page.getByText('sign in with one yourself first').waitFor()
  expect(await page.getByRole('button', { name: 'Ask for a passkey' }).count()).toBe(0)
  await addPasskey(page, 'desk key')
  await page.goto('/organisation')
  await page.getByRole('button', { name: 'Ask for a passkey before words are opened' }).click()
  await page.waitForURL('**/organisation?done=passkeys-asked')
})

test('who may open words is then led to adding one, and goes on at once', async () => {
  listener = await openPerson()
  const { page } = listener
  await signIn(page, house, demoStaff.listener, heldBack)
  await page.getByText('Add one here. Then go on.').waitFor()
  await addPasskey(page, 'phone')
  await page.goto('/exercises')
  await expectHeading(page, /.+/)
  expect(page.url()).toMatch(/\/exercises$/)
})

test('a typed code opens no words of somebody who has a passkey, and cannot add another', async () => {
  const thief = await openPerson()
  await signIn(thief.page, house, demoStaff.listener, heldBack)
  await thief.page.getByText('You have one already').waitFor()
  await thief.page.getByLabel('A name for it').fill('mine')
  await thief.page.getByRole('button', { name: 'Add this device or key' }).click()
  await thief.page.getByText('Sign in with one of your passkeys first').first().waitFor()
  await thief.page.goto('/exercises')
  expect(thief.page.url()).toMatch(/\/sessions\/passkeys$/)
  await thief.page.context().close()
})

test('who lost theirs is let in by two others, for some hours', async () => {
  await lead.page.goto('/staff')
  await lead.page.getByRole('button', { name: /^Let a typed code be enough for Josie/ }).click()
  await lead.page.getByText('Asked. Another person in the team has to agree').waitFor()
  expect(await lead.page.getByRole('button', { name: /^I spoke with/ }).count()).toBe(0)

  const reader = await openPerson()
  await signIn(reader.page, house, demoStaff.reader, heldBack)
  await addPasskey(reader.page, 'laptop')
  await reader.page.goto('/staff')
  await reader.page.getByRole('button', { name: /^I spoke with Josie/ }).click()
  await reader.page.getByText('Agreed. They can sign in with a typed code').waitFor()

  const lost = await openPerson()
  await signIn(lost.page, house, demoStaff.listener)
  await addPasskey(lost.page, 'new phone')
  expect(await lost.page.locator('tbody tr').count()).toBe(2)
})

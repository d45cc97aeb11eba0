import type { Browser, Page } from 'playwright-core'
import { follow, openVisitor, signIn } from './chromium.ts'
import { demoStaff, type House } from './house.ts'

/** An organisation with a lead, and the coach she invited. */
export async function setUp(browser: Browser, house: House): Promise<void> {
  const { page, context } = await openVisitor(browser, house, { javaScriptEnabled: false })
  await page.goto('/set-up')
  const typed = {
    code: await house.readSetUpCode(),
    organisation: 'Lantern Street',
    operator: 'Lantern Street',
    name: 'Amira Haddad',
    address: demoStaff.lead,
  }
  for (const [name, words] of Object.entries(typed)) await page.locator(`input[name="${name}"]`).fill(words)
  await follow(page.getByRole('button', { name: 'Set up' }))
  await signIn(page, house, demoStaff.lead)
  await page.goto('/staff')
  await page.locator('input[name="name"]').fill('Dele Martins')
  await page.locator('input[name="address"]').fill(demoStaff.coach)
  await page.locator('input[name="roles"][value="coach"]').check()
  await follow(page.getByRole('button', { name: 'Invite' }))
  await context.close()
}

/** The words on a new card of the coach's, and where to begin. */
export async function makeCard(desk: Page): Promise<{ address: string; card: string }> {
  await desk.goto('/offers')
  await follow(desk.getByRole('button', { name: 'Make a card' }))
  const [address, card] = [desk.locator('.card-to-print .address'), desk.locator('.card-to-print .phrase')]
  return { address: await address.innerText(), card: await card.innerText() }
}

/** Somebody who let the coach in, wants something, and perhaps asked for something today. */
export async function letCoachIn(
  page: Page,
  desk: Page,
  she: { name: string; wants: string; asks: string | null },
): Promise<void> {
  const press = (button: string) => follow(page.getByRole('button', { name: button, exact: true }))
  const { address, card } = await makeCard(desk)
  await page.goto(address)
  await page.getByLabel('A name you like').fill(she.name)
  await press('Begin')
  await page.goto('/space/people')
  await page.getByLabel('The three words on the card').fill(card)
  await press('See who it is')
  await press('Let them in')
  await page.goto('/space/goals')
  await page.getByLabel('In my own words', { exact: true }).fill(she.wants)
  await press('Add')
  await page.goto('/space')
  if (she.asks !== null) await press(she.asks)
}

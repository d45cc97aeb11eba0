import { demoStaff, House } from '../test/journeys/house.ts'
import { openChromium, openVisitor, signIn, sizes } from '../test/journeys/chromium.ts'

/*
 * A first visit on a slow phone: 400 kbit/s, 400 ms away, nothing kept. Prints for each page when something can be read,
 * when the page is whole, and the bytes that travelled; beside them the same from the product's lightest public page.
 *   node bench/first-visit.ts
 */

type Visit = { first: number; whole: number; bytes: number }

const rounds = 5
const slow = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 }

const house = await House.start('demo')
const browser = await openChromium()
const door = await findDoor()
const pages = ['/space/begin', '/space/in', '/space', '/space/goals', '/space/conversations', door]
console.log('page, first words (ms), whole (ms), bytes in all; middle of', rounds)
for (const path of pages) {
  const seen: Visit[] = []
  for (let round = 0; round < rounds; round += 1) seen.push(await visit(path))
  const middle = (pick: (one: Visit) => number) =>
    Math.round(seen.map(pick).toSorted((a, b) => a - b)[Math.floor(rounds / 2)]!)
  const [first, whole, bytes] = [
    middle((one) => one.first),
    middle((one) => one.whole),
    middle((one) => one.bytes),
  ]
  console.log(`${path === door ? 'a question’s public page' : path}, ${first}, ${whole}, ${bytes}`)
}
await browser.close()
await house.stop()

/** One visit with an empty cache; somebody who is in already keeps only the cookie. */
async function visit(path: string): Promise<Visit> {
  const { page, context } = await openVisitor(browser, house, { viewport: sizes.phone })
  if (path.startsWith('/space') && !/begin|in$/.test(path)) await enter(page)
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.clearBrowserCache')
  await session.send('Network.emulateNetworkConditions', slow)
  let bytes = 0
  session.on('Network.loadingFinished', ({ encodedDataLength }) => void (bytes += encodedDataLength))
  await page.goto(path, { waitUntil: 'load', timeout: 60_000 })
  await page.waitForTimeout(300)
  const times = await page.evaluate(() => ({
    first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    whole: (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).loadEventEnd,
  }))
  await context.close()
  return { ...times, bytes }
}

async function enter(page: Awaited<ReturnType<typeof openVisitor>>['page']): Promise<void> {
  const phrase = await house.waitForLine(/^ {4}Maryam +(\S.*)$/, 0)
  await page.goto('/space/in')
  await page.locator('input[name="name"]').fill('Maryam')
  await page.locator('input[name="phrase"]').fill(phrase)
  await page.locator('main form button').first().click()
  await page.waitForURL('**/space')
}

/** The address of the demo's question, which stands on paper and on the team's pages only. */
async function findDoor(): Promise<string> {
  const { page, context } = await openVisitor(browser, house)
  await signIn(page, house, demoStaff.listener)
  await page.getByRole('link', { name: 'What made it work' }).click()
  const address = (await page.locator('a[href^="/door/"]').first().getAttribute('href'))!
  await context.close()
  return new URL(address, house.origin).pathname
}

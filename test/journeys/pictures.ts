import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { makeBusy } from './busy-day.ts'
import { enterOwnPage, follow, openChromium, openVisitor, signIn, sizes } from './chromium.ts'
import { demoStaff, House, projectRoot } from './house.ts'

/**
 * `npm run pictures`: draws the pictures of the README from the product as it is now, on the demo. Written to
 * docs/pictures as PNG, each at most 150 kB.
 */
const folder = join(projectRoot, 'docs', 'pictures')
const mostBytes = 150_000

await mkdir(folder, { recursive: true })
const house = await House.start('demo')
const browser = await openChromium()
try {
  const busy = await makeBusy(browser, house)
  const { page } = await openVisitor(browser, house)

  await open(page, busy.door, sizes.phone)
  await keep(page, 'contribution', 1180)

  await open(page, '/read', sizes.desk)
  await follow(page.getByRole('link', { name: 'Side by side' }))
  await follow(page.getByRole('link', { name: 'Stay where they can see you' }).first())
  await keep(page, 'wisdom', 1500)
  await page.setViewportSize(sizes.phone)
  await keep(page, 'wisdom-phone', 1180)

  await signIn(page, house, demoStaff.listener)
  await open(page, busy.fresh, { width: 900, height: 900 })
  await keep(page, 'review', 1100)

  await open(page, `${busy.exercise}/series`, { width: 900, height: 900 })
  await follow(page.getByRole('link', { name: 'Side by side' }))
  await follow(page.getByRole('link', { name: 'Stay where they can see you' }))
  await keep(page, 'compose', 1500)

  const own = await openVisitor(browser, house, { viewport: sizes.phone })
  await enterOwnPage(own.page, house, 'Maryam')
  await keep(own.page, 'own-page', 1180)
  await open(own.page, '/space/conversations', sizes.phone)
  await keep(own.page, 'conversations', 1180)
} finally {
  await browser.close()
  await house.stop()
}

async function open(page: Page, address: string, viewport: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(viewport)
  await page.goto(address)
}

/** The page from its top, at most so many pixels of it. */
async function keep(page: Page, name: string, most: number): Promise<void> {
  const shot = await page.screenshot({ fullPage: true })
  const { width, height } = await sharp(shot).metadata()
  const png = await sharp(shot)
    .extract({ left: 0, top: 0, width, height: Math.min(height, most) })
    .png({ palette: true, colours: 128, effort: 10 })
    .toBuffer()
  if (png.length > mostBytes) throw new Error(`${name}.png has ${png.length} bytes. Show less of the page.`)
  await writeFile(join(folder, `${name}.png`), png)
  process.stdout.write(`docs/pictures/${name}.png ${png.length} bytes\n`)
}

import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { sizes } from './chromium.ts'
import { projectRoot } from './house.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Where pictures of pages are put, to be looked at. */
export const pictures = join(projectRoot, 'test-results', 'pages')
mkdirSync(pictures, { recursive: true })

/** What is wrong with a page, in sentences: at both sizes, and in the dark on a phone. */
export async function look(page: Page, address: string, name: string): Promise<string[]> {
  const wrong: string[] = []
  await page.emulateMedia({ colorScheme: 'light' })
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport)
    if (size === 'phone') {
      const answer = await page.goto(address)
      if (answer?.status() !== 200) wrong.push(`${answer?.status()}`)
    }
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    if (width > viewport.width) wrong.push(`${size}: ${width} px wide`)
    await page.screenshot({ path: join(pictures, `${name}-${viewport.width}.png`), fullPage: true })
    wrong.push(...(await readWell(page)).map((sentence) => `${size}: ${sentence}`))
  }
  await page.emulateMedia({ colorScheme: 'dark' })
  wrong.push(...(await runAxe(page, ['color-contrast'])).map((sentence) => `dark: ${sentence}`))
  return [...new Set(wrong)].map((sentence) => `${name} (${address}): ${sentence}`)
}

/** The same for a page somebody of another role has looked at: what this role sees of it, on a phone. */
export async function glance(page: Page, address: string, name: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(sizes.phone)
  const answer = await page.goto(address)
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  return [
    ...(answer?.status() === 200 ? [] : [String(answer?.status())]),
    ...(width > sizes.phone.width ? [`${width} px wide`] : []),
    ...(await readWell(page)),
  ].map((sentence) => `${name} (${address}): ${sentence}`)
}

export async function readWell(page: Page): Promise<string[]> {
  const wrong = await runAxe(page, null)
  const headings = await page.locator('h1').count()
  if (headings !== 1) wrong.push(`${headings} first headings`)
  if ((await page.title()).trim() === '') wrong.push('no title')
  const empty = await page
    .locator('h1, h2, h3, a, button')
    .evaluateAll((all) =>
      all
        .filter((one) => !one.closest('[hidden]') && (one.textContent ?? '').trim() === '')
        .map((one) => one.outerHTML.slice(0, 80)),
    )
  return [...wrong, ...empty.map((html) => `nothing in it: ${html}`)]
}

/** What axe has against the page as it is now; only the rules named, or all of WCAG 2.2 AA and good practice. */
async function runAxe(page: Page, rules: string[] | null): Promise<string[]> {
  await page.evaluate(axeSource)
  const results = (await page.evaluate(
    (only) =>
      (window as unknown as { axe: { run: (what: Document, how: object) => Promise<unknown> } }).axe.run(
        document,
        {
          runOnly: only
            ? { type: 'rule', values: only }
            : {
                type: 'tag',
                values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
              },
          resultTypes: ['violations'],
        },
      ),
    rules,
  )) as AxeResults
  return results.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes
        .slice(0, 2)
        .map(({ html }) => html.slice(0, 120))
        .join(' | ')}`,
  )
}

export function nameOf(role: string | null, path: string, at: number): string {
  const words = path.replaceAll(/[^a-z0-9]+/gi, '-').replaceAll(/^-|-$/g, '') || 'home'
  return `${role ?? 'public'}-${words}-${at}`
}

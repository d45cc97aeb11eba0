import type { Page } from 'playwright-core'
import { contribute } from './busy-day.ts'
import { follow, openChromium, openVisitor, signIn, sizes } from './chromium.ts'
import { demoStaff, House } from './house.ts'

/**
 * `npm run reading-order`: what Chromium tells a screen reader of the contribution and come-back pages, in its order:
 * landmarks, headings, fields, buttons and links, each with its name, and the text between them.
 */
const told = new Set(
  (
    'banner main contentinfo navigation region form heading link button textbox checkbox radio radiogroup group ' +
    'combobox status alert DisclosureTriangle'
  ).split(' '),
)

const named = new Set(['heading', 'link', 'button', 'textbox', 'checkbox', 'radio', 'DisclosureTriangle'])

const house = await House.start('demo')
const browser = await openChromium()
try {
  const { page } = await openVisitor(browser, house, { viewport: sizes.phone })
  const door = await findDoor()
  await page.goto(door)
  await print(page, 'The contribution page')
  const phrase = await contribute(page, door, 'A door that opens from the inside.')
  await print(page, 'The page with the words to come back')
  await page.goto(`${door}/come-back`)
  await print(page, 'The come-back page')
  await page.locator('input[name="phrase"]').fill(phrase)
  await follow(page.getByRole('button', { name: 'Show my words' }))
  await print(page, 'What is held')
  await follow(page.getByRole('button', { name: 'Change these words' }))
  await print(page, 'Changing words')
  await follow(page.getByRole('button', { name: 'Back to my words' }))
  await follow(page.getByRole('button', { name: 'Take everything back' }))
  await print(page, 'Taking everything back')
} finally {
  await browser.close()
  await house.stop()
}

type Node = {
  nodeId: string
  ignored: boolean
  role?: { value: string }
  name?: { value: string }
  childIds?: string[]
  properties?: { name: string; value: { value: string | number | boolean } }[]
}

/** The address of the demo's public page, which stands on a page of the team's. */
async function findDoor(): Promise<string> {
  const { page, context } = await openVisitor(browser, house)
  await signIn(page, house, demoStaff.listener)
  await follow(page.getByRole('link', { name: 'What made it work' }))
  const door = await page.locator('a[href^="/door/"]').first().getAttribute('href')
  await context.close()
  return door!
}

async function print(page: Page, title: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  const session = await page.context().newCDPSession(page)
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as unknown as { nodes: Node[] }
  await session.detach()
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  process.stdout.write(`\n${title}\n`)
  walk(nodes[0]!, byId, 0)
}

/** A node's line and those below it; what only holds others has no line of its own. */
function walk(node: Node, byId: ReadonlyMap<string, Node>, depth: number): void {
  const role = node.role?.value ?? ''
  const name = (node.name?.value ?? '').replaceAll(/\s+/g, ' ').trim()
  const isTold = !node.ignored && told.has(role) && !(role === 'group' && name === '')
  const isText = !node.ignored && role === 'StaticText' && name !== ''
  if (isTold || isText) {
    const level = node.properties?.find((one) => one.name === 'level')?.value.value
    const said = isText ? `"${shorten(name)}"` : `${role}${level ? ` ${level}` : ''}${name && `: ${name}`}`
    process.stdout.write(`${'  '.repeat(depth)}${said}\n`)
  }
  // What is named by its own text says it once.
  if (isTold && named.has(role)) return
  for (const child of childrenOf(node, byId)) walk(child, byId, isTold ? depth + 1 : depth)
}

function childrenOf(node: Node, byId: ReadonlyMap<string, Node>): Node[] {
  return (node.childIds ?? []).flatMap((id) => byId.get(id) ?? [])
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

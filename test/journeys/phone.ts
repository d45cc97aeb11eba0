import { join } from 'node:path'
import type { Browser, BrowserContext, Locator, Page, Response } from 'playwright-core'
import { expect } from 'vitest'
import { follow, openVisitor, sizes } from './chromium.ts'
import { pictures } from './reading-well.ts'

/** What a page of a person's or a coach's may weigh, as it comes. */
const mostBytes = 20_000

type Hand = {
  name: string
  javaScriptEnabled: boolean
  /** What each page is called in the history of the browser; null: its own. */
  title: string | null
}

/**
 * A phone of 360 px in somebody's hand. Each page that comes is looked at, and `wrong` collects what would make a hand
 * stop: what does not fit, a control too small for a thumb, an order of focus that jumps, a page that weighs too much.
 */
export class Phone {
  readonly page: Page
  readonly context: BrowserContext
  /** What was pressed or unfolded, and how many pages came. */
  presses = 0
  pages = 0
  /** Seconds from a press to the page it led to, all together. */
  waited = 0
  readonly #faults: string[]
  readonly #wrong: string[] = []
  readonly #hand: Hand

  private constructor(opened: Awaited<ReturnType<typeof openVisitor>>, hand: Hand) {
    this.page = opened.page
    this.context = opened.context
    this.#faults = opened.faults
    this.#hand = hand
  }

  static async open(browser: Browser, house: { origin: string }, hand: Hand): Promise<Phone> {
    const settings = { viewport: sizes.phone, javaScriptEnabled: hand.javaScriptEnabled }
    return new Phone(await openVisitor(browser, house, settings), hand)
  }

  async goTo(address: string, says: string | RegExp, status = 200): Promise<void> {
    const [answer] = await Promise.all([this.#nextPage(), this.page.goto(address)])
    await this.#look(answer, status)
    await this.expectSaid(says)
  }

  /** Presses a link or a button, by its first words; the page that comes says what happened. */
  async press(what: string | Locator, says: string | RegExp, status = 200): Promise<void> {
    this.presses += 1
    const began = performance.now()
    const [answer] = await Promise.all([this.#nextPage(), follow(this.find(what))])
    this.waited += (performance.now() - began) / 1000
    await this.#look(answer, status)
    await this.expectSaid(says)
  }

  /** Counts from here. */
  startOver(): void {
    ;[this.presses, this.pages, this.waited] = [0, 0, 0]
  }

  /** Shows what stands behind its name. */
  async unfold(name: string): Promise<void> {
    this.presses += 1
    const summary = this.page.locator('main summary').filter({ hasText: name, visible: true })
    await summary.click()
    await summary.locator('xpath=parent::*[@open]').waitFor()
    await this.#keep(`${name} unfolded`)
  }

  async fill(label: string | Locator, words: string): Promise<void> {
    await (typeof label === 'string' ? this.page.getByLabel(label, { exact: true }) : label).fill(words)
  }

  async choose(label: string | Locator): Promise<void> {
    this.presses += 1
    await (typeof label === 'string' ? this.page.getByLabel(label, { exact: true }) : label).check()
  }

  /**
   * Leaves by the link that is always in reach; where that leads. The everyday page is another site's, which no test asks:
   * what our own server answers is taken as it is, but for that page.
   */
  async leaveQuickly(): Promise<string> {
    let leadsTo = ''
    await this.context.route('**/space/weather', async (route) => {
      const answer = await route.fetch({ maxRedirects: 0 })
      leadsTo = answer.headers()['location'] ?? ''
      await route.fulfill({ contentType: 'text/plain', body: 'Rain' })
    })
    this.presses += 1
    await Promise.all([
      this.page.waitForURL('**/space/weather'),
      this.page.getByRole('link', { name: /^Leave quickly/ }).click(),
    ])
    return leadsTo
  }

  find(what: string | Locator): Locator {
    if (typeof what !== 'string') return what
    const name = new RegExp(`^${what.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}( ?[:(]| [A-Z]|$)`)
    const { page } = this
    return page.getByRole('button', { name }).or(page.getByRole('link', { name }))
  }

  /** The heading or the line above the page's own words says so. */
  async expectSaid(says: string | RegExp): Promise<void> {
    const said = await this.page.locator('main h1, main [role="status"]').allInnerTexts()
    expectIn(this.page, said.join('\n').replaceAll(/[ \t]+/g, ' '), [says])
  }

  /** Each of these is on the page, letter by letter. */
  async expectWords(...all: readonly string[]): Promise<void> {
    expectIn(this.page, await this.page.locator('main').textContent(), all)
  }

  async expectNoWords(...all: readonly (string | RegExp)[]): Promise<void> {
    expectNotIn(this.page, await this.page.locator('main').textContent(), all)
  }

  /** Nothing made the hand stop. `allowed` is what the browser may have told of what was not a page. */
  async close(allowed: RegExp | null = null): Promise<void> {
    expectNone([...this.#wrong, ...this.#faults.filter((fault) => !allowed?.test(fault))])
    await this.context.close()
  }

  #nextPage(): Promise<Response> {
    return this.page.waitForResponse(
      (answer) => answer.request().isNavigationRequest() && (answer.status() < 300 || answer.status() >= 400),
    )
  }

  async #look(answer: Response, status: number): Promise<void> {
    this.pages += 1
    const { pathname } = new URL(answer.url())
    const say = (sentence: string) => this.#wrong.push(`${this.#hand.name} at ${pathname}: ${sentence}`)
    if (answer.status() !== status) say(`answered ${answer.status()}`)
    const bytes = (await answer.body()).length
    if (bytes > mostBytes) say(`weighs ${bytes} bytes`)
    const title = await this.page.title()
    if (this.#hand.title !== null && title !== this.#hand.title) say(`is called ${title}`)
    for (const sentence of await this.page.evaluate(findFaults)) say(sentence)
    await this.#keep((await this.page.locator('h1').first().innerText()).slice(0, 30))
  }

  /** A picture of it, to be looked at; a script changes nothing of these that is seen. */
  async #keep(said: string): Promise<void> {
    if (this.#hand.javaScriptEnabled) return
    const at = String(this.pages).padStart(2, '0') + '-' + String(this.presses).padStart(2, '0')
    const name = `${this.#hand.name} ${at} ${said}`.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
    await this.page.screenshot({ path: join(pictures, `day-${name}.png`), fullPage: true })
  }
}

function expectIn(page: Page, text: string | null, all: readonly (string | RegExp)[]): void {
  for (const words of all) expect(text, page.url()).toMatch(words)
}

function expectNotIn(page: Page, text: string | null, all: readonly (string | RegExp)[]): void {
  for (const words of all) expect(text, page.url()).not.toMatch(words)
}

function expectNone(wrong: readonly string[]): void {
  expect(wrong).toEqual([])
}

/** Runs in the page. */
function findFaults(): string[] {
  const wrong: string[] = []
  const headings = document.querySelectorAll('h1').length
  if (headings !== 1) wrong.push(`${headings} first headings`)
  const wide = document.documentElement.scrollWidth
  if (wide > 360) wrong.push(`${wide} px wide`)

  const reached = 'a[href], button, summary, textarea, select, input:not([type="hidden"])'
  const all = [...document.querySelectorAll<HTMLElement>(reached)].filter((one) => one.checkVisibility())
  const nameOf = (one: HTMLElement) => (one.innerText || one.getAttribute('name') || one.tagName).slice(0, 40)
  // A box to tick is pressed by its words as well; a link in a sentence is as high as its line.
  const boxOf = (one: HTMLElement) => {
    const box = one.getBoundingClientRect()
    const label = (one as HTMLInputElement).labels?.[0]
    if (!label || !['radio', 'checkbox'].includes((one as HTMLInputElement).type)) return box
    const words = label.getBoundingClientRect()
    return new DOMRect(
      Math.min(box.left, words.left),
      Math.min(box.top, words.top),
      words.right - Math.min(box.left, words.left),
      Math.max(box.bottom, words.bottom) - Math.min(box.top, words.top),
    )
  }
  const isInSentence = (one: HTMLElement) => one.tagName === 'A' && !one.classList.contains('button')
  for (const one of all) {
    if (one.classList.contains('skip')) continue
    const { width, height } = boxOf(one)
    // A line of words has room of its own above and below it.
    const least = isInSentence(one) ? 18 : 24
    if (height < least || width < least) {
      wrong.push(`too small, ${Math.round(width)} × ${Math.round(height)}: ${nameOf(one)}`)
    }
  }
  const links = all.filter(isInSentence)
  for (const one of links) {
    const box = one.getBoundingClientRect()
    const near = links.find((other) => {
      const next = other.getBoundingClientRect()
      const apart = (next.top + next.bottom) / 2 - (box.top + box.bottom) / 2
      return other !== one && apart > 2 && apart < 24 && next.left < box.right && box.left < next.right
    })
    if (near) wrong.push(`too near: ${nameOf(one)} and ${nameOf(near)}`)
  }

  const inFlow = all.filter((one) => !one.closest('header') && !one.classList.contains('skip'))
  for (const [at, one] of inFlow.entries()) {
    const next = inFlow[at + 1]
    if (one.tabIndex > 0) wrong.push(`has a place of its own in the order: ${nameOf(one)}`)
    if (next && next.getBoundingClientRect().bottom <= one.getBoundingClientRect().top) {
      wrong.push(`the focus jumps up from ${nameOf(one)} to ${nameOf(next)}`)
    }
  }
  return wrong
}

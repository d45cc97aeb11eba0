import type { Page } from 'playwright-core'

/** Where the Tab key stopped. */
export type Stop = { name: string; isSeen: boolean }

/** What the Tab key stops at, from the top of the page until it leaves it. Names are what is read out, or the field's. */
export async function walkByTab(page: Page): Promise<Stop[]> {
  const stops: Stop[] = []
  for (let tabs = 0; tabs < 80; tabs += 1) {
    await page.keyboard.press('Tab')
    const stop = await focused(page)
    if (stop.name === 'body') return stops
    stops.push(stop)
  }
  throw new Error('The Tab key never leaves this page.')
}

/** Goes on with Tab until something is reached. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const passed: string[] = []
  for (let tabs = 0; tabs < 80; tabs += 1) {
    await page.keyboard.press('Tab')
    const stop = await focused(page)
    passed.push(stop.name)
    if (typeof name === 'string' ? stop.name === name : name.test(stop.name)) return
  }
  throw new Error(`Tab does not reach ${name}. It stopped at: ${passed.join(', ')}`)
}

/** What has the focus, and whether a person sees that it has: an outline, inside the window, under nothing else. */
export async function focused(page: Page): Promise<Stop> {
  return page.evaluate(() => {
    const one = document.activeElement ?? document.body
    const field = one.getAttribute('name')
    const name = field && one.tagName !== 'BUTTON' ? field : ''
    const said = one.id === 'main' || one === document.body ? one.id || 'body' : (one.textContent ?? '')
    const style = getComputedStyle(one)
    const box = one.getBoundingClientRect()
    const isInside = box.bottom > 0 && box.top < innerHeight && box.width > 0
    const top = document.elementFromPoint(
      box.left + Math.min(box.width, 40) / 2,
      box.top + Math.min(box.height, 30) / 2,
    )
    const isOnTop = top !== null && (one.contains(top) || top.contains(one))
    return {
      name: name || said.trim().replace(/\s+/g, ' '),
      isSeen:
        style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2 && isInside && isOnTop,
    }
  })
}

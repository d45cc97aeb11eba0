import type { Page } from 'playwright-core'
import { offlineWords } from '../../src/support/offline/offline.words.ts'
import { writePaths } from '../../src/support/offline/write-paths.ts'

export const words = offlineWords['en-GB']

/** Opens the page and waits until it knows how it stands. */
export async function openWrite(page: Page): Promise<void> {
  await page.goto(writePaths.write)
  await page.locator('[data-waiting]').filter({ hasText: /./ }).waitFor()
}

/** Keeps the page on the phone, as somebody asks for it. */
export async function keepPage(page: Page): Promise<void> {
  await page.getByRole('button', { name: words.keep }).click()
  await page.getByText(words.kept).waitFor()
}

export async function type(page: Page, name: string, text: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  await page.getByLabel(words.words).fill(text)
}

export async function pressSave(page: Page): Promise<void> {
  await page.getByRole('button', { name: words.save, exact: true }).click()
}

export async function saveNote(page: Page, name: string, text: string): Promise<void> {
  await type(page, name, text)
  await pressSave(page)
  await page.locator('[data-note]').waitFor({ state: 'hidden' })
}

export async function waitForCount(page: Page, count: number): Promise<void> {
  await page
    .locator('[data-waiting]')
    .filter({ hasText: words.waiting(count) })
    .waitFor()
}

/** Everything that lies on the phone: what scripts can keep, and what is in its places for pages, as text. */
export function readPhone(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const found: string[] = [...Object.entries(localStorage), ...Object.entries(sessionStorage)].flat()
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((done) => {
        const request = indexedDB.open(name)
        request.onsuccess = () => done(request.result)
      })
      for (const store of database.objectStoreNames) {
        const rows = await new Promise<unknown[]>((done) => {
          const request = database.transaction(store).objectStore(store).getAll()
          request.onsuccess = () => done(request.result)
        })
        const show = (_: string, value: unknown) =>
          value instanceof Uint8Array ? new TextDecoder().decode(value) : value
        found.push(...rows.map((row) => `${store} ${JSON.stringify(row, show)}`))
      }
      database.close()
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const { url } of await cache.keys()) found.push(`${url} ${await (await cache.match(url))!.text()}`)
    }
    return found.join('\n')
  })
}

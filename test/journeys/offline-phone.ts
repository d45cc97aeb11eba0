import type { Page } from 'playwright-core'
import { accessRules } from '../../src/access/matrix.ts'
import { makeOrganisation } from '../../src/access/organisation/organisation.ts'
import { readConfig } from '../../src/platform/config/config.ts'
import { openRuntime } from '../../src/platform/runtime.ts'
import { offlineWords } from '../../src/support/offline/offline.words.ts'
import { writePaths } from '../../src/support/offline/write-paths.ts'
import type { House } from './house.ts'

export const words = offlineWords['en-GB']

/** Contacts and what is kept are work in the background: each is waited for until it has happened, however slow the machine. */
export const patience = 90_000

/** An organisation with one coach in a house that is empty: it is there sooner than the demo. */
export async function makeCoach(house: House, address: string): Promise<void> {
  const config = readConfig({}, { data: house.folder })
  const runtime = await openRuntime(config, 'command', accessRules(), { print: () => undefined })
  try {
    await makeOrganisation(runtime.db, {
      name: 'The Lighthouse',
      operator: 'Lighthouse Ltd',
      staff: [{ name: 'Dele', address, roles: ['coach'] }],
    })
  } finally {
    await runtime.close()
  }
}

/** Opens the page and waits until its first contact is over, whatever came of it. */
export async function openWrite(page: Page): Promise<void> {
  await page.goto(writePaths.write)
  await page.locator('[data-write][data-met]').waitFor()
}

/** Keeps the page on the phone, as somebody asks for it. */
export async function keepPage(page: Page): Promise<void> {
  await page.getByRole('button', { name: words.keep }).click()
  await page.getByText(words.kept).waitFor()
}

/** Begins a note, or goes on with one that was begun: gives what stands in the box. */
export async function begin(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name, exact: true }).click()
  const box = page.getByLabel(words.words)
  await box.waitFor()
  return box.inputValue()
}

/** Types, and waits until what is typed lies on the phone. */
export async function type(page: Page, name: string, text: string): Promise<void> {
  await begin(page, name)
  await page.getByLabel(words.words).fill(text)
  await page.locator('[data-note][data-typed=kept]').waitFor()
}

/** Saves a note as the page does it, and waits until the page says that it is kept. */
export async function saveNote(page: Page, name: string, text: string): Promise<void> {
  await begin(page, name)
  await page.getByLabel(words.words).fill(text)
  await pressSave(page)
}

export async function pressSave(page: Page): Promise<void> {
  await page.getByRole('button', { name: words.save, exact: true }).click()
  await page.locator('[data-note]').waitFor({ state: 'hidden' })
  await page.getByText(words.saved).waitFor()
}

/** Waits until so many notes wait on the phone, by what the page says. */
export async function waitForCount(page: Page, count: number): Promise<void> {
  await page
    .locator('[data-waiting]')
    .filter({ hasText: words.waiting(count) })
    .waitFor()
}

/** Waits until a contact ended like this. */
export async function waitForStanding(page: Page, standing: keyof typeof words.standing): Promise<void> {
  await page.locator(`[data-standing=${standing}]`).waitFor({ state: 'attached' })
}

/** Changes the last byte of every note that waits, so that nobody can open it. */
export function spoilNotes(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((done) => {
      const request = indexedDB.open('write')
      request.onsuccess = () => done(request.result)
    })
    const notes = database.transaction('notes', 'readwrite').objectStore('notes')
    const rows = await new Promise<{ sealed: Uint8Array }[]>((done) => {
      const request = notes.getAll()
      request.onsuccess = () => done(request.result)
    })
    for (const row of rows) notes.put({ ...row, sealed: row.sealed.with(-1, row.sealed.at(-1)! ^ 1) })
    await new Promise((done) => {
      notes.transaction.oncomplete = done
    })
    database.close()
  })
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

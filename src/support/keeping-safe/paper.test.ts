import type { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'
import { routes } from '../../../bin/parts.ts'
import { begin, enterCoach, readSending } from '../../../test/own-space.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { openApp, Visitor } from '../../../test/visitor.ts'
import { takeOut } from '../leaving/taking.ts'
import { tellSpace } from '../leaving/telling.ts'
import { supportPaths } from '../paths.ts'
import { personIn } from '../spaces/spaces.ts'
import { keepingSafeWords } from './keeping-safe.words.ts'
import { writeTaken } from './paper.ts'
import { paperWords } from './paper.words.ts'

const house = useTestHouse()
const words = paperWords['en-GB']
const { parts } = keepingSafeWords['en-GB']
let app: Hono

beforeAll(async () => {
  app = openApp(house, routes)
  await enterCoach(house, app)
  await house.asOwner('update organisation set help_lines = $1', [
    JSON.stringify([
      { name: 'Samaritans', number: '116 123', when: 'always' },
      { name: 'National Domestic Abuse Helpline', number: '0808 2000 247', when: '' },
    ]),
  ])
})

/** Somebody whose phone is their own, with words in three parts. */
async function beginOnOwnPhone(name: string): Promise<Visitor> {
  const { phrase } = await begin(app, name)
  const person = new Visitor(app)
  await person.send(supportPaths.enter, { name, phrase, own: 'yes' })
  await writeParts(person)
  return person
}

async function writeParts(person: Visitor): Promise<void> {
  const said = { helps: 'Walk to the canal', who: 'Nan 07700 900123', where: 'A secret place' }
  for (const [part, text] of Object.entries(said)) {
    const sending = readSending((await person.get(supportPaths.keepingPart(part))).text)
    await person.send(supportPaths.keepingPart(part), { text, sending })
  }
}

/** What is printed of the page. */
function sheetOf(html: string): string {
  return /<div class="folded-sheet">(.*?)<p class="soft">/s.exec(html)![1]!
}

test('what is printed is chosen, part by part and number by number', async () => {
  const person = await beginOnOwnPhone('Ash')
  const first = sheetOf((await person.get(supportPaths.keepingPaper)).text)
  expect(first).toContain('Walk to the canal')
  expect(first).toContain('tel:07700900123')
  expect(first).toContain('tel:08082000247')
  expect(first).not.toContain('A secret place')

  const chosen = await person.get(`${supportPaths.keepingPaper}?chosen=yes&with=where&with=ring0&with=ring9`)
  const sheet = sheetOf(chosen.text)
  expect(sheet).toContain('A secret place')
  expect(sheet).toContain('tel:116123')
  expect(sheet).not.toMatch(/Domestic|canal|Nan/)
  const nothing = sheetOf((await person.get(`${supportPaths.keepingPaper}?chosen=yes`)).text)
  expect(nothing).toBe('')
})

test('the file holds what was chosen and says nothing of where it is from', async () => {
  const person = await beginOnOwnPhone('Birch')
  const page = await person.get(`${supportPaths.keepingPaper}?chosen=yes&with=helps&with=ring0`)
  const href = /href="(\/space\/keeping\/list\/file[^"]*)"/.exec(page.text)![1]!.replaceAll('&amp;', '&')
  const file = await person.get(href)
  expect(file.status).toBe(200)
  expect(file.text).toContain('Walk to the canal')
  expect(file.text).toContain('href="tel:116123"')
  expect(file.text).toContain(`<title>${words.fileTitle}</title>`)
  expect(file.text).not.toMatch(
    /Nan|secret|Domestic|Ownterms|Lighthouse|localhost|Birch|https?:|<script|<link/i,
  )
  expect(file.text).not.toContain(keepingSafeWords['en-GB'].heading)

  const response = await app.request(href, {
    headers: { cookie: [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
  })
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="list.html"')
  expect(response.headers.get('cache-control')).toContain('no-store')
})

test('that a file was saved is written under who looked', async () => {
  const person = await beginOnOwnPhone('Clover')
  await person.get(supportPaths.keepingPaper)
  expect((await person.get(supportPaths.looks)).text).not.toContain('taken out')
  await person.get(supportPaths.keepingFile)
  expect((await person.get(supportPaths.looks)).text).toContain(
    'A file was taken out of your page for hard days.',
  )
})

test('no file goes on a phone that others use', async () => {
  const { person } = await begin(app, 'Daisy')
  await writeParts(person)
  const page = await person.get(supportPaths.keepingPaper)
  expect(page.text).toContain(words.shared)
  expect(page.text).not.toContain(supportPaths.keepingFile)
  expect((await person.get(supportPaths.keepingFile)).status).toBe(404)
})

test('what is taken away whole has this room in it, in words', async () => {
  const person = await beginOnOwnPhone('Elder')
  const sending = readSending((await person.get(supportPaths.newChance)).text)
  await person.send(supportPaths.newChance, { choice: 'Sing in the pub', wanted: 'Jo on bass', sending })
  const [id] = sending.split('.')
  await person.send(supportPaths.putChance(id!), { put: 'down' })
  const [row] = await house.asOwner('select tenant_id from chance where id = $1', [id])
  const spaceId = String(row!['tenant_id'])
  const opened = await house.db.within(spaceId, personIn(spaceId), (ctx) => takeOut(ctx, house.db.vault))
  const told = JSON.stringify(tellSpace(opened).blocks)
  for (const said of [parts.where, 'A secret place', 'Sing in the pub', 'Jo on bass']) {
    expect(told).toContain(said)
  }
  expect(told).not.toContain('\\"choice')
})

test('a paper made after midnight in London bears the day it is there', () => {
  const html = writeTaken({ parts: [], lines: [], now: new Date('2026-07-01T23:30:00Z') }).toString()
  expect(html).toContain('2 July 2026')
  expect(html).not.toMatch(/2026-07-01|1 July/)
})

import type { Hono } from 'hono'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { routes } from '../../../bin/parts.ts'
import { begin, readSending } from '../../../test/own-space.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { openApp, Visitor, waitForCode } from '../../../test/visitor.ts'
import { codesAnHour, codeTries } from '../../access/codes/codes.ts'
import { Limits } from '../../platform/http/limits.ts'
import { supportPaths } from '../paths.ts'
import { codesWords } from '../../access/codes/codes.words.ts'
import { mailWords } from './mail.words.ts'
import { recoveryWords } from './recovery.words.ts'

const house = useTestHouse()
const words = mailWords['en-GB']
let app: Hono

beforeAll(() => {
  app = openApp(house, routes)
})

beforeEach(() => {
  // Everybody here comes from one network.
  house.services.limits = new Limits()
})

async function add(person: Visitor, address: string): Promise<void> {
  const before = house.letters.length
  await person.send(supportPaths.address, { address })
  const code = await waitForCode(house, address, before)
  const added = await person.send(supportPaths.addAddress, { address, code })
  expect(added.location).toBe(`${supportPaths.address}?done=added`)
}

/** A browser that asked for a code, and the code. */
async function ask(name: string, address: string): Promise<{ visitor: Visitor; code: string }> {
  const visitor = new Visitor(app)
  const before = house.letters.length
  const asked = await visitor.send(supportPaths.enterByCode, { name, address })
  expect(asked.location).toBe(supportPaths.typeCode)
  return { visitor, code: await waitForCode(house, address.toLowerCase(), before) }
}

test('a code that was typed lets its person in, once, in the browser that asked', async () => {
  const { person } = await begin(app, 'Tern')
  await add(person, 'tern@coast.example')
  const { visitor, code } = await ask(' TERN ', 'Tern@Coast.example')
  expect((await new Visitor(app).send(supportPaths.typeCode, { code })).status).toBe(422)
  const other = await ask('Tern', 'tern@coast.example')
  expect((await other.visitor.send(supportPaths.typeCode, { code })).status).toBe(422)
  expect((await visitor.send(supportPaths.typeCode, { code })).location).toBe(supportPaths.space)
  expect((await visitor.get(supportPaths.space)).text).toContain('Hello Tern')
  visitor.cookies.set('ownterms-code', other.visitor.cookies.get('ownterms-code')!)
  await other.visitor.send(supportPaths.typeCode, { code: other.code })
  expect((await other.visitor.send(supportPaths.typeCode, { code: other.code })).status).toBe(422)
})

test('an address that is added twice by one form is added, and says so both times', async () => {
  const { person } = await begin(app, 'Scoter')
  const before = house.letters.length
  const address = 'scoter@coast.example'
  await person.send(supportPaths.address, { address })
  const code = await waitForCode(house, address, before)
  for (const _ of [1, 2]) {
    const added = await person.send(supportPaths.addAddress, { address, code })
    expect(added.location).toBe(`${supportPaths.address}?done=added`)
  }
  const other = await person.send(supportPaths.addAddress, { address: 'eider@coast.example', code })
  expect(other.status).toBe(422)
})

test('the letter says nothing of what it is for, and has nothing to open', async () => {
  const { person } = await begin(app, 'Auk')
  await add(person, 'auk@coast.example')
  await ask('Auk', 'auk@coast.example')
  const letters = house.letters.filter((letter) => letter.includes('auk@coast.example'))
  expect(letters).toHaveLength(2)
  for (const letter of letters) {
    expect(letter).toMatch(/Your code\n\s+\d{3} \d{3}\n/)
    expect(letter).not.toMatch(/http|www|localhost|space|page|coach|support|ownterms|Auk\b/)
  }
})

test('an address nobody added gets no letter, and the pages are the same', async () => {
  const { person } = await begin(app, 'Snipe')
  await add(person, 'snipe@coast.example')
  const before = house.letters.length
  const stranger = new Visitor(app)
  const sent = [
    { name: 'Snipe', address: 'other@coast.example' },
    { name: 'Other', address: 'snipe@coast.example' },
  ]
  for (const one of sent)
    expect(await stranger.send(supportPaths.enterByCode, one)).toMatchObject({
      status: 303,
      location: supportPaths.typeCode,
    })
  await new Promise((done) => setTimeout(done, 100))
  expect(house.letters.slice(before)).toEqual([])
  const rows = await house.asOwner('select count(*)::int as n from sign_in_code')
  expect(Number(rows[0]!['n'])).toBeGreaterThan(2)
})

test('an address is added only by whoever gets its code, in the same page', async () => {
  const { person } = await begin(app, 'Smew')
  const other = await begin(app, 'Scoter')
  const before = house.letters.length
  await person.send(supportPaths.address, { address: 'smew@coast.example' })
  const code = await waitForCode(house, 'smew@coast.example', before)
  const stolen = await other.person.send(supportPaths.addAddress, { address: 'smew@coast.example', code })
  expect(stolen.text).toContain(words.wrong)
  const turned = await person.send(supportPaths.addAddress, { address: 'other@coast.example', code })
  expect(turned.text).toContain(words.wrong)
  const wrong = await person.send(supportPaths.addAddress, { address: 'smew@coast.example', code: '000000' })
  expect(wrong.text).toContain(words.wrong)
  expect((await person.send(supportPaths.addAddress, { address: 'smew@coast.example', code })).status).toBe(
    303,
  )
})

test('too many tries and too many codes end it', async () => {
  const { person } = await begin(app, 'Brent')
  await add(person, 'brent@coast.example')
  const { visitor, code } = await ask('Brent', 'brent@coast.example')
  const wrong = code === '000 000' ? '000001' : '000000'
  for (let tried = 0; tried < codeTries; tried += 1)
    expect((await visitor.send(supportPaths.typeCode, { code: wrong })).status).toBe(422)
  expect((await visitor.send(supportPaths.typeCode, { code })).status).toBe(422)
  for (let asked = 1; asked < codesAnHour; asked += 1) await ask('Brent', 'brent@coast.example')
  const before = house.letters.length
  await new Visitor(app).send(supportPaths.enterByCode, { name: 'Brent', address: 'brent@coast.example' })
  await new Promise((done) => setTimeout(done, 100))
  expect(house.letters.slice(before)).toEqual([])
})

test('a new name goes with the address, and taking the address away ends it', async () => {
  const { person } = await begin(app, 'Goosander')
  await add(person, 'goose@coast.example')
  const sending = readSending((await person.get(supportPaths.keys)).text)
  await person.send(supportPaths.newName, { sending, name: 'Merganser' })
  const { visitor, code } = await ask('Merganser', 'goose@coast.example')
  expect((await visitor.send(supportPaths.typeCode, { code })).status).toBe(303)
  const late = await ask('Merganser', 'goose@coast.example')
  await person.send(supportPaths.removeAddress)
  expect((await late.visitor.send(supportPaths.typeCode, { code: late.code })).status).toBe(422)
  expect((await person.get(supportPaths.address)).text).not.toContain('goose@coast.example')
})

test.each([
  ['in a hurry', (visitor: Visitor) => visitor.get(supportPaths.leaveQuickly)],
  ['by closing', (visitor: Visitor) => visitor.send(supportPaths.leave)],
])('whoever leaves %s leaves no cookie of ours behind, nor that a code was asked for', async (_, leave) => {
  const { person } = await begin(app, 'Dotterel')
  await person.send(supportPaths.enterByCode, { name: 'Dotterel', address: 'dotterel@coast.example' })
  expect([...person.cookies.keys()].length).toBeGreaterThan(1)
  await leave(person)
  expect([...person.cookies.keys()]).toEqual([])
  expect((await person.get(supportPaths.typeCode)).location).toBe(supportPaths.enterByCode)
})

test('the page names each letter that can come, and says who else can tell that it came', async () => {
  const { person } = await begin(app, 'Phalarope')
  const { text } = await person.get(supportPaths.address)
  expect(text).toContain(`“${codesWords['en-GB'].letter('', 1).subject}”`)
  expect(text).toContain(`“${recoveryWords['en-GB'].letter.subject}”`)
  expect(text).toContain(words.keepers)
})

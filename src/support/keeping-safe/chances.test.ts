import type { Hono } from 'hono'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { routes } from '../../../bin/parts.ts'
import { begin, enterCoach, findSpace, letIn, readSending } from '../../../test/own-space.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { openApp, Visitor } from '../../../test/visitor.ts'
import { newId } from '../../platform/ids.ts'
import { Limits } from '../../platform/http/limits.ts'
import { supportPaths } from '../paths.ts'
import { mostLetters } from './keeping-safe.form.ts'
import { keepingSafeWords } from './keeping-safe.words.ts'

const house = useTestHouse()
const words = keepingSafeWords['en-GB']
let app: Hono
let coach: Visitor

beforeAll(async () => {
  app = openApp(house, routes)
  coach = await enterCoach(house, app)
})

beforeEach(() => {
  // Everybody here comes from one network.
  house.services.limits = new Limits()
})

/** Writes down a chance; its id. */
async function choose(person: Visitor, choice: string, wanted = ''): Promise<string> {
  const sending = readSending((await person.get(supportPaths.newChance)).text)
  const sent = await person.send(supportPaths.newChance, { choice, wanted, sending })
  expect(sent.status).toBe(303)
  return sending.split('.')[0]!
}

async function openForm(person: Visitor, id: string): Promise<{ from: string; sending: string }> {
  const { text } = await person.get(supportPaths.changeChance(id))
  return { from: /name="from" value="([^"]+)"/.exec(text)![1]!, sending: readSending(text) }
}

function ownWords(html: string): string[] {
  return [...html.matchAll(/<div class="own">(.*?)<\/div>/gs)].map(([, text]) => text!)
}

async function letInTo(person: Visitor, name: string): Promise<string> {
  await letIn(person, coach, { which: 'some', rooms: ['keeping-safe'] })
  return findSpace(coach, name)
}

async function sayLine(spaceId: string, id: string, said: string, sending?: string) {
  const sent = { said, sending: sending ?? (await readLineSending(spaceId)) }
  return coach.send(supportPaths.guestChanceLine(spaceId, id), sent)
}

/** What names the form for a line, on a page with at least one chance. */
async function readLineSending(spaceId: string): Promise<string> {
  return readSending((await coach.get(supportPaths.guestKeepingSafe(spaceId))).text)
}

test('a chance is the person’s decision in their words, dated, and nothing is asked for', async () => {
  const { person } = await begin(app, 'Wren')
  const form = await person.get(supportPaths.newChance)
  expect(form.text).not.toContain('required')
  const id = await choose(person, 'I will see Kai on Friday', 'Nan knows when')
  const page = await person.get(supportPaths.chance(id))
  expect(ownWords(page.text)).toEqual(['I will see Kai on Friday', 'Nan knows when'])
  expect(page.text).toMatch(/My choice, written on \w+,? \d/)
  expect(page.text).not.toMatch(/approv|agreed|level|likely/i)
  const only = await choose(person, '', 'A lift home')
  expect(ownWords((await person.get(supportPaths.chance(only))).text)).toEqual(['A lift home'])
})

test('an empty form begins nothing; one sent twice begins one', async () => {
  const { person } = await begin(app, 'Tit')
  await choose(person, '  ')
  expect((await person.get(supportPaths.chances)).text).toContain(words.chancesNone)
  const sending = readSending((await person.get(supportPaths.newChance)).text)
  const send = (choice: string) => person.send(supportPaths.newChance, { choice, sending })
  await Promise.all([send('A job on a boat'), send('A job on a boat')])
  await send('A job on a big boat')
  const list = await person.get(supportPaths.chances)
  expect(list.text.match(/class="own"/g)).toHaveLength(1)
  expect(list.text).toContain('A job on a big boat')
})

test('it is changed, put down and taken up again, and how it was before stays readable in order', async () => {
  const { person } = await begin(app, 'Crow')
  const id = await choose(person, 'Move in with Jo')
  await person.send(supportPaths.changeChance(id), {
    choice: 'Move near Jo',
    wanted: '',
    ...(await openForm(person, id)),
  })
  for (const put of ['down', 'down', 'up']) await person.send(supportPaths.putChance(id), { put })
  const list = await person.get(supportPaths.chanceEarlier(id))
  const links = [...list.text.matchAll(/href="([^"]+\/before\/[0-9a-f-]{36})">([^<]+)/g)]
  expect(links.map(([, , label]) => label!.includes(words.isDown))).toEqual([true, false, false])
  const shown = await Promise.all(links.map(([, href]) => person.get(href!)))
  expect(shown.flatMap(({ text }) => ownWords(text))).toEqual([
    'Move near Jo',
    'Move near Jo',
    'Move in with Jo',
  ])
})

test('an older wording of a chance goes alone; the one that stands goes only with the chance', async () => {
  const { person } = await begin(app, 'Dove')
  const id = await choose(person, 'Move in with Jo')
  await person.send(supportPaths.changeChance(id), {
    choice: 'Move near Jo',
    wanted: '',
    ...(await openForm(person, id)),
  })
  const rows = async () =>
    (await house.asOwner('select id from chance_version where chance_id = $1 order by place', [id])).map(
      (row) => String(row['id']),
    )
  const [early, standing] = await rows()
  const page = (versionId: string) => person.get(supportPaths.chanceVersion(id, versionId))
  expect((await page(early!)).text).toContain(words.remove)
  expect((await page(standing!)).text).not.toContain(words.remove)
  const stranger = (await begin(app, 'Kite')).person
  await stranger.send(supportPaths.removeChanceVersion(id, early!))
  expect(await rows()).toHaveLength(2)
  for (const versionId of [early!, early!, standing!])
    await person.send(supportPaths.removeChanceVersion(id, versionId))
  expect(await rows()).toEqual([standing])
  expect((await page(early!)).status).toBe(404)
  expect(ownWords((await person.get(supportPaths.chance(id))).text)).toEqual(['Move near Jo'])
})

test('two pages open at once: both are kept, and putting down in between stays done', async () => {
  const { person } = await begin(app, 'Rook')
  const id = await choose(person, 'Walk home at night')
  const [first, second] = [await openForm(person, id), await openForm(person, id)]
  await person.send(supportPaths.changeChance(id), { choice: 'Walk home by the road', wanted: '', ...first })
  await person.send(supportPaths.putChance(id), { put: 'down' })
  await person.send(supportPaths.changeChance(id), {
    choice: 'Walk home with Bo',
    wanted: 'A torch',
    ...second,
  })
  const page = await person.get(supportPaths.chance(id))
  expect(ownWords(page.text)).toEqual(['Walk home by the road', 'Walk home with Bo', 'A torch'])
  expect(page.text).toContain(words.both)
  expect(page.text).toContain(words.up)
})

test('a coach’s line stands beside, the person sees it, and the chance is as it was', async () => {
  const { person } = await begin(app, 'Swift')
  const id = await choose(person, 'Stop the tablets', 'A call each day')
  const spaceId = await letInTo(person, 'Swift')
  const before = await house.asOwner('select * from chance_version where chance_id = $1', [id])
  const sending = await readLineSending(spaceId)
  for (const said of ['I said I worry.', 'I said I worry.', 'I will ring at nine.']) {
    expect((await sayLine(spaceId, id, said, sending)).status).toBe(303)
  }
  expect(await house.asOwner('select * from chance_version where chance_id = $1', [id])).toEqual(before)
  const page = await person.get(supportPaths.chance(id))
  expect(page.text.match(/Dele from The Lighthouse/g)).toHaveLength(2)
  expect(page.text).toContain('I said I worry.')
  expect(page.text).toContain(words.linesHint)
  expect((await coach.get(supportPaths.guestKeepingSafe(spaceId))).text).toContain('I will ring at nine.')
})

test('an empty line, or one too long, is said, and its words stay', async () => {
  const { person } = await begin(app, 'Dove')
  const id = await choose(person, 'Sleep outside')
  const spaceId = await letInTo(person, 'Dove')
  expect((await sayLine(spaceId, id, ' ')).text).toContain(words.lineMissing)
  const long = await sayLine(spaceId, id, `${'x'.repeat(mostLetters)}end`)
  expect(long.status).toBe(422)
  expect(long.text).toContain('end</textarea>')
})

test('a coach who was signed out, or on another’s page, loses no line and leaves none there', async () => {
  const { person } = await begin(app, 'Teal')
  const id = await choose(person, 'Sell the car')
  const spaceId = await letInTo(person, 'Teal')
  const path = supportPaths.guestChanceLine(spaceId, id)
  const sending = readSending((await coach.get(supportPaths.guestKeepingSafe(spaceId))).text)
  const late = await new Visitor(app).send(path, { said: 'I know a fair garage.', sending })
  expect(late.status).toBe(403)
  expect(late.text).toContain('I know a fair garage.</textarea>')
  const other = (await begin(app, 'Gadwall')).person
  const otherId = await choose(other, 'Ring Kai')
  const otherPath = supportPaths.guestChanceLine(await letInTo(other, 'Gadwall'), otherId)
  const wrong = await coach.send(otherPath, { said: 'I know a fair garage.', sending })
  expect(wrong.status).toBe(409)
  expect(wrong.text).toContain('I know a fair garage.')
  expect((await other.get(supportPaths.chance(otherId))).text).not.toContain('garage')
  const again = await coach.send(path, { said: 'I know a fair garage.', sending: readSending(late.text) })
  expect(again.status).toBe(303)
  expect((await person.get(supportPaths.chance(id))).text).toContain('I know a fair garage.')
})

test('what two pages kept is the person’s to choose from: a coach sees both, and is asked nothing', async () => {
  const { person } = await begin(app, 'Smew')
  const id = await choose(person, 'Walk home')
  const [first, second] = [await openForm(person, id), await openForm(person, id)]
  await person.send(supportPaths.changeChance(id), { choice: 'Walk by the road', wanted: '', ...first })
  await person.send(supportPaths.changeChance(id), { choice: 'Walk with Bo', wanted: '', ...second })
  const { text } = await coach.get(supportPaths.guestKeepingSafe(await letInTo(person, 'Smew')))
  expect(ownWords(text)).toEqual(['Walk by the road', 'Walk with Bo'])
  expect(text).not.toContain('You wrote')
  const version = first.sending.split('.')[0]!
  expect((await person.get(supportPaths.chanceVersion(id, version))).text).not.toContain(words.both)
})

test('what was put down is not the coach’s to see, and a line typed meanwhile is given back', async () => {
  const { person } = await begin(app, 'Kite')
  const id = await choose(person, 'Ring my dad')
  const spaceId = await letInTo(person, 'Kite')
  const sending = await readLineSending(spaceId)
  await person.send(supportPaths.putChance(id), { put: 'down' })
  expect((await coach.get(supportPaths.guestKeepingSafe(spaceId))).text).not.toContain('Ring my dad')
  const sent = await sayLine(spaceId, id, 'I thought about this for long.', sending)
  expect(sent.status).toBe(422)
  expect(sent.text).toContain(words.lineNotKept)
  expect(sent.text).toContain('I thought about this for long.')
  expect((await person.get(supportPaths.chance(id))).text).not.toContain('I thought about this')
})

test('taken away it is gone, with its versions and lines', async () => {
  const { person } = await begin(app, 'Owl')
  const id = await choose(person, 'Go back')
  const spaceId = await letInTo(person, 'Owl')
  await sayLine(spaceId, id, 'We spoke about it.')
  await person.send(supportPaths.removeChance(id))
  expect((await person.get(supportPaths.chance(id))).status).toBe(404)
  for (const table of ['chance', 'chance_version', 'chance_line']) {
    expect(await house.asOwner(`select id from ${table} where tenant_id = $1`, [spaceId]), table).toEqual([])
  }
})

test('another person’s chance is not there, nor its versions under a chance of one’s own', async () => {
  const { person } = await begin(app, 'Lark')
  const id = await choose(person, 'Mine alone')
  const other = (await begin(app, 'Jay')).person
  const own = await choose(other, 'My own')
  const { sending } = await openForm(other, own)
  for (const one of [id, newId()]) {
    const pages = [
      supportPaths.chance(one),
      supportPaths.changeChance(one),
      supportPaths.chanceVersion(own, one),
    ]
    for (const path of pages) expect((await other.get(path)).status, path).toBe(404)
    expect((await other.send(supportPaths.putChance(one), { put: 'down' })).status).toBe(404)
    expect((await other.send(supportPaths.changeChance(one), { choice: 'Theirs', sending })).status).toBe(404)
    await other.send(supportPaths.removeChance(one))
  }
  expect(ownWords((await person.get(supportPaths.chance(id))).text)).toEqual(['Mine alone'])
  const second = await choose(other, 'Another')
  expect((await other.get(supportPaths.chanceVersion(own, second))).status).toBe(404)

  const spaceId = await letInTo(other, 'Jay')
  expect((await sayLine(spaceId, id, 'Elsewhere')).status).toBe(422)
  expect((await person.get(supportPaths.chance(id))).text).not.toContain('Elsewhere')
})

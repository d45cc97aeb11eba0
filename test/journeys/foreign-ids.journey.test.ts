import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../bin/parts.ts'
import { supportRoutes } from '../../bin/support-parts.ts'
import { may, staffRoles, type Action } from '../../src/access/matrix.ts'
import { isId, newBlindId } from '../../src/platform/ids.ts'
import type { Route } from '../../src/platform/http/routes.ts'
import {
  fillPath,
  findDoor,
  findIds,
  findPair,
  findRecording,
  makePasskey,
  makeSecondOrganisation,
} from './behind-the-pages.ts'
import { House, demoStaff } from './house.ts'
import { makeChatWithNote, tableOfCards, type SentFile } from './made-files.ts'

// No browser here: what matters is what the server answers to somebody who types addresses.

const stranger = 'nia@another.example'
// Support's are walked by role and by invitation in test/contract/support-routes.test.ts.
const staffRouteList = routes.filter((route) => route.asks !== null && !supportRoutes.includes(route))
const withIds = staffRouteList.filter((route) => route.path.includes(':'))

let house: House
let ids: Map<string, string>
/** What a page asks for beside the ids of its path, and a path that only some ids of its kind have. */
const queries = new Map<string, string>()
const ownIds = new Map<string, ReadonlyMap<string, string>>()
const cookies = new Map<string, string>()

beforeAll(async () => {
  house = await House.start('demo')
  await makeSecondOrganisation(house, stranger)
  for (const [who, address] of [...Object.entries(demoStaff), ['stranger', stranger] as const]) {
    cookies.set(who, await signInByHand(address))
  }
  await proposeClearance()
  await askAndPay()
  await setUpMailbox()
  await makePasskey(house)
  await joinAndWorry()
  await sendAdvertisement()
  ids = await findIds(
    house,
    withIds.map((route) => route.path),
  )
  await bringFiles()
})

afterAll(() => house?.stop())

const pagesWithIds = withIds.filter((route) => route.method === 'GET')

test.each(pagesWithIds.map((route) => [nameOf(route), route] as const))(
  'the ids tried below are those of a page at %s',
  async (_, route) => {
    const role = staffRoles.findLast((one) => may([one], route.asks as Action))!
    const answer = await ask(route, role)
    expect(answer.status, role).toBe(200)
  },
)

test.each(withIds.map((route) => [nameOf(route), route] as const))(
  'somebody of another organisation finds nothing at %s',
  async (_, route) => {
    const answer = await ask(route, 'stranger')
    expect(answer.status, await answer.text()).toBe(404)
  },
)

test.each(withIds.map((route) => [nameOf(route), route] as const))(
  'an id nobody has is the same page at %s',
  async (_, route) => {
    const nobody = new Map([...ids].map(([name]) => [name, newBlindId()]))
    const strange = await ask(route, 'stranger', nobody)
    const foreign = await ask(route, 'stranger')
    expect(strange.status).toBe(404)
    expect(await strange.text()).toBe(await foreign.text())
    expect(isId([...nobody.values()][0])).toBe(true)
  },
)

const refused = staffRouteList.flatMap((route) =>
  staffRoles
    .filter((role) => !may([role], route.asks as Action))
    .map((role) => [role, nameOf(route), route] as const),
)

test.each(refused)('a %s without the right does not get in at %s', async (role, _, route) => {
  const answer = await ask(route, role)
  expect(answer.status).toBe(403)
})

test.each(staffRouteList.map((route) => [nameOf(route), route] as const))(
  'signed out, %s leads to the sign-in page',
  async (_, route) => {
    const answer = await ask(route, null)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toMatch(/^\/sign-in\?back=/)
  },
)

test.each(routes.filter((route) => route.method === 'POST').map((route) => [nameOf(route), route] as const))(
  'a form from elsewhere is refused at %s',
  async (_, route) => {
    const origins: Record<string, string>[] = [
      {},
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site', origin: house.origin },
      { 'sec-fetch-site': 'same-site' },
    ]
    for (const headers of origins) {
      const answer = await ask(route, 'listener', ids, headers)
      expect(answer.status, JSON.stringify(headers)).toBe(403)
    }
  },
)

function nameOf(route: Route): string {
  return `${route.method} ${route.path}`
}

/** Asks as somebody, with an empty form when it is one. Changing nothing, because every form here lacks its fields. */
async function ask(
  route: Route,
  who: string | null,
  given: ReadonlyMap<string, string> = ids,
  headers: Record<string, string> = { origin: house.origin },
): Promise<Response> {
  const own = given === ids ? ownIds.get(route.path) : undefined
  const path = fillPath(route.path, own ?? given) + (queries.get(route.path) ?? '')
  return fetch(house.origin + path, {
    method: route.method,
    redirect: 'manual',
    headers: {
      ...(who ? { cookie: cookies.get(who) ?? '' } : {}),
      ...(route.method === 'POST' ? headers : {}),
      'x-forwarded-for': `203.0.113.${Math.ceil(Math.random() * 250)}`,
    },
    ...(route.method === 'POST' ? { body: new URLSearchParams() } : {}),
  })
}

async function signInByHand(address: string): Promise<string> {
  const before = house.lines.length
  const asked = await sendForm('/sign-in', { address }, '')
  const cookie = cookieOf(asked)
  const code = await house.readSignInCode(address, before)
  return cookieOf(await sendForm('/sign-in/code', { code }, cookie))
}

/** The demo has none, and an address of one is tried below. */
async function proposeClearance(): Promise<void> {
  const found = await findIds(house, ['/series/:series'])
  const path = fillPath('/series/:series/clearances', found)
  const reason = 'It is the month, and nobody of that name is meant.'
  const answer = await sendForm(path, { word: 'May', reason }, cookies.get('reader')!)
  expect(answer.status).toBe(303)
}

/** A request and a payment, which the demo has none of. */
async function askAndPay(): Promise<void> {
  const found = await findIds(house, ['/voices/:voice', '/exercises/:exercise'])
  const listener = cookies.get('listener')!
  const asked = { kind: 'print', howKnown: 'She knew how it began.' }
  expect((await sendForm(fillPath('/voices/:voice/requests', found), asked, listener)).status).toBe(303)
  const paid = { name: 'Winifred Oke', amount: '20', way: 'voucher', paidOn: '2026-01-05' }
  expect((await sendForm(fillPath('/exercises/:exercise/payments', found), paid, listener)).status).toBe(303)
}

/** The demo has none: one whose server does not answer, kept all the same. */
async function setUpMailbox(): Promise<void> {
  const path = fillPath('/exercises/:exercise/mailboxes', await findIds(house, ['/exercises/:exercise']))
  const server = { host: 'localhost', port: '1', security: 'tls', user: 'answers', password: 'kettle' }
  const answer = await sendForm(path, { ...server, folder: 'INBOX', anyway: 'yes' }, cookies.get('listener')!)
  expect(answer.status).toBe(303)
}

/** A table whose columns can be chosen, and a chat with a recording, agreed to and not checked yet. */
async function bringFiles(): Promise<void> {
  const chat = await bring(makeChatWithNote())
  ownIds.set('/sources/:source/columns', new Map([['source', await bring(tableOfCards)]]))
  const agreed = { everybody: 'read', manner: 'chat', how: 'Asked in the group.' }
  expect((await sendForm(`/sources/${chat}/agreed`, agreed, cookies.get('listener')!)).status).toBe(303)
  ids.set('source', chat)
  for (const path of ['/sources/:source/recording', '/sources/:source/recording/file']) {
    queries.set(path, `?of=${await findRecording(house, chat)}`)
  }
}

/** Brings a file in as a listener; gives its id once it is there to be checked. */
async function bring(file: SentFile): Promise<string> {
  const body = new FormData()
  body.set('file', new Blob([new Uint8Array(file.buffer)], { type: file.mimeType }), file.name)
  const headers = { cookie: cookies.get('listener')!, origin: house.origin }
  const path = `${fillPath('/exercises/:exercise', ids)}/doors/import`
  const sent = await fetch(house.origin + path, { method: 'POST', redirect: 'manual', headers, body })
  const source = sent.headers.get('location')!.replace(/\?.*/, '')
  for (let wait = 0; wait < 300; wait += 1) {
    const page = await (await fetch(house.origin + source, { headers })).text()
    if (page.includes(`${source}/agreed`)) return source.split('/').at(-1)!
    await sleep(100)
  }
  throw new Error(`${file.name} never waits to be checked.`)
}

/** Two voices joined, and words that make somebody fear for one of them. */
async function joinAndWorry(): Promise<void> {
  const { exercise, passage, kept, other } = await findPair(house)
  const listener = cookies.get('listener')!
  const joined = await sendForm(
    `/exercises/${exercise}/voices/same`,
    { kept, other, answer: 'same' },
    listener,
  )
  expect(joined.status).toBe(303)
  expect((await sendForm(`/passages/${passage}/concern`, { word: '0-3' }, listener)).status).toBe(303)
}

/** Held back until a listener has looked: it is mostly links. */
async function sendAdvertisement(): Promise<void> {
  const door = await findDoor(house)
  const page = await (await fetch(house.origin + door)).text()
  const hidden = [...page.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)]
  const fields = Object.fromEntries(hidden.map(([, name, value]) => [name!, value!]))
  const words = 'https://kettles.example https://pots.example'
  expect((await sendForm(door, { ...fields, words }, '')).status).toBe(200)
}

function sendForm(path: string, fields: Record<string, string>, cookie: string): Promise<Response> {
  return fetch(house.origin + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin: house.origin },
    body: new URLSearchParams(fields),
  })
}

function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .filter((line) => !/max-age=0/i.test(line))
    .map((line) => line.split(';')[0])
    .join('; ')
}

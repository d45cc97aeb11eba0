import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Hono } from 'hono'
import { useTestHouse } from '../../../test/test-house.ts'
import { openMailServer } from '../../../test/mail-server.ts'
import { openApp, signIn, Visitor, waitForCode } from '../../../test/visitor.ts'
import { Limits } from '../../platform/http/limits.ts'
import { openPostbox } from '../../platform/mail/postbox.ts'
import { makeOrganisation } from '../organisation/organisation.ts'
import { sessionCookie } from '../sessions/sessions.ts'
import { sessionRoutes } from '../sessions/sessions.routes.tsx'
import { chooseBrowser, codesAnHour } from '../codes/codes.ts'
import { askForCode, askingCookie, signInWithCode } from './sign-in.ts'
import { signInRoutes } from './sign-in.routes.tsx'
import { signInWords } from './sign-in.words.ts'

const words = signInWords['en-GB']
const address = 'ada@example.org'
const wrongCode = 'This code does not work here.'

const house = useTestHouse()
let app: Hono
let visitor: Visitor

beforeAll(async () => {
  app = openApp(house, [...signInRoutes, ...sessionRoutes])
  await makeOrganisation(house.db, {
    name: 'The Lighthouse',
    operator: 'The Lighthouse',
    staff: [{ name: 'Ada', address, roles: ['lead'] }],
  })
}, 60_000)

beforeEach(async () => {
  house.services.limits = new Limits()
  visitor = new Visitor(app)
  await house.asOwner('delete from sign_in_code')
})

/** Asks for a code in a browser and gives it. */
async function ask(browser: Visitor, to = address): Promise<string> {
  const before = house.letters.length
  await browser.send('/sign-in', { address: to })
  return waitForCode(house, normal(to), before)
}

/** Asks for a code without a page. */
async function askDirectly(): Promise<{ browser: string; code: string }> {
  const before = house.letters.length
  const browser = chooseBrowser(null)
  await askForCode(house.db, house.services.postbox, { address, browser })
  return { browser, code: (await waitForCode(house, address, before)).replace(' ', '') }
}

function normal(text: string): string {
  return text.trim().toLowerCase()
}

function otherThan(code: string): string {
  return code === '111 111' ? '222 222' : '111 111'
}

describe('a code', () => {
  test('signs in, once, and is two groups of three', async () => {
    const code = await ask(visitor)
    expect(code).toMatch(/^\d{3} \d{3}$/)
    const answer = await visitor.send('/sign-in/code', { code })
    expect([answer.status, answer.location]).toEqual([303, '/work'])
    expect((await visitor.get('/sessions')).status).toBe(200)
    expect((await visitor.get('/sign-in')).location).toBe('/work')

    const [used] = await house.asOwner('select used_at from sign_in_code')
    expect(used?.['used_at']).toBeInstanceOf(Date)
  })

  test('does not work a second time, not even in the browser that asked', async () => {
    const code = await ask(visitor)
    const browser = visitor.cookies.get(askingCookie)!
    expect((await visitor.send('/sign-in/code', { code })).status).toBe(303)
    visitor.cookies.set(askingCookie, browser)
    visitor.cookies.delete(sessionCookie)
    const again = await visitor.send('/sign-in/code', { code })
    expect(again.status).toBe(422)
    expect(again.text).toContain(wrongCode)
  })

  test('of which two arrive at once signs in once', async () => {
    const { browser, code } = await askDirectly()
    const tokens = await Promise.all([1, 2, 3].map(() => signInWithCode(house.db, { code, browser })))
    expect(tokens.filter(Boolean)).toHaveLength(1)
  })

  test('is taken without its space, with a dash, and in full-width figures', async () => {
    for (const change of [
      (code: string) => code.replace(' ', ''),
      (code: string) => ` ${code.replace(' ', '-')} `,
      (code: string) => code.replace(/\d/g, (figure) => String.fromCharCode(0xff10 + Number(figure))),
    ]) {
      const browser = new Visitor(app)
      const code = change(await ask(browser))
      expect((await browser.send('/sign-in/code', { code })).status).toBe(303)
    }
  })

  test('stops working after five wrong tries', async () => {
    const code = await ask(visitor)
    for (let tries = 0; tries < 5; tries += 1) {
      const answer = await visitor.send('/sign-in/code', { code: otherThan(code) })
      expect(answer.status).toBe(422)
      expect(answer.text).toContain(wrongCode)
    }
    expect((await visitor.send('/sign-in/code', { code })).status).toBe(422)
    expect(visitor.cookies.has(sessionCookie)).toBe(false)
  })

  test('still works at the fifth try', async () => {
    const code = await ask(visitor)
    for (let tries = 0; tries < 4; tries += 1) await visitor.send('/sign-in/code', { code: otherThan(code) })
    expect((await visitor.send('/sign-in/code', { code })).status).toBe(303)
  })

  test('tried a hundred times at once is tried five times', async () => {
    const { browser, code: real } = await askDirectly()
    const guesses = Array.from({ length: 100 }, (_, guess) => String(guess).padStart(6, '0'))
    const guessed = guesses.filter((guess) => guess !== real)
    await Promise.all(guessed.map((code) => signInWithCode(house.db, { code, browser })))
    const [row] = await house.asOwner('select attempts from sign_in_code')
    expect(row?.['attempts']).toBe(5)
    expect(await signInWithCode(house.db, { code: real, browser })).toBeNull()
  })

  test('lasts ten minutes', async () => {
    const code = await ask(visitor)
    await house.asOwner(`update sign_in_code set expires_at = expires_at - interval '10 minutes 1 second'`)
    expect((await visitor.send('/sign-in/code', { code })).status).toBe(422)
    await house.asOwner(`update sign_in_code set expires_at = expires_at + interval '20 seconds'`)
    expect((await visitor.send('/sign-in/code', { code })).status).toBe(303)
  })

  test('works only in the browser that asked', async () => {
    const code = await ask(visitor)
    const other = new Visitor(app)
    expect((await other.send('/sign-in/code', { code })).status).toBe(422)
    other.cookies.set(askingCookie, chooseBrowser(null))
    expect((await other.send('/sign-in/code', { code })).status).toBe(422)
    expect((await visitor.send('/sign-in/code', { code })).status).toBe(303)
  })

  test('is dead once the same browser asked for a newer one', async () => {
    const first = await ask(visitor)
    let second = await ask(visitor)
    while (second === first) second = await ask(visitor)
    expect((await visitor.send('/sign-in/code', { code: first })).status).toBe(422)
    expect((await visitor.send('/sign-in/code', { code: second })).status).toBe(303)
  })

  test('is nowhere in the database', async () => {
    const code = await ask(visitor)
    const [row] = await house.asOwner('select sign_in_code::text as text from sign_in_code')
    expect(row?.['text']).not.toContain(code.replace(' ', ''))
    expect(row?.['text']).not.toContain(Buffer.from(code.replace(' ', '')).toString('hex'))
    const [account] = await house.asOwner('select account::text as text from account')
    expect(account?.['text']).not.toContain(address)
    expect(account?.['text']).not.toContain(Buffer.from(address).toString('hex'))
  })

  test('comes in a letter that says nothing about what it is about', async () => {
    await ask(visitor)
    const letter = house.letters.at(-1)!
    expect(letter).toContain('Your code')
    expect(letter).toContain('10 minutes')
    expect(letter).not.toMatch(/ownterms|lighthouse|listen|exercise|https?:/i)
  })
})

describe('an address', () => {
  test('is found however it is typed', async () => {
    const code = await ask(visitor, '  ADA@Example.ORG ')
    expect((await visitor.send('/sign-in/code', { code })).status).toBe(303)
  })

  test('that nobody here has looks the same at every step', async () => {
    const known = new Visitor(app)
    const unknown = new Visitor(app)
    const before = house.letters.length
    const asked = [
      await known.send('/sign-in', { address }),
      await unknown.send('/sign-in', { address: 'nobody@example.org' }),
    ]
    expect(shape(asked[0]!)).toEqual(shape(asked[1]!))
    const shown = [await known.get('/sign-in/code'), await unknown.get('/sign-in/code')]
    expect(shape(shown[0]!)).toEqual(shape(shown[1]!))
    const real = await waitForCode(house, address, before)
    for (let tries = 0; tries < 6; tries += 1) {
      const tried = await Promise.all(
        [known, unknown].map((browser) => browser.send('/sign-in/code', { code: otherThan(real) })),
      )
      expect(tried[0]!.status).toBe(422)
      expect(shape(tried[0]!)).toEqual(shape(tried[1]!))
    }
    expect(house.letters.slice(before)).toHaveLength(1)
    const rows = await house.asOwner('select attempts from sign_in_code')
    expect(rows.map((row) => row['attempts'])).toEqual([5, 5])
  })

  test('without a mailbox of that shape is asked for again, with what was typed', async () => {
    for (const typed of [
      '',
      'ada',
      'ada@',
      'a@b.org, c@d.org',
      'ada@exa mple.org',
      'x'.repeat(250) + '@a.org',
    ]) {
      const answer = await visitor.send('/sign-in', { address: typed })
      expect(answer.status, typed).toBe(422)
      expect(answer.text).toContain(words.addressWrong)
      if (typed) expect(answer.text).toContain(`value="${typed}"`)
    }
  })

  test('of somebody who works nowhere any more gets no letter', async () => {
    const left = 'left@example.org'
    const { tenantId } = await makeOrganisation(house.db, {
      name: 'Gone',
      operator: 'Gone',
      staff: [{ name: 'Left', address: left, roles: ['lead'] }],
    })
    await ask(visitor, left)
    await house.asOwner('delete from membership where tenant_id = $1', [tenantId])
    const before = house.letters.length
    expect((await visitor.send('/sign-in', { address: left })).status).toBe(303)
    await ask(new Visitor(app))
    expect(house.letters.slice(before).join()).not.toContain(left)
  })
})

describe('limits', () => {
  test('an address gets five codes an hour, wherever they are asked for, and the answer stays the same', async () => {
    const before = house.letters.length
    const answers = []
    for (let asked = 0; asked < codesAnHour + 2; asked += 1) {
      answers.push(shape(await new Visitor(app).send('/sign-in', { address })))
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    await new Promise((done) => setTimeout(done, 100))
    expect(house.letters.slice(before)).toHaveLength(codesAnHour)

    await house.asOwner(`update sign_in_code set created_at = created_at - interval '61 minutes'`)
    await ask(new Visitor(app))
  })

  test('asked for ten times at once, five are sent', async () => {
    const before = house.letters.length
    await Promise.all(
      Array.from({ length: 10 }, () =>
        askForCode(house.db, house.services.postbox, { address, browser: chooseBrowser(null) }),
      ),
    )
    await new Promise((done) => setTimeout(done, 100))
    expect(house.letters.slice(before)).toHaveLength(codesAnHour)
  })

  test('a code that was there before the limit still works after it', async () => {
    let code = ''
    for (let asked = 0; asked < codesAnHour; asked += 1) code = await ask(visitor)
    await visitor.send('/sign-in', { address })
    expect((await visitor.send('/sign-in/code', { code })).status).toBe(303)
  })

  test('one network asks ten times a minute and tries twenty times', async () => {
    const asked = []
    for (let count = 0; count < 11; count += 1) {
      asked.push((await visitor.send('/sign-in', { address: `n${count}@example.org` })).status)
    }
    expect(asked).toEqual([...Array(10).fill(303), 429])
    const tried = []
    for (let count = 0; count < 21; count += 1) {
      tried.push((await visitor.send('/sign-in/code', { code: '123456' })).status)
    }
    expect(tried).toEqual([...Array(20).fill(422), 429])
  })
})

describe('the way back', () => {
  test('leads to the page that was asked for', async () => {
    const sent = await visitor.get('/sessions')
    expect(sent.location).toBe('/sign-in?back=%2Fsessions')
    const shown = await visitor.get(sent.location!)
    expect(shown.text).toContain('name="back" value="/sessions"')
    const before = house.letters.length
    const asked = await visitor.send('/sign-in', { address, back: '/sessions' })
    expect(asked.location).toBe('/sign-in/code?back=%2Fsessions')
    const code = await waitForCode(house, address, before)
    const signed = await visitor.send('/sign-in/code', { code, back: '/sessions' })
    expect(signed.location).toBe('/sessions')
  })

  test('never leads to another site', async () => {
    const shown = await visitor.get('/sign-in?back=%2F%2Fevil.example')
    expect(shown.text).not.toContain('evil')
    const code = await ask(visitor)
    expect((await visitor.get('/sign-in/code?back=https%3A%2F%2Fevil.example')).text).not.toContain('evil')
    const signed = await visitor.send('/sign-in/code', { code, back: '/\\evil.example' })
    expect(signed.location).toBe('/work')
  })
})

describe('safety', () => {
  test('a form from nowhere or from another site is refused', async () => {
    for (const headers of [
      {},
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site', origin: 'http://localhost:3000' },
    ] as Record<string, string>[]) {
      for (const path of ['/sign-in', '/sign-in/code', '/sign-out', '/sessions/others/end']) {
        expect((await visitor.send(path, { address }, headers)).status, path).toBe(403)
      }
    }
  })

  test('cookies are closed to scripts, stay here, and are secure on https', async () => {
    const code = await ask(visitor)
    const answer = await visitor.send('/sign-in/code', { code })
    const session = answer.setCookies.find((line) => line.startsWith(`${sessionCookie}=`))!
    expect(session).toMatch(/; HttpOnly/)
    expect(session).toMatch(/; SameSite=Lax/)
    expect(session).toMatch(/; Path=\//)
    expect(session).toMatch(/; Max-Age=50400/)
    expect(session).not.toMatch(/Secure|Domain/)
    const asking = answer.setCookies.find((line) => line.startsWith(`${askingCookie}=`))!
    expect(asking).toMatch(/Max-Age=0/)

    const config = { ...house.config, origin: 'https://listen.example.org' }
    const secure = openApp({ ...house, services: { ...house.services, config } }, signInRoutes)
    const asked = await new Visitor(secure, config.origin).send('/sign-in', { address })
    expect(asked.setCookies[0]).toMatch(/^ownterms-asking=[\w-]{43}; .*HttpOnly; Secure; SameSite=Lax$/)
  })

  test('each sign-in is a new session, and its token is stored only as a fingerprint', async () => {
    await signIn(house, visitor, address)
    const first = visitor.cookies.get(sessionCookie)!
    await signIn(house, visitor, address)
    const second = visitor.cookies.get(sessionCookie)!
    expect(second).not.toBe(first)
    const rows = await house.asOwner('select session::text as text from session')
    const stored = rows.map((row) => row['text']).join()
    for (const token of [first, second]) {
      expect(stored).not.toContain(token)
      expect(stored).not.toContain(Buffer.from(token, 'base64url').toString('hex'))
    }
  })

  test('a cookie set by somebody else as asking token is replaced when it is not ours in shape', async () => {
    visitor.cookies.set(askingCookie, 'known-to-somebody')
    await visitor.send('/sign-in', { address })
    expect(visitor.cookies.get(askingCookie)).toMatch(/^[\w-]{43}$/)
  })

  test('the page says where codes go when mail is not set up', async () => {
    expect((await visitor.get('/sign-in')).text).toContain('server’s console')
    expect((await visitor.get('/sign-in/code')).location).toBe('/sign-in')
  })
})

test('a code arrives through a real mail server, and a page does not wait for it', async () => {
  let release = () => {}
  const mail = await openMailServer(new Promise<void>((done) => (release = done)))
  const postbox = openPostbox(mail.url, 'Post <no-reply@example.org>', () => undefined)
  try {
    const online = openApp({ ...house, services: { ...house.services, postbox } }, signInRoutes)
    const browser = new Visitor(online)
    expect((await browser.get('/sign-in')).text).not.toContain('console')
    expect((await browser.send('/sign-in', { address })).status).toBe(303)
    expect(mail.received).toHaveLength(0)
    release()
    await expect.poll(() => mail.received.length, { timeout: 5000 }).toBe(1)
    expect(mail.received[0]).toMatch(/^To: ada@example\.org\r?$/m)
    expect(mail.received[0]).toMatch(/^Subject: Your code\r?$/m)
    const code = /^(\d{3} \d{3})\r?$/m.exec(mail.received[0]!)?.[1]
    expect((await browser.send('/sign-in/code', { code: code! })).location).toBe('/work')
  } finally {
    release()
    postbox.close()
    await mail.close()
  }
})

/** All of an answer that somebody could tell two addresses apart by. */
function shape(answer: { status: number; text: string; location: string | null; setCookies: string[] }) {
  return { ...answer, setCookies: answer.setCookies.map((line) => line.replace(/=[\w-]{43}/, '=…')) }
}

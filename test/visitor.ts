import type { Hono } from 'hono'
import { createApp } from '../src/platform/http/app.tsx'
import { Limits } from '../src/platform/http/limits.ts'
import type { Route } from '../src/platform/http/routes.ts'
import { readStylesheet } from '../src/platform/http/app.tsx'
import type { TestHouse } from './database.ts'

/** What came back, as a browser would see it. */
export type Answer = {
  status: number
  text: string
  location: string | null
  setCookies: string[]
  /** What the page lets a browser do. */
  policy: string
}

export type Sent =
  Readonly<Record<string, string | readonly string[]>> | readonly (readonly [string, string])[]

/** The whole web application on a house, for `Visitor`. */
export function openApp(house: TestHouse, routes: readonly Route[]): Hono {
  return createApp(house.services, readStylesheet(), routes)
}

/** The same, where every request comes ten minutes after the one before: for what is not about how often. */
export function openSlowly(house: TestHouse, routes: readonly Route[]): Hono {
  let clock = 0
  const limits = new Limits(() => (clock += 600_000))
  return openApp({ ...house, services: { ...house.services, limits } }, routes)
}

/** One browser: keeps cookies, sends forms as our own pages would, follows nothing by itself. */
export class Visitor {
  readonly cookies = new Map<string, string>()
  #app: Hono
  #origin: string

  constructor(app: Hono, origin = 'http://localhost:3000') {
    this.#app = app
    this.#origin = origin
  }

  async get(path: string): Promise<Answer> {
    return this.#ask(path, { method: 'GET', headers: this.#headers() })
  }

  /** Sends a form. `headers` replaces those of our own page: `{}` is a form from nowhere. */
  async send(path: string, sent: Sent = {}, headers?: Readonly<Record<string, string>>): Promise<Answer> {
    const body = new URLSearchParams()
    const pairs = Array.isArray(sent) ? (sent as [string, string][]) : Object.entries(sent)
    for (const [name, value] of pairs) {
      for (const one of typeof value === 'string' ? [value] : value) body.append(name, one)
    }
    return this.#ask(path, {
      method: 'POST',
      body: body.toString(),
      headers: {
        ...this.#headers(),
        'content-type': 'application/x-www-form-urlencoded',
        ...(headers ?? { origin: this.#origin }),
      },
    })
  }

  async #ask(path: string, init: RequestInit): Promise<Answer> {
    const response = await this.#app.request(path, init)
    const setCookies = response.headers.getSetCookie()
    for (const line of setCookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0/i.test(line)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return {
      status: response.status,
      text: await response.text(),
      location: response.headers.get('location'),
      setCookies,
      policy: response.headers.get('content-security-policy') ?? '',
    }
  }

  #headers(): Record<string, string> {
    if (this.cookies.size === 0) return {}
    return { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
  }
}

/** The code of the newest letter to an address, once it is there. */
export async function waitForCode(house: TestHouse, address: string, after = 0): Promise<string> {
  for (let wait = 0; wait < 200; wait += 1) {
    const letter = house.letters
      .slice(after)
      .findLast((text) => text.includes(`Letter to ${address}: Your code`))
    const code = /\b(\d{3} \d{3})\b/.exec(letter ?? '')?.[1]
    if (code) return code
    await new Promise((done) => setTimeout(done, 10))
  }
  throw new Error(`No code was sent to ${address}.`)
}

/** A browser in which somebody is signed in. */
export async function enter(house: TestHouse, app: Hono, address: string): Promise<Visitor> {
  const visitor = new Visitor(app)
  const { status } = await signIn(house, visitor, address)
  if (status !== 303) throw new Error(`${address} could not sign in.`)
  return visitor
}

/** Signs a browser in through the pages, as a person does. */
export async function signIn(house: TestHouse, visitor: Visitor, address: string): Promise<Answer> {
  const before = house.letters.length
  await visitor.send('/sign-in', { address })
  return visitor.send('/sign-in/code', { code: await waitForCode(house, address, before) })
}

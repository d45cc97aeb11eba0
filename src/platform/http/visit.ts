import { Readable } from 'node:stream'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { VNode } from 'preact'
import { renderDocument } from '../../ui/document.tsx'
import type { Config } from '../config/config.ts'
import type { Database } from '../db/database.ts'
import { Failure } from '../errors.ts'
import { isId } from '../ids.ts'
import type { Postbox } from '../mail/postbox.ts'
import type { Store } from '../files/store.ts'
import type { Served } from './browser-modules.ts'
import { Fields } from './fields.ts'
import type { Limits } from './limits.ts'
import { receiveUpload, type Received, type UploadRules } from './upload.ts'

/** What every page can reach; made once, in bin/. */
export type Services = {
  config: Config
  db: Database
  postbox: Postbox
  store: Store
  limits: Limits
  stylesheet: string
  /** The addresses of the scripts. */
  scripts: Readonly<Record<ScriptName, string>>
}

/**
 * What a page may run: a browser gives passkeys to no page without a script; keys that answer the cards of review; leaving
 * quickly without a trace in the history.
 */
export type ScriptName = 'passkeys' | 'keys' | 'leave'

/**
 * What an answer may do in a browser beside being shown: run scripts of ours; ask this host for something; be kept to open
 * without a connection. Each allows what stands before it, and most pages may do none of it.
 */
export type Allowed = 'scripts' | 'asking' | 'keeping'

/** Where a request notes what its answer may do. */
export const allowed = 'allowed'

/** One request and its answer. The only thing a route handles; the web framework stays behind it. */
export class Visit {
  readonly services: Services
  readonly network: string
  #c: Context

  constructor(c: Context, services: Services, network: string) {
    this.#c = c
    this.services = services
    this.network = network
  }

  /** An id in the path; anything that is not an id is a page that does not exist. */
  id(name: string): string {
    const value = this.#c.req.param(name)
    if (!isId(value)) throw new Failure('not-found', '')
    return value
  }

  /** Every id in the path. */
  get ids(): string[] {
    return Object.values(this.#c.req.param() as Record<string, string>).filter((value) => isId(value))
  }

  param(name: string): string {
    return this.#c.req.param(name) ?? ''
  }

  query(name: string): string | null {
    return this.#c.req.query(name) ?? null
  }

  /** Every value of a name that may stand several times. */
  queries(name: string): readonly string[] {
    return this.#c.req.queries(name) ?? []
  }

  /** The path and query of this request, for a way back. */
  get address(): string {
    const url = new URL(this.#c.req.url)
    return url.pathname + url.search
  }

  /** Of a page: its address. Of something sent: the page it was sent from, because that can be opened again. */
  get pageAddress(): string {
    if (this.#c.req.method === 'GET') return this.address
    const from = this.#c.req.header('referer')
    if (!from || !URL.canParse(from)) return '/'
    const url = new URL(from)
    return url.host === new URL(this.#c.req.url).host ? url.pathname + url.search : '/'
  }

  /** The fields of a sent form of ordinary size (the general body limit applies). */
  async fields(): Promise<Fields> {
    const type = this.#c.req.header('content-type') ?? ''
    if (type.startsWith('multipart/form-data')) {
      throw new Failure(
        'invalid-state',
        'This form came in a shape we do not understand. Go back and send it again.',
      )
    }
    return new Fields(new URLSearchParams(await this.#c.req.text()))
  }

  /** The fields of this request when somebody wrote something in them; null when nothing would be lost with it. */
  async typed(): Promise<Fields | null> {
    const type = this.#c.req.header('content-type') ?? ''
    if (this.#c.req.method !== 'POST' || !type.startsWith('application/x-www-form-urlencoded')) return null
    const fields = await this.fields()
    return fields.hasWords() ? fields : null
  }

  /** The fields and files of a sent form; files go straight to sealed places in the store. */
  async upload(rules: UploadRules): Promise<Received> {
    return receiveUpload(this.#c.req.raw, this.services.store, rules)
  }

  cookie(name: string): string | null {
    return getCookie(this.#c, name) ?? null
  }

  /**
   * Sets a cookie no script can read; `Secure` wherever the site is not plain-http localhost. `seconds` null: it goes
   * when the browser closes.
   */
  setCookie(name: string, value: string, seconds: number | null): void {
    setCookie(this.#c, name, value, {
      httpOnly: true,
      sameSite: 'Lax',
      secure: this.services.config.origin.startsWith('https:'),
      path: '/',
      ...(seconds === null ? {} : { maxAge: seconds }),
    })
  }

  clearCookie(name: string): void {
    deleteCookie(this.#c, name, { path: '/', secure: this.services.config.origin.startsWith('https:') })
  }

  /** Asks the browser to forget what it kept of this site: its sheet and scripts would say that somebody was here. */
  clearCache(): void {
    this.#c.header('clear-site-data', '"cache"')
  }

  page(element: VNode, status: 200 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 503 = 200): Response {
    this.#c.header('cache-control', 'no-store')
    return this.#c.html(renderDocument(element), status)
  }

  /** A page that may run this script of ours, whose address `make` is given. */
  pageWithScript(name: ScriptName, make: (script: string) => VNode, status: 200 | 409 | 422 = 200): Response {
    return this.pageWithModules(make(this.services.scripts[name]), status)
  }

  /** Lets the page of this request run a script of ours beside whatever else it runs; gives its address. */
  useScript(name: ScriptName): string {
    if (this.#c.get(allowed) === undefined) this.allow('scripts')
    return this.services.scripts[name]
  }

  /** A page that may run scripts of ours, and names them itself. No script may fetch anything or open a connection. */
  pageWithModules(element: VNode, status: 200 | 409 | 422 | 429 = 200): Response {
    if (this.#c.get(allowed) === undefined) this.allow('scripts')
    return this.page(element, status)
  }

  /** Lets the answer to this request do more than be shown. */
  allow(what: Allowed): void {
    this.#c.set(allowed, what)
  }

  /** For a script of ours that asks. */
  json(value: unknown): Response {
    return this.file(Buffer.from(JSON.stringify(value)), 'application/json; charset=utf-8')
  }

  /** The script that keeps a page on somebody's device. A browser asks for it again at each visit of that page. */
  keeper(text: string): Response {
    this.allow('keeping')
    return this.file(Buffer.from(text), 'text/javascript; charset=utf-8', 'no-cache')
  }

  /** Yes, and nothing more to say. */
  nothing(): Response {
    this.#c.header('cache-control', 'no-store')
    return this.#c.body(null, 204)
  }

  /** What is the same for everybody and never changes at its address: a browser keeps it and does not ask again. */
  lasting({ mediaType, plain, gzip }: Served): Response {
    const isPacked = /\bgzip\b/.test(this.#c.req.header('accept-encoding') ?? '')
    this.#c.header('cache-control', 'public, max-age=31536000, immutable')
    this.#c.header('content-type', mediaType)
    this.#c.header('vary', 'accept-encoding')
    if (isPacked) this.#c.header('content-encoding', 'gzip')
    return this.#c.body(new Uint8Array(isPacked ? gzip : plain))
  }

  /** After a change: see the other page. `done` names the sentence it shows. */
  redirect(path: string, done?: string): Response {
    const target = done ? `${path}${path.includes('?') ? '&' : '?'}done=${done}` : path
    return this.#c.redirect(target, 303)
  }

  file(bytes: Buffer, mediaType: string, cache = 'private, no-store'): Response {
    this.#c.header('cache-control', cache)
    this.#c.header('content-type', mediaType)
    return this.#c.body(new Uint8Array(bytes))
  }

  /** A file to keep, sent piece by piece while it is made. It lies in no cache. */
  download(
    name: string,
    mediaType: string,
    pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): Response {
    this.#c.header('cache-control', 'private, no-store')
    this.#c.header('content-type', mediaType)
    this.#c.header('content-disposition', `attachment; filename="${name}"`)
    return this.#c.body(Readable.toWeb(Readable.from(pieces)) as ReadableStream)
  }

  /**
   * Sends bytes while they are read: all of them, or the one range that was asked for (RFC 9110, section 14). Players
   * ask for parts, to jump. Only for what must not lie in any cache.
   */
  stream(
    file: { size: number; mediaType: string },
    read: (start: number, end: number) => Readable,
  ): Response {
    const { size } = file
    const range = readRange(this.#c.req.header('range'), size)
    this.#c.header('cache-control', 'private, no-store')
    this.#c.header('content-type', file.mediaType)
    this.#c.header('content-disposition', 'inline')
    this.#c.header('accept-ranges', 'bytes')
    if (range === 'outside') {
      this.#c.header('content-range', `bytes */${size}`)
      return this.#c.body(null, 416)
    }
    const { start, end } = range ?? { start: 0, end: size }
    this.#c.header('content-length', String(end - start))
    if (range) this.#c.header('content-range', `bytes ${start}-${end - 1}/${size}`)
    return this.#c.body(Readable.toWeb(read(start, end)) as ReadableStream, range ? 206 : 200)
  }

  /** Refuses when this network did `what` more than `most` times in a minute. */
  slowDown(what: string, most: number, seconds = 60): void {
    if (!this.services.limits.take(what, this.network, most, seconds)) {
      throw new Failure(
        'rate-limited',
        'That was very often in a short time. Please wait a few minutes, then try again.',
      )
    }
  }
}

/** One range of `size` bytes; null for all of it (also when several are asked for), `end` exclusive. */
export function readRange(
  header: string | undefined,
  size: number,
): { start: number; end: number } | 'outside' | null {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (first === undefined || last === undefined || (!first && !last)) return null
  const start = first ? Number(first) : Math.max(0, size - Number(last))
  const end = first && last ? Math.min(size, Number(last) + 1) : size
  return start >= size || end <= start ? 'outside' : { start, end }
}

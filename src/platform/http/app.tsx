import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { getConnInfo } from '@hono/node-server/conninfo'
import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { renderDocument } from '../../ui/document.tsx'
import { KeptForm, type Kept } from '../../ui/kept-form.tsx'
import { PublicLayout } from '../../ui/public-layout.tsx'
import { Failure, statusOf, type FailureKind } from '../errors.ts'
import { logFault } from '../log.ts'
import { projectFolder } from '../project-folder.ts'
import { httpWords } from './http.words.ts'
import { networkOf } from './limits.ts'
import type { Route } from './routes.ts'
import { allowed, Visit, type Allowed, type ScriptName, type Services } from './visit.ts'

const words = httpWords['en-GB']
const megabyte = 1024 * 1024

/** The one stylesheet and its address, which changes whenever the sheet does. */
export function readStylesheet(): { href: string; text: string } {
  const path = join(projectFolder, 'src/ui/site.css')
  const text = readFileSync(path, 'utf8')
  return { href: `/site-${createHash('sha256').update(text).digest('hex').slice(0, 10)}.css`, text }
}

/** The scripts of the product, with addresses that change whenever they do. A page runs only the one it asks for by name. */
export const scripts: Readonly<Record<ScriptName, { href: string; text: string }>> = {
  passkeys: readScript('passkeys'),
  keys: readScript('keys'),
  leave: readScript('leave'),
}

/** Where each script is. */
export const addressesOfScripts: Services['scripts'] = {
  passkeys: scripts.passkeys.href,
  keys: scripts.keys.href,
  leave: scripts.leave.href,
}

function readScript(name: ScriptName): { href: string; text: string } {
  const text = readFileSync(join(projectFolder, `src/ui/${name}.js`), 'utf8')
  return { href: `/${name}-${createHash('sha256').update(text).digest('hex').slice(0, 10)}.js`, text }
}

/** The whole web application: every room's routes behind the same few rules. */
export function createApp(
  services: Services,
  stylesheet: { href: string; text: string },
  routes: readonly Route[],
): Hono {
  const app = new Hono()

  app.use(async (c, next) => {
    await next()
    const headers = headersFor(services.config.origin, readAllowed(c))
    for (const [name, value] of Object.entries(headers)) c.header(name, value)
  })

  // A page on a phone with little data is a third of its size so. Nothing secret stands beside what a visitor sent.
  app.use(compress({ threshold: 1024 }))

  app.get('/health', async (c) => {
    try {
      await services.db.ping()
      return c.json({ ok: true }, 200, { 'cache-control': 'no-store' })
    } catch {
      return c.json({ ok: false }, 503, { 'cache-control': 'no-store' })
    }
  })

  app.get(stylesheet.href, (c) =>
    c.body(stylesheet.text, 200, {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    }),
  )

  for (const script of Object.values(scripts)) {
    app.get(script.href, (c) =>
      c.body(script.text, 200, {
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
      }),
    )
  }

  app.use(async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    if (!isOwnPage(c, services.config.origin)) return plainPage(c, services, words.otherSite, 403)
    // A multipart form may carry a file; the route that takes it counts its size while it streams.
    if ((c.req.header('content-type') ?? '').startsWith('multipart/form-data')) return next()
    return bodyLimit({ maxSize: megabyte, onError: () => plainPage(c, services, words.tooLarge, 413) })(
      c,
      next,
    )
  })

  for (const route of routes) {
    app.on(route.method, route.path, async (c) => {
      const visit = new Visit(c, services, networkFrom(c, services.config.proxies))
      if (route.limit) visit.slowDown(`${route.method} ${route.path}`, route.limit)
      return route.handle(visit)
    })
  }

  app.notFound((c) => plainPage(c, services, words['not-found'], 404))
  app.onError((error, c) => answerError(error, c, services))
  return app
}

async function answerError(error: Error, c: Context, services: Services): Promise<Response> {
  const visit = new Visit(c, services, '')
  // A body that did not arrive whole holds nothing to keep.
  const typed = await visit.typed().catch(() => null)
  const isShown = typed !== null && !typed.namesFrom('').some((name) => openingFields.has(name))
  const kept = isShown ? { fields: typed.pairs(), action: visit.address } : null
  if (error instanceof Failure) {
    const said = words[error.kind]
    const again = mayBeLater.has(error.kind) ? kept : kept && { ...kept, action: null }
    return plainPage(
      c,
      services,
      { title: said.title, text: error.message || said.text },
      statusOf[error.kind],
      again,
    )
  }
  if (isDatabaseAway(error)) {
    logFault('http.database-unavailable', error, { route: c.req.routePath })
    return plainPage(c, services, words.unavailable, 503, kept)
  }
  logFault('http.fault', error, { route: c.req.routePath })
  return plainPage(c, services, words.fault, 500, kept)
}

/** What is typed into these opens something: it stands on no page that says what went wrong. */
const openingFields: ReadonlySet<string> = new Set(['phrase', 'code', 'password'])

/** What cannot be done at this moment, and can be a moment later. */
const mayBeLater: ReadonlySet<string> = new Set<FailureKind>(['unavailable', 'rate-limited', 'conflict'])

/** A query that took too long, a full disk, too many connections, a server that stops or starts, a connection that broke. */
const awayCodes = new Set([
  '57014',
  '53100',
  '53300',
  '57P01',
  '57P02',
  '57P03',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
])

function isDatabaseAway(error: Error): boolean {
  if (awayCodes.has(String((error as { code?: unknown }).code))) return true
  // The driver's own errors about a connection carry no code.
  return /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
    error.message,
  )
}

/** What is said where no page answers: the same for everybody, with the way out that people's own pages have. */
function plainPage(
  c: Context,
  services: Services,
  said: { title: string; text: string },
  status: 403 | 404 | 409 | 413 | 429 | 500 | 503,
  kept: Kept | null = null,
): Response {
  c.header('cache-control', 'no-store')
  return c.html(
    renderDocument(
      <PublicLayout title={said.title} heading={said.title} stylesheet={services.stylesheet}>
        <p>{said.text}</p>
        {kept && <p>{kept.action === null ? words.keptToCopy : words.keptToSend}</p>}
        {kept && <KeptForm {...kept} send={words.sendAgain} />}
        <p>
          <a href="/">{words.back}</a>
        </p>
      </PublicLayout>,
    ),
    status,
  )
}

/**
 * Whether an unsafe request comes from a page of ours. Browsers say so in `Sec-Fetch-Site`; older ones in `Origin`.
 * A request with neither is no browser's form, and is refused as well.
 */
function isOwnPage(c: Context, origin: string): boolean {
  const site = c.req.header('sec-fetch-site')
  const sent = c.req.header('origin')
  if (site) return site === 'same-origin' && (!sent || sent === 'null' || isOurs(sent, origin))
  return sent !== undefined && isOurs(sent, origin)
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

function isOurs(sent: string, origin: string): boolean {
  if (sent === origin) return true
  try {
    const there = new URL(sent)
    const here = new URL(origin)
    return loopback.has(there.hostname) && loopback.has(here.hostname) && there.port === here.port
  } catch {
    return false
  }
}

function readAllowed(c: Context): Allowed | undefined {
  return c.get(allowed)
}

/** What each may do, said to the browser; nothing of it reaches another host. */
const sources: Readonly<Record<Allowed, string>> = {
  scripts: "script-src 'self'; ",
  asking: "script-src 'self'; connect-src 'self'; ",
  keeping: "script-src 'self'; connect-src 'self'; worker-src 'self'; ",
}

function headersFor(origin: string, may: Allowed | undefined): Record<string, string> {
  return {
    'content-security-policy': `default-src 'none'; ${may ? sources[may] : ''}style-src 'self'; img-src 'self'; media-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    // Not no-referrer: with it browsers hide the origin of our own forms from us.
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), interest-cohort=()',
    ...(origin.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
}

/** The network a request came from: the connection's own, or what the operator's last proxy wrote down. */
function networkFrom(c: Context, proxies: number): string {
  let address = ''
  try {
    address = getConnInfo(c).remote.address ?? ''
  } catch {
    // Requests made in a process of its own (tests) have no connection.
  }
  if (proxies > 0) {
    const passed = (c.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim())
    address = passed.at(-proxies) || address
  }
  return networkOf(address)
}

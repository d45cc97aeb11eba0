import dgram from 'node:dgram'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commands, routes, taskHandlers } from '../../bin/parts.ts'
import { accessRules } from '../../src/access/matrix.ts'
import { readDemo } from '../../src/listening/demo/demo-files.ts'
import { loadDemo } from '../../src/listening/demo/demo.ts'
import { selectPublished } from '../../src/listening/publications/publications.queries.ts'
import { readConfig } from '../../src/platform/config/config.ts'
import { createApp, addressesOfScripts, readStylesheet, scripts } from '../../src/platform/http/app.tsx'
import { projectFolder } from '../../src/platform/project-folder.ts'
import { Limits } from '../../src/platform/http/limits.ts'
import { startWorker } from '../../src/platform/jobs/worker.ts'
import { openPostbox } from '../../src/platform/mail/postbox.ts'
import { openRuntime, type Runtime } from '../../src/platform/runtime.ts'
import { offerModules } from '../../src/listening/web/names-offer.ts'
import { watchModules, writeModules } from '../../src/support/offline/modules.ts'
import { maskText } from '../architecture/masked-text.ts'
import { Visitor } from '../visitor.ts'

/** The address of this house while none is set. */
const ownOrigin = 'http://localhost:3000'
/** Where people leave to, on purpose, by one tap. */
const leaveLink = 'https://www.bbc.co.uk/weather'
/** A published page may name the licence its words are under. */
const licence = /^https:\/\/(creativecommons\.org|www\.gnu\.org)\//

describe('the whole way, from a file to a published page', () => {
  let folder: string
  let runtime: Runtime
  let app: Hono
  let reached: Reached
  const pages = new Map<string, string>()
  const letters: string[] = []
  /** What each page lets a browser do. */
  const policies = new Map<string, string>()
  /** Before the walk, which closes what it finds a form to close. */
  const policiesOfDoors: string[] = []

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ownterms-promise-'))
    reached = recordConnections()
    const config = readConfig({}, { data: join(folder, 'data') })
    runtime = await openRuntime(config, 'command', accessRules(), { print: () => undefined })
    await loadDemo(runtime, taskHandlers, () => undefined)
    const sheet = readStylesheet()
    let hours = 0
    app = createApp(
      {
        config,
        db: runtime.db,
        store: runtime.store,
        postbox: openPostbox(config.smtpUrl, config.mailFrom, (line) => void letters.push(line)),
        // Each look at the clock is an hour later: nobody here is told to slow down.
        limits: new Limits(() => (hours += 3_600_000)),
        stylesheet: sheet.href,
        scripts: addressesOfScripts,
      },
      sheet,
      routes,
    )
  }, 180_000)

  afterAll(async () => {
    reached?.stop()
    await runtime?.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }, 60_000)

  test('everybody’s pages, forms, background work and commands speak to our database and nobody else', async () => {
    const { exercise } = await readDemo()
    const doors = await listDoors()
    for (const door of doors)
      policiesOfDoors.push((await app.request(door)).headers.get('content-security-policy')!)
    const walk = (visitor: Visitor, who: string) => walkFrom(visitor, who, doors)
    await walk(new Visitor(app), 'anybody')
    for (const person of exercise.staff) {
      const visitor = new Visitor(app)
      await signIn(visitor, person.address)
      await walk(visitor, person.address)
    }
    const worker = await startWorker(
      runtime.databaseUrl,
      { db: runtime.db, store: runtime.store },
      taskHandlers,
    )
    await worker.stop()
    const backup = commands.find((command) => command.name === 'backup')!
    await backup.run({
      runtime,
      words: [join(folder, 'whole.backup')],
      option: () => undefined,
      has: () => false,
      within: () => Promise.reject(new Error('Nobody acts here.')),
      print: () => undefined,
    })

    const database = new URL(runtime.databaseUrl)
    expect(reached.places.size).toBeGreaterThan(0)
    expect([...reached.places]).toEqual([`${database.hostname}:${database.port}`])
    expect(database.hostname).toBe('127.0.0.1')
  }, 180_000)

  test('no page asks a browser for anything from another host', () => {
    expect(pages.size).toBeGreaterThan(40)
    for (const [name, html] of pages) expect(strangersIn(html), name).toEqual([])
    expect([...pages.values()].some((html) => html.includes(`href="${leaveLink}"`))).toBe(true)
    expect([...pages.keys()].some((name) => /\/read\/[^/]+\//.test(name))).toBe(true)
  })

  test('nor does any file of a published series, wherever it is put', async () => {
    const publish = commands.find((command) => command.name === 'publish')!
    const [published] = await runtime.db.outside((tx) => selectPublished(tx))
    const { tenantId, seriesId } = published!
    const out = join(folder, 'published')
    await publish.run({
      runtime,
      words: [seriesId],
      option: (name) => (name === 'out' ? out : undefined),
      has: () => false,
      within: (fn) => runtime.db.within(tenantId, { id: 'worker', roles: ['worker'] }, fn),
      print: () => undefined,
    })
    const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(html|css|svg)$/.test(name),
    )
    expect(files.filter((name) => name.endsWith('.html')).length).toBeGreaterThan(2)
    for (const name of files) {
      const text = readFileSync(join(out, name), 'utf8')
      if (name.endsWith('.css')) expect(text.match(/@import|url\(|https?:/g), name).toBeNull()
      else expect(strangersIn(text), name).toEqual([])
    }
  })

  test('and every page forbids it, too', async () => {
    for (const path of ['/', '/read', '/sign-in', '/no-such-page', '/exercises']) {
      const policy = (await app.request(path)).headers.get('content-security-policy') ?? ''
      const parts = policy.split(';').map((part) => part.trim())
      expect(parts).toContain("default-src 'none'")
      for (const part of parts) {
        for (const source of part.split(' ').slice(1))
          expect(["'none'", "'self'"], `${path}: ${part}`).toContain(source)
      }
    }
  })

  test('only the pages about passkeys, the cards of review, a door’s pages, and a coach’s two, may run scripts, ours; only a coach’s may ask, and only us', async () => {
    const withScript = [...pages].filter(([, html]) => /<script/i.test(html)).map(([name]) => name)
    for (const name of withScript) {
      expect(name).toMatch(
        / (GET|POST) (\/(sign-in|sessions)\/passkeys?|\/exercises\/[^/?]+\/review\/names|\/door\/[a-z0-9]+(?:\/[a-z-]+)*|\/today\/write|\/spaces\/.*)(\?|$)/,
      )
    }
    for (const place of ['passkey', '/review/names', '/door/', '/today/write'])
      expect(withScript.some((name) => name.includes(place))).toBe(true)
    for (const [path, policy] of [
      ['/sign-in', null],
      ['/sign-in/passkey', "script-src 'self'"],
    ] as const) {
      const parts = (await app.request(path)).headers.get('content-security-policy')!.split('; ')
      expect(parts.find((part) => part.startsWith('script-src')) ?? null, path).toBe(policy)
    }
    expect(
      policiesOfDoors.filter((policy) => policy.includes("; script-src 'self'; ")).length,
    ).toBeGreaterThan(0)
    const asking = [...policies].filter(([, policy]) => /(?:connect|worker|frame|child)-src/.test(policy))
    expect(asking.length).toBeGreaterThan(0)
    for (const [name, policy] of asking) {
      expect(name).toMatch(/ GET (\/today\/write(-keeper\.js)?|\/spaces\/.*)(#|$)/)
      expect(policy, name).toContain("; connect-src 'self'; ")
      expect(policy.includes("; worker-src 'self'; "), name).toBe(name.includes('/today/write'))
      expect(policy, name).not.toMatch(/frame-src|child-src/)
    }
    // Without a line of its own this is the default's: a script can fetch nothing and open no connection.
    for (const policy of policiesOfDoors) expect(policy).not.toMatch(/(?:connect|worker|frame|child)-src/)
    const speaks =
      /\bfetch\s*\(|XMLHttpRequest|sendBeacon|WebSocket|EventSource|innerHTML|outerHTML|insertAdjacentHTML|\beval\s*\(|new Function|localStorage|sessionStorage|indexedDB|document\.cookie|\.src\s*=|\.href\s*=|\blocation\b\s*[.=]/
    const modules = offerModules()
    expect(modules.paths.length).toBeGreaterThan(25)
    for (const path of modules.paths.filter((one) => !one.endsWith('.bin.js'))) {
      const answer = await app.request(`/browser/${modules.href.split('/')[2]}/${path}`)
      expect(answer.status, path).toBe(200)
      expect(answer.headers.get('content-type'), path).toBe('text/javascript; charset=utf-8')
      const { code } = maskText(await answer.text())
      expect(code, path).not.toMatch(speaks)
      expect(code, path).not.toMatch(/\bimport\s*\(\s*(?!['"])/)
    }
    // A coach's two pages ask this host, and keep what its own tests look at: nothing else of the list above.
    for (const { href, paths } of [writeModules(), watchModules()]) {
      for (const path of paths) {
        const answer = await app.request(`/browser/${href.split('/')[2]}/${path}`)
        expect(answer.status, path).toBe(200)
        const { code } = maskText(await answer.text())
        const rest = code.replaceAll(/\bfetch\s*\(|\bindexedDB\b|\blocation\.hash\b/g, '')
        expect(rest, path).not.toMatch(speaks)
      }
    }
    const keeper = readFileSync(join(projectFolder, 'src/ui/keeper.js'), 'utf8')
    const asked = [...maskText(keeper).code.matchAll(/\bfetch\s*\((\w+)/g)].map(([, what]) => what)
    expect(asked).toEqual(['path', 'request'])
    for (const { text } of Object.values(scripts)) {
      expect(text).not.toMatch(/fetch|XMLHttpRequest|sendBeacon|WebSocket|EventSource|import|innerHTML|eval/)
    }
  })

  test('the tests here would see it', async () => {
    const there = net.createServer((socket) => socket.end()).listen(0, '127.0.0.1')
    await new Promise((done) => there.once('listening', done))
    const { port } = there.address() as net.AddressInfo
    const before = new Set(reached.places)
    await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined)
    expect([...reached.places].filter((place) => !before.has(place))).toEqual([`127.0.0.1:${port}`])
    reached.places.delete(`127.0.0.1:${port}`)
    there.close()
    for (const html of [
      '<img src="https://elsewhere.example/a.png">',
      '<a href=//elsewhere.example>there</a>',
      '<form method="post" action="HTTP://elsewhere.example/">',
      '<link rel="preconnect" href="/x">',
      '<img srcset="/a.png 1x, https://elsewhere.example/b.png 2x">',
      '<meta http-equiv="refresh" content="0; url=https://elsewhere.example/">',
      '<script>1</script>',
      '<p style="background: url(/x)">',
      '<iframe src="/x"></iframe>',
    ]) {
      expect(strangersIn(html), html).not.toEqual([])
    }
    expect(
      strangersIn(`<a href="${leaveLink}" rel="noreferrer">Leave</a><a href="/read#two">Two</a>`),
    ).toEqual([])
  })

  /** Follows every link, two of a kind, and sends every form empty, one of a kind. */
  async function walkFrom(visitor: Visitor, who: string, doors: readonly string[]): Promise<void> {
    const seen = new Map<string, number>()
    const forms = new Map<string, string>()
    const queue = ['/', '/read', '/sign-in', '/set-up', '/exercises', ...doors]
    while (queue.length > 0) {
      const path = queue.shift()!
      const kind = kindOf(path)
      const count = seen.get(kind) ?? 0
      if (count >= 2 || seen.has(path)) continue
      seen.set(kind, count + 1)
      seen.set(path, 1)
      const answer = await visitor.get(path)
      if (answer.location) queue.push(answer.location)
      if (!answer.text.startsWith('<!')) continue
      pages.set(`${who} GET ${path}`, answer.text)
      policies.set(`${who} GET ${path}`, answer.policy)
      const here = new URL(path, ownOrigin)
      for (const href of attributes(answer.text, 'href')) {
        const there = new URL(href, here)
        if (there.origin === here.origin) queue.push(there.pathname + there.search)
      }
      for (const action of attributes(answer.text, 'action')) {
        forms.set(kindOf(action), new URL(action, here).pathname)
      }
    }
    for (const [kind, action] of forms) {
      if (/sign-out|sessions|remove|staff|withdraw/.test(kind)) continue
      const answer = await visitor.send(action)
      expect(answer.status, `${who} POST ${action}`).toBeLessThan(500)
      if (answer.text.startsWith('<!')) pages.set(`${who} POST ${action}`, answer.text)
    }
  }

  async function listDoors(): Promise<string[]> {
    const lead = new Visitor(app)
    const { exercise } = await readDemo()
    await signIn(lead, exercise.staff[0]!.address)
    const list = (await lead.get('/exercises')).text
    const exercises = attributes(list, 'href').filter((href) => /^\/exercises\/[0-9a-f-]{36}$/.test(href))
    const found: string[] = []
    for (const path of exercises) {
      const doors = (await lead.get(`${path}/doors`)).text + (await lead.get(path)).text
      found.push(...(doors.match(/\/door\/[a-z0-9]+/g) ?? []).slice(0, 1))
    }
    expect(found.length).toBeGreaterThan(0)
    return found
  }

  async function signIn(visitor: Visitor, address: string): Promise<void> {
    const before = letters.length
    await visitor.send('/sign-in', { address })
    for (let wait = 0; wait < 200; wait += 1) {
      const code = /\b(\d{3} \d{3})\b/.exec(letters.slice(before).join('\n'))?.[1]
      if (code) {
        expect((await visitor.send('/sign-in/code', { code })).status).toBe(303)
        return
      }
      await new Promise((done) => setTimeout(done, 10))
    }
    throw new Error(`No code was sent to ${address}.`)
  }
})

/** Everything in a page that would go to another host, or could: attributes, scripts, styles, hints to a browser. */
function strangersIn(html: string): string[] {
  const found: string[] = []
  for (const name of [
    'href',
    'src',
    'action',
    'formaction',
    'poster',
    'data',
    'background',
    'ping',
    'cite',
    'manifest',
  ]) {
    for (const value of attributes(html, name)) if (isStrange(value)) found.push(`${name}=${value}`)
  }
  for (const value of attributes(html, 'srcset')) {
    for (const part of value.split(','))
      if (isStrange(part.trim().split(' ')[0]!)) found.push(`srcset=${value}`)
  }
  for (const name of ['http-equiv', 'style', 'ping', 'srcdoc']) {
    for (const value of attributes(html, name))
      if (!/^(refresh)$/i.test(value) || isRefreshAway(html)) found.push(`${name}=${value}`)
  }
  for (const [tag] of html.matchAll(/<(script|iframe|object|embed|base|style|portal|audio|video)\b[^>]*>/gi))
    if (!ownScript.test(tag)) found.push(tag)
  for (const value of attributes(html, 'rel')) {
    if (/prefetch|preconnect|preload|modulepreload|dns-|prerender|manifest/.test(value))
      found.push(`rel=${value}`)
  }
  return found
}

/** Our scripts, from our own host. */
const ownScript =
  /^<script type="module" src="\/(?:(?:passkeys|keys|leave)-[0-9a-f]{10}\.js|browser\/[0-9a-f]{10}\/src\/(?:listening\/web\/names-offer|support\/offline\/(?:write|watch))\.island\.(?:js|tsx))">$/

function isStrange(value: string): boolean {
  if (value === leaveLink || licence.test(value)) return false
  return new URL(value, `${ownOrigin}/a/b`).origin !== ownOrigin && !/^(tel|mailto):/.test(value)
}

function isRefreshAway(html: string): boolean {
  return attributes(html, 'content').some((value) => /url=\s*['"]?[a-z]*:?\/\//i.test(value))
}

function attributes(html: string, name: string): string[] {
  const found = html.matchAll(
    new RegExp(`<[^>]*?\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'gi'),
  )
  return [...found].map((match) => (match[1] ?? match[2] ?? match[3]!).replaceAll('&amp;', '&'))
}

/** The page an address is of, whichever row it shows. */
function kindOf(path: string): string {
  return path
    .split('?')[0]!
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/^\/door\/[a-z0-9]+/, '/door/:address')
}

type Reached = { places: Set<string>; stop: () => void }

/** Notes where this process connects or sends to, below every library. */
function recordConnections(): Reached {
  const places = new Set<string>()
  const connect = net.Socket.prototype.connect
  const send = dgram.Socket.prototype.send
  net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
    this.once('connectionAttempt', (address: string, port: number) => places.add(`${address}:${port}`))
    this.once('lookup', (error: unknown, address: string, _family: unknown, host: string) => {
      if (error ?? net.isIP(host) === 0) places.add(`${host} (${address})`)
    })
    return Reflect.apply(connect, this, args) as net.Socket
  } as typeof connect
  dgram.Socket.prototype.send = function (this: dgram.Socket, ...args: unknown[]) {
    places.add(
      `a datagram to ${args.filter((arg) => typeof arg === 'string' || typeof arg === 'number').join(' ')}`,
    )
    return Reflect.apply(send, this, args) as undefined
  } as typeof send
  return {
    places,
    stop: () => {
      net.Socket.prototype.connect = connect
      dgram.Socket.prototype.send = send
    },
  }
}

import { createReadStream, statSync } from 'node:fs'
import { Agent, request, type OutgoingHttpHeaders } from 'node:http'
import { pipeline } from 'node:stream/promises'

/** What came back from the server. */
export type Answer = { status: number; text: string; location: string | null; milliseconds: number }

/**
 * One browser over the wire: keeps cookies, sends forms as our own pages would, follows nothing by itself. `network`
 * is where it says it is, which counts only with OWNTERMS_PROXIES=1. Throws when the connection breaks.
 */
export class Browser {
  readonly cookies = new Map<string, string>()
  network: string | null
  #origin: URL
  #agent: Agent

  constructor(origin: string, network: string | null = null) {
    this.#origin = new URL(origin)
    this.network = network
    this.#agent = new Agent({ keepAlive: true, maxSockets: 4 })
  }

  async get(path: string): Promise<Answer> {
    return this.#ask('GET', path, {}, null)
  }

  async send(path: string, fields: Readonly<Record<string, string | readonly string[]>>): Promise<Answer> {
    const body = new URLSearchParams()
    for (const [name, value] of Object.entries(fields)) {
      for (const one of typeof value === 'string' ? [value] : value) body.append(name, one)
    }
    const type = 'application/x-www-form-urlencoded'
    return this.#ask('POST', path, { 'content-type': type }, body.toString())
  }

  /** Sends a form with one file in it, streamed from the disk. */
  async sendFile(path: string, field: string, file: { path: string; name: string }): Promise<Answer> {
    const boundary = `----form${Math.random().toString(36).slice(2)}`
    const head = Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${file.name}"\r\n` +
        'Content-Type: text/plain\r\n\r\n',
    )
    const foot = Buffer.from(`\r\n--${boundary}--\r\n`)
    return this.#ask(
      'POST',
      path,
      {
        'content-type': `multipart/form-data; boundary=${boundary}`,
        'content-length': head.length + statSync(file.path).size + foot.length,
      },
      async function* () {
        yield head
        yield* createReadStream(file.path)
        yield foot
      },
    )
  }

  close(): void {
    this.#agent.destroy()
  }

  #ask(
    method: string,
    path: string,
    headers: OutgoingHttpHeaders,
    body: string | (() => AsyncIterable<Buffer>) | null,
  ): Promise<Answer> {
    const begun = performance.now()
    return new Promise((done, fail) => {
      const asked = request(new URL(path, this.#origin), {
        method,
        agent: this.#agent,
        headers: { ...headers, ...this.#ownHeaders(method) },
      })
      asked.on('error', fail)
      asked.once('response', (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.once('error', fail)
        // An answer that broke off is none: nobody could read what it acknowledged.
        response.once('aborted', () => fail(new Error('The answer broke off.')))
        response.once('end', () => {
          for (const line of response.headers['set-cookie'] ?? []) this.#keepCookie(line)
          done({
            status: response.statusCode ?? 0,
            text: Buffer.concat(chunks).toString('utf8'),
            location: response.headers.location ?? null,
            milliseconds: performance.now() - begun,
          })
        })
      })
      if (typeof body === 'function') pipeline(body, asked).catch(fail)
      else asked.end(body ?? undefined)
    })
  }

  #ownHeaders(method: string): OutgoingHttpHeaders {
    return {
      ...(method === 'POST' ? { origin: this.#origin.origin } : {}),
      ...(this.network ? { 'x-forwarded-for': this.network } : {}),
      ...(this.cookies.size > 0
        ? { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
        : {}),
    }
  }

  #keepCookie(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (/max-age=0/i.test(line)) this.cookies.delete(name)
    else this.cookies.set(name, value)
  }
}

/** What a page's form holds as it stands: names and values of hidden and text fields, boxes and choices that are set. */
export function readForm(html: string, action: string): Record<string, string> {
  const from = html.indexOf(`action="${action}"`)
  const form = from < 0 ? '' : html.slice(from, html.indexOf('</form>', from))
  const values: Record<string, string> = {}
  for (const [, attributes = ''] of form.matchAll(/<input\b([^>]*)>/g)) {
    const name = attributeOf(attributes, 'name')
    const type = attributeOf(attributes, 'type') ?? 'text'
    if (!name || ((type === 'radio' || type === 'checkbox') && !/\schecked\b/.test(attributes))) continue
    values[name] = attributeOf(attributes, 'value') ?? ''
  }
  for (const [, attributes = '', text = ''] of form.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)) {
    const name = attributeOf(attributes, 'name')
    if (name) values[name] = readEntities(text)
  }
  return values
}

function attributeOf(attributes: string, name: string): string | null {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)
  return found ? readEntities(found[1] ?? '') : null
}

function readEntities(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

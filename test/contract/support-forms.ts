import { parseDocument } from 'htmlparser2'
import type { Route } from '../../src/platform/http/routes.ts'
import { newBlindId } from '../../src/platform/ids.ts'
import type { Chance } from '../chance.ts'
import type { Visitor } from '../visitor.ts'

/** One form as it stands on a page, filled in the way somebody would who has something to say. */
export type FoundForm = { by: Visitor; page: string; action: string; fields: [string, string][] }

type Node = { name?: string; attribs?: Record<string, string>; children?: Node[]; data?: string }

const mostPages = 120

/** Follows the links of a visitor from a page on, and gives every form that can be sent from there, each action once. */
export async function collectForms(by: Visitor, starts: readonly string[]): Promise<FoundForm[]> {
  const waiting = [...starts]
  const seen = new Set(waiting)
  const forms = new Map<string, FoundForm>()
  for (let page = waiting.shift(); page !== undefined; page = waiting.shift()) {
    const { status, text } = await by.get(page)
    if (status !== 200) continue
    const nodes = flatten(parseDocument(text) as unknown as Node)
    for (const { name, attribs } of nodes) {
      const href = attribs?.['href']?.split('#')[0]
      if (name !== 'a' || !href || !isOfSupport(href) || seen.has(href) || seen.size > mostPages) continue
      seen.add(href)
      waiting.push(href)
    }
    for (const form of nodes.filter((one) => one.name === 'form' && one.attribs?.['method'] === 'post')) {
      const action = form.attribs!['action']!
      const key = `${action} ${listButtons(form).join()}`
      if (!forms.has(key)) forms.set(key, { by, page, action, fields: fill(form) })
    }
  }
  return [...forms.values()]
}

/** The route a form is sent to. */
export function routeOf(routes: readonly Route[], action: string): Route | undefined {
  const sends = routes.filter(({ method }) => method === 'POST')
  const fits = (route: Route) =>
    new RegExp(`^${route.path.replaceAll(/:\w+/g, '[^/]+')}$`).test(action.split('?')[0]!)
  return sends.find((route) => route.path === action) ?? sends.find(fits)
}

/** A form nobody found on a page: with nothing in it, about nothing. */
export function emptyForm(route: Route, by: Visitor): FoundForm {
  const action = route.path.replaceAll(/:\w+/g, () => newBlindId())
  return { by, page: action, action, fields: [] }
}

function isOfSupport(href: string): boolean {
  const path = href.split('?')[0]!
  const isWay = /^\/(?:space|spaces|today|offers|safeguarding|emergency|way-back)(?:\/|$)/.test(path)
  // What closes a page is no page.
  return isWay && path !== '/space/weather'
}

function flatten(node: Node): Node[] {
  return [node, ...(node.children ?? []).flatMap(flatten)]
}

function listButtons(form: Node): string[] {
  return flatten(form)
    .filter(({ name }) => name === 'button')
    .map(({ attribs }) => attribs?.['value'] ?? '')
}

function fill(form: Node): [string, string][] {
  const parts = flatten(form)
  const ticked = new Set<string>()
  return parts.flatMap((part): [string, string][] => {
    const { name = '', type = 'text', value = '' } = part.attribs ?? {}
    if (!name) return []
    if (part.name === 'textarea')
      return [
        [
          name,
          flatten(part)
            .map((one) => one.data ?? '')
            .join('') || 'Wild garlic',
        ],
      ]
    if (part.name === 'select')
      return [[name, flatten(part).find((one) => one.name === 'option')?.attribs?.['value'] ?? '']]
    if (part.name === 'button' || type === 'radio') {
      if (ticked.has(name)) return []
      ticked.add(name)
      return [[name, value]]
    }
    if (part.name !== 'input') return []
    return [[name, value || 'Wild garlic']]
  })
}

export type Sent = { path: string; body: string | Uint8Array; headers: Record<string, string> }

const urlencoded = 'application/x-www-form-urlencoded'
const ours = { origin: 'http://localhost:3000' }

/** What can go wrong with a form on its way here, by its name. */
export const mutations = {
  'as it is': (form) => send(form.action, encode(form.fields)),
  'a field missing': (form, chance) => {
    const gone = chance.below(Math.max(1, form.fields.length))
    return send(form.action, encode(form.fields.filter((_, place) => place !== gone)))
  },
  'nothing in it': (form) => send(form.action, ''),
  'every field twice': (form) =>
    send(
      form.action,
      encode([...form.fields, ...form.fields.map(([name]) => [name, 'B'] as [string, string])]),
    ),
  'a field of 2 MB': (form, chance) =>
    send(form.action, encode(change(form, chance, () => 'a'.repeat(2 * 1024 * 1024)))),
  'a field of 900 kB': (form, chance) =>
    send(form.action, encode(change(form, chance, () => 'a b\n'.repeat(225_000)))),
  'ten thousand fields': (form) =>
    send(
      form.action,
      encode([...Array.from({ length: 10_000 }, (_, n): [string, string] => [`f${n}`, '']), ...form.fields]),
    ),
  'NUL in a field': (form, chance) =>
    send(form.action, encode(change(form, chance, (text) => `\0${text}\0x`))),
  'half a letter': (form, chance) =>
    send(
      form.action,
      encode(change(form, chance, (text) => `${text}LONE`)).replaceAll(
        'LONE',
        chance.pick(['%ED%A0%80', '%FF', '%C3', '%zz', '%']),
      ),
    ),
  'turned words': (form, chance) =>
    send(form.action, encode(change(form, chance, (text) => `\u202E${text}\u2066\u200F\u{E0001}\uFEFF`))),
  'strange values': (form, chance) =>
    send(
      form.action,
      encode(
        change(form, chance, () =>
          chance.pick([
            '-1',
            '9999999999999999999',
            'NaN',
            'null',
            '__proto__',
            '[]',
            '0001-01-01',
            '99999-12-31',
            '2026-02-30',
            "';drop table goal;--",
            '%s%n',
            '../../..',
          ]),
        ),
      ),
    ),
  'strange names': (form) =>
    send(form.action, encode([['__proto__', 'x'], ['constructor', 'x'], ['', 'x'], ...form.fields])),
  'no id in the address': (form, chance) =>
    send(
      form.action.replaceAll(/[0-9a-f-]{36}/g, () =>
        chance.pick([
          'x',
          '%00',
          '%ff',
          '%E2%80%AE',
          '..%2f..',
          '0',
          '00000000-0000-0000-0000-000000000000',
          'a'.repeat(3000),
        ]),
      ),
      encode(form.fields),
    ),
  json: (form) => send(form.action, JSON.stringify(Object.fromEntries(form.fields)), 'application/json'),
  'plain text': (form) => send(form.action, encode(form.fields), 'text/plain'),
  'no type': (form) => send(form.action, encode(form.fields), ''),
  'a file for words': (form) => send(form.action, multipart(form, '--'), 'multipart/form-data; boundary=x'),
  'a multipart form cut off': (form) =>
    send(form.action, multipart(form, '').slice(0, -20), 'multipart/form-data; boundary=x'),
  'multipart without a boundary': (form) => send(form.action, multipart(form, '--'), 'multipart/form-data'),
  'not even letters': (form, chance) =>
    send(
      form.action,
      Uint8Array.from({ length: 2000 }, () => chance.below(256)),
    ),
} satisfies Record<string, (form: FoundForm, chance: Chance) => Sent>

/** What may not come from anywhere but our own pages. */
export const strangers: Readonly<Record<string, Record<string, string>>> = {
  'from nowhere': {},
  'from another site': { origin: 'https://elsewhere.example' },
  'from a frame of another site': { 'sec-fetch-site': 'cross-site', ...ours },
  'from a page of nobody': { origin: 'null' },
}

export function send(
  path: string,
  body: string | Uint8Array,
  type = urlencoded,
  headers: Record<string, string> = ours,
): Sent {
  return { path, body, headers: type ? { ...headers, 'content-type': type } : headers }
}

export function encode(fields: readonly (readonly [string, string])[]): string {
  return new URLSearchParams(fields.map(([name, value]) => [name, value])).toString()
}

/** One field has another value. */
function change(form: FoundForm, chance: Chance, make: (text: string) => string): [string, string][] {
  if (form.fields.length === 0) return [['words', make('x')]]
  const at = chance.below(form.fields.length)
  return form.fields.map(([name, value], place) => [name, place === at ? make(value) : value])
}

function multipart(form: FoundForm, end: string): string {
  const parts = form.fields.map(
    ([name, value]) =>
      `--x\r\ncontent-disposition: form-data; name="${name}"; filename="a.txt"\r\ncontent-type: text/plain\r\n\r\n${value}\r\n`,
  )
  return `${parts.join('')}--x${end}\r\n`
}

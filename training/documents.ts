import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A stretch somebody marked, of the kind they gave it. Offsets are UTF-16 code units. */
export type Marked = {
  start: number
  end: number
  kind: string
  mask?: string | undefined
  entity?: string | undefined
}
export type Document = { id: string; text: string; marked: Marked[] }

/** The sets the model is trained on; see DATA.md for what they are and under which licence. */
export const trainingSets = [
  'btc/a',
  'btc/b',
  'btc/e',
  'btc/g',
  'btc/h',
  'cerec-email/train',
  'gum/academic',
  'gum/court',
  'gum/news',
  'presidio-synth/all',
  'tab/train',
  'tab/dev',
  'wnut17/train',
  'wnut17/dev',
] as const

const kindOf: Readonly<Record<string, string>> = {
  LOC: 'PLACE',
  ORG: 'ORGANISATION',
  DATETIME: 'DATE',
  DEM: 'DEMOGRAPHIC',
  MISC: 'OTHER',
}

type Line = {
  id: string
  text: string
  spans: { start: number; end: number; type: string; mask?: string; entity_id?: string }[]
}

/** Reads one set: a JSON document a line, with offsets in code points. */
export function readSet(folder: string, name: string): Document[] {
  const lines = readFileSync(join(folder, `${name}.jsonl`), 'utf8')
    .split('\n')
    .filter(Boolean)
  return lines.map((text) => {
    const line = JSON.parse(text) as Line
    const place = unitsOf(line.text)
    return {
      id: line.id,
      text: line.text,
      marked: line.spans.map((span) => ({
        start: place(span.start),
        end: place(span.end),
        kind: kindOf[span.type] ?? (span.type === 'SPEAKER' ? speakerKind(line.text, span) : span.type),
        mask: span.mask,
        entity: span.entity_id,
      })),
    }
  })
}

/**
 * The same to learn from: tweets twice. They are the nearest to how people write who think of other things than their spelling,
 * and few beside edited texts.
 */
export function readToLearn(folder: string, name: string): Document[] {
  const documents = readSet(folder, name)
  return name.startsWith('btc/') ? [...documents, ...documents] : documents
}

/** Who speaks is a person, when they are called by a name and not by what they are. */
function speakerKind(text: string, { start, end }: { start: number; end: number }): string {
  return /^(?:Judge|Bailiff|X)$/.test([...text].slice(start, end).join('')) ? 'SPEAKER' : 'PERSON'
}

/** From the number of a code point to that of its first code unit. */
function unitsOf(text: string): (point: number) => number {
  if (!/[\ud800-\udfff]/.test(text)) return (point) => point
  const places = [0]
  for (const letter of text) places.push(places.at(-1)! + letter.length)
  return (point) => places[point]!
}

/** Those sets in which dates, ages, codes, sums and what people are were marked too. */
export const factSets = ['tab/train', 'tab/dev'] as const

/** Without the marks of what may stay for everybody to read: "the two months the law gives" is no date of anybody's. */
export function leaveWhatMayStay(document: Document): Document {
  return { ...document, marked: document.marked.filter(({ mask }) => mask !== 'NO_MASK') }
}

const ownTexts = new URL('texts/', import.meta.url)
const markPattern = /⟦([A-Z]+)\|([^⟦⟧|]+)⟧/gu
const kindsOfOwn = new Set(
  'PERSON PLACE ORGANISATION CONTACT CODE DATE AGE DEMOGRAPHIC QUANTITY OTHER'.split(' '),
)

/** Our own texts (`texts/README.md`), in the order of their files' names. Throws a TypeError for a mark that is none. */
export function readOwnTexts(): Document[] {
  const files = readdirSync(ownTexts).filter((name) => name.endsWith('.jsonl'))
  return files.toSorted().flatMap((file) =>
    readFileSync(new URL(file, ownTexts), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => readMarkedText(JSON.parse(line) as { id: string; text: string })),
  )
}

/** Takes the marks out of a text: `I told ⟦PERSON|Sam⟧` is "I told Sam" with one mention. */
export function readMarkedText({ id, text }: { id: string; text: string }): Document {
  const marked: Marked[] = []
  let plain = ''
  let at = 0
  for (const match of text.matchAll(markPattern)) {
    const [whole, kind, words] = match as unknown as [string, string, string]
    if (!kindsOfOwn.has(kind)) throw new TypeError(`${id}: nothing is called ${kind}.`)
    plain += text.slice(at, match.index)
    marked.push({ start: plain.length, end: plain.length + words.length, kind })
    plain += words
    at = match.index + whole.length
  }
  plain += text.slice(at)
  if (/[⟦⟧]/u.test(plain)) throw new TypeError(`${id}: a mark is not closed or has no kind.`)
  return { id, text: plain, marked }
}

import { readFileSync } from 'node:fs'
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

const kindOf: Readonly<Record<string, string>> = { LOC: 'PLACE', ORG: 'ORGANISATION' }

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
        kind: kindOf[span.type] ?? span.type,
        mask: span.mask,
        entity: span.entity_id,
      })),
    }
  })
}

/** From the number of a code point to that of its first code unit. */
function unitsOf(text: string): (point: number) => number {
  if (!/[\ud800-\udfff]/.test(text)) return (point) => point
  const places = [0]
  for (const letter of text) places.push(places.at(-1)! + letter.length)
  return (point) => places[point]!
}

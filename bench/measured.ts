import { writeFileSync } from 'node:fs'
import type { Measured } from '../src/listening/review/measured.ts'
import type { Tagger } from '../src/text/deidentify/deidentify.ts'
import type { Document } from '../training/documents.ts'
import { coverOf, isCovered, least, propose } from './judge-names.ts'

/** Mentions that are there and mentions covered wholly, by kind and by origin, at the chance from which the product proposes. */
export function measure(
  documents: readonly (Document & { origin: string })[],
  tagger: Tagger,
): Omit<Measured, 'measured'> {
  const kinds = new Map<string, { mentions: number; found: number }>()
  const origins = new Map<string, { mentions: number; found: number }>()
  let words = 0
  for (const { text, marked, origin } of documents) {
    words += text.split(/\s+/).length
    const covered = coverOf(text, propose(text, tagger, least))
    for (const { start, end, kind } of marked) {
      const found = Number(isCovered(text, covered, start, end))
      count(kinds, kind, found)
      if (kind === 'PERSON') count(origins, groupOf(origin), found)
    }
  }
  return {
    texts: documents.length,
    words,
    kinds: sorted(kinds).map(([kind, counts]) => ({ kind, ...counts })),
    origins: sorted(origins).map(([origin, counts]) => ({ origin, ...counts })),
  }
}

export function writeMeasured(measured: Omit<Measured, 'measured'>, now: Date): void {
  const all: Measured = { measured: now.toISOString().slice(0, 10), ...measured }
  writeFileSync(new URL('../models/measured.json', import.meta.url), `${JSON.stringify(all, null, 2)}\n`)
}

type Counts = Map<string, { mentions: number; found: number }>

function count(counts: Counts, name: string, found: number): void {
  const known = counts.get(name) ?? { mentions: 0, found: 0 }
  counts.set(name, { mentions: known.mentions + 1, found: known.found + found })
}

function sorted(counts: Counts): [string, { mentions: number; found: number }][] {
  return [...counts].toSorted(([, a], [, b]) => b.mentions - a.mentions)
}

const groups: readonly [string, RegExp][] = [
  ['more than one, or another', / and |^Jewish|^French/],
  ['Welsh, Scottish, Irish or Traveller', /Traveller|^Welsh|^Scottish|Irish|^Ulster|^Glaswegian/],
  ['Middle Eastern, Turkish or Afghan', /Yemeni|^Afghan|Arabic|^Turkish|^Kurdish|^Iranian|^Syrian/],
  ['English', /^English|^Geordie|^Scouse|^MLE/],
  ['African', /^Nigerian|^Ghanaian|^Zimbabwean|^Kenyan|^Congolese|^Somali|^Sudanese|^Eritrean|^Ethiopian/],
  ['Caribbean', /^Jamaican|^Trinidadian|^Bajan|^Guyanese/],
  ['South Asian', /^Pakistani|^Punjabi|^Gujarati|^Bengali|^Bangladeshi|^Sri Lankan|^Nepali/],
  ['East or South-East Asian', /^Chinese|^Hong Kong|^Vietnamese|^Filipino|^Thai/],
  ['Eastern European', /^Polish|^Romanian|^Ukrainian|^Bulgarian|^Albanian|Roma/],
  ['Southern European or Latin American', /^Portuguese|^Brazilian|^Colombian|^Italian|^Greek/],
]

/** One of about ten groups, so that each has enough names to say something. Throws a RangeError for an origin that is in none. */
function groupOf(origin: string): string {
  const group = groups.find(([, pattern]) => pattern.test(origin))?.[0]
  if (group) return group
  if (origin === 'nobody named') return 'not said'
  throw new RangeError(`No group holds the origin ${origin}.`)
}

import { readFileSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { deidentify, openTagger } from '../src/text/deidentify/deidentify.ts'
import type { Document } from '../training/documents.ts'
import { coverOf, isCovered, judge, propose } from './judge-names.ts'
import { measure, writeMeasured } from './measured.ts'

/**
 * What the shipped model and rules find in our own texts of `test/corpus`, and how fast: `node bench/deidentify-corpus.ts`.
 * Development figures; see the README there. With `--write` what the product says of itself (`models/measured.json`) is written anew.
 */
const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } })
const corpus = new URL('../test/corpus/', import.meta.url)
const files = ['models/names.bin', 'models/words.bin']
const begun = performance.now()
const tagger = openTagger(readFileSync(files[0]!), readFileSync(files[1]!))
const opened = performance.now() - begun
const texts = new Map(readLines('texts.jsonl').map((line) => [line['id'] as string, line]))
const documents = readLines('settled.jsonl').map((line): Document & { origin: string } => {
  const { text, origin } = texts.get(line['id'] as string) as { text: string; origin: string }
  const spans = line['spans'] as { start: number; end: number; type: string }[]
  const marked = spans.map(({ start, end, type }) => ({ start, end, kind: type }))
  return { id: line['id'] as string, text, origin, marked }
})
const kinds = [...new Set(documents.flatMap(({ marked }) => marked.map(({ kind }) => kind)))].toSorted()
const words = documents.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0)

for (const least of [0.02, 0.05, 0.1, 0.5]) {
  const proposals = documents.reduce((sum, { text }) => sum + propose(text, tagger, least).length, 0)
  console.log(`\nleast ${least}: ${((1000 * proposals) / words).toFixed(1)} proposals in 1,000 words`)
  console.table(
    kinds.map((kind) => {
      const { recall, precision, mentions } = judge(documents, tagger, kind, { least })
      return { kind, mentions, recall: recall.toFixed(3), precision: precision.toFixed(3) }
    }),
  )
}
let [found, named] = [0, 0]
for (const { text, marked } of documents) {
  const covered = coverOf(text, propose(text, tagger, 0.05))
  for (const { start, end, kind } of marked) {
    if (!['PERSON', 'PLACE', 'ORGANISATION'].includes(kind)) continue
    named += 1
    found += Number(isCovered(text, covered, start, end))
  }
}
const measured = measure(documents, tagger)
console.table(measured.origins.map((one) => ({ ...one, recall: (one.found / one.mentions).toFixed(3) })))
if (values.write) writeMeasured(measured, new Date())
console.log(`people, places and organisations together: ${(found / named).toFixed(3)} of ${named}`)

const prose = documents.map(({ text }) => text)
const bytes = prose.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
for (const text of prose) deidentify(text, { tagger })
const started = performance.now()
const rounds = 20
for (let round = 0; round < rounds; round += 1) for (const text of prose) deidentify(text, { tagger })
const seconds = (performance.now() - started) / 1000 / rounds
console.table(
  files.map((file) => ({
    file,
    bytes: statSync(file).size,
    gzipped: gzipSync(readFileSync(file), { level: 9 }).length,
  })),
)
console.log(`opened in ${opened.toFixed(0)} ms; ${(bytes / 1e6 / seconds).toFixed(2)} MB/s on one core`)

function readLines(file: string): Record<string, unknown>[] {
  const lines = readFileSync(new URL(file, corpus), 'utf8').split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { deidentify, openTagger, usualLeast } from '../src/text/deidentify/deidentify.ts'
import { parseWebvtt } from '../src/text/sources/webvtt.ts'
import type { Document } from '../training/documents.ts'
import { judge, judgeAll, judgeProposer, propose, speedOf } from './judge-names.ts'
import { randomFrom } from './made-up-identifiers.ts'
import { measure, writeMeasured } from './measured.ts'
import { ordinaryProse } from './ordinary-prose.ts'
import { findPeers } from './peers.ts'

/**
 * What the shipped model and rules find in our own texts of `test/corpus`, beside other libraries, and how fast: `node
 * bench/deidentify-corpus.ts [--small] [--calls FOLDER]`, by the small model when asked. Development figures; see the README there. With `--write` what the product says of
 * itself (`models/measured.json`) is written anew.
 */
const { values } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    small: { type: 'boolean', default: false },
    calls: { type: 'string' },
  },
})
const corpus = new URL('../test/corpus/', import.meta.url)
const files = values.small
  ? ['models/small-names.bin', 'models/small-words.bin']
  : ['models/names.bin', 'models/words.bin', 'models/facts.bin']
const begun = performance.now()
const [names, list, facts] = files.map((file) => readFileSync(file))
const tagger = openTagger(names!, list!, facts)
const opened = performance.now() - begun
const texts = new Map(readLines('texts.jsonl').map((line) => [line['id'] as string, line]))
const documents = readLines('settled.jsonl').map((line): Document & { origin: string } => {
  const { text, origin } = texts.get(line['id'] as string) as { text: string; origin: string }
  const spans = line['spans'] as { start: number; end: number; type: string }[]
  const marked = spans.map(({ start, end, type }) => ({ start, end, kind: type }))
  return { id: line['id'] as string, text, origin, marked }
})
const kinds = [...new Set(documents.flatMap(({ marked }) => marked.map(({ kind }) => kind)))].toSorted()
const three = (share: number) => (Number.isNaN(share) ? '' : share.toFixed(3))

for (const least of [0.02, usualLeast, 0.1, 0.5]) {
  const { recall, stray, proposed } = judgeAll(documents, tagger, { least })
  console.log(
    `\nleast ${least}: people, places and organisations together ${three(recall)}; in 1,000 words ` +
      `${proposed.toFixed(1)} proposals, of which ${stray.toFixed(1)} names that touch nothing marked`,
  )
  console.table(
    kinds.map((kind) => {
      const { recall: found, precision, mentions } = judge(documents, tagger, kind, { least })
      return { kind, mentions, recall: three(found), precision: three(precision) }
    }),
  )
}
const measured = measure(documents, tagger)
console.table(measured.origins.map((one) => ({ ...one, recall: three(one.found / one.mentions) })))
if (values.write) writeMeasured(measured, new Date())

const prose = documents.map(({ text }) => text)
const ours = (text: string) => propose(text, tagger, usualLeast)
console.table(
  [['ours', ours] as const, ...findPeers()].map(([by, proposer]) => {
    const row: Record<string, string> = { by }
    for (const kind of ['PERSON', 'PLACE', 'ORGANISATION']) {
      const { recall, precision } = judgeProposer(documents, proposer, kind)
      row[kind] = `${three(recall)} / ${three(precision)}`
    }
    row['PERSON, lower-cased'] = three(judgeProposer(documents, proposer, 'PERSON', true).recall)
    row['MB/s'] = speedOf(prose, proposer).toFixed(2)
    return row
  }),
)

tellOrdinary('sentences of our own', [ordinaryProse(randomFrom(1), 20_000)])
for (const name of values.calls ? readdirSync(values.calls) : []) {
  const file = join(values.calls!, name, 'transcript.vtt')
  if (statSync(file, { throwIfNoEntry: false })) tellOrdinary(`call ${name}`, readCall(file))
}
console.table(
  files.map((file) => ({
    file,
    bytes: statSync(file).size,
    gzipped: gzipSync(readFileSync(file), { level: 9 }).length,
  })),
)
const quick = speedOf(prose, (text) => deidentify(text, { tagger }))
console.log(`opened in ${opened.toFixed(0)} ms; ${quick.toFixed(2)} MB/s on one core`)

/** How many decisions a thousand words bring where nobody marked anything. */
function tellOrdinary(what: string, passages: readonly string[]): void {
  const words = passages.reduce((sum, text) => sum + text.split(/\s+/).length, 0)
  const proposals = passages.flatMap((text) => deidentify(text, { tagger }))
  const names = proposals.filter(({ type }) => ['PERSON', 'PLACE', 'ORGANISATION'].includes(type))
  const share = (all: readonly unknown[]) => ((1000 * all.length) / words).toFixed(1)
  const sure = names.filter(({ confidence }) => confidence >= 0.5)
  console.log(
    `${what}, ${words} words: in 1,000 words ${share(proposals)} proposals, ${share(names)} of them names, ` +
      `${share(sure)} of these at least .5 sure`,
  )
}

function readCall(file: string): string[] {
  const parser = parseWebvtt()
  const items = [...parser.push(readFileSync(file, 'utf8')), ...parser.end()]
  return items.flatMap((item) => (item.kind === 'passage' ? [item.text] : []))
}

function readLines(file: string): Record<string, unknown>[] {
  const lines = readFileSync(new URL(file, corpus), 'utf8').split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

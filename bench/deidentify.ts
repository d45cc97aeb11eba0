import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { deidentify, openTagger, type Proposal, type Tagger } from '../src/text/deidentify/deidentify.ts'
import { openChain, packChain } from '../src/text/deidentify/tagger/chain.ts'
import { openWordList, packWords } from '../src/text/deidentify/tagger/word-list.ts'
import { makeTagger } from '../src/text/deidentify/tagger/tagger.ts'
import { tokenise } from '../src/text/deidentify/tagger/tokens.ts'
import { readSet, trainingSets, type Document } from '../training/documents.ts'
import { learn } from '../training/learn.ts'
import { settings } from '../training/settings.ts'
import { buildWords, readNamesToSwap } from '../training/words.ts'

/**
 * How well names and numbers are found. `node bench/deidentify.ts --data FOLDER --places FILE [--folds 5]` trains without each
 * set it then judges by. See README.md for what the columns mean.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    places: { type: 'string' },
    folds: { type: 'string', default: '5' },
  },
})
const { data, places } = values
if (!data || !places) throw new TypeError('Say where the data lies: --data FOLDER --places FILE')
const words = packWords(buildWords(data, places))
const list = openWordList(words)
const names = readNamesToSwap(data)
const sets = new Map<string, Document[]>(trainingSets.map((name) => [name, readSet(data, name)]))
const tab = new Set(['tab/train', 'tab/dev'])

/** The chance from which the product proposes; every figure but the curve is at this. */
const least = 0.05
const table: Record<string, string | number>[] = []

function teach(documents: readonly Document[]): Tagger {
  // Through the packed bytes: what is judged is what would be shipped.
  return makeTagger(openChain(packChain(learn(documents, list, { ...settings, names }))), list)
}

function without(...left: string[]): Document[] {
  return [...sets].flatMap(([name, documents]) => (left.includes(name) ? [] : documents))
}

type Judged = { recall: number; precision: number; mentions: number; per1000: number }

/** A mention is found when it is covered wholly; a proposal of a kind is right when it touches a mention of that kind. */
function judge(
  documents: readonly Document[],
  tagger: Tagger,
  kind: string,
  options: { least?: number; lower?: boolean } = {},
): Judged {
  const floor = options.least ?? least
  let [found, mentions, right, proposed, tokens] = [0, 0, 0, 0, 0]
  for (const document of documents) {
    const text = options.lower ? document.text.toLowerCase() : document.text
    if (text.length !== document.text.length) continue
    const proposals = propose(text, tagger, floor)
    const covered = coverOf(text, proposals)
    tokens += tokenise(text).count
    for (const one of document.marked) {
      if (one.kind !== kind) continue
      mentions += 1
      if (isCovered(text, covered, one.start, one.end)) found += 1
    }
    for (const proposal of proposals) {
      if (proposal.type !== kind) continue
      proposed += 1
      if (
        document.marked.some(
          (one) => one.kind === kind && one.start < proposal.end && proposal.start < one.end,
        )
      ) {
        right += 1
      }
    }
  }
  return {
    recall: found / mentions,
    precision: right / proposed,
    mentions,
    per1000: (1000 * proposed) / tokens,
  }
}

function propose(
  text: string,
  tagger: Tagger,
  floor: number,
  profile: 'conversation' | 'record' = 'conversation',
): Proposal[] {
  return deidentify(text, { tagger, least: floor, profile }).filter(({ confidence }) => confidence >= floor)
}

function coverOf(text: string, proposals: readonly Proposal[]): Uint8Array {
  const covered = new Uint8Array(text.length)
  for (const { start, end } of proposals) covered.fill(1, start, end)
  return covered
}

function isCovered(text: string, covered: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (!covered[at] && /[\p{L}\p{N}]/u.test(text[at]!)) return false
  return true
}

function tell(what: string, judged: Judged, floor = least): void {
  table.push({
    what,
    least: floor,
    recall: judged.recall.toFixed(3),
    precision: judged.precision.toFixed(3),
    mentions: judged.mentions,
    'proposals / 1,000 tokens': judged.per1000.toFixed(1),
  })
}

const folds = Number(values.folds)
const mails = sets.get('cerec-email/train')!
const parts: Judged[] = []
const lowered: Judged[] = []
for (let fold = 0; fold < folds; fold += 1) {
  const kept = mails.filter((_, at) => at % folds === fold)
  const tagger = teach([
    ...without('cerec-email/train', ...tab),
    ...mails.filter((_, at) => at % folds !== fold),
  ])
  parts.push(judge(kept, tagger, 'PERSON'))
  lowered.push(judge(kept, tagger, 'PERSON', { lower: true }))
}
tell(`e-mail (cerec, ${folds}-fold), PERSON`, meanOf(parts))
tell('the same, lower-cased', meanOf(lowered))

const noTweets = teach(without('btc/a', ...tab))
for (const floor of [0.02, 0.05, 0.1, 0.3, 0.5]) {
  tell('UK tweets (btc a), PERSON', judge(sets.get('btc/a')!, noTweets, 'PERSON', { least: floor }), floor)
}
tell('the same, lower-cased', judge(sets.get('btc/a')!, noTweets, 'PERSON', { lower: true }))
const reviews = readSet(data, 'uner-ewt/dev')
tell('e-mail and reviews (uner), PERSON', judge(reviews, noTweets, 'PERSON'))
tell('the same, lower-cased', judge(reviews, noTweets, 'PERSON', { lower: true }))
console.table(table)

const court = [...sets.get('tab/train')!, ...sets.get('tab/dev')!]
console.table([judgeMasks(court, noTweets)])

/** Entities of which every mention is covered, and the share of proposed tokens that are to be masked (Pilán et al. 2022). */
function judgeMasks(documents: readonly Document[], tagger: Tagger): Record<string, string | number> {
  const entities = { DIRECT: [0, 0], QUASI: [0, 0] } as Record<string, [number, number]>
  let [right, proposed] = [0, 0]
  for (const { text, marked } of documents) {
    const covered = coverOf(text, propose(text, tagger, least, 'record'))
    const masked = new Uint8Array(text.length)
    const whole = new Map<string, { mask: string; isCovered: boolean }>()
    for (const one of marked) {
      if (one.mask !== 'DIRECT' && one.mask !== 'QUASI') continue
      masked.fill(1, one.start, one.end)
      const known = whole.get(one.entity!) ?? { mask: one.mask, isCovered: true }
      known.isCovered &&= isCovered(text, covered, one.start, one.end)
      whole.set(one.entity!, known)
    }
    for (const { mask, isCovered: all } of whole.values()) {
      entities[mask]![0] += Number(all)
      entities[mask]![1] += 1
    }
    const tokens = tokenise(text)
    for (let at = 0; at < tokens.count; at += 1) {
      const start = tokens.starts[at]!
      if (!covered[start] || !/[\p{L}\p{N}]/u.test(text[start]!)) continue
      proposed += 1
      right += masked[start]!
    }
  }
  const share = ([some, all]: [number, number]) => (some / all).toFixed(3)
  return {
    what: `court (TAB, ${documents.length}), never seen`,
    direct: share(entities['DIRECT']!),
    quasi: share(entities['QUASI']!),
    'token precision': (right / proposed).toFixed(3),
  }
}

const corpus = new URL('../test/corpus/', import.meta.url)
if (existsSync(new URL('settled.jsonl', corpus))) {
  const texts = new Map(
    readLines('texts.jsonl').map((line) => [line['id'] as string, line['text'] as string]),
  )
  const documents = readLines('settled.jsonl').map((line) => ({
    id: line['id'] as string,
    text: texts.get(line['id'] as string)!,
    marked: (line['spans'] as { start: number; end: number; type: string }[]).map(({ type, ...span }) => ({
      ...span,
      kind: type,
    })),
  }))
  const shipped = openTagger(readFileSync('models/names.bin'), readFileSync('models/words.bin'))
  console.table(
    ['PERSON', 'PLACE', 'ORGANISATION'].flatMap((kind) =>
      [0.02, 0.05, 0.5].map((floor) => {
        const judged = judge(documents, shipped, kind, { least: floor })
        return {
          kind,
          least: floor,
          recall: judged.recall.toFixed(3),
          precision: judged.precision.toFixed(3),
          mentions: judged.mentions,
        }
      }),
    ),
  )
}

const begun = performance.now()
const shipped = openTagger(readFileSync('models/names.bin'), readFileSync('models/words.bin'))
const opened = performance.now() - begun
const prose = [...reviews, ...sets.get('gum/news')!].map(({ text }) => text)
const bytes = prose.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
for (const text of prose) deidentify(text, { tagger: shipped })
const started = performance.now()
for (let round = 0; round < 5; round += 1) for (const text of prose) deidentify(text, { tagger: shipped })
const seconds = (performance.now() - started) / 5000
const packed = ['models/names.bin', 'models/words.bin'].map((file) => ({
  file,
  bytes: statSync(join(process.cwd(), file)).size,
  gzipped: gzipSync(readFileSync(file), { level: 9 }).length,
}))
console.table(packed)
console.log(`opened in ${opened.toFixed(0)} ms; ${(bytes / 1e6 / seconds).toFixed(2)} MB/s on one core`)

function meanOf(all: readonly Judged[]): Judged {
  const sum = (pick: (one: Judged) => number) => all.reduce((total, one) => total + pick(one), 0)
  const mentions = sum((one) => one.mentions)
  const weighted = (pick: (one: Judged) => number) => sum((one) => pick(one) * one.mentions) / mentions
  return {
    recall: weighted((one) => one.recall),
    precision: weighted((one) => one.precision),
    mentions,
    per1000: weighted((one) => one.per1000),
  }
}

function readLines(file: string): Record<string, unknown>[] {
  const lines = readFileSync(new URL(file, corpus), 'utf8').split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

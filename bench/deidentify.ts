import { parseArgs } from 'node:util'
import type { Tagger } from '../src/text/deidentify/deidentify.ts'
import { openChain, packChain } from '../src/text/deidentify/tagger/chain.ts'
import { openWordList, packWords } from '../src/text/deidentify/tagger/word-list.ts'
import { makeTagger } from '../src/text/deidentify/tagger/tagger.ts'
import { tokenise } from '../src/text/deidentify/tagger/tokens.ts'
import { readSet, trainingSets, type Document } from '../training/documents.ts'
import { coverOf, isCovered, judge, least, propose, type Judged } from './judge-names.ts'
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

const table: Record<string, string | number>[] = []

function teach(documents: readonly Document[]): Tagger {
  // Through the packed bytes: what is judged is what would be shipped.
  return makeTagger(openChain(packChain(learn(documents, list, { ...settings, names }))), list)
}

function without(...left: string[]): Document[] {
  return [...sets].flatMap(([name, documents]) => (left.includes(name) ? [] : documents))
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

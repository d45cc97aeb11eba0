import { parseArgs } from 'node:util'
import type { Tagger } from '../src/text/deidentify/deidentify.ts'
import { factsHead, namesHead } from '../src/text/deidentify/tagger/heads.ts'
import { openChain, packChain } from '../src/text/deidentify/tagger/packed-chain.ts'
import { openWordList, packWords } from '../src/text/deidentify/tagger/word-list.ts'
import { makeTagger } from '../src/text/deidentify/tagger/tagger.ts'
import {
  factSets,
  leaveWhatMayStay,
  readOwnTexts,
  readSet,
  trainingSets,
  type Document,
} from '../training/documents.ts'
import { emptyMasks, judgeDocument, tellMasks } from './judge-masks.ts'
import { judge, least, type Judged } from './judge-names.ts'
import { learn } from '../training/learn.ts'
import { settings } from '../training/settings.ts'
import { buildWords, readNamesToSwap } from '../training/words.ts'

/**
 * How well names and numbers are found. `node bench/deidentify.ts --data FOLDER --places FILE [--folds 5] [--only tab]` trains without each
 * set it then judges by. See README.md for what the columns mean.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    places: { type: 'string' },
    folds: { type: 'string', default: '5' },
    only: { type: 'string' },
  },
})
const { data, places, only } = values
const folds = Number(values.folds)
if (!data || !places) throw new TypeError('Say where the data lies: --data FOLDER --places FILE')
const words = packWords(buildWords(data, places))
const list = openWordList(words)
const names = readNamesToSwap(data)
const sets = new Map<string, Document[]>(trainingSets.map((name) => [name, readSet(data, name)]))
const tab = new Set<string>(factSets)

const table: Record<string, string | number>[] = []

function teach(documents: readonly Document[], factual: readonly Document[] = []): Tagger {
  const options = { ...settings, names }
  // Through the packed bytes: what is judged is what would be shipped.
  const chain = openChain(packChain(learn(namesHead, documents, list, options)), namesHead)
  if (factual.length === 0) return makeTagger(chain, list)
  return makeTagger(chain, list, openChain(packChain(learn(factsHead, factual, list, options)), factsHead))
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

const parts = { mail, tweets, reviews, tab: judgeCourts }
if (only && !(only in parts)) throw new TypeError(`--only takes one of ${Object.keys(parts).join(', ')}`)
for (const [name, part] of Object.entries(parts)) if (!only || only === name) part()
console.table(table)

function mail(): void {
  const mails = sets.get('cerec-email/train')!
  const plain: Judged[] = []
  const lowered: Judged[] = []
  for (let fold = 0; fold < folds; fold += 1) {
    const kept = mails.filter((_, at) => at % folds === fold)
    const tagger = teach([
      ...without('cerec-email/train', ...tab),
      ...mails.filter((_, at) => at % folds !== fold),
    ])
    plain.push(judge(kept, tagger, 'PERSON'))
    lowered.push(judge(kept, tagger, 'PERSON', { lower: true }))
  }
  tell(`e-mail (cerec, ${folds}-fold), PERSON`, meanOf(plain))
  tell('the same, lower-cased', meanOf(lowered))
}

function tweets(): void {
  const tagger = teach(without('btc/a', ...tab))
  for (const floor of [0.02, 0.05, 0.1, 0.3, 0.5]) {
    tell('UK tweets (btc a), PERSON', judge(sets.get('btc/a')!, tagger, 'PERSON', { least: floor }), floor)
  }
  tell('the same, lower-cased', judge(sets.get('btc/a')!, tagger, 'PERSON', { lower: true }))
}

function reviews(): void {
  const tagger = teach(without('btc/a', ...tab))
  const documents = readSet(data!, 'uner-ewt/dev')
  tell('e-mail and reviews (uner), PERSON', judge(documents, tagger, 'PERSON'))
  tell('the same, lower-cased', judge(documents, tagger, 'PERSON', { lower: true }))
}

/** Court decisions: once by what never saw one, once in folds. */
function judgeCourts(): void {
  const documents = factSets.flatMap((name) => sets.get(name)!)
  const own = readOwnTexts()
  const strange = emptyMasks()
  const stranger = teach(without(...tab), own)
  for (const document of documents) judgeDocument(strange, document, stranger, least)
  const known = emptyMasks()
  for (let fold = 0; fold < folds; fold += 1) {
    const others = documents.filter((_, at) => at % folds !== fold)
    const tagger = teach([...without(...tab), ...others], [...own, ...others.map(leaveWhatMayStay)])
    documents.forEach((document, at) => {
      if (at % folds === fold) judgeDocument(known, document, tagger, least)
    })
  }
  console.table([
    tellMasks(`court (TAB, ${documents.length}), never seen`, strange),
    tellMasks(`the same, ${folds}-fold`, known),
  ])
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

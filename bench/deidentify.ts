import { spawnSync } from 'node:child_process'
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
  readToLearn,
  trainingSets,
  type Document,
} from '../training/documents.ts'
import { emptyMasks, judgeDocument, tellMasks } from './judge-masks.ts'
import {
  judge,
  judgeProposer,
  least,
  meanOf,
  propose,
  speedOf,
  type Judged,
  type Proposer,
} from './judge-names.ts'
import { findPeers } from './peers.ts'
import { learn } from '../training/learn.ts'
import { settings, sureOfNames } from '../training/settings.ts'
import { buildWords, readNamesToSwap } from '../training/words.ts'

/**
 * How well names and numbers are found, ours and other libraries' on the same texts. `npm run bench:deidentify -- --data FOLDER
 * --places FILE [--folds 5] [--only tab]` trains without each set it then judges by. See README.md for what the columns mean.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    places: { type: 'string' },
    folds: { type: 'string', default: '5' },
    only: { type: 'string', default: '' },
  },
})
const { data, places, only } = values
const folds = Number(values.folds)
if (!data || !places) throw new TypeError('Say where the data lies: --data FOLDER --places FILE')

const names = readNamesToSwap(data, places)
const sets = new Map<string, Document[]>(trainingSets.map((name) => [name, readSet(data, name)]))
const tab = new Set<string>(factSets)
const own = readOwnTexts()

const table: Record<string, string | number>[] = []

function teach(documents: readonly Document[], factual: readonly Document[] = []): Tagger {
  const options = { ...settings, names }
  const list = openWordList(packWords(buildWords(data!, places!, documents)))
  // Through the packed bytes: what is judged is what would be shipped.
  const chain = openChain(packChain(learn(namesHead, documents, list, options), sureOfNames), namesHead)
  if (factual.length === 0) return makeTagger(chain, list)
  return makeTagger(chain, list, openChain(packChain(learn(factsHead, factual, list, options)), factsHead))
}

/** Judges by a model that never saw the tweets, once made. */
let strangerToTweets: Tagger | undefined
function withoutTweets(): Tagger {
  return (strangerToTweets ??= teach(without('btc/a', ...tab)))
}

/** Our own texts twice, as in training, and all sets but these. */
function without(...left: string[]): Document[] {
  const names = trainingSets.filter((name) => !left.includes(name))
  return [...names.flatMap((name) => readToLearn(data!, name)), ...own, ...own]
}

type Row = { by?: string; least?: number | string; lower?: boolean; speed?: number | undefined }

function tell(what: string, judged: Judged, { by = 'ours', least: floor = least, speed }: Row = {}): void {
  table.push({
    what,
    by,
    least: floor,
    recall: judged.recall.toFixed(3),
    precision: judged.precision.toFixed(3),
    mentions: judged.mentions,
    'proposals / 1,000 tokens': judged.per1000.toFixed(1),
    'MB/s': speed?.toFixed(2) ?? '',
  })
}

/** The other libraries on the same texts. Nothing is learnt there, so they read all at once. */
function tellPeers(what: string, documents: readonly Document[]): void {
  for (const [by, proposer] of peers) {
    const texts = documents.slice(0, 500).map(({ text }) => text)
    const speed = speedOf(texts, proposer)
    tell(what, judgeProposer(documents, proposer, 'PERSON'), { by, least: '', speed })
    tell(`${what}, lower-cased`, judgeProposer(documents, proposer, 'PERSON', true), { by, least: '' })
  }
}

const ownParts = { mail, tweets, reviews, tab: judgeCourts }
/** Commands of their own, that need no training of their own. */
const otherParts: Readonly<Record<string, string[]>> = {
  chances: ['bench/deidentify-chances.ts', '--data', data, '--places', places],
  corpus: ['bench/deidentify-corpus.ts'],
  identifiers: ['bench/uk-identifiers.ts'],
}
const known = [...Object.keys(ownParts), ...Object.keys(otherParts)]
if (only && !known.includes(only)) throw new TypeError(`--only takes one of ${known.join(', ')}`)
const peers = only === 'tab' || only in otherParts ? new Map<string, Proposer>() : findPeers()
for (const [name, part] of Object.entries(ownParts)) if (!only || only === name) part()
if (table.length > 0) console.table(table)
for (const [name, command] of Object.entries(otherParts)) {
  if (only && only !== name) continue
  console.log(`\nnode ${command[0]}`)
  if (spawnSync(process.execPath, command, { stdio: 'inherit' }).status !== 0) process.exitCode = 1
}

function mail(): void {
  const what = `e-mail (cerec, ${folds}-fold), PERSON`
  const mails = sets.get('cerec-email/train')!
  const plain: Judged[] = []
  const lowered: Judged[] = []
  let speed = 0
  for (let fold = 0; fold < folds; fold += 1) {
    const kept = mails.filter((_, at) => at % folds === fold)
    const tagger = teach([
      ...without('cerec-email/train', ...tab),
      ...mails.filter((_, at) => at % folds !== fold),
    ])
    plain.push(judge(kept, tagger, 'PERSON'))
    lowered.push(judge(kept, tagger, 'PERSON', { lower: true }))
    speed ||= speedOfOurs(mails, tagger)
  }
  tell(what, meanOf(plain), { speed })
  tell(`${what}, lower-cased`, meanOf(lowered))
  tellPeers(what, mails)
}

function tweets(): void {
  const what = 'UK tweets (btc a), PERSON'
  const tagger = withoutTweets()
  const documents = sets.get('btc/a')!
  for (const floor of [0.02, least, 0.1, 0.3, 0.5]) {
    tell(what, judge(documents, tagger, 'PERSON', { least: floor }), { least: floor })
  }
  tell(`${what}, lower-cased`, judge(documents, tagger, 'PERSON', { lower: true }), {
    speed: speedOfOurs(documents, tagger),
  })
  tellPeers(what, documents)
}

function reviews(): void {
  const what = 'e-mail and reviews (uner), PERSON'
  const tagger = withoutTweets()
  const documents = readSet(data!, 'uner-ewt/dev')
  tell(what, judge(documents, tagger, 'PERSON'), { speed: speedOfOurs(documents, tagger) })
  tell(`${what}, lower-cased`, judge(documents, tagger, 'PERSON', { lower: true }))
  tellPeers(what, documents)
}

function speedOfOurs(documents: readonly Document[], tagger: Tagger): number {
  return speedOf(
    documents.slice(0, 500).map(({ text }) => text),
    (text) => propose(text, tagger, least),
  )
}

/** Court decisions: once by what never saw one, once in folds. */
function judgeCourts(): void {
  const documents = factSets.flatMap((name) => sets.get(name)!)
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

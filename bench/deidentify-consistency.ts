import { parseArgs } from 'node:util'
import { deidentify, type Tagger } from '../src/text/deidentify/deidentify.ts'
import { namesHead } from '../src/text/deidentify/tagger/heads.ts'
import { openChain, packChain } from '../src/text/deidentify/tagger/packed-chain.ts'
import { makeTagger } from '../src/text/deidentify/tagger/tagger.ts'
import { openWordList, packWords } from '../src/text/deidentify/tagger/word-list.ts'
import { readOwnTexts, readSet, readToLearn, trainingSets, type Document } from '../training/documents.ts'
import { learn } from '../training/learn.ts'
import { settings, sureOfNames } from '../training/settings.ts'
import { buildWords, readNamesToSwap } from '../training/words.ts'
import { coverOf, isCovered, least } from './judge-names.ts'

/**
 * What is gained when a name that is sure once is found again in the whole text: `node bench/deidentify-consistency.ts --data FOLDER
 * --places FILE`. Each set is read by a tagger that never saw it. `sureFrom` of `sure-names.ts` was chosen by this.
 */
const { values } = parseArgs({ options: { data: { type: 'string' }, places: { type: 'string' } } })
const { data, places } = values
if (!data || !places) throw new TypeError('Say where the data lies: --data FOLDER --places FILE')
const names = readNamesToSwap(data, places)
const judgedBy = ['btc/a', 'cerec-email/train', 'tab/train', 'tab/dev']
const tagger = teach(trainingSets.filter((name) => !judgedBy.includes(name)))
const sets: [string, readonly string[], 'conversation' | 'record'][] = [
  ['e-mail (cerec)', ['cerec-email/train'], 'conversation'],
  ['e-mail and reviews (uner)', ['uner-ewt/dev'], 'conversation'],
  ['UK tweets (btc a)', ['btc/a'], 'conversation'],
  ['court (TAB)', ['tab/train', 'tab/dev'], 'record'],
]
const table: Record<string, string | number>[] = []
for (const [what, files, profile] of sets) {
  tell(
    what,
    files.flatMap((file) => readSet(data, file)),
    profile,
  )
}
tell('our own training texts', readOwnTexts(), 'conversation')
console.table(table)

function teach(from: readonly string[]): Tagger {
  const documents = from.flatMap((name) => readToLearn(data!, name))
  const list = openWordList(packWords(buildWords(data!, places!, documents)))
  const chain = learn(namesHead, documents, list, { ...settings, names })
  return makeTagger(openChain(packChain(chain, sureOfNames), namesHead), list)
}

function tell(what: string, documents: readonly Document[], profile: 'conversation' | 'record'): void {
  const words = documents.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0)
  for (const again of [false, true]) {
    const counts = { all: 0, found: 0, foundAtHalf: 0, proposed: 0, right: 0, people: 0 }
    for (const { text, marked } of documents) {
      const proposals = deidentify(text, { tagger, least, again, profile })
      counts.all += proposals.length
      const sure = proposals.filter(({ confidence }) => confidence >= 0.5)
      const [covered, coveredAtHalf] = [coverOf(text, proposals), coverOf(text, sure)]
      const people = marked.filter(({ kind }) => kind === 'PERSON')
      for (const { start, end } of people) {
        counts.people += 1
        counts.found += Number(isCovered(text, covered, start, end))
        counts.foundAtHalf += Number(isCovered(text, coveredAtHalf, start, end))
      }
      for (const one of sure.filter(({ type }) => type === 'PERSON')) {
        counts.proposed += 1
        counts.right += Number(people.some(({ start, end }) => start < one.end && one.start < end))
      }
    }
    table.push({
      what,
      'found again': again ? 'yes' : 'no',
      PERSON: counts.people,
      'recall from .05': (counts.found / counts.people).toFixed(3),
      'recall from .5': (counts.foundAtHalf / counts.people).toFixed(3),
      'precision from .5': (counts.right / counts.proposed).toFixed(3),
      'proposals / 1,000 words': ((1000 * counts.all) / words).toFixed(1),
    })
  }
}

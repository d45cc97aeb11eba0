import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { offeredFrom } from '../src/listening/web/hide-names.ts'
import { openTagger } from '../src/text/deidentify/deidentify.ts'
import { namesHead } from '../src/text/deidentify/tagger/heads.ts'
import { packChain } from '../src/text/deidentify/tagger/packed-chain.ts'
import { openWordList, packWords } from '../src/text/deidentify/tagger/word-list.ts'
import { readOwnTexts, readSet, readToLearn, trainingSets } from '../training/documents.ts'
import { learn } from '../training/learn.ts'
import { settings, smallRows, sureOfNames } from '../training/settings.ts'
import { buildWords, keepCommon, readNamesToSwap } from '../training/words.ts'
import { judge } from './judge-names.ts'

/**
 * How well the small engine of the public page finds names: `node bench/deidentify-small.ts --data FOLDER --places FILE` trains it
 * without every fifth of our own texts and without the British tweets, and judges it by these.
 */
const { values } = parseArgs({ options: { data: { type: 'string' }, places: { type: 'string' } } })
const { data, places } = values
if (!data || !places) throw new TypeError('Say where the data lies: --data FOLDER --places FILE')
const tweets = 'btc/a'
const own = readOwnTexts()
const held = own.filter((_, at) => at % 5 === 0)
const seen = own.filter((_, at) => at % 5 !== 0)
const documents = [
  ...trainingSets.filter((name) => name !== tweets).flatMap((name) => readToLearn(data, name)),
  ...seen,
]
const words = packWords(keepCommon(buildWords(data, places, documents)))
const options = { ...settings, names: readNamesToSwap(data, places), rows: smallRows }
const names = packChain(learn(namesHead, [...documents, ...seen], openWordList(words), options), sureOfNames)
const tagger = openTagger(names, words)
const table: Record<string, string | number>[] = []
for (const [what, texts] of [
  ['our own, held back', held],
  ['British tweets', readSet(data, tweets)],
] as const) {
  for (const least of [0.05, offeredFrom, 0.2, 0.5]) {
    const row: Record<string, string | number> = { what, least }
    let wrong = 0
    for (const kind of namesHead.kinds) {
      const { recall, precision, per1000 } = judge(texts, tagger, kind, { least })
      row[kind] = `${recall.toFixed(3)} / ${precision.toFixed(3)}`
      wrong += per1000 * (1 - precision)
    }
    table.push({ ...row, 'wrong in 1,000': wrong.toFixed(1) })
  }
}
console.table(table)
const [chain, list] = [names, words].map((bytes) => gzipSync(bytes, { level: 9 }).length)
console.table([{ 'model, gzip': chain, 'words, gzip': list }])

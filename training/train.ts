import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { factsHead, namesHead } from '../src/text/deidentify/tagger/heads.ts'
import { packChain } from '../src/text/deidentify/tagger/packed-chain.ts'
import { openWordList, packWords } from '../src/text/deidentify/tagger/word-list.ts'
import { factSets, leaveWhatMayStay, readOwnTexts, readSet, readToLearn, trainingSets } from './documents.ts'
import { learn } from './learn.ts'
import { settings, smallRows, sureOfNames } from './settings.ts'
import { buildWords, keepCommon, readNamesToSwap } from './words.ts'

/**
 * `node training/train.ts --data FOLDER --places FILE [--to models]`: makes the list of words and the models the product ships, and prints
 * their SHA-256. DATA.md says where the data is from. The same files give the same bytes.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    places: { type: 'string' },
    to: { type: 'string', default: 'models' },
  },
})
const { data, places, to } = values
if (!data || !places) throw new TypeError('Say where the data lies: --data FOLDER --places FILE')
const begun = performance.now()
const own = readOwnTexts()
const documents = [...trainingSets.flatMap((name) => readToLearn(data, name)), ...own]
const words = buildWords(data, places, documents)
const packed = packWords(words)
const list = openWordList(packed)
say(`${list.size} words, ${documents.length} documents`)
const options = { ...settings, names: readNamesToSwap(data, places) }
// Our own texts twice: they are most like what is read.
const names = packChain(learn(namesHead, [...documents, ...own], list, options, say), sureOfNames)
say('small, for browsers')
const smallWords = packWords(keepCommon(words))
const small = { ...options, rows: smallRows }
const smallNames = packChain(
  learn(namesHead, [...documents, ...own], openWordList(smallWords), small, say),
  sureOfNames,
)
const told = [...own, ...factSets.flatMap((name) => readSet(data, name)).map(leaveWhatMayStay)]
say(`${told.length} documents with dates, codes and the like`)
const facts = packChain(learn(factsHead, told, list, options, say))
await mkdir(to, { recursive: true })
for (const [file, bytes] of [
  ['words.bin', packed],
  ['names.bin', names],
  ['facts.bin', facts],
  ['small-words.bin', smallWords],
  ['small-names.bin', smallNames],
] as const) {
  await writeFile(join(to, file), bytes)
  say(`${file} ${bytes.length} bytes, SHA-256 ${createHash('sha256').update(bytes).digest('hex')}`)
}
say(`${((performance.now() - begun) / 1000).toFixed(1)} s`)

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

import { parseArgs } from 'node:util'
import type { Tagger } from '../src/text/deidentify/deidentify.ts'
import { namesHead, type NameKind } from '../src/text/deidentify/tagger/heads.ts'
import { openChain, packChain, type Sure } from '../src/text/deidentify/tagger/packed-chain.ts'
import { makeTagger, tagText } from '../src/text/deidentify/tagger/tagger.ts'
import { openWordList, packWords } from '../src/text/deidentify/tagger/word-list.ts'
import { readOwnTexts, readSet, readToLearn, trainingSets, type Document } from '../training/documents.ts'
import { learn } from '../training/learn.ts'
import { settings, sureOfNames } from '../training/settings.ts'
import { buildWords, readNamesToSwap } from '../training/words.ts'
import { judge, judgeAll, propose } from './judge-names.ts'

/**
 * Whether a chance means what it says: `node bench/deidentify-chances.ts --data FOLDER --places FILE`. Trains without one
 * sitting's texts of our own at a time, without a fifth of the mails and without one part of the tweets, and looks at what is proposed in these. Prints what belongs into
 * `training/settings.ts` too.
 */
const { values } = parseArgs({ options: { data: { type: 'string' }, places: { type: 'string' } } })
const { data, places } = values
if (!data || !places) throw new TypeError('Say where the data lies: --data FOLDER --places FILE')

/** Held back together: one sitting's texts are like each other, and a tagger is surer of them than of what strangers write. */
const sittings = ['c1', 'c2', 'r']
const own = readOwnTexts()
const mails = readSet(data, 'cerec-email/train')
const names = readNamesToSwap(data, places)
const others = new Map<string, Document[]>([
  ['e-mail', mails.filter((_, at) => at % 5 === 0)],
  ['UK tweets', readSet(data, 'btc/a')],
  ['reviews', readSet(data, 'uner-ewt/dev')],
])
type Case = { set: string; documents: Document[]; unfitted: Tagger; tagger: Tagger }
const cases = sittings.flatMap((sitting, at): Case[] => {
  const isOf = ({ id }: Document) => id.startsWith(`${sitting}-`)
  const taggers = teach(own.filter((one) => !isOf(one)))
  const ours = { set: 'our own', documents: own.filter(isOf), ...taggers }
  return at > 0 ? [ours] : [ours, ...[...others].map(([set, documents]) => ({ set, documents, ...taggers }))]
})
const sets = ['our own', ...others.keys()]

function teach(kept: readonly Document[]): { unfitted: Tagger; tagger: Tagger } {
  const documents = [
    ...trainingSets
      .filter((name) => name !== 'btc/a' && name !== 'cerec-email/train')
      .flatMap((name) => readToLearn(data!, name)),
    ...mails.filter((_, at) => at % 5 !== 0),
    ...kept,
  ]
  const list = openWordList(packWords(buildWords(data!, places!, documents)))
  const chain = learn(namesHead, [...documents, ...kept], list, { ...settings, names })
  const make = (sure: readonly Sure[]) => makeTagger(openChain(packChain(chain, sure), namesHead), list)
  return { unfitted: make([]), tagger: make(sureOfNames) }
}

type Guess = { chance: number; isRight: boolean; weight: number }

console.log('Best fitted to these, for training/settings.ts:')
console.log(namesHead.kinds.map((kind) => ({ kind, ...fit(guessesOf(kind)) })))

console.log('\nOf proposals as sure as this, so many are right:')
for (const set of sets) {
  const kinds = set === 'our own' ? namesHead.kinds : (['PERSON'] as const)
  for (const kind of kinds) console.table(bands(set, kind))
}
console.log('\nWhat is found from which chance on:')
for (const set of sets) for (const lower of [false, true]) console.table(curve(set, lower))

function curve(set: string, lower: boolean): Record<string, string | number>[] {
  return [0.02, 0.03, 0.05, 0.08, 0.1, 0.15, 0.2, 0.3, 0.5].map((least) => {
    const judged = cases
      .filter((one) => one.set === set)
      .map(({ documents, tagger }) => ({
        people: judge(documents, tagger, 'PERSON', { least, lower }),
        all: judgeAll(documents, tagger, { least, lower }),
        size: documents.reduce((sum, { text }) => sum + text.length, 0),
      }))
    const size = judged.reduce((sum, one) => sum + one.size, 0)
    const mean = (pick: (one: (typeof judged)[number]) => number) =>
      judged.reduce((sum, one) => sum + (pick(one) * one.size) / size, 0)
    return {
      set: lower ? `${set}, lower-cased` : set,
      least,
      'PERSON recall': mean(({ people }) => people.recall).toFixed(3),
      precision: mean(({ people }) => people.precision).toFixed(3),
      'all names recall': mean(({ all }) => all.recall).toFixed(3),
      'touching nothing / 1,000 words': mean(({ all }) => all.stray).toFixed(1),
    }
  })
}

/** Most of the weight is our own texts', which are most like what the product reads; the sets of others share the rest. */
function guessesOf(kind: NameKind): Guess[] {
  const chosen = kind === 'PERSON' ? sets : ['our own', 'reviews']
  return chosen.flatMap((set) => {
    const guesses = cases
      .filter((one) => one.set === set)
      .flatMap(({ documents, unfitted }) => documents.flatMap((one) => guessesIn(one, unfitted, kind)))
    const share = set === 'our own' ? 0.7 : 0.3 / (chosen.length - 1)
    return guesses.map((guess) => ({ ...guess, weight: share / guesses.length }))
  })
}

function guessesIn({ text, marked }: Document, by: Tagger, kind: NameKind): Guess[] {
  return tagText(text, by, 0.005)
    .filter((one) => one.kind === kind)
    .map(({ start, end, confidence }) => ({
      chance: Math.min(Math.max(confidence, 1e-4), 1 - 1e-4),
      isRight: marked.some((one) => one.kind === kind && one.start < end && start < one.end),
      weight: 1,
    }))
}

/** Slope and shift of the logistic function that fits best, by Newton's method. */
function fit(guesses: readonly Guess[]): Sure {
  let [slope, shift] = [1, 0]
  for (let round = 0; round < 50; round += 1) {
    let [slopeSlope, shiftSlope, aa, ab, bb] = [0, 0, 1e-9, 0, 1e-9]
    for (const { chance, isRight, weight } of guesses) {
      const odds = Math.log(chance / (1 - chance))
      const said = 1 / (1 + Math.exp(-slope * odds - shift))
      const error = weight * (said - Number(isRight))
      const bend = weight * said * (1 - said)
      slopeSlope += error * odds
      shiftSlope += error
      aa += bend * odds * odds
      ab += bend * odds
      bb += bend
    }
    const size = aa * bb - ab * ab
    // Half a step each time: where few guesses are wrong a whole one may overshoot without end.
    slope -= (0.5 * (bb * slopeSlope - ab * shiftSlope)) / size
    shift -= (0.5 * (aa * shiftSlope - ab * slopeSlope)) / size
  }
  return { slope: Number(slope.toFixed(3)), shift: Number(shift.toFixed(3)) }
}

function bands(set: string, kind: string): Record<string, string | number>[] {
  const edges = [0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97, 1.01]
  const found = edges.map(() => ({ proposals: 0, right: 0, said: 0 }))
  const looked = cases.filter((one) => one.set === set)
  for (const { tagger, documents } of looked) {
    for (const { text, marked } of documents) {
      for (const { start, end, type, confidence } of propose(text, tagger, 0.02)) {
        if (type !== kind) continue
        const band = found[edges.findIndex((edge) => confidence < edge)]!
        band.proposals += 1
        band.said += confidence
        if (marked.some((one) => one.kind === kind && one.start < end && start < one.end)) band.right += 1
      }
    }
  }
  return found.slice(1).map(({ proposals, right, said }, at) => ({
    what: `${set}, ${kind}`,
    from: edges[at]!,
    to: Math.min(1, edges[at + 1]!),
    proposals,
    'said, mean': proposals ? (said / proposals).toFixed(2) : '',
    right: proposals ? (right / proposals).toFixed(2) : '',
  }))
}

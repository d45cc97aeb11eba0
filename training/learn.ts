import { findChances, makeWorkspace, scoreTokens, type Chain } from '../src/text/deidentify/tagger/chain.ts'
import {
  allFeatures,
  featuresOfToken,
  findFeatures,
  rows as allRows,
} from '../src/text/deidentify/tagger/features.ts'
import { forgetText, makeWordMemory } from '../src/text/deidentify/tagger/word-memory.ts'
import { firstLabel, insideLabel, labels, type Head } from '../src/text/deidentify/tagger/heads.ts'
import { cutTokens, tokenise, type Tokens } from '../src/text/deidentify/tagger/tokens.ts'
import type { WordList } from '../src/text/deidentify/tagger/word-list.ts'
import type { Document } from './documents.ts'
import { labelLines } from './label-lines.ts'
import { swapNames } from './swap-names.ts'
import type { NamesToSwap } from './words.ts'

export type LearningOptions = {
  epochs: number
  seed: number
  rate: number
  /** The share of features left out at each look, so that none is relied on alone. */
  drop: number
  /** The share of documents read in lower case; and with other names. */
  lower: number
  swap: number
  /** The share of short documents whose lines get a speaker's name before them. */
  label: number
  names: NamesToSwap
  /** Of the model, a power of two: fewer than there are features make it smaller, and features share them. */
  rows?: number
}

/**
 * Fits a chain to marked documents by stochastic gradient descent on the conditional likelihood with a step for each
 * weight (AdaGrad, Duchi et al. 2011), and gives the mean over the second half of the epochs. The same documents in the same
 * order, options and Node give the same numbers. `tell` hears of each epoch.
 */
export function learn(
  head: Head,
  documents: readonly Document[],
  list: WordList,
  options: LearningOptions,
  tell: (line: string) => void = () => undefined,
): Chain {
  const random = makeRandom(options.seed)
  // One row beyond the last stays at zero: what is left out points there.
  const { rows = allRows } = options
  const nowhere = rows
  const weights = new Float32Array((rows + 1) * labels)
  const chain: Chain = { head, weights, follow: new Float32Array(labels * labels) }
  const steps = new Float32Array(weights.length).fill(0.01)
  const followSteps = new Float32Array(labels * labels).fill(0.01)
  const mean = { weights: new Float32Array(weights.length), follow: new Float32Array(labels * labels), of: 0 }
  const room = makeWorkspace(chain, 151)
  const together = new Float64Array(labels * labels)
  const memory = makeWordMemory(list)
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    let likelihood = 0
    let count = 0
    for (const at of shuffle(documents.length, random)) {
      const document = vary(documents[at]!, options, random)
      const tokens = tokenise(document.text)
      const features = allFeatures(findFeatures(document.text, tokens, memory), tokens.count, memory)
      forgetText(memory)
      const right = markTokens(head, document, tokens)
      for (const [from, to] of cutTokens(document.text, tokens, 150)) {
        const size = to - from
        const part = features.subarray(from * featuresOfToken, to * featuresOfToken)
        for (let place = 0; place < part.length; place += 1)
          part[place] = random() < options.drop ? nowhere : part[place]! & (rows - 1)
        scoreTokens(chain, part, size, room.scores)
        likelihood += scoreOf(chain, room.scores, right, from, size)
        together.fill(0)
        room.follow.set(Float64Array.from(chain.follow, Math.exp))
        likelihood -= findChances(room, size, together)
        count += size
        for (let place = 0; place < size; place += 1) {
          const label = right[from + place]!
          room.chances[place * labels + label]! -= 1
          if (place > 0) together[right[from + place - 1]! * labels + label]! -= 1
        }
        for (let pair = 0; pair < together.length; pair += 1) {
          const slope = together[pair]!
          followSteps[pair]! += slope * slope
          chain.follow[pair]! -= (options.rate * slope) / Math.sqrt(followSteps[pair]!)
        }
        descend(weights, steps, nowhere, part, room.chances, size, options.rate)
      }
    }
    if (epoch >= options.epochs / 2) addTo(mean, chain)
    tell(
      `epoch ${epoch + 1} of ${options.epochs}: ${(likelihood / count).toFixed(4)} a token, ${count} tokens`,
    )
  }
  return {
    head,
    weights: mean.weights.map((sum) => sum / mean.of).subarray(0, rows * labels),
    follow: mean.follow.map((sum) => sum / mean.of),
  }
}

function descend(
  weights: Float32Array,
  steps: Float32Array,
  nowhere: number,
  features: Int32Array,
  slopes: Float64Array,
  count: number,
  rate: number,
): void {
  for (let at = 0; at < count; at += 1) {
    for (let label = 0; label < labels; label += 1) {
      const slope = slopes[at * labels + label]!
      if (slope < 1e-4 && slope > -1e-4) continue
      for (let feature = at * featuresOfToken; feature < (at + 1) * featuresOfToken; feature += 1) {
        if (features[feature] === nowhere) continue
        const place = features[feature]! * labels + label
        steps[place]! += slope * slope
        weights[place]! -= (rate * slope) / Math.sqrt(steps[place]!)
      }
    }
  }
}

function scoreOf(chain: Chain, scores: Float64Array, right: Int8Array, from: number, size: number): number {
  let sum = 0
  for (let at = 0; at < size; at += 1) {
    sum += scores[at * labels + right[from + at]!]!
    if (at > 0) sum += chain.follow[right[from + at - 1]! * labels + right[from + at]!]!
  }
  return sum
}

/** The right label of every token. Of marks that overlap, the longest that begins first. */
export function markTokens(head: Head, document: Document, tokens: Tokens): Int8Array {
  const right = new Int8Array(tokens.count)
  const marked = document.marked
    .filter(({ kind }) => head.kinds.includes(kind))
    .sort((a, b) => a.start - b.start || b.end - a.end)
  let reached = -1
  for (const { start, end, kind } of marked) {
    if (start < reached) continue
    reached = end
    const index = head.kinds.indexOf(kind)
    let isFirst = true
    for (let at = firstAfter(tokens, start); at < tokens.count && tokens.starts[at]! < end; at += 1) {
      if (document.text[tokens.starts[at]!] === '\n') continue
      right[at] = isFirst ? firstLabel(head, index) : insideLabel(head, index)
      isFirst = false
    }
  }
  return right
}

/** The first token that ends after a place. */
function firstAfter(tokens: Tokens, place: number): number {
  let [low, high] = [0, tokens.count]
  while (low < high) {
    const middle = (low + high) >> 1
    if (tokens.ends[middle]! <= place) low = middle + 1
    else high = middle
  }
  return low
}

/** The document, or with other names, in lower case, without signs: nobody writes as newspapers do. */
function vary(document: Document, options: LearningOptions, random: () => number): Document {
  const labelled = random() < options.label ? labelLines(document, options.names, random) : document
  const named = random() < options.swap ? swapNames(labelled, options.names, random) : labelled
  const dice = random()
  const { lower } = options
  if (dice < lower)
    return rewrite(named, (text) => (dice < lower / 4 ? withoutSigns(text) : text).toLowerCase())
  if (dice < lower + 0.02) return rewrite(named, (text) => text.toUpperCase())
  return dice < lower + 0.07 ? lowerNames(named) : named
}

function rewrite(document: Document, change: (text: string) => string): Document {
  const text = change(document.text)
  // A few letters grow when their case changes, and the marks would not fit any more.
  return text.length === document.text.length ? { ...document, text } : document
}

/** As machines write down what they hear: no full stops, no commas. */
function withoutSigns(text: string): string {
  return text.replace(/[.,!?;:…–—](?=\s|$)/gu, ' ')
}

/** Capitals where sentences begin and none where names do. */
function lowerNames(document: Document): Document {
  return rewrite(document, (text) => {
    let [lowered, at] = ['', 0]
    for (const { start, end } of document.marked.toSorted((a, b) => a.start - b.start)) {
      if (start < at) continue
      lowered += text.slice(at, start) + text.slice(start, end).toLowerCase()
      at = end
    }
    return lowered + text.slice(at)
  })
}

function addTo(mean: { weights: Float32Array; follow: Float32Array; of: number }, chain: Chain): void {
  mean.of += 1
  for (let at = 0; at < mean.weights.length; at += 1) mean.weights[at]! += chain.weights[at]!
  for (let at = 0; at < mean.follow.length; at += 1) mean.follow[at]! += chain.follow[at]!
}

function shuffle(size: number, random: () => number): number[] {
  const order = Array.from({ length: size }, (_, at) => at)
  for (let at = size - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1))
    ;[order[at], order[other]] = [order[other]!, order[at]!]
  }
  return order
}

/** Mulberry32: small, and the same everywhere. */
export function makeRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

import {
  aroundFeatures,
  besideFeatures,
  besideSlot,
  featuresOfToken,
  ownFeatures,
  rowOfBeside,
  rowsOfOwn,
  slotsOfWord,
  type Features,
} from './features.ts'
import { labels } from './heads.ts'
import type { PackedChain } from './packed-chain.ts'
import { forgetText, kept, type WordMemory } from './word-memory.ts'

/**
 * Scores tokens for two chains in one go. Four labels' scores of a feature stand in one whole number, a byte each, raised so
 * that none is below nothing: two sums at once fit into each half of a number. Rows of both chains stand side by side, as most of
 * the time goes into fetching them; and what a token's own features add up to is kept.
 */
export type Scorer = {
  /** Four numbers a row, two of each chain. */
  lanes: Int32Array
  mask: number
  scales: readonly [number, number]
  memory: WordMemory
  /** Eight sums for each slot of a word, once they are known. */
  sums: Int32Array
  isKnown: Uint8Array
}

const none = 128 * featuresOfToken
const halves = 0x00ff00ff
const sumsOfSlot = 8
const own = new Int32Array(ownFeatures)

/** Without a second chain its scores are all nothing. One with fewer rows than the other repeats them: features share them. */
export function makeScorer(first: PackedChain, second: PackedChain | null, memory: WordMemory): Scorer {
  const rows = Math.max(first.rows, second?.rows ?? 0)
  const lanes = new Int32Array(rows * 4)
  for (const [at, chain] of [first, second].entries()) {
    if (!chain) continue
    const { stored } = chain
    // What stands beyond the last label of a row is of the next one and is never looked at.
    for (let row = 0; row < rows; row += 1) {
      const from = (row & (chain.rows - 1)) * labels
      lanes[row * 4 + at * 2] = four(stored, from)
      lanes[row * 4 + at * 2 + 1] = four(stored, from + 4)
    }
  }
  const scales = [first.scale, second?.scale ?? 0] as const
  return {
    lanes,
    mask: rows - 1,
    scales,
    memory,
    sums: new Int32Array(0),
    isKnown: new Uint8Array(0),
  }
}

/** Four bytes, each raised by 128, which is the same as turning its highest bit. */
function four(stored: Uint8Array, at: number): number {
  return (
    (stored[at]! | (stored[at + 1]! << 8) | (stored[at + 2]! << 16) | (stored[at + 3]! << 24)) ^ 0x80808080
  )
}

/** The score of every label for tokens `from` up to `to`, for each chain, into `first` and `second`. */
export function scoreWithBoth(
  scorer: Scorer,
  features: Features,
  from: number,
  to: number,
  first: Float64Array,
  second: Float64Array,
): void {
  makeRoom(scorer)
  const { lanes, mask, sums, isKnown } = scorer
  const [scale, scaleOfSecond] = scorer.scales
  const { around, words } = features
  for (let at = from; at < to; at += 1) {
    const slot = features.own[at]!
    if (isKnown[slot] === 0) addUpOwn(scorer, slot)
    const sum = slot * sumsOfSlot
    let a = sums[sum]!
    let b = sums[sum + 1]!
    let c = sums[sum + 2]!
    let d = sums[sum + 3]!
    let e = sums[sum + 4]!
    let f = sums[sum + 5]!
    let g = sums[sum + 6]!
    let h = sums[sum + 7]!
    for (let side = 0; side < besideFeatures; side += 1) {
      const near = besideSlot(words, at, side)
      if (isKnown[near] === 0) addUpBeside(scorer, near)
      const more = near * sumsOfSlot
      a += sums[more]!
      b += sums[more + 1]!
      c += sums[more + 2]!
      d += sums[more + 3]!
      e += sums[more + 4]!
      f += sums[more + 5]!
      g += sums[more + 6]!
      h += sums[more + 7]!
    }
    const end = (at + 1) * aroundFeatures
    for (let feature = at * aroundFeatures; feature < end; feature += 1) {
      const row = (around[feature]! & mask) << 2
      const one = lanes[row]!
      const two = lanes[row + 1]!
      const three = lanes[row + 2]!
      const last = lanes[row + 3]!
      a = (a + (one & halves)) | 0
      b = (b + ((one >>> 8) & halves)) | 0
      c = (c + (two & halves)) | 0
      d = (d + ((two >>> 8) & halves)) | 0
      e = (e + (three & halves)) | 0
      f = (f + ((three >>> 8) & halves)) | 0
      g = (g + (last & halves)) | 0
      h = (h + ((last >>> 8) & halves)) | 0
    }
    const into = (at - from) * labels
    first[into] = ((a & 0xffff) - none) * scale
    first[into + 1] = ((b & 0xffff) - none) * scale
    first[into + 2] = ((a >>> 16) - none) * scale
    first[into + 3] = ((b >>> 16) - none) * scale
    first[into + 4] = ((c & 0xffff) - none) * scale
    first[into + 5] = ((d & 0xffff) - none) * scale
    first[into + 6] = ((c >>> 16) - none) * scale
    second[into] = ((e & 0xffff) - none) * scaleOfSecond
    second[into + 1] = ((f & 0xffff) - none) * scaleOfSecond
    second[into + 2] = ((e >>> 16) - none) * scaleOfSecond
    second[into + 3] = ((f >>> 16) - none) * scaleOfSecond
    second[into + 4] = ((g & 0xffff) - none) * scaleOfSecond
    second[into + 5] = ((h & 0xffff) - none) * scaleOfSecond
    second[into + 6] = ((g >>> 16) - none) * scaleOfSecond
  }
}

/** To be called when a text has been read: what is known of its own words goes with them. */
export function forgetSums({ memory, isKnown }: Scorer): void {
  isKnown.fill(0, kept * slotsOfWord, memory.folded.length * slotsOfWord)
  forgetText(memory)
}

/** Room for every word the memory holds. */
function makeRoom(scorer: Scorer): void {
  const needed = scorer.memory.folded.length * slotsOfWord
  if (needed <= scorer.isKnown.length) return
  const more = needed + (slotsOfWord << 11)
  const [isKnown, sums] = [new Uint8Array(more), new Int32Array(more * sumsOfSlot)]
  isKnown.set(scorer.isKnown)
  sums.set(scorer.sums)
  Object.assign(scorer, { isKnown, sums })
}

function addUpOwn(scorer: Scorer, slot: number): void {
  rowsOfOwn(scorer.memory, slot, own)
  begin(scorer, slot)
  for (let at = 0; at < ownFeatures; at += 1) addRow(scorer, own[at]!, slot)
}

function addUpBeside(scorer: Scorer, slot: number): void {
  begin(scorer, slot)
  addRow(scorer, rowOfBeside(scorer.memory, slot), slot)
}

function begin({ sums, isKnown }: Scorer, slot: number): void {
  const into = slot * sumsOfSlot
  for (let sum = 0; sum < sumsOfSlot; sum += 1) sums[into + sum] = 0
  isKnown[slot] = 1
}

function addRow({ lanes, mask, sums }: Scorer, feature: number, slot: number): void {
  const row = (feature & mask) << 2
  const into = slot * sumsOfSlot
  for (let lane = 0; lane < 4; lane += 1) {
    const four = lanes[row + lane]!
    sums[into + lane * 2]! += four & halves
    sums[into + lane * 2 + 1]! += (four >>> 8) & halves
  }
}

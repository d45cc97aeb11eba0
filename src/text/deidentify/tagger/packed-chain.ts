import type { Chain } from './chain.ts'
import { featuresOfToken, rows } from './features.ts'
import { labels, type Head } from './heads.ts'

/**
 * A chain as it is read with. Four labels' scores of a feature stand in one whole number, a byte each, raised so that none is
 * below nothing: two sums at once fit into each half of a number, and most of the time goes into adding them.
 */
export type PackedChain<K extends string = string> = {
  head: Head<K>
  /** Two numbers a row. `scale` turns their sums into scores, `mask` a feature into its row. */
  lanes: Int32Array
  scale: number
  mask: number
  follow: Float32Array
  sure: readonly Sure[]
}

/**
 * From the chance a chain gives to how often it is right, one of each kind: the logistic function of slope × log-odds + shift
 * (Platt 1999). What a chain learnt from is not what it reads, and it is as sure of both.
 */
export type Sure = { slope: number; shift: number }

/** As sure as it says. */
export const unfitted: Sure = { slope: 1, shift: 0 }

/** One byte a score: the largest becomes 127. The same chain gives the same bytes. */
export function packChain(chain: Chain, sure: readonly Sure[] = []): Uint8Array {
  let largest = 0
  for (const weight of chain.weights) largest = Math.max(largest, Math.abs(weight))
  // Few scores are very large; cutting them off at 6 leaves the many small ones finer steps.
  const step = Math.min(largest, 6) / 127
  const before = sizeBefore(chain.head)
  const bytes = new Uint8Array(before + chain.weights.length)
  const view = new DataView(bytes.buffer)
  view.setFloat32(0, step, true)
  chain.follow.forEach((score, at) => view.setFloat32(4 + at * 4, score, true))
  chain.head.kinds.forEach((_, kind) => {
    const { slope, shift } = sure[kind] ?? unfitted
    const at = 4 + labels * labels * 4 + kind * 8
    view.setFloat32(at, slope, true)
    view.setFloat32(at + 4, shift, true)
  })
  const stored = new Int8Array(bytes.buffer, before)
  for (let at = 0; at < chain.weights.length; at += 1) {
    stored[at] = Math.max(-127, Math.min(127, Math.round(chain.weights[at]! / step)))
  }
  return bytes
}

/**
 * Opens what `packChain` made for this head. A small one has fewer rows, and features share them. Throws a RangeError for
 * anything of another length.
 */
export function openChain<K extends string>(bytes: Uint8Array, head: Head<K>): PackedChain<K> {
  const before = sizeBefore(head)
  const size = (bytes.length - before) / labels
  if (size > rows || !Number.isInteger(Math.log2(size)))
    throw new RangeError('This is no model of this tagger.')
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const follow = Float32Array.from({ length: labels * labels }, (_, at) => view.getFloat32(4 + at * 4, true))
  const sure = head.kinds.map((_, kind) => {
    const at = 4 + labels * labels * 4 + kind * 8
    return { slope: view.getFloat32(at, true), shift: view.getFloat32(at + 4, true) }
  })
  const stored = bytes.subarray(before)
  const lanes = new Int32Array(size * 2)
  // What stands beyond the last label of a row is of the next one and is never looked at.
  for (let row = 0, from = 0; row < size * 2; row += 2, from += labels) {
    lanes[row] = four(stored, from)
    lanes[row + 1] = four(stored, from + 4)
  }
  return { head, lanes, scale: view.getFloat32(0, true), mask: size - 1, follow, sure }
}

/** The step, a score for each label after each other, and for each kind how sure it is. */
function sizeBefore({ kinds }: Head): number {
  return 4 + labels * labels * 4 + kinds.length * 8
}

/** Four bytes, each raised by 128, which is the same as turning its highest bit. */
function four(stored: Uint8Array, at: number): number {
  return (
    (stored[at]! | (stored[at + 1]! << 8) | (stored[at + 2]! << 16) | (stored[at + 3]! << 24)) ^ 0x80808080
  )
}

const halves = 0x00ff00ff
const none = 128 * featuresOfToken

/** The score of every label for `count` tokens, from their features. */
export function scorePacked(
  chain: PackedChain,
  features: Int32Array,
  count: number,
  scores: Float64Array,
): void {
  const { lanes, scale, mask } = chain
  for (let at = 0; at < count; at += 1) {
    let even = 0
    let odd = 0
    let evenAfter = 0
    let oddAfter = 0
    const end = (at + 1) * featuresOfToken
    for (let feature = at * featuresOfToken; feature < end; feature += 1) {
      const row = (features[feature]! & mask) << 1
      const four = lanes[row]!
      const after = lanes[row + 1]!
      even = (even + (four & halves)) | 0
      odd = (odd + ((four >>> 8) & halves)) | 0
      evenAfter = (evenAfter + (after & halves)) | 0
      oddAfter = (oddAfter + ((after >>> 8) & halves)) | 0
    }
    const from = at * labels
    scores[from] = ((even & 0xffff) - none) * scale
    scores[from + 1] = ((odd & 0xffff) - none) * scale
    scores[from + 2] = ((even >>> 16) - none) * scale
    scores[from + 3] = ((odd >>> 16) - none) * scale
    scores[from + 4] = ((evenAfter & 0xffff) - none) * scale
    scores[from + 5] = ((oddAfter & 0xffff) - none) * scale
    scores[from + 6] = ((evenAfter >>> 16) - none) * scale
  }
}

import type { Chain } from './chain.ts'
import { rows } from './features.ts'
import { labels, type Head } from './heads.ts'

/** A chain as it is read with: a byte a score and label, in rows. `scale` turns sums of them into scores. */
export type PackedChain<K extends string = string> = {
  head: Head<K>
  stored: Uint8Array
  rows: number
  scale: number
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
  return { head, stored: bytes.subarray(before), rows: size, scale: view.getFloat32(0, true), follow, sure }
}

/** The step, a score for each label after each other, and for each kind how sure it is. */
function sizeBefore({ kinds }: Head): number {
  return 4 + labels * labels * 4 + kinds.length * 8
}

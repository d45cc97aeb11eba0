import { featuresOfToken } from './features.ts'
import { labels, type Head } from './heads.ts'

/**
 * A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) as it is learnt: a score for each feature and
 * label, and for each label after another. `packed-chain.ts` is what is shipped and read with.
 */
export type Chain = {
  head: Head
  /** A row a feature, a score a label. */
  weights: Float32Array
  /** Labels × labels, row by row: the label before, the label here. */
  follow: Float32Array
}

/** Room for one piece of text, used again and again. `follow` holds the chain's own, as powers of e. */
export type Workspace = {
  follow: Float64Array
  scores: Float64Array
  forward: Float64Array
  backward: Float64Array
  chances: Float64Array
  norms: Float64Array
}

export function makeWorkspace(chain: { follow: Float32Array }, tokens: number): Workspace {
  const sheet = () => new Float64Array(tokens * labels)
  return {
    follow: Float64Array.from(chain.follow, Math.exp),
    scores: sheet(),
    forward: sheet(),
    backward: sheet(),
    chances: sheet(),
    norms: new Float64Array(tokens),
  }
}

/** The score of every label for `count` tokens, from their features. */
export function scoreTokens(chain: Chain, features: Int32Array, count: number, scores: Float64Array): void {
  const { weights } = chain
  scores.fill(0, 0, count * labels)
  for (let at = 0; at < count; at += 1) {
    const from = at * labels
    const end = (at + 1) * featuresOfToken
    for (let feature = at * featuresOfToken; feature < end; feature += 1) {
      const row = features[feature]! * labels
      for (let label = 0; label < labels; label += 1) scores[from + label]! += weights[row + label]!
    }
  }
}

/**
 * The chance of every label at every token, into `room.chances`, by the forward-backward algorithm; gives the logarithm of the
 * sum over all labellings. Written out for seven labels: a quarter of the time of reading goes here. Takes the scores that stand in `room`. `together`, when given, gets the expected number of each label after each other added.
 */
export function findChances(room: Workspace, count: number, together: Float64Array | null = null): number {
  const { follow, scores, forward, backward, chances, norms } = room
  let total = 0
  for (let at = 0, from = 0; at < count; at += 1, from += labels) {
    let top = scores[from]!
    for (let here = from + 1; here < from + labels; here += 1) if (scores[here]! > top) top = scores[here]!
    let sum = 0
    if (at === 0) {
      for (let here = from; here < from + labels; here += 1) {
        sum += forward[here] = scores[here] = Math.exp(scores[here]! - top)
      }
    } else {
      const last = from - labels
      const a = forward[last]!
      const b = forward[last + 1]!
      const c = forward[last + 2]!
      const d = forward[last + 3]!
      const e = forward[last + 4]!
      const f = forward[last + 5]!
      const g = forward[last + 6]!
      for (let label = 0; label < labels; label += 1) {
        const before =
          a * follow[label]! +
          b * follow[label + 7]! +
          c * follow[label + 14]! +
          d * follow[label + 21]! +
          e * follow[label + 28]! +
          f * follow[label + 35]! +
          g * follow[label + 42]!
        const here = Math.exp(scores[from + label]! - top)
        scores[from + label] = here
        sum += forward[from + label] = before * here
      }
    }
    for (let here = from; here < from + labels; here += 1) forward[here]! /= sum
    norms[at] = sum
    total += top + Math.log(sum)
  }
  let a = 1
  let b = 1
  let c = 1
  let d = 1
  let e = 1
  let f = 1
  let g = 1
  for (let at = count - 1, from = at * labels; at >= 0; at -= 1, from -= labels) {
    for (let label = 0, row = 0; label < labels; label += 1, row += labels) {
      const after =
        at === count - 1
          ? 1
          : a * follow[row]! +
            b * follow[row + 1]! +
            c * follow[row + 2]! +
            d * follow[row + 3]! +
            e * follow[row + 4]! +
            f * follow[row + 5]! +
            g * follow[row + 6]!
      backward[from + label] = after
      chances[from + label] = forward[from + label]! * after
    }
    const norm = norms[at]!
    a = (scores[from]! * backward[from]!) / norm
    b = (scores[from + 1]! * backward[from + 1]!) / norm
    c = (scores[from + 2]! * backward[from + 2]!) / norm
    d = (scores[from + 3]! * backward[from + 3]!) / norm
    e = (scores[from + 4]! * backward[from + 4]!) / norm
    f = (scores[from + 5]! * backward[from + 5]!) / norm
    g = (scores[from + 6]! * backward[from + 6]!) / norm
  }
  if (together) {
    for (let at = 1; at < count; at += 1) {
      const from = at * labels
      for (let last = 0; last < labels; last += 1) {
        const before = forward[from - labels + last]! / norms[at]!
        for (let label = 0; label < labels; label += 1) {
          together[last * labels + label]! +=
            before * follow[last * labels + label]! * scores[from + label]! * backward[from + label]!
        }
      }
    }
  }
  return total
}

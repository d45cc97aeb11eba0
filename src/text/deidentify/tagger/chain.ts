import { featuresOfToken } from './features.ts'
import { labelsOf, type Head } from './heads.ts'

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
  labels: number
  follow: Float64Array
  scores: Float64Array
  forward: Float64Array
  backward: Float64Array
  chances: Float64Array
  norms: Float64Array
}

export function makeWorkspace(chain: { head: Head; follow: Float32Array }, tokens: number): Workspace {
  const labels = labelsOf(chain.head)
  const sheet = () => new Float64Array(tokens * labels)
  return {
    labels,
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
  const labels = labelsOf(chain.head)
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
 * sum over all labellings. Takes the scores that stand in `room`. `together`, when given, gets the expected number of each label after each other added.
 */
export function findChances(room: Workspace, count: number, together: Float64Array | null = null): number {
  const { labels, follow, scores, forward, backward, chances, norms } = room
  let total = 0
  for (let at = 0; at < count; at += 1) {
    const from = at * labels
    let top = -Infinity
    for (let label = 0; label < labels; label += 1) top = Math.max(top, scores[from + label]!)
    let sum = 0
    for (let label = 0; label < labels; label += 1) {
      let before = 1
      if (at > 0) {
        before = 0
        for (let last = 0; last < labels; last += 1) {
          before += forward[from - labels + last]! * follow[last * labels + label]!
        }
      }
      scores[from + label] = Math.exp(scores[from + label]! - top)
      forward[from + label] = before * scores[from + label]!
      sum += forward[from + label]!
    }
    for (let label = 0; label < labels; label += 1) forward[from + label]! /= sum
    norms[at] = sum
    total += top + Math.log(sum)
  }
  for (let at = count - 1; at >= 0; at -= 1) {
    const from = at * labels
    for (let label = 0; label < labels; label += 1) {
      let after = 1
      if (at < count - 1) {
        after = 0
        for (let next = 0; next < labels; next += 1) {
          const ahead = from + labels + next
          after += follow[label * labels + next]! * scores[ahead]! * backward[ahead]!
        }
        after /= norms[at + 1]!
      }
      backward[from + label] = after
      chances[from + label] = forward[from + label]! * after
    }
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

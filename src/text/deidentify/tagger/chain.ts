import { featuresOfToken, rows } from './features.ts'

/** What a token may be. `B` begins a mention, `I` goes on with it. */
export const kinds = ['PERSON', 'PLACE', 'ORGANISATION'] as const
export type Kind = (typeof kinds)[number]

/** O, then B and I of each kind. */
export const labels = 1 + 2 * kinds.length

/**
 * A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001): a score for each feature and label, and
 * for each label after another. `scale` turns the stored numbers into scores.
 */
export type Chain = {
  weights: Int8Array | Float32Array
  scale: number
  /** `labels` × `labels`, row by row: the label before, the label here. */
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

export function makeWorkspace(chain: Chain, tokens: number): Workspace {
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

/** The score of every label for `count` tokens, from their features. Seven sums beside each other: most of the time goes here. */
export function scoreTokens(chain: Chain, features: Int32Array, count: number, scores: Float64Array): void {
  const { weights, scale } = chain
  for (let at = 0; at < count; at += 1) {
    let [none, personB, personI, placeB, placeI, organisationB, organisationI] = [0, 0, 0, 0, 0, 0, 0]
    const end = (at + 1) * featuresOfToken
    for (let feature = at * featuresOfToken; feature < end; feature += 1) {
      const row = features[feature]! * labels
      none += weights[row]!
      personB += weights[row + 1]!
      personI += weights[row + 2]!
      placeB += weights[row + 3]!
      placeI += weights[row + 4]!
      organisationB += weights[row + 5]!
      organisationI += weights[row + 6]!
    }
    const from = at * labels
    scores[from] = none * scale
    scores[from + 1] = personB * scale
    scores[from + 2] = personI * scale
    scores[from + 3] = placeB * scale
    scores[from + 4] = placeI * scale
    scores[from + 5] = organisationB * scale
    scores[from + 6] = organisationI * scale
  }
}

/**
 * The chance of every label at every token, into `room.chances`, by the forward-backward algorithm; gives the logarithm of the
 * sum over all labellings. Takes the scores that `scoreTokens` left there. `together`, when given, gets the expected number of each label after each other added.
 */
export function findChances(room: Workspace, count: number, together: Float64Array | null = null): number {
  const { follow, scores, forward, backward, chances, norms } = room
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

/** One byte a score: the largest becomes 127. The same chain gives the same bytes. */
export function packChain(chain: Chain): Uint8Array {
  let largest = 0
  for (const weight of chain.weights) largest = Math.max(largest, Math.abs(weight))
  // Few scores are very large; cutting them off at 6 leaves the many small ones finer steps.
  const step = Math.min(largest, 6) / 127
  const bytes = new Uint8Array(4 + labels * labels * 4 + rows * labels)
  const view = new DataView(bytes.buffer)
  view.setFloat32(0, step, true)
  chain.follow.forEach((score, at) => view.setFloat32(4 + at * 4, score, true))
  const stored = new Int8Array(bytes.buffer, 4 + labels * labels * 4)
  for (let at = 0; at < rows * labels; at += 1) {
    stored[at] = Math.max(-127, Math.min(127, Math.round((chain.weights[at]! * chain.scale) / step)))
  }
  return bytes
}

/** Opens what `packChain` made. Throws a RangeError for anything of another length. */
export function openChain(bytes: Uint8Array): Chain {
  const head = 4 + labels * labels * 4
  if (bytes.length !== head + rows * labels) throw new RangeError('This is no model of this tagger.')
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const follow = Float32Array.from({ length: labels * labels }, (_, at) => view.getFloat32(4 + at * 4, true))
  return {
    weights: new Int8Array(bytes.buffer, bytes.byteOffset + head, rows * labels),
    scale: view.getFloat32(0, true),
    follow,
  }
}

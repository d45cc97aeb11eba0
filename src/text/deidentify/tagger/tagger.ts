import {
  findChances,
  kinds,
  labels,
  makeWorkspace,
  openChain,
  scoreTokens,
  type Chain,
  type Kind,
  type Workspace,
} from './chain.ts'
import { featuresOfToken, findFeatures } from './features.ts'
import { cutTokens, tokenise } from './tokens.ts'
import { openWordList, type WordList } from './word-list.ts'

/** Finds names of people, places and organisations by how they are written and what stands beside them. */
export type Tagger = { chain: Chain; list: WordList; room: Workspace }

/** `confidence` is the chance that its surest word is a part of any name. Offsets are UTF-16 code units. */
export type Tagged = { start: number; end: number; kind: Kind; confidence: number }

/** Opens a model and a list of words as `training/` made them. Throws a RangeError for anything else. */
export function openTagger(model: Uint8Array, words: Uint8Array): Tagger {
  return makeTagger(openChain(model), openWordList(words))
}

export function makeTagger(chain: Chain, list: WordList): Tagger {
  return { chain, list, room: makeWorkspace(chain, longest + 1) }
}

/** Tokens that are read as one, at most. */
const longest = 150

/** Every stretch of words that may be a name with a chance of at least `least` (0 to 1), in order, without overlaps. */
export function tagNames(text: string, tagger: Tagger, least: number): Tagged[] {
  const tokens = tokenise(text)
  const features = findFeatures(text, tokens, tagger.list)
  const found: Tagged[] = []
  const { room } = tagger
  for (const [from, to] of cutTokens(text, tokens, longest)) {
    const count = to - from
    const part = features.subarray(from * featuresOfToken, to * featuresOfToken)
    scoreTokens(tagger.chain, part, count, room.scores)
    findChances(room, count)
    let open: Tagged | null = null
    for (let at = 0; at < count; at += 1) {
      const start = tokens.starts[from + at]!
      const none = room.chances[at * labels]!
      if (1 - none < least || text[start] === '\n') {
        open = null
        continue
      }
      const { kind, chance, begins } = likeliest(room.chances, at * labels)
      if (open && open.kind === kind && begins < chance / 2) {
        open.end = tokens.ends[from + at]!
        open.confidence = Math.max(open.confidence, 1 - none)
        continue
      }
      open = { start, end: tokens.ends[from + at]!, kind, confidence: 1 - none }
      found.push(open)
    }
  }
  return found
}

function likeliest(chances: Float64Array, from: number): { kind: Kind; chance: number; begins: number } {
  let best = { kind: kinds[0] as Kind, chance: -1, begins: 0 }
  kinds.forEach((kind, index) => {
    const begins = chances[from + 1 + 2 * index]!
    const chance = begins + chances[from + 2 + 2 * index]!
    if (chance > best.chance) best = { kind, chance, begins }
  })
  return best
}
